"""What a media type means for a client: how its bytes are written and read."""

from dovetail_engine.codegen.ir import ContentKind

_KINDS: dict[str, ContentKind] = {
    "application/x-www-form-urlencoded": "form",
    "text/event-stream": "event-stream",
    "application/x-ndjson": "ndjson",
    "application/ndjson": "ndjson",
    "application/jsonl": "ndjson",
    "application/x-jsonl": "ndjson",
    "application/jsonlines": "ndjson",
    "application/json-lines": "ndjson",
    "application/json-seq": "ndjson",
    "application/stream+json": "ndjson",
    "text/json": "json",
    "*/*": "json",
    "application/*": "json",
}
_TEXTS = (
    "application/xml",
    "application/yaml",
    "application/x-yaml",
    "application/javascript",
    "application/sdp",
)


def kind_of(media_type: str) -> ContentKind:
    """The kind of a media type or range as written in a contract, parameters ignored."""
    essence = media_type.split(";", maxsplit=1)[0].strip().lower()
    if essence in _KINDS:
        return _KINDS[essence]
    if essence.startswith("application/") and essence.endswith(("json", "json5")):
        return "json"
    if essence.endswith("+json"):
        return "json"
    if essence.startswith("multipart/"):
        return "multipart"
    if essence.startswith("text/") or essence.endswith(("+xml", "+yaml")) or essence in _TEXTS:
        return "text"
    return "binary"
