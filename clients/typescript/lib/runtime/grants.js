/** Tokens for a client of its own (RFC 6749, 4.4). */
/** A secret for `auth`: fetches a token, keeps it and renews it before it expires. Rejects where none is granted. */
export function clientCredentials(given) {
    let latest;
    return async () => {
        const known = latest;
        try {
            // Of several calls that find the token spent, the first renews it.
            if (!known || ((await known)[1] <= Date.now() && latest === known))
                latest = granted(given);
            return (await latest)?.[0] ?? "";
        }
        catch (error) {
            latest = undefined;
            throw error;
        }
    };
}
async function granted(given) {
    const { tokenUrl, clientId, clientSecret, scopes = [], fetch = globalThis.fetch } = given;
    const pair = [clientId, clientSecret].map(encodeURIComponent).join(":");
    const body = new URLSearchParams({ grant_type: "client_credentials" });
    if (scopes.length)
        body.set("scope", scopes.join(" "));
    const headers = { Accept: "application/json", Authorization: `Basic ${btoa(pair)}` };
    const response = await fetch(tokenUrl, { method: "POST", headers, body });
    const answer = await response.json().catch(() => undefined);
    const { access_token: value, expires_in: seconds = 3600, error = "no token" } = (answer ?? {});
    if (!response.ok || typeof value !== "string")
        throw new Error(`no token was granted: ${response.status} ${error}`);
    const lifetime = seconds * 1e3;
    return [value, Date.now() + Math.max(lifetime - 3e4, lifetime / 2)];
}
