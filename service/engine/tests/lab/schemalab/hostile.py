"""Schemas meant to hurt: what a budget must end, and what must not be mistaken for something else."""

from typing import Any, Final

TEXT: Final = {"type": "string"}

Case = tuple[Any, Any, set[str]]
"""Base and head, and the verdicts on requests that the theory allows."""


def to(name: str) -> dict[str, str]:
    """Return a reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def pattern(text: str, **more: Any) -> dict[str, Any]:
    """Return a string of the pattern."""
    return {**TEXT, "pattern": text, **more}


def over(*required: str, **members: Any) -> dict[str, Any]:
    """Return an object."""
    return {"type": "object", "required": [*required], "properties": members}


def nested(keyword: str, depth: int, inner: Any) -> Any:
    """Return the schema under that many applicators."""
    for _ in range(depth):
        inner = {keyword: [inner]} if keyword in {"allOf", "anyOf", "oneOf"} else {keyword: inner}
    return inner


def product(width: int, **last: Any) -> dict[str, Any]:
    """Return a conjunction of that many two-way choices."""
    choices = [{"anyOf": [over(f"a{i}"), over(f"b{i}", c=pattern(f"^x{i}"))]} for i in range(width)]
    return {"type": "object", "allOf": choices, **last}


def chain(length: int) -> dict[str, Any]:
    """Return that many components, each an `allOf` of the next and of a property of its own."""
    return {f"A{i}": {"allOf": [to(f"A{i + 1}"), over(**{f"p{i}": TEXT})]} for i in range(length)}


ANY: Final = {"compatible", "breaking", "unknown"}
OPEN: Final = {"breaking", "unknown"}

CASES: Final[dict[str, Case]] = {
    "a pattern that backtracks": (pattern("^(a+)+$"), pattern("^(a|aa)+$"), {"compatible"}),
    "a pattern that backtracks, narrowed": (pattern("(a+)+$"), pattern("^(a+)+$"), OPEN),
    "alternatives that backtrack": (pattern("^(a|a?)+$"), pattern("^(a|b|ab)*c?$"), {"compatible"}),
    "a counted pattern": (pattern("^[a-z]{1,5000}$"), pattern("^[a-z]{1,4999}$"), OPEN),
    "counted twice": (pattern("^(a{1,200}){1,200}$"), pattern("^a{1,39999}$"), OPEN),
    "counted after a star": (pattern("o.{40}$"), pattern("foo.{40}$"), OPEN),
    "lookahead": (pattern("^(?=.*[a-z])(?=.*[0-9]).{8,}$"), pattern("^.{9,}$"), ANY),
    "lookbehind": (pattern("(?<!a)b"), pattern("b"), {"compatible", "unknown"}),
    "a back reference": (pattern(r"^(a|b)\1$"), pattern("^(aa|bb)$"), {"compatible", "unknown"}),
    "a pattern that is none": (pattern("["), pattern("[a"), {"unknown"}),
    "a long enum shortened": (
        {"enum": [f"v{i}" for i in range(100_000)]},
        {"enum": [f"v{i}" for i in range(99_999)]},
        {"breaking"},
    ),
    "a long enum of numbers as a range": (
        {"enum": [*range(20_000)]},
        {"type": "integer", "minimum": 0, "maximum": 19_998},
        OPEN,
    ),
    "a tiny step": ({"type": "number", "multipleOf": 1e-300}, {"type": "number", "multipleOf": 1e-299}, OPEN),
    "a tiny step in integers": (
        {"type": "integer"},
        {"type": "integer", "multipleOf": 1e-300},
        {"compatible", "unknown"},
    ),
    "steps without a common multiple in reach": (
        {"type": "integer", "multipleOf": 1_000_003},
        {"type": "integer", "not": {"multipleOf": 999_983}},
        {"breaking"},
    ),
    "numbers beyond 64 bits": (
        {"type": "integer", "maximum": 10**40},
        {"type": "integer", "maximum": 10**40 - 1},
        OPEN,
    ),
    "numbers beyond doubles": ({"type": "number", "minimum": -(10**400)}, {"type": "number"}, {"compatible"}),
    "lengths nobody can show": ({**TEXT, "minLength": 10**12}, {**TEXT, "minLength": 10**12 + 1}, OPEN),
    "sizes nobody can show": (
        {"type": "array", "minItems": 10**9},
        {"type": "array", "minItems": 10**9 + 1},
        OPEN,
    ),
    "names nobody can show": ({"type": "object"}, {"type": "object", "minProperties": 10**7}, {"breaking"}),
    "deep allOf": (nested("allOf", 200, TEXT), nested("allOf", 200, {**TEXT, "maxLength": 3}), OPEN),
    "deep anyOf": (nested("anyOf", 200, TEXT), nested("anyOf", 200, {**TEXT, "maxLength": 3}), OPEN),
    "deep not": (nested("not", 200, TEXT), nested("not", 200, {**TEXT, "maxLength": 3}), OPEN),
    "deep not, odd": (nested("not", 199, {**TEXT, "maxLength": 3}), nested("not", 199, TEXT), OPEN),
    "deep items": (nested("items", 150, TEXT), nested("items", 150, {**TEXT, "maxLength": 3}), OPEN),
    "a product of choices": (product(10), product(10, not_=True), {"compatible"}),
    "a product of choices, narrowed": (product(10), product(10, maxProperties=11), ANY),
    "a wide product of exclusive choices": (
        {"allOf": [{"oneOf": [over(f"a{i}"), over(f"b{i}")]} for i in range(14)]},
        {"type": "object", "minProperties": 14},
        {"compatible", "unknown"},
    ),
    "pigeons and holes": (
        {
            "type": "object",
            "required": [f"p{i}" for i in range(7)],
            "additionalProperties": {"enum": [*range(6)]},
        },
        {"not": {"type": "object", "minProperties": 7}},
        {"breaking"},
    ),
    "unique items of few values": (
        {"type": "array", "uniqueItems": True, "items": {"enum": [*range(30)]}},
        {"type": "array", "maxItems": 30},
        {"compatible", "unknown"},
    ),
    "a contradiction": (
        {"type": "string", "allOf": [{"type": "integer"}]},
        {"type": "boolean"},
        {"compatible"},
    ),
    "a contradiction in bounds": (
        {"type": "integer", "minimum": 3, "maximum": 2},
        {"type": "boolean"},
        {"compatible"},
    ),
    "something becomes a contradiction": (TEXT, {**TEXT, "not": {}}, {"breaking"}),
    "many overlapping patterns of names": (
        {"type": "object", "patternProperties": {f"{chr(97 + i)}": {"minimum": i} for i in range(14)}},
        {"type": "object", "patternProperties": {f"{chr(97 + i)}": {"minimum": i + 1} for i in range(14)}},
        OPEN,
    ),
    "unevaluated below many choices": (
        {"type": "object"},
        {
            "type": "object",
            "anyOf": [{"properties": {f"p{i}": True}} for i in range(12)],
            "unevaluatedProperties": False,
        },
        OPEN,
    ),
}

_LINK: Final = over("next", next=to("Loop"))

COMPONENTS: Final[dict[str, tuple[dict[str, Any], dict[str, Any], set[str]]]] = {
    "a required loop has no value": ({"Loop": _LINK}, {"Loop": {"type": "boolean"}}, {"compatible"}),
    "something becomes a required loop": ({"Loop": over()}, {"Loop": _LINK}, {"breaking"}),
    "two that need each other": (
        {"Loop": over("b", b=to("Other")), "Other": over("a", a=to("Loop"))},
        {"Loop": over("c", c=TEXT), "Other": TEXT},
        {"compatible"},
    ),
    "two that know each other, one changed": (
        {"Loop": over(b=to("Other"), n=TEXT), "Other": over(a=to("Loop"))},
        {"Loop": over(b=to("Other"), n={"type": "integer"}), "Other": over(a=to("Loop"))},
        {"breaking"},
    ),
    "an alternative to itself alone": ({"Loop": {"anyOf": [to("Loop")]}}, {"Loop": TEXT}, ANY),
    "not itself": ({"Loop": {"not": to("Loop")}}, {"Loop": TEXT}, ANY),
    "a chain of references": (
        {"Loop": to("R0"), **{f"R{i}": to(f"R{i + 1}") for i in range(400)}, "R400": TEXT},
        {
            "Loop": to("R0"),
            **{f"R{i}": to(f"R{i + 1}") for i in range(400)},
            "R400": {**TEXT, "maxLength": 1},
        },
        {"breaking"},
    ),
    "a chain of allOf": (
        {"Loop": to("A0"), **chain(200), "A200": over(n=TEXT)},
        {"Loop": to("A0"), **chain(200), "A200": over("n", n=TEXT)},
        {"breaking"},
    ),
    "a tree that doubles": (
        {
            "Loop": to("D0"),
            **{f"D{i}": over(l=to(f"D{i + 1}"), r=to(f"D{i + 1}")) for i in range(40)},
            "D40": TEXT,
        },
        {
            "Loop": to("D0"),
            **{f"D{i}": over(l=to(f"D{i + 1}"), r=to(f"D{i + 1}")) for i in range(40)},
            "D40": {**TEXT, "maxLength": 1},
        },
        {"breaking"},
    ),
    "many mutually recursive definitions": (
        {"Loop": to("M0"), **{f"M{i}": over(**{f"m{j}": to(f"M{j}") for j in range(25)}) for i in range(25)}},
        {
            "Loop": to("M0"),
            **{
                f"M{i}": over(**{f"m{j}": to(f"M{j}") for j in range(25)}, **({"x": TEXT} if i == 24 else {}))
                for i in range(25)
            },
        },
        {"compatible"},
    ),
}
