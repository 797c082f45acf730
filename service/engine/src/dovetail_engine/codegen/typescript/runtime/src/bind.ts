/** Operations with settings of their own. */
import type { Options } from "./send.js";

type Call = (args?: object, options?: Options) => unknown;

/** The same functions, each called with `settings` where a call does not say otherwise. */
export function bind(operations: object, settings: Options): object {
  return Object.fromEntries(
    Object.entries(operations as Record<string, Call>).map(([name, call]) => [
      name,
      (args?: object, options: Options = {}) => call(args, merged(settings, options)),
    ]),
  );
}

const merged = (settings: Options, options: Options): Options => ({
  ...settings,
  ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  headers: { ...settings.headers, ...options.headers },
  auth: { ...settings.auth, ...options.auth },
  init: { ...settings.init, ...options.init },
});
