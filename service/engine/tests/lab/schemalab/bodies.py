"""Hypothesis strategies for bodies, and edits of them whose effect is known beforehand."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, Final

from hypothesis import strategies as st

from schemalab.model import Body, Either, Flag, Member, Model, Number, Record, Ref, Rows, Tagged, Text

_NAMES: Final = ["id", "name", "note", "size", "tags", "owner"]
_TAGS: Final = ["Card", "Cash"]
_WORDS: Final = ["open", "paid", "sent", "lost"]

Edit = Callable[[Any], "Model | None"]


def bodies() -> st.SearchStrategy[Body]:
    """Return bodies with shared, recursive and tagged components."""
    components = st.fixed_dictionaries(
        {
            "Leaf": _leaves(),
            "Node": _records(st.one_of(_leaves(), st.just(Ref("Node")), st.just(Rows(Ref("Node"))))),
            "Shared": _records(_leaves()),
            **{tag: _branches(tag) for tag in _TAGS},
        }
    )
    return st.builds(Body, models(2), components)


def models(depth: int) -> st.SearchStrategy[Model]:
    """Return models that nest at most `depth` deep, references apart."""
    flat = st.one_of(_leaves(), st.sampled_from(["Leaf", "Node", "Shared"]).map(Ref), _tagged())
    if depth == 0:
        return flat
    inner = st.deferred(lambda: models(depth - 1))
    return st.one_of(flat, _records(inner), _records(inner), _rows(inner), _either())


def _leaves() -> st.SearchStrategy[Any]:
    null = st.booleans()
    return st.one_of(
        st.builds(Text, low=st.integers(0, 2), high=st.none() | st.integers(3, 9), null=null),
        st.builds(Text, values=st.lists(st.sampled_from(_WORDS), min_size=2, unique=True), null=null),
        st.builds(Text, format=st.sampled_from(["date", "uuid", "date-time", "email"]), null=null),
        st.builds(
            Number,
            whole=st.booleans(),
            low=st.none() | st.integers(-3, 0),
            high=st.none() | st.integers(20, 30),
            strict=st.booleans(),
            null=null,
        ),
        st.builds(Flag, null=null),
    )


def _rows(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Rows]:
    size = st.integers(0, 1)
    plain = st.builds(Rows, inner, low=size, high=st.none() | st.integers(3, 5), null=st.booleans())
    unique = st.builds(Rows, st.builds(Number), low=size, unique=st.just(value=True))
    return st.one_of(plain, unique)


def _records(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Record]:
    def members(required: bool, hidden: str | None, model: Any) -> Member:
        # What is required must not recur for ever.
        return Member(model, required and not isinstance(model, Ref | Tagged), hidden)

    hidden = st.sampled_from([None, None, None, "readOnly", "writeOnly"])
    named = st.dictionaries(
        st.sampled_from(_NAMES), st.builds(members, st.booleans(), hidden, inner), min_size=1, max_size=3
    )
    return st.builds(Record, named, rest=st.sampled_from([None, None, None, False]), null=st.booleans())


def _branches(tag: str) -> st.SearchStrategy[Record]:
    def tagged(record: Record) -> Record:
        kind = Member(Text(values=[tag]), required=True)
        return replace(record, members={**record.members, "kind": kind}, null=False)

    return _records(_leaves()).map(tagged)


def _tagged() -> st.SearchStrategy[Tagged]:
    return st.builds(Tagged, st.just({tag: tag for tag in _TAGS}), st.booleans())


def _either() -> st.SearchStrategy[Either]:
    return st.just([Text(low=1), Number(low=0), Flag()]).map(lambda parts: Either(deepcopy(parts)))


@dataclass(frozen=True)
class Place:
    """A model inside a body that values reach: how to replace it, and the views that see it."""

    model: Model
    put: Callable[[Model], None]
    views: frozenset[str]


def places(body: Body) -> list[Place]:
    """Return every place that values of the body reach; replacing one changes the body."""
    found: list[Place] = []
    reached: dict[str, frozenset[str]] = {}

    def visit(model: Model, put: Callable[[Model], None], views: frozenset[str]) -> None:
        if isinstance(model, Ref | Tagged):
            if isinstance(model, Tagged):
                found.append(Place(model, put, views))
            names = [model.name] if isinstance(model, Ref) else model.parts.values()
            waiting.extend((name, views) for name in names)
            return
        found.append(Place(model, put, views))
        for child, into, seen in _children(model):
            visit(child, into, views & seen)

    waiting: list[tuple[str, frozenset[str]]] = []
    visit(body.root, lambda model: setattr(body, "root", model), frozenset({"request", "response"}))
    while waiting:
        name, views = waiting.pop()
        if views - reached.get(name, frozenset()):
            reached[name] = reached.get(name, frozenset()) | views
            before = len(found)
            visit(body.components[name], _setter(body.components, name), reached[name])
            # A component met again in another view is one place, seen in both.
            fresh = {id(place.model) for place in found[before:]}
            found[:before] = [place for place in found[:before] if id(place.model) not in fresh]
    return found


def _setter(mapping: dict[str, Any], name: str) -> Callable[[Model], None]:
    return lambda model: mapping.__setitem__(name, model)


def _children(model: Model) -> Iterator[tuple[Model, Callable[[Model], None], frozenset[str]]]:
    both = frozenset({"request", "response"})
    if isinstance(model, Rows):
        yield model.items, lambda made: setattr(model, "items", made), both
    if isinstance(model, Record):
        for member in model.members.values():
            gone = {"readOnly": "request", "writeOnly": "response"}.get(member.hidden or "")
            into = lambda made, member=member: setattr(member, "model", made)  # noqa: E731 - binds its member
            yield member.model, into, both - {gone}
    if isinstance(model, Either):
        for at, part in enumerate(model.parts):
            yield part, lambda made, at=at: model.parts.__setitem__(at, made), both


def _longer(model: Any) -> Model | None:
    if not isinstance(model, Text) or model.values or model.format:
        return None
    return replace(model, low=model.low + 1)


def _shorter(model: Any) -> Model | None:
    if not isinstance(model, Text) or model.values or model.format:
        return None
    return replace(model, high=(model.high or 20) - 1)


def _patterned(model: Any) -> Model | None:
    plain = isinstance(model, Text) and not model.values and not model.format and not model.pattern
    return replace(model, pattern="^[a-m]*$") if plain else None


def _formatted(model: Any) -> Model | None:
    plain = isinstance(model, Text) and not model.values and model.low == 0 and model.high is None
    return replace(model, format="date") if plain and model.format in (None, "email") else None


def _fewer_values(model: Any) -> Model | None:
    if not isinstance(model, Text) or not model.values or len(model.values) < 2:
        return None
    return replace(model, values=model.values[1:])


def _raised(model: Any) -> Model | None:
    return (
        replace(model, low=(-99 if model.low is None else model.low) + 1)
        if isinstance(model, Number)
        else None
    )


def _lowered(model: Any) -> Model | None:
    return (
        replace(model, high=(99 if model.high is None else model.high) - 1)
        if isinstance(model, Number)
        else None
    )


def _stepped(model: Any) -> Model | None:
    return replace(model, step=2) if isinstance(model, Number) and model.step is None else None


def _made_whole(model: Any) -> Model | None:
    return replace(model, whole=True) if isinstance(model, Number) and not model.whole else None


def _not_null(model: Any) -> Model | None:
    return replace(model, null=False) if getattr(model, "null", False) else None


def _not_empty(model: Any) -> Model | None:
    return replace(model, low=model.low + 1) if isinstance(model, Rows) else None


def _fewer_items(model: Any) -> Model | None:
    return replace(model, high=(model.high or 9) - 1) if isinstance(model, Rows) else None


def _distinct_items(model: Any) -> Model | None:
    open_items = isinstance(model, Rows) and not model.unique and (model.high or 9) > 1
    return replace(model, unique=True) if open_items else None


def _demanded(model: Any) -> Model | None:
    name = next((n for n, m in _members(model) if not m.required and not m.hidden), None)
    if name is None or isinstance(model.members[name].model, Ref | Tagged):
        return None
    return replace(model, members={**model.members, name: replace(model.members[name], required=True)})


def _new_demand(model: Any) -> Model | None:
    if not isinstance(model, Record):
        return None
    return replace(model, members={**model.members, "fresh": Member(Text(), required=True)})


def _closed(model: Any) -> Model | None:
    return replace(model, rest=False) if isinstance(model, Record) and model.rest is None else None


def _typed_rest(model: Any) -> Model | None:
    return replace(model, rest=Number()) if isinstance(model, Record) and model.rest is None else None


def _member_gone(model: Any) -> Model | None:
    name = next((n for n, m in _members(model) if not m.required and not m.hidden), None)
    if name is None or model.rest is not False:
        return None
    return replace(model, members={n: m for n, m in model.members.items() if n != name})


def _fewer_parts(model: Any) -> Model | None:
    return Either(model.parts[1:]) if isinstance(model, Either) and len(model.parts) > 1 else None


def _fewer_tags(model: Any) -> Model | None:
    if not isinstance(model, Tagged) or len(model.parts) < 2:
        return None
    return replace(model, parts={_TAGS[0]: _TAGS[0]})


def _members(model: Any) -> list[tuple[str, Member]]:
    return sorted(model.members.items()) if isinstance(model, Record) else []


NARROWING: Final[dict[str, Edit]] = {
    "longer": _longer,
    "shorter": _shorter,
    "patterned": _patterned,
    "formatted": _formatted,
    "fewer values": _fewer_values,
    "raised": _raised,
    "lowered": _lowered,
    "stepped": _stepped,
    "made whole": _made_whole,
    "not null": _not_null,
    "not empty": _not_empty,
    "fewer items": _fewer_items,
    "distinct items": _distinct_items,
    "demanded": _demanded,
    "new demand": _new_demand,
    "closed": _closed,
    "typed rest": _typed_rest,
    "member gone": _member_gone,
    "fewer parts": _fewer_parts,
    "fewer tags": _fewer_tags,
}
"""Edits after which fewer values are valid, in every view that sees the place."""


def _new_member(model: Any) -> Model | None:
    open_record = isinstance(model, Record) and model.rest is None
    return replace(model, members={**model.members, "fresh": Member(Text(low=3))}) if open_record else None


NEUTRAL: Final[dict[str, Edit]] = {"new optional member": _new_member}
"""Edits that break nobody in either direction, because nothing is sent by accident."""
