"""Why a value is refused, in the words people know from validators; values are spelled as in JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema_rs
import msgspec

_LONGEST = 160
_LONGEST_VALUE = 60
_MOST_OPTIONS = 8

_Error = jsonschema_rs.ValidationError


@dataclass(frozen=True, slots=True)
class Focus:
    """Where in a value the cause lies, and the property it is about: the objection to look for.

    `place` is the schema of whoever refuses that part of the value, empty where the part is not known.
    """

    path: tuple[str | int, ...] = ()
    name: str | None = None
    place: str = ""

    def part(self, value: Any) -> Any:
        """The part of the value; raises LookupError where the value has none."""
        for token in self.path:
            members = dict(enumerate(value)) if isinstance(value, list) else value
            if not isinstance(members, dict):
                raise KeyError(token)
            value = members[token]
        return value


class Reasons:
    """Why one schema refuses values; what is said is kept, for each operation asks for it again."""

    def __init__(self, validator: jsonschema_rs.Draft202012Validator) -> None:
        self._validator = validator
        self._objections: dict[str, list[_Error]] = {}
        self._accepted: dict[str, bool] = {}
        self._said: dict[tuple[str, Focus | None], str] = {}
        self._said_within: dict[tuple[str, Focus], str] = {}

    def accept(self, value: Any) -> bool:
        """Whether the value is not refused."""
        text = repr(value)
        if text not in self._accepted:
            self._accepted[text] = self._validator.is_valid(value)
        return self._accepted[text]

    def reason(self, value: Any, focus: Focus | None) -> str | None:
        """The objection at the focus, else the most telling one; None if the value is not refused."""
        if self.accept(value):
            return None
        text = repr(value)
        if (text, focus) not in self._said:
            errors = self._errors(value, text)
            found = (_focused(errors, focus) if focus else None) or _foremost(errors)
            self._said[text, focus] = _short(_message(found), found.instance_path)
        return self._said[text, focus]

    def reason_within(self, value: Any, focus: Focus) -> str | None:
        """The objection to a part of a larger value, to which `focus.path` leads; None if there is none."""
        if self.accept(value):
            return None
        text = repr(value)
        if (text, focus) not in self._said_within:
            errors = self._errors(value, text)
            found = _focused(errors, Focus(name=focus.name)) or _foremost(errors)
            self._said_within[text, focus] = _short(_message(found), [*focus.path, *found.instance_path])
        return self._said_within[text, focus]

    def objects_at(self, value: Any, focus: Focus) -> bool:
        """Whether some objection to the value is about the focus; true where there is none at all."""
        if self.accept(value):
            return True
        return any(_starts(error, focus) for error in _leaves(self._errors(value, repr(value))))

    def _errors(self, value: Any, text: str) -> list[_Error]:
        if text not in self._objections:
            self._objections[text] = list(self._validator.iter_errors(value))
        return self._objections[text]


def spelled(value: Any) -> str:
    """A value as reasons show it: text in single quotes, everything else as compact JSON."""
    return f"'{value}'" if isinstance(value, str) else msgspec.json.encode(value, enc_hook=str).decode()


def _starts(error: _Error, focus: Focus) -> bool:
    return tuple(error.instance_path[: len(focus.path)]) == focus.path


def _focused(errors: Iterable[_Error], focus: Focus) -> _Error | None:
    """The outermost objection under the focus; of alternatives, those the value is closest to come first."""
    for leaves in (_leaves(errors, _closest), _leaves(errors)):
        here = [error for error in leaves if _starts(error, focus)]
        named = [error for error in here if focus.name in _names(error)] if focus.name is not None else here
        if named or here:
            return min(named or here, key=lambda error: len(error.instance_path))
    return None


def _foremost(errors: Iterable[_Error]) -> _Error:
    """The outermost objection; where it is that no alternative fits and only one comes close, that one's."""
    found = min(errors, key=lambda error: (len(error.instance_path), bool(_alternatives(error))))
    near = _closest(found)
    return _foremost(near[0]) if len(near) == 1 else found


_Choice = Callable[[_Error], list[list[_Error]]]


def _alternatives(error: _Error) -> list[list[_Error]]:
    """What each alternative of a union objects to, empty for another objection and for a union of values."""
    context = _context(error)
    return context if all(context) and not _offered(error) else []


def _context(error: _Error) -> list[list[_Error]]:
    return getattr(error.kind, "context", None) or []


def _offered(error: _Error) -> list[Any]:
    """The values that the alternatives of a union name, empty where one of them says anything else."""
    offered = []
    for one in _context(error):
        named = [values for inner in one if (values := _values(inner)) and _further(inner, error) == 0]
        if not named:
            return []
        offered.extend(named[0])
    return offered


def _values(error: _Error) -> list[Any]:
    said = error.kind.as_dict() if error.kind.name in {"const", "enum"} else {}
    return said["options"] if "options" in said else [said["expected_value"]] if said else []


def _further(inner: _Error, outer: _Error) -> int:
    return len(inner.instance_path) - len(outer.instance_path)


def _closest(error: _Error) -> list[list[_Error]]:
    """The alternatives that are neither of another type nor of another tag than the value, if any."""
    context = _alternatives(error)
    return [one for one in context if not any(_tells_apart(inner, error) for inner in one)] or context


def _tells_apart(inner: _Error, outer: _Error) -> bool:
    by_tag = inner.kind.name in {"const", "enum"} and _further(inner, outer) == 1
    return by_tag or (inner.kind.name in {"type", "falseSchema"} and _further(inner, outer) == 0)


def _leaves(errors: Iterable[_Error], choice: _Choice = _alternatives) -> Iterator[_Error]:
    for error in errors:
        inside = choice(error)
        if inside:
            yield from (leaf for one in inside for leaf in _leaves(one, choice))
        else:
            yield error


def _names(error: _Error) -> list[str | int]:
    """The members an objection is about."""
    said = error.kind.as_dict()
    missing = [said["property"]] if "property" in said else []
    return [*error.instance_path, *missing, *said.get("unexpected", ())]


def _message(error: _Error) -> str:
    if error.kind.name == "propertyNames":
        return _message(error.kind.as_dict()["error"])
    if error.kind.name == "falseSchema" and error.schema_path[-1:] == ["additionalProperties"]:
        # Of an object that may have no member at all the validator does not name the member.
        return "Additional properties are not allowed"
    if not all(_context(error)):
        return "the value fits more than one of the alternatives"
    values = _values(error) or _offered(error)
    if values:
        return _one_of(_value(error), values)
    say = _WORDS.get(error.kind.name)
    return say(_value(error), error.kind.as_dict()) if say else _json_words(error)


def _value(error: _Error) -> str:
    shown = spelled(error.instance)
    return shown if len(shown) <= _LONGEST_VALUE else "the value"


def _json_words(error: _Error) -> str:
    # What no words are known for is said as the validator says it, but for a long value.
    whole = msgspec.json.encode(error.instance, enc_hook=str).decode()
    return error.message.replace(whole, _value(error), 1)


def _one_of(value: str, values: list[Any]) -> str:
    options = list(dict.fromkeys(spelled(option) for option in values))
    if len(options) == 1:
        return f"{value} is not {options[0]}"
    more = [f"{len(options) - _MOST_OPTIONS} more"] if len(options) > _MOST_OPTIONS else []
    return f"{value} is not one of {', '.join([*options[:_MOST_OPTIONS], *more])}"


def _unexpected(kind: str, said: Mapping[str, Any]) -> str:
    names = ", ".join(spelled(name) for name in sorted(said["unexpected"], key=str))
    return f"{kind} are not allowed ({names} {'was' if len(said['unexpected']) == 1 else 'were'} unexpected)"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun.removesuffix('y')}{_PLURAL[noun]}"


_PLURAL = {"character": "s", "item": "s", "property": "ies"}

_WORDS: Mapping[str, Callable[[str, Mapping[str, Any]], str]] = {
    "required": lambda _, said: f"'{said['property']}' is a required property",
    "type": lambda value, said: f"{value} is not of type {', '.join(map(spelled, said['types']))}",
    "format": lambda value, said: f"{value} is not a '{said['format']}'",
    "pattern": lambda value, said: f"{value} does not match '{said['pattern']}'",
    "minLength": lambda value, said: f"{value} is shorter than {_counted(said['limit'], 'character')}",
    "maxLength": lambda value, said: f"{value} is longer than {_counted(said['limit'], 'character')}",
    "minItems": lambda value, said: f"{value} has less than {_counted(said['limit'], 'item')}",
    "maxItems": lambda value, said: f"{value} has more than {_counted(said['limit'], 'item')}",
    "minProperties": lambda value, said: f"{value} has less than {_counted(said['limit'], 'property')}",
    "maxProperties": lambda value, said: f"{value} has more than {_counted(said['limit'], 'property')}",
    "falseSchema": lambda value, _: f"{value} is not allowed here",
    "not": lambda _value, _said: "the value is refused",
    "anyOf": lambda _value, _said: "the value fits none of the alternatives",
    "oneOf": lambda _value, _said: "the value fits none of the alternatives",
    "additionalProperties": lambda _, said: _unexpected("Additional properties", said),
    "unevaluatedProperties": lambda _, said: _unexpected("Unevaluated properties", said),
    "contains": lambda value, _: f"no item of {value} is one that it must contain",
}


def _short(message: str, path: list[str | int]) -> str:
    said = message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"
    where = "".join(f"[{token}]" if isinstance(token, int) else f".{token}" for token in path)
    return f"{where.removeprefix('.')}: {said}" if where else said
