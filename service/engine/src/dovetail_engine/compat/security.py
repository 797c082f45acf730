"""Security as validity of a request: which credentials it must carry."""

from collections.abc import Mapping
from dataclasses import dataclass

from dovetail_engine.compat.nodes import raw
from dovetail_engine.oas import Document, pointer
from dovetail_engine.oas.model import Operation, SecurityScheme


@dataclass(frozen=True, slots=True, order=True)
class Credential:
    """One credential as it is sent: `where` says how (`header Authorization: Bearer`), with its scopes."""

    where: str
    scheme: str
    scopes: tuple[str, ...]
    pointer: str


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
        return f"header Authorization: {scheme.http_scheme.capitalize()}"
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


def _credential(schemes: Mapping[str, SecurityScheme], name: str, scopes: tuple[str, ...]) -> Credential:
    scheme = schemes.get(name)
    if scheme is None:
        return Credential(
            f"an unknown scheme {name}", name, tuple(sorted(scopes)), "/components/securitySchemes"
        )
    return Credential(sent_as(scheme), name, tuple(sorted(scopes)), scheme.pointer)


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
    scopes = f" with the scope {', '.join(credential.scopes)}" if credential.scopes else ""
    return credential.where + scopes
