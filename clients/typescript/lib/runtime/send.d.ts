/** One call: compose the request, send it, make the outcome of what comes back. */
import { type Answer } from "./answers.js";
import type { WriteBody } from "./bodies.js";
import { ApiError, TransportError } from "./errors.js";
import type { Write } from "./parameters.js";
import { type Credential } from "./security.js";
/** An operation as the contract describes it. */
export interface Operation {
    readonly method: string;
    readonly path: string;
    /** The service's address in the contract, if it gives one. */
    readonly server?: string | undefined;
    readonly accept?: string;
    readonly parameters?: readonly Write[];
    /** The media types of the body, the preferred one first. */
    readonly body?: readonly (readonly [mediaType: string, write: WriteBody])[];
    readonly answers: readonly Answer[];
    readonly security?: readonly (readonly Credential[])[];
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
    readonly headers?: {
        readonly [name: string]: string | undefined;
    } | undefined;
    /** Milliseconds until the answer must be complete; a stream must have begun by then. */
    readonly timeout?: number | undefined;
    readonly signal?: AbortSignal | undefined;
    /** Further settings of `fetch`, such as `credentials` and `cache`. */
    readonly init?: Omit<RequestInit, "body" | "headers" | "method" | "signal"> | undefined;
    /** Throw `ApiError` and `TransportError` in place of returning them. */
    readonly throwOnError?: Throws | undefined;
}
interface Settled {
    readonly data: unknown;
    readonly error: ApiError | TransportError | undefined;
    readonly status: number | undefined;
    readonly response: Response | undefined;
}
/** Make a call. Rejects with TypeError for arguments that cannot be sent, and as `throwOnError` says. */
export declare function send(operation: Operation, args?: object, options?: Options): Promise<Settled>;
export {};
