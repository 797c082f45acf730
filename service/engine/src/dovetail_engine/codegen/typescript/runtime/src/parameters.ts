/** Parameters on the wire, by the `style` and `explode` of OpenAPI. A parameter without a value is left out. */
import { type Draft, given, isRecord, own, text, type Write } from "./request.js";

/** Writes a named value, percent-encoded. */
export type Style = (name: string, value: unknown) => string;

const encode = (value: unknown): string => encodeURIComponent(text(value));
const plain = (value: unknown): string => text(value);

/** Items, or keys and values: `a,b` and `k,v`; with `assign`, `k=v`. */
function flat(value: unknown, write: (value: unknown) => string, separator: string, assign = separator): string {
  return given("", value)
    .map(([key, item]) => (isRecord(value) ? write(key) + assign + write(item) : write(item)))
    .join(separator);
}

/** A path parameter; `style` is `simple` unless told. One that is empty or climbs names another resource: TypeError. */
export const path =
  (name: string, argument = name, style: Style = simple): Write =>
  (draft, args) => {
    const value = own(args, argument);
    const written = value === undefined || value === null ? "" : style(name, value);
    if (!written) throw new TypeError(`the path parameter ${argument} needs a value`);
    draft.path = draft.path.split(`{${name}}`).join(written);
    if (/^[^?]*\/\.\.?([/?]|$)/.test(draft.path)) throw new TypeError(`${draft.path} is no path`);
  };

/** A query parameter; `style` is `form` with `explode` unless told. */
export const query =
  (name: string, argument = name, style: Style = exploded): Write =>
  (draft, args) => {
    const value = own(args, argument);
    const written = value === undefined || value === null ? "" : style(name, value);
    if (written) addQuery(draft, written);
  };

export const addQuery = (draft: Draft, pairs: string): void => {
  draft.path += (draft.path.includes("?") ? "&" : "?") + pairs;
};

/** A header parameter; `assign` is `=` when exploded. */
export const header =
  (name: string, argument = name, assign = ",", write = plain): Write =>
  (draft, args) => {
    const value = own(args, argument);
    if (value !== undefined && value !== null) draft.headers.set(name, flat(value, write, ",", assign));
  };

/** The header that makes repeating a call harmless: one made for the call, unless the caller gives it. */
export const idempotencyKey =
  (name: string, argument = name): Write =>
  (draft, args) =>
    draft.headers.set(name, text(((args as Record<string, unknown>)[argument] ??= crypto.randomUUID())));

/** A header parameter whose value is JSON. */
export const headerJson = (name: string, argument = name): Write =>
  (draft, args) => {
    const value = own(args, argument);
    if (value !== undefined) draft.headers.set(name, JSON.stringify(value));
  };

/** A cookie. Browsers send only the cookies they hold themselves. */
export const cookie =
  (name: string, argument = name, style: Style = joined): Write =>
  (draft, args) => {
    const value = own(args, argument);
    if (value !== undefined && value !== null) addCookie(draft, style(name, value));
  };

export const addCookie = ({ headers }: Draft, pair: string): void => {
  const others = headers.get("Cookie");
  headers.set("Cookie", others ? `${others}; ${pair}` : pair);
};

/** `simple`: `a,b` and `k,v`. */
export const simple: Style = (_, value) => flat(value, encode, ",");
/** `simple` with `explode`: `a,b` and `k=v`. */
export const simpleExploded: Style = (_, value) => flat(value, encode, ",", "=");
/** `label`: `.a,b` and `.k,v`. */
export const label: Style = (_, value) => `.${flat(value, encode, ",")}`;
/** `label` with `explode`: `.a.b` and `.k=v`. */
export const labelExploded: Style = (_, value) => `.${flat(value, encode, ".", "=")}`;
/** `matrix`: `;name=a,b`. */
export const matrix: Style = (name, value) => `;${encode(name)}=${flat(value, encode, ",")}`;
/** `matrix` with `explode`: `;name=a;name=b` and `;k=v`. */
export const matrixExploded: Style = (name, value) =>
  given(name, value).map(([key, item]) => `;${encode(key)}=${encode(item)}`).join("");

/** `form` with `explode`: `name=a&name=b` and `k=v`. */
export const exploded: Style = (name, value) =>
  given(name, value).map(([key, item]) => `${encode(key)}=${encode(item)}`).join("&");

const separated =
  (separator: string): Style =>
  (name, value) => {
    const written = flat(value, encode, separator);
    return written || typeof value !== "object" ? `${encode(name)}=${written}` : "";
  };

/** `form` without `explode`: `name=a,b`. */
export const joined: Style = (name, value) => separated(",")(name, value);
/** `spaceDelimited`: `name=a%20b`. */
export const spaced: Style = (name, value) => separated("%20")(name, value);
/** `pipeDelimited`: `name=a%7Cb`. */
export const piped: Style = (name, value) => separated("%7C")(name, value);

/** `deepObject`: `name[k]=v`, and `name[k][l]=v` for what is nested. */
export const deep: Style = (name, value) =>
  isRecord(value)
    ? given("", value).map(([key, item]) => deep(`${name}[${key}]`, item)).filter(Boolean).join("&")
    : exploded(name, value);

/** Content of type `application/json`: `name={"k":1}`. */
export const asJson: Style = (name, value) => `${encode(name)}=${encodeURIComponent(JSON.stringify(value))}`;
/** Content of type `application/json` in a path. */
export const pathJson: Style = (_, value) => encodeURIComponent(JSON.stringify(value));

/** `allowReserved`: reserved characters stay as they are, save those that would end or split the query. */
export const reserved =
  (style: Style): Style =>
  (name, value) =>
    style(name, value).replace(/%(?:2[14789AC]|2F|3[ABDF]|40|5[BD])/g, decodeURIComponent);
