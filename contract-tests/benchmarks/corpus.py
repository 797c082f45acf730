"""The real documents, read from where they are."""

import json
import os
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from harness.processes import ROOT

FOLDER = Path(os.environ.get("DOVETAIL_CORPUS", ROOT.parent / "shared" / "corpus"))


@dataclass(frozen=True)
class Version:
    """One document of an API."""

    api: str
    label: str
    path: Path
    size: int


def histories(api: str | None) -> list[list[Version]]:
    """Return the versions of each API, or of the one asked for, in time order; empty without a corpus."""
    manifest = FOLDER / "manifest.json"
    listed = json.loads(manifest.read_bytes()) if manifest.exists() else []
    return [
        [_version(each["api"], one["file"]) for one in each["versions"]]
        for each in listed
        if api in {None, each["api"]}
    ]


def pairs(api: str | None) -> list[tuple[Version, Version]]:
    """Return the consecutive pairs, the smallest first."""
    found = [pair for history in histories(api) for pair in pairwise(history)]
    return sorted(found, key=lambda pair: pair[0].size + pair[1].size)


def documents(api: str | None) -> list[Version]:
    """Return the newest document of each API and then the older ones, each time the smallest first."""
    newest = [history[-1] for history in histories(api)]
    older = [version for history in histories(api) for version in history[:-1]]
    return [version for group in (newest, older) for version in sorted(group, key=lambda each: each.size)]


def nothing(api: str | None) -> str:
    """Return why there are no documents."""
    if (FOLDER / "manifest.json").exists():
        known = ", ".join(sorted(history[0].api for history in histories(None)))
        return f"There is no API {api} in the corpus; it has {known}."
    return f"No corpus of real documents at {FOLDER}: set DOVETAIL_CORPUS to measure them."


def _version(api: str, file: str) -> Version:
    path = FOLDER / file
    label = path.stem.partition("_")[0]
    return Version(api, label, path, path.stat().st_size)
