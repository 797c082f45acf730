"""Turning a value into a whole message, and taking it before the judges of both sides."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from dovetail_engine.compat import messages
from dovetail_engine.compat.containment import Found
from dovetail_engine.compat.form_probes import SEVERAL, FormProbes
from dovetail_engine.compat.judge import CannotJudge, Judge, Refusal
from dovetail_engine.compat.media import concrete, is_json, outside
from dovetail_engine.compat.messages import ABSENT, EMPTY, CannotBuild, Message, Parts
from dovetail_engine.compat.reasons import Focus
from dovetail_engine.compat.report import Side, Witness
from dovetail_engine.compat.routes import common
from dovetail_engine.compat.rules.model import Probe
from dovetail_engine.compat.sides import Sides
from dovetail_engine.compat.statuses import covering_response
from dovetail_engine.compat.walk import Scene, Site, parameter_key
from dovetail_engine.oas.model import Header, MediaType, Operation, Parameter

_VALUES = ("reference decoder", "jsonschema-rs")
_WRITTEN = "openapi-schema-validator"


@dataclass(frozen=True, slots=True)
class Proof:
    """A judged witness, or a note that says why none can be shown; neither where nothing is refused.

    `moot` says that there is no such message, or that it says the same on both sides.
    """

    witness: Witness | None = None
    note: str = ""
    moot: bool = False


class Trial:
    """Judges messages. `contradictions` lists what a judge would not confirm: each is a fault of ours."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides
        self._forms = FormProbes(sides)
        self.contradictions: list[str] = []

    def value(self, value: Any, site: Site, focus: Focus | None = None) -> Proof:
        """A message that carries the value at the site, if the receiver refuses it there."""
        scene = site.scene
        operation = scene.side(scene.sender)
        if operation is None:
            return Proof(note="the operation is not on both sides")
        try:
            message = self._carry(value, site, operation)
        except CannotBuild as reason:
            return Proof(note=f"no whole message can be built: {reason}")
        judges = list(_VALUES)
        if isinstance(site.base_part, MediaType) and is_json(site.base_part.name):
            agreement = self._as_written(value, site)
            if agreement is False:
                return self._contradicted(
                    scene, "the documents as written do not confirm the counter-example"
                )
            judges = ["jsonschema-rs", *([_WRITTEN] if agreement else [])]
            if focus is not None and not self._blamed(value, site, focus):
                return Proof()
        self._sides.judges[scene.receiver].focused(focus)
        return self._judged(message, scene, tuple(judges), _part(site))

    def probe(self, probe: Probe, scene: Scene) -> Proof:
        """The exchange that would show a difference in HTTP, if it is refused."""
        asked = scene if probe.kind != "accept" else _asking(scene)
        operation = asked.side(asked.sender)
        if operation is None:
            return Proof()
        proof = self._probed(probe, asked, operation, full=False)
        goes_elsewhere = probe.kind == "routed" or (asked.routed and asked.side(asked.receiver) is None)
        if goes_elsewhere and proof == Proof():
            # Another operation takes it: whether it takes more of what may be sent is seen by sending that.
            more = self._probed(probe, asked, operation, full=True)
            return more if more.witness else proof
        return proof

    def _probed(self, probe: Probe, asked: Scene, operation: Operation, *, full: bool) -> Proof:
        try:
            message = self._probing(probe, asked, operation, full=full)
        except CannotBuild as reason:
            return Proof(note=f"no whole message can be built: {reason}")
        if message is None:
            return Proof()
        if probe.kind == "routed":
            return self._strayed(message, asked, operation, probe.value)
        self._sides.judges[asked.receiver].focused(None)
        proof = self._judged(message, asked, ("reference receiver",), None)
        same = message.meant is not None and proof == Proof()
        return Proof(moot=True) if same else proof

    def _carry(self, value: Any, site: Site, operation: Operation) -> Message:
        scene = site.scene
        part = site.base_part if scene.sender == "base" else site.head_part
        if isinstance(part, Parameter):
            parts = Parts(parameters={parameter_key(operation, part): value})
        elif isinstance(part, Header):
            parts = Parts(headers={part.name.lower(): value})
        else:
            parts = Parts(body=value, has_body=True, media=part.name)
        if scene.direction == "request":
            return messages.request(self._sides, scene.sender, operation, parts)
        return messages.response(self._sides, scene.sender, operation, scene.status or 200, parts)

    def _probing(self, probe: Probe, scene: Scene, operation: Operation, *, full: bool) -> Message | None:
        build: dict[str, Callable[[], Parts]] = {
            "without-parameter": lambda: Parts(parameters={_own_key(operation, probe.value): ABSENT}),
            "without-body": lambda: Parts(without_body=True),
            "media-type": lambda: Parts(media=_refused_media(probe.value, scene)),
            "accept": lambda: Parts(accept=concrete(probe.value)),
            "credentials": lambda: Parts(alternative=probe.value),
            "without-header": lambda: Parts(headers={probe.value.lower(): ABSENT}),
            "without-content": lambda: Parts(without_body=True),
            "routed": lambda: Parts(segments=common(operation.path, probe.value) or ()),
            "base-path": lambda: Parts(base_path=probe.value),
            "empty-value": lambda: Parts(parameters={_own_key(operation, probe.value): EMPTY}),
            "part": lambda: self._forms.part(scene, operation, *probe.value),
            "without-part-header": lambda: self._forms.without_header(scene, operation, *probe.value),
        }
        if probe.kind == "restyled":
            return self._restyled(scene, operation, probe.value)
        if probe.kind == "part-header":
            raise CannotBuild(f"values of the part header {probe.value} are not compared")
        if probe.kind == "restyled-part":
            return self._forms.restyled(scene, operation, probe.value)
        parts = replace(build[probe.kind]() if probe.kind in build else Parts(), full=full)
        if probe.kind == "base-path":
            sent = messages.request(self._sides, scene.sender, operation, parts)
            return replace(sent, base_path=parts.base_path)
        if scene.direction == "request":
            return messages.request(self._sides, scene.sender, operation, parts)
        status = self._status(probe, scene, operation)
        return (
            None if status is None else messages.response(self._sides, scene.sender, operation, status, parts)
        )

    def _status(self, probe: Probe, scene: Scene, operation: Operation) -> int | None:
        """A status that the sender may answer; for a new one, one that the receiver does not know."""
        if probe.kind != "status":
            return scene.status
        other = scene.side(scene.receiver)
        wanted = str(probe.value)
        candidates = (
            [int(wanted)] if wanted.isdigit() else [int(wanted[0]) * 100 + rest for rest in range(100)]
        )
        for status in candidates:
            own = covering_response(operation.responses, status)
            if own and own.status == wanted and other and covering_response(other.responses, status) is None:
                return status
        return None

    def _restyled(self, scene: Scene, operation: Operation, keys: list[list[str]]) -> Message | None:
        """A message with a value of at least two parts, which another style writes in another way."""
        parameter = next(one for one in operation.parameters if [one.location, one.name] in keys)
        site, side = messages.value_site(parameter), scene.sender
        if site is None:
            return None
        own = self._sides.lowering(side, "request").schema(site.pointer)
        key = parameter_key(operation, parameter)
        for schema in ({"allOf": [own, SEVERAL]}, {"allOf": [own], "not": {"enum": ["", [], {}]}}):
            found = self._sides.sample(side, site.pointer, "request", schema)
            if isinstance(found, Found):
                parts = Parts(parameters={key: found.value})
                return replace(
                    messages.request(self._sides, side, operation, parts), meant=(key, found.value)
                )
        raise CannotBuild(f"no value was found for {parameter.location} parameter '{parameter.name}'")

    def _strayed(self, message: Message, scene: Scene, operation: Operation, path: str) -> Proof:
        """What becomes of a request that used to reach the operation, if that of the path takes it now."""
        exchange, offered = message.exchange, message.offered
        receiver, kept = self._sides.judges[scene.receiver], scene.side(scene.receiver)
        own = self._sides.judges[scene.sender].route(exchange.method, exchange.path)
        other = receiver.focused(None).route(exchange.method, exchange.path)
        if own != operation or other is None or other.path != path:
            return Proof(moot=True)
        if self._refusals(message, scene, scene.sender):
            return Proof(moot=True)
        refusals = receiver.request(exchange, offered, other)
        if not refusals:
            return Proof()
        if kept is not None and receiver.request(exchange, offered, kept):
            # It would be refused where it used to go as well, which is told of the operation itself.
            return Proof(moot=True)
        return Proof(self._witness(message, scene, ("reference receiver",), refusals[0]))

    def _blamed(self, value: Any, site: Site, focus: Focus) -> bool:
        """Whether the receiver's objection is about the cause, and not about another change."""
        place = site.base.pointer if site.scene.receiver == "base" else site.head.pointer
        try:
            return self._sides.judges[site.scene.receiver].blames(place, site.scene.direction, value, focus)
        except CannotJudge:
            return True

    def _as_written(self, value: Any, site: Site) -> bool | None:
        scene = site.scene
        sites = {"base": site.base, "head": site.head}
        verdicts = [
            self._sides.judges[side].agrees(sites[side], scene.direction, value, valid=side == scene.sender)
            for side in ("base", "head")
        ]
        return False if False in verdicts else None if None in verdicts else True

    def _judged(self, message: Message, scene: Scene, judges: tuple[str, ...], part: str | None) -> Proof:
        try:
            return self._confirm(message, scene, judges, part)
        except CannotJudge as reason:
            return Proof(note=str(reason))

    def _confirm(self, message: Message, scene: Scene, judges: tuple[str, ...], part: str | None) -> Proof:
        own = self._refusals(message, scene, scene.sender)
        if own:
            return (
                self._contradicted(scene, f"its own sender may not send it: {own[0].reason}")
                if part
                else Proof()
            )
        against = self._refusals(message, scene, scene.receiver)
        refusal = next((one for one in against if part is None or one.part.startswith(part)), None)
        if refusal is None:
            if part is not None and part != "body":
                # A text may be read in more than one way: no fault of ours, but no proof either.
                return Proof(note="its text may be read as another value, which is accepted")
            return self._contradicted(scene, "the receiver takes it") if part else Proof()
        return Proof(self._witness(message, scene, judges, refusal))

    def _refusals(self, message: Message, scene: Scene, side: Side) -> list[Refusal]:
        operation, judge = scene.side(side), self._sides.judges[side]
        if scene.direction == "request":
            routed = None if scene.routed and operation is None else operation
            if routed is None and not scene.routed:
                return [Refusal("operation", "nobody listens to this call any more")]
            return self._objections(message, judge, routed, reads=side == scene.receiver)
        return judge.response(message.exchange, operation) if operation else []

    def _objections(
        self, message: Message, judge: Judge, routed: Operation | None, *, reads: bool
    ) -> list[Refusal]:
        """What a judge has against a request; one who `reads` it must take from it what it says."""
        exchange = message.exchange
        if message.base_path is not None and routed is not None:
            exchange = replace(exchange, path=exchange.path.removeprefix(message.base_path))
            strayed = judge.found_under(routed, message.base_path)
            if strayed:
                return strayed
        misread: list[Refusal] = []
        if reads and message.meant is not None and routed is not None:
            part, value = message.meant
            look = judge.misread_field if isinstance(part, str) else judge.misread
            misread = look(routed, part, exchange, value)
        return misread or judge.request(exchange, message.offered, routed)

    def _contradicted(self, scene: Scene, why: str) -> Proof:
        said = f"{scene.operation} {scene.direction}: {why}"
        self.contradictions.append(said)
        return Proof(note=f"a judge contradicts the counter-example: {why}")

    def _witness(self, message: Message, scene: Scene, judges: tuple[str, ...], refusal: Refusal) -> Witness:
        command = messages.curl(message.exchange) if scene.direction == "request" and scene.routed else None
        return Witness(
            kind=scene.direction,
            exchange=message.exchange,
            accepted_by=scene.sender,
            refused_by=scene.receiver,
            reason=refusal.reason,
            judges=judges,
            curl=command,
        )


def _asking(scene: Scene) -> Scene:
    """The request before a response: whether a media type can still be asked for."""
    return Scene(scene.operation, scene.base, scene.head, "request", scene.receiver, scene.routed)


def _own_key(operation: Operation, key: list[str]) -> tuple[str, str]:
    for parameter in operation.parameters:
        if parameter.location == key[0] and parameter.name.lower() == key[1].lower():
            return parameter_key(operation, parameter)
    return (key[0], key[1])


def _refused_media(name: str, scene: Scene) -> str:
    """A media type of that name or range that the receiver does not know."""
    receiver = scene.side(scene.receiver)
    body = receiver.request_body if receiver else None
    return outside(name, body.content if body else ())


def _part(site: Site) -> str:
    part = site.base_part if site.scene.receiver == "base" else site.head_part
    if isinstance(part, Parameter):
        return f"{part.location} {part.name}"
    return f"header {part.name.lower()}" if isinstance(part, Header) else "body"
