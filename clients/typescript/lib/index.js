export * from "./operations.js";
export * from "./client.js";
export { ApiError, TransportError, unwrap } from "./runtime/index.js";
