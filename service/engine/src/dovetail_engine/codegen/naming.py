"""The one allow-list: contract text in, identifiers out, the same for every target language.

A name depends on its own source text alone. Only a true clash is numbered, in the order of the source texts,
so a new neighbour renames nobody unless it claims the very same name.
"""

import hashlib
import keyword
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

MAX_LENGTH = 80

_TYPESCRIPT_WORDS = """
arguments await break case catch class const constructor continue debugger default delete do else
enum eval export extends false finally for function if implements import in infinity instanceof
interface let nan new null package private protected prototype public return static super switch
this throw true try typeof undefined var void while with yield
"""
PYTHON_WORDS = frozenset(word.lower() for word in (*keyword.kwlist, "self", "cls"))
"""Words, in lower case, that cannot be a field or argument in Python."""
WORDS = PYTHON_WORDS | frozenset(_TYPESCRIPT_WORDS.split())
"""Words, in lower case, that no parameter, method or group may be called."""

_PYTHON_TYPES = """
Annotated Any BaseModel ConfigDict Field File Literal Optional RootModel TypeAlias TypeAliasType
UUID Union WireModel ApiError AsyncClient Client DecodeError TransportError
"""
_TYPESCRIPT_TYPES = """
AbortSignal ApiResult Array Blob Boolean ClientOptions Exclude Extract FormData Function Headers Map
Number Object Omit Partial Pick Promise Readonly ReadableStream Record Request RequestInit
RequestOptions Response Set String Symbol URL URLSearchParams Uint8Array
"""
TYPES = frozenset(f"{_PYTHON_TYPES} {_TYPESCRIPT_TYPES}".split())
"""Names that no generated type may have; `<name>Model` is used instead."""

_FOLDED = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "þ": "th"}
)
_WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+[0-9]*|[A-Z]+[0-9]*|[0-9]+[a-z]*")


def pascal(source: str, prefix: str = "Type") -> str:
    """A PascalCase type name: `order_item` and `order-item` give `OrderItem`, `HTTPError` stays."""
    parts = [part[0].upper() + part[1:] for part in _chunks(source)]
    name = _shortened(_led(parts, prefix, source), source)
    return f"{name}Model" if name in TYPES or name in keyword.kwlist else name


def pascal_of(pieces: Iterable[str]) -> str:
    """One PascalCase name from several texts, each taken for itself; empty ones add nothing."""
    parts = [part for piece in pieces if piece for part in _pascal_parts(piece)]
    source = "".join(parts)
    name = _shortened(_led(parts, "Type", source), source)
    return f"{name}Model" if name in TYPES or name in keyword.kwlist else name


def snake(
    source: str, prefix: str = "value", reserved: Collection[str] = (), words_taken: Collection[str] = WORDS
) -> str:
    """A snake_case name; a word of the languages, or one in `reserved`, gets a trailing underscore."""
    lowered = [word.lower() for word in words(source)]
    name = _shortened(_led(lowered, prefix, source, "_"), source, "_")
    return f"{name}_" if name in words_taken or name in reserved else name


def camel(source: str, prefix: str = "value") -> str:
    """A camelCase name, built from the same words as `snake`."""
    first, *rest = words(source) or [f"{prefix}{_digest(source)}"]
    if first[0].isdigit():
        first, rest = prefix, [first, *rest]
    name = _shortened(first.lower() + "".join(word.lower().capitalize() for word in rest), source)
    return f"{name}_" if name.lower() in WORDS else name


def words(source: str) -> list[str]:
    """The ASCII words of a text: split at punctuation and at changes of case; digits stay with their word."""
    return [word for chunk in _chunks(source) for word in _WORD.findall(chunk)]


def unique(wanted: Mapping[str, str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Final names by source: equal ones (ignoring case and `_`) are numbered from 2, by order of source.

    A source that is spelled like its name keeps it; names in `taken` are left to their owners.
    """
    used = {_key(name) for name in taken}
    names: dict[str, str] = {}
    for source in sorted(wanted, key=lambda source: (wanted[source] != source, source)):
        names[source] = _free(wanted[source], used)
        used.add(_key(names[source]))
    return names


def _pascal_parts(piece: str) -> list[str]:
    parts = [part[0].upper() + part[1:] for part in _chunks(piece)]
    return parts or [_digest(piece).capitalize()]


def _free(name: str, used: Collection[str]) -> str:
    candidate, number = name, 1
    while _key(candidate) in used:
        number += 1
        candidate = f"{name.rstrip('_')}{'_' if name.islower() else ''}{number}"
    return candidate


def _key(name: str) -> str:
    return name.replace("_", "").lower()


def _chunks(source: str) -> list[str]:
    text = unicodedata.normalize("NFKD", source[:1000].translate(_FOLDED))
    text = "".join(char for char in text if not unicodedata.combining(char))
    chunks = re.findall("[A-Za-z0-9]+", text)
    return [chunk.lower() for chunk in chunks] if _is_shouted(chunks) else chunks


def _is_shouted(chunks: list[str]) -> bool:
    return len(chunks) > 1 and not any(char.islower() for chunk in chunks for char in chunk)


def _led(parts: list[str], prefix: str, source: str, joint: str = "") -> str:
    if not parts:
        return f"{prefix}{joint}{_digest(source)}"
    name = joint.join(parts)
    return f"{prefix}{joint}{name}" if name[0].isdigit() else name


def _shortened(name: str, source: str, joint: str = "") -> str:
    if len(name) <= MAX_LENGTH:
        return name
    digest = _digest(source)
    return f"{name[: MAX_LENGTH - 9].rstrip('_')}{joint}{digest if joint else digest.capitalize()}"


def _digest(source: str) -> str:
    data = source.encode("utf-8", "surrogatepass")
    return "x" + hashlib.sha256(data).hexdigest()[:7]
