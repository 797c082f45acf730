"""Every rule's examples, which are its manual page, through the whole gate."""

import json
from typing import Any

import pytest

from dovetail_engine.compat import Policy, all_rules, compare, explain, pages
from dovetail_engine.compat.rules import Example, Rule, UnknownRule
from dovetail_engine.oas import Document, load

EXAMPLES = [(rule, example) for rule in all_rules().values() for example in rule.examples]


def document(rule: Rule, written: Any) -> Document:
    tree: dict[str, Any] = {"openapi": "3.1.0", "info": {"title": "Example", "version": "1"}}
    if rule.on == "schema" and "paths" not in written:
        schema = {"schema": written}
        answer = {"200": {"description": "Done", "content": {"application/json": schema}}}
        body = {"required": True, "content": {"application/json": schema}}
        tree["paths"] = {"/things": {"post": {"requestBody": body, "responses": answer}}}
    else:
        tree.update(written if "paths" in written else {"paths": written})
    return load(json.dumps(tree).encode())


def fired(rule: Rule, example: Example) -> bool:
    report = compare(document(rule, example.base), document(rule, example.head), Policy(axes="both"))
    return rule.id in {finding.rule for finding in report.findings}


class TestExamples:
    @pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.id}: {e.summary}" for r, e in EXAMPLES])
    def test_a_rule_fires_where_its_manual_says_so(self, rule: Rule, example: Example) -> None:
        assert fired(rule, example) is example.fires

    @pytest.mark.parametrize("rule", all_rules().values(), ids=lambda rule: rule.id)
    def test_every_rule_has_a_case_and_a_near_miss(self, rule: Rule) -> None:
        assert {example.fires for example in rule.examples} == {True, False}


class TestManual:
    def test_every_rule_has_a_page_that_shows_its_examples(self) -> None:
        for rule in all_rules().values():
            page = explain(rule.id)
            assert page.startswith(f"# {rule.id}\n")
            assert all(example.summary in page for example in rule.examples)

    def test_the_pages_are_one_per_rule_and_a_contents_page_that_links_them_all(self) -> None:
        made = pages()
        beside = {"spec/rules/README.md", "spec/rules/coverage.md"}
        assert set(made) == {f"spec/rules/{name}.md" for name in all_rules()} | beside
        assert all(f"]({name}.md)" in made["spec/rules/README.md"].decode() for name in all_rules())

    def test_an_unknown_rule_is_refused(self) -> None:
        with pytest.raises(UnknownRule):
            explain("no-such-rule")
