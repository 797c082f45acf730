"""HTTP side by side: which operations, parameters, bodies and responses of two documents belong together.

The walk decides nothing. It yields meetings (two HTTP things for the rules) and sites (two schemas that
stand at the same place of a message, with who sends it).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from dovetail_engine.compat.drift import Drift
from dovetail_engine.compat.forms import form_parts
from dovetail_engine.compat.media import covering, is_form, is_json, is_range, matching
from dovetail_engine.compat.report import Direction, Mode, Side
from dovetail_engine.compat.routes import common
from dovetail_engine.compat.rules.model import Target
from dovetail_engine.compat.security import Security, schemes_of, security_of, sent_as
from dovetail_engine.compat.statuses import has_body, pair_statuses
from dovetail_engine.oas import Document, pointer
from dovetail_engine.oas.model import (
    Callback,
    Header,
    Link,
    MediaType,
    Operation,
    Parameter,
    Response,
    SchemaSite,
)

Part = MediaType | Parameter | Header
Kind = Literal["body", "parameter", "header"]
Announced = Operation | Parameter | Header | None


@dataclass(frozen=True, slots=True)
class Scene:
    """A message of an operation pair: its direction, its sender, and whether requests are routed by path."""

    operation: str
    base: Operation | None
    head: Operation | None
    direction: Direction
    sender: Side
    routed: bool = True
    status: int | None = None
    media: str | None = None
    mode: Mode = "backward"

    def side(self, side: Side) -> Operation | None:
        """The operation on a side."""
        return self.base if side == "base" else self.head

    @property
    def receiver(self) -> Side:
        """Who takes the message."""
        return "head" if self.sender == "base" else "base"


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two HTTP things of one kind; None (or an empty tuple) where a side has none."""

    target: Target
    base: Any
    head: Any
    scene: Scene


@dataclass(frozen=True, slots=True)
class Site:
    """Two schemas at one place of a message. Where `aligned` is false, only their values are compared."""

    kind: Kind
    base: SchemaSite
    head: SchemaSite
    base_part: Part
    head_part: Part
    scene: Scene
    aligned: bool = True


def walk(base: Document, head: Document, drift: Drift) -> Iterator[Meeting | Site]:
    """Everything of two documents that is not known to be the same."""
    yield from _document(base, head)
    walker = _Walker(base, head, drift)
    yield from walker.operations(base.api.operations, head.api.operations, swapped=False, routed=True)
    yield from walker.operations(base.api.webhooks, head.api.webhooks, swapped=True, routed=False)


def same_path(path: str) -> str:
    """The path without the names of its variables: templates that differ in these alone are equal."""
    return re.sub(r"\{[^}]*\}", "{}", path)


def variables(path: str) -> list[str]:
    """The names of a template's variables, in order."""
    return re.findall(r"\{([^}]*)\}", path)


def parameter_key(operation: Operation, parameter: Parameter) -> tuple[str, str]:
    """What tells parameters apart: place and name; not a header's case, nor a path variable's name."""
    if parameter.location == "path" and parameter.name in variables(operation.path):
        return "path", str(variables(operation.path).index(parameter.name))
    name = parameter.name.lower() if parameter.location == "header" else parameter.name
    return parameter.location, name


def _document(base: Document, head: Document) -> Iterator[Meeting]:
    scene = Scene("", None, None, "response", "head")
    yield Meeting("document", base.api, head.api, scene)
    for name in sorted(base.api.schemas.keys() - head.api.schemas.keys()):
        yield Meeting("components", base.api.schemas[name], None, scene)
    old, new = base.api.security_schemes, head.api.security_schemes
    sent = {sent_as(scheme) for name, scheme in old.items() if name not in new}
    asked = {sent_as(scheme) for name, scheme in new.items() if name not in old}
    for name in sorted(old.keys() ^ new.keys()):
        # A scheme that asks for the same under another name is the same.
        if sent_as(old.get(name) or new[name]) not in sent & asked:
            yield Meeting("scheme", old.get(name), new.get(name), scene)


class _Walker:
    def __init__(self, base: Document, head: Document, drift: Drift) -> None:
        self._base, self._head, self._drift = base, head, drift
        self._named: dict[int, dict[str, str]] = {}
        self._schemes_differ = base.api.security_schemes != head.api.security_schemes

    def operations(
        self, base: Sequence[Operation], head: Sequence[Operation], *, swapped: bool, routed: bool
    ) -> Iterator[Meeting | Site]:
        come, pairs = [], []
        for old, new in _pair_operations(base, head):
            label = (old or new).label if (old or new) else ""  # type: ignore[union-attr]  # one of them exists
            scene = Scene(label, old, new, "request", "head" if swapped else "base", routed)
            yield Meeting("operation" if routed or (old and new) else "call", old, new, scene)
            yield from _lives(old, new, scene)
            if old and new:
                pairs.append((old, new))
                yield from self._schemes(old, new, scene)
                if not self._same(old, new):
                    yield from self._operation(old, new, scene)
            elif new:
                come.append(new)
        if routed and not swapped:
            yield from _routes(pairs, come)

    def _same(self, base: Operation, head: Operation) -> bool:
        same_parameters = len(base.parameters) == len(head.parameters) and all(
            self._drift.unchanged(old.pointer, new.pointer)
            for old, new in zip(base.parameters, head.parameters, strict=True)
        )
        return (
            self._drift.unchanged(base.pointer, head.pointer)
            and same_parameters
            and base.path == head.path
            and _alternatives(security_of(self._base, base)) == _alternatives(security_of(self._head, head))
            and _places(base) == _places(head)
        )

    def _operation(self, base: Operation, head: Operation, scene: Scene) -> Iterator[Meeting | Site]:
        if scene.routed:
            # A call goes where the receiver said, whatever the servers of the API.
            yield Meeting("servers", base.servers, head.servers, scene)
        old, new = security_of(self._base, base), security_of(self._head, head)
        yield Meeting("security", old, new, scene)
        yield from self._parameters(base, head, scene)
        yield from self._body(base, head, scene)
        answer = replace(scene, direction="response", sender=scene.receiver)
        for left, right, status in pair_statuses(base.responses, head.responses):
            yield from self._response(left, right, replace(answer, status=status))
        yield from self._callbacks(base, head, scene)

    def _schemes(self, base: Operation, head: Operation, scene: Scene) -> Iterator[Meeting]:
        """The schemes by which the same credentials are asked for, where schemes changed at all."""
        if not self._schemes_differ:
            return
        old = schemes_of(self._base, security_of(self._base, base))
        new = schemes_of(self._head, security_of(self._head, head))
        for sent in sorted(old.keys() & new.keys()):
            yield Meeting("scheme", old[sent], new[sent], scene)

    def _parameters(self, base: Operation, head: Operation, scene: Scene) -> Iterator[Meeting | Site]:
        for old, new in _pair_parameters(base, head):
            if old and new and self._drift.unchanged(old.pointer, new.pointer) and old.name == new.name:
                continue
            yield Meeting("parameter", old, new, scene)
            yield from _lives(old, new, scene)
            if old and new and old.location == new.location:
                yield from _sites("parameter", old, new, scene)

    def _body(self, base: Operation, head: Operation, scene: Scene) -> Iterator[Meeting | Site]:
        old, new = base.request_body, head.request_body
        if old or new:
            yield Meeting("body", old, new, scene)
        if old and new:
            yield from self._contents("media", old.content, new.content, scene)

    def _contents(
        self, target: Target, base: tuple[MediaType, ...], head: tuple[MediaType, ...], scene: Scene
    ) -> Iterator[Meeting | Site]:
        pairs = matching(base, head)
        gone = tuple(media for media in base if not any(media is old for old, _ in pairs))
        come = tuple(media for media in head if not any(media is new for _, new in pairs))
        if target == "media":
            gone, come = (*gone, *_ranges_alone(base, head)), (*come, *_ranges_alone(head, base))
        if gone or come:
            yield Meeting(target, gone, come, scene)
        for old, new in pairs:
            concrete = old.name if "*" in new.name else new.name
            found = replace(scene, media=concrete)
            yield from _sites("body", old, new, found)
            if (old.encoding or new.encoding) and is_form(old.name) and is_form(new.name):
                yield from self._encodings(old, new, found)

    def _encodings(self, base: MediaType, head: MediaType, scene: Scene) -> Iterator[Meeting]:
        old, new = form_parts(self._base, base), form_parts(self._head, head)
        for name in sorted(old.keys() & new.keys() & (base.encoding.keys() | head.encoding.keys())):
            yield Meeting("encoding", old[name], new[name], scene)

    def _response(
        self, base: Response | None, head: Response | None, scene: Scene
    ) -> Iterator[Meeting | Site]:
        yield Meeting("response", base, head, scene)
        if not base or not head:
            return
        if base.content and head.content and has_body(scene.operation, scene.status):
            aligned = base.status == head.status
            for found in self._contents("answer", base.content, head.content, scene):
                yield replace(found, aligned=aligned) if isinstance(found, Site) else found
        yield from self._headers(base, head, scene)
        yield from self._links(base, head, scene)

    def _headers(self, base: Response, head: Response, scene: Scene) -> Iterator[Meeting | Site]:
        old = {header.name.lower(): header for header in base.headers}
        new = {header.name.lower(): header for header in head.headers}
        for name in sorted(old.keys() | new.keys()):
            yield Meeting("header", old.get(name), new.get(name), scene)
            yield from _lives(old.get(name), new.get(name), scene)
            if name in old and name in new:
                yield from _sites("header", old[name], new[name], scene)

    def _links(self, base: Response, head: Response, scene: Scene) -> Iterator[Meeting]:
        old = {link.name: self._aimed(self._base, link) for link in base.links}
        new = {link.name: self._aimed(self._head, link) for link in head.links}
        for name in sorted(old.keys() | new.keys()):
            yield Meeting("link", old.get(name), new.get(name), scene)

    def _aimed(self, document: Document, link: Link) -> Link:
        """The link with the operation that it leads to by method and path, however it is named."""
        if id(document) not in self._named:
            self._named[id(document)] = dict(_names(document))
        return replace(link, operation=self._named[id(document)].get(link.operation, link.operation))

    def _callbacks(self, base: Operation, head: Operation, scene: Scene) -> Iterator[Meeting | Site]:
        swapped = scene.sender == "base"
        for old, new in _pair_callbacks(base.callbacks, head.callbacks):
            yield Meeting("callback", old, new, scene)
            if old and new:
                here = tuple(replace(one, path=new.expression) for one in old.operations)
                yield from self.operations(here, new.operations, swapped=swapped, routed=False)


def _names(document: Document) -> Iterator[tuple[str, str]]:
    """What a link may call each operation, with its method and path."""
    for operation in document.api.operations:
        aim = f"{operation.method.upper()} {same_path(operation.path)}"
        yield "#" + operation.pointer, aim
        if operation.operation_id:
            yield operation.operation_id, aim


def _places(operation: Operation) -> list[tuple[str, Any]]:
    return [(server.url, server.variables) for server in operation.servers]


def _lives(base: Announced, head: Announced, scene: Scene) -> Iterator[Meeting]:
    """What is announced of a part, where anything is."""
    if any(part is not None and (part.deprecated or part.sunset is not None) for part in (base, head)):
        yield Meeting("life", base, head, scene)


def _routes(pairs: Sequence[tuple[Operation, Operation]], come: Sequence[Operation]) -> Iterator[Meeting]:
    """Operations whose requests a new operation may take away from them."""
    known: dict[tuple[str, int], list[tuple[Operation, Operation]]] = {}
    for old, kept in pairs:
        if "{" in old.path:
            known.setdefault((old.method, old.path.count("/")), []).append((old, kept))
    for new in come:
        for old, kept in known.get((new.method, new.path.count("/")), ()):
            if common(old.path, new.path):
                yield Meeting("route", old, new, Scene(old.label, old, kept, "request", "base"))


def _pair_callbacks(
    base: Sequence[Callback], head: Sequence[Callback]
) -> Iterator[tuple[Callback | None, Callback | None]]:
    """Callbacks of one name and expression; those of one name that have another expression, in order."""
    left = list(head)
    waiting = []
    for old in base:
        key = (old.name, old.expression)
        found = next((new for new in left if (new.name, new.expression) == key), None)
        if found is None:
            waiting.append(old)
            continue
        left.remove(found)
        yield old, found
    for old in waiting:
        moved = next((new for new in left if new.name == old.name), None)
        if moved is not None:
            left.remove(moved)
        yield old, moved
    yield from ((None, new) for new in left)


def _ranges_alone(content: tuple[MediaType, ...], other: tuple[MediaType, ...]) -> Iterator[MediaType]:
    """Ranges that the other side covers in part, so that something of them comes or goes."""
    for media in content:
        if is_range(media.name) and covering(media.name, other) is None and matching((media,), other):
            yield media


def _alternatives(security: Security) -> list[Any]:
    return [[(one.where, one.scopes) for one in alternative] for alternative in security.alternatives]


def _pair_operations(
    base: Sequence[Operation], head: Sequence[Operation]
) -> Iterator[tuple[Operation | None, Operation | None]]:
    left = {(operation.method, operation.path): operation for operation in base}
    right = {(operation.method, operation.path): operation for operation in head}
    renamed: dict[tuple[str, str], list[Operation]] = {}
    for key, operation in right.items():
        if key not in left:
            renamed.setdefault((key[0], same_path(key[1])), []).append(operation)
    for key, operation in left.items():
        others = renamed.get((key[0], same_path(key[1])))
        partner = right.get(key) or (others.pop(0) if others else None)
        yield operation, partner
    for leftovers in renamed.values():
        yield from ((None, operation) for operation in leftovers)


def _pair_parameters(base: Operation, head: Operation) -> Iterator[tuple[Parameter | None, Parameter | None]]:
    old = {parameter_key(base, parameter): parameter for parameter in base.parameters}
    new = {parameter_key(head, parameter): parameter for parameter in head.parameters}
    come = {key: new[key] for key in new if key not in old}
    for key, parameter in old.items():
        moved = None
        if key not in new:
            moved = next((each for each, other in come.items() if other.name == parameter.name), None)
        yield parameter, new.get(key) or (come.pop(moved) if moved else None)
    yield from ((None, parameter) for parameter in come.values())


def _sites(kind: Kind, base: Part, head: Part, scene: Scene) -> Iterator[Site]:
    """The schemas of two parts, where there is something to compare."""
    pair = (base.schema or _anything(base), head.schema or _anything(head))
    if pair[0] and pair[1] and (base.schema or head.schema):
        yield Site(kind, pair[0], pair[1], base, head, scene)
        return
    left, right = (getattr(part, "content", ()) for part in (base, head))
    for old, new in matching(left, right):
        if old.schema and new.schema:
            yield Site(kind, old.schema, new.schema, base, head, scene)
    inner = [site for site in (pair[0] or _within(left), pair[1] or _within(right)) if site]
    if len(inner) == 2 and bool(left) != bool(right):
        yield Site(kind, inner[0], inner[1], base, head, scene)


def _within(content: Sequence[MediaType]) -> SchemaSite | None:
    return content[0].schema if content else None


def _anything(part: Part) -> SchemaSite | None:
    """What a JSON body without a schema may be; of other bodies a missing schema says nothing."""
    if isinstance(part, MediaType) and is_json(part.name):
        return SchemaSite(pointer.join(part.pointer, "schema"), True)
    return None
