"""A generated client, called: against a FastAPI service, and against a socket that never answers."""

import socket
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from types import ModuleType
from typing import Annotated, Any
from uuid import UUID

import httpx2
import pytest
import respx
from fastapi import Body, FastAPI, File, Form, Header, Query, Request, Response, UploadFile
from fastapi.responses import JSONResponse, PlainTextResponse
from respx.mocks import HTTPCoreMocker
from starlette.testclient import TestClient

ORDER_ID = "6f1c9a52-3d0b-4a53-9a8e-0d7c7f0d2f11"
ORDER = {"id": ORDER_ID, "status": "open", "class": "a", "createdAt": "2026-01-02T03:04:05"}


class Httpx2Mocker(HTTPCoreMocker):
    """respx on the transport of httpx2."""

    name = "httpcore2"
    targets = (
        "httpcore2._sync.connection.HTTPConnection",
        "httpcore2._sync.connection_pool.ConnectionPool",
        "httpcore2._sync.http_proxy.HTTPProxy",
        "httpcore2._async.connection.AsyncHTTPConnection",
        "httpcore2._async.connection_pool.AsyncConnectionPool",
        "httpcore2._async.http_proxy.AsyncHTTPProxy",
    )


def service() -> FastAPI:  # noqa: C901 - a whole service, one small function per route
    app = FastAPI()

    @app.get("/orders")
    def list_orders(
        request: Request,
        x_trace: Annotated[str | None, Header()] = None,
        status: Annotated[list[str] | None, Query()] = None,
        authorization: Annotated[str | None, Header()] = None,
    ) -> Any:
        if authorization != "Bearer secret":
            problem = {"title": "No", "detail": "Who are you?"}
            return JSONResponse(problem, 401, {"x-why": "token"}, "application/problem+json")
        seen = {
            "query": str(request.url.query),
            "trace": x_trace,
            "status": status,
            "theme": request.cookies.get("theme"),
        }
        return {"items": [ORDER], "nextCursor": None, "seen": seen}

    @app.post("/orders", status_code=201)
    def create_order(body: Annotated[dict[str, Any], Body()]) -> Any:
        if body.get("note") == "twice":
            return JSONResponse({"title": "Twice"}, 409, media_type="application/problem+json")
        if body.get("note") == "teapot":
            return JSONResponse({"title": "Teapot"}, 418, media_type="application/problem+json")
        return {**ORDER, "status": "on_hold", "echo": body}

    @app.get("/orders/{order_id}")
    def get_order(order_id: str) -> Any:
        if order_id != ORDER_ID:
            return PlainTextResponse("down", 503)
        return JSONResponse({"id": 1}, 200)

    @app.delete("/orders/{order_id}", status_code=204)
    def delete_order(order_id: str) -> None:
        return None

    @app.post("/orders/{order_id}/files")
    async def upload(
        order_id: str,
        file: Annotated[UploadFile, File()],
        note: Annotated[str | None, Form()] = None,
        tags: Annotated[list[str] | None, Form()] = None,
        details: Annotated[str | None, Form()] = None,
    ) -> dict[str, str]:
        content = (await file.read()).decode()
        return {
            "id": order_id,
            "content": content,
            "name": str(file.filename),
            "type": str(file.content_type),
            "note": str(note),
            "tags": ",".join(tags or ()),
            "details": str(details),
        }

    @app.get("/orders/{order_id}/files")
    def download(order_id: str) -> Response:
        return Response(b"\x00\xff", media_type="application/octet-stream")

    @app.post("/events")
    async def event(request: Request) -> Any:
        sent = await request.json()
        return {**sent, "kind": sent["kind"] if request.query_params.get("api key") == "k&y" else "unheard"}

    @app.get("/ping")
    def ping(request: Request) -> PlainTextResponse:
        return PlainTextResponse(request.headers.get("authorization", "anonymous"))

    @app.post("/login")
    async def login(request: Request) -> str:
        return f"{request.headers['authorization']} {(await request.body()).decode()}"

    return app


@pytest.fixture
def package(orders: ModuleType) -> ModuleType:
    return orders


@pytest.fixture
def client(package: ModuleType) -> Iterator[Any]:
    with TestClient(service()) as http:
        yield package.Client("http://testserver", token="secret", http_client=http)


class TestParameters:
    def test_arrive_as_the_contract_says(self, client: Any, package: ModuleType) -> None:
        page = client.orders.list_orders(
            status=["open", "paid"],
            created_after=datetime(2026, 1, 2, tzinfo=UTC),
            x_trace="t",
            theme="dark",
            filter=package.models.ListOrdersFilter(from_=3),
        )
        assert page.model_extra["seen"] == {
            "query": "status=open&status=paid&createdAfter=2026-01-02T00%3A00%3A00Z&filter[from]=3",
            "trace": "t",
            "status": ["open", "paid"],
            "theme": "dark",
        }

    def test_are_left_out_when_not_given(self, client: Any) -> None:
        assert client.orders.list_orders().model_extra["seen"]["query"] == ""


class TestAnswers:
    def test_are_models_with_real_types(self, client: Any, package: ModuleType) -> None:
        order = client.orders.list_orders().items[0]
        assert isinstance(order, package.models.Order)
        assert (order.id, order.class_, order.created_at) == (
            UUID(ORDER_ID),
            "a",
            datetime.fromisoformat("2026-01-02T03:04:05"),
        )

    def test_keep_unknown_fields_and_values(self, client: Any, package: ModuleType) -> None:
        body = package.models.OrderCreate(items=[package.models.OrderCreateItemsItem(sku="A")])
        order = client.orders.create_order(body=body)
        assert order.status == "on_hold"
        assert order.model_extra["echo"] == {"items": [{"sku": "A"}]}

    def test_bytes_and_text_and_nothing(self, client: Any) -> None:
        assert client.files.download_file(order_id="a/b".replace("/", "-")) == b"\x00\xff"
        assert client.get_ping() == "anonymous"
        with pytest.warns(DeprecationWarning, match="deprecates"):
            assert client.orders.delete_order(order_id=UUID(ORDER_ID)) is None

    def test_an_answer_outside_the_contract_is_a_decode_error(self, client: Any, package: ModuleType) -> None:
        with pytest.raises(package.DecodeError, match="not what the contract says") as caught:
            client.orders.get_order(order_id=UUID(ORDER_ID))
        assert caught.value.response.json() == {"id": 1}


class TestBodies:
    def test_absent_and_null_are_different(self, client: Any, package: ModuleType) -> None:
        item = package.models.OrderCreateItemsItem(sku="A")
        order = client.orders.create_order(body=package.models.OrderCreate(items=[item], note=None))
        assert order.model_extra["echo"] == {"items": [{"sku": "A"}], "note": None}

    def test_the_contract_s_bounds_hold_before_sending(self, package: ModuleType) -> None:
        with pytest.raises(ValueError, match="at least 1 item"):
            package.models.OrderCreate(items=[])
        with pytest.raises(ValueError, match="pattern"):
            package.models.OrderCreateItemsItem(sku="a")
        with pytest.raises(ValueError, match="Extra inputs"):
            package.models.OrderCreate(items=[package.models.OrderCreateItemsItem(sku="A")], odd=1)

    def test_a_multipart_upload(self, client: Any, package: ModuleType) -> None:
        money = package.models.Money(amount=1.5, currency="EUR")
        file = package.File(b"hello", "a.txt", "text/plain")
        body = package.models.UploadFileRequestMultipart(file=file, note="n", tags=["x", "y"], details=money)
        assert client.files.upload_file(order_id="o", body=body) == {
            "id": "o",
            "content": "hello",
            "name": "a.txt",
            "type": "text/plain",
            "note": "n",
            "tags": "x,y",
            "details": '{"amount":1.5,"currency":"EUR"}',
        }

    def test_a_form(self, package: ModuleType) -> None:
        with TestClient(service()) as http:
            client = package.Client("http://testserver", basic=("me", "pw"), http_client=http)
            body = package.models.LoginRequestForm(scope="a b", ids=[1, 2])
            assert client.login(body=body) == "Basic bWU6cHc= scope=a%20b&ids=1&ids=2"


class TestUnions:
    def test_a_known_member_is_its_model(self, package: ModuleType) -> None:
        with TestClient(service()) as http:
            client = package.Client("http://testserver", key="k&y", http_client=http)
            money = package.models.Money(amount=1, currency="EUR")
            answer = client.events.send_event(body=package.models.Paid(kind="paid", total=money))
        assert isinstance(answer, package.models.Paid)

    def test_an_unknown_member_is_kept(self, client: Any, package: ModuleType) -> None:
        answer = client.events.send_event(body=package.models.Created(kind="created", at="now"))
        assert answer == {"kind": "unheard", "at": "now"}


class TestErrors:
    def test_each_status_has_its_class_and_body(self, client: Any, package: ModuleType) -> None:
        body = package.models.OrderCreate(items=[package.models.OrderCreateItemsItem(sku="A")], note="twice")
        with pytest.raises(
            package.errors.ConflictError, match="409 Conflict from POST /orders: Twice"
        ) as caught:
            client.orders.create_order(body=body)
        assert caught.value.body == package.models.Problem(title="Twice")
        assert isinstance(caught.value, package.errors.ClientFailure)

    def test_a_range_covers_a_status_without_a_class(self, client: Any, package: ModuleType) -> None:
        body = package.models.OrderCreate(items=[package.models.OrderCreateItemsItem(sku="A")], note="teapot")
        with pytest.raises(package.errors.ClientFailure) as caught:
            client.orders.create_order(body=body)
        assert (caught.value.status_code, caught.value.body.title) == (418, "Teapot")

    def test_an_undocumented_body_stays_raw(self, client: Any, package: ModuleType) -> None:
        with pytest.raises(package.errors.ServiceUnavailableError) as caught:
            client.orders.get_order(order_id=UUID(int=0))
        assert (caught.value.body, caught.value.response.content) == (None, b"down")

    def test_a_wrong_token(self, package: ModuleType) -> None:
        with TestClient(service()) as http:
            client = package.Client("http://testserver", token=lambda: "wrong", http_client=http)
            with pytest.raises(package.errors.UnauthorizedError, match="Who are you") as caught:
                client.orders.list_orders()
        assert caught.value.headers["x-why"] == "token"
        assert "wrong" not in str(caught.value)

    def test_a_service_that_never_answers_is_a_timeout(self, package: ModuleType) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as server:
            address = f"http://127.0.0.1:{server.getsockname()[1]}"
            with (
                package.Client(address) as client,
                pytest.raises(package.errors.TransportTimeout, match="ReadTimeout"),
            ):
                client.get_ping(timeout=0.05)

    def test_a_service_that_is_not_there_is_a_transport_error(self, package: ModuleType) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as server:
            address = f"http://127.0.0.1:{server.getsockname()[1]}"
        with (
            package.Client(address) as client,
            pytest.raises(package.TransportError, match="GET /ping: ConnectError"),
        ):
            client.get_ping()


class TestOverrides:
    def test_headers_of_a_call_win(self, client: Any) -> None:
        assert client.get_ping(headers={"authorization": "mine"}) == "mine"

    def test_the_contract_s_server_is_the_default(self, package: ModuleType) -> None:
        with respx.mock(using="httpcore2") as router, package.Client() as client:
            route = router.get("https://orders.example.com/v1/ping").respond(200, text="pong")
            assert client.get_ping() == "pong"
            assert route.calls.last.request.headers["user-agent"] == "acme-orders/1.2.0"


class TestAsync:
    async def test_has_the_same_methods(self, package: ModuleType) -> None:
        transport = httpx2.ASGITransport(app=service())
        async with httpx2.AsyncClient(transport=transport) as http:
            client = package.AsyncClient("http://testserver", token="secret", http_client=http)
            page = await client.orders.list_orders(status=["open"])
            assert page.items[0].status == "open"
            body = package.models.UploadFileRequestMultipart(file=package.File(b"x"))
            assert (await client.files.upload_file(order_id="o", body=body))["content"] == "x"
            missing = package.models.OrderCreate(
                items=[package.models.OrderCreateItemsItem(sku="A")], note="twice"
            )
            with pytest.raises(package.errors.ConflictError):
                await client.orders.create_order(body=missing)

    async def test_a_timeout_is_a_transport_error(self, package: ModuleType) -> None:
        with closing(socket.create_server(("127.0.0.1", 0))) as server:
            async with package.AsyncClient(
                f"http://127.0.0.1:{server.getsockname()[1]}", timeout=0.05
            ) as client:
                with pytest.raises(package.errors.TransportTimeout):
                    await client.get_ping()
