import type { Options } from "./send.js";
/** What `useQuery` takes. */
export interface Query<Key, Data> {
    readonly queryKey: Key;
    readonly queryFn: (context?: {
        readonly signal?: AbortSignal;
    }) => Promise<Data>;
}
/** What `useMutation` takes. */
export interface Mutation<Name extends string, Args, Data> {
    readonly mutationKey: readonly [Name];
    readonly mutationFn: (args: Args) => Promise<Data>;
}
type Call = (args: object | undefined, options: Options) => PromiseLike<{
    data: unknown;
    error: Error | undefined;
}>;
/** The key of a query: the operation's name and its arguments. */
export declare const queryKey: (name: string, args?: object) => readonly unknown[];
export declare const asQuery: (name: string, call: Call, args: object | undefined, options?: Options) => Query<readonly unknown[], unknown>;
export declare const asMutation: (name: string, call: Call, options?: Options) => Mutation<string, object, unknown>;
export {};
