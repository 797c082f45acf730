/** The same functions, each called with `settings` where a call does not say otherwise. */
export function bind(operations, settings) {
    return Object.fromEntries(Object.entries(operations).map(([name, call]) => [
        name,
        (args, options = {}) => call(args, merged(settings, options)),
    ]));
}
const merged = (settings, options) => ({
    ...settings,
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
    headers: { ...settings.headers, ...options.headers },
    auth: { ...settings.auth, ...options.auth },
    init: { ...settings.init, ...options.init },
});
