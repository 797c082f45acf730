"""The report in our contract is the report the engine publishes a schema of."""

from typing import Any

from dovetail_engine.compat import report_schema
from dovetail_registry.checks.report import Report

_WORDS = {"title", "$schema", "$id"}


def plain(node: Any, definitions: dict[str, Any]) -> Any:
    """A schema without references and titles, each list of alternatives in one order, `const` as `enum`."""
    if isinstance(node, list):
        return [plain(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        own = {key: value for key, value in node.items() if key != "$ref"}
        return plain({**definitions[node["$ref"].rpartition("/")[2]], **own}, definitions)
    found = {key: plain(value, definitions) for key, value in node.items() if key not in {*_WORDS, "$defs"}}
    if "const" in found:
        found["enum"] = [found.pop("const")]
    for keyword in ("enum", "anyOf", "required"):
        if keyword in found:
            found[keyword] = sorted(found[keyword], key=repr)
    if found.get("enum") and isinstance(found["enum"][0], str | int):
        found.pop("type", None)
    if found.get("additionalProperties") is True:
        del found["additionalProperties"]
    return found


def test_both_say_the_same_in_the_same_words() -> None:
    published, own = report_schema(), Report.model_json_schema(mode="serialization")
    assert plain(own, own["$defs"]) == plain(published, published["$defs"])
