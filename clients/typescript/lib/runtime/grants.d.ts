/** Tokens for a client of its own (RFC 6749, 4.4). */
/** What a client says to get a token. */
export interface ClientCredentials {
    readonly tokenUrl: string | URL;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly scopes?: readonly string[];
    /** A function to use in place of the global `fetch`. */
    readonly fetch?: typeof globalThis.fetch;
}
/** A secret for `auth`: fetches a token, keeps it and renews it before it expires. Rejects where none is granted. */
export declare function clientCredentials(given: ClientCredentials): () => Promise<string>;
