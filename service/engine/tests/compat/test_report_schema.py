"""The published JSON Schema of the report: every report is valid against it, and has nothing else."""

import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from dovetail_engine.compat import Policy, Waiver, compare, report_schema
from dovetail_engine.compat.rules import Rule, all_rules
from dovetail_engine.oas import load

CORPUS = Path(os.environ.get("DOVETAIL_CORPUS", Path(__file__).parents[4] / ".." / "shared" / "corpus"))
SAMPLE = ("museum", "svix", "resend", "ory-kratos")

Make = Callable[..., Any]


def closed(schema: Any) -> Any:
    """The schema with every object that declares properties closed, so that an undeclared member is found."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(value) for name, value in schema.items()}
    return {**inner, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else inner


STRICT = jsonschema_rs.Draft202012Validator(closed(report_schema()))


def test_it_is_a_valid_schema_that_refuses_other_things() -> None:
    jsonschema_rs.meta.validate(report_schema())
    assert not STRICT.is_valid({})


@pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
def test_the_report_of_every_example_is_valid(rule: Rule, document: Make) -> None:
    for example in rule.examples:
        base, head = (_whole(document, rule, side) for side in (example.base, example.head))
        STRICT.validate(compare(base, head, Policy(axes="both")).to_dict())


def test_a_waived_finding_is_valid_too(request_of: Make) -> None:
    base, head = request_of({"type": "string"}), request_of({"type": "integer"})
    prints = [finding.fingerprint for finding in compare(base, head).findings]
    report = compare(base, head, waivers=[Waiver(one, "agreed", "ann") for one in prints]).to_dict()
    assert all(finding["waived"] for finding in report["findings"])
    STRICT.validate(report)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real documents is not here (DOVETAIL_CORPUS)")
@pytest.mark.parametrize("api", SAMPLE)
def test_reports_of_real_documents_are_valid(api: str) -> None:
    documents = [load(file.read_bytes(), name=file.name) for file in sorted((CORPUS / api).iterdir())]
    for base, head in pairwise(documents):
        STRICT.validate(compare(base, head).to_dict())


def _whole(document: Make, rule: Rule, side: Any) -> Any:
    """A document around an example: a schema becomes that of a request and a response body."""
    if "paths" in side:
        return document(side["paths"], **{key: value for key, value in side.items() if key != "paths"})
    if rule.on != "schema":
        return document(side)
    content = {"application/json": {"schema": side}}
    answer = {"200": {"description": "Done", "content": content}}
    body = {"required": True, "content": content}
    return document({"/things": {"post": {"requestBody": body, "responses": answer}}})
