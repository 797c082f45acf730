"""Calls that fail, stream or need a token, and queries: emitted code in Node, with a scripted `fetch`."""

from pathlib import Path

import pytest

THING = {"$ref": "#/components/schemas/Thing"}


def answer(media_type="application/json"):
    return {"200": {"description": "ok", "content": {media_type: {"schema": THING}}}}


TREE = {
    "openapi": "3.1.0",
    "info": {"title": "Flows", "version": "1"},
    "servers": [{"url": "https://flows.test"}],
    "security": [{"oauth": []}, {}],
    "paths": {
        "/things": {
            "get": {
                "operationId": "listThings",
                "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}}],
                "responses": answer(),
            },
            "post": {"operationId": "addThing", "responses": answer()},
        },
        "/orders": {
            "post": {
                "operationId": "order",
                "parameters": [
                    {
                        "name": "Idempotency-Key",
                        "in": "header",
                        "required": True,
                        "schema": {"type": "string"},
                    }
                ],
                "responses": answer(),
            }
        },
        "/events": {"get": {"operationId": "watch", "responses": answer("text/event-stream")}},
    },
    "components": {
        "securitySchemes": {
            "oauth": {
                "type": "oauth2",
                "flows": {"clientCredentials": {"tokenUrl": "https://login.test/", "scopes": {}}},
            }
        },
        "schemas": {
            "Thing": {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
        },
    },
}
SCRIPT = """
const seen = [], pauses = [];
const type = { "content-type": "application/json" };
const json = (value, { headers, status = 200 } = {}) =>
  new Response(JSON.stringify(value), { status, headers: { ...type, ...headers } });
const fails = (status, headers = {}) => json({}, { status, headers });
const scripted = (...answers) => async (url, init) => {
  const headers = Object.fromEntries(new Headers(init.headers));
  seen.push({ url: String(url), method: init.method, headers, body: init.body?.toString() });
  const answer = answers.shift();
  if (answer instanceof Error) throw answer;
  return typeof answer === "function" ? answer(init) : answer;
};
const timer = globalThis.setTimeout;
const quickly = (done, pause) => { pauses.push(pause); return timer(done, 0); };
"""


@pytest.fixture
def flows(make_ir, write_package, shop):
    """Runs a script against the package of the contract above."""
    write_package(make_ir(TREE, "flows"), shop.folder / "package")
    return lambda script: shop.run(SCRIPT + script)


class TestRetries:
    @pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
    def test_a_read_is_repeated_until_it_succeeds(self, flows, status):
        found = flows(f"""
            const fetch = scripted(fails({status}), fails({status}), json({{ id: 1 }}));
            const {{ data }} = await api.listThings({{}}, {{ fetch, retries: {{ first: 0 }} }});
            return [data.id, seen.length];
        """)
        assert found == [1, 3]

    def test_the_last_failure_is_the_outcome(self, flows):
        found = flows("""
            const fetch = scripted(fails(503), fails(502), fails(500));
            const { error } = await api.listThings({}, { fetch, retries: { first: 0 } });
            return [error.status, seen.length];
        """)
        assert found == [500, 3]

    def test_what_is_not_idempotent_is_sent_once(self, flows):
        found = flows("""
            const fetch = scripted(fails(503), new TypeError("reset"));
            const first = await api.addThing({}, { fetch, retries: { first: 0 } });
            const second = await api.addThing({}, { fetch, retries: { first: 0 } });
            return [first.error.status, second.error.reason, seen.length];
        """)
        assert found == [503, "network", 2]

    def test_a_broken_connection_is_tried_again(self, flows):
        found = flows("""
            const fetch = scripted(new TypeError("reset"), json({ id: 1 }));
            return (await api.listThings({}, { fetch, retries: { first: 0 } })).data.id;
        """)
        assert found == 1

    def test_a_refusal_is_not_repeated_and_nothing_is_where_none_is_wanted(self, flows):
        found = flows("""
            const fetch = scripted(fails(404), fails(503));
            await api.listThings({}, { fetch });
            await api.listThings({}, { fetch, retries: 0 });
            return seen.length;
        """)
        assert found == 2

    def test_an_idempotency_key_is_made_and_kept(self, flows):
        found = flows("""
            const fetch = scripted(fails(503), json({ id: 1 }), json({ id: 2 }), json({ id: 3 }));
            const args = {};
            await api.order(args, { fetch, retries: { first: 0 } });
            await api.order(args, { fetch });
            await api.order({ "Idempotency-Key": "mine" }, { fetch });
            return seen.map((each) => each.headers["idempotency-key"]);
        """)
        assert found[0] == found[1] != found[2]
        assert found[3] == "mine"

    def test_pauses_grow_with_jitter_and_retry_after_is_the_least(self, flows):
        found = flows("""
            globalThis.setTimeout = quickly;
            const asks = fails(429, { "retry-after": "20" });
            const dated = fails(503, { "retry-after": new Date(Date.now() + 30_000).toUTCString() });
            const fetch = scripted(fails(503), fails(503), asks, dated, json({}));
            await api.listThings({}, { fetch, retries: { times: 4, first: 1000, longest: 2000 } });
            return pauses;
        """)
        assert 500 <= found[0] <= 1000
        assert 1000 <= found[1] <= 2000
        assert found[2] == 20_000
        assert 28_000 <= found[3] <= 30_000

    def test_a_service_that_asks_for_too_much_is_not_asked_again(self, flows):
        found = flows("""
            const fetch = scripted(fails(503, { "retry-after": "3600" }));
            return [(await api.listThings({}, { fetch })).error.status, seen.length];
        """)
        assert found == [503, 1]

    def test_a_deadline_holds_for_all_attempts(self, flows):
        found = flows("""
            const hang = ({ signal }) =>
              new Promise((_, no) => signal.addEventListener("abort", () => no(signal.reason)));
            const options = { fetch: scripted(hang, hang, hang), deadline: 100, retries: { first: 0 } };
            const { error } = await api.listThings({}, options);
            const patient = { fetch: scripted(fails(503, { "retry-after": "20" })), deadline: 1000 };
            return [error.reason, seen.length, (await api.listThings({}, patient)).error.status];
        """)
        assert found == ["timeout", 1, 503]

    def test_an_abort_ends_the_pause(self, flows):
        found = flows("""
            const controller = new AbortController();
            const fetch = scripted(fails(503), ({ signal }) => { signal.throwIfAborted(); });
            setTimeout(() => controller.abort(), 20);
            const options = { fetch, signal: controller.signal, retries: { first: 60000, longest: 60000 } };
            return (await api.listThings({}, options)).error.reason;
        """)
        assert found == "aborted"


class TestEvents:
    def test_data_that_the_contract_describes_is_decoded(self, flows):
        found = flows("""
            const body = 'id: 7\\ndata: {"id":\\ndata: 1}\\n\\ndata: [DONE]\\n\\ndata: {"id": 2}\\n\\n';
            const fetch = scripted(new Response(body, { headers: { "content-type": "text/event-stream" } }));
            const { data } = await api.watch({}, { fetch });
            const all = [];
            for await (const event of data) all.push(event);
            return all;
        """)
        assert found == [{"event": "message", "data": {"id": 1}, "id": "7"}]


class TestClientCredentials:
    def test_a_token_is_fetched_kept_and_renewed(self, flows):
        found = flows("""
            let number = 0;
            const grant = (expires_in) => () => json({ access_token: `t${++number}`, expires_in });
            const login = (expires_in) => scripted(grant(expires_in), grant(expires_in));
            const client = { clientId: "me", clientSecret: "s&", scopes: ["a", "b"] };
            const given = { tokenUrl: "https://login.test/", ...client };
            const kept = api.clientCredentials({ ...given, fetch: login(3600) });
            const spent = api.clientCredentials({ ...given, fetch: login(0) });
            const fetch = scripted(json({}), json({}));
            await api.listThings({}, { fetch, auth: { oauth: kept } });
            await api.listThings({}, { fetch, auth: { oauth: kept } });
            return [seen, await spent(), await spent()];
        """)
        requests, first, second = found
        assert [request["url"] for request in requests][:3] == [
            "https://login.test/",
            "https://flows.test/things",
            "https://flows.test/things",
        ]
        assert requests[0]["headers"]["authorization"] == "Basic bWU6cyUyNg=="
        assert requests[0]["body"] == "grant_type=client_credentials&scope=a+b"
        assert {request["headers"]["authorization"] for request in requests[1:3]} == {"Bearer t1"}
        assert first != second

    def test_a_refused_grant_says_why_and_is_tried_anew(self, flows):
        found = flows("""
            const refused = json({ error: "invalid_client" }, { status: 400 });
            const fetch = scripted(refused, json({ access_token: "t" }));
            const client = { clientId: "a", clientSecret: "b", fetch };
            const token = api.clientCredentials({ tokenUrl: "https://login.test/", ...client });
            const why = await token().catch((error) => error.message);
            return [why, await token()];
        """)
        assert found == ["no token was granted: 400 invalid_client", "t"]


class TestQueries:
    def test_a_query_has_a_key_and_a_function(self, flows):
        found = flows("""
            const query = await import("./package/lib/query.js");
            const fetch = scripted(json({ id: 1 }));
            const { queryKey, queryFn } = query.listThingsQuery({ limit: 2 }, { fetch });
            const { signal } = new AbortController();
            return [queryKey, await queryFn({ signal }), query.listThingsKey(), seen[0].url];
        """)
        assert found == [
            ["listThings", {"limit": 2}],
            {"id": 1},
            ["listThings"],
            "https://flows.test/things?limit=2",
        ]

    def test_a_mutation_throws_what_fails(self, flows):
        found = flows("""
            const query = await import("./package/lib/query.js");
            const { mutationKey, mutationFn } = query.addThingMutation({ fetch: scripted(fails(409)) });
            return [mutationKey, await mutationFn().catch((error) => error.status)];
        """)
        assert found == [["addThing"], 409]


class TestTypes:
    def test_streams_keys_and_queries_are_typed(self, make_ir, write_package, tsc, tmp_path: Path):
        write_package(make_ir(TREE, "flows"), tmp_path / "package")
        (tmp_path / "consumer.ts").write_text(CONSUMER)
        assert tsc(tmp_path) == []


CONSUMER = """
import { clientCredentials, createClient, order, unwrap, watch, type Retries } from "./package/lib/index.js";
import { addThingMutation, listThingsKey, listThingsQuery } from "./package/lib/query.js";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_ extends true>(): void => {};
const retries: Retries = { times: 1 };
const oauth = clientCredentials({ tokenUrl: "https://login.test/", clientId: "a", clientSecret: "b" });
export const client = createClient({ retries, deadline: 5000, auth: { oauth } });

export async function all(): Promise<void> {
  for await (const event of await unwrap(watch())) holds<Same<typeof event.data.id, number>>();
  await order();
  await order({ "Idempotency-Key": "mine" }, { retries: 0 });
  const { queryKey, queryFn } = listThingsQuery({ limit: 1 });
  holds<Same<(typeof queryKey)[0], "listThings">>();
  const thing = await queryFn();
  holds<Same<typeof thing.id, number>>();
  const made = await addThingMutation().mutationFn();
  holds<Same<typeof made.id, number>>();
  // @ts-expect-error the limit is a number
  listThingsKey({ limit: "1" });
}
"""
