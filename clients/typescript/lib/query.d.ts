import type * as operations from "./operations.js";
import type * as runtime from "./runtime/index.js";

/**
 * List Jobs
 *
 * Background work, newest first.
 *
 * GET /v1/jobs
 */
export declare function listJobsQuery(args?: operations.ListJobsArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "listJobs", args?: operations.ListJobsArgs], operations.ListJobsSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function listJobsKey(args?: operations.ListJobsArgs): readonly [name: "listJobs", args?: operations.ListJobsArgs];

/**
 * Get Job
 *
 * One job.
 *
 * GET /v1/jobs/{job_id}
 */
export declare function getJobQuery(args: operations.GetJobArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "getJob", args?: operations.GetJobArgs], operations.GetJobSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function getJobKey(args?: operations.GetJobArgs): readonly [name: "getJob", args?: operations.GetJobArgs];

/**
 * Watch Job
 *
 * A job's state now and at every change, as server-sent events, until it has succeeded or failed.
 *
 * GET /v1/jobs/{job_id}/events
 */
export declare function watchJobQuery(args: operations.WatchJobArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "watchJob", args?: operations.WatchJobArgs], operations.WatchJobSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function watchJobKey(args?: operations.WatchJobArgs): readonly [name: "watchJob", args?: operations.WatchJobArgs];

/**
 * Retry Job
 *
 * Try a failed job again. Needs the scope `publish` in its namespace.
 *
 * POST /v1/jobs/{job_id}/retry
 */
export declare function retryJobMutation(options?: operations.CallOptions): runtime.Mutation<"retryJob", operations.RetryJobArgs, operations.RetryJobSuccess["data"]>;

/**
 * Get Me
 *
 * Who the request's token belongs to, and what it may do.
 *
 * GET /v1/me
 */
export declare function getMeQuery(args?: operations.GetMeArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "getMe", args?: operations.GetMeArgs], operations.GetMeSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function getMeKey(args?: operations.GetMeArgs): readonly [name: "getMe", args?: operations.GetMeArgs];

/**
 * List Namespaces
 *
 * Namespaces by name.
 *
 * GET /v1/namespaces
 */
export declare function listNamespacesQuery(args?: operations.ListNamespacesArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "listNamespaces", args?: operations.ListNamespacesArgs], operations.ListNamespacesSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function listNamespacesKey(args?: operations.ListNamespacesArgs): readonly [name: "listNamespaces", args?: operations.ListNamespacesArgs];

/**
 * Create Namespace
 *
 * Make a namespace. Needs the scope `admin`.
 *
 * POST /v1/namespaces
 */
export declare function createNamespaceMutation(options?: operations.CallOptions): runtime.Mutation<"createNamespace", operations.CreateNamespaceArgs, operations.CreateNamespaceSuccess["data"]>;

/**
 * Get Namespace
 *
 * One namespace.
 *
 * GET /v1/namespaces/{namespace}
 */
export declare function getNamespaceQuery(args: operations.GetNamespaceArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "getNamespace", args?: operations.GetNamespaceArgs], operations.GetNamespaceSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function getNamespaceKey(args?: operations.GetNamespaceArgs): readonly [name: "getNamespace", args?: operations.GetNamespaceArgs];

/**
 * List Contracts
 *
 * The contracts of a namespace by name.
 *
 * GET /v1/namespaces/{namespace}/contracts
 */
export declare function listContractsQuery(args: operations.ListContractsArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "listContracts", args?: operations.ListContractsArgs], operations.ListContractsSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function listContractsKey(args?: operations.ListContractsArgs): readonly [name: "listContracts", args?: operations.ListContractsArgs];

/**
 * Create Contract
 *
 * Make a contract. Needs the scope `publish` in its namespace.
 *
 * POST /v1/namespaces/{namespace}/contracts
 */
export declare function createContractMutation(options?: operations.CallOptions): runtime.Mutation<"createContract", operations.CreateContractArgs, operations.CreateContractSuccess["data"]>;

/**
 * Get Contract
 *
 * One contract.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}
 */
export declare function getContractQuery(args: operations.GetContractArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "getContract", args?: operations.GetContractArgs], operations.GetContractSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function getContractKey(args?: operations.GetContractArgs): readonly [name: "getContract", args?: operations.GetContractArgs];

/**
 * List Checks
 *
 * The checks of a contract, newest first: those of publishing and those without.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/checks
 */
export declare function listChecksQuery(args: operations.ListChecksArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "listChecks", args?: operations.ListChecksArgs], operations.ListChecksSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function listChecksKey(args?: operations.ListChecksArgs): readonly [name: "listChecks", args?: operations.ListChecksArgs];

/**
 * Create Check
 *
 * Check a document as publishing it would, and keep the result. Needs the scope `publish`.
 *
 * The answer is 201 whatever the verdict.
 *
 * POST /v1/namespaces/{namespace}/contracts/{contract}/checks
 */
export declare function createCheckMutation(options?: operations.CallOptions): runtime.Mutation<"createCheck", operations.CreateCheckArgs, operations.CreateCheckSuccess["data"]>;

/**
 * Get Check
 *
 * One check with its report.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/checks/{check_id}
 */
export declare function getCheckQuery(args: operations.GetCheckArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "getCheck", args?: operations.GetCheckArgs], operations.GetCheckSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function getCheckKey(args?: operations.GetCheckArgs): readonly [name: "getCheck", args?: operations.GetCheckArgs];

/**
 * Replay Check
 *
 * Run a stored check again, from the documents, the policy, the waivers and the day that were written
 * down with it, and say whether its report is the same. Nothing is stored.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/checks/{check_id}/replay
 */
export declare function replayCheckQuery(args: operations.ReplayCheckArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "replayCheck", args?: operations.ReplayCheckArgs], operations.ReplayCheckSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function replayCheckKey(args?: operations.ReplayCheckArgs): readonly [name: "replayCheck", args?: operations.ReplayCheckArgs];

/**
 * Compare Releases
 *
 * What changes from one release to another, under the contract's policy. Nothing is stored.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/compare
 */
export declare function compareReleasesQuery(args: operations.CompareReleasesArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "compareReleases", args?: operations.CompareReleasesArgs], operations.CompareReleasesSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function compareReleasesKey(args?: operations.CompareReleasesArgs): readonly [name: "compareReleases", args?: operations.CompareReleasesArgs];

/**
 * Get Newest Document
 *
 * The document of a channel's highest release that is not yanked; `Content-Location` names the
 * release.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/document
 */
export declare function getNewestDocumentQuery(args: operations.GetNewestDocumentArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "getNewestDocument", args?: operations.GetNewestDocumentArgs], operations.GetNewestDocumentSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function getNewestDocumentKey(args?: operations.GetNewestDocumentArgs): readonly [name: "getNewestDocument", args?: operations.GetNewestDocumentArgs];

/**
 * Get Policy
 *
 * How strict the gate of a contract is.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/policy
 */
export declare function getPolicyQuery(args: operations.GetPolicyArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "getPolicy", args?: operations.GetPolicyArgs], operations.GetPolicySuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function getPolicyKey(args?: operations.GetPolicyArgs): readonly [name: "getPolicy", args?: operations.GetPolicyArgs];

/**
 * Put Policy
 *
 * Set how strict the gate of a contract is, from its next check on. Needs the scope `override`.
 *
 * PUT /v1/namespaces/{namespace}/contracts/{contract}/policy
 */
export declare function putPolicyMutation(options?: operations.CallOptions): runtime.Mutation<"putPolicy", operations.PutPolicyArgs, operations.PutPolicySuccess["data"]>;

/**
 * List Releases
 *
 * The releases of a contract, highest version first, yanked ones included.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/releases
 */
export declare function listReleasesQuery(args: operations.ListReleasesArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "listReleases", args?: operations.ListReleasesArgs], operations.ListReleasesSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function listReleasesKey(args?: operations.ListReleasesArgs): readonly [name: "listReleases", args?: operations.ListReleasesArgs];

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
export declare function publishReleaseMutation(options?: operations.CallOptions): runtime.Mutation<"publishRelease", operations.PublishReleaseArgs, operations.PublishReleaseSuccess["data"]>;

/**
 * Get Release
 *
 * One release.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}
 */
export declare function getReleaseQuery(args: operations.GetReleaseArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "getRelease", args?: operations.GetReleaseArgs], operations.GetReleaseSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function getReleaseKey(args?: operations.GetReleaseArgs): readonly [name: "getRelease", args?: operations.GetReleaseArgs];

/**
 * Get Release Document
 *
 * A release's document, byte for byte as published, or converted. It never changes.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/document
 */
export declare function getReleaseDocumentQuery(args: operations.GetReleaseDocumentArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "getReleaseDocument", args?: operations.GetReleaseDocumentArgs], operations.GetReleaseDocumentSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function getReleaseDocumentKey(args?: operations.GetReleaseDocumentArgs): readonly [name: "getReleaseDocument", args?: operations.GetReleaseDocumentArgs];

/**
 * List Packages
 *
 * A release's packages by ecosystem, with the state of each.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/packages
 */
export declare function listPackagesQuery(args: operations.ListPackagesArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "listPackages", args?: operations.ListPackagesArgs], operations.ListPackagesSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function listPackagesKey(args?: operations.ListPackagesArgs): readonly [name: "listPackages", args?: operations.ListPackagesArgs];

/**
 * Get Package Report
 *
 * For each operation: fully typed in the package, or raw and why.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/packages/{ecosystem}/report
 */
export declare function getPackageReportQuery(args: operations.GetPackageReportArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "getPackageReport", args?: operations.GetPackageReportArgs], operations.GetPackageReportSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function getPackageReportKey(args?: operations.GetPackageReportArgs): readonly [name: "getPackageReport", args?: operations.GetPackageReportArgs];

/**
 * Unyank Release
 *
 * Take a yank back. Needs the scope `publish`.
 *
 * POST /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/unyank
 */
export declare function unyankReleaseMutation(options?: operations.CallOptions): runtime.Mutation<"unyankRelease", operations.UnyankReleaseArgs, operations.UnyankReleaseSuccess["data"]>;

/**
 * Yank Release
 *
 * Mark a release as not to be used any more; whoever pins its version still gets it. Needs `publish`.
 *
 * POST /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/yank
 */
export declare function yankReleaseMutation(options?: operations.CallOptions): runtime.Mutation<"yankRelease", operations.YankReleaseArgs, operations.YankReleaseSuccess["data"]>;

/**
 * List Waivers
 *
 * The waivers of a contract, newest first, expired and revoked ones included.
 *
 * GET /v1/namespaces/{namespace}/contracts/{contract}/waivers
 */
export declare function listWaiversQuery(args: operations.ListWaiversArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "listWaivers", args?: operations.ListWaiversArgs], operations.ListWaiversSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function listWaiversKey(args?: operations.ListWaiversArgs): readonly [name: "listWaivers", args?: operations.ListWaiversArgs];

/**
 * Create Waiver
 *
 * Let one finding of a contract pass. Needs the scope `override`.
 *
 * POST /v1/namespaces/{namespace}/contracts/{contract}/waivers
 */
export declare function createWaiverMutation(options?: operations.CallOptions): runtime.Mutation<"createWaiver", operations.CreateWaiverArgs, operations.CreateWaiverSuccess["data"]>;

/**
 * Revoke Waiver
 *
 * End a waiver at once. Needs the scope `override`.
 *
 * DELETE /v1/namespaces/{namespace}/contracts/{contract}/waivers/{waiver_id}
 */
export declare function revokeWaiverMutation(options?: operations.CallOptions): runtime.Mutation<"revokeWaiver", operations.RevokeWaiverArgs, operations.RevokeWaiverSuccess["data"]>;

/**
 * List Tokens
 *
 * Tokens, newest first, without their secrets. Needs the scope `admin`.
 *
 * GET /v1/tokens
 */
export declare function listTokensQuery(args?: operations.ListTokensArgs, options?: operations.CallOptions): runtime.Query<readonly [name: "listTokens", args?: operations.ListTokensArgs], operations.ListTokensSuccess["data"]>;
/** The key of the query; without arguments that of all its queries. */
export declare function listTokensKey(args?: operations.ListTokensArgs): readonly [name: "listTokens", args?: operations.ListTokensArgs];

/**
 * Create Token
 *
 * Make a token; the answer holds its secret, which is never shown again. Needs the scope `admin`.
 *
 * POST /v1/tokens
 */
export declare function createTokenMutation(options?: operations.CallOptions): runtime.Mutation<"createToken", operations.CreateTokenArgs, operations.CreateTokenSuccess["data"]>;

/**
 * Revoke Token
 *
 * Revoke a token; it stops working at once. Needs the scope `admin`, except for the token itself.
 *
 * DELETE /v1/tokens/{token_id}
 */
export declare function revokeTokenMutation(options?: operations.CallOptions): runtime.Mutation<"revokeToken", operations.RevokeTokenArgs, operations.RevokeTokenSuccess["data"]>;

export {};
