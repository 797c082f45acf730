"""What a sender never sends: accidental names, the other direction's properties, another branch's values."""

from collections.abc import Callable
from typing import Any, Literal

import pytest

from dovetail_engine.compat import Report

Try = Callable[..., Report]
Check = Callable[[Report, Any, Any], bool]
Direction = Literal["request", "response"]

TEXT = {"type": "string"}
WHOLE = {"type": "integer"}
OPEN = {"type": "object", "properties": {"a": TEXT}}
TWO = {"type": "object", "properties": {"a": TEXT, "b": WHOLE}}


def over(**leaves: Any) -> dict[str, Any]:
    return {"type": "object", "properties": leaves}


def to(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def tagged(kind: str, **leaves: Any) -> dict[str, Any]:
    """One variant of a union, told apart by its `kind`."""
    return {**over(kind={"const": kind}, **leaves), "required": ["kind"]}


# Names the receiver alone declares, which an open sender does not send by accident.
EXEMPT = {
    "an optional property more": (OPEN, TWO),
    "additionalProperties true spelled out": ({**OPEN, "additionalProperties": True}, TWO),
    "additionalProperties as an empty schema": ({**OPEN, "additionalProperties": {}}, TWO),
    "an object that declares nothing": ({"type": "object"}, TWO),
    "a property less": (TWO, OPEN),
    "a pattern more": (OPEN, {**OPEN, "patternProperties": {"^x-": WHOLE}}),
    "a property that must be absent": (OPEN, over(a=TEXT, b=False)),
    "an item's optional property": ({"type": "array", "items": OPEN}, {"type": "array", "items": TWO}),
    "a map value's optional property": (
        {"type": "object", "additionalProperties": OPEN},
        {"type": "object", "additionalProperties": TWO},
    ),
    "a nested optional property": (over(o=OPEN), over(o=TWO)),
    "a whole nested object": (
        OPEN,
        over(a=TEXT, o={**TWO, "required": ["b"], "additionalProperties": False}),
    ),
    "a part of allOf": ({"allOf": [OPEN]}, {"allOf": [OPEN, over(b=WHOLE)]}),
    "two parts flattened and one more": ({"allOf": [OPEN, over(b=WHOLE)]}, over(a=TEXT, b=WHOLE, c=WHOLE)),
    "a property in one variant": (
        {"oneOf": [tagged("x", a=TEXT), tagged("y", b=TEXT)]},
        {"oneOf": [tagged("x", a=TEXT), tagged("y", b=TEXT, c=WHOLE)]},
    ),
    "another variant's name in one variant": (
        {"oneOf": [tagged("x", a=TEXT), tagged("y", b=TEXT)]},
        {"oneOf": [tagged("x", a=TEXT), tagged("y", b=TEXT, a=WHOLE)]},
    ),
    "through a recursion": (
        {**to("T"), "components": {"schemas": {"T": over(next=to("T"))}}},
        {**to("T"), "components": {"schemas": {"T": over(next=to("T"), size=WHOLE)}}},
    ),
    "a property that may be null": (OPEN, over(a=TEXT, b={"type": ["integer", "null"]})),
    "an optional object or null": (
        over(o={"anyOf": [OPEN, {"type": "null"}]}),
        over(o={"anyOf": [TWO, {"type": "null"}]}),
    ),
}

# Names the sender does send.
SENT = {
    "declared with another type": (TWO, over(a=TEXT, b=TEXT), {"type-changed"}),
    "among the values of a typed map": (
        {"type": "object", "additionalProperties": TEXT},
        {"type": "object", "additionalProperties": TEXT, "properties": {"n": WHOLE}},
        None,
    ),
    "by a pattern of its own": (
        {"type": "object", "patternProperties": {"^x-": TEXT}},
        {"type": "object", "patternProperties": {"^x-": TEXT}, "properties": {"x-size": WHOLE}},
        None,
    ),
    "to a receiver that closed": (OPEN, {**OPEN, "additionalProperties": False}, None),
    "to a receiver that closed with a property more": (OPEN, {**TWO, "additionalProperties": False}, None),
    "to a receiver that typed the rest": (OPEN, {**TWO, "additionalProperties": WHOLE}, None),
    "to a closed receiver that lost it": (
        {**TWO, "additionalProperties": False},
        {**OPEN, "additionalProperties": False},
        {"property-removed", "property-added"},
    ),
    "never, though required": (OPEN, {**TWO, "required": ["b"]}, None),
    "never, though required in an item": (
        {"type": "array", "items": OPEN},
        {"type": "array", "items": {**TWO, "required": ["b"]}},
        None,
    ),
    "declared in the changed variant": (
        {"oneOf": [tagged("x", a=TEXT), tagged("y", b=TEXT)]},
        {"oneOf": [tagged("x", a=TEXT), tagged("y", b=WHOLE)]},
        {"type-changed"},
    ),
    "of two alternatives at once, which nothing keeps apart": (
        {"anyOf": [over(a=TEXT), over(b=TEXT)]},
        {"anyOf": [over(a=TEXT), over(b=TEXT)], "not": {"required": ["a", "b"]}},
        {"not-added", "not-removed"},
    ),
    "declared by the other part of allOf": (
        {"allOf": [OPEN, over(b=TEXT)]},
        {"allOf": [over(a=TEXT, b=WHOLE)]},
        {"type-changed"},
    ),
}


def breaking(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings if finding.level == "breaking"}


def ordered(direction: Direction, sender: Any, receiver: Any) -> tuple[Any, Any]:
    """The two sides as base and head: requests come from the old side, responses from the new one."""
    return (sender, receiver) if direction == "request" else (receiver, sender)


@pytest.mark.parametrize("direction", ["request", "response"])
class TestAccidentalNames:
    @pytest.mark.parametrize(("sender", "receiver"), EXEMPT.values(), ids=EXEMPT)
    def test_break_nobody(self, try_bodies: Try, direction: Direction, sender: Any, receiver: Any) -> None:
        report = try_bodies(direction, *ordered(direction, sender, receiver))
        assert (report.verdict, breaking(report)) == ("compatible", set())

    @pytest.mark.parametrize("row", SENT.values(), ids=SENT)
    def test_are_no_excuse_for_names_that_are_sent(
        self, try_bodies: Try, confirmed: Check, direction: Direction, row: tuple[Any, Any, set[str] | None]
    ) -> None:
        sender, receiver, rules = row
        report = try_bodies(direction, *ordered(direction, sender, receiver))
        assert report.verdict == "breaking"
        assert not breaking(report) & {"schema-narrowed", "schema-widened"}
        assert rules is None or breaking(report) <= rules
        assert confirmed(report, sender, receiver)


def marked(mark: str | None = None, *, required: bool = False, **leaf: Any) -> dict[str, Any]:
    """An object whose property `id` may be read only or write only."""
    made = over(id={**TEXT, **leaf, **({mark: True} if mark else {})}, n=TEXT)
    return {**made, "required": ["id"]} if required else made


# name: (base, head, request, response), each "silent", "compatible" or the rules that may break
VIEWS = {
    "a read-only property narrowed": (
        marked("readOnly"),
        marked("readOnly", maxLength=3),
        "silent",
        "compatible",
    ),
    "a read-only property widened": (
        marked("readOnly", maxLength=3),
        marked("readOnly"),
        "silent",
        {"max-length-raised"},
    ),
    "a read-only property becomes required": (
        marked("readOnly"),
        marked("readOnly", required=True),
        "silent",
        "compatible",
    ),
    "a read-only property no longer required": (
        marked("readOnly", required=True),
        marked("readOnly"),
        "silent",
        {"property-became-optional"},
    ),
    "a write-only property narrowed": (
        marked("writeOnly"),
        marked("writeOnly", maxLength=3),
        {"max-length-lowered"},
        "silent",
    ),
    "a write-only property becomes required": (
        marked("writeOnly"),
        marked("writeOnly", required=True),
        {"property-became-required"},
        "silent",
    ),
    "a required property becomes write-only": (
        marked(required=True),
        marked("writeOnly", required=True),
        "compatible",
        {"property-became-write-only"},
    ),
    "a required property becomes read-only": (
        marked(required=True),
        marked("readOnly", required=True),
        "compatible",
        "compatible",
    ),
    "a required read-only property becomes writable": (
        marked("readOnly", required=True),
        marked(required=True),
        {"property-no-longer-read-only"},
        "compatible",
    ),
    "a required write-only property becomes readable": (
        marked("writeOnly", required=True),
        marked(required=True),
        "compatible",
        "compatible",
    ),
}

PET = {"Cat": {**over(kind=TEXT, lives=WHOLE), "required": ["kind", "lives"]},
       "Dog": {**over(kind=TEXT, bark=TEXT), "required": ["kind", "bark"]},
       "Fox": {**over(kind=TEXT, red=TEXT), "required": ["kind", "red"]}}  # fmt: skip


def pets(
    *names: str, mapping: dict[str, str] | None = None, told: bool = True, **changed: Any
) -> dict[str, Any]:
    """A union of pets, told apart by `kind`."""
    discriminator: dict[str, Any] = {"propertyName": "kind"}
    if mapping:
        discriminator["mapping"] = {key: f"#/components/schemas/{name}" for key, name in mapping.items()}
    union = {"oneOf": [to(name) for name in names], **({"discriminator": discriminator} if told else {})}
    return {**union, "components": {"schemas": {**PET, **changed}}}


DISCRIMINATORS = {
    "the implicit names spelled out": (
        pets("Cat", "Dog"),
        pets("Cat", "Dog", mapping={"Cat": "Cat", "Dog": "Dog"}),
        "silent",
        "silent",
    ),
    "branches in another order": (pets("Cat", "Dog"), pets("Dog", "Cat"), "silent", "silent"),
    "remapped": (
        pets("Cat", "Dog", mapping={"c": "Cat", "d": "Dog"}),
        pets("Cat", "Dog", mapping={"d": "Cat", "c": "Dog"}),
        {"discriminator-changed"},
        {"discriminator-changed"},
    ),
    "a tag renamed": (
        pets("Cat", "Dog", mapping={"c": "Cat", "d": "Dog"}),
        pets("Cat", "Dog", mapping={"cat": "Cat", "d": "Dog"}),
        {"discriminator-changed"},
        {"discriminator-changed"},
    ),
    "a branch added": (
        pets("Cat", "Dog"),
        pets("Cat", "Dog", "Fox"),
        "compatible",
        {"branch-added"},
    ),
    "a branch removed": (
        pets("Cat", "Dog", "Fox"),
        pets("Cat", "Dog"),
        {"branch-removed"},
        "compatible",
    ),
    "a branch narrowed": (
        pets("Cat", "Dog"),
        pets(
            "Cat",
            "Dog",
            Cat={**over(kind=TEXT, lives={**WHOLE, "maximum": 9}), "required": ["kind", "lives"]},
        ),
        {"maximum-lowered"},
        "compatible",
    ),
    "a second tag for a branch": (
        pets("Cat", "Dog", mapping={"c": "Cat", "d": "Dog"}),
        pets("Cat", "Dog", mapping={"c": "Cat", "kitty": "Cat", "d": "Dog"}),
        "compatible",
        {"discriminator-changed"},
    ),
}

DEFAULTS = {
    "a default changed": ({**TEXT, "default": "a"}, {**TEXT, "default": "b"}),
    "a default removed": ({**TEXT, "default": "a"}, TEXT),
    "a nested default changed": (over(a={**WHOLE, "default": 1}), over(a={**WHOLE, "default": 2})),
}


class TestViews:
    @pytest.mark.parametrize(("base", "head", "request_", "response"), VIEWS.values(), ids=VIEWS)
    def test_judge_each_direction_by_its_own_properties(
        self, try_bodies: Try, base: Any, head: Any, request_: Any, response: Any
    ) -> None:
        assert_answers(try_bodies("request", base, head), request_)
        assert_answers(try_bodies("response", base, head), response)


class TestDiscriminators:
    @pytest.mark.parametrize(
        ("base", "head", "request_", "response"), DISCRIMINATORS.values(), ids=DISCRIMINATORS
    )
    def test_choose_the_branch_a_value_must_satisfy(
        self, try_bodies: Try, base: Any, head: Any, request_: Any, response: Any
    ) -> None:
        assert_answers(try_bodies("request", base, head), request_)
        assert_answers(try_bodies("response", base, head), response)


class TestDefaults:
    @pytest.mark.parametrize(("base", "head"), DEFAULTS.values(), ids=DEFAULTS)
    def test_lose_their_sense_and_break_nobody(self, try_bodies: Try, base: Any, head: Any) -> None:
        report = try_bodies("request", base, head)
        assert {finding.level for finding in report.findings} == {"risky"}
        assert {finding.effect for finding in report.findings} == {"MEANING"}
        assert report.verdict == "compatible"


# OpenAPI 3.0 on both sides: (base, head, request, response)
OLD_DIALECT = {
    "nullable added": (TEXT, {**TEXT, "nullable": True}, "compatible", {"became-nullable"}),
    "nullable removed": ({**TEXT, "nullable": True}, TEXT, {"became-not-nullable"}, "compatible"),
    "nullable false": (TEXT, {**TEXT, "nullable": False}, "silent", "silent"),
    "nullable and an enum without null": (
        {**TEXT, "enum": ["a"]},
        {**TEXT, "enum": ["a"], "nullable": True},
        "compatible",
        "compatible",
    ),
    "exclusive by a flag": (
        {"type": "number", "minimum": 1},
        {"type": "number", "minimum": 1, "exclusiveMinimum": True},
        {"exclusive-minimum-raised", "minimum-raised"},
        "compatible",
    ),
    "a flag without a bound": (TEXT, {"type": "string", "exclusiveMinimum": True}, "silent", "silent"),
    "a sibling of a reference": (
        {**to("N"), "components": {"schemas": {"N": TEXT}}},
        {**to("N"), "minLength": 5, "components": {"schemas": {"N": TEXT}}},
        "silent",
        "silent",
    ),
}


class TestTheOldDialect:
    @pytest.mark.parametrize(("base", "head", "request_", "response"), OLD_DIALECT.values(), ids=OLD_DIALECT)
    def test_is_judged_by_its_own_rules(
        self, try_bodies: Try, base: Any, head: Any, request_: Any, response: Any
    ) -> None:
        assert_answers(try_bodies("request", base, head, dialects=("3.0.3",) * 2), request_)
        assert_answers(try_bodies("response", base, head, dialects=("3.0.3",) * 2), response)


def assert_answers(report: Report, expected: Any) -> None:
    """The report is silent, compatible, or breaks by the rules expected and shows how."""
    if expected == "silent":
        assert [one.rule for one in report.findings if one.effect != "ANNOTATED"] == []
    elif expected == "compatible":
        assert (report.verdict, breaking(report)) == ("compatible", set())
    else:
        assert report.verdict == "breaking"
        assert breaking(report) <= expected
        found = [
            one for finding in report.findings if finding.level == "breaking" for one in finding.occurrences
        ]
        assert any(one.witness for one in found)
