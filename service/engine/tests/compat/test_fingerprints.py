"""Fingerprints outlive rewording, reordering and unrelated edits, and tell causes apart."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from dovetail_engine.compat import Finding, Policy, all_rules, compare
from dovetail_engine.compat.rules import Example, Rule
from dovetail_engine.oas import Document, load

Edit = Callable[[Any, Random], Any]

FIRING = [(rule, example) for rule in all_rules().values() for example in rule.examples if example.fires]
UNORDERED = frozenset(
    [
        *("enum", "required", "parameters", "tags", "type", "x-extensible-enum"),
        *("anyOf", "oneOf", "security", "servers"),
    ]
)
WORDS = ("description", "summary")


def whole(rule: Rule, written: Any) -> dict[str, Any]:
    """The document of an example, as a tree."""
    tree: dict[str, Any] = {"openapi": "3.1.0", "info": {"title": "Example", "version": "1"}}
    if rule.on == "schema" and "paths" not in written:
        content = {"application/json": {"schema": written}}
        answer = {"200": {"description": "Done", "content": content}}
        body = {"required": True, "content": content}
        return {**tree, "paths": {"/things": {"post": {"requestBody": body, "responses": answer}}}}
    return {**tree, **(written if "paths" in written else {"paths": written})}


def loaded(tree: Any) -> Document:
    return load(json.dumps(tree).encode())


def shuffled_keys(tree: Any, random: Random) -> Any:
    """The same tree with the keys of every object in another order."""
    if isinstance(tree, list):
        return [shuffled_keys(item, random) for item in tree]
    if not isinstance(tree, dict):
        return tree
    names = random.sample(list(tree), len(tree))
    return {name: shuffled_keys(tree[name], random) for name in names}


def shuffled_members(tree: Any, random: Random) -> Any:
    """The same tree with the members of lists whose order means nothing in another order."""
    if isinstance(tree, list):
        return [shuffled_members(item, random) for item in tree]
    if not isinstance(tree, dict):
        return tree
    changed = {name: shuffled_members(value, random) for name, value in tree.items()}
    for name in UNORDERED & changed.keys():
        if isinstance(changed[name], list):
            changed[name] = random.sample(changed[name], len(changed[name]))
    return changed


def with_strangers(tree: Any, random: Random) -> Any:
    """The same document with operations and schemas that have nothing to do with the rest."""
    number = random.randrange(10**6)
    stranger = {"get": {"responses": {"204": {"description": "Nothing"}}}}
    components = tree.get("components", {})
    schemas = {f"Aaa{number}": {"type": "integer"}, **components.get("schemas", {})}
    paths = {f"/aaa/{number}": stranger, **tree["paths"], f"/zzz/{number}": stranger}
    return {**tree, "paths": paths, "components": {**components, "schemas": schemas}}


def reworded(tree: Any, random: Random) -> Any:
    """The same tree with other words in every description and summary that is one."""
    if isinstance(tree, list):
        return [reworded(item, random) for item in tree]
    if not isinstance(tree, dict):
        return tree
    changed = {name: reworded(value, random) for name, value in tree.items()}
    for name in WORDS:
        if isinstance(changed.get(name), str):
            changed[name] = f"words {random.randrange(10**6)}"
    return changed


def findings(rule: Rule, example: Example, edit: Edit | None = None, seed: int = 0) -> list[Finding]:
    """What the gate says of an example, both sides edited on their own."""
    random = Random(seed)  # noqa: S311 - the same edits every time
    trees = [whole(rule, side) for side in (example.base, example.head)]
    pair = [loaded(edit(tree, random) if edit else tree) for tree in trees]
    return list(compare(*pair, Policy(axes="both")).findings)


class TestStability:
    @pytest.mark.parametrize("edit", [shuffled_keys, shuffled_members, with_strangers, reworded])
    @pytest.mark.parametrize(("rule", "example"), FIRING, ids=[f"{r.id}: {e.summary}" for r, e in FIRING])
    def test_an_edit_that_is_not_the_change_leaves_it_alone(
        self, rule: Rule, example: Example, edit: Edit
    ) -> None:
        before = {one.fingerprint for one in findings(rule, example) if one.rule == rule.id}
        assert before
        if edit is reworded and rule.id.endswith(("description-changed", "info-changed")):
            return
        for seed in range(2):
            after = {one.fingerprint for one in findings(rule, example, edit, seed)}
            assert before <= after

    def test_an_edit_below_moves_a_line_and_not_the_fingerprint(self) -> None:
        def document(*lines: str, maximum: int) -> Document:
            schema = {"type": "integer", "maximum": maximum}
            parameter = {"name": "limit", "in": "query", "schema": schema}
            operation = {"parameters": [parameter], "responses": {"204": {"description": "None"}}}
            tree = {
                "openapi": "3.1.0",
                "info": {"title": "T", "version": "1"},
                "paths": {"/a": {"get": operation}},
            }
            return load(("\n" * len(lines) + json.dumps(tree, indent=2)).encode())

        (near,) = compare(document(maximum=9), document(maximum=5)).findings
        (far,) = compare(document(maximum=9), document("", "", maximum=5)).findings
        assert near.head is not None
        assert far.head is not None
        assert near.head.line != far.head.line
        assert near.fingerprint == far.fingerprint


class TestDistinctness:
    def test_two_different_causes_never_share_one(self) -> None:
        told: dict[str, tuple[str, str, str]] = {}
        for rule, example in FIRING:
            for one in findings(rule, example):
                cause = (one.rule, one.subject, one.message)
                assert told.setdefault(one.fingerprint, cause) == cause
        assert len(told) > len(all_rules()) / 2

    def test_within_a_report_each_is_its_own(self) -> None:
        for rule, example in FIRING:
            prints = [one.fingerprint for one in findings(rule, example)]
            assert len(set(prints)) == len(prints)
