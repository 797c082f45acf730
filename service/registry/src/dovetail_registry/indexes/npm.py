"""The npm registry's documents: the packument, full and abbreviated, and what npm asks around it."""

import base64
from collections.abc import Sequence
from typing import Any

import mimeparse
import msgspec

from dovetail_registry.indexes.published import PublishedFile, in_order

ABBREVIATED_TYPE = "application/vnd.npm.install-v1+json"
FULL_TYPE = "application/json"

_ABBREVIATED_KEYS = (
    "name",
    "version",
    "dependencies",
    "peerDependencies",
    "optionalDependencies",
    "bundleDependencies",
    "engines",
    "bin",
    "os",
    "cpu",
)


def negotiate(accept: str | None) -> str:
    """The packument's type for an `Accept` header; the full document unless the short one is preferred."""
    try:
        chosen = mimeparse.best_match([ABBREVIATED_TYPE, FULL_TYPE], accept or "*/*")
    except mimeparse.MimeTypeParseException:
        return FULL_TYPE
    return chosen or FULL_TYPE


def packument(package: str, files: Sequence[PublishedFile], *, base_url: str, content_type: str) -> bytes:
    """All versions of a package; `base_url` is the absolute address of the npm index, without a slash."""
    ordered = in_order(files)
    versions = {file.version: _manifest(file, base_url, content_type) for file in ordered}
    modified = max(file.uploaded for file in ordered)
    shared: dict[str, Any] = {"name": package, "dist-tags": dist_tags(ordered), "versions": versions}
    if content_type == ABBREVIATED_TYPE:
        return msgspec.json.encode({**shared, "modified": modified})
    newest = msgspec.json.decode(ordered[-1].metadata)
    return msgspec.json.encode(
        {
            "_id": package,
            **shared,
            "time": {
                "created": min(file.uploaded for file in ordered),
                "modified": modified,
                **{file.version: file.uploaded for file in ordered},
            },
            **{key: newest[key] for key in ("description", "license", "repository") if key in newest},
        }
    )


def manifest(package: str, files: Sequence[PublishedFile], wanted: str, *, base_url: str) -> bytes | None:
    """The manifest of one version or dist-tag of a package, None when it has no such."""
    version = dist_tags(files).get(wanted, wanted)
    found = next((file for file in files if file.version == version and file.project == package), None)
    return msgspec.json.encode(_manifest(found, base_url, FULL_TYPE)) if found else None


def dist_tags(files: Sequence[PublishedFile]) -> dict[str, str]:
    """`latest` is the highest version of `main` that is neither yanked nor a pre-release; a tag per channel.

    A package whose every version is yanked or a pre-release still has a `latest`, because npm needs one.
    """
    tags = {file.channel: file.version for file in _usable(files) if file.channel != "main"}
    return {"latest": newest(files).version, **tags}


def newest(files: Sequence[PublishedFile]) -> PublishedFile:
    """The file that the tag `latest` names."""
    usable = _usable(files)
    main = [file for file in usable if file.channel == "main" and not file.prerelease]
    return (main or usable)[-1]


def search_entry(file: PublishedFile) -> dict[str, Any]:
    """A package as `npm search` lists it."""
    described: dict[str, Any] = msgspec.json.decode(file.metadata)
    return {
        "name": file.project,
        "version": file.version,
        "description": described.get("description", ""),
        "date": file.uploaded,
        "links": {},
        "maintainers": [],
        "keywords": described.get("keywords", []),
    }


def tarball_name(package: str, version: str) -> str:
    """The conventional file name: the package's name without its scope, and the version."""
    return f"{package.rpartition('/')[2]}-{version}.tgz"


def _usable(files: Sequence[PublishedFile]) -> list[PublishedFile]:
    ordered = in_order(files)
    return [file for file in ordered if not file.yanked] or ordered


def _manifest(file: PublishedFile, base_url: str, content_type: str) -> dict[str, Any]:
    package: dict[str, Any] = msgspec.json.decode(file.metadata)
    if content_type == ABBREVIATED_TYPE:
        package = {key: package[key] for key in _ABBREVIATED_KEYS if key in package} | {
            "hasInstallScript": False
        }
    else:
        package["_id"] = f"{file.project}@{file.version}"
    deprecated = {"deprecated": file.yanked} if file.yanked else {}
    return {**package, **deprecated, "dist": _dist(file, base_url)}


def _dist(file: PublishedFile, base_url: str) -> dict[str, Any]:
    return {
        "tarball": f"{base_url}/{file.project}/-/{tarball_name(file.project, file.version)}",
        "integrity": f"sha512-{base64.b64encode(bytes.fromhex(file.sha512)).decode()}",
        "shasum": file.sha1,
    }
