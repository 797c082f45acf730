import type * as operations from "./operations.js";
import type * as runtime from "./runtime/index.js";

/** All operations, called with settings that were given once. */
export interface Client<Throws extends boolean = false> {
  /**
   * List Jobs
   *
   * Background work, newest first.
   *
   * GET /v1/jobs
   */
  listJobs<T extends boolean = Throws>(args?: operations.ListJobsArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.ListJobsSuccess, operations.ListJobsError>>;
  /**
   * Get Job
   *
   * One job.
   *
   * GET /v1/jobs/{job_id}
   */
  getJob<T extends boolean = Throws>(args: operations.GetJobArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.GetJobSuccess, operations.GetJobError>>;
  /**
   * Watch Job
   *
   * A job's state now and at every change, as server-sent events, until it has succeeded or failed.
   *
   * GET /v1/jobs/{job_id}/events
   */
  watchJob<T extends boolean = Throws>(args: operations.WatchJobArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.WatchJobSuccess, operations.WatchJobError>>;
  /**
   * Retry Job
   *
   * Try a failed job again. Needs the scope `publish` in its namespace.
   *
   * POST /v1/jobs/{job_id}/retry
   */
  retryJob<T extends boolean = Throws>(args: operations.RetryJobArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.RetryJobSuccess, operations.RetryJobError>>;
  /**
   * Get Me
   *
   * Who the request's token belongs to, and what it may do.
   *
   * GET /v1/me
   */
  getMe<T extends boolean = Throws>(args?: operations.GetMeArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.GetMeSuccess, operations.GetMeError>>;
  /**
   * List Namespaces
   *
   * Namespaces by name.
   *
   * GET /v1/namespaces
   */
  listNamespaces<T extends boolean = Throws>(args?: operations.ListNamespacesArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.ListNamespacesSuccess, operations.ListNamespacesError>>;
  /**
   * Create Namespace
   *
   * Make a namespace. Needs the scope `admin`.
   *
   * POST /v1/namespaces
   */
  createNamespace<T extends boolean = Throws>(args: operations.CreateNamespaceArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.CreateNamespaceSuccess, operations.CreateNamespaceError>>;
  /**
   * Get Namespace
   *
   * One namespace.
   *
   * GET /v1/namespaces/{namespace}
   */
  getNamespace<T extends boolean = Throws>(args: operations.GetNamespaceArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.GetNamespaceSuccess, operations.GetNamespaceError>>;
  /**
   * List Contracts
   *
   * The contracts of a namespace by name.
   *
   * GET /v1/namespaces/{namespace}/contracts
   */
  listContracts<T extends boolean = Throws>(args: operations.ListContractsArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.ListContractsSuccess, operations.ListContractsError>>;
  /**
   * Create Contract
   *
   * Make a contract. Needs the scope `publish` in its namespace.
   *
   * POST /v1/namespaces/{namespace}/contracts
   */
  createContract<T extends boolean = Throws>(args: operations.CreateContractArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.CreateContractSuccess, operations.CreateContractError>>;
  /**
   * Get Contract
   *
   * One contract.
   *
   * GET /v1/namespaces/{namespace}/contracts/{contract}
   */
  getContract<T extends boolean = Throws>(args: operations.GetContractArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.GetContractSuccess, operations.GetContractError>>;
  /**
   * List Checks
   *
   * The checks of a contract, newest first: those of publishing and those without.
   *
   * GET /v1/namespaces/{namespace}/contracts/{contract}/checks
   */
  listChecks<T extends boolean = Throws>(args: operations.ListChecksArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.ListChecksSuccess, operations.ListChecksError>>;
  /**
   * Create Check
   *
   * Check a document as publishing it would, and keep the result. Needs the scope `publish`.
   *
   * The answer is 201 whatever the verdict.
   *
   * POST /v1/namespaces/{namespace}/contracts/{contract}/checks
   */
  createCheck<T extends boolean = Throws>(args: operations.CreateCheckArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.CreateCheckSuccess, operations.CreateCheckError>>;
  /**
   * Get Check
   *
   * One check with its report.
   *
   * GET /v1/namespaces/{namespace}/contracts/{contract}/checks/{check_id}
   */
  getCheck<T extends boolean = Throws>(args: operations.GetCheckArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.GetCheckSuccess, operations.GetCheckError>>;
  /**
   * Replay Check
   *
   * Run a stored check again, from the documents, the policy, the waivers and the day that were written
   * down with it, and say whether its report is the same. Nothing is stored.
   *
   * GET /v1/namespaces/{namespace}/contracts/{contract}/checks/{check_id}/replay
   */
  replayCheck<T extends boolean = Throws>(args: operations.ReplayCheckArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.ReplayCheckSuccess, operations.ReplayCheckError>>;
  /**
   * Compare Releases
   *
   * What changes from one release to another, under the contract's policy. Nothing is stored.
   *
   * GET /v1/namespaces/{namespace}/contracts/{contract}/compare
   */
  compareReleases<T extends boolean = Throws>(args: operations.CompareReleasesArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.CompareReleasesSuccess, operations.CompareReleasesError>>;
  /**
   * Get Newest Document
   *
   * The document of a channel's highest release that is not yanked; `Content-Location` names the
   * release.
   *
   * GET /v1/namespaces/{namespace}/contracts/{contract}/document
   */
  getNewestDocument<T extends boolean = Throws>(args: operations.GetNewestDocumentArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.GetNewestDocumentSuccess, operations.GetNewestDocumentError>>;
  /**
   * Get Policy
   *
   * How strict the gate of a contract is.
   *
   * GET /v1/namespaces/{namespace}/contracts/{contract}/policy
   */
  getPolicy<T extends boolean = Throws>(args: operations.GetPolicyArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.GetPolicySuccess, operations.GetPolicyError>>;
  /**
   * Put Policy
   *
   * Set how strict the gate of a contract is, from its next check on. Needs the scope `override`.
   *
   * PUT /v1/namespaces/{namespace}/contracts/{contract}/policy
   */
  putPolicy<T extends boolean = Throws>(args: operations.PutPolicyArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.PutPolicySuccess, operations.PutPolicyError>>;
  /**
   * List Releases
   *
   * The releases of a contract, highest version first, yanked ones included.
   *
   * GET /v1/namespaces/{namespace}/contracts/{contract}/releases
   */
  listReleases<T extends boolean = Throws>(args: operations.ListReleasesArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.ListReleasesSuccess, operations.ListReleasesError>>;
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
  publishRelease<T extends boolean = Throws>(args: operations.PublishReleaseArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.PublishReleaseSuccess, operations.PublishReleaseError>>;
  /**
   * Get Release
   *
   * One release.
   *
   * GET /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}
   */
  getRelease<T extends boolean = Throws>(args: operations.GetReleaseArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.GetReleaseSuccess, operations.GetReleaseError>>;
  /**
   * Get Release Document
   *
   * A release's document, byte for byte as published, or converted. It never changes.
   *
   * GET /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/document
   */
  getReleaseDocument<T extends boolean = Throws>(args: operations.GetReleaseDocumentArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.GetReleaseDocumentSuccess, operations.GetReleaseDocumentError>>;
  /**
   * List Packages
   *
   * A release's packages by ecosystem, with the state of each.
   *
   * GET /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/packages
   */
  listPackages<T extends boolean = Throws>(args: operations.ListPackagesArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.ListPackagesSuccess, operations.ListPackagesError>>;
  /**
   * Get Package Report
   *
   * For each operation: fully typed in the package, or raw and why.
   *
   * GET /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/packages/{ecosystem}/report
   */
  getPackageReport<T extends boolean = Throws>(args: operations.GetPackageReportArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.GetPackageReportSuccess, operations.GetPackageReportError>>;
  /**
   * Unyank Release
   *
   * Take a yank back. Needs the scope `publish`.
   *
   * POST /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/unyank
   */
  unyankRelease<T extends boolean = Throws>(args: operations.UnyankReleaseArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.UnyankReleaseSuccess, operations.UnyankReleaseError>>;
  /**
   * Yank Release
   *
   * Mark a release as not to be used any more; whoever pins its version still gets it. Needs `publish`.
   *
   * POST /v1/namespaces/{namespace}/contracts/{contract}/releases/{version}/yank
   */
  yankRelease<T extends boolean = Throws>(args: operations.YankReleaseArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.YankReleaseSuccess, operations.YankReleaseError>>;
  /**
   * List Waivers
   *
   * The waivers of a contract, newest first, expired and revoked ones included.
   *
   * GET /v1/namespaces/{namespace}/contracts/{contract}/waivers
   */
  listWaivers<T extends boolean = Throws>(args: operations.ListWaiversArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.ListWaiversSuccess, operations.ListWaiversError>>;
  /**
   * Create Waiver
   *
   * Let one finding of a contract pass. Needs the scope `override`.
   *
   * POST /v1/namespaces/{namespace}/contracts/{contract}/waivers
   */
  createWaiver<T extends boolean = Throws>(args: operations.CreateWaiverArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.CreateWaiverSuccess, operations.CreateWaiverError>>;
  /**
   * Revoke Waiver
   *
   * End a waiver at once. Needs the scope `override`.
   *
   * DELETE /v1/namespaces/{namespace}/contracts/{contract}/waivers/{waiver_id}
   */
  revokeWaiver<T extends boolean = Throws>(args: operations.RevokeWaiverArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.RevokeWaiverSuccess, operations.RevokeWaiverError>>;
  /**
   * List Tokens
   *
   * Tokens, newest first, without their secrets. Needs the scope `admin`.
   *
   * GET /v1/tokens
   */
  listTokens<T extends boolean = Throws>(args?: operations.ListTokensArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.ListTokensSuccess, operations.ListTokensError>>;
  /**
   * Create Token
   *
   * Make a token; the answer holds its secret, which is never shown again. Needs the scope `admin`.
   *
   * POST /v1/tokens
   */
  createToken<T extends boolean = Throws>(args: operations.CreateTokenArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.CreateTokenSuccess, operations.CreateTokenError>>;
  /**
   * Revoke Token
   *
   * Revoke a token; it stops working at once. Needs the scope `admin`, except for the token itself.
   *
   * DELETE /v1/tokens/{token_id}
   */
  revokeToken<T extends boolean = Throws>(args: operations.RevokeTokenArgs, options?: operations.CallOptions<T>): Promise<runtime.Outcome<T, operations.RevokeTokenSuccess, operations.RevokeTokenError>>;
}

/** All operations with these settings; each call may say otherwise. */
export declare function createClient<Throws extends boolean = false>(settings?: operations.CallOptions<Throws>): Client<Throws>;
