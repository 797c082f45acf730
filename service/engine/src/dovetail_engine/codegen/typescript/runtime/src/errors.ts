/**
 * What can go wrong with a call:
 *
 *     Error
 *     ├── ApiError         the service answered, and not with a success
 *     └── TransportError   there is no answer that could be used
 */

/** The service answered with a status that is not a success, or with one its contract does not declare. */
export class ApiError<Status extends number = number, Body = unknown> extends Error {
  override readonly name = "ApiError";
  declare readonly status: Status;
  /** The decoded body: as declared for this status, otherwise JSON or text as it came. */
  declare readonly body: Body;
  declare readonly response: Response;

  constructor(status: Status, body: Body, response: Response) {
    super(`the service answered ${status}`);
    Object.assign(this, { status, body, response });
  }
}

/** Why there is no usable answer: `content` means that the body is not what its media type says. */
export type TransportReason = "network" | "timeout" | "aborted" | "content";

/** No answer came, or none that could be read; `cause` is the underlying error. */
export class TransportError extends Error {
  override readonly name = "TransportError";
  declare readonly reason: TransportReason;
  declare readonly status: undefined;
  declare readonly body: undefined;
  /** Set when an answer had begun to arrive. */
  declare readonly response: Response | undefined;

  constructor(reason: TransportReason, cause: unknown, response?: Response) {
    super(`no usable answer: ${reason}`, { cause });
    Object.assign(this, { reason, response });
  }
}
