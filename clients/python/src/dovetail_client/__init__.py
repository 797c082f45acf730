"""The client of dovetail/client."""

from . import errors, models
from ._runtime.answers import Answer, raw, streamed
from ._runtime.auth import ClientCredentials
from ._runtime.options import Hooks, Options
from ._runtime.retries import Retries
from ._runtime.wire import File
from .async_client import AsyncClient
from .client import Client
from .errors import ApiError, DecodeError, TransportError

__version__ = '0.1.1'

__all__ = [
    'Answer',
    'ApiError',
    'AsyncClient',
    'Client',
    'ClientCredentials',
    'DecodeError',
    'File',
    'Hooks',
    'Options',
    'Retries',
    'TransportError',
    'errors',
    'models',
    'raw',
    'streamed',
]
