/**
 * What can go wrong with a call:
 *
 *     Error
 *     ├── ApiError         the service answered, and not with a success
 *     └── TransportError   there is no answer that could be used
 */
/** The service answered with a status that is not a success, or with one its contract does not declare. */
export class ApiError extends Error {
    name = "ApiError";
    status;
    /** The decoded body: as declared for this status, otherwise JSON or text as it came. */
    body;
    response;
    constructor(status, body, response) {
        super(`the service answered ${status}`);
        this.status = status;
        this.body = body;
        this.response = response;
    }
}
/** No answer came, or none that could be read; `cause` is the underlying error. */
export class TransportError extends Error {
    name = "TransportError";
    reason;
    status;
    body;
    /** Set when an answer had begun to arrive. */
    response;
    constructor(reason, cause, response) {
        super(`no usable answer: ${reason}`, { cause });
        this.reason = reason;
        this.response = response;
    }
}
