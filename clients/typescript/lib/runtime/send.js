/** One call: compose the request, send it, make the outcome of what comes back. */
import { declared, decoded, undeclared } from "./answers.js";
import { ApiError, TransportError } from "./errors.js";
import { pauseAfter, waited } from "./retries.js";
/** Make a call. Rejects with TypeError for arguments that cannot be sent, and as `throwOnError` says. */
export async function send(operation, args = {}, options = {}) {
    const { deadline = Infinity, signal, throwOnError } = options;
    const ends = Date.now() + deadline;
    const sent = { ...args };
    for (let attempt = 0;; attempt++) {
        const [url, draft] = await compose(operation, sent, options);
        const outcome = await exchange(operation, url, draft, options, ends);
        const pause = pauseAfter(attempt, operation, outcome, options.retries);
        if (pause === undefined || Date.now() + pause >= ends) {
            if (outcome.error && throwOnError)
                throw outcome.error;
            return outcome;
        }
        await waited(pause, signal);
    }
}
async function compose(operation, args, options) {
    const { path, server, accept, request = [] } = operation;
    const { baseUrl = server, auth = {}, headers = {} } = options;
    const draft = { path, headers: new Headers(accept ? { accept } : {}), body: null };
    for (const write of request)
        await write(draft, args, auth);
    for (const [name, value] of Object.entries(headers)) {
        if (value === undefined)
            draft.headers.delete(name);
        else
            draft.headers.set(name, value);
    }
    return [address(baseUrl, draft.path), draft];
}
/** The URL; in a page it may be relative. */
function address(base, path) {
    if (base === undefined || !(/^\w+:/.test(base) || globalThis.location)) {
        throw new TypeError("baseUrl is needed: the contract has no address");
    }
    return base.replace(/\/+$/, "") + path;
}
async function exchange({ method, answers }, url, { headers, body }, options, ends) {
    const { fetch = globalThis.fetch, timeout = Infinity, init, signal } = options;
    const late = new AbortController();
    const left = Math.min(timeout, ends - Date.now());
    const timer = left < Infinity ? setTimeout(() => late.abort(), left) : undefined;
    const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
    let response;
    try {
        response = await fetch(url, { ...init, method, headers, body, signal: either });
        const { status, ok } = response;
        const answer = declared(answers, status);
        const data = await (answer ? decoded(answer, response) : undeclared(response));
        // Success is a declared status of 200 to 299; `default` stands for what is none.
        if (ok && answer && answer[0] !== "default")
            return { data, error: undefined, status, response };
        return failed(new ApiError(status, data, response));
    }
    catch (cause) {
        const reason = late.signal.aborted
            ? "timeout"
            : signal?.aborted ? "aborted" : cause instanceof SyntaxError ? "content" : "network";
        return failed(new TransportError(reason, cause, response));
    }
    finally {
        clearTimeout(timer);
    }
}
const failed = (error) => ({
    data: undefined,
    error,
    status: error.status,
    response: error.response,
});
