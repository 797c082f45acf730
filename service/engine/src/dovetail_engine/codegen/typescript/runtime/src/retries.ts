/** When a call is sent again, and how long it waits before. */
import type { Operation, Settled } from "./send.js";

/** How a failed call is repeated; times are in milliseconds. */
export interface Retries {
  /** How many further attempts there are; 2 unless told. */
  readonly times?: number;
  /** About the first pause; pauses double up to `longest`. */
  readonly first?: number;
  readonly longest?: number;
  /** A service that asks for a longer pause than this is not asked again. */
  readonly patience?: number;
  /** The statuses after which a call is repeated. */
  readonly statuses?: readonly number[];
}

const passing: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

/** The pause before the next attempt, undefined to keep what came; `Retry-After` is the least pause. */
export function pauseAfter(
  attempt: number,
  { method, keyed }: Operation,
  { error, response }: Settled,
  retries: number | Retries = {},
): number | undefined {
  const { times = 2, first = 500, longest = 8e3, patience = 6e4, statuses = passing } =
    typeof retries === "number" ? { times: retries } : retries;
  const passes = error && (error.status ? statuses.includes(error.status) : /^[nt]/.test(error.reason ?? ""));
  if (!passes || attempt >= times || !(keyed || /^([GHOT]|PU|D)/.test(method))) return undefined;
  const written = response?.headers.get("Retry-After") ?? "0";
  const asked = Number(written) * 1e3 || Date.parse(written) - Date.now() || 0;
  const pause = Math.max(asked, Math.min(longest, first * 2 ** attempt) * (0.5 + Math.random() / 2));
  return asked > patience ? undefined : pause;
}

/** Wait, at most until the signal is given. */
export const waited = (pause: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(done, pause);
    signal?.addEventListener("abort", () => done(clearTimeout(timer)));
  });
