/** Request bodies, by kind of media type. */
import { type Style } from "./parameters.js";
import { type Draft, type Write } from "./request.js";
export type WriteBody = (draft: Draft, value: unknown, mediaType: string) => void;
/** The body: written as the `contentType` says that the caller gives, otherwise as the first one. */
export declare const body: (...representations: readonly (readonly [mediaType: string, write: WriteBody])[]) => Write;
/** Bytes to send. */
export type Binary = Blob | ArrayBuffer | ArrayBufferView;
export declare const jsonBody: WriteBody;
/** Text, a Blob or bytes, as they are. */
export declare const rawBody: WriteBody;
/** One JSON value a line. */
export declare const linesBody: WriteBody;
/** `application/x-www-form-urlencoded`; `styles` name the properties that are not plain `form` values. */
export declare const formBody: (...styles: readonly (readonly [string, Style])[]) => WriteBody;
/** `multipart/form-data`; `types` give the content types of parts. Files are Blobs; arrays are repeated.
 * A FormData is sent as it is. */
export declare const multipartBody: (...types: readonly (readonly [string, string])[]) => WriteBody;
