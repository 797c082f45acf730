/** One call: compose the request, send it, make the outcome of what comes back. */
import { type Answer, declared, decoded, undeclared } from "./answers.js";
import type { WriteBody } from "./bodies.js";
import { ApiError, TransportError } from "./errors.js";
import type { Write } from "./parameters.js";
import { type Args, type Draft, own } from "./request.js";
import { authorise, type Credential } from "./security.js";

/** An operation as the contract describes it. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  /** The service's address in the contract, if it gives one. */
  readonly server?: string | undefined;
  readonly accept?: string;
  readonly parameters?: readonly Write[];
  /** The media types of the body, the preferred one first. */
  readonly body?: readonly (readonly [mediaType: string, write: WriteBody])[];
  readonly answers: readonly Answer[];
  readonly security?: readonly (readonly Credential[])[];
}

/** What may be set for all calls of a client and for each call. */
export interface Options<Throws extends boolean = boolean, Auth extends object = object> {
  /** The address of the service, in place of the contract's. */
  readonly baseUrl?: string | undefined;
  /** Secrets by name of security scheme. */
  readonly auth?: Auth | undefined;
  /** A function to use in place of the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Headers to add; `undefined` takes one away. */
  readonly headers?: { readonly [name: string]: string | undefined } | undefined;
  /** Milliseconds until the answer must be complete; a stream must have begun by then. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Further settings of `fetch`, such as `credentials` and `cache`. */
  readonly init?: Omit<RequestInit, "body" | "headers" | "method" | "signal"> | undefined;
  /** Throw `ApiError` and `TransportError` in place of returning them. */
  readonly throwOnError?: Throws | undefined;
}

interface Settled {
  readonly data: unknown;
  readonly error: ApiError | TransportError | undefined;
  readonly status: number | undefined;
  readonly response: Response | undefined;
}

/** Make a call. Rejects with TypeError for arguments that cannot be sent, and as `throwOnError` says. */
export async function send(operation: Operation, args: object = {}, options: Options = {}): Promise<Settled> {
  const [url, draft] = await compose(operation, args as Args, options);
  const outcome = await exchange(operation, url, draft, options);
  if (outcome.error && options.throwOnError) throw outcome.error;
  return outcome;
}

async function compose(operation: Operation, args: Args, options: Options): Promise<[string, Draft]> {
  const { path, accept, parameters = [], security = [] } = operation;
  const draft: Draft = { path, query: [], cookies: [], headers: new Headers(), body: undefined };
  if (accept) draft.headers.set("Accept", accept);
  for (const write of parameters) write(draft, args);
  addBody(operation, draft, args);
  await authorise(security, draft, options.auth ?? {});
  if (draft.cookies.length) draft.headers.set("Cookie", draft.cookies.join("; "));
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    if (value === undefined) draft.headers.delete(name);
    else draft.headers.set(name, value);
  }
  return [address(options.baseUrl ?? operation.server, draft), draft];
}

function addBody({ body = [] }: Operation, draft: Draft, args: Args): void {
  const value = own(args, "body");
  const wanted = own(args, "contentType");
  const chosen = body.find(([mediaType]) => mediaType === wanted) ?? body[0];
  if (chosen && value !== undefined) chosen[1](draft, value, chosen[0]);
}

/** The URL; in a page it may be relative. A parameter must not climb out of its place in the path. */
function address(base: string | undefined, { path, query }: Draft): string {
  if (base === undefined || !(/^\w+:/.test(base) || globalThis.location)) {
    throw new TypeError("baseUrl is needed: the contract names no absolute address");
  }
  if (/(^|\/)\.\.?(\/|$)/.test(path)) throw new TypeError(`${path} is no path: a part of it is . or ..`);
  const url = `${base.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`;
  return query.length ? `${url}${url.includes("?") ? "&" : "?"}${query.join("&")}` : url;
}

async function exchange(operation: Operation, url: string, draft: Draft, options: Options): Promise<Settled> {
  const { fetch = globalThis.fetch, timeout, init } = options;
  const { method } = operation;
  const { headers, body = null } = draft;
  const late = new AbortController();
  const timer = timeout === undefined ? undefined : setTimeout(() => late.abort(), timeout);
  const signal = options.signal ? AbortSignal.any([options.signal, late.signal]) : late.signal;
  let response: Response | undefined;
  try {
    response = await fetch(url, { ...init, method, headers, body, signal });
    return await settle(operation, response);
  } catch (cause) {
    const reason = late.signal.aborted
      ? "timeout"
      : options.signal?.aborted ? "aborted" : cause instanceof SyntaxError ? "content" : "network";
    return failed(new TransportError(reason, cause, response));
  } finally {
    clearTimeout(timer);
  }
}

/** Success is a declared status of 200 to 299; `default` stands for what is none. */
async function settle({ answers }: Operation, response: Response): Promise<Settled> {
  const { status, ok } = response;
  const answer = declared(answers, status);
  const body = await (answer ? decoded(answer, response) : undeclared(response));
  if (ok && answer && answer[0] !== "default") return { data: body, error: undefined, status, response };
  return failed(new ApiError(status, body, response));
}

const failed = (error: ApiError | TransportError): Settled => ({
  data: undefined,
  error,
  status: error.status,
  response: error.response,
});
