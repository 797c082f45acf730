import * as operations from "./operations.js";
import { asMutation, asQuery, queryKey } from "./runtime/index.js";

export const listJobsKey = (args) => queryKey("listJobs", args);
export const listJobsQuery = (args, options) => asQuery("listJobs", operations.listJobs, args, options);

export const getJobKey = (args) => queryKey("getJob", args);
export const getJobQuery = (args, options) => asQuery("getJob", operations.getJob, args, options);

export const watchJobKey = (args) => queryKey("watchJob", args);
export const watchJobQuery = (args, options) => asQuery("watchJob", operations.watchJob, args, options);

export const retryJobMutation = (options) => asMutation("retryJob", operations.retryJob, options);

export const getMeKey = (args) => queryKey("getMe", args);
export const getMeQuery = (args, options) => asQuery("getMe", operations.getMe, args, options);

export const listNamespacesKey = (args) => queryKey("listNamespaces", args);
export const listNamespacesQuery = (args, options) => asQuery("listNamespaces", operations.listNamespaces, args, options);

export const createNamespaceMutation = (options) => asMutation("createNamespace", operations.createNamespace, options);

export const getNamespaceKey = (args) => queryKey("getNamespace", args);
export const getNamespaceQuery = (args, options) => asQuery("getNamespace", operations.getNamespace, args, options);

export const listContractsKey = (args) => queryKey("listContracts", args);
export const listContractsQuery = (args, options) => asQuery("listContracts", operations.listContracts, args, options);

export const createContractMutation = (options) => asMutation("createContract", operations.createContract, options);

export const getContractKey = (args) => queryKey("getContract", args);
export const getContractQuery = (args, options) => asQuery("getContract", operations.getContract, args, options);

export const listChecksKey = (args) => queryKey("listChecks", args);
export const listChecksQuery = (args, options) => asQuery("listChecks", operations.listChecks, args, options);

export const createCheckMutation = (options) => asMutation("createCheck", operations.createCheck, options);

export const getCheckKey = (args) => queryKey("getCheck", args);
export const getCheckQuery = (args, options) => asQuery("getCheck", operations.getCheck, args, options);

export const replayCheckKey = (args) => queryKey("replayCheck", args);
export const replayCheckQuery = (args, options) => asQuery("replayCheck", operations.replayCheck, args, options);

export const compareReleasesKey = (args) => queryKey("compareReleases", args);
export const compareReleasesQuery = (args, options) => asQuery("compareReleases", operations.compareReleases, args, options);

export const getNewestDocumentKey = (args) => queryKey("getNewestDocument", args);
export const getNewestDocumentQuery = (args, options) => asQuery("getNewestDocument", operations.getNewestDocument, args, options);

export const getPolicyKey = (args) => queryKey("getPolicy", args);
export const getPolicyQuery = (args, options) => asQuery("getPolicy", operations.getPolicy, args, options);

export const putPolicyMutation = (options) => asMutation("putPolicy", operations.putPolicy, options);

export const listReleasesKey = (args) => queryKey("listReleases", args);
export const listReleasesQuery = (args, options) => asQuery("listReleases", operations.listReleases, args, options);

export const publishReleaseMutation = (options) => asMutation("publishRelease", operations.publishRelease, options);

export const getReleaseKey = (args) => queryKey("getRelease", args);
export const getReleaseQuery = (args, options) => asQuery("getRelease", operations.getRelease, args, options);

export const getReleaseDocumentKey = (args) => queryKey("getReleaseDocument", args);
export const getReleaseDocumentQuery = (args, options) => asQuery("getReleaseDocument", operations.getReleaseDocument, args, options);

export const listPackagesKey = (args) => queryKey("listPackages", args);
export const listPackagesQuery = (args, options) => asQuery("listPackages", operations.listPackages, args, options);

export const getPackageReportKey = (args) => queryKey("getPackageReport", args);
export const getPackageReportQuery = (args, options) => asQuery("getPackageReport", operations.getPackageReport, args, options);

export const unyankReleaseMutation = (options) => asMutation("unyankRelease", operations.unyankRelease, options);

export const yankReleaseMutation = (options) => asMutation("yankRelease", operations.yankRelease, options);

export const listWaiversKey = (args) => queryKey("listWaivers", args);
export const listWaiversQuery = (args, options) => asQuery("listWaivers", operations.listWaivers, args, options);

export const createWaiverMutation = (options) => asMutation("createWaiver", operations.createWaiver, options);

export const revokeWaiverMutation = (options) => asMutation("revokeWaiver", operations.revokeWaiver, options);

export const listTokensKey = (args) => queryKey("listTokens", args);
export const listTokensQuery = (args, options) => asQuery("listTokens", operations.listTokens, args, options);

export const createTokenMutation = (options) => asMutation("createToken", operations.createToken, options);

export const revokeTokenMutation = (options) => asMutation("revokeToken", operations.revokeToken, options);
