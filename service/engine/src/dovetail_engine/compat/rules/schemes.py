"""Security: who may ask, and how credentials are had."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from dovetail_engine.compat.rules.model import Example, Hit, Probe, Rule, listed, shown
from dovetail_engine.compat.security import Security, canonical, described, missing
from dovetail_engine.oas.model import SecurityScheme

_Scheme = SecurityScheme | None
_URLS = ("authorizationUrl", "deviceAuthorizationUrl", "refreshUrl", "tokenUrl")


def rules() -> tuple[Rule, ...]:
    """The rules of this family."""
    return _RULES


def _tightened(base: Security, head: Security) -> Iterable[Hit]:
    for index, alternative in enumerate(base.alternatives):
        lack = missing(alternative, head)
        if lack:
            said = f"a request with {described(alternative)} is refused now: {lack}"
            yield Hit(said, base.pointer, head.pointer, _atom(base, head), probe=Probe("credentials", index))
            return


def _loosened(base: Security, head: Security) -> Iterable[Hit]:
    for index, alternative in enumerate(head.alternatives):
        if missing(alternative, base):
            said = f"a request with {described(alternative)} is accepted now"
            yield Hit(said, base.pointer, head.pointer, _atom(base, head), probe=Probe("credentials", index))
            return


def _atom(base: Security, head: Security) -> list[list[str]]:
    return [sorted(canonical(one) for one in side.alternatives) for side in (base, head)]


def _scheme_removed(base: _Scheme, head: _Scheme) -> Iterable[Hit]:
    if base and not head:
        yield Hit(f"the security scheme '{base.name}' is no longer declared", base.pointer, None, base.name)


def _scheme_added(base: _Scheme, head: _Scheme) -> Iterable[Hit]:
    if head and not base:
        yield Hit(f"the security scheme '{head.name}' is new", None, head.pointer, head.name)


def _kind_changed(base: _Scheme, head: _Scheme) -> Iterable[Hit]:
    if base and head and base.kind != head.kind:
        said = f"the same credentials come from {head.kind}, not from {base.kind}"
        yield Hit(said, base.pointer, head.pointer, [base.kind, head.kind])


def _bearer_format(base: _Scheme, head: _Scheme) -> Iterable[Hit]:
    if base and head and base.bearer_format != head.bearer_format:
        said = f"the bearer format went from {shown(base.bearer_format)} to {shown(head.bearer_format)}"
        yield Hit(said, base.pointer, head.pointer, [base.bearer_format, head.bearer_format])


def _described(base: _Scheme, head: _Scheme) -> Iterable[Hit]:
    if base and head and base.description != head.description:
        yield Hit("the description of a security scheme changed", base.pointer, head.pointer, base.name)


def _connect_url(base: _Scheme, head: _Scheme) -> Iterable[Hit]:
    if base and head and base.kind == head.kind and base.open_id_connect_url != head.open_id_connect_url:
        urls = [base.open_id_connect_url, head.open_id_connect_url]
        said = f"OpenID Connect is discovered at {urls[1]}, not at {urls[0]}"
        yield Hit(said, base.pointer, head.pointer, urls)


def _flow_removed(base: _Scheme, head: _Scheme) -> Iterable[Hit]:
    for name in _lost(base, head, _flows):
        yield Hit(f"the OAuth flow {name} is gone", *_pointers(base, head), name)


def _flow_added(base: _Scheme, head: _Scheme) -> Iterable[Hit]:
    for name in _lost(head, base, _flows):
        yield Hit(f"the OAuth flow {name} is new", *_pointers(base, head), name)


def _flow_url(base: _Scheme, head: _Scheme) -> Iterable[Hit]:
    for name, old, new in _flow_pairs(base, head):
        for key in _URLS:
            if old.get(key) != new.get(key):
                said = f"the {key} of the OAuth flow {name} is {shown(new.get(key))} now"
                yield Hit(said, *_pointers(base, head), [name, key, old.get(key), new.get(key)])


def _scope_removed(base: _Scheme, head: _Scheme) -> Iterable[Hit]:
    lost = _lost(base, head, _scopes)
    if lost:
        yield Hit(f"scopes can no longer be had: {listed(lost)}", *_pointers(base, head), lost)


def _scope_added(base: _Scheme, head: _Scheme) -> Iterable[Hit]:
    gained = _lost(head, base, _scopes)
    if gained:
        yield Hit(f"more scopes can be had: {listed(gained)}", *_pointers(base, head), gained)


def _scope_described(base: _Scheme, head: _Scheme) -> Iterable[Hit]:
    for name, old, new in _flow_pairs(base, head):
        told = [_mapping(flow.get("scopes")) for flow in (old, new)]
        for scope in sorted(told[0].keys() & told[1].keys()):
            if told[0][scope] != told[1][scope]:
                said = f"the description of the scope {scope} changed"
                yield Hit(said, *_pointers(base, head), [name, scope])


def _lost(before: _Scheme, after: _Scheme, names: Callable[[SecurityScheme], set[str]]) -> list[str]:
    """What the one scheme names and the other does not, where both are OAuth."""
    if before and after and before.kind == after.kind == "oauth2":
        return sorted(names(before) - names(after))
    return []


def _flows(scheme: SecurityScheme) -> set[str]:
    return {name for name in scheme.flows if not name.startswith("x-")}


def _scopes(scheme: SecurityScheme) -> set[str]:
    return {
        scope for name in _flows(scheme) for scope in _mapping(_mapping(scheme.flows[name]).get("scopes"))
    }


def _flow_pairs(base: _Scheme, head: _Scheme) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    if base and head:
        for name in sorted(_flows(base) & _flows(head)):
            yield name, _mapping(base.flows[name]), _mapping(head.flows[name])


def _pointers(base: _Scheme, head: _Scheme) -> tuple[str | None, str | None]:
    return base.pointer if base else None, head.pointer if head else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _document(security: list[dict[str, list[str]]], **schemes: Any) -> dict[str, Any]:
    operation = {"responses": {"204": {"description": "Done"}}, "security": security}
    return {"paths": {"/things": {"get": operation}}, "components": {"securitySchemes": schemes}}


def _secured(*alternatives: dict[str, list[str]]) -> dict[str, Any]:
    key = {"type": "apiKey", "in": "header", "name": "X-Key"}
    return _document(list(alternatives), key=key, token={"type": "http", "scheme": "bearer"})


def _oauth(*scopes: str, url: str = "https://id.test/token", **flows: Any) -> dict[str, Any]:
    flow = {"tokenUrl": url, "scopes": dict.fromkeys(scopes or ("read",), "")}
    return _document([{"id": []}], id={"type": "oauth2", "flows": {"clientCredentials": flow, **flows}})


def _bearer(**fields: Any) -> dict[str, Any]:
    return _document([{"id": []}], id={"type": "http", "scheme": "bearer", **fields})


def _connect(url: str) -> dict[str, Any]:
    return _document([{"id": []}], id={"type": "openIdConnect", "openIdConnectUrl": url})


_PASSWORD: dict[str, Any] = {"password": {"tokenUrl": "https://id.test/token", "scopes": {}}}
_SCOPED: dict[str, Any] = {
    "clientCredentials": {"tokenUrl": "https://id.test/token", "scopes": {"read": "Look"}}
}


_RULES = (
    Rule(
        id="security-tightened",
        on="security",
        effect="NARROWED",
        since="0.1.0",
        summary="Credentials that were enough are not enough any more.",
        rationale=(
            "Security is part of what makes a request valid: a scheme by what is sent (type, place, "
            "name), its "
            "scopes, and the alternatives. A client that authenticates as before is refused."
        ),
        examples=(
            Example("Another scheme.", _secured({"key": []}), _secured({"token": []})),
            Example(
                "One more alternative.",
                _secured({"key": []}),
                _secured({"key": []}, {"token": []}),
                fires=False,
            ),
        ),
        check=_tightened,
    ),
    Rule(
        id="security-loosened",
        on="security",
        effect="WIDENED",
        since="0.1.0",
        summary="Credentials that were not enough are enough now.",
        rationale="Every client that was let in still is.",
        examples=(
            Example("One more alternative.", _secured({"key": []}), _secured({"key": []}, {"token": []})),
            Example("Nothing changes.", _secured({"key": []}), _secured({"key": []}), fires=False),
        ),
        check=_loosened,
    ),
    Rule(
        id="security-scheme-removed",
        on="scheme",
        effect="ANNOTATED",
        since="0.2.0",
        summary="A security scheme is no longer declared.",
        rationale="Operations that asked for it ask for something else now, which is judged there.",
        examples=(
            Example("It changes.", _bearer(), _document([])),
            Example("It does not.", _document([]), _bearer(), fires=False),
        ),
        check=_scheme_removed,
    ),
    Rule(
        id="security-scheme-added",
        on="scheme",
        effect="ANNOTATED",
        since="0.2.0",
        summary="A security scheme is new.",
        rationale="Nobody uses it yet.",
        examples=(
            Example("It changes.", _document([]), _bearer()),
            Example("It does not.", _bearer(), _bearer(description="A token"), fires=False),
        ),
        check=_scheme_added,
    ),
    Rule(
        id="security-scheme-kind-changed",
        on="scheme",
        effect="MEANING",
        since="0.2.0",
        summary="The same credentials are of another type of scheme.",
        rationale="The header looks the same; where its value is had may be another place.",
        examples=(
            Example("It changes.", _bearer(), _oauth()),
            Example("It does not.", _bearer(), _bearer(bearerFormat="JWT"), fires=False),
        ),
        check=_kind_changed,
    ),
    Rule(
        id="bearer-format-changed",
        on="scheme",
        effect="ANNOTATED",
        since="0.2.0",
        summary="The hint at the format of a bearer token changed.",
        rationale="OpenAPI calls it documentation: clients treat the token as a text.",
        examples=(
            Example("It changes.", _bearer(), _bearer(bearerFormat="JWT")),
            Example(
                "It does not.",
                _bearer(bearerFormat="JWT"),
                _bearer(bearerFormat="JWT", description="A token"),
                fires=False,
            ),
        ),
        check=_bearer_format,
    ),
    Rule(
        id="security-scheme-description-changed",
        on="scheme",
        effect="ANNOTATED",
        since="0.2.0",
        summary="The description of a security scheme changed.",
        rationale="Documentation only.",
        examples=(
            Example("It changes.", _bearer(), _bearer(description="A token")),
            Example("It does not.", _bearer(), _bearer(bearerFormat="JWT"), fires=False),
        ),
        check=_described,
    ),
    Rule(
        id="open-id-connect-url-changed",
        on="scheme",
        effect="MEANING",
        since="0.2.0",
        summary="OpenID Connect is discovered elsewhere.",
        rationale="The tokens may be issued by somebody else.",
        examples=(
            Example("It changes.", _connect("https://a.test"), _connect("https://b.test")),
            Example("It does not.", _connect("https://a.test"), _oauth(), fires=False),
        ),
        check=_connect_url,
    ),
    Rule(
        id="oauth-flow-removed",
        on="scheme",
        effect="MEANING",
        since="0.2.0",
        summary="An OAuth flow is gone.",
        rationale="The credentials that are sent look the same; who got them in this way gets none.",
        examples=(
            Example("It changes.", _oauth(**_PASSWORD), _oauth()),
            Example("It does not.", _oauth(), _oauth(**_PASSWORD), fires=False),
        ),
        check=_flow_removed,
    ),
    Rule(
        id="oauth-flow-added",
        on="scheme",
        effect="ANNOTATED",
        since="0.2.0",
        summary="An OAuth flow is new.",
        rationale="Tokens can be had in one more way.",
        examples=(
            Example("It changes.", _oauth(), _oauth(**_PASSWORD)),
            Example("It does not.", _oauth(**_PASSWORD), _oauth(), fires=False),
        ),
        check=_flow_added,
    ),
    Rule(
        id="oauth-url-changed",
        on="scheme",
        effect="MEANING",
        since="0.2.0",
        summary="An address of an OAuth flow changed.",
        rationale="Clients of the old contract ask for tokens at the old one.",
        examples=(
            Example("It changes.", _oauth(), _oauth(url="https://new.test/token")),
            Example("It does not.", _oauth(), _oauth("read", "write"), fires=False),
        ),
        check=_flow_url,
    ),
    Rule(
        id="oauth-scope-removed",
        on="scheme",
        effect="MEANING",
        since="0.2.0",
        summary="A scope can no longer be had.",
        rationale="Whoever asks for it may get no token. An operation that asked for it says so itself.",
        examples=(
            Example("It changes.", _oauth("read", "write"), _oauth("read")),
            Example("It does not.", _oauth("read"), _oauth("read", "write"), fires=False),
        ),
        check=_scope_removed,
    ),
    Rule(
        id="oauth-scope-added",
        on="scheme",
        effect="ANNOTATED",
        since="0.2.0",
        summary="A scope is new.",
        rationale="Nobody asks for it yet.",
        examples=(
            Example("It changes.", _oauth("read"), _oauth("read", "write")),
            Example("It does not.", _oauth("read", "write"), _oauth("read"), fires=False),
        ),
        check=_scope_added,
    ),
    Rule(
        id="oauth-scope-description-changed",
        on="scheme",
        effect="ANNOTATED",
        since="0.2.0",
        summary="The description of a scope changed.",
        rationale="Documentation only.",
        examples=(
            Example("It changes.", _oauth(), _oauth(**_SCOPED)),
            Example("It does not.", _oauth(), _oauth("read", "write"), fires=False),
        ),
        check=_scope_described,
    ),
)
