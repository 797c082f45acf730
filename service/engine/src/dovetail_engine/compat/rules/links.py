"""Links: what a client may do next with a response."""

from collections.abc import Iterable
from typing import Any

from dovetail_engine.compat.rules.model import Example, Hit, Rule
from dovetail_engine.oas.model import Link

_Link = Link | None


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _removed(base: _Link, head: _Link) -> Iterable[Hit]:
    if base and not head:
        yield Hit(f"the link '{base.name}' is gone", base.pointer, None, base.name)


def _added(base: _Link, head: _Link) -> Iterable[Hit]:
    if head and not base:
        yield Hit(f"the link '{head.name}' is new", None, head.pointer, head.name)


def _target_changed(base: _Link, head: _Link) -> Iterable[Hit]:
    if base and head and (base.operation, base.server) != (head.operation, head.server):
        said = f"the link '{base.name}' leads to {_target(head)}, not to {_target(base)}"
        yield Hit(said, base.pointer, head.pointer, [_target(base), _target(head)])


def _parameters_changed(base: _Link, head: _Link) -> Iterable[Hit]:
    if base and head and _carried(base) != _carried(head):
        said = f"the link '{base.name}' carries other values"
        yield Hit(said, base.pointer, head.pointer, [_carried(base), _carried(head)])


def _described(base: _Link, head: _Link) -> Iterable[Hit]:
    if base and head and base.description != head.description:
        yield Hit(f"the description of the link '{base.name}' changed", base.pointer, head.pointer, base.name)


def _target(link: Link) -> str:
    return f"{link.operation} at {link.server}" if link.server else link.operation


def _carried(link: Link) -> list[Any]:
    return [dict(link.parameters), link.request_body]


def _paths(link: dict[str, Any] | None = None) -> dict[str, Any]:
    variable = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    answer = {"description": "Made", **({"links": {"next": link}} if link else {})}
    one = {"parameters": [variable], "responses": {"204": {"description": "Done"}}}
    return {
        "/things": {"post": {"responses": {"201": answer}}},
        "/things/{id}": {"get": {"operationId": "read", **one}, "delete": {"operationId": "drop", **one}},
    }


_LINK = {"operationId": "read", "parameters": {"id": "$response.body#/id"}}

_RULES = (
    Rule(
        id="link-removed",
        on="link",
        effect="MEANING",
        since="0.2.0",
        summary="A link of a response is gone.",
        rationale="Every message stays valid; whoever follows the link is not told where to go.",
        examples=(
            Example("It goes.", _paths(_LINK), _paths()),
            Example("It comes.", _paths(), _paths(_LINK), fires=False),
        ),
        check=_removed,
    ),
    Rule(
        id="link-added",
        on="link",
        effect="ANNOTATED",
        since="0.2.0",
        summary="A link of a response is new.",
        rationale="Nobody follows it yet.",
        examples=(
            Example("It comes.", _paths(), _paths(_LINK)),
            Example("It goes.", _paths(_LINK), _paths(), fires=False),
        ),
        check=_added,
    ),
    Rule(
        id="link-target-changed",
        on="link",
        effect="MEANING",
        since="0.2.0",
        summary="A link leads to another operation or server.",
        rationale="Whoever follows it does something else than before.",
        examples=(
            Example("Another operation.", _paths(_LINK), _paths({**_LINK, "operationId": "drop"})),
            Example(
                "The same operation, by its place.",
                _paths(_LINK),
                _paths(
                    {"operationRef": "#/paths/~1things~1{id}/get", "parameters": {"id": "$response.body#/id"}}
                ),
                fires=False,
            ),
        ),
        check=_target_changed,
    ),
    Rule(
        id="link-parameters-changed",
        on="link",
        effect="MEANING",
        since="0.2.0",
        summary="A link carries other parameters or another body.",
        rationale="Whoever follows it sends something else than before.",
        examples=(
            Example(
                "Another member.",
                _paths(_LINK),
                _paths({**_LINK, "parameters": {"id": "$request.body"}}),
            ),
            Example("Other words.", _paths(_LINK), _paths({**_LINK, "description": "Read it"}), fires=False),
        ),
        check=_parameters_changed,
    ),
    Rule(
        id="link-description-changed",
        on="link",
        effect="ANNOTATED",
        since="0.2.0",
        summary="The description of a link changed.",
        rationale="Documentation only.",
        examples=(
            Example("Other words.", _paths(_LINK), _paths({**_LINK, "description": "Read it"})),
            Example(
                "Another operation.", _paths(_LINK), _paths({**_LINK, "operationId": "drop"}), fires=False
            ),
        ),
        check=_described,
    ),
)
