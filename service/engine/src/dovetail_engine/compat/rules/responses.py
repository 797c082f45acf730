"""Responses: what may come back."""

from collections.abc import Iterable
from typing import Any

from dovetail_engine.compat.rules.model import Example, Hit, Probe, Rule
from dovetail_engine.oas.model import Header, MediaType, Response

_Response = Response | None
_Header = Header | None


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _status_added(base: _Response, head: _Response) -> Iterable[Hit]:
    if head and not base:
        success = head.status.startswith("2")
        probe = Probe("status", head.status) if success else None
        said = f"status {head.status} may be answered now"
        yield Hit(said, None, head.pointer, head.status, probe=probe, risky=not success)


def _status_removed(base: _Response, head: _Response) -> Iterable[Hit]:
    if base and not head:
        probe = Probe("status", base.status) if base.status.startswith("2") else None
        said = f"status {base.status} is no longer answered"
        yield Hit(said, base.pointer, None, base.status, probe=probe)


def _described(base: _Response, head: _Response) -> Iterable[Hit]:
    if base and head and base.status == head.status and base.description != head.description:
        said = f"the description of status {head.status} changed"
        yield Hit(said, base.pointer, head.pointer, base.status)


def _body_removed(base: _Response, head: _Response) -> Iterable[Hit]:
    if base and head and base.content and not head.content:
        said = f"status {base.status} comes without a body now"
        yield Hit(said, base.pointer, head.pointer, base.status, probe=Probe("without-content", base.status))


def _body_added(base: _Response, head: _Response) -> Iterable[Hit]:
    if base and head and head.content and not base.content:
        yield Hit(f"status {base.status} comes with a body now", base.pointer, head.pointer, base.status)


def _media_removed(base: tuple[MediaType, ...], head: tuple[MediaType, ...]) -> Iterable[Hit]:
    for media in base:
        said = f"{media.name} is no longer answered"
        place = head[0].pointer.rsplit("/", 1)[0] if head else None
        yield Hit(said, media.pointer, place, media.name, probe=Probe("accept", media.name), risky=True)


def _media_added(base: tuple[MediaType, ...], head: tuple[MediaType, ...]) -> Iterable[Hit]:
    for media in head:
        place = base[0].pointer.rsplit("/", 1)[0] if base else None
        yield Hit(f"{media.name} may be answered too", place, media.pointer, media.name)


def _header_removed(base: _Header, head: _Header) -> Iterable[Hit]:
    if base and not head:
        probe = Probe("without-header", base.name) if base.required else None
        yield Hit(f"response header {base.name} is gone", base.pointer, None, base.name.lower(), probe=probe)


def _header_added(base: _Header, head: _Header) -> Iterable[Hit]:
    if head and not base:
        yield Hit(f"response header {head.name} is new", None, head.pointer, head.name.lower())


def _header_optional(base: _Header, head: _Header) -> Iterable[Hit]:
    if base and head and base.required and not head.required:
        said = f"response header {base.name} may be missing now"
        yield Hit(
            said, base.pointer, head.pointer, base.name.lower(), probe=Probe("without-header", base.name)
        )


def _header_required(base: _Header, head: _Header) -> Iterable[Hit]:
    if base and head and head.required and not base.required:
        yield Hit(
            f"response header {base.name} is always there now", base.pointer, head.pointer, base.name.lower()
        )


def _paths(*statuses: str, content: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    response = {"description": "Done", **({"content": content} if content else {}), **fields}
    return {"/things": {"get": {"responses": dict.fromkeys(statuses or ("200",), response)}}}


def _media(*names: str) -> dict[str, Any]:
    return {name: {"schema": {"type": "object"}} for name in names}


def _header(**fields: Any) -> dict[str, Any]:
    return {"X-Next": {"schema": {"type": "string"}, **fields}}


_RULES = (
    Rule(
        id="response-status-added",
        on="response",
        effect="WIDENED",
        since="0.1.0",
        summary="A status may be answered that was not declared before.",
        rationale=(
            "A new success status that no range and no `default` covers breaks clients, which were told what "
            "success looks like. A new error status is risky."
        ),
        examples=(
            Example("Another success.", _paths("200"), _paths("200", "202")),
            Example("A range covered it.", _paths("2XX"), _paths("2XX", "202"), fires=False),
        ),
        check=_status_added,
    ),
    Rule(
        id="response-status-removed",
        on="response",
        effect="NARROWED",
        since="0.1.0",
        summary="A status is no longer answered.",
        rationale="A status that no longer comes surprises nobody.",
        examples=(
            Example("One goes.", _paths("200", "404"), _paths("200")),
            Example("One comes.", _paths("200"), _paths("200", "404"), fires=False),
        ),
        check=_status_removed,
    ),
    Rule(
        id="response-description-changed",
        on="response",
        effect="ANNOTATED",
        since="0.1.0",
        summary="The description of a response changed.",
        rationale="Documentation only.",
        examples=(
            Example("Other words.", _paths(), _paths(description="Here you are")),
            Example("A status joins.", _paths(), _paths("200", "404"), fires=False),
        ),
        check=_described,
    ),
    Rule(
        id="response-body-removed",
        on="response",
        effect="WIDENED",
        since="0.1.0",
        summary="A response that had a body comes without.",
        rationale="A client of the old contract reads a body that is not there.",
        examples=(
            Example("It goes.", _paths(content=_media("application/json")), _paths()),
            Example(
                "Another media type.",
                _paths(content=_media("application/json")),
                _paths(content=_media("text/csv")),
                fires=False,
            ),
        ),
        check=_body_removed,
    ),
    Rule(
        id="response-body-added",
        on="response",
        effect="WIDENED",
        since="0.1.0",
        summary="A response that had no body comes with one.",
        rationale="A client that was promised none does not read it.",
        examples=(
            Example("It comes.", _paths(), _paths(content=_media("application/json"))),
            Example("It goes.", _paths(content=_media("application/json")), _paths(), fires=False),
        ),
        check=_body_added,
    ),
    Rule(
        id="response-media-type-removed",
        on="answer",
        effect="NARROWED",
        since="0.1.0",
        summary="A media type that could be asked for is no longer answered.",
        rationale=(
            "A client that asks for it with `Accept` gets nothing it can read. For an error it is risky."
        ),
        examples=(
            Example(
                "One goes.",
                _paths(content=_media("application/json", "text/csv")),
                _paths(content=_media("application/json")),
            ),
            Example(
                "One joins.",
                _paths(content=_media("text/csv")),
                _paths(content=_media("application/json", "text/csv")),
                fires=False,
            ),
        ),
        check=_media_removed,
    ),
    Rule(
        id="response-media-type-added",
        on="answer",
        effect="WIDENED",
        since="0.1.0",
        summary="One more media type can be asked for.",
        rationale="Clients ask for the one they know.",
        examples=(
            Example(
                "One joins.",
                _paths(content=_media("application/json")),
                _paths(content=_media("application/json", "text/csv")),
            ),
            Example(
                "One goes.",
                _paths(content=_media("application/json", "text/csv")),
                _paths(content=_media("text/csv")),
                fires=False,
            ),
        ),
        check=_media_added,
    ),
    Rule(
        id="response-header-removed",
        on="header",
        effect="WIDENED",
        since="0.1.0",
        summary="A response header is no longer declared.",
        rationale="A client counts on a required header. An optional one may have been missing before.",
        examples=(
            Example("It goes.", _paths(headers=_header(required=True)), _paths()),
            Example(
                "It becomes optional.",
                _paths(headers=_header(required=True)),
                _paths(headers=_header()),
                fires=False,
            ),
        ),
        check=_header_removed,
    ),
    Rule(
        id="response-header-added",
        on="header",
        effect="WIDENED",
        since="0.1.0",
        summary="A response header is new.",
        rationale="Clients ignore headers they do not know.",
        examples=(
            Example("It comes.", _paths(), _paths(headers=_header())),
            Example("It goes.", _paths(headers=_header()), _paths(), fires=False),
        ),
        check=_header_added,
    ),
    Rule(
        id="response-header-became-optional",
        on="header",
        effect="WIDENED",
        since="0.1.0",
        summary="A response header that was always there may be missing.",
        rationale="A client of the old contract counts on it.",
        examples=(
            Example(
                "It becomes optional.", _paths(headers=_header(required=True)), _paths(headers=_header())
            ),
            Example(
                "It becomes required.",
                _paths(headers=_header()),
                _paths(headers=_header(required=True)),
                fires=False,
            ),
        ),
        check=_header_optional,
    ),
    Rule(
        id="response-header-became-required",
        on="header",
        effect="NARROWED",
        since="0.1.0",
        summary="A response header is always there.",
        rationale="A stronger promise breaks nobody.",
        examples=(
            Example(
                "It becomes required.", _paths(headers=_header()), _paths(headers=_header(required=True))
            ),
            Example(
                "It becomes optional.",
                _paths(headers=_header(required=True)),
                _paths(headers=_header()),
                fires=False,
            ),
        ),
        check=_header_required,
    ),
)
