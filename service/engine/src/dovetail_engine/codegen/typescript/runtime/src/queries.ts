/** Operations as query libraries such as TanStack Query take them. */
import { unwrap } from "./outcome.js";
import type { Options } from "./send.js";

/** What `useQuery` takes. */
export interface Query<Key, Data> {
  readonly queryKey: Key;
  readonly queryFn: (context?: { readonly signal?: AbortSignal }) => Promise<Data>;
}

/** What `useMutation` takes. */
export interface Mutation<Name extends string, Args, Data> {
  readonly mutationKey: readonly [Name];
  readonly mutationFn: (args: Args) => Promise<Data>;
}

type Call = (args: object | undefined, options: Options) => PromiseLike<{ data: unknown; error: Error | undefined }>;

/** The key of a query: the operation's name and its arguments. */
export const queryKey = (name: string, args?: object): readonly unknown[] => (args ? [name, args] : [name]);

export const asQuery = (
  name: string,
  call: Call,
  args: object | undefined,
  options: Options = {},
): Query<readonly unknown[], unknown> => ({
  queryKey: queryKey(name, args),
  queryFn: ({ signal } = {}) => unwrap(call(args, signal ? { ...options, signal } : options)),
});

export const asMutation = (name: string, call: Call, options: Options = {}): Mutation<string, object, unknown> => ({
  mutationKey: [name],
  mutationFn: (args) => unwrap(call(args, options)),
});
