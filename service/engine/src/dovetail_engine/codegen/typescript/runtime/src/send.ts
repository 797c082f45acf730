/** One call: compose the request, send it, make the outcome of what comes back. */
import { type Answer, declared, decoded, undeclared } from "./answers.js";
import { ApiError, TransportError } from "./errors.js";
import type { Args, Draft, Write } from "./request.js";
import { pauseAfter, type Retries, waited } from "./retries.js";

/** An operation as the contract describes it. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  /** The service's address in the contract, if it gives one. */
  readonly server?: string | undefined;
  readonly accept?: string;
  /** Write the parameters, the body and the credentials. */
  readonly request?: readonly Write[];
  readonly answers: readonly Answer[];
  /** Whether a key makes it harmless to repeat a call of a method that is not idempotent. */
  readonly keyed?: boolean;
}

/** What may be set for all calls of a client and for each call. */
export interface Options<Throws extends boolean = boolean, Auth extends object = object> {
  /** The address of the service, in place of the contract's. */
  readonly baseUrl?: string | undefined;
  /** Secrets by name of security scheme. */
  readonly auth?: Auth | undefined;
  /** A function to use in place of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Headers to add; `undefined` takes one away. */
  readonly headers?: { readonly [name: string]: string | undefined } | undefined;
  /** Milliseconds until the answer to an attempt must be complete; a stream must have begun by then. */
  readonly timeout?: number | undefined;
  /** Milliseconds that the call may take with all its attempts. */
  readonly deadline?: number | undefined;
  /** How often, or how, a failed call that may be repeated is; twice unless told. */
  readonly retries?: number | Retries | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Further settings of `fetch`, such as `credentials` and `cache`. */
  readonly init?: Omit<RequestInit, "body" | "headers" | "method" | "signal"> | undefined;
  /** Throw `ApiError` and `TransportError` in place of returning them. */
  readonly throwOnError?: Throws | undefined;
}

/** What a call came to. */
export interface Settled {
  readonly data: unknown;
  readonly error: (ApiError & { readonly reason?: never }) | TransportError | undefined;
  readonly status: number | undefined;
  readonly response: Response | undefined;
}

/** Make a call. Rejects with TypeError for arguments that cannot be sent, and as `throwOnError` says. */
export async function send(operation: Operation, args: object = {}, options: Options = {}): Promise<Settled> {
  const { deadline = Infinity, signal, throwOnError } = options;
  const ends = Date.now() + deadline;
  const sent = { ...args };
  for (let attempt = 0; ; attempt++) {
    const [url, draft] = await compose(operation, sent, options);
    const outcome = await exchange(operation, url, draft, options, ends);
    const pause = pauseAfter(attempt, operation, outcome, options.retries);
    if (pause === undefined || Date.now() + pause >= ends) {
      if (outcome.error && throwOnError) throw outcome.error;
      return outcome;
    }
    await waited(pause, signal);
  }
}

async function compose(operation: Operation, args: Args, options: Options): Promise<[string, Draft]> {
  const { path, server, accept, request = [] } = operation;
  const { baseUrl = server, auth = {}, headers = {} } = options;
  const draft: Draft = { path, headers: new Headers(accept ? { accept } : {}), body: null };
  for (const write of request) await write(draft, args, auth);
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) draft.headers.delete(name);
    else draft.headers.set(name, value);
  }
  return [address(baseUrl, draft.path), draft];
}

/** The URL; in a page it may be relative. */
function address(base: string | undefined, path: string): string {
  if (base === undefined || !(/^\w+:/.test(base) || globalThis.location)) {
    throw new TypeError("baseUrl is needed: the contract has no address");
  }
  return base.replace(/\/+$/, "") + path;
}

async function exchange(
  { method, answers }: Operation,
  url: string,
  { headers, body }: Draft,
  options: Options,
  ends: number,
): Promise<Settled> {
  const { fetch = globalThis.fetch, timeout = Infinity, init, signal } = options;
  const late = new AbortController();
  const left = Math.min(timeout, ends - Date.now());
  const timer = left < Infinity ? setTimeout(() => late.abort(), left) : undefined;
  const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
  let response: Response | undefined;
  try {
    response = await fetch(url, { ...init, method, headers, body, signal: either });
    const { status, ok } = response;
    const answer = declared(answers, status);
    const data = await (answer ? decoded(answer, response) : undeclared(response));
    // Success is a declared status of 200 to 299; `default` stands for what is none.
    if (ok && answer && answer[0] !== "default") return { data, error: undefined, status, response };
    return failed(new ApiError(status, data, response));
  } catch (cause) {
    const reason = late.signal.aborted
      ? "timeout"
      : signal?.aborted ? "aborted" : cause instanceof SyntaxError ? "content" : "network";
    return failed(new TransportError(reason, cause, response));
  } finally {
    clearTimeout(timer);
  }
}

const failed = (error: NonNullable<Settled["error"]>): Settled => ({
  data: undefined,
  error,
  status: error.status,
  response: error.response,
});
