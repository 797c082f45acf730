export type * from "./types.js";
export * from "./operations.js";
export * from "./client.js";
export { ApiError, TransportError, clientCredentials, unwrap } from "./runtime/index.js";
export type { Binary, ClientCredentials, Failure, Outcome, Retries, Secret, ServerSentEvent, Success, Unrecognised, UnrecognisedNumber, UserAndPassword } from "./runtime/index.js";
