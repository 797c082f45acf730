export * from "./operations.js";
export * from "./client.js";
export { ApiError, TransportError, clientCredentials, unwrap } from "./runtime/index.js";
