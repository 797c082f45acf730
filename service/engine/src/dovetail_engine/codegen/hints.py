"""What an inline type is called: a name read off its pointer alone, so that neighbours do not matter."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dovetail_engine.codegen import naming
from dovetail_engine.codegen.media import kind_of
from dovetail_engine.codegen.survey import read
from dovetail_engine.oas import pointer as pointers
from dovetail_engine.oas.model import Operation

VARIANT = "(variant)"
"""The pointer token under which the alternatives of a combination are numbered."""

_NAMED = ("properties", "$defs", "definitions")
_VALUES = ("additionalProperties", "patternProperties")
_KIND_WORDS = {
    "json": "",
    "form": "Form",
    "multipart": "Multipart",
    "ndjson": "Line",
    "event-stream": "Event",
}


class Hints:
    """Names for the schemas of one document."""

    def __init__(self, tree: Any, operations: Mapping[str, str], models: Sequence[Operation]) -> None:
        """`operations` are the snake_case names of operations by pointer."""
        self._tree = tree
        self._operations = operations
        self._main = {operation.pointer: _main_status(operation) for operation in models}

    def name(self, pointer: str) -> str:
        """The PascalCase name wanted for the schema at `pointer`; not unique."""
        tokens = pointers.split(pointer)
        words = [*self._start(tokens)]
        return naming.pascal_of(words or ["Value"])

    def _start(self, tokens: list[str]) -> Iterator[str]:
        for length in range(len(tokens), 1, -1):
            owner = pointers.join("", *tokens[:length])
            if owner in self._operations:
                yield self._operations[owner]
                yield from self._in_operation(owner, tokens[length:])
                return
        if tokens[:1] == ["components"] and len(tokens) > 2:
            yield tokens[2]
            yield from self._in_component(tokens)
        else:
            yield from self._schema_words("", tokens)

    def _in_operation(self, owner: str, rest: list[str]) -> Iterator[str]:
        match rest:
            case ["requestBody", "content", media_type, "schema", *_]:
                yield from ("Request", _kind_word(media_type))
                yield from self._schema_words(pointers.join(owner, *rest[:4]), rest[4:])
            case ["responses", status, "content", media_type, "schema", *_]:
                yield from (
                    "Response",
                    "" if status == self._main.get(owner) else status,
                    _kind_word(media_type),
                )
                yield from self._schema_words(pointers.join(owner, *rest[:5]), rest[5:])
            case ["parameters", _, *_]:
                yield from self._in_parameter(pointers.join(owner, *rest[:2]), rest[2:])
            case _:
                yield from self._schema_words(owner, rest)

    def _in_component(self, tokens: list[str]) -> Iterator[str]:
        owner = pointers.join("", *tokens[:3])
        match tokens[1], tokens[3:]:
            case "requestBodies" | "responses" as place, ["content", media_type, "schema", *_]:
                yield from ("Request" if place == "requestBodies" else "Response", _kind_word(media_type))
                yield from self._schema_words(pointers.join(owner, *tokens[3:6]), tokens[6:])
            case "parameters", rest:
                yield "Param"
                yield from self._schema_words(owner, rest)
            case _, rest:
                yield from self._schema_words(owner, rest)

    def _in_parameter(self, owner: str, rest: list[str]) -> Iterator[str]:
        parameter = read(self._tree, owner)
        name = parameter.get("name") if isinstance(parameter, Mapping) else None
        yield name if isinstance(name, str) else "Param"
        yield from self._schema_words(owner, rest)

    def _schema_words(self, at: str, tokens: list[str]) -> Iterator[str]:
        """The words that lead from the schema at `at` to the one under `tokens`."""
        index = 0
        while index < len(tokens):
            token, following = tokens[index], tokens[index + 1 : index + 2]
            wide = token in _NAMED or token in (
                "anyOf",
                "oneOf",
                "allOf",
                "prefixItems",
                "patternProperties",
                VARIANT,
            )
            step = tokens[index : index + (2 if wide else 1)]
            at = pointers.join(at, *step)
            yield self._word(token, following[0] if following else "", at)
            index += len(step)

    def _word(self, token: str, following: str, at: str) -> str:
        if token in _NAMED:
            return following
        if token in ("anyOf", "oneOf", VARIANT):
            return self._variant(at, following)
        if token in ("items", "prefixItems"):
            return "Item" if token.startswith("i") else f"Item{following}"
        if token in _VALUES:
            return "Value"
        return "" if token in ("allOf", "schema", "content") else token

    def _variant(self, at: str, index: str) -> str:
        """A choice is called by the constant that marks it, else by its number."""
        schema = read(self._tree, at)
        properties = schema.get("properties") if isinstance(schema, Mapping) else None
        for _, child in sorted(properties.items()) if isinstance(properties, Mapping) else ():
            marker = _constant(child)
            if marker:
                return marker
        return f"Variant{int(index) + 1 if index.isdigit() else index}"


def _constant(schema: Any) -> str:
    if not isinstance(schema, Mapping):
        return ""
    enum = schema.get("enum")
    value = schema.get("const", enum[0] if isinstance(enum, list) and len(enum) == 1 else "")
    return value if isinstance(value, str) and naming.words(value) else ""


def _kind_word(media_type: str) -> str:
    return _KIND_WORDS.get(kind_of(media_type), "Other")


def _main_status(operation: Operation) -> str:
    """The status whose body needs no number in its name: the lowest success."""
    return min(
        (response.status for response in operation.responses if response.status[:1] == "2"), default=""
    )
