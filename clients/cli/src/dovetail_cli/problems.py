"""What a registry answers when it refuses (RFC 9457 problems), as failures people can act on."""

from collections.abc import Mapping
from typing import IO, Any, Final

from dovetail_cli.failures import Failure
from dovetail_cli.render import diagnostics

_WAYS_OUT: Final = {
    401: "Sign in with `dovetail login`, or set DOVETAIL_TOKEN.",
    403: "Ask an administrator for a token with the scope it takes.",
    429: "Wait a moment and try again.",
    503: "Try again in a moment; nothing was changed.",
}


class Refused(Failure):
    """A registry's problem; shows its diagnostics, where it has any, with the places in `name`."""

    def __init__(self, problem: Mapping[str, Any], *, status: int, url: str, name: str = "document") -> None:
        parts = (problem.get("title"), problem.get("detail"))
        said = ". ".join(str(part).rstrip(".") for part in parts if part) or "The registry refused"
        super().__init__(f"{said}. (HTTP {status})", hint=_hint(problem, status, url))
        self.problem, self.status, self.name = problem, status, name

    @property
    def slug(self) -> str:
        """The kind of problem, e.g. `contract-not-found`."""
        return str(self.problem.get("type", "")).rpartition("/")[2]

    def show(self, file: IO[Any] | None = None) -> None:
        """Write the diagnostics and the message to `file`, or to standard error."""
        found = self.problem.get("diagnostics")
        if isinstance(found, list):
            diagnostics.print_text(found, name=self.name, file=file)
        super().show(file)


def unreachable(url: str, reason: str) -> Failure:
    """The failure for a registry that does not answer."""
    return Failure(
        f"The registry at {url} cannot be reached: {reason}.",
        hint="Check the URL (--registry, DOVETAIL_URL or `dovetail login`) and that it runs there.",
    )


def no_registry(url: str, reason: str) -> Failure:
    """The failure for a server that answers and is no registry this command understands."""
    return Failure(
        f"{url} does not answer like a Dovetail registry: {reason}.",
        hint="Check the URL; if it is right, install the dovetail-cli that belongs to the registry.",
    )


def _hint(problem: Mapping[str, Any], status: int, url: str) -> str:
    if status in _WAYS_OUT:
        return _WAYS_OUT[status]
    page, request = str(problem.get("type", "")), problem.get("request_id")
    if status >= 500 and request:
        return f"In the registry's log it is request {request}."
    return f"{page} explains it." if page.startswith(f"{url}/") else ""
