"""The client of dovetail/client."""

from . import errors, models
from ._runtime.wire import File
from .async_client import AsyncClient
from .client import Client
from .errors import ApiError, DecodeError, TransportError

__version__ = '0.1.0'

__all__ = [
    'ApiError',
    'AsyncClient',
    'Client',
    'DecodeError',
    'File',
    'TransportError',
    'errors',
    'models',
]
