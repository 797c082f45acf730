import * as runtime from "./runtime/index.js";

export function listJobs(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/jobs",
    request: [runtime.query("state"), runtime.query("limit"), runtime.query("cursor"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function getJob(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/jobs/{job_id}",
    request: [runtime.path("job_id"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function watchJob(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/jobs/{job_id}/events",
    request: [runtime.path("job_id"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "text/event-stream, application/problem+json",
    answers: [[200, runtime.events], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function retryJob(args, options) {
  return runtime.send({
    method: "POST",
    path: "/v1/jobs/{job_id}/retry",
    request: [runtime.path("job_id"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [409, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}

export function getMe(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/me",
    request: [runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function listNamespaces(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces",
    request: [runtime.query("limit"), runtime.query("cursor"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function createNamespace(args, options) {
  return runtime.send({
    method: "POST",
    path: "/v1/namespaces",
    request: [runtime.body(["application/json", runtime.jsonBody]), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/json, application/problem+json",
    answers: [[201, runtime.json], [400, runtime.json], [401, runtime.json], [403, runtime.json], [409, runtime.json], [413, runtime.json], [415, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}

export function getNamespace(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}",
    request: [runtime.path("namespace"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function listContracts(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts",
    request: [runtime.path("namespace"), runtime.query("limit"), runtime.query("cursor"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function createContract(args, options) {
  return runtime.send({
    method: "POST",
    path: "/v1/namespaces/{namespace}/contracts",
    request: [runtime.path("namespace"), runtime.body(["application/json", runtime.jsonBody]), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/json, application/problem+json",
    answers: [[201, runtime.json], [400, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [409, runtime.json], [413, runtime.json], [415, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}

export function getContract(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts/{contract}",
    request: [runtime.path("namespace"), runtime.path("contract"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function listChecks(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/checks",
    request: [runtime.path("namespace"), runtime.path("contract"), runtime.query("limit"), runtime.query("cursor"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function createCheck(args, options) {
  return runtime.send({
    method: "POST",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/checks",
    request: [runtime.path("namespace"), runtime.path("contract"), runtime.query("version"), runtime.query("channel"), runtime.body(["application/json", runtime.jsonBody], ["application/yaml", runtime.rawBody], ["multipart/form-data", runtime.multipartBody()]), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/json, application/problem+json",
    answers: [[201, runtime.json], [400, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [413, runtime.json], [415, runtime.json], [422, runtime.json], [503, runtime.json], [507, runtime.json]],
  }, args, options);
}

export function getCheck(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/checks/{check_id}",
    request: [runtime.path("check_id"), runtime.path("namespace"), runtime.path("contract"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function replayCheck(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/checks/{check_id}/replay",
    request: [runtime.path("check_id"), runtime.path("namespace"), runtime.path("contract"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}

export function compareReleases(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/compare",
    request: [runtime.path("namespace"), runtime.path("contract"), runtime.query("base"), runtime.query("head"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}

export function getNewestDocument(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/document",
    request: [runtime.path("namespace"), runtime.path("contract"), runtime.query("channel"), runtime.query("format"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/yaml, application/problem+json",
    answers: [[200, runtime.json, runtime.string], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}

export function getPolicy(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/policy",
    request: [runtime.path("namespace"), runtime.path("contract"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function putPolicy(args, options) {
  return runtime.send({
    method: "PUT",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/policy",
    request: [runtime.path("namespace"), runtime.path("contract"), runtime.body(["application/json", runtime.jsonBody]), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [400, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [413, runtime.json], [415, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}

export function listReleases(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/releases",
    request: [runtime.path("namespace"), runtime.path("contract"), runtime.query("channel"), runtime.query("limit"), runtime.query("cursor"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function publishRelease(args, options) {
  return runtime.send({
    method: "POST",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/releases",
    request: [runtime.path("namespace"), runtime.path("contract"), runtime.query("version"), runtime.query("channel"), runtime.query("allow_breaking"), runtime.query("accept_unknown"), runtime.body(["application/json", runtime.jsonBody], ["application/yaml", runtime.rawBody], ["multipart/form-data", runtime.multipartBody()]), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [201, runtime.json], [400, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [409, runtime.json], [413, runtime.json], [415, runtime.json], [422, runtime.json], [503, runtime.json], [507, runtime.json]],
  }, args, options);
}

export function getRelease(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/releases/{version}",
    request: [runtime.path("version"), runtime.path("namespace"), runtime.path("contract"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function getReleaseDocument(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/document",
    request: [runtime.path("version"), runtime.path("namespace"), runtime.path("contract"), runtime.query("format"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/yaml, application/problem+json",
    answers: [[200, runtime.json, runtime.string], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}

export function listPackages(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/packages",
    request: [runtime.path("namespace"), runtime.path("contract"), runtime.path("version"), runtime.query("limit"), runtime.query("cursor"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function getPackageReport(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/packages/{ecosystem}/report",
    request: [runtime.path("namespace"), runtime.path("contract"), runtime.path("version"), runtime.path("ecosystem"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function unyankRelease(args, options) {
  return runtime.send({
    method: "POST",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/unyank",
    request: [runtime.path("version"), runtime.path("namespace"), runtime.path("contract"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}

export function yankRelease(args, options) {
  return runtime.send({
    method: "POST",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/yank",
    request: [runtime.path("version"), runtime.path("namespace"), runtime.path("contract"), runtime.body(["application/json", runtime.jsonBody]), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [400, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [413, runtime.json], [415, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}

export function listWaivers(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/waivers",
    request: [runtime.path("namespace"), runtime.path("contract"), runtime.query("limit"), runtime.query("cursor"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")], [])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function createWaiver(args, options) {
  return runtime.send({
    method: "POST",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/waivers",
    request: [runtime.path("namespace"), runtime.path("contract"), runtime.body(["application/json", runtime.jsonBody]), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/json, application/problem+json",
    answers: [[201, runtime.json], [400, runtime.json], [401, runtime.json], [403, runtime.json], [404, runtime.json], [413, runtime.json], [415, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}

export function revokeWaiver(args, options) {
  return runtime.send({
    method: "DELETE",
    path: "/v1/namespaces/{namespace}/contracts/{contract}/waivers/{waiver_id}",
    request: [runtime.path("waiver_id"), runtime.path("namespace"), runtime.path("contract"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/problem+json",
    answers: [[204], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}

export function listTokens(args, options) {
  return runtime.send({
    method: "GET",
    path: "/v1/tokens",
    request: [runtime.query("limit"), runtime.query("cursor"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/json, application/problem+json",
    answers: [[200, runtime.json], [401, runtime.json], [403, runtime.json], [422, runtime.json]],
  }, args, options);
}

export function createToken(args, options) {
  return runtime.send({
    method: "POST",
    path: "/v1/tokens",
    request: [runtime.body(["application/json", runtime.jsonBody]), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/json, application/problem+json",
    answers: [[201, runtime.json], [400, runtime.json], [401, runtime.json], [403, runtime.json], [413, runtime.json], [415, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}

export function revokeToken(args, options) {
  return runtime.send({
    method: "DELETE",
    path: "/v1/tokens/{token_id}",
    request: [runtime.path("token_id"), runtime.security([runtime.bearer("bearer")], [runtime.basic("basic")])],
    accept: "application/problem+json",
    answers: [[204], [401, runtime.json], [403, runtime.json], [404, runtime.json], [422, runtime.json], [503, runtime.json]],
  }, args, options);
}
