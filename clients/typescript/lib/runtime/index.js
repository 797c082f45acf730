/** What generated operations are made of, and the types of what they give. */
export * from "./answers.js";
export * from "./bind.js";
export * from "./bodies.js";
export * from "./errors.js";
export * from "./grants.js";
export * from "./open.js";
export * from "./outcome.js";
export * from "./parameters.js";
export * from "./queries.js";
export * from "./retries.js";
export * from "./security.js";
export * from "./send.js";
export * from "./streams.js";
