"""Parameters: what a request must and may carry, where, and how it is written."""

from collections.abc import Iterable, Mapping
from typing import Any

from dovetail_engine.compat.rules.model import Example, Hit, Probe, Rule
from dovetail_engine.oas.model import Parameter

_Parameter = Parameter | None

_ONE_TEXT = ("string", "integer", "number", "boolean")


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _removed(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and not head:
        yield Hit(f"{_named(base)} was removed: services ignore it", base.pointer, None, _key(base))


def _added(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if head and not base and not head.required:
        yield Hit(f"optional {_named(head)} was added", None, head.pointer, _key(head))


def _required_added(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if head and not base and head.required:
        yield Hit(f"required {_named(head)} was added", None, head.pointer, _key(head), probe=Probe("plain"))


def _became_required(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and head.required and not base.required:
        probe = Probe("without-parameter", _key(base))
        yield Hit(f"{_named(head)} is required now", base.pointer, head.pointer, _key(base), probe=probe)


def _became_optional(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and base.required and not head.required:
        probe = Probe("without-parameter", _key(head))
        yield Hit(f"{_named(head)} may be left out now", base.pointer, head.pointer, _key(base), probe=probe)


def _moved(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and base.location != head.location:
        said = f"'{base.name}' moved from the {base.location} to the {head.location}"
        yield Hit(
            said, base.pointer, head.pointer, [_key(base), _key(head)], probe=Probe("plain"), risky=True
        )


def _restyled(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and base.location == head.location and _differ(base, head):
        said = f"{_named(head)} is written as {_style(head)}, not {_style(base)}"
        probe = Probe("restyled", _key(base))
        yield Hit(said, base.pointer, head.pointer, [_style(base), _style(head)], probe=probe)


def _deprecated(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and head.deprecated and not base.deprecated:
        yield Hit(f"{_named(head)} is deprecated now", base.pointer, head.pointer, _key(base))


def _reactivated(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and base.deprecated and not head.deprecated:
        yield Hit(f"{_named(head)} is no longer deprecated", base.pointer, head.pointer, _key(base))


def _described(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and base.description != head.description:
        yield Hit(f"the description of {_named(head)} changed", base.pointer, head.pointer, _key(base))


def _renamed(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and base.location == head.location == "path" and base.name != head.name:
        said = f"the path variable '{base.name}' is called '{head.name}' now"
        yield Hit(said, base.pointer, head.pointer, [base.name, head.name])


def _key(parameter: Parameter) -> list[str]:
    return [parameter.location, parameter.name]


def _named(parameter: Parameter) -> str:
    return f"{parameter.location} parameter '{parameter.name}'"


def _style(parameter: Parameter) -> str:
    if parameter.content:
        return parameter.content[0].name
    return parameter.style + (" (exploded)" if parameter.explode else "")


def _differ(base: Parameter, head: Parameter) -> bool:
    """Whether they are written in different styles; `explode` does not change a single text."""
    if not base.content and not head.content and (_is_single(base) or _is_single(head)):
        return base.style != head.style
    return _style(base) != _style(head)


def _is_single(parameter: Parameter) -> bool:
    schema = parameter.schema.value if parameter.schema else None
    declared = schema.get("type") if isinstance(schema, Mapping) else None
    types = declared if isinstance(declared, list) else [declared]
    return bool(types) and all(one in _ONE_TEXT for one in types)


def _paths(*parameters: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {"responses": {"204": {"description": "None"}}}
    if parameters:
        operation["parameters"] = list(parameters)
    return {"/things": {"post": operation}}


def _query(name: str = "q", **fields: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": {"type": "string"}, **fields}


def _path_variable(name: str) -> dict[str, Any]:
    variable = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    operation = {"parameters": [variable], "responses": {"204": {"description": "None"}}}
    return {f"/things/{{{name}}}": {"get": operation}}


_LIST = {"type": "array", "items": {"type": "integer"}}
_REQUEST_NARROWED = "A client of the old contract may leave it out, and is refused."

_RULES = (
    Rule(
        id="parameter-removed",
        on="parameter",
        effect="MEANING",
        since="0.1.0",
        summary="A parameter is no longer declared.",
        rationale=(
            "Services ignore parameters they do not know: the request is still valid and no longer does "
            "what it did."
        ),
        examples=(
            Example("It goes.", _paths(_query()), _paths()),
            Example("It comes.", _paths(), _paths(_query()), fires=False),
        ),
        check=_removed,
    ),
    Rule(
        id="parameter-added",
        on="parameter",
        effect="WIDENED",
        since="0.1.0",
        summary="An optional parameter is new.",
        rationale="Nobody sends it yet.",
        examples=(
            Example("It comes.", _paths(), _paths(_query())),
            Example("It is required.", _paths(), _paths(_query(required=True)), fires=False),
        ),
        check=_added,
    ),
    Rule(
        id="required-parameter-added",
        on="parameter",
        effect="NARROWED",
        since="0.1.0",
        summary="A required parameter is new.",
        rationale="A client of the old contract does not send it, and is refused.",
        examples=(
            Example("It comes, required.", _paths(), _paths(_query(required=True))),
            Example("It is optional.", _paths(), _paths(_query()), fires=False),
        ),
        check=_required_added,
    ),
    Rule(
        id="parameter-became-required",
        on="parameter",
        effect="NARROWED",
        since="0.1.0",
        summary="A parameter that could be left out must be there.",
        rationale=_REQUEST_NARROWED,
        examples=(
            Example("It becomes required.", _paths(_query()), _paths(_query(required=True))),
            Example("It was.", _paths(_query(required=True)), _paths(_query(required=True)), fires=False),
        ),
        check=_became_required,
    ),
    Rule(
        id="parameter-became-optional",
        on="parameter",
        effect="WIDENED",
        since="0.1.0",
        summary="A parameter may be left out.",
        rationale="Clients that send it keep working. In a callback, the receiver counts on it.",
        examples=(
            Example("It becomes optional.", _paths(_query(required=True)), _paths(_query())),
            Example("It becomes required.", _paths(_query()), _paths(_query(required=True)), fires=False),
        ),
        check=_became_optional,
    ),
    Rule(
        id="parameter-moved",
        on="parameter",
        effect="NARROWED",
        since="0.1.0",
        summary="A parameter is expected in another part of the request.",
        rationale=(
            "A client of the old contract sends it where nobody looks: refused if it is required, else "
            "ignored."
        ),
        examples=(
            Example("From query to header.", _paths(_query()), _paths(_query(**{"in": "header"}))),
            Example("It stays.", _paths(_query()), _paths(_query(required=True)), fires=False),
        ),
        check=_moved,
    ),
    Rule(
        id="parameter-style-changed",
        on="parameter",
        effect="NARROWED",
        since="0.1.0",
        summary="A parameter is written in another way.",
        rationale="The text a client of the old contract sends is read as another value, or refused.",
        examples=(
            Example(
                "One text instead of many.",
                _paths(_query(schema=_LIST)),
                _paths(_query(schema=_LIST, explode=False)),
            ),
            Example(
                "The default is spelled out.",
                _paths(_query(schema=_LIST)),
                _paths(_query(schema=_LIST, explode=True)),
                fires=False,
            ),
        ),
        check=_restyled,
    ),
    Rule(
        id="parameter-deprecated",
        on="parameter",
        effect="ANNOTATED",
        since="0.1.0",
        summary="A parameter was marked as deprecated.",
        rationale="Nothing changes yet: it announces a change to come.",
        examples=(
            Example("It is marked.", _paths(_query()), _paths(_query(deprecated=True))),
            Example("It is not.", _paths(_query()), _paths(_query(deprecated=False)), fires=False),
        ),
        check=_deprecated,
    ),
    Rule(
        id="parameter-reactivated",
        on="parameter",
        effect="ANNOTATED",
        since="0.1.0",
        summary="A parameter is no longer marked as deprecated.",
        rationale="The announced change will not come.",
        examples=(
            Example("The mark goes.", _paths(_query(deprecated=True)), _paths(_query())),
            Example("It comes.", _paths(_query()), _paths(_query(deprecated=True)), fires=False),
        ),
        check=_reactivated,
    ),
    Rule(
        id="parameter-description-changed",
        on="parameter",
        effect="ANNOTATED",
        since="0.1.0",
        summary="The description of a parameter changed.",
        rationale="Documentation only.",
        examples=(
            Example("Other words.", _paths(_query()), _paths(_query(description="What to look for"))),
            Example("It becomes required.", _paths(_query()), _paths(_query(required=True)), fires=False),
        ),
        check=_described,
    ),
    Rule(
        id="path-variable-renamed",
        on="parameter",
        effect="NARROWED",
        since="0.1.0",
        summary="A path variable has another name, and with it the argument of the generated clients.",
        rationale="The wire is untouched; code that passes the argument by its old name no longer builds.",
        examples=(
            Example("Another name.", _path_variable("id"), _path_variable("thing_id")),
            Example("The same name.", _path_variable("id"), _path_variable("id"), fires=False),
        ),
        check=_renamed,
        axis="source",
    ),
)
