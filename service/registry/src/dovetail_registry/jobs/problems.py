"""What goes wrong with jobs."""

from dovetail_registry.kit.problems import Problem


class JobNotFound(Problem):
    """There is no job with this id. `GET /v1/jobs` lists those there are, newest first."""

    status = 404
    slug = "job-not-found"
    title = "Job not found"


class JobNotFailed(Problem):
    """Only a job that has failed can be retried; this one is waiting, running or done."""

    status = 409
    slug = "job-not-failed"
    title = "Job has not failed"
