"""Servers: where the operations are found."""

from collections.abc import Iterable, Iterator

from dovetail_engine.compat.rules.model import Example, Hit, Probe, Rule, listed
from dovetail_engine.compat.servers import Address, addresses, defaults, serving
from dovetail_engine.oas.model import Server

_Servers = tuple[Server, ...]


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _base_path_removed(base: _Servers, head: _Servers) -> Iterable[Hit]:
    for path, address in _unserved(base, head):
        now = listed(dict.fromkeys(one.path or "/" for one in addresses(head)))
        said = f"requests under {path or '/'} reach nobody: the base path is {now} now"
        yield Hit(
            said, address.pointer, head[0].pointer, [path, _paths(head)], probe=Probe("base-path", path)
        )


def _removed(base: _Servers, head: _Servers) -> Iterable[Hit]:
    kept, unserved = {one.url for one in addresses(head)}, {path for path, _ in _unserved(base, head)}
    for address in addresses(base):
        if address.url not in kept and not (address.declared and address.path in unserved):
            place = head[0].pointer if head else None
            yield Hit(f"the server {address.url} is gone", address.pointer, place, address.url)


def _added(base: _Servers, head: _Servers) -> Iterable[Hit]:
    known = {one.url for one in addresses(base)}
    for address in addresses(head):
        if address.url not in known:
            place = base[0].pointer if base else None
            yield Hit(f"the server {address.url} joined", place, address.pointer, address.url)


def _default_changed(base: _Servers, head: _Servers) -> Iterable[Hit]:
    new = {server.url: server for server in head}
    for server in base:
        other = new.get(server.url)
        if other is not None and defaults(server) != defaults(other):
            said = f"the variables of the server {server.url} have other defaults"
            yield Hit(said, server.pointer, other.pointer, [dict(defaults(server)), dict(defaults(other))])


def _unserved(base: _Servers, head: _Servers) -> Iterator[tuple[str, Address]]:
    """The base paths under which no server answers any more, where both sides say where they are."""
    seen = set()
    for address in addresses(base):
        if address.declared and address.path not in seen:
            seen.add(address.path)
            if not serving(head, address.path, relative=not address.origin):
                yield address.path, address


def _paths(servers: _Servers) -> list[str]:
    return sorted({one.path for one in addresses(servers)})


def _document(*servers: object) -> dict[str, object]:
    operation = {"get": {"responses": {"204": {"description": "None"}}}}
    return {"paths": {"/things": operation}, "servers": list(servers)}


def _at(*urls: str) -> dict[str, object]:
    return _document(*({"url": url} for url in urls))


def _stage(default: str, *stages: str) -> dict[str, object]:
    variable = {"default": default, **({"enum": list(stages)} if stages else {})}
    return _document({"url": "https://{stage}.test", "variables": {"stage": variable}})


_RULES = (
    Rule(
        id="base-path-removed",
        on="servers",
        effect="NARROWED",
        since="0.2.0",
        summary="No server answers under a base path any more.",
        rationale=(
            "The base path is part of every address. A client of the old contract sends its requests where "
            "nobody takes them."
        ),
        examples=(
            Example("Another base path.", _at("https://a.test/v1"), _at("https://a.test/v2")),
            Example("Another host.", _at("https://a.test/v1"), _at("https://b.test/v1"), fires=False),
        ),
        check=_base_path_removed,
    ),
    Rule(
        id="server-removed",
        on="servers",
        effect="MEANING",
        since="0.1.0",
        summary="A server address is gone.",
        rationale="Every message stays valid; clients that use the address may reach nobody.",
        examples=(
            Example("Another address.", _at("https://a.test"), _at("https://b.test")),
            Example("One more.", _at("https://a.test"), _at("https://a.test", "https://b.test"), fires=False),
        ),
        check=_removed,
    ),
    Rule(
        id="server-added",
        on="servers",
        effect="ANNOTATED",
        since="0.1.0",
        summary="A server address is new.",
        rationale="Clients of the old contract keep using the ones they know.",
        examples=(
            Example("One more.", _at("https://a.test"), _at("https://a.test", "https://b.test")),
            Example("The same.", _at("https://a.test"), _at("https://a.test"), fires=False),
        ),
        check=_added,
    ),
    Rule(
        id="server-default-changed",
        on="servers",
        effect="MEANING",
        since="0.2.0",
        summary="A variable of a server address has another default.",
        rationale="Every address stays valid; whoever leaves the variable alone reaches another one.",
        examples=(
            Example("Another default.", _stage("a", "a", "b"), _stage("b", "a", "b")),
            Example("Another order.", _stage("a", "a", "b"), _stage("a", "b", "a"), fires=False),
        ),
        check=_default_changed,
    ),
)
