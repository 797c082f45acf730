"""Errors as people and programs see them: RFC 9457 `application/problem+json`.

A `Problem` subclass is one kind of error. Its docstring is the public explanation; `type` in the answer is
the address of a page that shows it. Problems raised by a domain live in that domain's `problems` module.
"""

import inspect
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"


class ProblemDetails(BaseModel):
    """An error (RFC 9457). `type` is the address of a page that explains it."""

    model_config = ConfigDict(extra="allow", title="Problem")

    type: str = Field(description="Address of the page that explains this kind of error.")
    title: str = Field(description="The kind of error, the same every time.")
    status: int = Field(description="The HTTP status code.")
    detail: str = Field(description="What went wrong this time, and a way out.")
    instance: str = Field(description="The request that failed: its path.")
    request_id: str = Field(description="Identifies the request in the service's logs.")


class Problem(Exception):
    """The service failed, which is a fault of its own. The transaction was rolled back; the operator finds
    the cause in the logs under the request's id. Trying again may help, reporting it does."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Internal error"
    model: ClassVar[type[BaseModel]] = ProblemDetails

    def __init__(self, detail: str, *, headers: Mapping[str, str] | None = None, **members: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.headers = dict(headers or {})
        self.members = members


def answer(request: HTTPConnection, problem: Problem) -> JSONResponse:
    """The answer that tells a problem to whoever sent the request."""
    content = {
        "type": f"{request.state.public_url}/problems/{problem.slug}",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.url.path,
        "request_id": request.state.request_id,
        **problem.members,
    }
    return JSONResponse(content, problem.status, problem.headers, media_type=MEDIA_TYPE)


def problems(*kinds: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of an endpoint that may answer these problems."""
    answers: dict[int | str, dict[str, Any]] = {}
    for status in sorted({kind.status for kind in kinds}):
        same = [kind for kind in kinds if kind.status == status]
        names = sorted({schema_name(kind.model) for kind in same})
        refs = [{"$ref": f"#/components/schemas/{name}"} for name in names]
        answers[status] = {
            "description": " · ".join(dict.fromkeys(kind.title for kind in same)),
            "content": {MEDIA_TYPE: {"schema": refs[0] if len(refs) == 1 else {"anyOf": refs}}},
        }
    return answers


def schema_name(model: type[BaseModel]) -> str:
    """The name a problem's schema has in the contract."""
    return model.model_config.get("title") or model.__name__


def catalogue() -> list[type[Problem]]:
    """Every kind of problem with its own page, by slug. Complete once the application's modules are
    loaded."""
    return sorted(set(_kinds(Problem)), key=lambda kind: kind.slug)


def page(kind: type[Problem]) -> str:
    """The manual page of one kind of problem, in Markdown."""
    explanation = inspect.cleandoc(kind.__doc__ or "")
    return f"# {kind.title}\n\n`{kind.slug}` · HTTP {kind.status}\n\n{explanation}\n"


def _kinds(kind: type[Problem]) -> Iterator[type[Problem]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _kinds(child)
