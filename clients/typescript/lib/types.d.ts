import type * as runtime from "./runtime/index.js";

/** The place that changed, in each document; null where it is absent. */
export interface Cause {
  base: Place | null;
  head: Place | null;
}

/** A stored run of the gate: a pure function of the documents, policy, waivers, day and engine. */
export interface Check {
  accept_unknown: boolean;
  allow_breaking: boolean;
  /** The document of the release it was compared with. */
  base_sha256: string | null;
  /** The release it was compared with; null for a first release. */
  base_version: string | null;
  channel: string;
  contract: string;
  created_at: string;
  document_sha256: string;
  /** The version of the engine. */
  engine: string;
  /** Findings by level. */
  findings: { [key: string]: number };
  id: string;
  /** The day that waivers and sunsets were judged by; null for a check without. */
  judged_on: string | null;
  namespace: string;
  /** `checked` without publishing, or what became of the publishing. */
  outcome: "checked" | "accepted" | "refused" | (string & {});
  /** The contract's policy as of then. */
  policy: Policy;
  report: Report;
  suggested_bump: "none" | "patch" | "minor" | "major" | (string & {});
  verdict: "compatible" | "breaking" | "unknown" | (string & {});
  /** The version that was asked for: `auto` or a number. */
  version: string;
}

/** A stored run of the gate, without its report. */
export interface CheckSummary {
  accept_unknown: boolean;
  allow_breaking: boolean;
  /** The release it was compared with; null for a first release. */
  base_version: string | null;
  channel: string;
  contract: string;
  created_at: string;
  document_sha256: string;
  /** Findings by level. */
  findings: { [key: string]: number };
  id: string;
  namespace: string;
  /** `checked` without publishing, or what became of the publishing. */
  outcome: "checked" | "accepted" | "refused" | (string & {});
  suggested_bump: "none" | "patch" | "minor" | "major" | (string & {});
  verdict: "compatible" | "breaking" | "unknown" | (string & {});
  /** The version that was asked for: `auto` or a number. */
  version: string;
}

/** One API of a namespace; its releases are listed under it. Its names are its identity. */
export interface Contract {
  created_at: string;
  description: string;
  name: string;
  namespace: string;
}

/** A contract to be made. */
export interface ContractCreate {
  /** What the API is for. */
  description?: string;
  /** Lower-case words joined by single hyphens. */
  name: string;
}

/** The policy of a contract. */
export interface ContractPolicy {
  contract: string;
  namespace: string;
  policy: Policy;
  /** Whether it was set; false for the default policy. */
  stored: boolean;
  updated_at: string | null;
}

/** An OpenAPI 3.0 or 3.1 document. */
export interface CreateCheckRequest {
  openapi: string;
}

export interface CreateCheckRequestMultipart {
  document: globalThis.Blob;
}

/** How a removal is announced. */
export interface Deprecation {
  /** The level of a removal that was announced, on the day of its sunset or later. */
  after_sunset: "breaking" | "unknown" | "risky" | "safe" | (string & {});
  /** The days that at least lie between the announcement and the sunset. */
  min_days: number;
  /** The level of an announcement that leaves fewer days. */
  too_soon: "breaking" | "unknown" | "risky" | "safe" | (string & {});
}

/** How a removal is announced. */
export interface DeprecationCreate {
  /** The level of a removal that was announced, on the day of its sunset or later. */
  after_sunset?: "breaking" | "unknown" | "risky" | "safe";
  /** The days that at least lie between the announcement and the sunset. */
  min_days?: number;
  /** The level of an announcement that leaves fewer days. */
  too_soon?: "breaking" | "unknown" | "risky" | "safe";
}

/** One objection to a document. */
export interface Diagnostic {
  /** What kind of objection, in kebab-case. */
  code: string;
  /** Column in the source, from 1. */
  column: number | null;
  /** The way out; may be empty. */
  hint: string;
  /** Line in the source, from 1. */
  line: number | null;
  message: string;
  /** JSON Pointer to the place; empty for the document as a whole. */
  pointer: string;
  severity: "error" | "warning" | (string & {});
}

/** What is known of a stored document. */
export interface DocumentInfo {
  /** Hash of its meaning: JSON and YAML of one document have the same. */
  digest: string;
  format: "json" | "yaml" | (string & {});
  /** `info.version` as written; releases have versions of their own. */
  info_version: string;
  /** The version of OpenAPI it is written in. */
  openapi: string;
  /** How many operations it describes. */
  operations: number;
  /** SHA-256 of its bytes in hexadecimal. */
  sha256: string;
  /** Bytes. */
  size: number;
  title: string;
}

/** One HTTP message in full; `body` is absent when there is none. */
export interface Exchange {
  body?: JsonValue;
  headers: (string[])[];
  method: string;
  path: string;
  query: (string[])[];
  status: number | null;
}

/** One cause and everything it reaches. */
export interface Finding {
  /** The releases it was found against, where there are several. */
  against: string[];
  axis: "wire" | "source" | (string & {});
  cause: Cause;
  effect: "NARROWED" | "WIDENED" | "MEANING" | "ANNOTATED" | (string & {});
  fingerprint: string;
  /** The gate's own level, before the policy. */
  judged: "breaking" | "unknown" | "risky" | "safe" | (string & {});
  /** The worst of its occurrences. */
  level: "breaking" | "unknown" | "risky" | "safe" | (string & {});
  message: string;
  /** `backward` is about clients of the base, `forward` about clients of the head that meet the base's service. */
  mode: "backward" | "forward" | (string & {});
  occurrences: Occurrence[];
  /** Why the policy gave it another level than the gate. */
  overridden: string[];
  /** How many operations it touches. */
  reach: number;
  rule: string;
  /** The place as people name it: `OrderCreate.currency`. */
  subject: string;
  /** The waiver that covers it. */
  waived: { [key: string]: unknown } | null;
}

/** A document that cannot be used; `diagnostics` says where and why. */
export interface InvalidDocument {
  /** What went wrong this time, and a way out. */
  detail: string;
  /** Errors and warnings, with their places. */
  diagnostics: Diagnostic[];
  /** The request that failed: its path. */
  instance: string;
  /** Identifies the request in the service's logs. */
  request_id: string;
  /** The HTTP status code. */
  status: number;
  /** The kind of error, the same every time. */
  title: string;
  /** Address of the page that explains this kind of error. */
  type: string;
}

/** A request whose shape is wrong; `errors` names each place. */
export interface InvalidRequest {
  /** What went wrong this time, and a way out. */
  detail: string;
  /** Everything that is wrong. */
  errors: RequestError[];
  /** The request that failed: its path. */
  instance: string;
  /** Identifies the request in the service's logs. */
  request_id: string;
  /** The HTTP status code. */
  status: number;
  /** The kind of error, the same every time. */
  title: string;
  /** Address of the page that explains this kind of error. */
  type: string;
}

/** One piece of background work. */
export interface Job {
  /** How often it was tried. */
  attempts: number;
  contract: string;
  created_at: string;
  /** Why the last attempt failed. */
  error: string | null;
  finished_at: string | null;
  id: string;
  /** What it does, such as `build-package`. */
  kind: string;
  max_attempts: number;
  namespace: string;
  /** It does not start before. */
  run_at: string;
  started_at: string | null;
  state: "queued" | "running" | "succeeded" | "failed" | (string & {});
  /** What it is about, such as `1.4.0 python`. */
  subject: string;
}

export type JsonValue = unknown;

/** What becomes of the clients of one live release. */
export interface LiveRelease {
  /** Findings by level. */
  counts: { [key: string]: number };
  /** Those that the report itself does not have. */
  findings: Finding[];
  release: string;
  suggested_bump: "none" | "patch" | "minor" | "major" | (string & {});
  verdict: "compatible" | "breaking" | "unknown" | (string & {});
}

/** Who the request's token belongs to. */
export interface Me {
  name: string;
  /** The only namespace the token is good for; null for all. */
  namespace: string | null;
  scopes: Scope[];
  token_id: string;
}

/** A team's space for its contracts; its name is its identity. */
export interface Namespace {
  created_at: string;
  description: string;
  name: string;
}

/** A namespace to be made. */
export interface NamespaceCreate {
  /** What the team does. */
  description?: string;
  /** Lower-case letters and digits, no separators. */
  name: string;
}

/** A token just made, with its secret, which is shown this once. */
export interface NewToken {
  created_at: string;
  expires_at: string | null;
  id: string;
  /** Accurate to about a minute. */
  last_used_at: string | null;
  name: string;
  /** The only namespace it is good for; null for all. */
  namespace: string | null;
  revoked_at: string | null;
  scopes: Scope[];
  /** Send it as `Authorization: Bearer …`, or as the password of `__token__`. */
  secret: string;
}

/** One operation and direction that a finding reaches. */
export interface Occurrence {
  direction: "request" | "response" | (string & {}) | null;
  /** The gate's own level, before the policy. */
  judged: "breaking" | "unknown" | "risky" | "safe" | (string & {});
  level: "breaking" | "unknown" | "risky" | "safe" | (string & {});
  /** `GET /orders/{id}`. */
  operation: string;
  witness: Witness | null;
}

/** How well one operation could be typed. */
export interface OperationTyping {
  /** The method of the generated client, in snake_case. */
  name: string;
  /** Its operationId, or method and path. */
  operation: string;
  /** What is not, and why. */
  raw: string[];
  /** Whether arguments and answers are fully typed. */
  typed: boolean;
}

/** The generated client of one release for one ecosystem. */
export interface Package {
  available_at: string | null;
  /** What was checked before it was shown: its archive, that it compiles and can be imported. */
  checks: ("archive" | "compiled" | "imported" | (string & {}))[] | null;
  ecosystem: "python" | "npm" | (string & {});
  filename: string | null;
  /** The job that builds it. */
  job_id: string;
  /** The name that `pip` or `npm` installs. */
  project: string;
  /** Why it failed. */
  reason: string | null;
  sha256: string | null;
  /** Bytes. */
  size: number | null;
  state: "pending" | "available" | "failed" | (string & {});
  /** The version as the ecosystem spells it; null before it is built. */
  version: string | null;
}

/** What the generator made of each operation. */
export interface PackageReport {
  ecosystem: "python" | "npm" | (string & {});
  operations: OperationTyping[];
}

export interface PageCheckSummary {
  /** The items of this page. */
  items: CheckSummary[];
  /** Where the next page begins; null on the last one. */
  next_cursor: string | null;
}

export interface PageContract {
  /** The items of this page. */
  items: Contract[];
  /** Where the next page begins; null on the last one. */
  next_cursor: string | null;
}

export interface PageJob {
  /** The items of this page. */
  items: Job[];
  /** Where the next page begins; null on the last one. */
  next_cursor: string | null;
}

export interface PageNamespace {
  /** The items of this page. */
  items: Namespace[];
  /** Where the next page begins; null on the last one. */
  next_cursor: string | null;
}

export interface PagePackage {
  /** The items of this page. */
  items: Package[];
  /** Where the next page begins; null on the last one. */
  next_cursor: string | null;
}

export interface PageReleaseSummary {
  /** The items of this page. */
  items: ReleaseSummary[];
  /** Where the next page begins; null on the last one. */
  next_cursor: string | null;
}

export interface PageToken {
  /** The items of this page. */
  items: Token[];
  /** Where the next page begins; null on the last one. */
  next_cursor: string | null;
}

export interface PageWaiver {
  /** The items of this page. */
  items: Waiver[];
  /** Where the next page begins; null on the last one. */
  next_cursor: string | null;
}

/** Where in a document. */
export interface Place {
  /** Column in the source, from 1. */
  column: number | null;
  /** The part it stands in, of a document in several files. */
  file?: string;
  /** Line in the source, from 1. */
  line: number | null;
  /** JSON Pointer (RFC 6901). */
  pointer: string;
}

/** How strict the gate is. */
export interface Policy {
  /** Whether what could not be decided passes. */
  accept_unknown: boolean;
  /** Which releases the verdict speaks for: the base alone, or every live release since the last break that was accepted. The others are reported and do not refuse. */
  against: "base" | "live" | (string & {});
  /** Whom a change may break: HTTP peers, callers of the generated clients, or both. */
  axes: "wire" | "source" | "both" | (string & {});
  /** How a removal is announced: `deprecated: true` with the date in `x-sunset`. */
  deprecation: Deprecation;
  /** What a new value in an enum of a response is. `x-extensible-enum` makes it risky anyway. */
  enum_growth: "breaking" | "risky" | (string & {});
  /** The formats that are part of the type; the others are annotations. */
  formats: string[];
  /** `backward`: clients of the old version keep working with the new service. `forward`: clients of the new version work with the old service. `full`: both. */
  mode: "backward" | "forward" | "full" | (string & {});
  /** What a new member in a closed object of a response is. */
  response_members: "breaking" | "risky" | (string & {});
  /** Another level for some findings. Of several entries that name the same one, the last counts. A report says which entry did it and what the gate's own level was; the suggested version does not change. `level = "ignore"` leaves the findings out. In a glob, `*` stands for any text without `/`, and `**` for any text. */
  severity: Severity[];
  /** The steps that one question of containment may take before it is `unknown`. */
  steps: number;
}

/** A policy to be stored; what is left out is as strict as without a policy. */
export interface PolicyCreate {
  /** Whether what could not be decided passes. */
  accept_unknown?: boolean;
  /** Which releases the verdict speaks for: the base alone, or every live release since the last break that was accepted. The others are reported and do not refuse. */
  against?: "base" | "live";
  /** Whom a change may break: HTTP peers, callers of the generated clients, or both. */
  axes?: "wire" | "source" | "both";
  /** How a removal is announced: `deprecated: true` with the date in `x-sunset`. */
  deprecation?: DeprecationCreate;
  /** What a new value in an enum of a response is. `x-extensible-enum` makes it risky anyway. */
  enum_growth?: "breaking" | "risky";
  /** The formats that are part of the type; the others are annotations. */
  formats?: string[];
  /** `backward`: clients of the old version keep working with the new service. `forward`: clients of the new version work with the old service. `full`: both. */
  mode?: "backward" | "forward" | "full";
  /** What a new member in a closed object of a response is. */
  response_members?: "breaking" | "risky";
  /** Another level for some findings. Of several entries that name the same one, the last counts. A report says which entry did it and what the gate's own level was; the suggested version does not change. `level = "ignore"` leaves the findings out. In a glob, `*` stands for any text without `/`, and `**` for any text. */
  severity?: SeverityCreate[];
  /** The steps that one question of containment may take before it is `unknown`. */
  steps?: number;
}

/** An error (RFC 9457). `type` is the address of a page that explains it. */
export interface Problem {
  /** What went wrong this time, and a way out. */
  detail: string;
  /** The request that failed: its path. */
  instance: string;
  /** Identifies the request in the service's logs. */
  request_id: string;
  /** The HTTP status code. */
  status: number;
  /** The kind of error, the same every time. */
  title: string;
  /** Address of the page that explains this kind of error. */
  type: string;
}

/** An OpenAPI 3.0 or 3.1 document. */
export interface PublishReleaseRequest {
  openapi: string;
}

export interface PublishReleaseRequestMultipart {
  document: globalThis.Blob;
}

/** A document that the gate refused, with the stored check and its report. */
export interface Refused {
  /** The release it was compared with. */
  base_version: string | null;
  /** The stored check. */
  check_id: string;
  /** What went wrong this time, and a way out. */
  detail: string;
  /** The request that failed: its path. */
  instance: string;
  report: Report;
  /** Identifies the request in the service's logs. */
  request_id: string;
  /** The HTTP status code. */
  status: number;
  /** The kind of error, the same every time. */
  title: string;
  /** Address of the page that explains this kind of error. */
  type: string;
}

/** An immutable, versioned, accepted document, with the objections that did not stop it. */
export interface Release {
  /** The gate could not decide everything, and that was accepted. */
  accepted_unknown: boolean;
  /** It breaks clients of its base, and that was accepted. */
  allowed_breaking: boolean;
  /** The release it was compared with; null for a first release. */
  base_version: string | null;
  channel: string;
  check_id: string;
  contract: string;
  created_at: string;
  document: DocumentInfo;
  id: string;
  namespace: string;
  verdict: "compatible" | "breaking" | "unknown" | (string & {});
  version: string;
  warnings: Diagnostic[];
  yanked: Yanked | null;
}

/** An immutable, versioned, accepted document. */
export interface ReleaseSummary {
  /** The gate could not decide everything, and that was accepted. */
  accepted_unknown: boolean;
  /** It breaks clients of its base, and that was accepted. */
  allowed_breaking: boolean;
  /** The release it was compared with; null for a first release. */
  base_version: string | null;
  channel: string;
  check_id: string;
  contract: string;
  created_at: string;
  document: DocumentInfo;
  id: string;
  namespace: string;
  verdict: "compatible" | "breaking" | "unknown" | (string & {});
  version: string;
  yanked: Yanked | null;
}

/** A stored check asked again, from everything that was written down with it. */
export interface Replay {
  check_id: string;
  /** Why it is not, where it is not. */
  difference: string | null;
  /** The version of the engine that made this one. */
  engine: string;
  /** Whether the report is the same, byte for byte. */
  equal: boolean;
  /** The version of the engine that made the stored report. */
  recorded_engine: string;
  report: Report;
}

/** What a comparison found. */
export interface Report {
  findings: Finding[];
  /** Each release it was compared with, where there are several. */
  live: LiveRelease[];
  /** The version of this format. */
  schema: 1;
  stats: { [key: string]: unknown };
  suggested_bump: "none" | "patch" | "minor" | "major" | (string & {});
  verdict: "compatible" | "breaking" | "unknown" | (string & {});
  /** What became of each waiver. */
  waivers: WaiverAccount[];
}

/** One thing that is wrong with a request. */
export interface RequestError {
  /** `path`, `query`, `header`, `cookie` or `body`. */
  location: string;
  /** What is wrong with it. */
  message: string;
  /** The parameter, or the JSON Pointer into the body; may be empty. */
  name: string;
}

/** What a token may do. `publish` includes `read`; `admin` includes everything. */
export type Scope = "read" | "publish" | "override" | "admin" | (string & {});

/** Another level for some findings. */
export interface Severity {
  /** Only this direction. */
  direction: "request" | "response" | (string & {}) | null;
  /** The level they get, or `ignore`. */
  level: "breaking" | "unknown" | "risky" | "safe" | "ignore" | (string & {});
  /** Only breaks of this mode. */
  mode: "backward" | "forward" | (string & {}) | null;
  /** Only these operations. */
  operation: string | null;
  /** Only operations of these paths. */
  path: string | null;
  /** Why; the report repeats it. */
  reason: string | null;
  /** Only findings of these rules. */
  rule: string | null;
  /** Only what the gate itself calls so. */
  when: "breaking" | "unknown" | "risky" | "safe" | (string & {}) | null;
}

/** Another level for some findings; of several entries that name the same one, the last counts. */
export interface SeverityCreate {
  /** Only this direction. */
  direction?: "request" | "response" | null;
  /** The level they get, or `ignore`. */
  level: "breaking" | "unknown" | "risky" | "safe" | "ignore";
  /** Only breaks of this mode. */
  mode?: "backward" | "forward" | null;
  /** Only these operations. */
  operation?: string | null;
  /** Only operations of these paths. */
  path?: string | null;
  /** Why; the report repeats it. */
  reason?: string | null;
  /** Only findings of these rules. */
  rule?: string | null;
  /** Only what the gate itself calls so. */
  when?: "breaking" | "unknown" | "risky" | "safe" | null;
}

/** A token, without its secret. */
export interface Token {
  created_at: string;
  expires_at: string | null;
  id: string;
  /** Accurate to about a minute. */
  last_used_at: string | null;
  name: string;
  /** The only namespace it is good for; null for all. */
  namespace: string | null;
  revoked_at: string | null;
  scopes: Scope[];
}

/** A token to be made. */
export interface TokenCreate {
  /** When it stops working; null for never. */
  expires_at?: string | null;
  /** What it is for, such as `orders CI`. */
  name: string;
  /** The only namespace it is good for; null for all. */
  namespace?: string | null;
  /** `read` reads where reading is not public; `publish` creates contracts, checks and releases; `override` may release breaking changes (`allow_breaking`), set policies and waive findings; `admin` may do everything. */
  scopes: Scope[];
}

/** An exception for one finding of a contract. */
export interface Waiver {
  created_at: string;
  /** The last day on which it holds; without it, it holds for good. */
  expires: string | null;
  fingerprint: string;
  id: string;
  owner: string;
  reason: string;
  revoked_at: string | null;
}

/** A waiver and what became of it. */
export interface WaiverAccount {
  /** The fingerprints of the findings it names. */
  covers: string[];
  /** The last day on which it holds. */
  expires: string | null;
  fingerprint: string;
  owner: string;
  reason: string;
  state: "applied" | "expired" | "unused" | (string & {});
}

/** A waiver to be made. */
export interface WaiverCreate {
  /** The last day on which it holds; without it, it holds for good. */
  expires?: string | null;
  /** The finding. At least seven digits. */
  fingerprint: string;
  /** Who answers for it. */
  owner: string;
  /** Why it may pass. */
  reason: string;
}

/** A counter-example: an exchange that one side accepts and the other refuses. */
export interface Witness {
  accepted_by: "base" | "head" | (string & {});
  /** A request as a command to paste. */
  curl: string | null;
  exchange: Exchange;
  /** The validators that agreed. */
  judges: string[];
  kind: "request" | "response" | (string & {});
  reason: string;
  refused_by: "base" | "head" | (string & {});
}

/** Why a release is yanked. */
export interface YankCreate {
  /** Shown to whoever installs it nevertheless; one line. */
  reason: string;
}

/** Why a release should not be used any more. */
export interface Yanked {
  at: string;
  reason: string;
}

export {};
