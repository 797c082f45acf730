"""Encodings: how the properties of forms are written."""

from collections.abc import Iterable
from typing import Any

from dovetail_engine.compat.forms import FormPart
from dovetail_engine.compat.media import covering
from dovetail_engine.compat.rules.model import Example, Hit, Probe, Rule
from dovetail_engine.compat.styles import in_style
from dovetail_engine.oas.model import MediaType


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _type_removed(base: FormPart, head: FormPart) -> Iterable[Hit]:
    for name in _uncovered(base, head):
        said = f"the part '{base.name}' may not be {name} any more"
        yield Hit(said, base.pointer, head.pointer, [base.name, name], probe=Probe("part", [base.name, name]))


def _type_added(base: FormPart, head: FormPart) -> Iterable[Hit]:
    for name in _uncovered(head, base):
        said = f"the part '{base.name}' may be {name} too"
        yield Hit(said, base.pointer, head.pointer, [base.name, name], probe=Probe("part", [base.name, name]))


def _header_required(base: FormPart, head: FormPart) -> Iterable[Hit]:
    for name in sorted(_required(head) - _required(base)):
        said = f"the part '{base.name}' must have the header {name} now"
        yield Hit(said, base.pointer, head.pointer, [base.name, name], probe=_lacking(base, name))


def _header_optional(base: FormPart, head: FormPart) -> Iterable[Hit]:
    for name in sorted(_required(base) - _required(head)):
        said = f"the part '{base.name}' may be without the header {name} now"
        yield Hit(said, base.pointer, head.pointer, [base.name, name], probe=_lacking(base, name))


def _header_changed(base: FormPart, head: FormPart) -> Iterable[Hit]:
    old, new = ({header.name.lower(): header for header in part.headers} for part in (base, head))
    for name in sorted(old.keys() & new.keys()):
        sites = [side[name].schema for side in (old, new)]
        schemas = [site.value if site else None for site in sites]
        if base.multipart and head.multipart and schemas[0] != schemas[1]:
            said = f"what the header {name} of the part '{base.name}' may say changed"
            yield Hit(said, base.pointer, head.pointer, [base.name, name], probe=Probe("part-header", name))


def _restyled(base: FormPart, head: FormPart) -> Iterable[Hit]:
    if (base.style, base.explode) != (head.style, head.explode):
        said = f"the form field '{base.name}' is {in_style(head.as_parameter(), base.as_parameter())}"
        atom = [base.name, _style(base), _style(head)]
        yield Hit(said, base.pointer, head.pointer, atom, probe=Probe("restyled-part", base.name))


def _reserved_removed(base: FormPart, head: FormPart) -> Iterable[Hit]:
    if base.allow_reserved and not head.allow_reserved:
        said = f"characters such as / and & in the form field '{base.name}' must be percent-encoded now"
        yield Hit(said, base.pointer, head.pointer, base.name)


def _reserved_added(base: FormPart, head: FormPart) -> Iterable[Hit]:
    if head.allow_reserved and not base.allow_reserved:
        said = f"characters such as / and & in the form field '{base.name}' may stand for themselves now"
        yield Hit(said, base.pointer, head.pointer, base.name)


def _uncovered(sender: FormPart, receiver: FormPart) -> list[str]:
    """The media types of the one that the other rules out; one that says none takes any."""
    if not (receiver.said and receiver.multipart and sender.multipart):
        return []
    known = tuple(MediaType("", name, None) for name in receiver.content_types)
    return [name for name in sender.content_types if covering(name, known) is None]


def _required(part: FormPart) -> set[str]:
    return {header.name.lower() for header in part.headers if header.required} if part.multipart else set()


def _lacking(part: FormPart, header: str) -> Probe:
    return Probe("without-part-header", [part.name, header])


def _style(part: FormPart) -> str:
    return part.style + (" (exploded)" if part.explode else "")


def _form(media: str, encoding: dict[str, Any] | None = None) -> dict[str, Any]:
    schema = {
        "type": "object",
        "properties": {
            "photo": {"type": "string", "format": "binary"},
            "tags": {"type": "array", "items": {"type": "string"}},
        },
    }
    content = {media: {"schema": schema, **({"encoding": encoding} if encoding else {})}}
    body = {"required": True, "content": content}
    return {"/things": {"post": {"requestBody": body, "responses": {"204": {"description": "Done"}}}}}


def _photo(*types: str, header: bool | None = None) -> dict[str, Any]:
    headers = {"headers": {"X-Hash": {"required": header, "schema": {"type": "string"}}}}
    said = {"contentType": ", ".join(types), **({} if header is None else headers)}
    return _form("multipart/form-data", {"photo": said})


def _hash(kind: str) -> dict[str, Any]:
    return _form("multipart/form-data", {"photo": {"headers": {"X-Hash": {"schema": {"type": kind}}}}})


def _tags(**encoding: Any) -> dict[str, Any]:
    return _form("application/x-www-form-urlencoded", {"tags": encoding} if encoding else None)


_RULES = (
    Rule(
        id="part-content-type-removed",
        on="encoding",
        effect="NARROWED",
        since="0.2.0",
        summary="A part of a multipart body may no longer be of a media type.",
        rationale="A client of the old contract sends the part as that type, and is refused.",
        examples=(
            Example("One goes.", _photo("image/png", "image/gif"), _photo("image/png")),
            Example("A range takes its place.", _photo("image/png"), _photo("image/*"), fires=False),
        ),
        check=_type_removed,
    ),
    Rule(
        id="part-content-type-added",
        on="encoding",
        effect="WIDENED",
        since="0.2.0",
        summary="A part of a multipart body may be of one more media type.",
        rationale="Clients keep sending the one they know. In a callback, the receiver does not know it.",
        examples=(
            Example("One joins.", _photo("image/png"), _photo("image/png", "image/gif")),
            Example("One goes.", _photo("image/png", "image/gif"), _photo("image/png"), fires=False),
        ),
        check=_type_added,
    ),
    Rule(
        id="part-header-became-required",
        on="encoding",
        effect="NARROWED",
        since="0.2.0",
        summary="A part of a multipart body must have a header.",
        rationale="A client of the old contract may leave it out, and is refused.",
        examples=(
            Example("It comes, required.", _photo("image/png"), _photo("image/png", header=True)),
            Example("It is optional.", _photo("image/png"), _photo("image/png", header=False), fires=False),
        ),
        check=_header_required,
    ),
    Rule(
        id="part-header-became-optional",
        on="encoding",
        effect="WIDENED",
        since="0.2.0",
        summary="A part of a multipart body need not have a header.",
        rationale="Clients that send it keep working. In a callback, the receiver counts on it.",
        examples=(
            Example("It goes.", _photo("image/png", header=True), _photo("image/png")),
            Example("It comes.", _photo("image/png"), _photo("image/png", header=True), fires=False),
        ),
        check=_header_optional,
    ),
    Rule(
        id="part-header-changed",
        on="encoding",
        effect="NARROWED",
        since="0.2.0",
        summary="The schema of a header of a part changed.",
        rationale="Values of these headers are not compared: it is said that nothing is known.",
        examples=(
            Example("Another type.", _hash("string"), _hash("integer")),
            Example("The same.", _hash("string"), {**_hash("string"), "/more": {}}, fires=False),
        ),
        check=_header_changed,
    ),
    Rule(
        id="field-style-changed",
        on="encoding",
        effect="NARROWED",
        since="0.2.0",
        summary="A field of a form is written in another way.",
        rationale="The text a client of the old contract sends is read as another value, or refused.",
        examples=(
            Example("One text instead of many.", _tags(), _tags(style="form", explode=False)),
            Example("The default is spelled out.", _tags(), _tags(style="form", explode=True), fires=False),
        ),
        check=_restyled,
    ),
    Rule(
        id="field-allow-reserved-removed",
        on="encoding",
        effect="MEANING",
        since="0.2.0",
        summary="Reserved characters of a form field must be percent-encoded.",
        rationale="A client of the old contract writes them as they are, and they may be read as delimiters.",
        examples=(
            Example("It goes.", _tags(allowReserved=True), _tags()),
            Example("It comes.", _tags(), _tags(allowReserved=True), fires=False),
        ),
        check=_reserved_removed,
    ),
    Rule(
        id="field-allow-reserved-added",
        on="encoding",
        effect="ANNOTATED",
        since="0.2.0",
        summary="Reserved characters of a form field may be written as they are.",
        rationale="Percent-encoded ones still mean the same.",
        examples=(
            Example("It comes.", _tags(), _tags(allowReserved=True)),
            Example("It goes.", _tags(allowReserved=True), _tags(), fires=False),
        ),
        check=_reserved_added,
    ),
)
