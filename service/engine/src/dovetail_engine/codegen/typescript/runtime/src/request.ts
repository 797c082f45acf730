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
export const own = (object: object, key: string): unknown =>
  Object.hasOwn(object, key) ? (object as Args)[key] : undefined;

/** A value as text: what is not a scalar becomes JSON. */
export const text = (value: unknown): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);

/** The entries of an object, or the items of an array as entries of `name`, that have a value. */
export const given = (name: string, value: unknown): [string, unknown][] =>
  (Array.isArray(value)
    ? value.map((item): [string, unknown] => [name, item])
    : isRecord(value)
      ? Object.entries(value)
      : [[name, value] as [string, unknown]]
  ).filter(([, item]) => item !== undefined && item !== null);

/** Whether a value is written as key and value pairs. */
export const isRecord = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Blob);
