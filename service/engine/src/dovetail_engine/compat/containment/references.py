"""Which definitions lean on which: their order of building, and the cycles among them."""

from collections.abc import Iterator, Mapping
from typing import Any

from .normal import reference_name

Schema = Mapping[str, Any] | bool


class Definitions(Mapping[str, Schema]):
    """Definitions that may be known by an identity, and so need not be looked at before somebody asks."""

    def identity(self, name: str) -> str | None:
        """What a definition has in common with those that say the same in other mappings; None if unknown.

        A definition that has an identity refers only to definitions that have one, too.
        """
        raise NotImplementedError


def identity_in(definitions: Mapping[str, Schema], name: str) -> str | None:
    """Return the identity of a definition, None where there is none."""
    return definitions.identity(name) if isinstance(definitions, Definitions) else None


class Scope:
    """The definitions of one document."""

    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self._definitions = definitions
        self._uses: dict[str, tuple[str, ...]] = {}
        self._done: set[str] = set()

    def groups(self, schema: Schema) -> list[tuple[str, ...]]:
        """Return the reachable definitions not returned before, cycles together, each after what it uses.

        Those that have an identity are left out."""
        found: list[tuple[str, ...]] = []
        for name in self._references(schema):
            if name not in self._done:
                found.extend(self._components(name))
        return found

    def cyclic(self, name: str) -> bool:
        """Say whether a definition refers to itself directly."""
        return name in self._used_by(name)

    def _used_by(self, name: str) -> tuple[str, ...]:
        if name not in self._uses:
            self._uses[name] = self._references(self._definitions[name])
        return self._uses[name]

    def _references(self, schema: Schema) -> tuple[str, ...]:
        names = {name for name in _names(schema) if name in self._definitions}
        return tuple(sorted(name for name in names if identity_in(self._definitions, name) is None))

    def _components(self, root: str) -> Iterator[tuple[str, ...]]:
        """Tarjan's strongly connected components with an explicit stack."""
        index: dict[str, int] = {}
        low: dict[str, int] = {}
        path: list[str] = []
        work: list[tuple[str, Iterator[str]]] = []
        self._enter(root, index, low, path, work)
        while work:
            name, uses = work[-1]
            for used in uses:
                if used in self._done:
                    continue
                if used not in index:
                    self._enter(used, index, low, path, work)
                    break
                low[name] = min(low[name], index[used])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    yield self._leave(name, path)

    def _enter(
        self,
        name: str,
        index: dict[str, int],
        low: dict[str, int],
        path: list[str],
        work: list[tuple[str, Iterator[str]]],
    ) -> None:
        index[name] = low[name] = len(index)
        path.append(name)
        work.append((name, iter(self._used_by(name))))

    def _leave(self, name: str, path: list[str]) -> tuple[str, ...]:
        start = path.index(name)
        group = tuple(sorted(path[start:]))
        del path[start:]
        self._done.update(group)
        return group


def _names(schema: Any) -> Iterator[str]:
    """Yield the names that `$ref`s anywhere below mention; data that looks like one costs only work."""
    stack = [schema]
    while stack:
        part = stack.pop()
        if isinstance(part, Mapping):
            reference = part.get("$ref")
            if isinstance(reference, str):
                name = reference_name(reference)
                if name is not None:
                    yield name
            stack.extend(part.values())
        elif isinstance(part, list | tuple):
            stack.extend(part)
