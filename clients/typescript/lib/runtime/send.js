/** One call: compose the request, send it, make the outcome of what comes back. */
import { declared, decoded, undeclared } from "./answers.js";
import { ApiError, TransportError } from "./errors.js";
import { own } from "./request.js";
import { authorise } from "./security.js";
/** Make a call. Rejects with TypeError for arguments that cannot be sent, and as `throwOnError` says. */
export async function send(operation, args = {}, options = {}) {
    const [url, draft] = await compose(operation, args, options);
    const outcome = await exchange(operation, url, draft, options);
    if (outcome.error && options.throwOnError)
        throw outcome.error;
    return outcome;
}
async function compose(operation, args, options) {
    const { path, accept, parameters = [], security = [] } = operation;
    const draft = { path, query: [], cookies: [], headers: new Headers(), body: undefined };
    if (accept)
        draft.headers.set("Accept", accept);
    for (const write of parameters)
        write(draft, args);
    addBody(operation, draft, args);
    await authorise(security, draft, options.auth ?? {});
    if (draft.cookies.length)
        draft.headers.set("Cookie", draft.cookies.join("; "));
    for (const [name, value] of Object.entries(options.headers ?? {})) {
        if (value === undefined)
            draft.headers.delete(name);
        else
            draft.headers.set(name, value);
    }
    return [address(options.baseUrl ?? operation.server, draft), draft];
}
function addBody({ body = [] }, draft, args) {
    const value = own(args, "body");
    const wanted = own(args, "contentType");
    const chosen = body.find(([mediaType]) => mediaType === wanted) ?? body[0];
    if (chosen && value !== undefined)
        chosen[1](draft, value, chosen[0]);
}
/** The URL; in a page it may be relative. A parameter must not climb out of its place in the path. */
function address(base, { path, query }) {
    if (base === undefined || !(/^\w+:/.test(base) || globalThis.location)) {
        throw new TypeError("baseUrl is needed: the contract names no absolute address");
    }
    if (/(^|\/)\.\.?(\/|$)/.test(path))
        throw new TypeError(`${path} is no path: a part of it is . or ..`);
    const url = `${base.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`;
    return query.length ? `${url}${url.includes("?") ? "&" : "?"}${query.join("&")}` : url;
}
async function exchange(operation, url, draft, options) {
    const { fetch = globalThis.fetch, timeout, init } = options;
    const { method } = operation;
    const { headers, body = null } = draft;
    const late = new AbortController();
    const timer = timeout === undefined ? undefined : setTimeout(() => late.abort(), timeout);
    const signal = options.signal ? AbortSignal.any([options.signal, late.signal]) : late.signal;
    let response;
    try {
        response = await fetch(url, { ...init, method, headers, body, signal });
        return await settle(operation, response);
    }
    catch (cause) {
        const reason = late.signal.aborted
            ? "timeout"
            : options.signal?.aborted ? "aborted" : cause instanceof SyntaxError ? "content" : "network";
        return failed(new TransportError(reason, cause, response));
    }
    finally {
        clearTimeout(timer);
    }
}
/** Success is a declared status of 200 to 299; `default` stands for what is none. */
async function settle({ answers }, response) {
    const { status, ok } = response;
    const answer = declared(answers, status);
    const body = await (answer ? decoded(answer, response) : undeclared(response));
    if (ok && answer && answer[0] !== "default")
        return { data: body, error: undefined, status, response };
    return failed(new ApiError(status, body, response));
}
const failed = (error) => ({
    data: undefined,
    error,
    status: error.status,
    response: error.response,
});
