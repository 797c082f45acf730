"""What goes wrong at an index."""

from dovetail_registry.kit.problems import Problem


class PackageNotFound(Problem):
    """The index has no such package, version or file. A package appears within seconds of its release: the
    release shows the state of its packages, and the reason when one could not be built. Names outside the
    namespaces of this registry are redirected to the upstream index, if the operator set one."""

    status = 404
    slug = "package-not-found"
    title = "Package not found"

    def __init__(self, detail: str) -> None:
        # npm shows `error`.
        super().__init__(detail, error=detail)


class NotAcceptable(Problem):
    """The index cannot answer in the media type that `Accept` asks for. It speaks the HTML and the JSON of
    the simple repository API."""

    status = 406
    slug = "not-acceptable"
    title = "Not acceptable"


class ReadOnlyIndex(Problem):
    """Packages here are generated from released contracts; nothing is uploaded to the index. Publish a
    contract instead: `dovetail publish openapi.json --contract <namespace>/<contract>`."""

    status = 405
    slug = "read-only-index"
    title = "The index is read-only"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"Allow": "GET, HEAD"}, error=detail)
