/** Operations with settings of their own. */
import type { Options } from "./send.js";
/** The same functions, each called with `settings` where a call does not say otherwise. */
export declare function bind(operations: object, settings: Options): object;
