"""What a lenient type let pass: values, fields and alternatives that the contract does not know."""

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from typing_extensions import TypeAliasType


def objection(kind: Any, value: Any) -> str:
    """Why a decoded value is not what the contract says, empty if it is."""
    return next(_objections(kind, value, ""), "")


def _objections(kind: Any, value: Any, place: str) -> Iterator[str]:
    kind = _bare(kind)
    if isinstance(value, BaseModel):
        yield from _model(value, place)
    elif get_origin(kind) in (Union, UnionType):
        yield from _choice(get_args(kind), value, place)
    elif isinstance(value, list):
        item = next(iter(get_args(kind)), Any)
        for index, member in enumerate(value):
            yield from _objections(item, member, f"{place}[{index}]")
    elif isinstance(value, dict):
        member_kind = (*get_args(kind), Any, Any)[1]
        for name, member in value.items():
            yield from _objections(member_kind, member, f"{place}.{name}")


def _model(value: BaseModel, place: str) -> Iterator[str]:
    for name in value.model_extra or ():
        yield f"{place}.{name}".lstrip(".") + " is not a field that the contract knows"
    for name, info in type(value).model_fields.items():
        if name in value.model_fields_set:
            yield from _objections(info.annotation, getattr(value, name), f"{place}.{info.alias or name}")


def _choice(members: tuple[Any, ...], value: Any, place: str) -> Iterator[str]:
    flat = list(_flat(members))
    known = [one for member in flat if get_origin(member) is Literal for one in get_args(member)]
    where = place.lstrip(".") or "the answer"
    if isinstance(value, str) and known and str in flat and value not in known:
        yield f"{where} is {value!r}, which the contract does not know"
    models = [member for member in flat if isinstance(member, type) and issubclass(member, BaseModel)]
    if isinstance(value, Mapping) and models:
        yield f"{where} is none of the alternatives that the contract knows"
    elif isinstance(value, BaseModel):
        yield from _model(value, place)
    elif isinstance(value, list | dict):
        wanted = next((member for member in flat if get_origin(member) is type(value)), Any)
        yield from _objections(wanted, value, place)


def _flat(members: tuple[Any, ...]) -> Iterator[Any]:
    """The members of a union, those of unions within it included."""
    for member in map(_bare, members):
        if get_origin(member) in (Union, UnionType):
            yield from _flat(get_args(member))
        else:
            yield member


def _bare(kind: Any) -> Any:
    """A type without the names and notes around it."""
    while isinstance(kind, TypeAliasType) or get_origin(kind) is Annotated:
        kind = kind.__value__ if isinstance(kind, TypeAliasType) else get_args(kind)[0]
    return kind
