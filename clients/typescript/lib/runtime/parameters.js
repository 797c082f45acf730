/** Parameters on the wire, by the `style` and `explode` of OpenAPI. A parameter without a value is left out. */
import { given, isRecord, own, text } from "./request.js";
const encode = (value) => encodeURIComponent(text(value));
const plain = (value) => text(value);
/** Items, or keys and values: `a,b` and `k,v`; with `assign`, `k=v`. */
function flat(value, write, separator, assign = separator) {
    return given("", value)
        .map(([key, item]) => (isRecord(value) ? write(key) + assign + write(item) : write(item)))
        .join(separator);
}
/** A path parameter; `style` is `simple` unless told. One that is empty or climbs names another resource: TypeError. */
export const path = (name, argument = name, style = simple) => (draft, args) => {
    const value = own(args, argument);
    const written = value === undefined || value === null ? "" : style(name, value);
    if (!written)
        throw new TypeError(`the path parameter ${argument} needs a value`);
    draft.path = draft.path.split(`{${name}}`).join(written);
    if (/^[^?]*\/\.\.?([/?]|$)/.test(draft.path))
        throw new TypeError(`${draft.path} is no path`);
};
/** A query parameter; `style` is `form` with `explode` unless told. */
export const query = (name, argument = name, style = exploded) => (draft, args) => {
    const value = own(args, argument);
    const written = value === undefined || value === null ? "" : style(name, value);
    if (written)
        addQuery(draft, written);
};
export const addQuery = (draft, pairs) => {
    draft.path += (draft.path.includes("?") ? "&" : "?") + pairs;
};
/** A header parameter; `assign` is `=` when exploded. */
export const header = (name, argument = name, assign = ",", write = plain) => (draft, args) => {
    const value = own(args, argument);
    if (value !== undefined && value !== null)
        draft.headers.set(name, flat(value, write, ",", assign));
};
/** The header that makes repeating a call harmless: one made for the call, unless the caller gives it. */
export const idempotencyKey = (name, argument = name) => (draft, args) => draft.headers.set(name, text((args[argument] ??= crypto.randomUUID())));
/** A header parameter whose value is JSON. */
export const headerJson = (name, argument = name) => (draft, args) => {
    const value = own(args, argument);
    if (value !== undefined)
        draft.headers.set(name, JSON.stringify(value));
};
/** A cookie. Browsers send only the cookies they hold themselves. */
export const cookie = (name, argument = name, style = joined) => (draft, args) => {
    const value = own(args, argument);
    if (value !== undefined && value !== null)
        addCookie(draft, style(name, value));
};
export const addCookie = ({ headers }, pair) => {
    const others = headers.get("Cookie");
    headers.set("Cookie", others ? `${others}; ${pair}` : pair);
};
/** `simple`: `a,b` and `k,v`. */
export const simple = (_, value) => flat(value, encode, ",");
/** `simple` with `explode`: `a,b` and `k=v`. */
export const simpleExploded = (_, value) => flat(value, encode, ",", "=");
/** `label`: `.a,b` and `.k,v`. */
export const label = (_, value) => `.${flat(value, encode, ",")}`;
/** `label` with `explode`: `.a.b` and `.k=v`. */
export const labelExploded = (_, value) => `.${flat(value, encode, ".", "=")}`;
/** `matrix`: `;name=a,b`. */
export const matrix = (name, value) => `;${encode(name)}=${flat(value, encode, ",")}`;
/** `matrix` with `explode`: `;name=a;name=b` and `;k=v`. */
export const matrixExploded = (name, value) => given(name, value).map(([key, item]) => `;${encode(key)}=${encode(item)}`).join("");
/** `form` with `explode`: `name=a&name=b` and `k=v`. */
export const exploded = (name, value) => given(name, value).map(([key, item]) => `${encode(key)}=${encode(item)}`).join("&");
const separated = (separator) => (name, value) => {
    const written = flat(value, encode, separator);
    return written || typeof value !== "object" ? `${encode(name)}=${written}` : "";
};
/** `form` without `explode`: `name=a,b`. */
export const joined = (name, value) => separated(",")(name, value);
/** `spaceDelimited`: `name=a%20b`. */
export const spaced = (name, value) => separated("%20")(name, value);
/** `pipeDelimited`: `name=a%7Cb`. */
export const piped = (name, value) => separated("%7C")(name, value);
/** `deepObject`: `name[k]=v`, and `name[k][l]=v` for what is nested. */
export const deep = (name, value) => isRecord(value)
    ? given("", value).map(([key, item]) => deep(`${name}[${key}]`, item)).filter(Boolean).join("&")
    : exploded(name, value);
/** Content of type `application/json`: `name={"k":1}`. */
export const asJson = (name, value) => `${encode(name)}=${encodeURIComponent(JSON.stringify(value))}`;
/** Content of type `application/json` in a path. */
export const pathJson = (_, value) => encodeURIComponent(JSON.stringify(value));
/** `allowReserved`: reserved characters stay as they are, save those that would end or split the query. */
export const reserved = (style) => (name, value) => style(name, value).replace(/%(?:2[14789AC]|2F|3[ABDF]|40|5[BD])/g, decodeURIComponent);
