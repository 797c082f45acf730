"""Laws of the modes: forward is backward seen from the other side, full is the worse of both."""

from typing import Any, Literal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dovetail_engine.compat import Policy, Report, compare
from dovetail_engine.oas import Document
from schemalab.bodies import bodies
from schemalab.documents import everywhere, loaded, resolvable, tree_of
from schemalab.engine import seeded
from schemalab.families import DEFINITIONS
from schemalab.generated import schemas
from schemalab.model import Body, Dialect
from schemalab.neighbours import neighbour

WORST = ("compatible", "unknown", "breaking")
LAW = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def judged(base: Document, head: Document, mode: Literal["backward", "forward", "full"]) -> Report:
    return compare(base, head, Policy(mode=mode))


def shown(report: Report) -> set[str]:
    """Return the exchanges of all breaking occurrences on the wire."""
    return {
        repr((one.operation, one.direction, one.witness and one.witness.exchange))
        for finding in report.findings
        for one in finding.occurrences
        if finding.axis == "wire" and one.level == "breaking"
    }


def check(one: Document, two: Document) -> None:
    backward, forward = judged(one, two, "backward"), judged(one, two, "forward")
    assert forward.verdict == judged(two, one, "backward").verdict
    assert shown(forward) == shown(judged(two, one, "backward"))
    full = judged(one, two, "full")
    assert full.verdict == max(backward.verdict, forward.verdict, key=WORST.index)
    assert shown(full) == shown(backward) | shown(forward)


class TestModes:
    @LAW
    @given(bodies(), bodies(), st.sampled_from(["3.0.3", "3.1.0"]))
    def test_agree_about_any_two_bodies(self, one: Body, two: Body, dialect: Dialect) -> None:
        check(loaded(tree_of(one, dialect)), loaded(tree_of(two, dialect)))

    @LAW
    @given(schemas(2), st.integers(0, 2**32))
    def test_agree_about_an_edit_anywhere(self, schema: Any, seed: int) -> None:
        other = neighbour(schema, seeded(seed))
        components = resolvable(DEFINITIONS)
        one, two = (
            loaded(everywhere(made, made, components, openapi="3.1.0"))
            for made in map(resolvable, (schema, other))
        )
        check(one, two)

    @LAW
    @given(bodies(), st.sampled_from(["3.0.3", "3.1.0"]))
    def test_find_nothing_between_a_document_and_itself(self, body: Body, dialect: Dialect) -> None:
        made = loaded(tree_of(body, dialect))
        assert [judged(made, made, mode).findings for mode in ("backward", "forward", "full")] == [()] * 3
