/** Request bodies, by kind of media type. */
import { exploded } from "./parameters.js";
import { given, own, text } from "./request.js";
/** The body: written as the `contentType` says that the caller gives, otherwise as the first one. */
export const body = (...representations) => (draft, args) => {
    const value = own(args, "body");
    const wanted = own(args, "contentType");
    const chosen = representations.find(([mediaType]) => mediaType === wanted) ?? representations[0];
    if (chosen && value !== undefined)
        chosen[1](draft, value, chosen[0]);
};
/** A range such as `image/*` names no type: then the body's own one is sent. */
const typed = (draft, mediaType, body) => {
    draft.body = body;
    if (!mediaType.includes("*"))
        draft.headers.set("Content-Type", mediaType);
};
export const jsonBody = (draft, value, mediaType) => typed(draft, mediaType, JSON.stringify(value));
/** Text, a Blob or bytes, as they are. */
export const rawBody = (draft, value, mediaType) => typed(draft, mediaType, value);
/** One JSON value a line. */
export const linesBody = (draft, value, mediaType) => typed(draft, mediaType, value.map((item) => `${JSON.stringify(item)}\n`).join(""));
/** `application/x-www-form-urlencoded`; `styles` name the properties that are not plain `form` values. */
export const formBody = (...styles) => (draft, value, mediaType) => {
    const chosen = new Map(styles);
    const pairs = given("", value).map(([name, item]) => (chosen.get(name) ?? property)(name, item));
    typed(draft, mediaType, pairs.filter(Boolean).join("&"));
};
/** Arrays are repeated; an object is one value, as JSON. */
const property = (name, value) => exploded(name, Array.isArray(value) ? value : text(value));
/** `multipart/form-data`; `types` give the content types of parts. Files are Blobs; arrays are repeated.
 * A FormData is sent as it is. */
export const multipartBody = (...types) => (draft, value) => {
    if (value instanceof FormData) {
        draft.body = value;
        return;
    }
    const chosen = new Map(types);
    const form = new FormData();
    for (const name of Object.keys(value)) {
        const part = own(value, name);
        for (const [, item] of given("", Array.isArray(part) ? part : [part]))
            append(form, name, item, chosen.get(name));
    }
    draft.body = form;
};
function append(form, name, value, type) {
    if (value instanceof Blob)
        form.append(name, type && !value.type ? retyped(value, type) : value);
    else if (type)
        form.append(name, new Blob([text(value)], { type }));
    else
        form.append(name, text(value));
}
const retyped = (blob, type) => blob instanceof File ? new File([blob], blob.name, { type }) : blob.slice(0, blob.size, type);
