"""Security as validity of a request: which credentials it must carry."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dovetail_engine.compat.nodes import raw
from dovetail_engine.oas import Document, pointer
from dovetail_engine.oas.model import Operation, SecurityScheme


@dataclass(frozen=True, slots=True, order=True)
class Credential:
    """One credential as it is sent: `where` says how (`header Authorization: Bearer`), with its scopes.

    `name` is the header, parameter or cookie as the document spells it, `said` the credential in words.
    """

    where: str
    scheme: str
    scopes: tuple[str, ...]
    pointer: str
    name: str = field(default="", compare=False)
    said: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Security:
    """The alternatives of an operation, each a set of credentials; an empty one is an anonymous request."""

    pointer: str
    alternatives: tuple[tuple[Credential, ...], ...]


def security_of(document: Document, operation: Operation) -> Security:
    """What the operation asks for, and where that is written."""
    own = raw(document, operation.pointer)
    place = operation.pointer
    if "security" in own or "security" in document.tree:
        place = pointer.join(operation.pointer if "security" in own else "", "security")
    schemes = document.api.security_schemes
    alternatives = tuple(
        tuple(sorted(_credential(schemes, name, scopes) for name, scopes in requirement.schemes.items()))
        for requirement in operation.security
    )
    return Security(place, alternatives or ((),))


def sent_as(scheme: SecurityScheme) -> str:
    """How the credential of a scheme is sent: `header Authorization: Bearer`."""
    if scheme.kind == "apiKey":
        name = scheme.parameter_name.lower() if scheme.location == "header" else scheme.parameter_name
        return f"{scheme.location} {name}"
    if scheme.kind == "http":
        return f"header Authorization: {_spelled(scheme.http_scheme)}"
    return "client certificate" if scheme.kind == "mutualTLS" else "header Authorization: Bearer"


def schemes_of(document: Document, security: Security) -> dict[str, SecurityScheme]:
    """The schemes of an operation by what they make a client send."""
    schemes = document.api.security_schemes
    wanted = sorted(credential for alternative in security.alternatives for credential in alternative)
    return {one.where: schemes[one.scheme] for one in wanted if one.scheme in schemes}


def missing(offered: tuple[Credential, ...], security: Security) -> str | None:
    """What a request with the credentials `offered` lacks under every alternative, or None if one is met."""
    lacks = [_lacking(offered, wanted) for wanted in security.alternatives]
    return None if None in lacks else min((lack for lack in lacks if lack), key=len)


def described(alternative: tuple[Credential, ...]) -> str:
    """An alternative in words."""
    return " and ".join(_words(credential) for credential in alternative) or "no credentials"


def canonical(alternative: tuple[Credential, ...]) -> str:
    """An alternative as one text that no rewording changes."""
    return " and ".join(one.where + _with_scopes(one) for one in alternative) or "no credentials"


def _credential(schemes: Mapping[str, SecurityScheme], name: str, scopes: tuple[str, ...]) -> Credential:
    scheme = schemes.get(name)
    if scheme is None:
        return Credential(
            f"an unknown scheme {name}", name, tuple(sorted(scopes)), "/components/securitySchemes"
        )
    sent = "Authorization" if scheme.kind != "apiKey" else scheme.parameter_name
    return Credential(sent_as(scheme), name, tuple(sorted(scopes)), scheme.pointer, sent, _in_words(scheme))


def _in_words(scheme: SecurityScheme) -> str:
    if scheme.kind == "mutualTLS":
        return "a client certificate"
    if scheme.kind == "apiKey":
        place = {"query": "the query parameter", "cookie": "the cookie"}.get(scheme.location, "the header")
        return f"{place} {scheme.parameter_name}"
    kind = _spelled(scheme.http_scheme) if scheme.kind == "http" else "Bearer"
    held = {"Bearer": "a Bearer token", "Basic": "a Basic user name and password"}
    return f"{held.get(kind, f'a credential of the scheme {kind}')} in the header Authorization"


def _spelled(scheme: str) -> str:
    """An authentication scheme as its registry spells it."""
    return _SCHEMES.get(scheme.lower(), scheme.capitalize())


_SCHEMES = {
    name.lower(): name
    for name in ("DPoP", "GNAP", "HOBA", "OAuth", "PrivateToken", "SCRAM-SHA-1", "SCRAM-SHA-256", "vapid")
}


def _lacking(offered: tuple[Credential, ...], wanted: tuple[Credential, ...]) -> str | None:
    for credential in wanted:
        fitting = [one for one in offered if one.where == credential.where]
        if not fitting:
            return f"{_words(credential)} is required"
        absent = sorted(set(credential.scopes) - {scope for one in fitting for scope in one.scopes})
        if absent:
            return f"the scope {', '.join(absent)} is required"
    return None


def _words(credential: Credential) -> str:
    return (credential.said or credential.where) + _with_scopes(credential)


def _with_scopes(credential: Credential) -> str:
    return f" with the scope {', '.join(credential.scopes)}" if credential.scopes else ""
