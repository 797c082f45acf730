export type * from "./types.js";
export * from "./operations.js";
export * from "./client.js";
export { ApiError, TransportError, unwrap } from "./runtime/index.js";
export type { Binary, Failure, Outcome, Secret, ServerSentEvent, Success, Unrecognised, UnrecognisedNumber, UserAndPassword } from "./runtime/index.js";
