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
    constructor(status, body, response) {
        super(`the service answered ${status}`);
        Object.assign(this, { status, body, response });
    }
}
/** No answer came, or none that could be read; `cause` is the underlying error. */
export class TransportError extends Error {
    name = "TransportError";
    constructor(reason, cause, response) {
        super(`no usable answer: ${reason}`, { cause });
        Object.assign(this, { reason, response });
    }
}
