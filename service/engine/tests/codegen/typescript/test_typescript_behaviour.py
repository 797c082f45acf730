"""The emitted JavaScript in Node against a service on loopback."""

import base64
import json

import pytest

PROBLEM = {"title": "no", "status": 422}


class TestParameters:
    def test_query_styles_follow_the_contract(self, shop):
        shop.call(
            "listOrders",
            {
                "status": ["open", "paid"], "tags": ["a b", "c,d"], "sizes": [1, 2], "words": ["x", "y"],
                "filter": {"a": 1, "b": {"c": "ü"}}, "range": {"from": 1, "to": 9}, "where": {"k": [1]},
                "next": "/a?b=c d&e#f",
            },
        )  # fmt: skip
        path, _, query = shop.requests[0]["path"].partition("?")
        assert path == "/orders"
        assert query.split("&") == [
            "status=open", "status=paid", "tags=a%20b,c%2Cd", "sizes=1%7C2", "words=x%20y",
            "filter%5Ba%5D=1", "filter%5Bb%5D%5Bc%5D=%C3%BC", "from=1", "to=9",
            "where=%7B%22k%22%3A%5B1%5D%7D", "next=/a?b=c%20d%26e%23f",
        ]  # fmt: skip

    def test_what_is_not_given_is_not_sent(self, shop):
        shop.call("listOrders", {"status": [], "limit": None})
        shop.call("listOrders")
        assert [request["path"] for request in shop.requests] == ["/orders", "/orders"]

    def test_headers_and_cookies_are_sent(self, shop):
        shop.call("listOrders", {"X-Trace": ["a", "b"], "session": "s 1"})
        headers = shop.requests[0]["headers"]
        assert (headers["x-trace"], headers["cookie"]) == ("a,b", "session=s%201")
        assert headers["accept"] == "application/json, application/problem+json"

    def test_path_values_are_encoded_and_a_clash_is_told_apart_by_location(self, shop):
        shop.call("getOrder", {"order_id": "a/b?c#{order_id}", "order_id_query": True})
        assert shop.requests[0]["path"] == "/orders/a%2Fb%3Fc%23%7Border_id%7D?order_id=true"

    def test_path_styles_follow_the_contract(self, shop):
        shop.answer = {"type": "text/plain", "body": b"ok"}
        shop.call("getShape", {"plain": {"r": 1, "g": 2}, "label": ["x", "y"], "matrix": ["1", "2"]})
        assert shop.requests[0]["path"] == "/shapes/r=1,g=2/.x,y/;matrix=1;matrix=2"

    @pytest.mark.parametrize("value", ["", ".", "..", None])
    def test_a_path_value_that_names_another_resource_is_refused(self, shop, value):
        outcome = shop.call("getOrder", {"order_id": value})
        assert outcome["thrown"] == "TypeError"
        assert shop.requests == []


class TestBodies:
    def test_json_is_sent_and_decoded(self, shop):
        order = {"id": "o_1", "status": "open", "items": []}
        shop.answer = {"status": 201, "body": json.dumps(order).encode()}
        outcome = shop.call("createOrder", {"body": {"items": [{"sku": "ä"}], "note": None}})
        assert outcome == {"data": order, "status": 201}
        assert shop.requests[0]["headers"]["content-type"] == "application/json"
        assert json.loads(shop.requests[0]["body"]) == {"items": [{"sku": "ä"}], "note": None}

    def test_a_form_follows_its_encoding(self, shop):
        shop.answer = {"body": b"[]"}
        shop.call(
            "search", {"body": {"text": "a&b", "tags": ["x", "y"], "where": {"p": 1}, "extra": {"q": 2}}}
        )
        assert shop.requests[0]["headers"]["content-type"] == "application/x-www-form-urlencoded"
        assert shop.requests[0]["body"].decode().split("&") == [
            "text=a%26b", "tags=x", "tags=y", "where%5Bp%5D=1", "extra=%7B%22q%22%3A2%7D",
        ]  # fmt: skip

    def test_a_body_may_stay_away_where_the_contract_lets_it(self, shop):
        shop.answer = {"body": b"[]"}
        assert shop.call("search")["data"] == []
        assert "content-type" not in shop.requests[0]["headers"]

    def test_files_go_up_in_a_multipart_form(self, shop):
        shop.answer = {"status": 201}
        shop.run(
            """
            const file = new File([new Uint8Array([0, 255, 10])], "räch.pdf", { type: "application/pdf" });
            const body = { file, note: "*hi*", labels: ["a", "b"], meta: { n: 1 }, more: undefined };
            return api.uploadInvoice({ order_id: "o", body }, { baseUrl });
            """
        )
        sent = shop.requests[0]
        assert sent["headers"]["content-type"].startswith("multipart/form-data; boundary=")
        parts = [part.strip(b"\r\n") for part in sent["body"].split(b"--")]
        text = sent["body"].decode("latin-1")
        assert any(part.endswith(b"application/pdf\r\n\r\n\x00\xff") for part in parts)
        assert text.count('name="labels"') == 2
        assert "Content-Type: text/markdown\r\n\r\n*hi*" in text
        assert 'name="meta"\r\n\r\n{"n":1}' in text
        assert "more" not in text

    def test_the_media_type_is_the_callers_choice(self, shop):
        shop.answer = {"status": 202, "body": b""}
        shop.run('return api.import_({ body: "a;b", contentType: "text/csv" }, { baseUrl });')
        shop.run(
            """
            const contentType = "application/octet-stream";
            return api.import_({ body: new Uint8Array([0, 200]), contentType }, { baseUrl });
            """
        )
        sent = [(request["headers"]["content-type"], request["body"]) for request in shop.requests]
        assert sent == [("text/csv", b"a;b"), ("application/octet-stream", b"\x00\xc8")]

    def test_a_download_is_a_blob(self, shop):
        shop.answer = {"type": "application/pdf", "body": bytes(range(256))}
        found = shop.run(
            """
            const { data } = await api.downloadInvoice({ order_id: "o" }, { baseUrl });
            return [data.type, Buffer.from(await data.arrayBuffer()).toString("base64")];
            """
        )
        assert found == ["application/pdf", base64.b64encode(bytes(range(256))).decode()]

    def test_several_media_types_are_told_apart(self, shop):
        shop.answer = {"type": "text/csv; charset=utf-8", "body": b"1;2"}
        assert shop.call("getReport")["data"] == "1;2"
        shop.answer = {"type": "application/json", "body": b'{"items":[]}'}
        assert shop.call("getReport")["data"] == {"items": []}

    def test_an_answer_without_body_has_no_data(self, shop):
        shop.answer = {"status": 204, "type": "", "body": b""}
        assert shop.call("delete_", {"order_id": "o"}) == {"status": 204}
        shop.answer = {"type": "application/pdf"}
        assert shop.call("hasInvoice", {"order_id": "o"}) == {"status": 200}

    def test_events_arrive_one_by_one(self, shop):
        stream = (
            "\ufeff: hello\r\nevent: made\r\nid: 1\r\ndata: a\r\ndata: b\r\n\r\ndata:c\nretry: 5\n\ndata: cut"
        )
        shop.answer = {"type": "text/event-stream", "body": stream.encode()}
        found = shop.run(
            """
            const { data } = await api.watchEvents({}, { baseUrl });
            const all = [];
            for await (const event of data) all.push(event);
            return all;
            """
        )
        assert found == [
            {"event": "made", "data": "a\nb", "id": "1"},
            {"event": "message", "data": "c", "id": "1", "retry": 5},
        ]

    def test_lines_arrive_one_by_one(self, shop):
        shop.answer = {"type": "application/x-ndjson", "body": b'{"n":1}\n\n{"n":2}\r\n{"n":3}'}
        found = shop.run(
            """
            const { data } = await api.readLog({}, { baseUrl });
            const all = [];
            for await (const line of data) { all.push(line.n); if (line.n === 3) break; }
            return all;
            """
        )
        assert found == [1, 2, 3]


class TestErrors:
    def test_a_declared_error_has_its_body(self, shop):
        shop.answer = {"status": 422, "body": json.dumps(PROBLEM).encode()}
        outcome = shop.call("createOrder", {"body": {"items": []}})
        assert outcome["error"]["name"] == "ApiError"
        assert (outcome["error"]["status"], outcome["error"]["body"]) == (422, PROBLEM)
        assert "data" not in outcome

    def test_a_range_and_a_default_cover_what_is_not_named(self, shop):
        shop.answer = {"status": 503, "type": "text/plain", "body": b"down"}
        assert shop.call("createOrder", {"body": {"items": []}})["error"]["body"] == "down"
        shop.answer = {
            "status": 418,
            "type": "application/problem+json",
            "body": json.dumps(PROBLEM).encode(),
        }
        assert shop.call("listOrders")["error"]["body"] == PROBLEM

    @pytest.mark.parametrize(("body", "seen"), [(b"<h1>", "<h1>"), (b'{"a":1}', {"a": 1})])
    def test_an_undeclared_status_is_an_error_with_what_came(self, shop, body, seen):
        shop.answer = {"status": 418, "type": "text/html", "body": body}
        outcome = shop.call("getOrder", {"order_id": "o"})
        assert (outcome["error"]["status"], outcome["error"]["body"]) == (418, seen)

    def test_an_undeclared_success_is_not_taken_for_a_declared_one(self, shop):
        shop.answer = {"status": 202}
        assert shop.call("getOrder", {"order_id": "o"})["error"]["status"] == 202

    def test_a_body_that_cannot_be_decoded_is_said_so(self, shop):
        shop.answer = {"type": "text/html", "body": b"<h1>"}
        outcome = shop.call("getOrder", {"order_id": "o"})
        assert (outcome["error"]["name"], outcome["error"]["reason"]) == ("TransportError", "content")

    def test_the_throwing_variants_throw_the_same(self, shop):
        shop.answer = {"status": 404, "body": json.dumps(PROBLEM).encode()}
        thrown = shop.call("getOrder", {"order_id": "o"}, throwOnError=True)
        assert thrown == {"thrown": "ApiError", "message": "the service answered 404"}
        unwrapped = shop.run('return api.unwrap(api.getOrder({ order_id: "o" }, { baseUrl }));')
        assert unwrapped == thrown

    def test_unwrap_gives_the_data(self, shop):
        shop.answer = {"body": b'{"items":[]}'}
        assert shop.run("return api.unwrap(api.listOrders({}, { baseUrl }));") == {"items": []}

    def test_nobody_listening_is_a_network_error(self, shop):
        outcome = shop.call("listOrders", baseUrl="http://127.0.0.1:1")
        assert (outcome["error"]["name"], outcome["error"]["reason"]) == ("TransportError", "network")

    def test_a_slow_answer_times_out(self, shop):
        shop.answer = {"wait": True}
        outcome = shop.call("listOrders", timeout=50)
        assert outcome["error"]["reason"] == "timeout"

    def test_an_answer_must_be_complete_in_time(self, shop):
        shop.answer = {"pause": 0.3}
        outcome = shop.call("listOrders", timeout=100)
        assert outcome["error"]["reason"] == "timeout"

    def test_a_stream_must_only_have_begun_in_time(self, shop):
        shop.answer = {"type": "text/event-stream", "body": b"data: a\n\n", "pause": 0.3}
        found = shop.run(
            """
            const { data } = await api.watchEvents({}, { baseUrl, timeout: 100 });
            for await (const event of data) return event.data;
            """
        )
        assert found == "a"

    def test_a_call_can_be_aborted(self, shop):
        shop.answer = {"wait": True}
        outcome = shop.run(
            """
            const controller = new AbortController();
            setTimeout(() => controller.abort(), 50);
            return api.listOrders({}, { baseUrl, signal: controller.signal, timeout: 60000 });
            """
        )
        assert outcome["error"]["reason"] == "aborted"

    def test_no_address_is_said_before_anything_is_sent(self, shop):
        outcome = shop.call("listOrders", baseUrl="/relative")
        assert outcome == {
            "thrown": "TypeError",
            "message": "baseUrl is needed: the contract has no address",
        }


class TestSecurity:
    def auth(self, shop, operation, auth):
        shop.call(operation, auth=auth)
        return shop.requests[-1]

    def test_a_bearer_token_is_sent(self, shop):
        assert self.auth(shop, "listOrders", {"token": "t"})["headers"]["authorization"] == "Bearer t"

    def test_a_password_may_hold_any_character(self, shop):
        sent = self.auth(shop, "whoAmI", {"login": {"username": "ü", "password": "p:ß"}})
        scheme, value = sent["headers"]["authorization"].split()
        assert (scheme, base64.b64decode(value).decode()) == ("Basic", "ü:p:ß")

    def test_keys_that_belong_together_are_sent_together(self, shop):
        sent = self.auth(shop, "whoAmI", {"appKey": "k&", "appSecret": "s"})
        assert (sent["path"], sent["headers"]["x-secret"]) == ("/me?key=k%26", "s")

    def test_half_of_an_alternative_is_not_sent(self, shop):
        sent = self.auth(shop, "whoAmI", {"appKey": "k"})
        assert sent["path"] == "/me"

    def test_a_key_may_be_a_cookie(self, shop):
        assert self.auth(shop, "whoAmI", {"cookieKey": "c"})["headers"]["cookie"] == "sid=c"

    def test_a_secret_may_be_made_for_each_call(self, shop):
        shop.run(
            """
            let count = 0;
            const client = api.createClient({ baseUrl, auth: { token: async () => `t${++count}` } });
            await client.listOrders();
            await client.listOrders();
            """
        )
        assert [request["headers"]["authorization"] for request in shop.requests] == [
            "Bearer t1",
            "Bearer t2",
        ]

    def test_a_secret_of_another_scheme_stays_home(self, shop):
        assert "authorization" not in self.auth(shop, "whoAmI", {"token": "t"})["headers"]


class TestClient:
    def test_settings_hold_unless_a_call_says_otherwise(self, shop):
        shop.run(
            """
            const headers = { "X-One": "1", "X-Two": "2", Accept: undefined };
            const client = api.createClient({ baseUrl: baseUrl + "/v2/", headers, auth: { token: "t" } });
            const other = { "x-one": "one", "X-Two": undefined };
            await client.listOrders({ limit: 1 }, { headers: other, baseUrl: undefined });
            """
        )
        sent = shop.requests[0]
        assert sent["path"] == "/v2/orders?limit=1"
        assert sent["headers"]["x-one"] == "one"
        assert "x-two" not in sent["headers"]
        assert sent["headers"]["accept"] == "*/*"
        assert sent["headers"]["authorization"] == "Bearer t"

    def test_a_client_may_throw_by_itself(self, shop):
        shop.answer = {"status": 404}
        thrown = shop.run(
            'return api.createClient({ baseUrl, throwOnError: true }).getOrder({ order_id: "o" });'
        )
        assert thrown["thrown"] == "ApiError"

    def test_a_caller_may_bring_a_fetch(self, shop):
        found = shop.run(
            """
            const seen = [];
            const fetch = async (url, init) => {
              seen.push(url, init.cache);
              return Response.json({ items: [] });
            };
            await api.listOrders({}, { fetch, init: { cache: "no-store" } });
            return seen;
            """
        )
        assert found == ["https://shop.example/v1/orders", "no-store"]
        assert shop.requests == []
