"""Calls that fail, go on, come in pages or need a token: against transports that play a service."""

import asyncio
import inspect
import logging
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest

from dovetail_engine.codegen import Package

URL = "https://flows.test"
Handler = Callable[[httpx2.Request], httpx2.Response]


def things(*ids: int, **more: Any) -> httpx2.Response:
    return httpx2.Response(200, json={"items": [{"id": each} for each in ids], **more})


def script(*answers: httpx2.Response | Exception) -> tuple[Handler, list[httpx2.Request]]:
    """A service that gives the answers in turn, and the requests it got."""
    seen: list[httpx2.Request] = []
    left = list(answers)

    def handle(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return handle, seen


def client(package: ModuleType, handler: Handler, **options: Any) -> Any:
    options.setdefault("retries", package.Retries(first=0))
    return package.Client(URL, http_client=httpx2.Client(transport=httpx2.MockTransport(handler)), **options)


def async_client(package: ModuleType, handler: Handler, **options: Any) -> Any:
    options.setdefault("retries", package.Retries(first=0))
    http = httpx2.AsyncClient(transport=httpx2.MockTransport(handler))
    return package.AsyncClient(URL, http_client=http, **options)


class TestRetries:
    @pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
    def test_a_read_is_repeated_until_it_succeeds(self, flows: ModuleType, status: int) -> None:
        handler, seen = script(httpx2.Response(status), httpx2.Response(status), things(1))
        assert client(flows, handler).list_things().items[0].id == 1
        assert len(seen) == 3

    def test_the_last_failure_is_raised(self, flows: ModuleType) -> None:
        handler, seen = script(*[httpx2.Response(503)] * 3)
        with pytest.raises(flows.errors.ServiceUnavailableError):
            client(flows, handler).list_things()
        assert len(seen) == 3

    def test_a_refusal_is_not_repeated(self, flows: ModuleType) -> None:
        handler, seen = script(httpx2.Response(404))
        with pytest.raises(flows.errors.NotFoundError):
            client(flows, handler).list_things()
        assert len(seen) == 1

    def test_what_is_not_idempotent_is_sent_once(self, flows: ModuleType) -> None:
        handler, seen = script(httpx2.Response(503))
        with pytest.raises(flows.errors.ServiceUnavailableError):
            client(flows, handler).add_thing(body=flows.models.Thing(id=1))
        assert len(seen) == 1

    def test_what_was_never_sent_is_sent_again(self, flows: ModuleType) -> None:
        handler, seen = script(httpx2.ConnectError("no route"), httpx2.Response(200, json={"id": 1}))
        assert client(flows, handler).add_thing(body=flows.models.Thing(id=1)).id == 1
        assert len(seen) == 2

    def test_an_answer_that_broke_off_is_repeated_only_if_that_is_harmless(self, flows: ModuleType) -> None:
        handler, seen = script(httpx2.ReadError("reset"), things())
        assert client(flows, handler).list_things().items == []
        handler, seen = script(httpx2.ReadError("reset"))
        with pytest.raises(flows.TransportError, match="reset"):
            client(flows, handler).add_thing(body=flows.models.Thing(id=1))
        assert len(seen) == 1

    def test_an_idempotency_key_is_made_and_kept(self, flows: ModuleType) -> None:
        handler, seen = script(httpx2.Response(503), httpx2.Response(200, json={"id": 1}))
        client(flows, handler).order_thing()
        keys = {request.headers["idempotency-key"] for request in seen}
        assert len(seen) == 2
        assert len(keys) == 1
        handler, seen = script(httpx2.Response(200, json={"id": 1}))
        client(flows, handler).order_thing(idempotency_key="mine")
        assert seen[0].headers["idempotency-key"] == "mine"

    def test_a_call_may_ask_for_none(self, flows: ModuleType) -> None:
        handler, seen = script(httpx2.Response(503))
        with pytest.raises(flows.ApiError):
            client(flows, handler).list_things(options=flows.Options(retries=0))
        assert len(seen) == 1


class TestPauses:
    def slept(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        pauses: list[float] = []
        monkeypatch.setattr("time.sleep", pauses.append)
        return pauses

    def test_grow_with_jitter(self, flows: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
        pauses = self.slept(monkeypatch)
        handler, _ = script(*[httpx2.Response(503)] * 5, things())
        client(flows, handler, retries=flows.Retries(times=5, first=1.0, longest=4.0)).list_things()
        for pause, whole in zip(pauses, [1, 2, 4, 4, 4], strict=True):
            assert whole / 2 <= pause <= whole

    @pytest.mark.parametrize("as_date", [False, True])
    def test_retry_after_is_the_least(
        self, flows: ModuleType, monkeypatch: pytest.MonkeyPatch, as_date: bool
    ) -> None:
        pauses = self.slept(monkeypatch)
        moment = format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)
        handler, _ = script(
            httpx2.Response(429, headers={"retry-after": moment if as_date else "20"}), things()
        )
        client(flows, handler).list_things()
        assert 18 <= pauses[0] <= 20

    def test_a_service_that_asks_for_too_much_is_not_asked_again(self, flows: ModuleType) -> None:
        handler, seen = script(httpx2.Response(503, headers={"retry-after": "3600"}))
        with pytest.raises(flows.errors.ServiceUnavailableError):
            client(flows, handler).list_things()
        assert len(seen) == 1

    def test_a_pause_beyond_the_deadline_is_not_begun(self, flows: ModuleType) -> None:
        handler, seen = script(httpx2.Response(503, headers={"retry-after": "20"}))
        with pytest.raises(flows.errors.ServiceUnavailableError):
            client(flows, handler, deadline=5.0).list_things()
        assert len(seen) == 1


class TestDeadlines:
    def test_no_phase_lasts_longer_than_what_is_left(self, flows: ModuleType) -> None:
        handler, seen = script(things())
        client(flows, handler).list_things(options=flows.Options(deadline=0.5), timeout=60)
        assert all(value <= 0.5 for value in seen[0].extensions["timeout"].values())

    def test_an_asynchronous_call_ends_with_its_time(self, flows: ModuleType) -> None:
        async def sleepy(request: httpx2.Request) -> httpx2.Response:
            await asyncio.sleep(30)
            return things()

        async def call() -> None:
            await async_client(flows, sleepy, deadline=0.05).list_things()

        with pytest.raises(flows.errors.TransportTimeout, match="deadline"):
            asyncio.run(call())


class TestOptions:
    def test_add_to_the_query_and_change_the_address(self, flows: ModuleType) -> None:
        handler, seen = script(things())
        options = flows.Options(query={"debug": ["a", "b"]}, base_url="https://other.test/v2/")
        client(flows, handler).list_things(limit=2, options=options, headers={"x-a": "1"})
        assert str(seen[0].url) == "https://other.test/v2/things?limit=2&debug=a&debug=b"
        assert seen[0].headers["x-a"] == "1"

    def test_hooks_see_requests_and_responses(self, flows: ModuleType) -> None:
        handler, _ = script(httpx2.Response(503), things())
        seen: list[Any] = []
        hooks = flows.Hooks(
            request=[lambda request: seen.append(request.method)],
            response=[lambda response: seen.append(response.status_code)],
        )
        client(flows, handler, hooks=hooks).list_things()
        assert seen == ["GET", 503, "GET", 200]

    def test_asynchronous_hooks_are_awaited(self, flows: ModuleType) -> None:
        handler, seen = script(things())

        async def sign(request: httpx2.Request) -> None:
            await asyncio.sleep(0)
            request.headers["x-signed"] = "yes"

        async def call() -> None:
            await async_client(flows, handler, hooks=flows.Hooks(request=[sign])).list_things()

        asyncio.run(call())
        assert seen[0].headers["x-signed"] == "yes"

    def test_the_log_tells_no_secrets(self, flows: ModuleType, caplog: pytest.LogCaptureFixture) -> None:
        handler, _ = script(things())
        with caplog.at_level(logging.DEBUG, "acme_flows"):
            client(flows, handler, oauth="s3cret").list_things(cursor="s3cret")
        assert "GET /things -> 200" in caplog.text
        assert "s3cret" not in caplog.text

    def test_a_deprecated_argument_is_told(self, flows: ModuleType) -> None:
        handler, _ = script(things(), things())
        with pytest.warns(DeprecationWarning, match="'old'") as told:
            client(flows, handler).list_things(old=1)
        assert told[0].filename == __file__
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            client(flows, handler).list_things(limit=1)

    def test_a_deprecated_operation_says_until_when(self, flows: ModuleType) -> None:
        handler, _ = script(httpx2.Response(200, json={"id": 1}))
        with pytest.warns(DeprecationWarning, match="2027-01-31"):
            client(flows, handler).old_thing()


class TestRawAnswers:
    def test_raw_keeps_the_response(self, flows: ModuleType) -> None:
        handler, _ = script(httpx2.Response(200, json={"items": []}, headers={"x-total": "0"}))
        answer = flows.raw(client(flows, handler).list_things)(limit=1)
        assert (answer.value.items, answer.status_code, answer.headers["x-total"]) == ([], 200, "0")

    def test_raw_works_for_asynchronous_calls(self, flows: ModuleType) -> None:
        handler, _ = script(things(1))

        async def call() -> Any:
            return await flows.raw(async_client(flows, handler).list_things)()

        assert asyncio.run(call()).response.status_code == 200

    def test_streamed_leaves_the_body_to_be_read(self, flows: ModuleType) -> None:
        def parts() -> Iterable[bytes]:
            yield b"a" * 10
            yield b"b" * 10

        handler, _ = script(httpx2.Response(200, content=parts()))
        with flows.streamed(client(flows, handler).list_things)() as response:
            assert [len(part) for part in response.iter_bytes(10)] == [10, 10]
        assert response.is_closed

    def test_streamed_raises_failures_with_their_bodies(self, flows: ModuleType) -> None:
        handler, _ = script(httpx2.Response(404, json={"detail": "No such thing"}))
        with (
            pytest.raises(flows.errors.NotFoundError) as raised,
            flows.streamed(client(flows, handler).list_things)(),
        ):
            pass
        assert raised.value.response.json() == {"detail": "No such thing"}

    def test_only_operations_can_be_asked(self, flows: ModuleType) -> None:
        with pytest.raises(TypeError, match="no operation"):
            flows.raw(lambda: 1)()


class TestPages:
    def test_a_cursor_leads_on(self, flows: ModuleType) -> None:
        handler, seen = script(things(1, 2, next_cursor="a"), things(3, next_cursor=None))
        assert [item.id for item in client(flows, handler).iter_list_things(limit=2)] == [1, 2, 3]
        assert [str(request.url.query, "ascii") for request in seen] == ["limit=2", "cursor=a&limit=2"]

    def test_a_cursor_that_comes_back_ends_the_walk(self, flows: ModuleType) -> None:
        handler, _ = script(*[things(1, next_cursor="a")] * 3)
        with pytest.raises(flows.DecodeError, match="second time"):
            list(client(flows, handler).iter_list_things())

    def test_offsets_count_what_was_seen(self, flows: ModuleType) -> None:
        handler, seen = script(
            httpx2.Response(200, json=[{"id": 1}, {"id": 2}]), httpx2.Response(200, json=[{"id": 3}])
        )
        assert [item.id for item in client(flows, handler).iter_by_offset(limit=2)] == [1, 2, 3]
        assert [request.url.params.get("offset") for request in seen] == [None, "2"]

    def test_pages_are_counted_from_one(self, flows: ModuleType) -> None:
        pages = [[{"id": 1}], [{"id": 2}], []]
        handler, seen = script(*[httpx2.Response(200, json={"results": page}) for page in pages])
        assert [item.id for item in client(flows, handler).iter_by_page()] == [1, 2]
        assert [request.url.params.get("page") for request in seen] == [None, "2", "3"]

    def test_links_are_followed_on_the_same_server_only(self, flows: ModuleType) -> None:
        first = httpx2.Response(200, json=[{"id": 1}], headers={"link": '</linked?p=2>; rel="next"'})
        handler, seen = script(first, httpx2.Response(200, json=[{"id": 2}]))
        assert [item.id for item in client(flows, handler, oauth="t").iter_by_link()] == [1, 2]
        assert str(seen[1].url) == f"{URL}/linked?p=2"
        assert seen[1].headers["authorization"] == "Bearer t"
        away = httpx2.Response(200, json=[], headers={"link": '<https://evil.test/>; rel="next"'})
        handler, seen = script(away)
        with pytest.raises(flows.DecodeError, match="another server"):
            list(client(flows, handler).iter_by_link())

    def test_asynchronous_pages(self, flows: ModuleType) -> None:
        handler, _ = script(things(1, next_cursor="a"), things(2))

        async def walk() -> list[int]:
            return [item.id async for item in async_client(flows, handler).iter_list_things()]

        assert asyncio.run(walk()) == [1, 2]

    def test_the_next_page_is_fetched_when_it_is_needed(self, flows: ModuleType) -> None:
        handler, seen = script(things(1, 2, next_cursor="a"))
        walk = client(flows, handler).iter_list_things()
        assert seen == []
        assert next(walk).id == 1
        assert len(seen) == 1


EVENTS = b': hello\n\nevent: thing\nid: 1\ndata: {"id":\ndata: 1}\n\ndata: {"id": 2}\n\ndata: [DONE]\n\n'


def events(body: bytes = EVENTS) -> httpx2.Response:
    return httpx2.Response(
        200, content=iter([body[:9], body[9:]]), headers={"content-type": "text/event-stream"}
    )


class TestStreams:
    def test_events_are_decoded_one_by_one(self, flows: ModuleType) -> None:
        handler, seen = script(events())
        with client(flows, handler).watch() as stream:
            assert [thing.id for thing in stream] == [1, 2]
        assert stream.response.is_closed
        assert seen[0].headers["accept"] == "text/event-stream"
        assert seen[0].extensions["timeout"]["read"] is None

    def test_the_events_themselves_have_names_and_ids(self, flows: ModuleType) -> None:
        handler, _ = script(events())
        first = next(client(flows, handler).watch().events())
        assert (first.event, first.id) == ("thing", "1")

    def test_lines_of_json_have_a_method_beside_the_whole(self, flows: ModuleType) -> None:
        lines = httpx2.Response(
            200, content=b'{"id": 1}\n\n{"id": 2}\n', headers={"content-type": "application/x-ndjson"}
        )
        handler, seen = script(lines, httpx2.Response(200, json=[{"id": 3}]))
        flow = client(flows, handler)
        assert [thing.id for thing in flow.stream_export_things()] == [1, 2]
        assert [thing.id for thing in flow.export_things()] == [3]
        assert [request.headers["accept"] for request in seen] == ["application/x-ndjson", "application/json"]

    def test_asynchronous_streams(self, flows: ModuleType) -> None:
        def handle(request: httpx2.Request) -> httpx2.Response:
            return httpx2.Response(200, content=EVENTS, headers={"content-type": "text/event-stream"})

        async def read() -> list[int]:
            async with await async_client(flows, handle).watch() as stream:
                return [thing.id async for thing in stream]

        assert asyncio.run(read()) == [1, 2]

    def test_a_failure_is_raised_when_the_stream_is_opened(self, flows: ModuleType) -> None:
        handler, seen = script(httpx2.Response(503), httpx2.Response(403, json={"detail": "No"}))
        with pytest.raises(flows.errors.ForbiddenError):
            client(flows, handler).watch()
        assert len(seen) == 2

    def test_an_answer_that_is_no_stream_is_refused(self, flows: ModuleType) -> None:
        handler, _ = script(httpx2.Response(200, json={}))
        with pytest.raises(flows.DecodeError, match="application/json"):
            client(flows, handler).watch()

    def test_an_item_that_does_not_fit_is_a_decode_error(self, flows: ModuleType) -> None:
        handler, _ = script(events(b'data: {"id": "x"}\n\n'))
        with pytest.raises(flows.DecodeError):
            list(client(flows, handler).watch())


def granting(
    flows: ModuleType, *answers: httpx2.Response, expires_in: int = 3600
) -> tuple[Any, list[httpx2.Request]]:
    """A client with credentials of its own, and the requests its service gets."""
    serve, seen = script(*answers)
    tokens = iter(range(1, 100))

    def handle(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == "/token":
            seen.append(request)
            return httpx2.Response(200, json={"access_token": f"t{next(tokens)}", "expires_in": expires_in})
        return serve(request)

    credentials = flows.ClientCredentials("me", "s3cret&", scopes=("read",))
    return client(flows, handle, oauth=credentials), seen


class TestClientCredentials:
    def test_a_token_is_fetched_once_and_used(self, flows: ModuleType) -> None:
        flow, seen = granting(flows, things(), things())
        flow.list_things()
        flow.list_things()
        asked, *calls = seen
        assert asked.content == b"grant_type=client_credentials&scope=read"
        assert asked.headers["authorization"] == "Basic bWU6czNjcmV0JTI2"
        assert [call.headers["authorization"] for call in calls] == ["Bearer t1", "Bearer t1"]

    def test_a_token_is_renewed_before_it_expires(self, flows: ModuleType) -> None:
        flow, seen = granting(flows, things(), things(), expires_in=0)
        flow.list_things()
        flow.list_things()
        used = [call.headers["authorization"] for call in seen if call.url.path != "/token"]
        assert used == ["Bearer t1", "Bearer t2"]

    def test_a_token_that_is_refused_is_renewed_once(self, flows: ModuleType) -> None:
        flow, seen = granting(flows, httpx2.Response(401), things())
        flow.list_things()
        assert [call.url.path for call in seen] == ["/token", "/things", "/token", "/things"]
        flow, _ = granting(flows, httpx2.Response(401), httpx2.Response(401))
        with pytest.raises(flows.errors.UnauthorizedError):
            flow.list_things()

    def test_a_refused_grant_says_why(self, flows: ModuleType) -> None:
        handler, _ = script(httpx2.Response(400, json={"error": "invalid_client"}))
        flow = client(flows, handler, oauth=flows.ClientCredentials("me", "no"))
        with pytest.raises(flows.TransportError, match="invalid_client"):
            flow.list_things()

    def test_secrets_do_not_show(self, flows: ModuleType) -> None:
        assert "s3cret" not in repr(flows.ClientCredentials("me", "s3cret"))

    def test_asynchronous_calls_fetch_tokens_too(self, flows: ModuleType) -> None:
        handler, seen = script(httpx2.Response(200, json={"access_token": "t"}), things())

        async def call() -> None:
            credentials = flows.ClientCredentials("me", "x", token_url="https://login.test/token")
            await async_client(flows, handler, oauth=credentials).list_things()

        asyncio.run(call())
        assert [str(each.url) for each in seen] == ["https://login.test/token", f"{URL}/things"]


class TestStrict:
    @pytest.mark.parametrize(
        ("value", "place"),
        [
            ({"id": 1, "colour": "green"}, "colour is 'green'"),
            ({"id": 1, "size": 3}, "size is not a field"),
            ({"id": 1, "inner": {"what": 1}}, "inner is none of the alternatives"),
            ({"id": 1, "inner": {"id": 2, "colour": "green"}}, "inner.colour is 'green'"),
        ],
    )
    def test_refuses_what_the_contract_does_not_know(
        self, flows: ModuleType, value: dict[str, Any], place: str
    ) -> None:
        handler, _ = script(httpx2.Response(200, json=value), httpx2.Response(200, json=value))
        client(flows, handler).add_thing(body=flows.models.Thing(id=1))
        with pytest.raises(flows.DecodeError, match=place):
            client(flows, handler, strict=True).add_thing(body=flows.models.Thing(id=1))

    def test_takes_what_the_contract_knows(self, flows: ModuleType) -> None:
        handler, _ = script(things(1, 2, next_cursor="x"))
        assert len(client(flows, handler, strict=True).list_things().items) == 2


class TestSignatures:
    def test_both_clients_have_the_same_methods(self, flows: ModuleType) -> None:
        for name, method in inspect.getmembers(flows.Client, inspect.isfunction):
            if not name.startswith("_") and name != "close":
                twin = getattr(flows.AsyncClient, name)
                assert list(inspect.signature(twin).parameters) == list(inspect.signature(method).parameters)


USAGE = """
from collections.abc import Iterator

import httpx2
from typing_extensions import assert_type

from acme_flows import Answer, AsyncClient, Client, ClientCredentials, Options, models, raw, streamed
from acme_flows._runtime.streams import AsyncStream, Stream


def calls(client: Client) -> None:
    assert_type(client.watch(), Stream[models.Thing])
    assert_type(client.stream_export_things(), Stream[models.Thing])
    assert_type(client.iter_list_things(limit=2, options=Options(retries=0)), Iterator[models.Thing])
    assert_type(raw(client.add_thing)(body=models.Thing(id=1)), Answer[models.Thing])
    with streamed(client.list_things)() as response:
        assert_type(response, httpx2.Response)
    client.order_thing()
    client.order_thing(idempotency_key=1)  # type: ignore[arg-type]


async def waits(client: AsyncClient) -> None:
    assert_type(await client.watch(), AsyncStream[models.Thing])
    assert_type(await raw(client.add_thing)(body=models.Thing(id=1)), Answer[models.Thing])
    async with streamed(client.list_things)() as response:
        assert_type(response, httpx2.Response)
    async for thing in client.iter_by_page():
        assert_type(thing, models.Thing)


Client("https://flows.test", oauth=ClientCredentials("me", "secret"), retries=3, strict=True)
"""


class TestTypes:
    def test_mypy_strict_finds_nothing(self, flows_package: Package, tmp_path: Path) -> None:
        for name, data in flows_package.files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        (tmp_path / "src" / "usage.py").write_text(USAGE)
        options = [
            "--strict",
            "--config-file=",
            "--cache-dir",
            str(tmp_path / "cache"),
            "--python-version",
            "3.10",
        ]
        command = [sys.executable, "-m", "mypy", *options, "-p", "acme_flows", "-m", "usage"]
        run = subprocess.run(command, cwd=tmp_path / "src", capture_output=True, text=True, check=False)
        assert run.stdout.strip().startswith("Success"), run.stdout
