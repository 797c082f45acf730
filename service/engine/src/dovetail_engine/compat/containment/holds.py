"""Whether a value is valid under a node: the engine's own evaluator, three-valued."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from . import formats
from .answers import Unsupported
from .automata import Languages
from .choices import MANY, Choices
from .nodes import Node
from .regex import lookahead_free
from .values import ARRAY, NAMES, NUMBER, OBJECT, STRING, exact, freeze, type_of

MAX_DEPTH: Final = 100
MAX_SCALARS: Final = 50_000
SHORT: Final = 200
_COMPOUND: Final = ARRAY | OBJECT
_IN_PLACE: Final = frozenset({"allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas"})
_BELOW: Final = frozenset(
    {
        *("properties", "patternProperties", "additionalProperties", "propertyNames"),
        *("prefixItems", "items", "contains"),
    }
)
_NUMERIC: Final = frozenset(
    {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "format"}
)
_LEFT_OVER: Final = frozenset({"unevaluatedProperties", "unevaluatedItems"})

Truth = bool | None


@dataclass(frozen=True, slots=True)
class Seen:
    """The parts of one value that some keyword has evaluated; None stands for all of them."""

    names: frozenset[str] | None = frozenset()
    items: frozenset[int] | None = frozenset()
    sure: bool = True

    def __or__(self, other: "Seen") -> "Seen":
        if other is NOTHING or self is other:
            return self
        names = None if self.names is None or other.names is None else self.names | other.names
        items = None if self.items is None or other.items is None else self.items | other.items
        return Seen(names, items, self.sure and other.sure)


NOTHING: Final = Seen()
UNSURE: Final = Seen(sure=False)


class Evaluator:
    """Evaluates nodes on values."""

    def __init__(self, languages: Languages) -> None:
        self._languages = languages
        self.choices = Choices()
        self._parts = (
            (_IN_PLACE, self._in_place),
            (_BELOW, self._children),
            (_LEFT_OVER, self._unevaluated),
        )
        self._scalars: dict[tuple[Node, type, Any], tuple[Truth, Seen]] = {}

    def holds(self, node: Node, value: Any) -> Truth:
        """Return whether the value is valid, None where that is not decided."""
        return self._evaluate(node, value, 0)[0]

    def matches(self, pattern: str, word: str) -> Truth:
        """Return whether the pattern matches, None for a pattern that is not modelled."""
        return _all([self._matches(part, word, positive) for part, positive in lookahead_free(pattern)])

    def _matches(self, pattern: str, word: str, positive: bool) -> Truth:
        try:
            return self._languages.of(pattern).matches(word) == positive
        except Unsupported:
            return None

    def _evaluate(self, node: Node, value: Any, depth: int) -> tuple[Truth, Seen]:
        keywords = node.keywords
        if not keywords:
            return True, NOTHING
        if "false" in keywords:
            return False, NOTHING
        if "unsupported" in keywords or depth > MAX_DEPTH:
            return None, UNSURE
        kind = type_of(value)
        if kind & _COMPOUND or (kind == STRING and len(value) > SHORT):
            return self._looked_at(keywords, value, kind, depth)
        key = (node, type(value), value)
        known = self._scalars.get(key)
        if known is None:
            known = self._looked_at(keywords, value, kind, depth)
            if len(self._scalars) >= MAX_SCALARS:
                self._scalars.clear()
            # How deep a value stands decides nothing unless the limit cuts its evaluation short.
            if known[0] is not None:
                self._scalars[key] = known
        return known

    def _looked_at(self, keywords: dict[str, Any], value: Any, kind: int, depth: int) -> tuple[Truth, Seen]:
        results: list[Truth] = [_values(keywords, value, kind)]
        if results[0] is False:
            return False, NOTHING
        if kind in _LOCAL:
            results.append(_LOCAL[kind](self, keywords, value))
        if False in results:
            return False, NOTHING
        seen = NOTHING
        for names, part in self._parts:
            if names.isdisjoint(keywords):
                continue
            result, marked = part(keywords, value, kind, depth, seen)
            if result is False:
                return False, NOTHING
            results.append(result)
            seen = seen | marked
        result = _all(results)
        return result, seen if result else UNSURE

    def _in_place(
        self, keywords: dict[str, Any], value: Any, kind: int, depth: int, _: Seen
    ) -> tuple[Truth, Seen]:
        results: list[Truth] = []
        seen = NOTHING
        for part in keywords.get("allOf", ()):
            result, marked = self._evaluate(part, value, depth + 1)
            if result is False:
                return False, NOTHING
            results.append(result)
            seen = seen | marked
        for name, combine in (("anyOf", _any), ("oneOf", _one)):
            if name in keywords:
                parts = self._open_to(keywords[name], value, kind)
                branches = [self._evaluate(part, value, depth + 1) for part in parts]
                results.append(combine([result for result, _ in branches]))
                for result, marked in branches:
                    seen = seen if result is False else seen | marked
        if "not" in keywords:
            results.append(_negate(self._evaluate(keywords["not"], value, depth + 1)[0]))
        for result, marked in self._conditional(keywords, value, kind, depth):
            results.append(result)
            seen = seen | marked
        return _all(results), seen

    def _open_to(self, parts: tuple[Node, ...], value: Any, kind: int) -> tuple[Node, ...]:
        """Return the alternatives without some that refuse the value for certain."""
        if kind != OBJECT or len(parts) < MANY:
            return parts
        return self.choices.of(parts).open_to(value)

    def _conditional(
        self, keywords: dict[str, Any], value: Any, kind: int, depth: int
    ) -> list[tuple[Truth, Seen]]:
        results: list[tuple[Truth, Seen]] = []
        if "if" in keywords:
            test, then, otherwise = keywords["if"]
            truth, marked = self._evaluate(test, value, depth + 1)
            if truth is None:
                results.append((None, UNSURE))
            elif truth:
                result, more = self._evaluate(then, value, depth + 1)
                results.append((result, marked | more))
            else:
                results.append(self._evaluate(otherwise, value, depth + 1))
        if kind == OBJECT:
            for name, part in keywords.get("dependentSchemas", {}).items():
                if name in value:
                    results.append(self._evaluate(part, value, depth + 1))
        return results

    def _children(
        self, keywords: dict[str, Any], value: Any, kind: int, depth: int, _: Seen
    ) -> tuple[Truth, Seen]:
        if kind == OBJECT:
            return self._properties(keywords, value, depth)
        if kind == ARRAY:
            return self._items(keywords, value, depth)
        return True, NOTHING

    def _properties(self, keywords: dict[str, Any], value: dict[str, Any], depth: int) -> tuple[Truth, Seen]:
        named, patterned = keywords.get("properties", {}), keywords.get("patternProperties", {})
        rest, names = keywords.get("additionalProperties"), keywords.get("propertyNames")
        results: list[Truth] = []
        marked: set[str] = set()
        sure = True
        for name, item in value.items():
            matched = [(self.matches(pattern, name), part) for pattern, part in patterned.items()]
            parts = [part for match, part in matched if match] + ([named[name]] if name in named else [])
            if any(match is None for match, _ in matched):
                results.append(None)
                sure = False
            elif not parts and rest is not None:
                parts = [rest]
            marked.update([name] if parts else [])
            results.extend(self._evaluate(part, item, depth + 1)[0] for part in parts)
            if names is not None:
                results.append(self._evaluate(names, name, depth + 1)[0])
        return _all(results), Seen(names=frozenset(marked), sure=sure)

    def _items(self, keywords: dict[str, Any], value: list[Any], depth: int) -> tuple[Truth, Seen]:
        prefix, rest = keywords.get("prefixItems", ()), keywords.get("items")
        results = [self._evaluate(p, v, depth + 1)[0] for p, v in zip(prefix, value, strict=False)]
        marked = set(range(min(len(prefix), len(value))))
        sure_marks = True
        if rest is not None:
            results.extend(self._evaluate(rest, item, depth + 1)[0] for item in value[len(prefix) :])
            marked = set(range(len(value)))
        if "contains" in keywords:
            found = [self._evaluate(keywords["contains"], item, depth + 1)[0] for item in value]
            marked.update(index for index, truth in enumerate(found) if truth)
            sure_marks = None not in found
            sure, possible = found.count(True), found.count(True) + found.count(None)
            least, most = keywords["minContains"], keywords.get("maxContains")
            results.append(False if possible < least else True if sure >= least else None)
            if most is not None:
                results.append(False if sure > most else True if possible <= most else None)
        return _all(results), Seen(items=frozenset(marked), sure=sure_marks)

    def _unevaluated(
        self, keywords: dict[str, Any], value: Any, kind: int, depth: int, seen: Seen
    ) -> tuple[Truth, Seen]:
        if not seen.sure and ("unevaluatedProperties" in keywords or "unevaluatedItems" in keywords):
            return None, UNSURE
        if kind == OBJECT and "unevaluatedProperties" in keywords and seen.names is not None:
            part = keywords["unevaluatedProperties"]
            rest = [item for name, item in value.items() if name not in seen.names]
            return _all([self._evaluate(part, item, depth + 1)[0] for item in rest]), Seen(names=None)
        if kind == ARRAY and "unevaluatedItems" in keywords and seen.items is not None:
            part = keywords["unevaluatedItems"]
            rest = [item for index, item in enumerate(value) if index not in seen.items]
            return _all([self._evaluate(part, item, depth + 1)[0] for item in rest]), Seen(items=None)
        return True, NOTHING

    def number(self, keywords: dict[str, Any], value: float) -> Truth:
        """Check the keywords of numbers."""
        if _NUMERIC.isdisjoint(keywords):
            return True
        number = exact(value)
        low, high = formats.RANGES.get(keywords.get("format", ""), (None, None))
        return (
            number >= keywords.get("minimum", number)
            and number <= keywords.get("maximum", number)
            and ("exclusiveMinimum" not in keywords or number > keywords["exclusiveMinimum"])
            and ("exclusiveMaximum" not in keywords or number < keywords["exclusiveMaximum"])
            and ("multipleOf" not in keywords or (number / keywords["multipleOf"]).denominator == 1)
            and (low is None or high is None or (low <= number <= high and number.denominator == 1))
        )

    def string(self, keywords: dict[str, Any], value: str) -> Truth:
        """Check the keywords of strings."""
        if not keywords.get("minLength", 0) <= len(value) <= keywords.get("maxLength", len(value)):
            return False
        form = formats.pattern(keywords["format"]) if "format" in keywords else None
        patterns = [pattern for pattern in (keywords.get("pattern"), form) if pattern is not None]
        return _all([self.matches(pattern, value) for pattern in patterns])

    def array(self, keywords: dict[str, Any], value: list[Any]) -> Truth:
        """Check the keywords of arrays that look at the whole."""
        if not keywords.get("minItems", 0) <= len(value) <= keywords.get("maxItems", len(value)):
            return False
        return "uniqueItems" not in keywords or len({freeze(item) for item in value}) == len(value)

    def object(self, keywords: dict[str, Any], value: dict[str, Any]) -> Truth:
        """Check the keywords of objects that look at the whole."""
        if not keywords.get("minProperties", 0) <= len(value) <= keywords.get("maxProperties", len(value)):
            return False
        if any(name not in value for name in keywords.get("required", ())):
            return False
        needs = keywords.get("dependentRequired", {})
        return all(need in value for name in needs if name in value for need in needs[name])


_LOCAL: Final[dict[int, Callable[[Evaluator, dict[str, Any], Any], Truth]]] = {
    NUMBER: Evaluator.number,
    STRING: Evaluator.string,
    ARRAY: Evaluator.array,
    OBJECT: Evaluator.object,
}


def _values(keywords: dict[str, Any], value: Any, kind: int) -> Truth:
    if "type" in keywords:
        names = keywords["type"]
        plain = [name for name in names if NAMES[name] == kind]
        if not plain or (plain == ["integer"] and exact(value).denominator != 1):
            return False
    return "enum" not in keywords or freeze(value) in keywords["enum"]


def _all(results: list[Truth]) -> Truth:
    if False in results:
        return False
    return None if None in results else True


def _any(results: list[Truth]) -> Truth:
    if True in results:
        return True
    return None if None in results else False


def _one(results: list[Truth]) -> Truth:
    if results.count(True) > 1:
        return False
    return None if None in results else results.count(True) == 1


def _negate(result: Truth) -> Truth:
    return None if result is None else not result
