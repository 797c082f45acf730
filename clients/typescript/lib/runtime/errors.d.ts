/**
 * What can go wrong with a call:
 *
 *     Error
 *     ├── ApiError         the service answered, and not with a success
 *     └── TransportError   there is no answer that could be used
 */
/** The service answered with a status that is not a success, or with one its contract does not declare. */
export declare class ApiError<Status extends number = number, Body = unknown> extends Error {
    readonly name = "ApiError";
    readonly status: Status;
    /** The decoded body: as declared for this status, otherwise JSON or text as it came. */
    readonly body: Body;
    readonly response: Response;
    constructor(status: Status, body: Body, response: Response);
}
/** Why there is no usable answer: `content` means that the body is not what its media type says. */
export type TransportReason = "network" | "timeout" | "aborted" | "content";
/** No answer came, or none that could be read; `cause` is the underlying error. */
export declare class TransportError extends Error {
    readonly name = "TransportError";
    readonly reason: TransportReason;
    readonly status: undefined;
    readonly body: undefined;
    /** Set when an answer had begun to arrive. */
    readonly response: Response | undefined;
    constructor(reason: TransportReason, cause: unknown, response?: Response);
}
