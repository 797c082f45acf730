"""The pages people look at."""

from typing import Any

import pytest

PUBLIC = [
    "/",
    "/jobs",
    "/docs",
    "/rules",
    "/rules/enum-value-added",
    "/problems",
    "/problems/forbidden",
]


class TestPages:
    @pytest.mark.parametrize("path", [*PUBLIC, "/static/dovetail.css"])
    async def test_are_there(self, registry: Any, path: str) -> None:
        assert (await registry.anonymous.get(path)).status_code == 200

    @pytest.mark.parametrize("path", PUBLIC)
    async def test_run_no_script(self, registry: Any, path: str) -> None:
        answer = await registry.anonymous.get(path)
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
        assert "<script" not in answer.text
        assert " style=" not in answer.text

    async def test_unknown_ones_are_problems(self, registry: Any) -> None:
        for path in ("/browse/nobody", "/rules/no-such-rule", "/problems/no-such-problem", "/?page=2"):
            answer = await registry.anonymous.get(path)
            assert answer.status_code in {404, 422}
            assert answer.headers["Content-Type"] == "application/problem+json"

    async def test_every_kind_of_problem_has_one(self, registry: Any) -> None:
        answer = await registry.anonymous.get("/v1/namespaces/nobody")
        address = answer.json()["type"].removeprefix("https://registry.example")
        page = await registry.anonymous.get(address)
        assert "Namespace not found" in page.text


class TestContractPages:
    async def test_show_releases_checks_and_witnesses(self, registry: Any, document: Any) -> None:
        contract = await registry.contract()
        namespace = contract.split("/")[3]
        page = f"/browse/{namespace}/orders"
        await registry.publish(contract, document(), version="1.0.0")
        refused = await registry.publish(contract, document(required=True), version="1.1.0")
        assert refused.status_code == 409
        overview = (await registry.anonymous.get(page)).text
        assert "1.0.0" in overview
        assert "refused" in overview
        check = (await registry.anonymous.get(f"{page}/checks/{refused.json()['check_id']}")).text
        assert "curl" in check
        assert "breaking" in check
        for path in (f"/browse/{namespace}", f"{page}/releases", f"{page}/checks", f"{page}/releases/1.0.0"):
            assert "orders" in (await registry.anonymous.get(path)).text

    async def test_text_of_a_contract_is_never_markup(self, registry: Any, document: Any) -> None:
        contract = await registry.contract()
        hostile = document()
        hostile["info"]["title"] = "<script>alert(1)</script>"
        await registry.publish(contract, hostile, version="1.0.0")
        text = (await registry.anonymous.get(f"/browse/{contract.split('/')[3]}/orders/releases/1.0.0")).text
        assert "<script" not in text
        assert "&lt;script&gt;" in text
