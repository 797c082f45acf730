"""Proof by structure within arrays and objects: position by position, name by name, cell by cell.

Each rule is a proof of what one group of keywords says, or of what no value can meet of it.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from .facts import Facts, Goal, Position, Proof, Step, ordered
from .nodes import Node
from .values import OBJECT, STRING

Rule = Callable[[Facts, dict[str, Any]], Proof]


def below(position: Position, node: Node, *, positive: bool = True) -> Step:
    """Return the step to a goal about a part of the value."""
    return Step(Goal(position, node, positive), below=True)


def shows(facts: Facts, keywords: dict[str, Any], kind: int) -> Proof:
    """Show what the keywords say of arrays, or of objects."""
    for name, rule in _OF_OBJECTS if kind == OBJECT else _OF_ARRAYS:
        if name in keywords and not (yield from rule(facts, keywords)):
            return False
    return True


def refutes(facts: Facts, keywords: dict[str, Any], kind: int) -> Proof:
    """Show that what the keywords say of arrays, or of objects, cannot be met."""
    return (yield from (_no_object if kind == OBJECT else _no_array)(facts, keywords))


def _each(position: Position, node: Node) -> Proof:
    """Show that a part satisfies the node, without a step where that is plain."""
    if node in position.holds or not node.keywords:
        return True
    return (yield below(position, node))


def _required(facts: Facts, keywords: dict[str, Any]) -> Proof:
    yield from ()
    return facts.form.needs.issuperset(keywords["required"])


def _properties(facts: Facts, keywords: dict[str, Any]) -> Proof:
    for name, node in keywords["properties"].items():
        if not node.keywords or facts.accidental(name) or facts.absent(name):
            continue
        if not (yield from _each(facts.under(name), node)):
            return False
    return True


def _pattern_properties(facts: Facts, keywords: dict[str, Any]) -> Proof:
    for pattern, node in keywords["patternProperties"].items():
        names = [name for name in sorted(facts.names) if facts.matches(pattern, name) is not False]
        if not (yield from _named(facts, names, node)):
            return False
        own = [schema for known, schema in facts.patterned if known == pattern]
        others = [[schema] for known, schema in facts.patterned if known != pattern]
        for holds in [own] if own else others:
            if not (yield from _each(facts.beside(holds), node)):
                return False
        # Names that only the receiver's pattern matches come to an open sender by accident alone.
        spared = facts.speech is not None and not facts.speech.typed and _heard(facts)
        if not own and not spared and not (yield from _remainder(facts, node)):
            return False
    return True


def _heard(facts: Facts) -> bool:
    """Say whether the parts have every pattern that the sender writes down."""
    speech = facts.speech
    return speech is not None and speech.patterns <= {pattern for pattern, _ in facts.patterned}


def _additional(facts: Facts, keywords: dict[str, Any]) -> Proof:
    node = keywords["additionalProperties"]
    patterns = keywords.get("patternProperties", {})
    known = keywords.get("properties", {})
    names = [
        name
        for name in sorted(facts.names)
        if name not in known and not any(facts.matches(pattern, name) for pattern in patterns)
    ]
    if not (yield from _named(facts, names, node)):
        return False
    for pattern, schema in facts.patterned:
        if pattern not in patterns and not (yield from _each(facts.beside([schema]), node)):
            return False
    return (yield from _remainder(facts, node))


def _named(facts: Facts, names: Iterable[str], node: Node) -> Proof:
    for name in names:
        if not facts.absent(name) and not (yield from _each(facts.under(name), node)):
            return False
    return True


def _remainder(facts: Facts, node: Node) -> Proof:
    """Show that the values of names not written down satisfy the node."""
    if any("false" in schema.keywords for schema in facts.rest):
        return True
    return (yield from _each(facts.beside(facts.rest), node))


def _property_names(facts: Facts, keywords: dict[str, Any]) -> Proof:
    holds = [part.keywords["propertyNames"] for part in facts.parts if "propertyNames" in part.keywords]
    return (yield from _each(Position(ordered(holds), kinds=STRING), keywords["propertyNames"]))


def _counted(facts: Facts, keywords: dict[str, Any]) -> Proof:
    yield from ()
    least, most = facts.limit("minProperties") or 0, facts.limit("maxProperties")
    return max(least, len(facts.form.needs)) >= keywords.get("minProperties", 0) and (
        "maxProperties" not in keywords or (most is not None and most <= keywords["maxProperties"])
    )


def _dependent_required(facts: Facts, keywords: dict[str, Any]) -> Proof:
    yield from ()
    known = [part.keywords.get("dependentRequired", {}) for part in facts.parts]
    for name, needs in keywords["dependentRequired"].items():
        implied = facts.form.needs.union(*(one.get(name, ()) for one in known))
        if not (implied.issuperset(needs) or _cannot_be(facts, keywords, name)):
            return False
    return True


def _dependent_schemas(facts: Facts, keywords: dict[str, Any]) -> Proof:
    known = [part.keywords.get("dependentSchemas", {}) for part in facts.parts]
    for name, node in keywords["dependentSchemas"].items():
        if _cannot_be(facts, keywords, name) or node in [one.get(name) for one in known]:
            continue
        if not (yield Step(Goal(facts.position, node), below=False)):
            return False
    return True


def _cannot_be(facts: Facts, keywords: dict[str, Any], name: str) -> bool:
    """Say whether a value does not have the name, which only a reader that declares it makes accidental."""
    return facts.absent(name) or (name in keywords.get("properties", ()) and facts.accidental(name))


def _no_object(facts: Facts, keywords: dict[str, Any]) -> Proof:
    if any(_cannot_be(facts, keywords, name) for name in keywords.get("required", ())):
        return True
    named, rest = keywords.get("properties", {}), keywords.get("additionalProperties")
    closed = rest is not None and "false" in rest.keywords and "patternProperties" not in keywords
    for name in sorted(facts.form.needs.union(keywords.get("required", ()))):
        if name in facts.form.needs and closed and name not in named:
            return True
        if name not in named or not facts.member(name):
            continue
        if (yield below(facts.under(name), named[name], positive=False)):
            return True
    return False


def _items(facts: Facts, keywords: dict[str, Any]) -> Proof:
    leading = keywords.get("prefixItems", ())
    longest = facts.longest
    last = max(len(leading), facts.prefix)
    # Past every prefix all items are alike, so one of them speaks for the rest.
    for index in range(last + 1):
        if longest is not None and index >= longest:
            return True
        node = leading[index] if index < len(leading) else keywords.get("items")
        if node is not None and not (yield from _each(facts.at(index), node)):
            return False
    return True


def _items_alone(facts: Facts, keywords: dict[str, Any]) -> Proof:
    if "prefixItems" in keywords:
        return True
    return (yield from _items(facts, keywords))


def _sized(facts: Facts, keywords: dict[str, Any]) -> Proof:
    yield from ()
    least, longest = facts.limit("minItems") or 0, facts.longest
    return least >= keywords.get("minItems", 0) and (
        "maxItems" not in keywords or (longest is not None and longest <= keywords["maxItems"])
    )


def _unique(facts: Facts, keywords: dict[str, Any]) -> Proof:  # noqa: ARG001 - the table's shape
    yield from ()
    longest = facts.longest
    return any("uniqueItems" in part.keywords for part in facts.parts) or (
        longest is not None and longest <= 1
    )


def _contains(facts: Facts, keywords: dict[str, Any]) -> Proof:
    node, least, most = keywords["contains"], keywords["minContains"], keywords.get("maxContains")
    alike = [part.keywords for part in facts.parts if part.keywords.get("contains") is node]
    if most is not None and not any(one.get("maxContains", most + 1) <= most for one in alike):
        longest = facts.longest
        if longest is None or longest > most:
            return False
    if least == 0 or any(one["minContains"] >= least for one in alike):
        return True
    if (facts.limit("minItems") or 0) < least:
        return False
    for index in range(max(facts.prefix + 1, 1)):
        if not (yield from _each(facts.at(index), node)):
            return False
    return True


def _no_array(facts: Facts, keywords: dict[str, Any]) -> Proof:
    least = max(facts.limit("minItems") or 0, keywords.get("minItems", 0))
    longest = _shortest(facts.longest, keywords.get("maxItems"))
    if longest is not None and least > longest:
        return True
    leading = keywords.get("prefixItems", ())
    for index in range(min(least, max(len(leading), facts.prefix) + 1)):
        node = leading[index] if index < len(leading) else keywords.get("items")
        if node is not None and (yield below(facts.at(index), node, positive=False)):
            return True
    return False


def _shortest(*ends: int | None) -> int | None:
    return min((end for end in ends if end is not None), default=None)


_OF_OBJECTS: Final[tuple[tuple[str, Rule], ...]] = (
    ("required", _required),
    ("minProperties", _counted),
    ("maxProperties", _counted),
    ("dependentRequired", _dependent_required),
    ("propertyNames", _property_names),
    ("properties", _properties),
    ("patternProperties", _pattern_properties),
    ("additionalProperties", _additional),
    ("dependentSchemas", _dependent_schemas),
)
_OF_ARRAYS: Final[tuple[tuple[str, Rule], ...]] = (
    ("minItems", _sized),
    ("maxItems", _sized),
    ("uniqueItems", _unique),
    ("prefixItems", _items),
    ("items", _items_alone),
    ("contains", _contains),
)
