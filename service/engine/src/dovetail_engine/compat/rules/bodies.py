"""Request bodies: whether there is one, and of which media types."""

from collections.abc import Iterable
from typing import Any

from dovetail_engine.compat.rules.model import Example, Hit, Probe, Rule
from dovetail_engine.oas.model import MediaType, RequestBody

_Body = RequestBody | None


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _body_removed(base: _Body, head: _Body) -> Iterable[Hit]:
    if base and not head:
        yield Hit("the request body was removed: services ignore it", base.pointer, None)


def _body_added(base: _Body, head: _Body) -> Iterable[Hit]:
    if head and not base and not head.required:
        yield Hit("an optional request body was added", None, head.pointer)


def _required_body_added(base: _Body, head: _Body) -> Iterable[Hit]:
    if head and not base and head.required:
        yield Hit("a required request body was added", None, head.pointer, probe=Probe("plain"))


def _body_became_required(base: _Body, head: _Body) -> Iterable[Hit]:
    if base and head and head.required and not base.required:
        yield Hit("the request body is required now", base.pointer, head.pointer, probe=Probe("without-body"))


def _body_became_optional(base: _Body, head: _Body) -> Iterable[Hit]:
    if base and head and base.required and not head.required:
        yield Hit(
            "the request body may be left out now", base.pointer, head.pointer, probe=Probe("without-body")
        )


def _media_removed(base: tuple[MediaType, ...], head: tuple[MediaType, ...]) -> Iterable[Hit]:
    for media in base:
        said = f"a body of {media.name} is no longer accepted"
        yield Hit(said, media.pointer, _anchor(head), media.name, probe=Probe("media-type", media.name))


def _media_added(base: tuple[MediaType, ...], head: tuple[MediaType, ...]) -> Iterable[Hit]:
    for media in head:
        said = f"a body of {media.name} is accepted too"
        yield Hit(said, _anchor(base), media.pointer, media.name, probe=Probe("media-type", media.name))


def _anchor(content: tuple[MediaType, ...]) -> str | None:
    return content[0].pointer.rsplit("/", 1)[0] if content else None


def _paths(*, body: dict[str, Any] | None = None) -> dict[str, Any]:
    operation: dict[str, Any] = {"responses": {"204": {"description": "Done"}}}
    if body is not None:
        operation["requestBody"] = body
    return {"/things": {"post": operation}}


def _body(*names: str, **fields: Any) -> dict[str, Any]:
    return {
        "content": {name: {"schema": {"type": "object"}} for name in names or ("application/json",)},
        **fields,
    }


_RULES = (
    Rule(
        id="request-body-removed",
        on="body",
        effect="MEANING",
        since="0.1.0",
        summary="The request body is no longer declared.",
        rationale="Services ignore it: the request is still valid and no longer does what it did.",
        examples=(
            Example("It goes.", _paths(body=_body()), _paths()),
            Example(
                "It becomes optional.", _paths(body=_body(required=True)), _paths(body=_body()), fires=False
            ),
        ),
        check=_body_removed,
    ),
    Rule(
        id="request-body-added",
        on="body",
        effect="WIDENED",
        since="0.1.0",
        summary="An optional request body is new.",
        rationale="Nobody sends it yet.",
        examples=(
            Example("It comes.", _paths(), _paths(body=_body())),
            Example("It is required.", _paths(), _paths(body=_body(required=True)), fires=False),
        ),
        check=_body_added,
    ),
    Rule(
        id="required-request-body-added",
        on="body",
        effect="NARROWED",
        since="0.1.0",
        summary="A required request body is new.",
        rationale="A client of the old contract does not send it, and is refused.",
        examples=(
            Example("It comes, required.", _paths(), _paths(body=_body(required=True))),
            Example("It is optional.", _paths(), _paths(body=_body()), fires=False),
        ),
        check=_required_body_added,
    ),
    Rule(
        id="request-body-became-required",
        on="body",
        effect="NARROWED",
        since="0.1.0",
        summary="The request body that could be left out must be there.",
        rationale="A client of the old contract may leave it out, and is refused.",
        examples=(
            Example("It becomes required.", _paths(body=_body()), _paths(body=_body(required=True))),
            Example(
                "It was.", _paths(body=_body(required=True)), _paths(body=_body(required=True)), fires=False
            ),
        ),
        check=_body_became_required,
    ),
    Rule(
        id="request-body-became-optional",
        on="body",
        effect="WIDENED",
        since="0.1.0",
        summary="The request body may be left out.",
        rationale="Clients that send it keep working. In a callback, the receiver counts on it.",
        examples=(
            Example("It becomes optional.", _paths(body=_body(required=True)), _paths(body=_body())),
            Example(
                "It becomes required.", _paths(body=_body()), _paths(body=_body(required=True)), fires=False
            ),
        ),
        check=_body_became_optional,
    ),
    Rule(
        id="media-type-removed",
        on="media",
        effect="NARROWED",
        since="0.1.0",
        summary="A media type of the request body is no longer accepted.",
        rationale="A client that sends it is refused.",
        examples=(
            Example("One goes.", _paths(body=_body("application/json", "text/csv")), _paths(body=_body())),
            Example(
                "A range takes its place.",
                _paths(body=_body()),
                _paths(body=_body("application/*")),
                fires=False,
            ),
        ),
        check=_media_removed,
    ),
    Rule(
        id="media-type-added",
        on="media",
        effect="WIDENED",
        since="0.1.0",
        summary="One more media type of the request body is accepted.",
        rationale=(
            "Clients keep sending the one they know. In a callback, the receiver does not know the new one."
        ),
        examples=(
            Example("One joins.", _paths(body=_body()), _paths(body=_body("application/json", "text/csv"))),
            Example(
                "One goes.",
                _paths(body=_body("application/json", "text/csv")),
                _paths(body=_body()),
                fires=False,
            ),
        ),
        check=_media_added,
    ),
)
