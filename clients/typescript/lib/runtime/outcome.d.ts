/** How results are typed: by the statuses that the contract declares. */
import type { ApiError, TransportError } from "./errors.js";
/** A declared success. */
export interface Success<Status extends number, Data> {
    readonly data: Data;
    readonly error: undefined;
    readonly status: Status;
    readonly response: Response;
}
/** Anything else; `response` is undefined when no answer came. */
export interface Failure<Reason> {
    readonly data: undefined;
    readonly error: Reason;
    readonly status: number | undefined;
    readonly response: Response | undefined;
}
/** What a call gives: a success or a failure, or only a success where failures are thrown. */
export type Outcome<Throws extends boolean, Successes, Errors> = Throws extends true ? Successes : Successes | Failure<Errors | TransportError>;
export type Status2XX = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226;
export type Status3XX = 300 | 301 | 302 | 303 | 304 | 305 | 307 | 308;
export type Status4XX = 400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414 | 415 | 416 | 417 | 418 | 419 | 420 | 421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 430 | 431 | 440 | 444 | 449 | 450 | 451 | 460 | 463 | 464 | 494 | 495 | 496 | 497 | 498 | 499;
export type Status5XX = 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 509 | 510 | 511 | 520 | 521 | 522 | 523 | 524 | 525 | 526 | 527 | 529 | 530 | 561 | 598 | 599;
/** The status codes that are registered or seen from proxies; the compiler needs a list to narrow by status. */
export type Status = Status2XX | Status3XX | Status4XX | Status5XX;
/** An answer whose status the contract does not declare: all but `Declared`. */
export type Undeclared<Declared extends number> = ApiError<Exclude<Status, Declared>, unknown>;
interface Settled {
    readonly data: unknown;
    readonly error: Error | undefined;
}
/** The data of a call; rejects with the error of a failed one. */
export declare function unwrap<Result extends Settled>(call: PromiseLike<Result>): Promise<Extract<Result, {
    readonly error: undefined;
}>["data"]>;
export {};
