"""What must hold of any two documents."""

import json
from typing import Any

import jsonschema_rs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dovetail_engine.compat import Report, compare
from dovetail_engine.compat.lowering import Lowering
from dovetail_engine.compat.policy import DEFAULT_FORMATS
from dovetail_engine.oas import Document, load

NAMES = st.sampled_from(["a", "b", "c"])
LEAVES: st.SearchStrategy[Any] = st.one_of(
    st.just({"type": "string"}),
    st.builds(lambda low: {"type": "string", "minLength": low}, st.integers(0, 3)),
    st.builds(lambda low: {"type": "integer", "minimum": low}, st.integers(-2, 2)),
    st.builds(lambda values: {"enum": values}, st.lists(NAMES, min_size=1, max_size=3, unique=True)),
    st.just({"type": ["boolean", "null"]}),
    st.just({"$ref": "#/components/schemas/Shared"}),
    st.just({}),
)


def _objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(
        lambda properties, required, rest: {
            "type": "object",
            "properties": properties,
            "required": sorted(required),
            **({} if rest is None else {"additionalProperties": rest}),
        },
        st.dictionaries(NAMES, inner, max_size=3),
        st.sets(NAMES, max_size=2),
        st.none() | st.booleans() | inner,
    )


SCHEMAS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        _objects(inner),
        st.builds(lambda items: {"type": "array", "items": items}, inner),
        st.builds(
            lambda key, parts: {key: parts},
            st.sampled_from(["allOf", "anyOf", "oneOf"]),
            st.lists(inner, min_size=1, max_size=2),
        ),
    ),
    max_leaves=5,
)


def document(schema: Any, shared: Any, *, title: str = "Test") -> Document:
    content = {"application/json": {"schema": schema}}
    operation = {
        "parameters": [{"name": "q", "in": "query", "schema": shared}],
        "requestBody": {"required": True, "content": content},
        "responses": {"200": {"description": "Done", "content": content}},
    }
    tree = {
        "openapi": "3.1.0",
        "info": {"title": title, "version": "1"},
        "paths": {"/things": {"post": operation}},
        "components": {"schemas": {"Shared": shared}},
    }
    return load(json.dumps(tree).encode())


def whole(lowering: Lowering, place: str) -> Any:
    """The schema with every definition it reaches."""
    schema = lowering.schema(place)
    shown: dict[str, Any] = {}
    while len(shown) < lowering.size():
        shown = dict(lowering.definitions)
    return {**schema, "$defs": shown} if isinstance(schema, dict) else schema


def accepts(judged: Document, value: Any, place: str) -> bool:
    lowering = Lowering(judged, "request", DEFAULT_FORMATS)
    schema = whole(lowering, place)
    return bool(jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(value))


def witnesses(report: Report) -> list[Any]:
    return [
        (finding, occurrence)
        for finding in report.findings
        for occurrence in finding.occurrences
        if occurrence.level == "breaking"
    ]


SHARED = LEAVES.filter(lambda schema: "$ref" not in schema)
CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class TestAnyTwoDocuments:
    @CALM
    @given(schema=SCHEMAS, shared=SHARED)
    def test_a_document_is_compatible_with_itself(self, schema: Any, shared: Any) -> None:
        assert compare(document(schema, shared), document(schema, shared)).findings == ()
        report = compare(document(schema, shared), document(schema, shared, title="Other"))
        assert [(one.rule, one.level) for one in report.findings] == [("info-changed", "safe")]
        assert (report.verdict, report.suggested_bump) == ("compatible", "patch")

    @CALM
    @given(first=SCHEMAS, second=SCHEMAS, shared=SHARED)
    def test_every_break_is_proved_by_a_value_the_lowered_schemas_tell_apart(
        self, first: Any, second: Any, shared: Any
    ) -> None:
        base, head = document(first, shared), document(second, shared)
        report = compare(base, head)
        assert report.stats["contradictions"] == []
        for finding, occurrence in witnesses(report):
            assert occurrence.witness is not None, finding
            body = occurrence.witness.exchange.body
            kind = "requestBody" if occurrence.direction == "request" else "responses/200"
            place = f"/paths/~1things/post/{kind}/content/application~1json/schema"
            sender, receiver = (base, head) if occurrence.direction == "request" else (head, base)
            assert accepts(sender, body, place)
            assert not accepts(receiver, body, place)

    @CALM
    @given(first=SCHEMAS, second=SCHEMAS, shared=SHARED)
    def test_the_verdict_in_one_direction_is_that_of_the_bodies_alone(
        self, first: Any, second: Any, shared: Any
    ) -> None:
        report = compare(document(first, shared), document({"allOf": [first, second]}, shared))
        responses = [one for _, one in witnesses(report) if one.direction == "response"]
        assert responses == []

    @CALM
    @given(first=SCHEMAS, second=SCHEMAS, old=SHARED, new=SHARED)
    def test_the_answer_is_the_same_when_asked_again(
        self, first: Any, second: Any, old: Any, new: Any
    ) -> None:
        reports = [compare(document(first, old), document(second, new)).to_dict() for _ in range(2)]
        assert reports[0] == reports[1]
