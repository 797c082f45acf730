/** Credentials, by security scheme. */
import { addCookie, addQuery } from "./parameters.js";
import { own } from "./request.js";
export const bearer = (scheme) => [
    scheme,
    (draft, token) => draft.headers.set("Authorization", `Bearer ${token}`),
];
export const basic = (scheme) => [
    scheme,
    (draft, secret) => {
        const { username, password } = secret;
        const bytes = new TextEncoder().encode(`${username}:${password}`);
        draft.headers.set("Authorization", `Basic ${btoa(String.fromCharCode(...bytes))}`);
    },
];
export const keyInHeader = (scheme, name) => [
    scheme,
    (draft, key) => draft.headers.set(name, String(key)),
];
export const keyInQuery = (scheme, name) => [
    scheme,
    (draft, key) => addQuery(draft, `${encodeURIComponent(name)}=${encodeURIComponent(String(key))}`),
];
export const keyInCookie = (scheme, name) => [
    scheme,
    (draft, key) => addCookie(draft, `${encodeURIComponent(name)}=${encodeURIComponent(String(key))}`),
];
/** The first alternative all of whose secrets are there; where there is none, the call is anonymous. */
export const security = (...alternatives) => async (draft, _, auth) => {
    for (const alternative of alternatives) {
        const secrets = await Promise.all(alternative.map(([scheme]) => secret(own(auth, scheme))));
        if (!secrets.includes(undefined)) {
            alternative.forEach(([, apply], index) => apply(draft, secrets[index]));
            return;
        }
    }
};
const secret = (value) => (typeof value === "function" ? value() : value);
