import json

from sqlalchemy import event

from dovetail_registry.checks.report import Report


class TestListReleases:
    async def test_pages_from_the_highest_version_down(self, registry, document):
        contract = await registry.contract()
        for version in ("0.9.0", "0.10.0-rc.1", "0.10.0"):
            await registry.publish(contract, document(), version=version)
        first = (await registry.client.get(f"{contract}/releases", params={"limit": 2})).json()
        assert [release["version"] for release in first["items"]] == ["0.10.0", "0.10.0-rc.1"]
        query = {"limit": 2, "cursor": first["next_cursor"]}
        rest = (await registry.client.get(f"{contract}/releases", params=query)).json()
        assert [release["version"] for release in rest["items"]] == ["0.9.0"]
        assert rest["next_cursor"] is None

    async def test_takes_as_many_statements_for_ten_as_for_one(self, registry, document):
        contract = await registry.contract()
        counts = []
        for number in (1, 4):
            for step in range(number):
                version = f"{number}.{step}.0"
                await registry.publish(contract, document(version=version), version=version)
            with statements(registry) as seen:
                page = (await registry.client.get(f"{contract}/releases")).json()
            counts.append((len(page["items"]), len(seen)))
        assert [items for items, _ in counts] == [1, 5]
        assert counts[0][1] == counts[1][1] <= 4

    async def test_filters_by_channel(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        await registry.publish(contract, document(extra="a"), channel="next")
        page = (await registry.client.get(f"{contract}/releases", params={"channel": "next"})).json()
        assert [release["channel"] for release in page["items"]] == ["next"]


class TestDocument:
    async def test_is_byte_for_byte_what_was_published(self, registry, document):
        contract = await registry.contract()
        data = json.dumps(document(), indent=7).encode()
        await registry.client.post(
            f"{contract}/releases", content=data, headers={"Content-Type": "application/json"}
        )
        answer = await registry.client.get(f"{contract}/releases/0.1.0/document")
        assert answer.content == data
        assert answer.headers["content-type"] == "application/json"
        assert "immutable" in answer.headers["cache-control"]

    async def test_of_swagger_2_is_stored_as_given_and_compared_with_openapi_3(self, registry, document):
        contract = await registry.contract()
        tree = document() | {"swagger": "2.0"}
        del tree["openapi"]
        # The same as in the document of OpenAPI 3, but any number may be sent.
        tree["paths"]["/orders"]["get"]["parameters"] = [{"name": "limit", "in": "query", "type": "number"}]
        data = json.dumps(tree).encode()
        sent = {"content": data, "headers": {"Content-Type": "application/json"}}
        assert (await registry.client.post(f"{contract}/releases", **sent)).status_code == 201
        answer = await registry.client.get(f"{contract}/releases/0.1.0/document")
        assert answer.content == data
        as_yaml = await registry.client.get(f"{contract}/releases/0.1.0/document", params={"format": "yaml"})
        assert "swagger: '2.0'\n" in as_yaml.text
        refused = await registry.client.post(f"{contract}/releases", json=document())
        [finding] = refused.json()["report"]["findings"]
        assert finding["cause"]["base"]["pointer"] == "/paths/~1orders/get/parameters/0/type"

    async def test_is_not_sent_again_to_whoever_has_it(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document())
        path = f"{contract}/releases/0.1.0/document"
        etag = (await registry.client.get(path)).headers["etag"]
        for value in (etag, f'"other", {etag}', f"W/{etag}", "*"):
            again = await registry.client.get(path, headers={"If-None-Match": value})
            assert (again.status_code, again.content) == (304, b""), value
            assert again.headers["etag"] == etag
        assert (await registry.client.get(path, headers={"If-None-Match": '"other"'})).status_code == 200

    async def test_head_has_the_headers_of_get_and_no_body(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document())
        path = f"{contract}/releases/0.1.0/document"
        head, get = await registry.client.head(path), await registry.client.get(path)
        assert head.status_code == 200
        assert head.content == b""
        assert head.headers["etag"] == get.headers["etag"]
        assert head.headers["content-length"] == get.headers["content-length"]

    async def test_converts(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document())
        path = f"{contract}/releases/0.1.0/document"
        yaml = await registry.client.get(path, params={"format": "yaml"})
        assert yaml.headers["content-type"].startswith("application/yaml")
        assert yaml.text.startswith("openapi: ")
        assert (await registry.client.get(path, params={"format": "xml"})).status_code == 422

    async def test_of_the_newest_release_has_a_stable_address(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        await registry.publish(contract, document(extra="carts"), version="1.1.0")
        newest = await registry.client.get(f"{contract}/document")
        assert "/carts" in newest.json()["paths"]
        assert newest.headers["content-location"] == f"{contract}/releases/1.1.0/document"
        await registry.client.post(f"{contract}/releases/1.1.0/yank", json={"reason": "wrong"})
        assert "/carts" not in (await registry.client.get(f"{contract}/document")).json()["paths"]
        assert (
            await registry.client.get(f"{contract}/document", params={"channel": "next"})
        ).status_code == 404


class TestYank:
    async def test_marks_and_unmarks_and_changes_nothing_else(self, registry, document):
        contract = await registry.contract()
        release = (await registry.publish(contract, document())).json()
        path = f"{contract}/releases/0.1.0"
        yanked = await registry.client.post(f"{path}/yank", json={"reason": "lost orders"})
        assert yanked.json()["yanked"]["reason"] == "lost orders"
        again = await registry.client.post(f"{path}/yank", json={"reason": "lost orders"})
        assert again.json() == yanked.json()
        assert (await registry.client.post(f"{path}/unyank")).json() == release

    async def test_needs_a_reason_and_the_scope(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document())
        path = f"{contract}/releases/0.1.0/yank"
        for reason in ("", "two\nlines", "x" * 501):
            assert (await registry.client.post(path, json={"reason": reason})).status_code == 422
        async with registry.as_token(await registry.token("read")) as client:
            assert (await client.post(path, json={"reason": "no"})).status_code == 403


class TestCompare:
    async def test_answers_a_report_of_the_documented_shape(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        await registry.publish(contract, document(required=True), version="2.0.0", allow_breaking="true")
        query = {"base": "1.0.0", "head": "2.0.0"}
        answer = await registry.client.get(f"{contract}/compare", params=query)
        assert answer.json()["verdict"] == "breaking"
        Report.model_validate(answer.json())
        assert (await registry.client.get(f"{contract}/compare", params=query)).content == answer.content
        back = await registry.client.get(f"{contract}/compare", params={"base": "2.0.0", "head": "1.0.0"})
        assert back.json()["verdict"] == "compatible"

    async def test_says_which_release_is_missing(self, registry, document):
        contract = await registry.contract()
        await registry.publish(contract, document(), version="1.0.0")
        answer = await registry.client.get(f"{contract}/compare", params={"base": "1.0.0", "head": "3.0.0"})
        assert answer.status_code == 404
        assert "3.0.0" in answer.json()["detail"]


class statements:  # noqa: N801 - reads as a sentence: `with statements(registry) as seen`
    """Collects the SELECTs that reads send to the database."""

    def __init__(self, registry):
        self.engine = registry.resources.db.readers.sync_engine
        self.seen = []

    def __enter__(self):
        event.listen(self.engine, "before_cursor_execute", self._note)
        return self.seen

    def __exit__(self, *_):
        event.remove(self.engine, "before_cursor_execute", self._note)

    def _note(self, _connection, _cursor, statement, *_):
        if statement.startswith("SELECT"):
            self.seen.append(statement)
