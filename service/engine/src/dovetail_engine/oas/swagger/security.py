"""Security definitions of Swagger 2.0, and its addresses."""

from typing import Any

from dovetail_engine.oas.swagger.trace import extensions, mapping, texts

_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}


def security_scheme(value: Any) -> dict[str, Any]:
    """The security scheme that a definition describes."""
    fields = mapping(value)
    about = {key: fields[key] for key in ("description",) if key in fields} | extensions(fields)
    kind = fields.get("type")
    if kind == "basic":
        return {"type": "http", "scheme": "basic", **about}
    if kind == "oauth2":
        return {"type": "oauth2", "flows": _flows(fields), **about}
    return {key: fields[key] for key in ("type", "name", "in") if key in fields} | about


def _flows(fields: dict[str, Any]) -> dict[str, Any]:
    flow = _FLOWS.get(str(fields.get("flow")))
    if flow is None:
        return {}
    urls = {key: fields[key] for key in ("authorizationUrl", "tokenUrl") if key in fields}
    return {flow: {**urls, "scopes": mapping(fields.get("scopes"))}}


def servers(tree: dict[str, Any], schemes: Any) -> list[dict[str, str]]:
    """The addresses that host, base path and schemes make; none where the document names none."""
    host, base = tree.get("host"), tree.get("basePath")
    path = base.rstrip("/") if type(base) is str else ""
    if type(host) is not str or not host:
        return [{"url": path}] if path else []
    named = texts(schemes)
    # Without a scheme it is the one that the document was fetched with.
    return [{"url": f"{scheme}://{host}{path}"} for scheme in named] or [{"url": f"//{host}{path}"}]
