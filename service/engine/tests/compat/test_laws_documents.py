"""Laws of whole documents: an inserted break is found, a refactoring is silent, nothing crashes."""

import json
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dovetail_engine.compat import Finding, Occurrence, Report, compare
from dovetail_engine.oas import DocumentInvalid, load
from schemalab.bodies import NARROWING, NEUTRAL, Place, bodies, places
from schemalab.documents import everywhere, loaded, resolvable, tree_of
from schemalab.engine import seeded
from schemalab.families import DEFINITIONS
from schemalab.generated import schemas
from schemalab.judges import asserting
from schemalab.model import Body, Dialect, Model
from schemalab.neighbours import neighbour

seeds = st.integers(0, 2**32)
dialects: st.SearchStrategy[Dialect] = st.sampled_from(["3.0.3", "3.1.0"])


def examples(number: int) -> settings:
    return settings(
        max_examples=number,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def edits(body: Body) -> list[tuple[str, Place, Model]]:
    """Return every edit that some place of the body allows."""
    rules = {**NARROWING, **NEUTRAL}
    made = ((name, place, rules[name](place.model)) for name in rules for place in places(body))
    return [(name, place, model) for name, place, model in made if model is not None]


def edited(body: Body, random: Random) -> tuple[Body, str, frozenset[str]]:
    """Return a copy with one edit, the edit's name, and the views in which it narrows."""
    copy = deepcopy(body)
    possible = edits(copy)
    assume(possible)
    wanted = random.choice(sorted({name for name, _, _ in possible}))
    name, place, model = random.choice([edit for edit in possible if edit[0] == wanted])
    place.put(model)
    return copy, name, place.views if name in NARROWING else frozenset()


def breaks(report: Report) -> list[tuple[Finding, Occurrence]]:
    return [
        (finding, occurrence)
        for finding in report.findings
        for occurrence in finding.occurrences
        if finding.axis == "wire" and occurrence.level == "breaking"
    ]


def check_edit(body: Body, seed: int, dialect: Dialect) -> None:
    """A narrowing breaks requests one way and responses the other, in the views that see it, and no more."""
    narrower, name, views = edited(body, seeded(seed))
    wide, narrow = (loaded(tree_of(each, dialect)) for each in (body, narrower))
    check_report(compare(wide, narrow), body, narrower, views & {"request"}, name)
    check_report(compare(narrow, wide), body, narrower, views & {"response"}, name)


def check_report(
    report: Report, wide: Body, narrow: Body, views: set[str] | frozenset[str], name: str
) -> None:
    found = breaks(report)
    assert report.stats["contradictions"] == []
    assert {occurrence.direction for _, occurrence in found} == views, (name, wide, narrow)
    assert report.verdict == ("breaking" if views else "compatible")
    assert len({finding.fingerprint for finding, _ in found}) <= 1, (name, wide, narrow)
    for _, occurrence in found:
        assert occurrence.witness is not None
        value = occurrence.witness.exchange.body
        assert asserting(wide.json_schema(occurrence.direction))(value), (name, value)
        assert not asserting(narrow.json_schema(occurrence.direction))(value), (name, value)


def shuffled(value: Any, random: Random) -> Any:
    """Return the tree with the keys of every object, and lists whose order means nothing, reordered."""
    if isinstance(value, list):
        return [shuffled(item, random) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: shuffled(value[key], random) for key in random.sample(sorted(value), len(value))}
    for key in ("required", "enum", "oneOf", "anyOf", "allOf", "type"):
        if isinstance(made.get(key), list):
            random.shuffle(made[key])
    return made


def renamed(tree: Any) -> Any:
    """Return the tree with the component `Shared` under another name."""
    text = json.dumps(tree).replace("#/components/schemas/Shared", "#/components/schemas/Common")
    made = json.loads(text)
    made["components"]["schemas"]["Common"] = made["components"]["schemas"].pop("Shared")
    return made


def described(tree: Any, random: Random) -> Any:
    """Return the tree with other words wherever words are allowed."""
    made = deepcopy(tree)
    made["info"]["description"] = "Said anew."
    made["paths"]["/things"]["post"]["summary"] = "Swap"
    for schema in made["components"]["schemas"].values():
        if "$ref" not in schema:
            schema |= {"title": f"T{random.randrange(9)}", "description": "Said anew.", "example": None}
    return made


def levels(report: Report) -> set[str]:
    return {finding.level for finding in report.findings if finding.axis == "wire"}


def told(report: Report) -> str:
    return json.dumps(report.to_dict(), sort_keys=True)


class TestAnInsertedEdit:
    @examples(120)
    @given(bodies(), seeds, dialects)
    def test_breaks_whom_the_theory_says_and_nobody_else(
        self, body: Body, seed: int, dialect: Dialect
    ) -> None:
        check_edit(body, seed, dialect)

    @pytest.mark.long
    @examples(4000)
    @given(bodies(), seeds, dialects)
    def test_breaks_whom_the_theory_says_thousands_of_times(
        self, body: Body, seed: int, dialect: Dialect
    ) -> None:
        check_edit(body, seed, dialect)

    @pytest.mark.parametrize("name", [*NARROWING, *NEUTRAL])
    def test_of_each_kind_is_among_those_tried(self, name: str) -> None:
        assert any(name == edit for body in samples() for edit, _, _ in edits(body))


def samples() -> Iterator[Body]:
    """Yield bodies as the laws draw them."""
    drawn: list[Body] = []

    @examples(60)
    @given(bodies())
    def draw(body: Body) -> None:
        drawn.append(body)

    draw()
    return iter(drawn)


class TestARefactoring:
    @examples(40)
    @given(bodies(), seeds, dialects)
    def test_of_order_or_notation_is_silent(self, body: Body, seed: int, dialect: Dialect) -> None:
        tree = tree_of(body, dialect)
        other = shuffled(tree, seeded(seed))
        assert compare(loaded(tree), loaded(tree)).findings == ()
        assert compare(loaded(tree), loaded(other)).findings == ()
        assert compare(loaded(tree), load(yaml.safe_dump(tree).encode())).findings == ()

    @examples(40)
    @given(bodies(), seeds, dialects)
    def test_of_words_or_names_changes_nothing_on_the_wire(
        self, body: Body, seed: int, dialect: Dialect
    ) -> None:
        tree = tree_of(body, dialect)
        for other in (described(tree, seeded(seed)), renamed(tree)):
            for report in (compare(loaded(tree), loaded(other)), compare(loaded(other), loaded(tree))):
                assert levels(report) <= {"safe"}, report.findings
                assert report.verdict == "compatible"

    @examples(40)
    @given(bodies(), seeds, dialects)
    def test_beside_a_break_leaves_its_fingerprints_alone(
        self, body: Body, seed: int, dialect: Dialect
    ) -> None:
        base = tree_of(body, dialect)
        head = tree_of(edited(body, seeded(seed))[0], dialect)
        random = seeded(seed)
        plain = compare(loaded(base), loaded(head))
        other = compare(loaded(shuffled(base, random)), loaded(described(shuffled(head, random), random)))
        marks = [{f.fingerprint for f, _ in breaks(report)} for report in (plain, other)]
        assert marks[0] == marks[1]


class TestAnyTwoDocuments:
    @examples(60)
    @given(schemas(2), schemas(1), seeds, st.booleans())
    def test_are_compared_without_a_crash_and_twice_the_same(
        self, one: Any, two: Any, seed: int, related: bool
    ) -> None:
        check_documents(one, two, seed, related=related, openapi="3.1.0")

    @pytest.mark.long
    @examples(1500)
    @given(schemas(2), schemas(2), seeds, st.booleans(), st.sampled_from(["3.0.3", "3.1.0"]))
    def test_are_compared_thousands_of_times(
        self, one: Any, two: Any, seed: int, related: bool, openapi: str
    ) -> None:
        check_documents(one, two, seed, related=related, openapi=openapi)


def check_documents(one: Any, two: Any, seed: int, *, related: bool, openapi: str) -> None:
    components = resolvable(DEFINITIONS)
    first, second = resolvable(one), resolvable(two)
    changed = resolvable(neighbour(one, seeded(seed))) if related else second
    trees = [
        everywhere(first, second, components, openapi=openapi),
        everywhere(changed, second if related else first, components, openapi=openapi),
    ]
    try:
        base, head = (loaded(tree) for tree in trees)
    except DocumentInvalid:
        # 3.0 has no word for some of the keywords.
        assert openapi == "3.0.3"
        return
    report = compare(base, head)
    assert told(report) == told(compare(*(loaded(tree) for tree in trees)))
    assert all(o.witness is not None for _, o in breaks(report))
    assert all(finding.occurrences for finding in report.findings if finding.level == "breaking")
