"""The form of a Swagger 2.0 document, by the official meta-schema in a form whose errors name one cause."""

import functools
from typing import Any

import jsonschema_rs

from dovetail_engine.oas import metaschema, violations
from dovetail_engine.oas.diagnostics import Diagnostic
from dovetail_engine.oas.severity import objection

_DRAFT_7 = "http://json-schema.org/draft-07/schema#"
_DRAFT_4, _OWN = "http://json-schema.org/draft-04/schema#", "#/definitions/draft4"
_PARAMETERS = ("header", "formData", "query", "path")
_FLOWS = {"implicit": "Implicit", "password": "Password", "application": "Application"}


def check(tree: dict[str, Any]) -> list[Diagnostic]:
    """Every objection to the form of a document that says it is Swagger 2.0."""
    found = [
        each
        for each in violations.check_with(_validator(), tree, "3.0")
        if each.pointer != "/swagger"  # that it is 2.0 is known
    ]
    if type(tree["swagger"]) is not str:
        message = 'The version is a string: write "2.0".'
        found.append(objection("annotation-of-wrong-type", message, "/swagger"))
    return found


@functools.cache
def _validator() -> jsonschema_rs.Validator:
    schema = metaschema.resource("openapi_spec_validator", "resources/schemas/v2.0/schema.json")
    schema = _with_references(
        schema, {"#/definitions/jsonReference": "#/definitions/Reference", _DRAFT_4: _OWN}
    )
    definitions = schema["definitions"]
    definitions["Reference"] = definitions.pop("jsonReference")
    definitions["draft4"] = _draft_4()
    for name in _PARAMETERS:
        branch = definitions[f"{name}ParameterSubSchema"]
        branch["required"] = [*branch.get("required", []), "name", "in", "type"]
    named = [f"{name}ParameterSubSchema" for name in _PARAMETERS]
    definitions["parameter"] = {"oneOf": [_ref(name) for name in ["bodyParameter", *named]]}
    definitions["response"]["properties"]["schema"] = _if("type", "file", _ref("fileSchema"), _ref("schema"))
    definitions["securityDefinitions"]["additionalProperties"] = _security()
    # What servers are called is for people to get right, and no reason to refuse a document.
    for name in ("host", "basePath"):
        del schema["properties"][name]["pattern"]
    decided = metaschema.decide(schema, definitions)
    return jsonschema_rs.Draft7Validator(
        {**decided, "$schema": _DRAFT_7}, offline=True, validate_formats=False
    )


def _draft_4() -> dict[str, Any]:
    draft = metaschema.resource("jsonschema_specifications", "schemas/draft4/metaschema.json")
    del draft["id"]
    moved: dict[str, Any] = _with_references(draft, {"#": _OWN})
    return moved


def _with_references(node: Any, moved: dict[str, str]) -> Any:
    """A schema whose references that start in one way start in another."""
    if type(node) is list:
        return [_with_references(each, moved) for each in node]
    if type(node) is not dict:
        return node
    result: dict[str, Any] = {key: _with_references(each, moved) for key, each in node.items()}
    for before, after in moved.items():
        if str(result.get("$ref", "")).startswith(before):
            result["$ref"] = after + result["$ref"].removeprefix(before)
    return result


def _security() -> dict[str, Any]:
    flows: dict[str, Any] = _ref("oauth2AccessCodeSecurity")
    for flow, name in _FLOWS.items():
        flows = _if("flow", flow, _ref(f"oauth2{name}Security"), flows)
    flows = {
        "if": {"required": ["flow"], "properties": {"flow": {"not": {"enum": _FLOW_NAMES}}}},
        "else": flows,
    }
    flows["then"] = {"properties": {"flow": {"enum": _FLOW_NAMES}}}
    known = _if("type", "basic", _ref("basicAuthenticationSecurity"), _if("type", "oauth2", flows, _API_KEY))
    return {"type": "object", "required": ["type"], "properties": {"type": {"enum": _KINDS}}, **known}


def _if(name: str, value: str, then: dict[str, Any], otherwise: dict[str, Any]) -> dict[str, Any]:
    condition = {"type": "object", "required": [name], "properties": {name: {"enum": [value]}}}
    return {"if": condition, "then": then, "else": otherwise}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/definitions/{name}"}


_FLOW_NAMES = ["implicit", "password", "application", "accessCode"]
_KINDS = ["basic", "apiKey", "oauth2"]
_API_KEY = _if("type", "apiKey", _ref("apiKeySecurity"), {})
