"""Why a value is refused, in the words people know from validators."""

import re
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

_LONGEST = 160


def reason(schema: Any, value: Any, validator: jsonschema_rs.Draft202012Validator) -> str:
    """The most telling objection to a value that the validator refuses, in one short sentence."""
    try:
        found = best_match(Draft202012Validator(schema).iter_errors(value))
    except (re.error, RecursionError):
        found = None
    if found is None:
        first = next(iter(validator.iter_errors(value)))
        return _short(str(first.message), [str(part) for part in first.instance_path])
    return _short(_message(found), [str(part) for part in found.absolute_path])


def _message(error: Any) -> str:
    if error.validator == "enum" and len(error.validator_value) <= 8:
        known = ", ".join(repr(value) for value in error.validator_value)
        return f"{error.instance!r} is not one of {known}"
    if error.validator == "not" or (error.validator in {"anyOf", "oneOf"} and len(repr(error.instance)) > 60):
        return (
            "the value is refused" if error.validator == "not" else "the value fits none of the alternatives"
        )
    return str(error.message)


def _short(message: str, path: list[str]) -> str:
    said = message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"
    return f"{'.'.join(path)}: {said}" if path else said
