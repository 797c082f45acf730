"""Operations: they come, go, are renamed, regrouped, deprecated or described anew; and component schemas."""

from collections.abc import Iterable

from dovetail_engine.compat.rules.model import Example, Hit, Probe, Rule, shown
from dovetail_engine.oas.model import Operation, SchemaSite

_Old = Operation | None


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _removed(base: _Old, head: _Old) -> Iterable[Hit]:
    if base and not head:
        said = f"{base.label} was removed"
        # What falls to another operation, by a template that also fits, is taken and means something else.
        yield Hit(said, base.pointer, None, base.label, probe=Probe("plain"), risky=True)


def _added(base: _Old, head: _Old) -> Iterable[Hit]:
    if head and not base:
        yield Hit(f"{head.label} was added", None, head.pointer, head.label)


def _deprecated(base: _Old, head: _Old) -> Iterable[Hit]:
    if base and head and head.deprecated and not base.deprecated:
        yield Hit("the operation is deprecated now", base.pointer, head.pointer, "deprecated")


def _reactivated(base: _Old, head: _Old) -> Iterable[Hit]:
    if base and head and base.deprecated and not head.deprecated:
        yield Hit("the operation is no longer deprecated", base.pointer, head.pointer, "deprecated")


def _described(base: _Old, head: _Old) -> Iterable[Hit]:
    if base and head and (base.summary, base.description) != (head.summary, head.description):
        yield Hit("the summary or description changed", base.pointer, head.pointer, "description")


def _tagged(base: _Old, head: _Old) -> Iterable[Hit]:
    if base and head and base.tags != head.tags:
        said = f"the tags went from {', '.join(base.tags) or 'none'} to {', '.join(head.tags) or 'none'}"
        yield Hit(said, base.pointer, head.pointer, [list(base.tags), list(head.tags)])


def _renamed(base: _Old, head: _Old) -> Iterable[Hit]:
    if base and head and base.operation_id != head.operation_id:
        said = f"operationId went from {shown(base.operation_id)} to {shown(head.operation_id)}"
        yield Hit(said, base.pointer, head.pointer, [base.operation_id, head.operation_id])


def _regrouped(base: _Old, head: _Old) -> Iterable[Hit]:
    if base and head and base.tags[:1] != head.tags[:1]:
        names = [operation.tags[0] if operation.tags else None for operation in (base, head)]
        said = f"generated clients move it from the group {shown(names[0])} to {shown(names[1])}"
        yield Hit(said, base.pointer, head.pointer, names)


def _schema_removed(base: SchemaSite | None, head: SchemaSite | None) -> Iterable[Hit]:
    if base and not head:
        name = base.pointer.rsplit("/", 1)[-1]
        yield Hit(f"the type {name} is gone from generated clients", base.pointer, None, name)


def _paths(*, summary: str = "List", tags: tuple[str, ...] = (), **fields: object) -> dict[str, object]:
    extra = {**fields, **({"tags": list(tags)} if tags else {})}
    return {"/things": {"get": {"summary": summary, "responses": {"204": {"description": "None"}}, **extra}}}


_DOCUMENT_A = {"paths": {}, "components": {"schemas": {"Thing": {"type": "object"}}}}
_DOCUMENT_B = {"paths": {}, "components": {"schemas": {"Item": {"type": "object"}}}}

_RULES = (
    Rule(
        id="operation-removed",
        on="operation",
        effect="NARROWED",
        since="0.1.0",
        summary="An operation is gone.",
        rationale="Whoever calls it is refused. The counter-example is a request that used to be valid.",
        examples=(
            Example("It goes.", _paths(), {}),
            Example(
                "A template variable is renamed.",
                {
                    "/a/{x}": {
                        "get": {
                            "parameters": [
                                {"name": "x", "in": "path", "required": True, "schema": {"type": "string"}}
                            ],
                            "responses": {"204": {"description": "None"}},
                        }
                    }
                },
                {
                    "/a/{y}": {
                        "get": {
                            "parameters": [
                                {"name": "y", "in": "path", "required": True, "schema": {"type": "string"}}
                            ],
                            "responses": {"204": {"description": "None"}},
                        }
                    }
                },
                fires=False,
            ),
        ),
        check=_removed,
    ),
    Rule(
        id="operation-added",
        on="operation",
        effect="WIDENED",
        since="0.1.0",
        summary="An operation is new.",
        rationale="Nobody calls it yet.",
        examples=(
            Example("It comes.", {}, _paths()),
            Example("It was there.", _paths(), _paths(), fires=False),
        ),
        check=_added,
    ),
    Rule(
        id="operation-deprecated",
        on="operation",
        effect="ANNOTATED",
        since="0.1.0",
        summary="An operation was marked as deprecated.",
        rationale="Nothing changes yet: it announces a change to come.",
        examples=(
            Example("It is marked.", _paths(), _paths(deprecated=True)),
            Example("It is not.", _paths(), _paths(deprecated=False), fires=False),
        ),
        check=_deprecated,
    ),
    Rule(
        id="operation-reactivated",
        on="operation",
        effect="ANNOTATED",
        since="0.1.0",
        summary="An operation is no longer marked as deprecated.",
        rationale="The announced change will not come.",
        examples=(
            Example("The mark goes.", _paths(deprecated=True), _paths()),
            Example("It comes.", _paths(), _paths(deprecated=True), fires=False),
        ),
        check=_reactivated,
    ),
    Rule(
        id="operation-description-changed",
        on="operation",
        effect="ANNOTATED",
        since="0.1.0",
        summary="The summary or description of an operation changed.",
        rationale="Documentation only.",
        examples=(
            Example("Other words.", _paths(), _paths(summary="List things")),
            Example("A tag changes.", _paths(), _paths(tags=("a",)), fires=False),
        ),
        check=_described,
    ),
    Rule(
        id="operation-tags-changed",
        on="operation",
        effect="ANNOTATED",
        since="0.1.0",
        summary="The tags of an operation changed.",
        rationale=(
            "Documentation only on the wire; `client-group-changed` tells what it does to generated clients."
        ),
        examples=(
            Example("Another tag.", _paths(tags=("a",)), _paths(tags=("b",))),
            Example("Other words.", _paths(), _paths(summary="List things"), fires=False),
        ),
        check=_tagged,
    ),
    Rule(
        id="operation-renamed",
        on="operation",
        effect="NARROWED",
        since="0.1.0",
        summary="The operationId changed, and with it the function of the generated clients.",
        rationale=(
            "The wire is untouched; code that calls the generated function by its old name no longer builds."
        ),
        examples=(
            Example("Another name.", _paths(operationId="list"), _paths(operationId="all")),
            Example("The same name.", _paths(operationId="list"), _paths(operationId="list"), fires=False),
        ),
        check=_renamed,
        axis="source",
    ),
    Rule(
        id="client-group-changed",
        on="operation",
        effect="NARROWED",
        since="0.1.0",
        summary="The first tag changed, and with it the group of the generated clients.",
        rationale="The wire is untouched; `client.<group>.<operation>` is found under another group.",
        examples=(
            Example("Another first tag.", _paths(tags=("a",)), _paths(tags=("b",))),
            Example("Another second tag.", _paths(tags=("a",)), _paths(tags=("a", "b")), fires=False),
        ),
        check=_regrouped,
        axis="source",
    ),
    Rule(
        id="schema-removed",
        on="components",
        effect="NARROWED",
        since="0.1.0",
        summary="A component schema is gone, and with it the type of the generated clients.",
        rationale="The wire may be untouched; code that imports the type by its old name no longer builds.",
        examples=(
            Example("It is renamed.", _DOCUMENT_A, _DOCUMENT_B),
            Example("It stays.", _DOCUMENT_A, {**_DOCUMENT_A, "tags": []}, fires=False),
        ),
        check=_schema_removed,
        axis="source",
    ),
)
