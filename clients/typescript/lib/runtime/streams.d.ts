/** Bodies that arrive piece by piece, as async iterators. Leaving the loop early cancels the transfer. */
import type { Decoder } from "./answers.js";
/** One event of a `text/event-stream`. */
export interface ServerSentEvent {
    readonly event: string;
    readonly data: string;
    /** The id of this event, or of the last one that had any. */
    readonly id: string;
    /** How long to wait before connecting again, in milliseconds. */
    readonly retry: number | undefined;
}
export declare const events: Decoder;
export declare const lines: Decoder;
