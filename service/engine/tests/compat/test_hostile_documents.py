"""Hostile schemas as whole documents: each comparison ends, with an answer that the theory allows."""

import json
from typing import Any

import pytest

from dovetail_engine.compat import Report, compare
from dovetail_engine.oas import Document, DocumentInvalid
from schemalab.documents import loaded
from schemalab.hostile import CASES, COMPONENTS, Case, to


def document(schema: Any, components: Any = None) -> Document:
    content = {"application/json": {"schema": schema}}
    operation = {
        "requestBody": {"required": True, "content": content},
        "responses": {"200": {"description": "Done", "content": content}},
    }
    return loaded(
        {
            "openapi": "3.1.0",
            "info": {"title": "Hostile", "version": "1"},
            "paths": {"/a": {"post": operation}},
            "components": {"schemas": components or {}},
        }
    )


def judged(base: Document, head: Document) -> Report:
    report = compare(base, head)
    json.dumps(report.to_dict())
    for finding in report.findings:
        if finding.level == "breaking" and finding.axis == "wire":
            assert any(one.witness for one in finding.occurrences), finding
    return report


def requests(report: Report) -> str:
    """Return the verdict on requests alone."""
    levels = {
        one.level for finding in report.findings for one in finding.occurrences if one.direction == "request"
    }
    return next((level for level in ("breaking", "unknown") if level in levels), "compatible")


class TestHostileDocuments:
    @pytest.mark.parametrize("case", CASES.values(), ids=CASES)
    def test_end_with_an_answer_or_with_unknown(self, case: Case) -> None:
        base, head, allowed = case
        try:
            documents = document(base), document(head)
        except DocumentInvalid as refused:
            # A document may be refused for its depth, never for anything else here.
            assert [each.code for each in refused.diagnostics] == ["too-deep"]  # noqa: PT017
            return
        assert requests(judged(*documents)) in allowed
        judged(*reversed(documents))

    @pytest.mark.parametrize("case", COMPONENTS.values(), ids=COMPONENTS)
    def test_of_recursive_components_end_too(self, case: tuple[Any, Any, set[str]]) -> None:
        base, head, allowed = case
        documents = document(to("Loop"), base), document(to("Loop"), head)
        assert requests(judged(*documents)) in allowed
        judged(*reversed(documents))

    def test_of_a_reference_to_itself_alone_are_refused(self) -> None:
        with pytest.raises(DocumentInvalid) as refused:
            document(to("Loop"), {"Loop": to("Loop")})
        assert {each.code for each in refused.value.diagnostics} == {"ref-cycle"}
