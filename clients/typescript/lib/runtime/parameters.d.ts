/** Parameters on the wire, by the `style` and `explode` of OpenAPI. A parameter without a value is left out. */
import { type Draft, type Write } from "./request.js";
/** Writes a named value, percent-encoded. */
export type Style = (name: string, value: unknown) => string;
/** A path parameter; `style` is `simple` unless told. One that is empty or climbs names another resource: TypeError. */
export declare const path: (name: string, argument?: string, style?: Style) => Write;
/** A query parameter; `style` is `form` with `explode` unless told. */
export declare const query: (name: string, argument?: string, style?: Style) => Write;
export declare const addQuery: (draft: Draft, pairs: string) => void;
/** A header parameter; `assign` is `=` when exploded. */
export declare const header: (name: string, argument?: string, assign?: string, write?: (value: unknown) => string) => Write;
/** The header that makes repeating a call harmless: one made for the call, unless the caller gives it. */
export declare const idempotencyKey: (name: string, argument?: string) => Write;
/** A header parameter whose value is JSON. */
export declare const headerJson: (name: string, argument?: string) => Write;
/** A cookie. Browsers send only the cookies they hold themselves. */
export declare const cookie: (name: string, argument?: string, style?: Style) => Write;
export declare const addCookie: ({ headers }: Draft, pair: string) => void;
/** `simple`: `a,b` and `k,v`. */
export declare const simple: Style;
/** `simple` with `explode`: `a,b` and `k=v`. */
export declare const simpleExploded: Style;
/** `label`: `.a,b` and `.k,v`. */
export declare const label: Style;
/** `label` with `explode`: `.a.b` and `.k=v`. */
export declare const labelExploded: Style;
/** `matrix`: `;name=a,b`. */
export declare const matrix: Style;
/** `matrix` with `explode`: `;name=a;name=b` and `;k=v`. */
export declare const matrixExploded: Style;
/** `form` with `explode`: `name=a&name=b` and `k=v`. */
export declare const exploded: Style;
/** `form` without `explode`: `name=a,b`. */
export declare const joined: Style;
/** `spaceDelimited`: `name=a%20b`. */
export declare const spaced: Style;
/** `pipeDelimited`: `name=a%7Cb`. */
export declare const piped: Style;
/** `deepObject`: `name[k]=v`, and `name[k][l]=v` for what is nested. */
export declare const deep: Style;
/** Content of type `application/json`: `name={"k":1}`. */
export declare const asJson: Style;
/** Content of type `application/json` in a path. */
export declare const pathJson: Style;
/** `allowReserved`: reserved characters stay as they are, save those that would end or split the query. */
export declare const reserved: (style: Style) => Style;
