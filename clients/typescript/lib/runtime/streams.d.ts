/** Bodies that arrive piece by piece, as async iterators. Leaving the loop early cancels the transfer. */
import type { Decoder } from "./answers.js";
/** One event of a `text/event-stream`. */
export interface ServerSentEvent<Data = string> {
    readonly event: string;
    readonly data: Data;
    /** The id of this event, or of the last one that had any. */
    readonly id: string;
    /** How long to wait before connecting again, in milliseconds. */
    readonly retry: number | undefined;
}
export declare const events: Decoder;
/** Events whose data is JSON; `[DONE]` in place of it is the end. */
export declare const jsonEvents: Decoder;
export declare const lines: Decoder;
