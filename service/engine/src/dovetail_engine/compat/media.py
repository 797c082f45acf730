"""Media types and ranges (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence

from dovetail_engine.oas.model import MediaType


def matching(base: Sequence[MediaType], head: Sequence[MediaType]) -> list[tuple[MediaType, MediaType]]:
    """Entries that belong together: of one name, of one type apart from parameters, or a type and a range."""
    pairs = []
    for media in base:
        found = covering(media.name, head)
        if found is not None:
            pairs.append((media, found))
    paired = [new for _, new in pairs]
    for media in head:
        found = covering(media.name, base)
        if found is not None and not any(media is other for other in paired):
            pairs.append((found, media))
    return pairs


def covering(name: str, content: Sequence[MediaType]) -> MediaType | None:
    """The entry that speaks for a media type or range, the most definite one first.

    An entry with parameters speaks for types that have them; `charset` and `boundary` tell no types apart.
    """
    kind, given = essence(name), _parameters(name)
    for wanted in (kind, f"{kind.split('/', maxsplit=1)[0]}/*", "*/*"):
        fitting = [media for media in content if essence(media.name) == wanted]
        fitting = [media for media in fitting if _parameters(media.name) <= given]
        if fitting:
            return max(
                fitting, key=lambda media: (_plain(media.name) == _plain(name), len(_parameters(media.name)))
            )
    return None


def acceptable(wanted: str, content: Sequence[MediaType]) -> bool:
    """Whether one of the types can be answered to a request that accepts `wanted`."""
    asked = MediaType("", wanted, None)
    return covering(wanted, content) is not None or any(covering(one.name, [asked]) for one in content)


def essence(name: str) -> str:
    """The type and subtype, in lower case, without parameters."""
    return name.split(";", maxsplit=1)[0].strip().lower()


def is_range(name: str) -> bool:
    """Whether it stands for several media types."""
    return essence(name).endswith("/*")


def outside(name: str, content: Sequence[MediaType]) -> str:
    """A media type that the name covers and the content does not, if one comes to mind."""
    kind = essence(name).split("/")[0]
    known = [one for one in _KNOWN if kind in {"*", one.split("/")[0]}]
    candidates = known if is_range(name) else [name]
    return next((one for one in candidates if covering(one, content) is None), concrete(name))


def concrete(name: str) -> str:
    """A media type that a range covers, or the type itself."""
    kind, _, subtype = essence(name).partition("/")
    if subtype != "*":
        return name
    return {
        "*": "application/json",
        "application": "application/json",
        "text": "text/plain",
        "image": "image/png",
    }.get(kind, f"{kind}/octet-stream")


def is_json(name: str) -> bool:
    """Whether a body of that type is JSON."""
    kind = essence(name)
    return kind in {"application/json", "text/json", "*/*", "application/*"} or kind.endswith("+json")


def is_form(name: str) -> bool:
    """Whether a body of that type is a form: named parts of text."""
    return essence(name) in {"application/x-www-form-urlencoded", "multipart/form-data"}


def is_text(name: str) -> bool:
    """Whether a body of that type is plain text."""
    return essence(name).startswith("text/") and not is_json(name)


_KNOWN = ("application/json", "application/xml", "text/plain", "text/csv", "image/png", "image/jpeg")


def _parameters(name: str) -> frozenset[str]:
    found = (part.strip().lower() for part in name.split(";")[1:])
    return frozenset(part for part in found if part and part.split("=", 1)[0].strip() not in _IDLE)


_IDLE = frozenset({"charset", "boundary", "q"})


def _plain(name: str) -> str:
    return "".join(name.lower().split())
