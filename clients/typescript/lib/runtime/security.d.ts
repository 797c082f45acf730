import { type Draft, type Write } from "./request.js";
/** A secret, or a function that gives one for each call. */
export type Secret<Value> = Value | (() => Value | undefined | Promise<Value | undefined>);
export interface UserAndPassword {
    readonly username: string;
    readonly password: string;
}
/** A scheme's name in the contract, and how its secret is sent. */
export type Credential = readonly [scheme: string, apply: (draft: Draft, secret: unknown) => void];
export declare const bearer: (scheme: string) => Credential;
export declare const basic: (scheme: string) => Credential;
export declare const keyInHeader: (scheme: string, name: string) => Credential;
export declare const keyInQuery: (scheme: string, name: string) => Credential;
export declare const keyInCookie: (scheme: string, name: string) => Credential;
/** The first alternative all of whose secrets are there; where there is none, the call is anonymous. */
export declare const security: (...alternatives: readonly (readonly Credential[])[]) => Write;
