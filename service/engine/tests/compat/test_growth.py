"""The cost of a comparison follows the change: the rest of a document is neither read nor asked about."""

import json
from typing import Any

import pytest

from dovetail_engine.compat import Policy, compare
from dovetail_engine.compat.containment import Undecided
from dovetail_engine.compat.drift import Drift
from dovetail_engine.compat.judgement import Judgement
from dovetail_engine.compat.sides import Sides
from dovetail_engine.compat.walk import Site, walk
from dovetail_engine.oas import Document, load

REF = "#/components/schemas/"


def shop(size: int, **changed: Any) -> Document:
    """A document of `size` resources, each with its parts; `changed` is in those of the first one."""
    schemas: dict[str, Any] = {"Money": {"type": "object", "properties": {"cents": {"type": "integer"}}}}
    paths: dict[str, Any] = {}
    for number in range(size):
        name = f"Item{number}"
        schemas[f"{name}Part"] = {
            "type": "object",
            "properties": {"label": {"type": "string", **(changed if number == 0 else {})}},
        }
        schemas[name] = {
            "type": "object",
            "required": ["id"],
            "properties": {
                "id": {"type": "string"},
                "price": {"$ref": f"{REF}Money"},
                "parts": {"type": "array", "items": {"$ref": f"{REF}{name}Part"}},
                "next": {"$ref": f"{REF}Item{(number * 7 + 1) % size}"} if number else {"type": "string"},
            },
        }
        content = {"application/json": {"schema": {"$ref": f"{REF}{name}"}}}
        paths[f"/items{number}"] = {
            "post": {
                "requestBody": {"required": True, "content": content},
                "responses": {"201": {"description": "Made", "content": content}},
            }
        }
    tree = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }
    return load(json.dumps(tree).encode())


def isolated(size: int, **changed: Any) -> Document:
    """The same, where nobody else leads to the first resource."""
    document = shop(size, **changed)
    tree = json.loads(document.data)
    for number in range(1, size):
        tree["components"]["schemas"][f"Item{number}"]["properties"]["next"] = {"$ref": f"{REF}Item{number}"}
    return load(json.dumps(tree).encode())


def cost(base: Document, head: Document) -> tuple[int, int, int]:
    """How many sites differ, how many questions they take, and how many schemas come up."""
    drift, policy = Drift(base, head), Policy()
    sides = Sides(base, head, policy, drift)
    judgement = Judgement(sides, policy, drift)
    sites = [met for met in walk(base, head, drift) if isinstance(met, Site)]
    assert [one.occurrence.level for site in sites for one in judgement.schema(site)]
    return len(sites), sides.questions, len(sides.gate.nodes)


class TestGrowth:
    @pytest.mark.parametrize(
        "changed", [{"maxLength": 5}, {"enum": ["a", "b"]}, {"type": ["string", "null"]}]
    )
    def test_the_same_change_costs_the_same_in_a_document_of_eight_times_the_size(
        self, changed: dict[str, Any]
    ) -> None:
        small, large = (cost(isolated(size), isolated(size, **changed)) for size in (10, 80))

        assert small == large
        assert small[0] == 2

    def test_a_change_that_more_operations_reach_costs_what_they_do(self) -> None:
        alone = cost(isolated(40), isolated(40, maxLength=5))
        reached = cost(shop(40), shop(40, maxLength=5))

        assert reached[0] > alone[0]
        assert reached[1] <= alone[1] * reached[0]

    def test_parts_that_only_moved_are_the_same(self) -> None:
        base = shop(20)
        tree = json.loads(base.data)
        tree["components"]["schemas"] = dict(reversed(tree["components"]["schemas"].items()))

        assert Drift(base, load(json.dumps(tree).encode())).changed == frozenset()


class TestBudget:
    def test_all_questions_together_have_one(self) -> None:
        base, head = shop(20), shop(20, maxLength=5)

        report = compare(base, head, Policy(steps=1))

        assert {finding.level for finding in report.findings} == {"unknown"}
        assert report.to_dict() == compare(base, head, Policy(steps=1)).to_dict()

    def test_what_is_asked_after_it_is_used_up_is_not_decided(self) -> None:
        base, head = shop(20), shop(20, maxLength=5)
        drift = Drift(base, head)
        sides = Sides(base, head, Policy(), drift)
        sides.gate.spent = 10**9

        answer = sides.sample("base", f"{REF.removeprefix('#')}Item1", "request")

        assert isinstance(answer, Undecided)
        assert "all questions together" in answer.reason
