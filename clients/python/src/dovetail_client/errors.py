"""What a call can raise: one class per error status, with its documented body."""

from __future__ import annotations

from typing import Any

from . import models as _m
from ._runtime.errors import ApiError
from ._runtime.errors import ClientError
from ._runtime.errors import ClientFailure
from ._runtime.errors import DecodeError
from ._runtime.errors import ServerFailure
from ._runtime.errors import TransportError
from ._runtime.errors import TransportTimeout


class BadRequestError(ClientFailure):
    """Status 400."""

    body: _m.Problem | None


class UnauthorizedError(ClientFailure):
    """Status 401."""

    body: _m.Problem | None


class ForbiddenError(ClientFailure):
    """Status 403."""

    body: _m.Problem | None


class NotFoundError(ClientFailure):
    """Status 404."""

    body: _m.Problem | None


class ConflictError(ClientFailure):
    """Status 409."""

    body: _m.Problem | _m.Refused | dict[str, Any] | None


class ContentTooLargeError(ClientFailure):
    """Status 413."""

    body: _m.Problem | None


class UnsupportedMediaTypeError(ClientFailure):
    """Status 415."""

    body: _m.Problem | None


class UnprocessableContentError(ClientFailure):
    """Status 422."""

    body: _m.InvalidRequest | _m.InvalidDocument | _m.Problem | dict[str, Any] | None


class TooManyRequestsError(ClientFailure):
    """Status 429."""

    body: Any


class InternalServerError(ServerFailure):
    """Status 500."""

    body: Any


class BadGatewayError(ServerFailure):
    """Status 502."""

    body: Any


class ServiceUnavailableError(ServerFailure):
    """Status 503."""

    body: _m.Problem | None


class InsufficientStorageError(ServerFailure):
    """Status 507."""

    body: _m.Problem | None


BY_STATUS: dict[int, type[ApiError]] = {
    400: BadRequestError,
    401: UnauthorizedError,
    403: ForbiddenError,
    404: NotFoundError,
    409: ConflictError,
    413: ContentTooLargeError,
    415: UnsupportedMediaTypeError,
    422: UnprocessableContentError,
    429: TooManyRequestsError,
    500: InternalServerError,
    502: BadGatewayError,
    503: ServiceUnavailableError,
    507: InsufficientStorageError,
}

__all__ = [
    'ApiError',
    'BadGatewayError',
    'BadRequestError',
    'ClientError',
    'ClientFailure',
    'ConflictError',
    'ContentTooLargeError',
    'DecodeError',
    'ForbiddenError',
    'InsufficientStorageError',
    'InternalServerError',
    'NotFoundError',
    'ServerFailure',
    'ServiceUnavailableError',
    'TooManyRequestsError',
    'TransportError',
    'TransportTimeout',
    'UnauthorizedError',
    'UnprocessableContentError',
    'UnsupportedMediaTypeError',
]
