"""Announcements: what is deprecated, when it goes, and whether what goes was announced to stay longer."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from dovetail_engine.compat.life import Life, life_in, life_of
from dovetail_engine.compat.nodes import Node
from dovetail_engine.compat.rules.model import Example, Hit, Rule, Target, shown
from dovetail_engine.oas.model import Header, Operation, Parameter

_Part = Operation | Parameter | Header | Node | None
_ALSO: tuple[Target, ...] = ("schema",)


class _Told(NamedTuple):
    """What is announced of a part on both sides, with its pointer there."""

    base: str | None
    head: str | None
    old: Life
    new: Life


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _announced(base: _Part, head: _Part) -> Iterable[Hit]:
    for told in _both(base, head):
        if told.new.deprecated and told.new.sunset and not (told.old.deprecated and told.old.sunset):
            yield _hit(told, f"this is announced to go on {told.new.sunset}", {"sunset": told.new.sunset})


def _missing(base: _Part, head: _Part) -> Iterable[Hit]:
    for told in _both(base, head):
        if told.new.deprecated and not told.old.deprecated and told.new.written is None:
            yield _hit(told, "this is deprecated, and no date says until when it stays", {"sunset": None})


def _invalid(base: _Part, head: _Part) -> Iterable[Hit]:
    for told in _both(base, head):
        written = told.new.written
        if written is not None and told.new.sunset is None and written != told.old.written:
            yield _hit(told, f"the sunset {shown(written)} is no date", {"sunset": written})


def _earlier(base: _Part, head: _Part) -> Iterable[Hit]:
    for told in _both(base, head):
        if told.old.sunset and told.new.sunset and told.new.sunset < told.old.sunset:
            yield _moved(told, f"this goes earlier: on {told.new.sunset}, not on {told.old.sunset}")


def _later(base: _Part, head: _Part) -> Iterable[Hit]:
    for told in _both(base, head):
        if told.old.sunset and told.new.sunset and told.new.sunset > told.old.sunset:
            yield _moved(told, f"this stays longer: until {told.new.sunset}, not {told.old.sunset}")


def _withdrawn(base: _Part, head: _Part) -> Iterable[Hit]:
    for told in _both(base, head):
        if told.old.sunset and told.new.deprecated and told.new.written is None:
            said = f"this is still deprecated, and the sunset {told.old.sunset} is no longer said"
            yield _hit(told, said, {"sunset": told.old.sunset})


def _removed(base: _Part, head: _Part) -> Iterable[Hit]:
    if isinstance(base, Node) and isinstance(head, Node):
        for name in sorted(base.lives.keys() - head.properties.keys() - head.hidden.keys()):
            if name in base.properties:
                yield from _gone(base.properties[name], base.lives[name])
    elif base is not None and head is None and not isinstance(base, Node):
        yield from _gone(base.pointer, life_of(base))


def _gone(place: str, life: Life) -> Iterator[Hit]:
    if life.sunset:
        said = f"this is gone, and was announced to stay until {life.sunset}"
        yield Hit(said, place, None, {"sunset": life.sunset})


def _header_deprecated(base: _Part, head: _Part) -> Iterable[Hit]:
    if isinstance(base, Header) and isinstance(head, Header) and head.deprecated and not base.deprecated:
        said = f"response header {head.name} is deprecated now"
        yield Hit(said, base.pointer, head.pointer, head.name.lower())


def _header_reactivated(base: _Part, head: _Part) -> Iterable[Hit]:
    if isinstance(base, Header) and isinstance(head, Header) and base.deprecated and not head.deprecated:
        said = f"response header {head.name} is no longer deprecated"
        yield Hit(said, base.pointer, head.pointer, head.name.lower())


def _both(base: _Part, head: _Part) -> Iterator[_Told]:
    """What stays or comes; a schema that comes has nothing to be compared with."""
    if isinstance(base, Node) and isinstance(head, Node):
        yield _Told(
            base.where("x-sunset"), head.where("x-sunset"), life_in(base.schema), life_in(head.schema)
        )
    elif head is not None and not isinstance(head, Node) and not isinstance(base, Node):
        place, old = (base.pointer, life_of(base)) if base else (None, Life())
        yield _Told(place, head.pointer, old, life_of(head))


def _hit(told: _Told, message: str, atom: Any) -> Hit:
    return Hit(message, told.base, told.head, atom)


def _moved(told: _Told, message: str) -> Hit:
    return _hit(told, message, {"from": told.old.sunset, "to": told.new.sunset})


def _paths(**fields: Any) -> dict[str, Any]:
    return {"/things": {"get": {"responses": {"204": {"description": "None"}}, **fields}}}


def _until(day: str) -> dict[str, Any]:
    return _paths(**{"deprecated": True, "x-sunset": day})


def _answer(**header: Any) -> dict[str, Any]:
    headers = {"X-Next": {"schema": {"type": "string"}, **header}}
    return _paths(responses={"200": {"description": "Done", "headers": headers}})


_EARLY, _LATE = _until("2027-01-31"), _until("2027-06-30")
_BARE = _paths(deprecated=True)


def _rule(name: str, meaning: str, summary: str, rationale: str, check: Any, *examples: Example) -> Rule:
    return Rule(
        id=name,
        on="life",
        effect="MEANING" if meaning == "risky" else "ANNOTATED",
        since="0.2.0",
        summary=summary,
        rationale=rationale,
        examples=examples,
        check=check,
        also=_ALSO,
    )


_RULES = (
    _rule(
        "sunset-announced",
        "safe",
        "Something is deprecated, with the day it goes.",
        "`x-sunset` says until when it stays. A policy may want it to be far enough.",
        _announced,
        Example("With a day.", _paths(), _EARLY),
        Example("Without one.", _paths(), _BARE, fires=False),
    ),
    _rule(
        "sunset-missing",
        "safe",
        "Something is deprecated, and nothing says until when it stays.",
        "Those who use it cannot plan. A policy may insist on `x-sunset`.",
        _missing,
        Example("Without a day.", _paths(), _BARE),
        Example("With one.", _paths(), _EARLY, fires=False),
    ),
    _rule(
        "sunset-invalid",
        "safe",
        "A sunset is no date.",
        "`x-sunset` is a date or date-time of ISO 8601; nobody can plan by anything else.",
        _invalid,
        Example("In words.", _paths(), _until("next year")),
        Example("A date-time.", _paths(), _until("2027-01-31T12:00:00Z"), fires=False),
    ),
    _rule(
        "sunset-moved-earlier",
        "risky",
        "Something goes earlier than was announced.",
        "Every message stays valid; whoever planned by the old day is late.",
        _earlier,
        Example("Earlier.", _LATE, _EARLY),
        Example("Later.", _EARLY, _LATE, fires=False),
    ),
    _rule(
        "sunset-moved-later",
        "safe",
        "Something stays longer than was announced.",
        "Whoever planned by the old day has more time.",
        _later,
        Example("Later.", _EARLY, _LATE),
        Example("Earlier.", _LATE, _EARLY, fires=False),
    ),
    _rule(
        "sunset-withdrawn",
        "risky",
        "Something is still deprecated, and the day it goes is no longer said.",
        "Every message stays valid; it may go any day now.",
        _withdrawn,
        Example("The day goes.", _EARLY, _BARE),
        Example("It is not deprecated any more.", _EARLY, _paths(), fires=False),
    ),
    _rule(
        "removed-before-sunset",
        "risky",
        "Something is gone that was announced to stay until a day.",
        (
            "Whether the day is past depends on today, which the caller of a check may give: a removal on or "
            "after its day is not reported here. The removal itself is judged by a rule of its own."
        ),
        _removed,
        Example("It goes.", _EARLY, {}),
        Example("It was never announced.", _BARE, {}, fires=False),
    ),
    _rule(
        "response-header-deprecated",
        "safe",
        "A response header was marked as deprecated.",
        "Nothing changes yet: it announces a change to come.",
        _header_deprecated,
        Example("It is marked.", _answer(), _answer(deprecated=True)),
        Example("It is not.", _answer(), _answer(deprecated=False), fires=False),
    ),
    _rule(
        "response-header-reactivated",
        "safe",
        "A response header is no longer marked as deprecated.",
        "The announced change will not come.",
        _header_reactivated,
        Example("The mark goes.", _answer(deprecated=True), _answer()),
        Example("It comes.", _answer(), _answer(deprecated=True), fires=False),
    ),
)
