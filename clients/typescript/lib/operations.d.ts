import type * as types from "./types.js";
import type * as runtime from "./runtime/index.js";

/** Secrets by the name of their security scheme. */
export interface Auth {
  /** A token as the password; the user name is `__token__`. */
  basic?: runtime.Secret<runtime.UserAndPassword> | undefined;
  /** A token as `Authorization: Bearer …`. */
  bearer?: runtime.Secret<string> | undefined;
}

/** What may be set for one call. */
export type CallOptions<Throws extends boolean = false> = runtime.Options<Throws, Auth>;

export interface ListJobsArgs {
  /** Only jobs in this state. */
  state?: "queued" | "running" | "succeeded" | "failed" | null | undefined;
  /** How many items a page has at most. */
  limit?: number | undefined;
  cursor?: string | null | undefined;
}

export type ListJobsSuccess = runtime.Success<200, types.PageJob>;

export type ListJobsError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 422>;

/**
 * List Jobs
 *
 * Background work, newest first.
 *
 * GET /v1/jobs
 */
export declare function listJobs<Throws extends boolean = false>(args?: ListJobsArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, ListJobsSuccess, ListJobsError>>;

export interface GetJobArgs {
  job_id: string;
}

export type GetJobSuccess = runtime.Success<200, types.Job>;

export type GetJobError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 404 | 422>;

/**
 * Get Job
 *
 * One job.
 *
 * GET /v1/jobs/{job_id}
 */
export declare function getJob<Throws extends boolean = false>(args: GetJobArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, GetJobSuccess, GetJobError>>;

export interface WatchJobArgs {
  job_id: string;
}

export type WatchJobSuccess = runtime.Success<200, AsyncIterable<runtime.ServerSentEvent>>;

export type WatchJobError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 404 | 422>;

/**
 * Watch Job
 *
 * A job's state now and at every change, as server-sent events, until it has succeeded or failed.
 *
 * GET /v1/jobs/{job_id}/events
 */
export declare function watchJob<Throws extends boolean = false>(args: WatchJobArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, WatchJobSuccess, WatchJobError>>;

export interface RetryJobArgs {
  job_id: string;
}

export type RetryJobSuccess = runtime.Success<200, types.Job>;

export type RetryJobError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<409, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<200 | 401 | 403 | 404 | 409 | 422 | 503>;

/**
 * Retry Job
 *
 * Try a failed job again. Needs the scope `publish` in its namespace.
 *
 * POST /v1/jobs/{job_id}/retry
 */
export declare function retryJob<Throws extends boolean = false>(args: RetryJobArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, RetryJobSuccess, RetryJobError>>;

export type GetMeArgs = { [name: string]: never };

export type GetMeSuccess = runtime.Success<200, types.Me>;

export type GetMeError = runtime.ApiError<401, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 422>;

/**
 * Get Me
 *
 * Who the request's token belongs to, and what it may do.
 *
 * GET /v1/me
 */
export declare function getMe<Throws extends boolean = false>(args?: GetMeArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, GetMeSuccess, GetMeError>>;

export interface ListNamespacesArgs {
  /** How many items a page has at most. */
  limit?: number | undefined;
  cursor?: string | null | undefined;
}

export type ListNamespacesSuccess = runtime.Success<200, types.PageNamespace>;

export type ListNamespacesError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 422>;

/**
 * List Namespaces
 *
 * Namespaces by name.
 *
 * GET /v1/namespaces
 */
export declare function listNamespaces<Throws extends boolean = false>(args?: ListNamespacesArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, ListNamespacesSuccess, ListNamespacesError>>;

export interface CreateNamespaceArgs {
  body: types.NamespaceCreate;
}

export type CreateNamespaceSuccess = runtime.Success<201, types.Namespace>;

export type CreateNamespaceError = runtime.ApiError<400, types.Problem> | runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<409, types.Problem> | runtime.ApiError<413, types.Problem> | runtime.ApiError<415, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<201 | 400 | 401 | 403 | 409 | 413 | 415 | 422 | 503>;

/**
 * Create Namespace
 *
 * Make a namespace. Needs the scope `admin`.
 *
 * POST /v1/namespaces
 */
export declare function createNamespace<Throws extends boolean = false>(args: CreateNamespaceArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, CreateNamespaceSuccess, CreateNamespaceError>>;

export interface GetNamespaceArgs {
  /** The namespace's name. */
  namespace: string;
}

export type GetNamespaceSuccess = runtime.Success<200, types.Namespace>;

export type GetNamespaceError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 404 | 422>;

/**
 * Get Namespace
 *
 * One namespace.
 *
 * GET /v1/namespaces/{namespace}
 */
export declare function getNamespace<Throws extends boolean = false>(args: GetNamespaceArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, GetNamespaceSuccess, GetNamespaceError>>;

export interface ListContractsArgs {
  /** The namespace's name. */
  namespace: string;
  /** How many items a page has at most. */
  limit?: number | undefined;
  cursor?: string | null | undefined;
}

export type ListContractsSuccess = runtime.Success<200, types.PageContract>;

export type ListContractsError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 404 | 422>;

/**
 * List Contracts
 *
 * The contracts of a namespace by name.
 *
 * GET /v1/namespaces/{namespace}/contracts
 */
export declare function listContracts<Throws extends boolean = false>(args: ListContractsArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, ListContractsSuccess, ListContractsError>>;

export interface CreateContractArgs {
  /** The namespace's name. */
  namespace: string;
  body: types.ContractCreate;
}

export type CreateContractSuccess = runtime.Success<201, types.Contract>;

export type CreateContractError = runtime.ApiError<400, types.Problem> | runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<409, types.Problem> | runtime.ApiError<413, types.Problem> | runtime.ApiError<415, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<201 | 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 503>;

/**
 * Create Contract
 *
 * Make a contract. Needs the scope `publish` in its namespace.
 *
 * POST /v1/namespaces/{namespace}/contracts
 */
export declare function createContract<Throws extends boolean = false>(args: CreateContractArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, CreateContractSuccess, CreateContractError>>;

export interface GetContractArgs {
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
}

export type GetContractSuccess = runtime.Success<200, types.Contract>;

export type GetContractError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 404 | 422>;

/**
 * Get Contract
 *
 * One contract.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}
 */
export declare function getContract<Throws extends boolean = false>(args: GetContractArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, GetContractSuccess, GetContractError>>;

export interface ListChecksArgs {
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
  /** How many items a page has at most. */
  limit?: number | undefined;
  cursor?: string | null | undefined;
}

export type ListChecksSuccess = runtime.Success<200, types.PageCheckSummary>;

export type ListChecksError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 404 | 422>;

/**
 * List Checks
 *
 * The checks of a contract, newest first: those of publishing and those without.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/checks
 */
export declare function listChecks<Throws extends boolean = false>(args: ListChecksArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, ListChecksSuccess, ListChecksError>>;

export type CreateCheckArgs = {
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
  /** The new release's version; `auto` takes the next one that fits the change. */
  version?: string | undefined;
  /** The line of releases. */
  channel?: string | undefined;
} & ({
  /** An OpenAPI 3.0 or 3.1 document, as the body or as the file `document` of a form. */
  body: types.CreateCheckRequest;
  contentType?: "application/json" | undefined;
} | {
  /** An OpenAPI 3.0 or 3.1 document, as the body or as the file `document` of a form. */
  body: string;
  contentType: "application/yaml";
} | {
  /** An OpenAPI 3.0 or 3.1 document, as the body or as the file `document` of a form. */
  body: types.CreateCheckRequestMultipart | FormData;
  contentType: "multipart/form-data";
});

export type CreateCheckSuccess = runtime.Success<201, types.Check>;

export type CreateCheckError = runtime.ApiError<400, types.Problem> | runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<413, types.Problem> | runtime.ApiError<415, types.Problem> | runtime.ApiError<422, types.InvalidDocument | types.InvalidRequest | types.Problem | { [key: string]: unknown }> | runtime.ApiError<503, types.Problem> | runtime.ApiError<507, types.Problem> | runtime.Undeclared<201 | 400 | 401 | 403 | 404 | 413 | 415 | 422 | 503 | 507>;

/**
 * Create Check
 *
 * Check a document as publishing it would, and keep the result. Needs the scope `publish`.
 *
 * The answer is 201 whatever the verdict.
 *
 * POST /v1/namespaces/{namespace}/contracts/{contract}/checks
 */
export declare function createCheck<Throws extends boolean = false>(args: CreateCheckArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, CreateCheckSuccess, CreateCheckError>>;

export interface GetCheckArgs {
  check_id: string;
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
}

export type GetCheckSuccess = runtime.Success<200, types.Check>;

export type GetCheckError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 404 | 422>;

/**
 * Get Check
 *
 * One check with its report.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/checks/{check_id}
 */
export declare function getCheck<Throws extends boolean = false>(args: GetCheckArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, GetCheckSuccess, GetCheckError>>;

export interface ReplayCheckArgs {
  check_id: string;
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
}

export type ReplayCheckSuccess = runtime.Success<200, types.Replay>;

export type ReplayCheckError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest | types.Problem | { [key: string]: unknown }> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<200 | 401 | 403 | 404 | 422 | 503>;

/**
 * Replay Check
 *
 * Run a stored check again, from the documents, the policy, the waivers and the day that were written
 * down with it, and say whether its report is the same. Nothing is stored.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/checks/{check_id}/replay
 */
export declare function replayCheck<Throws extends boolean = false>(args: ReplayCheckArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, ReplayCheckSuccess, ReplayCheckError>>;

export interface CompareReleasesArgs {
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
  /** The release that clients were built on. */
  base: string;
  /** The release that answers them. */
  head: string;
}

export type CompareReleasesSuccess = runtime.Success<200, types.Report>;

export type CompareReleasesError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest | types.Problem | { [key: string]: unknown }> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<200 | 401 | 403 | 404 | 422 | 503>;

/**
 * Compare Releases
 *
 * What changes from one release to another, under the contract's policy. Nothing is stored.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/compare
 */
export declare function compareReleases<Throws extends boolean = false>(args: CompareReleasesArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, CompareReleasesSuccess, CompareReleasesError>>;

export interface GetNewestDocumentArgs {
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
  /** The line of releases. */
  channel?: string | undefined;
  /** As it was published, or converted. */
  format?: "original" | "json" | "yaml" | undefined;
}

export type GetNewestDocumentSuccess = runtime.Success<200, { [key: string]: unknown } | string>;

export type GetNewestDocumentError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest | types.Problem | { [key: string]: unknown }> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<200 | 401 | 403 | 404 | 422 | 503>;

/**
 * Get Newest Document
 *
 * The document of a channel's highest release that is not yanked; `Content-Location` names the
 * release.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/document
 */
export declare function getNewestDocument<Throws extends boolean = false>(args: GetNewestDocumentArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, GetNewestDocumentSuccess, GetNewestDocumentError>>;

export interface GetPolicyArgs {
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
}

export type GetPolicySuccess = runtime.Success<200, types.ContractPolicy>;

export type GetPolicyError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 404 | 422>;

/**
 * Get Policy
 *
 * How strict the gate of a contract is.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/policy
 */
export declare function getPolicy<Throws extends boolean = false>(args: GetPolicyArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, GetPolicySuccess, GetPolicyError>>;

export interface PutPolicyArgs {
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
  body: types.PolicyCreate;
}

export type PutPolicySuccess = runtime.Success<200, types.ContractPolicy>;

export type PutPolicyError = runtime.ApiError<400, types.Problem> | runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<413, types.Problem> | runtime.ApiError<415, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<200 | 400 | 401 | 403 | 404 | 413 | 415 | 422 | 503>;

/**
 * Put Policy
 *
 * Set how strict the gate of a contract is, from its next check on. Needs the scope `override`.
 *
 * PUT /v1/namespaces/{namespace}/contracts/{contract}/policy
 */
export declare function putPolicy<Throws extends boolean = false>(args: PutPolicyArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, PutPolicySuccess, PutPolicyError>>;

export interface ListReleasesArgs {
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
  /** Only releases of this channel. */
  channel?: string | null | undefined;
  /** How many items a page has at most. */
  limit?: number | undefined;
  cursor?: string | null | undefined;
}

export type ListReleasesSuccess = runtime.Success<200, types.PageReleaseSummary>;

export type ListReleasesError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 404 | 422>;

/**
 * List Releases
 *
 * The releases of a contract, highest version first, yanked ones included.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/releases
 */
export declare function listReleases<Throws extends boolean = false>(args: ListReleasesArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, ListReleasesSuccess, ListReleasesError>>;

export type PublishReleaseArgs = {
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
  /** The new release's version; `auto` takes the next one that fits the change. */
  version?: string | undefined;
  /** The line of releases. */
  channel?: string | undefined;
  /** Release although it breaks clients; needs a major step and the scope `override`. */
  allow_breaking?: boolean | undefined;
  /** Release although the gate could not decide everything. */
  accept_unknown?: boolean | undefined;
} & ({
  /** An OpenAPI 3.0 or 3.1 document, as the body or as the file `document` of a form. */
  body: types.PublishReleaseRequest;
  contentType?: "application/json" | undefined;
} | {
  /** An OpenAPI 3.0 or 3.1 document, as the body or as the file `document` of a form. */
  body: string;
  contentType: "application/yaml";
} | {
  /** An OpenAPI 3.0 or 3.1 document, as the body or as the file `document` of a form. */
  body: types.PublishReleaseRequestMultipart | FormData;
  contentType: "multipart/form-data";
});

export type PublishReleaseSuccess = runtime.Success<200, types.Release> | runtime.Success<201, types.Release>;

export type PublishReleaseError = runtime.ApiError<400, types.Problem> | runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<409, types.Problem | types.Refused | { [key: string]: unknown }> | runtime.ApiError<413, types.Problem> | runtime.ApiError<415, types.Problem> | runtime.ApiError<422, types.InvalidDocument | types.InvalidRequest | types.Problem | { [key: string]: unknown }> | runtime.ApiError<503, types.Problem> | runtime.ApiError<507, types.Problem> | runtime.Undeclared<200 | 201 | 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 503 | 507>;

/**
 * Publish Release
 *
 * Release a document, unless it breaks clients of its base release. Needs the scope `publish`.
 *
 * The body is the OpenAPI document, or a form with the file `document`. A refusal is answered as 409 with
 * the report and the id of the stored check. Packages follow within seconds.
 *
 * POST /v1/namespaces/{namespace}/contracts/{contract}/releases
 */
export declare function publishRelease<Throws extends boolean = false>(args: PublishReleaseArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, PublishReleaseSuccess, PublishReleaseError>>;

export interface GetReleaseArgs {
  /** The release's version. */
  version: string;
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
}

export type GetReleaseSuccess = runtime.Success<200, types.Release>;

export type GetReleaseError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 404 | 422>;

/**
 * Get Release
 *
 * One release.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}
 */
export declare function getRelease<Throws extends boolean = false>(args: GetReleaseArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, GetReleaseSuccess, GetReleaseError>>;

export interface GetReleaseDocumentArgs {
  /** The release's version. */
  version: string;
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
  /** As it was published, or converted. */
  format?: "original" | "json" | "yaml" | undefined;
}

export type GetReleaseDocumentSuccess = runtime.Success<200, { [key: string]: unknown } | string>;

export type GetReleaseDocumentError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest | types.Problem | { [key: string]: unknown }> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<200 | 401 | 403 | 404 | 422 | 503>;

/**
 * Get Release Document
 *
 * A release's document, byte for byte as published, or converted. It never changes.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/document
 */
export declare function getReleaseDocument<Throws extends boolean = false>(args: GetReleaseDocumentArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, GetReleaseDocumentSuccess, GetReleaseDocumentError>>;

export interface ListPackagesArgs {
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
  /** The release's version. */
  version: string;
  /** How many items a page has at most. */
  limit?: number | undefined;
  cursor?: string | null | undefined;
}

export type ListPackagesSuccess = runtime.Success<200, types.PagePackage>;

export type ListPackagesError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 404 | 422>;

/**
 * List Packages
 *
 * A release's packages by ecosystem, with the state of each.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/packages
 */
export declare function listPackages<Throws extends boolean = false>(args: ListPackagesArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, ListPackagesSuccess, ListPackagesError>>;

export interface GetPackageReportArgs {
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
  /** The release's version. */
  version: string;
  ecosystem: "python" | "npm";
}

export type GetPackageReportSuccess = runtime.Success<200, types.PackageReport>;

export type GetPackageReportError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 404 | 422>;

/**
 * Get Package Report
 *
 * For each operation: fully typed in the package, or raw and why.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/packages/{ecosystem}/report
 */
export declare function getPackageReport<Throws extends boolean = false>(args: GetPackageReportArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, GetPackageReportSuccess, GetPackageReportError>>;

export interface UnyankReleaseArgs {
  /** The release's version. */
  version: string;
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
}

export type UnyankReleaseSuccess = runtime.Success<200, types.Release>;

export type UnyankReleaseError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<200 | 401 | 403 | 404 | 422 | 503>;

/**
 * Unyank Release
 *
 * Take a yank back. Needs the scope `publish`.
 *
 * POST /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/unyank
 */
export declare function unyankRelease<Throws extends boolean = false>(args: UnyankReleaseArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, UnyankReleaseSuccess, UnyankReleaseError>>;

export interface YankReleaseArgs {
  /** The release's version. */
  version: string;
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
  body: types.YankCreate;
}

export type YankReleaseSuccess = runtime.Success<200, types.Release>;

export type YankReleaseError = runtime.ApiError<400, types.Problem> | runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<413, types.Problem> | runtime.ApiError<415, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<200 | 400 | 401 | 403 | 404 | 413 | 415 | 422 | 503>;

/**
 * Yank Release
 *
 * Mark a release as not to be used any more; whoever pins its version still gets it. Needs `publish`.
 *
 * POST /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/yank
 */
export declare function yankRelease<Throws extends boolean = false>(args: YankReleaseArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, YankReleaseSuccess, YankReleaseError>>;

export interface ListWaiversArgs {
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
  /** How many items a page has at most. */
  limit?: number | undefined;
  cursor?: string | null | undefined;
}

export type ListWaiversSuccess = runtime.Success<200, types.PageWaiver>;

export type ListWaiversError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 404 | 422>;

/**
 * List Waivers
 *
 * The waivers of a contract, newest first, expired and revoked ones included.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/waivers
 */
export declare function listWaivers<Throws extends boolean = false>(args: ListWaiversArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, ListWaiversSuccess, ListWaiversError>>;

export interface CreateWaiverArgs {
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
  body: types.WaiverCreate;
}

export type CreateWaiverSuccess = runtime.Success<201, types.Waiver>;

export type CreateWaiverError = runtime.ApiError<400, types.Problem> | runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<413, types.Problem> | runtime.ApiError<415, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<201 | 400 | 401 | 403 | 404 | 413 | 415 | 422 | 503>;

/**
 * Create Waiver
 *
 * Let one finding of a contract pass. Needs the scope `override`.
 *
 * POST /v1/namespaces/{namespace}/contracts/{contract}/waivers
 */
export declare function createWaiver<Throws extends boolean = false>(args: CreateWaiverArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, CreateWaiverSuccess, CreateWaiverError>>;

export interface RevokeWaiverArgs {
  waiver_id: string;
  /** The namespace's name. */
  namespace: string;
  /** The contract's name. */
  contract: string;
}

export type RevokeWaiverSuccess = runtime.Success<204, undefined>;

export type RevokeWaiverError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<204 | 401 | 403 | 404 | 422 | 503>;

/**
 * Revoke Waiver
 *
 * End a waiver at once. Needs the scope `override`.
 *
 * DELETE /v1/namespaces/{namespace}/contracts/{contract}/waivers/{waiver_id}
 */
export declare function revokeWaiver<Throws extends boolean = false>(args: RevokeWaiverArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, RevokeWaiverSuccess, RevokeWaiverError>>;

export interface ListTokensArgs {
  /** How many items a page has at most. */
  limit?: number | undefined;
  cursor?: string | null | undefined;
}

export type ListTokensSuccess = runtime.Success<200, types.PageToken>;

export type ListTokensError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.Undeclared<200 | 401 | 403 | 422>;

/**
 * List Tokens
 *
 * Tokens, newest first, without their secrets. Needs the scope `admin`.
 *
 * GET /v1/tokens
 */
export declare function listTokens<Throws extends boolean = false>(args?: ListTokensArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, ListTokensSuccess, ListTokensError>>;

export interface CreateTokenArgs {
  body: types.TokenCreate;
}

export type CreateTokenSuccess = runtime.Success<201, types.NewToken>;

export type CreateTokenError = runtime.ApiError<400, types.Problem> | runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<413, types.Problem> | runtime.ApiError<415, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<201 | 400 | 401 | 403 | 413 | 415 | 422 | 503>;

/**
 * Create Token
 *
 * Make a token; the answer holds its secret, which is never shown again. Needs the scope `admin`.
 *
 * POST /v1/tokens
 */
export declare function createToken<Throws extends boolean = false>(args: CreateTokenArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, CreateTokenSuccess, CreateTokenError>>;

export interface RevokeTokenArgs {
  token_id: string;
}

export type RevokeTokenSuccess = runtime.Success<204, undefined>;

export type RevokeTokenError = runtime.ApiError<401, types.Problem> | runtime.ApiError<403, types.Problem> | runtime.ApiError<404, types.Problem> | runtime.ApiError<422, types.InvalidRequest> | runtime.ApiError<503, types.Problem> | runtime.Undeclared<204 | 401 | 403 | 404 | 422 | 503>;

/**
 * Revoke Token
 *
 * Revoke a token; it stops working at once. Needs the scope `admin`, except for the token itself.
 *
 * DELETE /v1/tokens/{token_id}
 */
export declare function revokeToken<Throws extends boolean = false>(args: RevokeTokenArgs, options?: CallOptions<Throws>): Promise<runtime.Outcome<Throws, RevokeTokenSuccess, RevokeTokenError>>;
