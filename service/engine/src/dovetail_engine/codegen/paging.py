"""Which operations list something in pages: by the contract's own hint, or by a shape that is well known.

The hint is `x-dovetail-pagination` on an operation: `false`, or an object with `style` (`cursor`, `offset`,
`page` or `link`), `parameter` (the query parameter that asks for the next page), `items` (the field of the
answer that holds the items; left out where the answer is the list), `next` (for a cursor: the field that
holds it), `size` (the query parameter for the number of items in a page) and `first` (the number of the first
page, 1 unless it is 0).
"""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from dovetail_engine.codegen.ir import Operation, Pages, PageStyle, Schema

HINT = "x-dovetail-pagination"

_CURSORS = {
    "nextcursor": ("cursor", "after", "startingafter", "nextcursor"),
    "nextpagetoken": ("pagetoken", "nextpagetoken"),
    "nexttoken": ("nexttoken", "token"),
    "endcursor": ("after", "cursor"),
}
"""Fields that hold a cursor, with the parameters that take it, best first."""
_SIZES = ("limit", "pagesize", "perpage", "size", "first")
_LISTS = ("items", "data", "results", "entries", "records", "values")

Types = Mapping[str, Schema]


class HintWrong(Exception):
    """The hint does not fit the operation."""


def pages_of(operation: Operation, name: str, types: Types, hint: Any) -> Pages | None:
    """How the operation's pages are walked by a method called `name`; None where it has none."""
    if hint is False or operation.method != "GET":
        return None
    answer = _answer(operation)
    if isinstance(hint, Mapping):
        return _hinted(operation, name, answer, types, hint)
    if hint is not None:
        raise HintWrong(f"{HINT} is neither false nor an object")
    if answer is None:
        return None
    return _cursor(operation, name, answer, types) or _counted(operation, name, answer, types)


def _hinted(
    operation: Operation, name: str, answer: Schema | None, types: Types, hint: Mapping[str, Any]
) -> Pages:
    style, field = hint.get("style"), hint.get("items", "")
    if style not in ("cursor", "offset", "page", "link"):
        raise HintWrong(f"{HINT}: `style` is one of cursor, offset, page and link")
    item = _item(answer, field, types) if answer is not None else None
    if item is None:
        raise HintWrong(f"{HINT}: the answer has no list at `items: {field}`")
    following = str(hint.get("next", ""))
    if style == "cursor" and _field(answer or {}, following, types) is None:
        raise HintWrong(f"{HINT}: the answer has no field `next: {following}`")
    return Pages(
        name=name,
        style=cast("PageStyle", style),
        item=item,
        items=str(field),
        parameter="" if style == "link" else _argument(operation, hint.get("parameter"), "parameter"),
        next=following,
        size=_argument(operation, hint["size"], "size") if "size" in hint else "",
        first=0 if hint.get("first") == 0 else 1,
    )


def _argument(operation: Operation, wire_name: Any, key: str) -> str:
    for parameter in operation.parameters:
        if parameter.location == "query" and parameter.wire_name == wire_name:
            return parameter.name
    raise HintWrong(f"{HINT}: the operation has no query parameter `{key}: {wire_name}`")


def _cursor(operation: Operation, name: str, answer: Schema, types: Types) -> Pages | None:
    properties = _properties(answer, types)
    arguments = _arguments(operation)
    for wire, schema in properties.items():
        takers = _CURSORS.get(_plain(wire), ())
        parameter = next((arguments[taker] for taker in takers if taker in arguments), None)
        found = _list_field(properties, types)
        if parameter is not None and found is not None and _may_be(schema, "string", types):
            items, item = found
            size = next((arguments[each] for each in _SIZES if each in arguments), "")
            return Pages(name, "cursor", item, items, parameter, wire, size)
    return None


def _counted(operation: Operation, name: str, answer: Schema, types: Types) -> Pages | None:
    """Pages by offset and limit, or by number and size."""
    arguments = _arguments(operation, "integer", types)
    size = next((arguments[each] for each in _SIZES if each in arguments), "")
    style: PageStyle = "offset" if "offset" in arguments else "page"
    found = _found_list(answer, types)
    if not size or style not in arguments or found is None:
        return None
    items, item = found
    first = next(each for each in operation.parameters if each.name == arguments[style])
    return Pages(name, style, item, items, arguments[style], "", size, _first(first.schema))


def _first(schema: Schema) -> int:
    return 0 if schema.get("minimum") == 0 or schema.get("default") == 0 else 1


def _answer(operation: Operation) -> Schema | None:
    """The schema of the one JSON body that a result has."""
    contents = [
        content
        for response in operation.responses
        if response.status[:1] == "2"
        for content in response.contents
    ]
    return contents[0].schema if len(contents) == 1 and contents[0].kind == "json" else None


def _found_list(answer: Schema, types: Types) -> tuple[str, Schema] | None:
    whole = _items(answer, types)
    return ("", whole) if whole is not None else _list_field(_properties(answer, types), types)


def _list_field(properties: Mapping[str, Schema], types: Types) -> tuple[str, Schema] | None:
    """The field that holds the items: the only list, or the one with a usual name."""
    lists = {wire: item for wire, schema in properties.items() if (item := _items(schema, types)) is not None}
    if len(lists) > 1:
        lists = {wire: item for wire, item in lists.items() if _plain(wire) in _LISTS}
    return next(iter(lists.items())) if len(lists) == 1 else None


def _item(answer: Schema, field: Any, types: Types) -> Schema | None:
    schema = _field(answer, field, types) if field else answer
    return None if schema is None else _items(schema, types)


def _field(answer: Schema, name: Any, types: Types) -> Schema | None:
    return _properties(answer, types).get(name)


def _properties(schema: Schema, types: Types) -> Mapping[str, Schema]:
    found: Mapping[str, Schema] = _followed(schema, types).get("properties", {})
    return found


def _items(schema: Schema, types: Types) -> Schema | None:
    for member in _members(schema, types):
        if member.get("type") == "array":
            found: Schema = member.get("items", {})
            return found
    return None


def _may_be(schema: Schema, kind: str, types: Types) -> bool:
    return any(member.get("type") == kind for member in _members(schema, types))


def _members(schema: Schema, types: Types) -> Iterable[Schema]:
    followed = _followed(schema, types)
    return [_followed(member, types) for member in followed.get("anyOf", [followed])]


def _followed(schema: Schema, types: Types) -> Schema:
    seen: set[str] = set()
    while "$ref" in schema and schema["$ref"] not in seen:
        seen.add(schema["$ref"])
        schema = types.get(schema["$ref"].rsplit("/", 1)[1], {})
    return schema


def _arguments(operation: Operation, kind: str = "", types: Types | None = None) -> dict[str, str]:
    """The query arguments by the plain form of their wire names."""
    return {
        _plain(item.wire_name): item.name
        for item in operation.parameters
        if item.location == "query" and (not kind or _may_be(item.schema, kind, types or {}))
    }


def _plain(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()
