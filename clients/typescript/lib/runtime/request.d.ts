/** A request while it is being composed. */
export interface Draft {
    /** The path and, behind it, the query. */
    path: string;
    readonly headers: Headers;
    body: BodyInit | null;
}
/** Writes a part of a request; `auth` holds the secrets. */
export type Write = (draft: Draft, args: Args, auth: object) => void | Promise<void>;
/** The arguments of an operation: its parameters by name, `body` and `contentType`. */
export type Args = Readonly<Record<string, unknown>>;
/** An object's own value; inherited ones such as `constructor` are nobody's argument. */
export declare const own: (object: object, key: string) => unknown;
/** A value as text: what is not a scalar becomes JSON. */
export declare const text: (value: unknown) => string;
/** The entries of an object, or the items of an array as entries of `name`, that have a value. */
export declare const given: (name: string, value: unknown) => [string, unknown][];
/** Whether a value is written as key and value pairs. */
export declare const isRecord: (value: unknown) => value is object;
