"""Where an API is found: server addresses with their variables filled in, and the base paths among them."""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from dovetail_engine.oas.model import Server
from dovetail_engine.oas.structure import VARIABLE

_MOST = 64
"""How many addresses one server with enumerated variables may stand for; one with more keeps its defaults."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of a server. `origin` is its scheme and host, empty where it is relative to the document.

    `path` is the base path, without a slash at its end. `declared` is false for the address that OpenAPI
    supplies where none is written.
    """

    url: str
    origin: str
    path: str
    pointer: str
    declared: bool


def addresses(servers: Sequence[Server]) -> tuple[Address, ...]:
    """Every address of the servers in order, one for each combination of enumerated variables."""
    return tuple(dict.fromkeys(_address(url, server) for server in servers for url in _urls(server)))


def serving(servers: Sequence[Server], path: str, *, relative: bool) -> bool:
    """Whether requests under a base path reach one of the servers; true where that cannot be told."""
    found = [one for one in addresses(servers) if one.declared and bool(one.origin) != relative]
    return not found or any(one.path == path for one in found)


def defaults(server: Server) -> Mapping[str, Any]:
    """The default of each variable of a server."""
    return {name: _mapping(value).get("default") for name, value in server.variables.items()}


def _urls(server: Server) -> Iterator[str]:
    names = list(dict.fromkeys(VARIABLE.findall(server.url)))
    choices = [_choices(server, name) for name in names]
    count = 1
    for values in choices:
        count *= len(values)
    if count > _MOST:
        choices = [values[:1] for values in choices]
    for picked in itertools.product(*choices):
        url = server.url
        for name, value in zip(names, picked, strict=True):
            url = url.replace("{" + name + "}", value)
        yield url


def _choices(server: Server, name: str) -> list[str]:
    """The values of a variable, its default first; the variable itself where nothing is said of it."""
    variable = _mapping(server.variables.get(name))
    values = [variable["default"]] if "default" in variable else []
    if isinstance(variable.get("enum"), list):
        values += variable["enum"]
    return list(dict.fromkeys(str(value) for value in values)) or ["{" + name + "}"]


def _address(url: str, server: Server) -> Address:
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}".lower() if parts.netloc else ""
    path = re.sub(r"/+\Z", "", parts.path)
    plain = f"{origin}{path}" or "/"
    return Address(plain, origin, path, server.pointer, server.pointer.rsplit("/", 1)[-1].isdigit())


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
