"""Parameters: what a request must and may carry, where, and how it is written."""

from collections.abc import Iterable
from typing import Any

from dovetail_engine.compat.rules.model import Example, Hit, Probe, Rule
from dovetail_engine.compat.styles import differ, in_style, style_of
from dovetail_engine.oas.model import Parameter

_Parameter = Parameter | None


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
    if base and head and head.required and not base.required and base.location == head.location:
        probe = Probe("without-parameter", _key(base))
        yield Hit(f"{_named(head)} is required now", base.pointer, head.pointer, _key(base), probe=probe)


def _became_optional(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and base.required and not head.required and base.location == head.location:
        probe = Probe("without-parameter", _key(head))
        yield Hit(f"{_named(head)} may be left out now", base.pointer, head.pointer, _key(base), probe=probe)


def _moved(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and base.location != head.location:
        now = ", and is required there" if head.required and not base.required else ""
        said = f"'{base.name}' moved from the {base.location} to the {head.location}{now}"
        yield Hit(
            said, base.pointer, head.pointer, [_key(base), _key(head)], probe=Probe("plain"), risky=True
        )


def _restyled(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and base.location == head.location and differ(base, head):
        said = f"{_named(head)} is {in_style(head, base)}"
        probe = Probe("restyled", [_key(base), _key(head)])
        yield Hit(said, base.pointer, head.pointer, [style_of(base), style_of(head)], probe=probe)


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


def _reserved_removed(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and base.allow_reserved and not head.allow_reserved:
        said = f"characters such as / and & in {_named(head)} must be percent-encoded now"
        yield Hit(said, base.pointer, head.pointer, _key(base))


def _reserved_added(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and head.allow_reserved and not base.allow_reserved:
        said = f"characters such as / and & in {_named(head)} may stand for themselves now"
        yield Hit(said, base.pointer, head.pointer, _key(base))


def _empty_removed(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and base.allow_empty_value and not head.allow_empty_value:
        said, probe = f"{_named(head)} must have a value now", Probe("empty-value", _key(base))
        yield Hit(said, base.pointer, head.pointer, _key(base), probe=probe)


def _empty_added(base: _Parameter, head: _Parameter) -> Iterable[Hit]:
    if base and head and head.allow_empty_value and not base.allow_empty_value:
        said, probe = f"{_named(head)} may be without a value now", Probe("empty-value", _key(head))
        yield Hit(said, base.pointer, head.pointer, _key(base), probe=probe)


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


_WHOLE = {"type": "integer"}
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
        id="allow-reserved-removed",
        on="parameter",
        effect="MEANING",
        since="0.2.0",
        summary="Reserved characters of a parameter must be percent-encoded.",
        rationale="A client of the old contract writes them as they are, and they may be read as delimiters.",
        examples=(
            Example("It goes.", _paths(_query(allowReserved=True)), _paths(_query())),
            Example("It comes.", _paths(_query()), _paths(_query(allowReserved=True)), fires=False),
        ),
        check=_reserved_removed,
    ),
    Rule(
        id="allow-reserved-added",
        on="parameter",
        effect="ANNOTATED",
        since="0.2.0",
        summary="Reserved characters of a parameter may be written as they are.",
        rationale="Percent-encoded ones still mean the same.",
        examples=(
            Example("It comes.", _paths(_query()), _paths(_query(allowReserved=True))),
            Example("It is spelled out.", _paths(_query()), _paths(_query(allowReserved=False)), fires=False),
        ),
        check=_reserved_added,
    ),
    Rule(
        id="allow-empty-value-removed",
        on="parameter",
        effect="NARROWED",
        since="0.2.0",
        summary="A query parameter may no longer be sent without a value.",
        rationale="A client of the old contract may send `?q=`, which breaks where no empty text is taken.",
        examples=(
            Example(
                "It goes.",
                _paths(_query(schema=_WHOLE, allowEmptyValue=True)),
                _paths(_query(schema=_WHOLE)),
            ),
            Example("It comes.", _paths(_query()), _paths(_query(allowEmptyValue=True)), fires=False),
        ),
        check=_empty_removed,
    ),
    Rule(
        id="allow-empty-value-added",
        on="parameter",
        effect="WIDENED",
        since="0.2.0",
        summary="A query parameter may be sent without a value.",
        rationale="Nobody does so yet. In a callback, the receiver does not expect it.",
        examples=(
            Example("It comes.", _paths(_query()), _paths(_query(allowEmptyValue=True))),
            Example("It goes.", _paths(_query(allowEmptyValue=True)), _paths(_query()), fires=False),
        ),
        check=_empty_added,
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
