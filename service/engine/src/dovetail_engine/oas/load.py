"""From bytes to a checked document: the one entrance."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from dovetail_engine.oas import json_source, rules, screening
from dovetail_engine.oas.canonical import Digests
from dovetail_engine.oas.diagnostics import Diagnostic, DocumentInvalid, Position, refuse
from dovetail_engine.oas.document import Document
from dovetail_engine.oas.json_source import Piece
from dovetail_engine.oas.limits import Limits
from dovetail_engine.oas.model import Dialect
from dovetail_engine.oas.parts import Part, encode, frame, parts
from dovetail_engine.oas.sources import Format, Made, Sources, Text

_BOM = b"\xef\xbb\xbf"
_SUPPORTED = "Swagger 2.0 and OpenAPI 3.0.x, 3.1.x and 3.2.x are supported."
_DIALECTS: Mapping[str, Dialect] = {"3.0": "3.0", "3.1": "3.1", "3.2": "3.2"}
MOST_DIAGNOSTICS = 50
MOST_ALIKE = 8


def load(
    data: bytes,
    *,
    name: str = "document",
    limits: Limits = Limits(),  # noqa: B008 - frozen
    sources: Sources | None = None,
) -> Document:
    """Read, check and return a document; raises DocumentInvalid, with at least one error, and nothing else.

    `name` is what people call the document; an ending `.yaml` or `.yml` lets a text that starts like JSON and
    is none be read as YAML. Nothing but `data` is read: references out of the document are errors. `sources`
    finds what people wrote, where `data` was made from that.
    """
    with _collector_paused():
        text, form, written = _decode(data, name, limits)
        made = {part.pointer: part for part in parts(written)}
        if form == "json":
            json_source.verify(text, _pieces(written, made), limits)
        if type(written) is not dict:
            raise refuse("not-an-object", "The document is not an object, so it is no OpenAPI document.")
        sources = sources or Text(data, form)
        tree, dialect = written, _dialect(written, sources)
        if "openapi" not in written or dialect == "3.2":
            tree, objections, sources = _converted(written, dialect, sources)
            made = {part.pointer: part for part in parts(tree)}
        else:
            objections = _objections(tree, dialect, made, sources)
    return Document(
        data=data,
        name=name,
        format=form,
        tree=tree,
        dialect=dialect,
        objections=objections,
        parts=made,
        digests=Digests(tree, dialect, made),
        sources=sources,
        written=written,
    )


def parse(data: bytes, name: str, limits: Limits) -> tuple[Format, Any]:
    """The format and value of a text; raises DocumentInvalid."""
    text, form, value = _decode(data, name, limits)
    if form == "json":
        json_source.verify(text, _pieces(value, {}), limits)
    return form, value


def _decode(data: bytes, name: str, limits: Limits) -> tuple[bytes, Format, Any]:
    """The text that was read, its format and its value."""
    _check_size(data, limits)
    text = data.removeprefix(_BOM)
    _check_encoding(text)
    if text.lstrip(b" \t\r\n")[:1] in {b"{", b"["}:
        try:
            return text, "json", json_source.decode(text, limits)
        except DocumentInvalid as error:
            if error.diagnostics[0].code != "not-json" or not name.lower().endswith((".yaml", ".yml")):
                raise
    from dovetail_engine.oas import yaml_source  # noqa: PLC0415 - slow to import, and JSON does without

    return text, "yaml", yaml_source.parse(text, limits)


def _pieces(value: Any, made: Mapping[str, Part]) -> Iterator[Piece]:
    # The texts are kept with the parts: whoever compares documents needs them again.
    rest = frame(value) if made else value
    yield Piece(rest, encode(rest), 0)
    for part in made.values():
        yield Piece(part.value, part.text, part.depth)


def _check_size(data: bytes, limits: Limits) -> None:
    if len(data) > limits.size:
        raise refuse("too-large", f"The document has {len(data):,} bytes; {limits.size:,} are allowed.")
    if not data.strip():
        raise refuse("empty-document", "The document is empty.")


def _check_encoding(text: bytes) -> None:
    try:
        text.decode("utf-8")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        column = len(text[text.rfind(b"\n", 0, error.start) + 1 : error.start].decode()) + 1
        raise refuse(
            "not-utf8",
            f"The document is not UTF-8: {error.reason} at byte {error.start}.",
            position=Position(line, column),
            hint="Save it as UTF-8.",
        ) from None


@contextmanager
def _collector_paused() -> Iterator[None]:
    # Reading makes many objects and no garbage: the cyclic collector would walk them again and again.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _dialect(tree: dict[str, Any], sources: Sources) -> Dialect:
    written = tree.get("openapi")
    if written is None and "swagger" in tree:
        if tree["swagger"] in ("2.0", 2):
            return "3.0"
        message = f"This is a Swagger {tree['swagger']} document. {_SUPPORTED}"
        raise _unsupported(message, "/swagger", sources, "Convert it to Swagger 2.0 or OpenAPI 3 first.")
    if written is None:
        message = f"The document has no `openapi` field, so it is no OpenAPI document. {_SUPPORTED}"
        raise refuse("not-openapi", message)
    parts = written.split(".") if type(written) is str else []
    dialect = _DIALECTS.get(".".join(parts[:2]))
    if dialect is not None and len(parts) == 3 and parts[2][:1].isdigit():
        return dialect
    message = f"The document says `openapi: {written}`. {_SUPPORTED}"
    raise _unsupported(message, "/openapi", sources, 'Write all three numbers as a string, e.g. "3.1.0".')


def _converted(
    written: dict[str, Any], dialect: Dialect, sources: Sources
) -> tuple[dict[str, Any], Callable[[], tuple[Diagnostic, ...]], Sources]:
    """The tree in terms that the model has, the warnings, and where the parts of that tree come from."""
    from dovetail_engine.oas import openapi_32, swagger, violations  # noqa: PLC0415 - most documents need none

    check, convert = (
        (swagger.check, swagger.convert)
        if dialect == "3.0"
        else (partial(violations.check, dialect=dialect), openapi_32.convert)
    )
    found = [*check(written)]
    if any(each.severity == "error" for each in found):
        raise DocumentInvalid(placed(sources, _foremost(found)))
    converted = convert(written)
    found += [*converted.objections, *converted.at_source(rules.check(converted.tree, dialect))]
    shown = placed(sources, _foremost(list({(each.code, each.pointer): each for each in found}.values())))
    if any(each.severity == "error" for each in shown):
        raise DocumentInvalid(shown)
    return converted.tree, partial(tuple, shown), Made(converted.origins, {"": sources})


def _unsupported(message: str, pointer: str, sources: Sources, hint: str) -> DocumentInvalid:
    found = Diagnostic("error", "unsupported-version", message, pointer, hint=hint)
    return DocumentInvalid(placed(sources, [found]))


def _objections(
    tree: dict[str, Any], dialect: Dialect, made: Mapping[str, Part], sources: Sources
) -> Callable[[], tuple[Diagnostic, ...]]:
    """The warnings, found when they are asked for; raises DocumentInvalid where there is an error."""
    if screening.passes(tree, dialect, made):
        return partial(_foremost_placed, tree, dialect, sources)
    found = _foremost_placed(tree, dialect, sources)
    if any(each.severity == "error" for each in found):
        raise DocumentInvalid(found)
    return partial(tuple, found)


def _foremost_placed(tree: dict[str, Any], dialect: Dialect, sources: Sources) -> tuple[Diagnostic, ...]:
    return placed(sources, _foremost(rules.check(tree, dialect)))


def placed(sources: Sources, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The objections where their authors will find them."""
    spots = sources.spots({each.pointer for each in found})
    return tuple(replace(each, **spots[each.pointer]._asdict()) for each in found)


def _foremost(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    # A generator's one bad habit repeats a thousand times: the first of each kind say it, the last counts.
    errors = [each for each in found if each.severity == "error"][:MOST_DIAGNOSTICS]
    kinds: dict[str, list[Diagnostic]] = defaultdict(list)
    for each in found:
        if each.severity == "warning":
            kinds[each.code].append(each)
    warnings = [shown for same in kinds.values() for shown in _fold(same)]
    return [*errors, *warnings][:MOST_DIAGNOSTICS]


def _fold(same: list[Diagnostic]) -> list[Diagnostic]:
    if len(same) <= MOST_ALIKE:
        return same
    shown, more = same[: MOST_ALIKE - 1], len(same) - MOST_ALIKE + 1
    return [*shown, Diagnostic("warning", same[0].code, f"{more:,} more of this kind.")]
