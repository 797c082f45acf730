/** Operations as query libraries such as TanStack Query take them. */
import { unwrap } from "./outcome.js";
/** The key of a query: the operation's name and its arguments. */
export const queryKey = (name, args) => (args ? [name, args] : [name]);
export const asQuery = (name, call, args, options = {}) => ({
    queryKey: queryKey(name, args),
    queryFn: ({ signal } = {}) => unwrap(call(args, signal ? { ...options, signal } : options)),
});
export const asMutation = (name, call, options = {}) => ({
    mutationKey: [name],
    mutationFn: (args) => unwrap(call(args, options)),
});
