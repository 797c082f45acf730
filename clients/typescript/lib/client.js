import * as operations from "./operations.js";
import { bind } from "./runtime/index.js";

export function createClient(settings = {}) {
  return bind(operations, settings);
}
