"""Why a value is refused, in the words people know from validators."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jsonschema_rs

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Focus:
    """Where in a value the cause lies, and the property it is about: the objection to look for."""

    path: tuple[str | int, ...] = ()
    name: str | None = None


class Reasons:
    """Why one schema refuses values; what is said is kept, for each operation asks for it again."""

    def __init__(self, schema: Any, validator: jsonschema_rs.Draft202012Validator) -> None:
        self._schema, self._validator = schema, validator
        self._said: dict[tuple[str, Focus | None], str] = {}
        self._blamed: dict[tuple[str, Focus], bool] = {}
        self._latest: tuple[str, list[ValidationError] | None] = ("", None)

    def reason(self, value: Any, focus: Focus | None) -> str | None:
        """The objection at the focus, else the most telling one; None if the value is not refused."""
        if self._validator.is_valid(value):
            return None
        text = repr(value)
        if (text, focus) not in self._said:
            self._said[text, focus] = self._reason(value, text, focus)
        return self._said[text, focus]

    def objects_at(self, value: Any, focus: Focus) -> bool:
        """Whether some objection to the value is about the focus; True where that cannot be told."""
        text = repr(value)
        if (text, focus) not in self._blamed:
            self._blamed[text, focus] = self._objects_at(value, text, focus)
        return self._blamed[text, focus]

    def _reason(self, value: Any, text: str, focus: Focus | None) -> str:
        from jsonschema.exceptions import best_match  # noqa: PLC0415 - slow to import, needed for witnesses

        errors = self._objections(value, text) or []
        found = (_focused(errors, focus) if focus else None) or best_match(errors)
        if found is None:
            first = next(iter(self._validator.iter_errors(value)))
            # Its words are the same but for the quotation marks.
            said = re.sub(r'"([^"]*)"', r"'\1'", str(first.message))
            return _short(said, [str(part) for part in first.instance_path])
        return _short(_message(found), [str(part) for part in found.absolute_path])

    def _objects_at(self, value: Any, text: str, focus: Focus) -> bool:
        errors = self._objections(value, text)
        if not errors or _focused(errors, focus) is not None:
            return True
        # Formats are objected to by one of the two alone, alternatives are looked into by the other.
        return any(_starts(error.instance_path, focus) for error in self._validator.iter_errors(value))

    def _objections(self, value: Any, text: str) -> "list[ValidationError] | None":
        """What jsonschema says against the value, None where it cannot judge it."""
        if self._latest[0] != text:
            self._latest = (text, _objections(self._schema, value))
        return self._latest[1]


def _objections(schema: Any, value: Any) -> "list[ValidationError] | None":
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - as above

    try:
        return list(Draft202012Validator(schema).iter_errors(value))
    except (re.error, RecursionError):
        return None


def _starts(path: Iterable[str | int], focus: Focus) -> bool:
    return tuple(path)[: len(focus.path)] == focus.path


def _focused(errors: "Iterable[ValidationError]", focus: Focus) -> "ValidationError | None":
    here = [one for one in _leaves(errors) if _starts(one.absolute_path, focus)]
    if focus.name is not None:
        here = [
            one for one in here if repr(focus.name) in one.message or focus.name in one.absolute_path
        ] or here
    return min(here, key=lambda one: len(one.absolute_path), default=None)


def _leaves(errors: "Iterable[ValidationError]") -> "Iterator[ValidationError]":
    for error in errors:
        if error.context:
            yield from _leaves(error.context)
        else:
            yield error


def _message(error: "ValidationError") -> str:
    said: Any = error.validator_value
    if error.validator == "enum" and len(said) <= 8:
        return f"{error.instance!r} is not one of {', '.join(repr(value) for value in said)}"
    if error.validator == "not":
        return "the value is refused"
    if error.validator in {"anyOf", "oneOf"} and len(repr(error.instance)) > 60:
        return "the value fits none of the alternatives"
    message = str(error.message)
    words = {"None": "null", "True": "true", "False": "false"}
    first, _, rest = message.partition(" ")
    return f"{words[first]} {rest}" if first in words else message


def _short(message: str, path: list[str]) -> str:
    said = message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"
    return f"{'.'.join(path)}: {said}" if path else said
