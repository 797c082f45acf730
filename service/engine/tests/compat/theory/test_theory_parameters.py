"""Parameters: what counts is the text on the wire."""

from collections.abc import Callable
from typing import Any

import pytest

from dovetail_engine.compat import Report, compare
from dovetail_engine.oas import Document

Paths = Callable[..., Document]

TEXT = {"type": "string"}
NUMBER = {"type": "number"}
WHOLE = {"type": "integer"}
TEXTS = {"type": "array", "items": TEXT}
DONE = {"204": {"description": "Done"}}


def one(schema: Any = TEXT, *, at: str = "query", name: str = "q", **fields: Any) -> list[dict[str, Any]]:
    """The parameter of an operation that has one."""
    needed = {"required": True} if at == "path" else {}
    return [{"name": name, "in": at, "schema": schema, **needed, **fields}]


def must(schema: Any = TEXT, **fields: Any) -> list[dict[str, Any]]:
    return one(schema, required=True, **fields)


def carried(media: str, schema: Any) -> list[dict[str, Any]]:
    return [{"name": "q", "in": "query", "required": True, "content": {media: {"schema": schema}}}]


POINT = {"type": "object", "properties": {"x": WHOLE, "y": WHOLE}, "required": ["x"]}

# Nothing on the wire changed.
SILENT = {
    "in another order": (one() + one(name="r"), one(name="r") + one()),
    "a header in other letters": (must(at="header", name="X-Trace"), must(at="header", name="x-trace")),
    "the default style spelled out": (one(TEXTS), one(TEXTS, style="form", explode=True)),
    "the default of a path spelled out": (one(at="path"), one(at="path", style="simple", explode=False)),
    "the default of a header spelled out": (
        one(TEXTS, at="header", name="X-A"),
        one(TEXTS, at="header", name="X-A", style="simple"),
    ),
    "required false spelled out": (one(), one(required=False)),
    "explode of a plain string": (one(), one(explode=False)),
    "integer as a step": (must(WHOLE), must({"type": "number", "multipleOf": 1})),
    "an enum as constants": (must({"enum": ["a", "b"]}), must({"anyOf": [{"const": "a"}, {"const": "b"}]})),
    "an Accept header, which is not a parameter": (one(at="header", name="Accept"), []),
    "a Content-Type header, which is not a parameter": ([], must(at="header", name="Content-Type")),
    "an Authorization header, which is not a parameter": ([], must(at="header", name="Authorization")),
}

# Something changed and nobody can be hurt: (base, head)
FINE = {
    "optional added": ([], one()),
    "required becomes optional": (must(), one()),
    "integer, number": (must(WHOLE), must(NUMBER)),
    "integer, string on the wire": (must(WHOLE), must(TEXT)),
    "number, string on the wire": (must(NUMBER), must(TEXT)),
    "boolean, string on the wire": (must({"type": "boolean"}), must(TEXT)),
    "boolean, its two words": (must({"type": "boolean"}), must({"enum": ["true", "false"]})),
    "integer, string in a path": (one(WHOLE, at="path"), one(TEXT, at="path")),
    "integer, string in a header": (
        must(WHOLE, at="header", name="X-N"),
        must(TEXT, at="header", name="X-N"),
    ),
    "integer, string in a cookie": (must(WHOLE, at="cookie"), must(TEXT, at="cookie")),
    "integer, digits": (must({**WHOLE, "minimum": 0}), must({**TEXT, "pattern": "^[0-9]+$"})),
    "an enum grows": (must({"enum": ["a"]}), must({"enum": ["a", "b"]})),
    "a number listed as text": (must({"enum": [1, 2]}), must({"enum": ["1", "2", "3"]})),
    "a single value, an exploded list": (must(TEXT), must(TEXTS)),
    "a longer list": (must({**TEXTS, "maxItems": 2}), must({**TEXTS, "maxItems": 3})),
    "an object's optional member": (
        must({"type": "object", "properties": {"x": WHOLE}}, style="deepObject", explode=True),
        must({"type": "object", "properties": {"x": WHOLE, "y": WHOLE}}, style="deepObject", explode=True),
    ),
    "JSON content widened": (carried("application/json", WHOLE), carried("application/json", NUMBER)),
}

# Breaks: (base, head, rules that may name it)
BREAKS = {
    "required added": ([], must(), {"required-parameter-added"}),
    "required header added": ([], must(at="header", name="X-A"), {"required-parameter-added"}),
    "required cookie added": ([], must(at="cookie"), {"required-parameter-added"}),
    "optional becomes required": (one(), must(), {"parameter-became-required"}),
    "required with a default": ([], must({**TEXT, "default": "a"}), {"required-parameter-added"}),
    "string, integer": (must(TEXT), must(WHOLE), {"type-changed", "type-narrowed"}),
    "number, integer": (must(NUMBER), must(WHOLE), {"type-narrowed"}),
    "string, boolean": (must(TEXT), must({"type": "boolean"}), {"type-changed", "type-narrowed"}),
    "string, integer in a path": (
        one(TEXT, at="path"),
        one(WHOLE, at="path"),
        {"type-changed", "type-narrowed"},
    ),
    "string, uuid in a path": (
        one(TEXT, at="path"),
        one({**TEXT, "format": "uuid"}, at="path"),
        {"format-added"},
    ),
    "an enum shrinks": (one({"enum": ["a", "b"]}), one({"enum": ["a"]}), {"enum-value-removed"}),
    "a bound of an optional parameter": (one(WHOLE), one({**WHOLE, "maximum": 100}), {"maximum-lowered"}),
    "length of a header": (
        one(at="header", name="X-A"),
        one({**TEXT, "maxLength": 4}, at="header", name="X-A"),
        {"max-length-lowered"},
    ),
    "a pattern of a cookie": (
        one(at="cookie"),
        one({**TEXT, "pattern": "^a"}, at="cookie"),
        {"pattern-added"},
    ),
    "items of a list": (one(TEXTS), one({**TEXTS, "items": {"enum": ["a"]}}), {"enum-introduced"}),
    "a shorter list": (one(TEXTS), one({**TEXTS, "maxItems": 2}), {"max-items-lowered"}),
    "a list, a single value": (one(TEXTS), one(TEXT), {"type-changed"}),
    "exploded, joined by commas": (
        must({"type": "array", "items": WHOLE, "minItems": 2}),
        must({"type": "array", "items": WHOLE, "minItems": 2}, explode=False),
        {"parameter-style-changed"},
    ),
    "commas, pipes": (
        must({"type": "array", "items": WHOLE, "minItems": 2}, explode=False),
        must({"type": "array", "items": WHOLE, "minItems": 2}, style="pipeDelimited", explode=False),
        {"parameter-style-changed"},
    ),
    "deep object, exploded form": (
        must(POINT, style="deepObject", explode=True),
        must(POINT, style="form", explode=True),
        {"parameter-style-changed"},
    ),
    "simple, label in a path": (one(at="path"), one(at="path", style="label"), {"parameter-style-changed"}),
    "simple, matrix in a path": (one(at="path"), one(at="path", style="matrix"), {"parameter-style-changed"}),
    "a member of a deep object": (
        must(POINT, style="deepObject", explode=True),
        must({**POINT, "required": ["x", "y"]}, style="deepObject", explode=True),
        {"property-became-required"},
    ),
    "style, JSON content": (
        must(POINT, style="deepObject", explode=True),
        carried("application/json", POINT),
        {"parameter-style-changed", "media-type-removed"},
    ),
    "plain text, JSON content": (
        must({"enum": ["a", "b"]}),
        carried("application/json", {"enum": ["a", "b"]}),
        {"parameter-style-changed"},
    ),
    "JSON content narrowed": (
        carried("application/json", NUMBER),
        carried("application/json", WHOLE),
        {"type-narrowed"},
    ),
    "a required query parameter, a required header": (
        must(name="tenant"),
        must(name="tenant", at="header"),
        {"parameter-moved", "required-parameter-added"},
    ),
    "an optional query parameter, a required header": (
        one(name="tenant"),
        must(name="tenant", at="header"),
        {"parameter-moved", "parameter-became-required", "required-parameter-added"},
    ),
    "a required parameter renamed": (must(name="q"), must(name="query"), {"required-parameter-added"}),
    "empty text": (must(TEXT), must({**TEXT, "minLength": 1}), {"min-length-raised"}),
}

# Valid on the wire, sense lost: (base, head, rules)
RISKY = {
    "a query parameter gone": (one(), [], {"parameter-removed"}),
    "a required query parameter gone": (must(), [], {"parameter-removed"}),
    "a header gone": (one(at="header", name="X-A"), [], {"parameter-removed"}),
    "a cookie gone": (one(at="cookie"), [], {"parameter-removed"}),
    "an optional parameter renamed": (one(name="q"), one(name="query"), {"parameter-removed"}),
    "a default changed": (one({**WHOLE, "default": 10}), one({**WHOLE, "default": 20}), {"default-changed"}),
    "a default gone": (one({**WHOLE, "default": 10}), one(WHOLE), {"default-removed"}),
}

WORDS = {
    "described": (one(), one(description="What to look for.")),
    "deprecated": (one(), one(deprecated=True)),
    "an example": (one(), one(example="a")),
}


@pytest.fixture
def judged(paths_of: Paths) -> Callable[[Any, Any], Report]:
    """Compare two lists of parameters of one operation."""

    def document(parameters: list[dict[str, Any]]) -> Document:
        variables = "".join(f"/{{{one['name']}}}" for one in parameters if one["in"] == "path")
        return paths_of({f"/things{variables}": {"get": {"parameters": parameters, "responses": DONE}}})

    return lambda base, head: compare(document(base), document(head))


def at_level(report: Report, level: str) -> set[str]:
    return {finding.rule for finding in report.findings if finding.level == level}


Judged = Callable[[Any, Any], Report]


class TestParameters:
    @pytest.mark.parametrize(("base", "head"), SILENT.values(), ids=SILENT)
    def test_that_mean_the_same_are_silent(self, judged: Judged, base: Any, head: Any) -> None:
        assert [one.rule for one in judged(base, head).findings] == []

    @pytest.mark.parametrize(("base", "head"), FINE.values(), ids=FINE)
    def test_that_accept_more_break_nobody(self, judged: Judged, base: Any, head: Any) -> None:
        report = judged(base, head)
        assert (report.verdict, at_level(report, "breaking")) == ("compatible", set())

    @pytest.mark.parametrize(("base", "head", "rules"), BREAKS.values(), ids=BREAKS)
    def test_that_accept_less_break_with_a_request_to_show(
        self, judged: Judged, base: Any, head: Any, rules: set[str]
    ) -> None:
        report = judged(base, head)
        assert at_level(report, "breaking")
        assert at_level(report, "breaking") <= rules
        for finding in report.findings:
            if finding.level == "breaking":
                witness = finding.occurrences[0].witness
                assert witness is not None
                assert witness.curl is not None

    @pytest.mark.parametrize(("base", "head", "rules"), RISKY.values(), ids=RISKY)
    def test_that_lose_their_sense_are_risky(
        self, judged: Judged, base: Any, head: Any, rules: set[str]
    ) -> None:
        report = judged(base, head)
        assert (report.verdict, at_level(report, "risky")) == ("compatible", rules)

    @pytest.mark.parametrize(("base", "head"), WORDS.values(), ids=WORDS)
    def test_that_differ_in_words_are_annotated(self, judged: Judged, base: Any, head: Any) -> None:
        report = judged(base, head)
        assert {finding.effect for finding in report.findings} <= {"ANNOTATED"}
        assert report.verdict == "compatible"


class TestWhereParametersStand:
    def test_the_operations_own_wins_over_the_paths(self, paths_of: Paths) -> None:
        own = {"get": {"parameters": one(WHOLE), "responses": DONE}}
        base = paths_of({"/things": own})
        head = paths_of({"/things": {"parameters": one(TEXT), **own}})
        assert compare(base, head).findings == ()

    def test_a_narrowing_at_the_path_reaches_every_operation_and_is_one_finding(
        self, paths_of: Paths
    ) -> None:
        def things(schema: Any) -> Document:
            operations = {method: {"responses": DONE} for method in ("get", "delete")}
            return paths_of({"/things": {"parameters": one(schema), **operations}})

        (finding,) = compare(things(WHOLE), things({**WHOLE, "maximum": 9})).findings
        assert (finding.rule, finding.level, finding.reach) == ("maximum-lowered", "breaking", 2)

    def test_a_shared_component_is_one_finding(self, paths_of: Paths) -> None:
        def things(schema: Any) -> Document:
            shared = {"parameters": [{"$ref": "#/components/parameters/Q"}], "responses": DONE}
            return paths_of(
                {"/a": {"get": shared}, "/b": {"get": shared}},
                components={"parameters": {"Q": one(schema)[0]}},
            )

        (finding,) = compare(things(TEXT), things({**TEXT, "minLength": 1})).findings
        assert (finding.rule, finding.level, finding.reach) == ("min-length-raised", "breaking", 2)

    def test_inlining_a_component_is_silent(self, paths_of: Paths) -> None:
        base = paths_of(
            {"/a": {"get": {"parameters": [{"$ref": "#/components/parameters/Q"}], "responses": DONE}}},
            components={"parameters": {"Q": one()[0]}},
        )
        head = paths_of({"/a": {"get": {"parameters": one(), "responses": DONE}}})
        assert compare(base, head).findings == ()

    def test_a_path_variable_renamed_and_narrowed_breaks_once(self, paths_of: Paths) -> None:
        base = paths_of({"/t/{id}": {"get": {"parameters": one(at="path", name="id"), "responses": DONE}}})
        head = paths_of(
            {"/t/{key}": {"get": {"parameters": one(WHOLE, at="path", name="key"), "responses": DONE}}}
        )
        found = [finding.rule for finding in compare(base, head).findings if finding.level == "breaking"]
        assert len(found) == 1
        assert set(found) <= {"type-changed", "type-narrowed"}
