"""What a document says of itself: version, title, tags and documentation elsewhere."""

import re
from collections.abc import Iterable
from typing import Any

from dovetail_engine.compat.rules.model import Example, Hit, Rule, listed, shown
from dovetail_engine.oas.model import Api, Operation

_TOLD = ("title", "summary", "description", "termsOfService", "contact", "license")


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _info_changed(base: Api, head: Api) -> Iterable[Hit]:
    changed = [name for name in _TOLD if base.info.get(name) != head.info.get(name)]
    if changed:
        yield Hit(f"what the contract says of itself changed: {listed(changed)}", "/info", "/info", changed)


def _version_lowered(base: Api, head: Api) -> Iterable[Hit]:
    if _number(head.version) < _number(base.version):
        said = f"the version went from {shown(base.version)} back to {shown(head.version)}"
        yield Hit(said, "/info/version", "/info/version", [base.version, head.version])


def _tags_changed(base: Api, head: Api) -> Iterable[Hit]:
    old, new = ({tag.name: tag for tag in api.tags} for api in (base, head))
    changed = sorted(name for name in old.keys() & new.keys() if old[name] != new[name])
    come, gone = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    for said, names in (("declared", come), ("no longer declared", gone), ("described anew", changed)):
        if names:
            place = [_place(api) for api in (base, head)]
            yield Hit(f"tags are {said}: {listed(names)}", place[0], place[1], [said, names])


def _docs_changed(base: Api | Operation | None, head: Api | Operation | None) -> Iterable[Hit]:
    if base and head and base.docs != head.docs:
        places = [getattr(side, "pointer", "") for side in (base, head)]
        said = f"external documentation is at {head.docs or 'no place'}, not at {base.docs or 'no place'}"
        yield Hit(said, places[0], places[1], [base.docs, head.docs])


def _place(api: Api) -> str:
    return "/tags" if api.tags else ""


def _number(version: str) -> tuple[int, ...]:
    """The leading numbers of a version, none for one that has none."""
    found = re.match(r"v?([0-9]+(?:\.[0-9]+)*)", version)
    parts = [int(part) for part in found.group(1).split(".")] if found else []
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)


def _document(info: dict[str, Any] | None = None, **fields: Any) -> dict[str, Any]:
    return {"paths": {}, "info": {"title": "Things", "version": "1.2.0", **(info or {})}, **fields}


_RULES = (
    Rule(
        id="info-changed",
        on="document",
        effect="ANNOTATED",
        since="0.2.0",
        summary="The title, description, contact or licence of the contract changed.",
        rationale="Documentation only.",
        examples=(
            Example("Another title.", _document(), _document({"title": "All things"})),
            Example("Another version.", _document(), _document({"version": "1.3.0"}), fires=False),
        ),
        check=_info_changed,
    ),
    Rule(
        id="api-version-lowered",
        on="document",
        effect="ANNOTATED",
        since="0.2.0",
        summary="The contract names a lower version than before.",
        rationale="Versions go up; the lower one may be there already, or be taken for an older release.",
        examples=(
            Example("Lower.", _document(), _document({"version": "1.1.9"})),
            Example("Higher.", _document(), _document({"version": "1.10.0"}), fires=False),
        ),
        check=_version_lowered,
    ),
    Rule(
        id="tags-changed",
        on="document",
        effect="ANNOTATED",
        since="0.2.0",
        summary="The tags that the document declares changed.",
        rationale="Documentation only; `operation-tags-changed` tells which operations have others.",
        examples=(
            Example("One more.", _document(), _document(tags=[{"name": "things"}])),
            Example(
                "Another order.",
                _document(tags=[{"name": "a"}, {"name": "b"}]),
                _document(tags=[{"name": "b"}, {"name": "a"}]),
                fires=False,
            ),
        ),
        check=_tags_changed,
    ),
    Rule(
        id="external-docs-changed",
        on="document",
        effect="ANNOTATED",
        since="0.2.0",
        summary="External documentation is elsewhere.",
        rationale="Documentation only.",
        examples=(
            Example("It comes.", _document(), _document(externalDocs={"url": "https://docs.test"})),
            Example("The title changes.", _document(), _document({"title": "All things"}), fires=False),
        ),
        check=_docs_changed,
        also=("operation",),
    ),
)
