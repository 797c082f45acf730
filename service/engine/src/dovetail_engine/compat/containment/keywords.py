"""What each keyword claims, and what its negation claims, for values of one type."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from . import formats, unevaluated
from .answers import Unsupported
from .formulas import FALSE, TRUE, Atom, Formula, Literal, One, Or, Properties
from .nodes import Node, Nodes
from .regex import lookahead_free
from .values import ARRAY, NAMES, NUMBER, OBJECT, STRING, exact, freeze, type_of

Conjunction = tuple[Formula, ...]


def claims(node: Node, kind: int, side: int, nodes: Nodes) -> list[Formula]:
    """Return formulas that hold together exactly for the values of type `kind` valid under the node."""
    keywords = node.keywords
    if "false" in keywords:
        return [FALSE]
    if "unsupported" in keywords:
        return [Atom("unknown", keywords["unsupported"], True, side)]
    if "type" in keywords and not type_mask(keywords["type"]) & kind:
        return [FALSE]
    found: list[Formula] = []
    for build in (_shared_claims, _CLAIMS.get(kind, _nothing)):
        found.extend(build(keywords, kind, side))
    found.extend(_unevaluated(node, kind, side, nodes, positive=True))
    return found


def denials(node: Node, kind: int, side: int, nodes: Nodes) -> Or:
    """Return alternatives of which one holds exactly for the values of type `kind` invalid under the node."""
    keywords = node.keywords
    if "false" in keywords:
        return TRUE
    if "unsupported" in keywords:
        return Or(((Atom("unknown", keywords["unsupported"], False, side),),))
    if "type" in keywords and not type_mask(keywords["type"]) & kind:
        return TRUE
    found: list[Conjunction] = []
    for build in (_shared_denials, _DENIALS.get(kind, _nothing)):
        found.extend(build(keywords, kind, side))
    if "enum" in keywords:
        found.append(tuple(_differs(keywords["enum"], kind, side, nodes)))
    for formula in _unevaluated(node, kind, side, nodes, positive=False):
        found.extend(formula.alternatives if isinstance(formula, Or) else [(formula,)])
    return Or(tuple(found))


def type_mask(names: tuple[str, ...]) -> int:
    """Return the bits of the named types."""
    mask = 0
    for name in names:
        mask |= NAMES[name]
    return mask


def _nothing(keywords: dict[str, Any], kind: int, side: int) -> Iterator[Any]:  # noqa: ARG001 - the table's shape
    return iter(())


def _shared_claims(keywords: dict[str, Any], kind: int, side: int) -> Iterator[Formula]:
    if kind == NUMBER and _only_integers(keywords):
        yield Atom("integer", None, True, side)
    if "enum" in keywords:
        yield Atom("enum", keywords["enum"], True, side)
    for part in keywords.get("allOf", ()):
        yield Literal(part, True, side)
    if "not" in keywords:
        yield Literal(keywords["not"], False, side)
    if "anyOf" in keywords:
        yield Or(tuple((Literal(part, True, side),) for part in keywords["anyOf"]))
    if "oneOf" in keywords:
        yield One(keywords["oneOf"], True, side)
    if "if" in keywords:
        test, then, otherwise = keywords["if"]
        yield Or(
            (
                (Literal(test, True, side), Literal(then, True, side)),
                (Literal(test, False, side), Literal(otherwise, True, side)),
            )
        )


def _shared_denials(keywords: dict[str, Any], kind: int, side: int) -> Iterator[Conjunction]:
    if kind == NUMBER and _only_integers(keywords):
        yield (Atom("integer", None, False, side),)
    for part in keywords.get("allOf", ()):
        yield (Literal(part, False, side),)
    if "not" in keywords:
        yield (Literal(keywords["not"], True, side),)
    if "anyOf" in keywords:
        yield tuple(Literal(part, False, side) for part in keywords["anyOf"])
    if "oneOf" in keywords:
        yield (One(keywords["oneOf"], False, side),)
    if "if" in keywords:
        test, then, otherwise = keywords["if"]
        yield (Literal(test, True, side), Literal(then, False, side))
        yield (Literal(test, False, side), Literal(otherwise, False, side))


def _only_integers(keywords: dict[str, Any]) -> bool:
    return "integer" in keywords.get("type", ()) and "number" not in keywords["type"]


def _differs(values: dict[Any, Any], kind: int, side: int, nodes: Nodes) -> Iterator[Formula]:
    same = [value for value in values.values() if type_of(value) == kind]
    if kind in (ARRAY, OBJECT):
        yield from (Literal(spelled_out(value, nodes), False, side) for value in same)
    elif same:
        yield Atom("differs", tuple(exact(value) if kind == NUMBER else value for value in same), True, side)


def spelled_out(value: Any, nodes: Nodes) -> Node:
    """Return a node without `enum` at its top that only this array or object satisfies."""
    if isinstance(value, dict):
        return nodes.make(
            {
                "type": ("object",),
                "required": tuple(sorted(value)),
                "properties": {name: just(value[name], nodes) for name in sorted(value)},
                "additionalProperties": nodes.false,
            }
        )
    return nodes.make(
        {
            "type": ("array",),
            "minItems": len(value),
            "prefixItems": tuple(just(item, nodes) for item in value),
            "items": nodes.false,
        }
    )


def just(value: Any, nodes: Nodes) -> Node:
    """Return the node of one value."""
    return nodes.make({"enum": {freeze(value): value}})


def _unevaluated(node: Node, kind: int, side: int, nodes: Nodes, *, positive: bool) -> list[Formula]:
    try:
        return unevaluated.eliminate(node, kind, side, nodes, positive=positive)
    except Unsupported as unsupported:
        return [Atom("unknown", str(unsupported), positive, side)]


def _number_claims(keywords: dict[str, Any], kind: int, side: int) -> Iterator[Formula]:  # noqa: ARG001 - one signature for every kind
    for name in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"):
        if name in keywords:
            yield Atom(name, keywords[name], True, side)
    if keywords.get("format") in formats.RANGES:
        low, high = formats.RANGES[keywords["format"]]
        yield Atom("minimum", low, True, side)
        yield Atom("maximum", high, True, side)
        yield Atom("integer", None, True, side)


def _string_claims(keywords: dict[str, Any], kind: int, side: int) -> Iterator[Formula]:  # noqa: ARG001 - one signature for every kind
    for name in ("minLength", "maxLength"):
        if name in keywords:
            yield Atom(name, keywords[name], True, side)
    if "pattern" in keywords:
        for pattern, positive in lookahead_free(keywords["pattern"]):
            yield Atom("pattern", pattern, positive, side)
    if "format" in keywords and keywords["format"] not in formats.RANGES:
        yield Atom("pattern", formats.pattern(keywords["format"]), True, side)


def _array_claims(keywords: dict[str, Any], kind: int, side: int) -> Iterator[Formula]:  # noqa: ARG001 - one signature for every kind
    for name in ("minItems", "maxItems", "uniqueItems", "prefixItems"):
        if name in keywords:
            yield Atom(name, keywords[name], True, side)
    if "items" in keywords:
        yield Atom("items", (len(keywords.get("prefixItems", ())), keywords["items"]), True, side)
    if "contains" in keywords:
        if keywords["minContains"]:
            yield Atom("minContains", (keywords["contains"], keywords["minContains"]), True, side)
        if "maxContains" in keywords:
            yield Atom("maxContains", (keywords["contains"], keywords["maxContains"]), True, side)


def _object_claims(keywords: dict[str, Any], kind: int, side: int) -> Iterator[Formula]:  # noqa: ARG001 - one signature for every kind
    for name in keywords.get("required", ()):
        yield Atom("has", name, True, side)
    for name in ("minProperties", "maxProperties", "propertyNames"):
        if name in keywords:
            yield Atom(name, keywords[name], True, side)
    if "properties" in keywords:
        yield Atom("properties", Properties(keywords["properties"]), True, side)
    for pattern, part in keywords.get("patternProperties", {}).items():
        yield Atom("patternProperty", (pattern, part), True, side)
    if "additionalProperties" in keywords:
        yield Atom("additional", _rest(keywords), True, side)
    for name, part in keywords.get("dependentSchemas", {}).items():
        yield Or(((Atom("has", name, False, side),), (Literal(part, True, side),)))
    for name, needs in keywords.get("dependentRequired", {}).items():
        present = tuple(Atom("has", need, True, side) for need in needs)
        yield Or(((Atom("has", name, False, side),), present))


def _rest(keywords: dict[str, Any]) -> tuple[frozenset[str], tuple[str, ...], Node]:
    names, patterns = keywords.get("properties", {}), keywords.get("patternProperties", {})
    return frozenset(names), tuple(patterns), keywords["additionalProperties"]


def _flipped(
    build: Callable[[dict[str, Any], int, int], Iterator[Formula]],
) -> Callable[[dict[str, Any], int, int], Iterator[Conjunction]]:
    def denials_of(keywords: dict[str, Any], kind: int, side: int) -> Iterator[Conjunction]:
        for claim in build(keywords, kind, side):
            if isinstance(claim, Atom):
                yield (claim._replace(positive=not claim.positive),)

    return denials_of


def _array_denials(keywords: dict[str, Any], kind: int, side: int) -> Iterator[Conjunction]:
    for (atom,) in _flipped(_array_claims)(keywords, kind, side):
        if isinstance(atom, Atom) and atom.kind == "prefixItems":
            for index, part in enumerate(atom.argument):
                yield (Atom("item", (index, Literal(part, False, side)), True, side),)
        else:
            yield (atom,)


def _object_denials(keywords: dict[str, Any], kind: int, side: int) -> Iterator[Conjunction]:
    for (atom,) in _flipped(_object_claims)(keywords, kind, side):
        if isinstance(atom, Atom) and atom.kind == "properties":
            for name, part in atom.argument.by_name.items():
                yield (Atom("member", (name, Literal(part, False, side)), True, side),)
        else:
            yield (atom,)
    for name, part in keywords.get("dependentSchemas", {}).items():
        yield (Atom("has", name, True, side), Literal(part, False, side))
    for name, needs in keywords.get("dependentRequired", {}).items():
        for need in needs:
            yield (Atom("has", name, True, side), Atom("has", need, False, side))


_CLAIMS: Final = {
    NUMBER: _number_claims,
    STRING: _string_claims,
    ARRAY: _array_claims,
    OBJECT: _object_claims,
}
_DENIALS: Final = {
    NUMBER: _flipped(_number_claims),
    STRING: _flipped(_string_claims),
    ARRAY: _array_denials,
    OBJECT: _object_denials,
}
