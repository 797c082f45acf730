"""From what rules saw to levels: containment decides, and a judged message proves every break."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from dovetail_engine.compat.attribution import Attribution
from dovetail_engine.compat.containment import Empty, Found, Undecided
from dovetail_engine.compat.containment.answers import Answer
from dovetail_engine.compat.drift import Drift
from dovetail_engine.compat.modes import Sight, adds_member, grows, is_closed, loses_meaning, old_side
from dovetail_engine.compat.nodes import VIEWS, View
from dovetail_engine.compat.pairing import Pairing, Reached, Seen, Step
from dovetail_engine.compat.policy import Policy
from dovetail_engine.compat.reasons import Focus
from dovetail_engine.compat.report import Level, Occurrence
from dovetail_engine.compat.rules import Hit, Rule, rules_on
from dovetail_engine.compat.rules.generic import unexplained
from dovetail_engine.compat.sides import Sides
from dovetail_engine.compat.trial import Proof, Trial
from dovetail_engine.compat.walk import Scene, Site
from dovetail_engine.compat.wiring import Question, questions


@dataclass(frozen=True, slots=True)
class Observation:
    """One hit at one operation and direction, with its level. `note` says why something is not decided."""

    rule: Rule
    hit: Hit
    occurrence: Occurrence
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Cause:
    """What containment says of one hit at one pair of schemas, whoever asks.

    A `lenient` one is something that the policy trusts readers of responses to cope with.
    """

    rule: Rule
    hit: Hit
    answer: Answer | None
    risky: bool = False
    focus: Focus | None = None
    lenient: bool = False


class Judgement:
    """Judges the sites of one comparison; equal questions are asked once for all operations."""

    def __init__(self, sides: Sides, policy: Policy, drift: Drift) -> None:
        self._sides, self._policy, self._drift = sides, policy, drift
        self._trial = Trial(sides)
        self._attribution = Attribution(sides)
        self._pairings = {view: self._pairing(view) for view in VIEWS}
        self._causes: dict[tuple[Any, ...], tuple[_Cause, ...]] = {}
        self.contradictions = self._trial.contradictions

    def schema(self, site: Site) -> Iterator[Observation]:
        """What the two schemas of a site come to for its operation."""
        causes = self._known_causes(site)
        observed = [self._observe(cause, site) for cause in causes]
        told = any(one.occurrence.witness or one.occurrence.level == "unknown" for one in observed)
        if any(_tells(cause) for cause in causes) and not told:
            # Each value was refused for a reason other than its own cause: the whole is the cause.
            observed.append(self._observe(self._whole(site), site))
        yield from observed

    def http(self, sight: Sight, scene: Scene) -> Iterator[Observation]:
        """What a hit of an HTTP rule comes to; nothing where nothing on the wire is at stake."""
        judged = self._http(sight.rule, sight.hit, scene)
        if judged is not None:
            yield replace(judged, rule=sight.named, hit=sight.told)

    def _http(self, rule: Rule, hit: Hit, scene: Scene) -> Observation | None:
        if rule.axis == "source":
            return Observation(rule, hit, Occurrence(scene.operation, None, "breaking"))
        calm: Level = "risky" if rule.effect == "MEANING" or hit.risky else "safe"
        occurrence = Occurrence(scene.operation, scene.direction, calm)
        from_old = scene.sender == old_side(scene)
        if hit.probe is None or (
            from_old != (rule.effect == "NARROWED") and hit.probe.kind not in _BOTH_WAYS
        ):
            return Observation(rule, hit, occurrence)
        proof = self._trial.probe(hit.probe, scene)
        return None if proof.moot else self._with_proof(rule, hit, occurrence, proof)

    def _pairing(self, view: View) -> Pairing:
        base, head = self._sides.documents["base"], self._sides.documents["head"]
        return Pairing(base, head, view, self._drift, rules_on("schema"))

    def _known_causes(self, site: Site) -> tuple[_Cause, ...]:
        asked = questions(self._sides, site)
        base, head = (
            self._sides.place("base", site.base.pointer),
            self._sides.place("head", site.head.pointer),
        )
        scene = site.scene
        key = (base, head, asked.key, scene.direction, scene.sender, scene.mode, site.aligned)
        if key not in self._causes:
            self._causes[key] = tuple(self._find_causes(site, base, head, asked))
        return self._causes[key]

    def _find_causes(self, site: Site, base: str, head: str, asked: Question) -> Iterator[_Cause]:
        view = self._sides.view(site.scene.direction)
        if self._drift.unchanged(base, head):
            return
        reached = list(self._reached(site, base, head, view))
        root = asked.answer(self._sides, smallest=asked.as_text)
        causes = [cause for one in reached for cause in self._hits(one, site, root, asked)]
        if not isinstance(root, Empty) and not any(_tells(cause) for cause in causes):
            causes = list(self._vaguely(reached, causes, site, root, asked))
        if not isinstance(root, Empty) and not any(_tells(cause) for cause in causes):
            causes.append(self._whole(site))
        yield from causes

    def _whole(self, site: Site) -> _Cause:
        """The change of the whole schema as its own cause."""
        base, head = (
            self._sides.place("base", site.base.pointer),
            self._sides.place("head", site.head.pointer),
        )
        root = questions(self._sides, site).answer(self._sides, smallest=True)
        return _Cause(unexplained(site.scene.sender), _generic(site, base, head), root)

    def _reached(self, site: Site, base: str, head: str, view: View) -> Iterator[Reached]:
        if not site.aligned:
            return iter(())
        return self._pairings[view].reach(base, head, lambda old, new: not self._sides.equal(old, new, view))

    def _hits(self, reached: Reached, site: Site, root: Answer, asked: Question) -> Iterator[_Cause]:
        for seen in reached.seen:
            rule = seen.rule
            if rule.effect in {"MEANING", "ANNOTATED"}:
                yield _Cause(rule, seen.hit, None, risky=loses_meaning(rule, site.scene))
            elif (child := reached.child) is not None:
                yield _Cause(
                    rule, seen.hit, self._of_child(child, site), risky=loses_meaning(rule, site.scene)
                )
            elif isinstance(root, Empty) or seen.hit.vague:
                yield _Cause(rule, seen.hit, Empty(), risky=loses_meaning(rule, site.scene))
            else:
                answer = self._attribution.ask(seen, reached, site.scene, asked, root)
                risky, lenient = loses_meaning(rule, site.scene), self._is_lenient(seen, site.scene)
                yield _Cause(rule, seen.hit, answer, risky, _focus(reached, seen, site.scene), lenient)

    def _of_child(self, child: Step, site: Site) -> Answer:
        """What containment of a child says; a break of it need not be one of its parent."""
        scene = site.scene
        old = self._sides.node("base", child.base, scene.direction, self._sides.gate)
        new = self._sides.node("head", child.head, scene.direction, self._sides.gate)
        sender, receiver = (old, new) if scene.sender == "base" else (new, old)
        answer = self._sides.find([sender], receiver, smallest=False)
        return answer if isinstance(answer, Empty) else Undecided(_BY_PARENT)

    def _vaguely(
        self, reached: list[Reached], causes: list[_Cause], site: Site, root: Answer, asked: Question
    ) -> Iterator[_Cause]:
        """The same causes, with those that only say "something changed here" asked as well."""
        answers = {
            id(seen.hit): self._attribution.ask(seen, one, site.scene, asked, root)
            for one in reached
            for seen in one.seen
            if seen.hit.vague
        }
        for cause in causes:
            yield replace(cause, answer=answers.get(id(cause.hit), cause.answer))

    def _observe(self, cause: _Cause, site: Site) -> Observation:
        calm: Level = "risky" if cause.risky else "safe"
        occurrence = Occurrence(site.scene.operation, site.scene.direction, calm)
        if isinstance(cause.answer, Undecided):
            return Observation(
                cause.rule, cause.hit, replace(occurrence, level="unknown"), cause.answer.reason
            )
        if not isinstance(cause.answer, Found):
            return Observation(cause.rule, cause.hit, occurrence)
        proof = self._trial.value(cause.answer.value, site, cause.focus)
        return self._with_proof(cause.rule, cause.hit, occurrence, proof, lenient=cause.lenient)

    def _is_lenient(self, seen: Seen, scene: Scene) -> bool:
        if grows(seen.rule, scene):
            return self._policy.enum_growth == "risky"
        reader = seen.base if scene.receiver == "base" else seen.head
        return (
            self._policy.response_members == "risky" and adds_member(seen.rule, scene) and is_closed(reader)
        )

    def _with_proof(
        self, rule: Rule, hit: Hit, occurrence: Occurrence, proof: Proof, *, lenient: bool = False
    ) -> Observation:
        if proof.witness is None:
            level: Level = "unknown" if proof.note else occurrence.level
            return Observation(rule, hit, replace(occurrence, level=level), proof.note)
        tolerated = hit.tolerated or lenient
        level = "risky" if tolerated and occurrence.direction == "response" else "breaking"
        return Observation(rule, hit, replace(occurrence, level=level, witness=proof.witness))


_BY_PARENT = "values are told apart by a discriminator that only the parent has"

# A media type that is no longer answered shows in the request that asks for it; a value that is written in
# another way is misread whoever writes.
_BOTH_WAYS = frozenset({"accept", "restyled", "restyled-part"})


def _tells(cause: _Cause) -> bool:
    return isinstance(cause.answer, Found | Undecided)


def _focus(reached: Reached, seen: Seen, scene: Scene) -> Focus:
    steps = [step for step in reached.path if step.kind not in {"branch", "pattern", "child"}]
    # Where a pattern leads on, it is not known by which name.
    known = all(step.kind != "pattern" for step in reached.path)
    place = (seen.base if scene.receiver == "base" else seen.head).owner if known else ""
    path = tuple(step.index if step.kind == "item" else step.name for step in steps)
    return Focus(path, seen.hit.name, place)


def _generic(site: Site, base: str, head: str) -> Hit:
    said = (
        "values that were valid are refused now"
        if site.scene.sender == "base"
        else "values may come that were invalid"
    )
    return Hit(said, base, head)
