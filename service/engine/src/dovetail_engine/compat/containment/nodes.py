"""Schemas as interned nodes: equal on paper, one object; equal parts of two documents are one node.

A definition with an identity becomes a node at once and is read when somebody looks into it.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from fractions import Fraction
from hashlib import blake2b
from typing import Any, TypeVar

from . import normal
from .answers import Unsupported
from .references import Scope, identity_in
from .values import freeze

Schema = Mapping[str, Any] | bool

T = TypeVar("T")


class Node:
    """One schema: its digest (equal digests, equal schemas) and its keywords, children already nodes."""

    __slots__ = ("cache", "digest", "keywords")

    def __init__(self, digest: str, keywords: dict[str, Any]) -> None:
        self.digest = digest
        self.keywords = keywords
        self.cache: dict[Hashable, Any] = {}

    def __repr__(self) -> str:
        return f"Node({self.digest[:8]} {sorted(self.keywords)})"


class Deferred(Node):
    """A node whose keywords are read when they are first asked for; nobody else sees the difference."""

    __slots__ = ("_read",)

    def __init__(self, digest: str, read: Callable[["Deferred"], None]) -> None:
        self.digest = digest
        self.cache = {}
        self._read = read

    def __getattr__(self, name: str) -> Any:
        # Only a slot that is not filled yet comes here.
        if name != "keywords":
            raise AttributeError(name)
        self._read(self)
        return self.keywords

    def __repr__(self) -> str:
        return f"Deferred({self.digest[:8]})"

    @property
    def unread(self) -> bool:
        """Whether nobody has looked into it yet."""
        try:
            object.__getattribute__(self, "keywords")
        except AttributeError:
            return True
        return False


class Nodes:
    """Interns schemas of any number of documents."""

    def __init__(self, formats: frozenset[str]) -> None:
        self._formats = formats
        self._by_digest: dict[str, Node] = {}
        self._scopes: dict[int, tuple[Mapping[str, Schema], Scope]] = {}
        self._defined: dict[tuple[int, str], Node] = {}
        self._added: dict[tuple[int, int], tuple[Schema, Node]] = {}
        self._strangers = 0
        self.true = self.make({})
        self.false = self.make({"false": True})

    def __len__(self) -> int:
        """How many different schemas there are, read or not."""
        return len(self._by_digest)

    def make(self, keywords: dict[str, Any]) -> Node:
        """Return the node of normalised keywords."""
        digest = digest_of(keywords)
        node = self._by_digest.get(digest)
        if node is None:
            node = self._by_digest[digest] = Node(digest, keywords)
        return node

    def add(self, schema: Schema, definitions: Mapping[str, Schema]) -> Node:
        """Return the node of a schema whose `$ref`s name entries of `definitions`; neither changes later."""
        if not definitions:
            return self._build(schema, definitions)
        key = (id(schema), id(definitions))
        if key not in self._added:
            # The schema is kept with its node, so that its id stays its own.
            self._added[key] = (schema, self._within(schema, definitions))
        return self._added[key][1]

    def _within(self, schema: Schema, definitions: Mapping[str, Schema]) -> Node:
        kept = self._scopes.get(id(definitions))
        scope = kept[1] if kept else Scope(definitions)
        # The mapping is kept with its scope, so that its id stays its own.
        self._scopes[id(definitions)] = (definitions, scope)
        for group in scope.groups(schema):
            self._define(group, definitions)
        return self._build(schema, definitions)

    def _define(self, group: tuple[str, ...], definitions: Mapping[str, Schema]) -> None:
        key = id(definitions)
        if len(group) == 1 and not self._scopes[key][1].cyclic(group[0]):
            self._defined[key, group[0]] = self._build(definitions[group[0]], definitions)
            return
        digests = self._group_digests(group, definitions)
        fresh = [name for name in group if digests[name] not in self._by_digest]
        for name in group:
            self._defined[key, name] = self._by_digest.setdefault(digests[name], Node(digests[name], {}))
        for name in fresh:
            self._defined[key, name].keywords = self._body(definitions[name], definitions)
        endless = [name for name in fresh if _applies_itself(self._defined[key, name])]
        for name in endless:
            self._defined[key, name].keywords = _endless(self._defined[key, name])

    def _group_digests(self, group: tuple[str, ...], definitions: Mapping[str, Schema]) -> dict[str, str]:
        """Colour a cycle of definitions until the partition is stable; name each by all the equations."""
        colours = dict.fromkeys(group, "")
        count = 0
        while True:
            # Wrapped, so that a definition that is only a reference is one step finer than its target.
            finer = {
                name: _hash(("definition", self._colour(definitions[name], definitions, colours)))
                for name in group
            }
            if len(set(finer.values())) == count:
                break
            colours, count = finer, len(set(finer.values()))
        equations = sorted({(colours[name], finer[name]) for name in group})
        return {name: _hash(("cycle", colours[name], equations)) for name in group}

    def _colour(self, schema: Schema, definitions: Mapping[str, Schema], colours: Mapping[str, str]) -> str:
        def refer(name: str) -> str:
            return colours[name] if name in colours else self._resolve(name, definitions).digest

        return self._fold(
            schema,
            lambda part, child: digest_of(
                self._normalise(part, lambda sub: _Digest(child(sub)), definitions)
            ),
            refer,
        )

    def _build(self, schema: Schema, definitions: Mapping[str, Schema]) -> Node:
        return self._fold(
            schema,
            lambda part, child: self.make(self._normalise(part, child, definitions)),
            lambda name: self._resolve(name, definitions),
        )

    def _body(self, schema: Schema, definitions: Mapping[str, Schema]) -> dict[str, Any]:
        name = _pure_reference(schema)
        if name is not None:
            return {"allOf": (self._resolve(name, definitions),)}
        return self._normalise(schema, lambda part: self._build(part, definitions), definitions)

    def _fold(
        self, schema: Schema, build: Callable[[Schema, Callable[[Any], T]], T], refer: Callable[[str], T]
    ) -> T:
        """Build every subschema before the schemas that hold it, however deep they are nested."""
        order: list[Schema] = [schema]
        for part in order:
            if isinstance(part, Mapping):
                order.extend(normal.children(part))
        # Each part is kept with what it became, so that its id stays its own.
        built: dict[int, tuple[Any, T]] = {}

        def child(part: Any) -> T:
            if id(part) not in built:
                name = _pure_reference(part)
                built[id(part)] = (part, build(part, child) if name is None else refer(name))
            return built[id(part)][1]

        for part in reversed(order):
            child(part)
        return child(schema)

    def _normalise(
        self, schema: Schema, child: Callable[[Any], Any], definitions: Mapping[str, Schema]
    ) -> dict[str, Any]:
        try:
            return normal.keywords(schema, child, self._formats)
        except Unsupported as unsupported:
            return {"unsupported": str(unsupported), "as": self._text(schema, definitions)}

    def _text(self, schema: Schema, definitions: Mapping[str, Schema]) -> Hashable:
        """Tell what is not understood apart: the same words mean the same only among the same definitions."""
        try:
            text = freeze(schema)
        except Unsupported:
            return self._unique()
        return (text, list(self._scopes).index(id(definitions)) if definitions else self._unique())

    def _unique(self) -> int:
        self._strangers += 1
        return -self._strangers

    def _resolve(self, name: str, definitions: Mapping[str, Schema]) -> Node:
        found = self._defined.get((id(definitions), name)) or self._deferred(name, definitions)
        if found is not None:
            return found
        reason = f"the reference {name} has no target"
        return self.make({"unsupported": reason, "as": self._text({"$ref": name}, definitions)})

    def _deferred(self, name: str, definitions: Mapping[str, Schema]) -> Node | None:
        """Return the node of a definition that is known by its identity."""
        identity = identity_in(definitions, name)
        if identity is None:
            return None

        def read(node: Deferred) -> None:
            node.keywords = self._body(definitions[name], definitions)
            if _applies_itself(node):
                node.keywords = _endless(node)

        digest = _hash(("identity", identity))
        found = self._by_digest.setdefault(digest, Deferred(digest, read))
        self._defined[id(definitions), name] = found
        return found


def in_place(node: Node) -> Iterator[Node]:
    """Yield the nodes that the node applies to the same value."""
    for name in ("allOf", "anyOf", "oneOf", "if"):
        yield from node.keywords.get(name, ())
    if "not" in node.keywords:
        yield node.keywords["not"]
    yield from node.keywords.get("dependentSchemas", {}).values()


def _endless(node: Node) -> dict[str, Any]:
    # The standard leaves the meaning of such a schema open.
    return {"unsupported": "a schema that applies itself to the same value", "as": node.digest}


def _applies_itself(node: Node) -> bool:
    """Say whether a node leads back to itself; of a circle of unread nodes it is the last to be read."""
    seen: set[Node] = set()
    stack = [node]
    while stack:
        for part in in_place(stack.pop()):
            if part is node:
                return True
            if part not in seen and not (isinstance(part, Deferred) and part.unread):
                seen.add(part)
                stack.append(part)
    return False


class _Digest(str):
    """A child that is known by its colour alone."""

    __slots__ = ()

    @property
    def digest(self) -> str:
        return str(self)


def digest_of(keywords: Mapping[str, Any]) -> str:
    """Return the digest of normalised keywords."""
    # An enumeration maps frozen keys to values: two values are equal when their keys are.
    return _hash(
        tuple(
            (name, sorted(map(repr, keywords[name])) if name == "enum" else _plain(keywords[name]))
            for name in sorted(keywords)
        )
    )


def _hash(value: object) -> str:
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Node | _Digest):
        return ("node", value.digest)
    if isinstance(value, Fraction):
        return ("number", value.numerator, value.denominator)
    if isinstance(value, Mapping):
        return tuple((key, _plain(value[key])) for key in sorted(value))
    if isinstance(value, tuple | list):
        return tuple(_plain(item) for item in value)
    return value


def _pure_reference(schema: Schema) -> str | None:
    if isinstance(schema, Mapping) and set(schema) == {"$ref"}:
        return normal.reference_name(schema["$ref"])
    return None
