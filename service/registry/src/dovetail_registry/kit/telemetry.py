"""Logs, metrics and the frame around every request: its id, its headers, its line in the log."""

import logging
import re
import sys
import time
from typing import Any, Literal

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .ids import new_id
from .problems import Problem, answer

LogFormat = Literal["json", "console"]
log = structlog.stdlib.get_logger("dovetail")

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
_SECRET = re.compile(r"dvt_[A-Za-z0-9]+|(?i:bearer|basic) [A-Za-z0-9._~+/=-]{8,}|://[^/\s:@]+:[^/\s@]+@")
_SECRET_KEYS = frozenset({"authorization", "cookie", "password", "secret", "token"})
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


class Metrics:
    """What the service counts; one set per application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "dovetail_http_requests",
            "Requests answered.",
            ["method", "operation", "status"],
            registry=self.registry,
        )
        self.seconds = Histogram(
            "dovetail_http_request_seconds",
            "Time to answer.",
            ["method", "operation"],
            registry=self.registry,
        )
        self.publishes = Counter(
            "dovetail_publishes", "Publishing attempts by outcome.", ["outcome"], registry=self.registry
        )
        self.job_attempts = Counter(
            "dovetail_job_attempts",
            "Attempts at jobs by outcome.",
            ["kind", "outcome"],
            registry=self.registry,
        )


class RequestFrame:
    """The outermost layer: gives the request its id, answers what nobody caught, logs and counts."""

    def __init__(self, app: ASGIApp, metrics: Metrics, public_url: str) -> None:
        self.app = app
        self.metrics = metrics
        self.public_url = public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {}).update(request_id=request_id, public_url=self.public_url)
        began, method, status = time.perf_counter(), scope["method"], 0

        async def framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(message, request_id)
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, framed)
            except Exception:
                log.exception("unhandled_error", path=scope["path"])
                if status:
                    raise
                await self._apologise(scope, receive, framed)
            finally:
                self._record(scope, method, status or 499, time.perf_counter() - began)

    async def _apologise(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem = Problem(
            "The service failed. The operator finds the cause under this request id in the logs."
        )
        await answer(HTTPConnection(scope), problem)(scope, receive, send)

    def _record(self, scope: Scope, method: str, status: int, seconds: float) -> None:
        operation = _operation(scope)
        self.metrics.requests.labels(method, operation, status).inc()
        self.metrics.seconds.labels(method, operation).observe(seconds)
        actor = scope["state"].get("actor")
        log.info(
            "request",
            method=method,
            path=scope["path"],
            operation=operation,
            status=status,
            milliseconds=round(seconds * 1000, 1),
            actor=str(actor.token_id) if actor else None,
        )


def configure_logging(level: str, style: LogFormat) -> None:
    """Send all logs, the libraries' too, to standard error: one JSON object a line, or coloured text."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        without_secrets,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if style == "json"
        else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for noisy in ("uvicorn.access", "sse_starlette", "aiosqlite", "asyncio", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def without_secrets(_logger: Any, _method: str, entry: dict[str, Any]) -> dict[str, Any]:
    """A log entry in which whatever looks like a credential is replaced by `[secret]`."""
    return {
        key: "[secret]" if key.lower() in _SECRET_KEYS else _masked(value) for key, value in entry.items()
    }


def _masked(value: Any) -> Any:
    return _SECRET.sub("[secret]", value) if isinstance(value, str) else value


def _operation(scope: Scope) -> str:
    route, endpoint = scope.get("route"), scope.get("endpoint")
    return getattr(route, "operation_id", None) or getattr(endpoint, "__name__", None) or "none"


def _request_id(scope: Scope) -> str:
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _REQUEST_ID.fullmatch(given) else str(new_id())


def _add_headers(message: Message, request_id: str) -> None:
    headers = MutableHeaders(scope=message)
    headers["X-Request-ID"] = request_id
    for name, value in _HEADERS.items():
        headers.setdefault(name, value)
