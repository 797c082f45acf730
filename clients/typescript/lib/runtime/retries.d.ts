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
/** The pause before the next attempt, undefined to keep what came; `Retry-After` is the least pause. */
export declare function pauseAfter(attempt: number, { method, keyed }: Operation, { error, response }: Settled, retries?: number | Retries): number | undefined;
/** Wait, at most until the signal is given. */
export declare const waited: (pause: number, signal: AbortSignal | undefined) => Promise<void>;
