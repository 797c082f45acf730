const passing = [408, 425, 429, 500, 502, 503, 504];
/** The pause before the next attempt, undefined to keep what came; `Retry-After` is the least pause. */
export function pauseAfter(attempt, { method, keyed }, { error, response }, retries = {}) {
    const { times = 2, first = 500, longest = 8e3, patience = 6e4, statuses = passing } = typeof retries === "number" ? { times: retries } : retries;
    const passes = error && (error.status ? statuses.includes(error.status) : /^[nt]/.test(error.reason ?? ""));
    if (!passes || attempt >= times || !(keyed || /^([GHOT]|PU|D)/.test(method)))
        return undefined;
    const written = response?.headers.get("Retry-After") ?? "0";
    const asked = Number(written) * 1e3 || Date.parse(written) - Date.now() || 0;
    const pause = Math.max(asked, Math.min(longest, first * 2 ** attempt) * (0.5 + Math.random() / 2));
    return asked > patience ? undefined : pause;
}
/** Wait, at most until the signal is given. */
export const waited = (pause, signal) => new Promise((done) => {
    const timer = setTimeout(done, pause);
    signal?.addEventListener("abort", () => done(clearTimeout(timer)));
});
