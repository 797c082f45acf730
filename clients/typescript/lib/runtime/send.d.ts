/** One call: compose the request, send it, make the outcome of what comes back. */
import { type Answer } from "./answers.js";
import { ApiError, TransportError } from "./errors.js";
import type { Write } from "./request.js";
import { type Retries } from "./retries.js";
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
    readonly headers?: {
        readonly [name: string]: string | undefined;
    } | undefined;
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
    readonly error: (ApiError & {
        readonly reason?: never;
    }) | TransportError | undefined;
    readonly status: number | undefined;
    readonly response: Response | undefined;
}
/** Make a call. Rejects with TypeError for arguments that cannot be sent, and as `throwOnError` says. */
export declare function send(operation: Operation, args?: object, options?: Options): Promise<Settled>;
