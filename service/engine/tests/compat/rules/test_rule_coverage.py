"""Kinds of change that other gates name or miss: the rule that the coverage page gives really fires."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dovetail_engine.compat import Policy, all_rules, compare
from dovetail_engine.compat.rules import pages
from dovetail_engine.compat.rules.coverage import GAPS
from dovetail_engine.compat.rules.kinds import AROUND, IN_SCHEMAS, Kind
from dovetail_engine.oas import Document, load

Tree = dict[str, Any]
Pair = tuple[Any, Any]

TEXT: Tree = {"type": "string"}
WHOLE: Tree = {"type": "integer"}
LIST: Tree = {"type": "array", "items": WHOLE}
THING: Tree = {"type": "object", "properties": {"a": TEXT, "b": TEXT}}
NEED_B: Tree = {"a": {"required": ["b"]}}
DONE: Tree = {"204": {"description": "Done"}}
EARLY, LATE = ({"deprecated": True, "x-sunset": f"20{year}-01-31"} for year in (27, 28))


def turned(pair: Pair) -> Pair:
    return pair[1], pair[0]


def limit(plain: Tree, keyword: str, low: int, high: int) -> dict[str, Pair]:
    """The four moves of a bound."""
    return {
        "increased": ({**plain, keyword: low}, {**plain, keyword: high}),
        "decreased": ({**plain, keyword: high}, {**plain, keyword: low}),
        "set": (plain, {**plain, keyword: low}),
        "unset": ({**plain, keyword: low}, plain),
    }


LIMITS = {
    "max": limit(WHOLE, "maximum", 2, 4),
    "min": limit(WHOLE, "minimum", 2, 4),
    "exclusive-max": limit({"type": "number"}, "exclusiveMaximum", 2, 4),
    "exclusive-min": limit({"type": "number"}, "exclusiveMinimum", 2, 4),
    "max-length": limit(TEXT, "maxLength", 2, 4),
    "min-length": limit(TEXT, "minLength", 2, 4),
    "max-items": limit(LIST, "maxItems", 2, 4),
    "min-items": limit(LIST, "minItems", 2, 4),
    "max-contains": limit({**LIST, "contains": {"const": 1}}, "maxContains", 2, 4),
    "min-contains": limit({**LIST, "contains": {"const": 1}}, "minContains", 2, 4),
}

# What appears and, in the base of the contrary, goes: action up to its last word, plain schema, with it.
APPEARS: dict[str, Pair] = {
    "pattern": (TEXT, {**TEXT, "pattern": "^a"}),
    "default-value": (TEXT, {**TEXT, "default": "a"}),
    "const": (TEXT, {"const": "a"}),
    "enum-value": ({"enum": ["a"]}, {"enum": ["a", "b"]}),
    "contains": (LIST, {**LIST, "contains": {"const": 1}}),
    "content-schema": (TEXT, {**TEXT, "contentSchema": WHOLE}),
    "dependent-required": (THING, {**THING, "dependentRequired": {"a": ["b"]}}),
    "dependent-schema": (THING, {**THING, "dependentSchemas": NEED_B}),
    "if": (TEXT, {**TEXT, "if": {"maxLength": 3}, "then": {"pattern": "^a"}}),
    "then": ({**TEXT, "if": {"maxLength": 3}}, {**TEXT, "if": {"maxLength": 3}, "then": {"pattern": "^a"}}),
    "else": ({**TEXT, "if": {"maxLength": 3}}, {**TEXT, "if": {"maxLength": 3}, "else": {"pattern": "^a"}}),
    "pattern-property": (THING, {**THING, "patternProperties": {"^x": WHOLE}}),
    "prefix-items": (LIST, {**LIST, "prefixItems": [{"const": 1}]}),
    "property-names": (THING, {**THING, "propertyNames": {"maxLength": 3}}),
    "unevaluated-items": (
        {"type": "array", "prefixItems": [WHOLE]},
        {"type": "array", "prefixItems": [WHOLE], "unevaluatedItems": False},
    ),
    "unevaluated-properties": (THING, {**THING, "unevaluatedProperties": False}),
    "all-of": (THING, {"allOf": [THING, {"required": ["a"]}]}),
    "any-of": ({"anyOf": [TEXT, WHOLE]}, {"anyOf": [TEXT, WHOLE, LIST]}),
    "one-of": ({"oneOf": [TEXT, WHOLE]}, {"oneOf": [TEXT, WHOLE, LIST]}),
}

OTHERS: dict[str, Pair] = {
    "became-nullable": (TEXT, {"type": ["string", "null"]}),
    "became-not-nullable": ({"type": ["string", "null"]}, TEXT),
    "type-changed": (TEXT, LIST),
    "type-generalized": (WHOLE, {"type": "number"}),
    "type-specialized": ({"type": "number"}, WHOLE),
    "type-compatible": (WHOLE, {"type": "number"}),
    "list-of-types-narrowed": ({"type": ["integer", "boolean"]}, WHOLE),
    "list-of-types-widened": (WHOLE, {"type": ["integer", "boolean"]}),
    "became-enum": (TEXT, {"enum": ["a"]}),
    "default-value-changed": ({**TEXT, "default": "a"}, {**TEXT, "default": "b"}),
    "pattern-changed": ({**TEXT, "pattern": "^a"}, {**TEXT, "pattern": "^b"}),
    "pattern-generalized": ({**TEXT, "pattern": "^ab"}, {**TEXT, "pattern": "^a"}),
    "const-changed": ({"const": "a"}, {"const": "b"}),
    "dependent-required-changed": (
        {**THING, "dependentRequired": {"a": ["b"]}},
        {**THING, "dependentRequired": {"b": ["a"]}},
    ),
    "content-encoding-changed": (
        {**TEXT, "contentEncoding": "base64"},
        {**TEXT, "contentEncoding": "base16"},
    ),
    "content-media-type-changed": (
        {**TEXT, "contentMediaType": "text/html"},
        {**TEXT, "contentMediaType": "text/csv"},
    ),
    "wrapped-in-one-of": (TEXT, {"oneOf": [TEXT, {"const": 1}]}),
    "all-of-added-annotation-only": (TEXT, {"allOf": [TEXT, {"description": "Words"}]}),
    "all-of-removed-annotation-only": ({"allOf": [TEXT, {"description": "Words"}]}, TEXT),
    "x-extensible-enum-value-removed": (
        {**TEXT, "x-extensible-enum": ["a", "b"]},
        {**TEXT, "x-extensible-enum": ["a"]},
    ),
}

# What happens to a member `a` of an object: for the places that are called properties.
DATED = {**TEXT, "deprecated": True}
MEMBERS: dict[str, Pair] = {
    "deprecated": (TEXT, DATED),
    "reactivated": (DATED, TEXT),
    "deprecated-with-sunset": (TEXT, {**TEXT, **EARLY}),
    "deprecated-sunset-missing": (TEXT, DATED),
    "deprecated-sunset-invalid": (TEXT, {**DATED, "x-sunset": "soon"}),
    "sunset-date-too-small": (TEXT, {**TEXT, **EARLY}),
    "became-read-only": (TEXT, {**TEXT, "readOnly": True}),
    "became-not-read-only": ({**TEXT, "readOnly": True}, TEXT),
    "became-write-only": (TEXT, {**TEXT, "writeOnly": True}),
    "became-not-write-only": ({**TEXT, "writeOnly": True}, TEXT),
}
NEEDED: Tree = {**THING, "required": ["a"]}
LESS: Tree = {"type": "object", "properties": {"b": TEXT}}
OBJECTS: dict[str, Pair] = {
    "became-required": (THING, NEEDED),
    "became-required-with-default": (
        {**THING, "properties": {"a": {**TEXT, "default": "x"}}},
        {**NEEDED, "properties": {"a": {**TEXT, "default": "x"}}},
    ),
    "became-optional": (NEEDED, THING),
    "removed": (THING, LESS),
    "added": (LESS, THING),
}


def pet(name: str = "kind", **mapping: str) -> Tree:
    """Two kinds of animal, told apart by a property."""
    refs = [{"$ref": f"#/components/schemas/{kind}"} for kind in ("Cat", "Dog")]
    mapped = {"mapping": {key: f"#/components/schemas/{kind}" for key, kind in mapping.items()}}
    return {"oneOf": refs, "discriminator": {"propertyName": name, **(mapped if mapping else {})}}


ANIMAL = {"type": "object", "properties": {"kind": TEXT, "sort": TEXT}, "required": ["kind", "sort"]}
COMPONENTS = {
    "schemas": {
        "Cat": {**ANIMAL, "title": "Cat", "required": ["kind", "sort", "claws"]},
        "Dog": {**ANIMAL, "title": "Dog", "required": ["kind", "sort", "bark"]},
    }
}
BARE = {"oneOf": pet()["oneOf"]}
DISCRIMINATORS: dict[str, Pair] = {
    "discriminator-added": (BARE, pet()),
    "discriminator-removed": (pet(), BARE),
    "discriminator-property-name-changed": (pet(), pet("sort")),
    "discriminator-mapping-added": (pet(), pet(c="Cat", d="Dog")),
    "discriminator-mapping-deleted": (pet(c="Cat", d="Dog"), pet()),
    "discriminator-mapping-changed": (pet(c="Cat", d="Dog"), pet(d="Cat", c="Dog")),
}


def schema_pairs() -> dict[str, Pair]:
    moves = {f"{name}-{move}": pair for name, found in LIMITS.items() for move, pair in found.items()}
    come = {f"{name}-added": pair for name, pair in APPEARS.items()}
    gone = {f"{name}-removed": turned(pair) for name, pair in APPEARS.items()}
    return {**moves, **come, **gone, **OTHERS, **DISCRIMINATORS}


def document(paths: Tree, **more: Any) -> Document:
    tree = {"openapi": "3.1.0", "info": {"title": "T", "version": "2.0.0"}, "paths": paths, **more}
    return load(json.dumps(tree).encode())


def operation(**fields: Any) -> Document:
    return document({"/things": {"post": {"responses": DONE, **fields}}}, components=COMPONENTS)


def body(schema: Any, *, media: str = "application/json", **fields: Any) -> Document:
    content = {media: {} if schema is None else {"schema": schema}}
    return operation(requestBody={"required": True, "content": content, **fields})


def answer(
    schema: Any = None, *, status: str = "200", media: str | None = "application/json", **fields: Any
) -> Document:
    content = {"content": {media: {} if schema is None else {"schema": schema}}} if media else {}
    return operation(responses={status: {"description": "Done", **content, **fields}})


def member(schema: Any) -> Tree:
    return {"type": "object", "properties": {"a": schema}}


def parameter(schema: Any = TEXT, **fields: Any) -> Document:
    return operation(parameters=[{"name": "q", "in": "query", "schema": schema, **fields}])


def deep(schema: Any) -> Document:
    return parameter(member(schema), style="deepObject", explode=True)


def header(schema: Any = TEXT, **fields: Any) -> Document:
    return answer(media=None, headers={"X-A": {"schema": schema, **fields}})


PLACES: dict[str, Callable[[Any], Document]] = {
    "P": parameter,
    "r": deep,
    "h": header,
    "B": body,
    "Q": lambda schema: body(member(schema)),
    "R": lambda schema: body(member(schema)),
    "b": answer,
    "p": lambda schema: answer(member(schema)),
    "o": lambda schema: body(member(schema)),
    "q": lambda schema: body({**member(schema), "required": ["a"]}),
    "u": lambda schema: answer(member(schema)),
    "v": lambda schema: answer({**member(schema), "required": ["a"]}),
}
WHOLES: dict[str, Callable[[Any], Document]] = {"Q": body, "p": answer, "u": answer, "v": answer}


def made(letter: str, action: str) -> tuple[Document, Document] | None:
    """The pair of documents that shows an action at a place, if the tables have one."""
    if letter in "Qpuv" and action in OBJECTS:
        base, head = OBJECTS[action]
        if letter == "v":
            base, head = ({**side, "required": ["a"]} if side is THING else side for side in (base, head))
        return WHOLES[letter](base), WHOLES[letter](head)
    found = MEMBERS.get(action) if letter in "Qpoquv" else None
    pair = found or schema_pairs().get(action)
    return (PLACES[letter](pair[0]), PLACES[letter](pair[1])) if pair else None


KEY: Tree = {"k": {"type": "apiKey", "in": "header", "name": "X-Key"}}


def oauth(*scopes: str, asked: tuple[str, ...] = (), text: str = "", **urls: str) -> Document:
    flow = {"authorizationUrl": "https://a.test", "tokenUrl": "https://t.test", **urls}
    flows = {"authorizationCode": {**flow, "scopes": dict.fromkeys(scopes, text)}}
    schemes = {"s": {"type": "oauth2", "flows": flows}}
    return secured([{"s": list(asked)}], schemes)


def secured(security: Any = None, schemes: Tree | None = None, *, everywhere: bool = False) -> Document:
    said = {} if security is None else {"security": security}
    more = said if everywhere else {}
    item = {"post": {"responses": DONE, **({} if everywhere else said)}}
    return document(
        {"/things": item}, components={"securitySchemes": KEY if schemes is None else schemes}, **more
    )


def gone(**fields: Any) -> tuple[Document, Document]:
    return operation(**fields), document({})


NONE = operation()
ONE = parameter()
AROUND_PAIRS: dict[str, tuple[Document, Document]] = {
    "webhook-removed": (document({}, webhooks={"w": {"post": {"responses": DONE}}}), document({})),
    "webhook-added": (document({}), document({}, webhooks={"w": {"post": {"responses": DONE}}})),
    "api-schema-removed": (NONE, document({"/things": {"post": {"responses": DONE}}})),
    "required-response-header-removed": (header(required=True), answer(media=None)),
    "optional-response-header-removed": (header(), answer(media=None)),
    "response-header-added": (answer(media=None), header()),
    "response-header-became-optional": (header(required=True), header()),
    "api-version-decreased": (
        NONE,
        document({"/things": {"post": {"responses": DONE}}}, info={"title": "T", "version": "1.9"}),
    ),
    "new-request-path-parameter": (
        NONE,
        document(
            {
                "/things/{id}": {
                    "parameters": [{"name": "id", "in": "path", "required": True, "schema": TEXT}],
                    "post": {"responses": DONE},
                }
            }
        ),
    ),
    "new-required-request-default-parameter-to-existing-path": (NONE, parameter(required=True)),
    "new-required-request-header-property": (
        NONE,
        operation(parameters=[{"name": "X-A", "in": "header", "required": True, "schema": TEXT}]),
    ),
    "new-required-request-parameter": (NONE, parameter(required=True)),
    "request-header-property-became-enum": (ONE, parameter({"enum": ["a"]})),
    "request-header-property-became-required": (ONE, parameter(required=True)),
    "new-optional-request-default-parameter-to-existing-path": (NONE, ONE),
    "new-optional-request-parameter": (NONE, ONE),
    "request-parameter-became-required": (ONE, parameter(required=True)),
    "request-parameter-became-optional": (parameter(required=True), ONE),
    "request-parameter-deprecated": (ONE, parameter(deprecated=True)),
    "request-parameter-reactivated": (parameter(deprecated=True), ONE),
    "request-parameter-removed": (ONE, NONE),
    "request-parameter-removed-with-deprecation": (parameter(deprecated=True), NONE),
    "request-parameter-removed-before-sunset": (parameter(**EARLY), NONE),
    "request-parameter-deprecated-sunset-missing": (ONE, parameter(deprecated=True)),
    "request-parameter-sunset-date-changed-too-small": (parameter(**LATE), parameter(**EARLY)),
    "request-parameter-sunset-date-too-small": (ONE, parameter(**EARLY)),
    "request-parameter-sunset-deleted": (parameter(**EARLY), parameter(deprecated=True)),
    "request-parameter-sunset-parse": (ONE, parameter(deprecated=True, **{"x-sunset": "soon"})),
    "api-deprecated-sunset-missing": (NONE, operation(deprecated=True)),
    "api-deprecated-sunset-parse": (NONE, operation(deprecated=True, **{"x-sunset": "soon"})),
    "api-path-removed-before-sunset": gone(**EARLY),
    "api-path-removed-without-deprecation": gone(),
    "api-path-removed-with-deprecation": gone(deprecated=True),
    "api-path-sunset-parse": gone(deprecated=True, **{"x-sunset": "soon"}),
    "api-removed-before-sunset": gone(**EARLY),
    "api-removed-without-deprecation": gone(),
    "api-removed-with-deprecation": gone(**EARLY),
    "api-sunset-date-changed-too-small": (operation(**LATE), operation(**EARLY)),
    "api-sunset-date-too-small": (NONE, operation(**EARLY)),
    "sunset-deleted": (operation(**EARLY), operation(deprecated=True)),
    "api-operation-id-added": (NONE, operation(operationId="a")),
    "api-operation-id-removed": (operation(operationId="a"), NONE),
    "endpoint-added": (document({}), NONE),
    "endpoint-deprecated": (NONE, operation(deprecated=True)),
    "endpoint-deprecated-with-sunset": (NONE, operation(**EARLY)),
    "endpoint-reactivated": (operation(deprecated=True), NONE),
    "request-body-added-required": (NONE, body(THING)),
    "request-body-added-optional": (NONE, body(THING, required=False)),
    "request-body-became-required": (body(THING, required=False), body(THING)),
    "request-body-became-optional": (body(THING), body(THING, required=False)),
    "request-body-removed": (body(THING), NONE),
    "request-body-media-type-removed": (body(THING), body(THING, media="text/csv")),
    "request-body-media-type-added": (body(THING), body(THING, media="text/csv")),
    "request-body-media-type-schema-added": (body(None), body(THING)),
    "request-body-media-type-schema-removed": (body(THING), body(None)),
    "response-body-media-type-schema-added": (answer(), answer(THING)),
    "response-body-media-type-schema-removed": (answer(THING), answer()),
    "response-media-type-removed": (answer(THING), answer(THING, media="text/csv")),
    "response-media-type-added": (answer(THING), answer(THING, media="text/csv")),
    "response-media-type-name-changed": (answer(THING), answer(THING, media="application/problem+json")),
    "response-success-status-removed": (answer(THING), answer(THING, status="201")),
    "response-success-status-added": (answer(THING), answer(THING, status="201")),
    "response-non-success-status-added": (answer(THING), answer(THING, status="404")),
    "response-non-success-status-removed": (answer(THING, status="404"), answer(THING)),
    "response-mediatype-enum-value-removed": (answer({"enum": ["a", "b"]}), answer({"enum": ["a"]})),
    "new-required-request-property": (body(LESS), body(NEEDED)),
    "new-required-request-property-with-default": (
        body(LESS),
        body({**NEEDED, "properties": {"a": {**TEXT, "default": "x"}, "b": TEXT}}),
    ),
    "new-optional-request-property": (body(LESS), body(THING)),
    "api-global-security-added": (secured(), secured([{"k": []}], everywhere=True)),
    "api-global-security-removed": (secured([{"k": []}], everywhere=True), secured()),
    "api-security-added": (secured(), secured([{"k": []}])),
    "api-security-removed": (secured([{"k": []}]), secured()),
    "api-security-scope-added": (oauth("r"), oauth("r", asked=("r",))),
    "api-security-scope-removed": (oauth("r", asked=("r",)), oauth("r")),
    "api-global-security-scope-added": (oauth("r"), oauth("r", asked=("r",))),
    "api-global-security-scope-removed": (oauth("r", asked=("r",)), oauth("r")),
    "api-security-component-added": (secured(schemes={}), secured()),
    "api-security-component-removed": (secured(), secured(schemes={})),
    "api-security-component-oauth-scope-added": (oauth("r"), oauth("r", "w")),
    "api-security-component-oauth-scope-removed": (oauth("r", "w"), oauth("r")),
    "api-security-component-oauth-scope-changed": (oauth("r"), oauth("r", text="Read")),
    "api-security-component-oauth-token-url-changed": (oauth(), oauth(tokenUrl="https://n.test")),
    "api-security-component-oauth-url-changed": (oauth(), oauth(authorizationUrl="https://n.test")),
    "api-security-component-type-changed": (
        oauth(),
        secured([{"s": []}], {"s": {"type": "http", "scheme": "bearer"}}),
    ),
    "api-tag-added": (NONE, operation(tags=["a"])),
    "api-tag-removed": (operation(tags=["a"]), NONE),
}


def cases() -> Iterator[tuple[str, Kind, Document, Document]]:
    """Every kind of which there is a pair, by its id."""
    for kind in (*AROUND, *IN_SCHEMAS):
        for letter, name in zip(kind.places or " ", kind.ids, strict=True):
            pair = AROUND_PAIRS.get(name) or (made(letter, kind.action) if letter.strip() else None)
            if pair and kind.rules:
                yield name, kind, *pair


CASES = list(cases())


class TestCoverage:
    @pytest.mark.parametrize(("name", "kind", "base", "head"), CASES, ids=[case[0] for case in CASES])
    def test_the_named_rule_fires(self, name: str, kind: Kind, base: Document, head: Document) -> None:
        fired = {finding.rule for finding in compare(base, head, Policy(axes="both")).findings}
        assert fired & set(kind.rules.split()), name

    def test_no_kind_is_left_to_belief(self) -> None:
        named = {name for kind in (*AROUND, *IN_SCHEMAS) if kind.rules for name in kind.ids}
        assert named - {case[0] for case in CASES} == set()

    @pytest.mark.parametrize("kind", [*AROUND, *IN_SCHEMAS, *GAPS], ids=lambda kind: kind.ids[0])
    def test_every_rule_that_is_named_exists(self, kind: Kind) -> None:
        assert set(kind.rules.split()) <= all_rules().keys()
        assert kind.rules or kind.note, "a kind that is no change for us says why"

    def test_no_kind_is_listed_twice(self) -> None:
        names = [name for kind in (*AROUND, *IN_SCHEMAS) for name in kind.ids]
        assert len(names) == len(set(names)) == 508

    def test_the_page_links_pages_that_exist(self) -> None:
        made_pages = pages()
        links = set(re.findall(r"\]\(([a-z-]+\.md)\)", made_pages["spec/rules/coverage.md"].decode()))
        assert links
        assert all(f"spec/rules/{link}" in made_pages for link in links)
