"""What goes wrong when somebody acts."""

from dovetail_registry.kit.problems import Problem

_CHALLENGE = {"WWW-Authenticate": 'Basic realm="dovetail", Bearer realm="dovetail"'}


class Unauthenticated(Problem):
    """The request needs a valid token and has none, or one that is unknown, expired or revoked. Send it as
    `Authorization: Bearer <token>`, or as the password of HTTP Basic with the user `__token__`. An
    administrator makes tokens with `POST /v1/tokens`; a lost administrator token is replaced by `dovetail
    admin token` on the machine of the registry."""

    status = 401
    slug = "unauthenticated"
    title = "Not signed in"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers=_CHALLENGE)


class Forbidden(Problem):
    """The token is valid but may not do this: it lacks a scope, or it belongs to another namespace. The
    message names the scope. Ask an administrator for a token that has it."""

    status = 403
    slug = "forbidden"
    title = "Not allowed"


class TokenNotFound(Problem):
    """No token has this id, or it is not yours to see. `GET /v1/tokens` lists those that are."""

    status = 404
    slug = "token-not-found"
    title = "Token not found"
