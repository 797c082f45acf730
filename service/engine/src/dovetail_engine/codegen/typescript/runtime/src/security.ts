/** Credentials, by security scheme. */
import { addCookie, addQuery } from "./parameters.js";
import { type Draft, own, type Write } from "./request.js";

/** A secret, or a function that gives one for each call. */
export type Secret<Value> = Value | (() => Value | undefined | Promise<Value | undefined>);

export interface UserAndPassword {
  readonly username: string;
  readonly password: string;
}

/** A scheme's name in the contract, and how its secret is sent. */
export type Credential = readonly [scheme: string, apply: (draft: Draft, secret: unknown) => void];

export const bearer = (scheme: string): Credential => [
  scheme,
  (draft, token) => draft.headers.set("Authorization", `Bearer ${token}`),
];

export const basic = (scheme: string): Credential => [
  scheme,
  (draft, secret) => {
    const { username, password } = secret as UserAndPassword;
    const bytes = new TextEncoder().encode(`${username}:${password}`);
    draft.headers.set("Authorization", `Basic ${btoa(String.fromCharCode(...bytes))}`);
  },
];

export const keyInHeader = (scheme: string, name: string): Credential => [
  scheme,
  (draft, key) => draft.headers.set(name, String(key)),
];

export const keyInQuery = (scheme: string, name: string): Credential => [
  scheme,
  (draft, key) => addQuery(draft, `${encodeURIComponent(name)}=${encodeURIComponent(String(key))}`),
];

export const keyInCookie = (scheme: string, name: string): Credential => [
  scheme,
  (draft, key) => addCookie(draft, `${encodeURIComponent(name)}=${encodeURIComponent(String(key))}`),
];

/** The first alternative all of whose secrets are there; where there is none, the call is anonymous. */
export const security =
  (...alternatives: readonly (readonly Credential[])[]): Write =>
  async (draft, _, auth) => {
    for (const alternative of alternatives) {
      const secrets = await Promise.all(alternative.map(([scheme]) => secret(own(auth, scheme))));
      if (!secrets.includes(undefined)) {
        alternative.forEach(([, apply], index) => apply(draft, secrets[index]));
        return;
      }
    }
  };

const secret = (value: unknown): unknown => (typeof value === "function" ? value() : value);
