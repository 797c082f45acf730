"""The example provider as its callers see it."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from orders_provider.app import create_app

WANTED = {"items": [{"sku": "MUG-BLUE", "quantity": 2}], "currency": "EUR"}
CARD = {"method": "card", "network": "visa", "last_digits": "4242"}


@pytest.fixture
def shop(request: pytest.FixtureRequest) -> Iterator[TestClient]:
    version = getattr(request, "param", "1.1.0")
    with TestClient(
        create_app(version, token="secret"), headers={"Authorization": "Bearer secret"}
    ) as client:
        yield client


def problem(answer: Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == answer.status_code
    return answer.status_code, body["type"].rpartition(":")[2]


class TestAuthentication:
    @pytest.mark.parametrize("header", ["", "Bearer wrong", "Basic c2VjcmV0"])
    def test_refuses_a_caller_without_the_token(self, shop: TestClient, header: str) -> None:
        answer = shop.get("/orders", headers={"Authorization": header})
        assert problem(answer) == (401, "unauthorized")
        assert answer.headers["www-authenticate"].startswith("Bearer")


class TestCreateOrder:
    def test_takes_an_order_at_the_prices_of_the_shop(self, shop: TestClient) -> None:
        answer = shop.post("/orders", json=WANTED)
        assert answer.status_code == 201
        assert answer.headers["location"] == "/orders/o_1"
        assert answer.json()["total"] == {"amount": 2580, "currency": "EUR"}
        assert answer.json()["status"] == "open"

    def test_takes_the_same_order_once_under_one_key(self, shop: TestClient) -> None:
        key = {"Idempotency-Key": "once"}
        first, second = (shop.post("/orders", json=WANTED, headers=key).json() for _ in range(2))
        assert first == second
        assert len(shop.get("/orders").json()["items"]) == 1

    def test_refuses_a_key_of_another_order(self, shop: TestClient) -> None:
        key = {"Idempotency-Key": "once"}
        shop.post("/orders", json=WANTED, headers=key)
        answer = shop.post("/orders", json={**WANTED, "currency": "USD"}, headers=key)
        assert problem(answer) == (409, "idempotency-key-reused")

    @pytest.mark.parametrize(
        "wanted",
        [
            {"items": []},
            {**WANTED, "colour": "blue"},
            {**WANTED, "note": None},
            {**WANTED, "requested_delivery": 5},
            {"items": [{"sku": "MUG-BLUE", "quantity": 1.5}]},
            {"items": [{"sku": "MUG-BLUE", "quantity": "1"}]},
        ],
    )
    def test_names_the_part_that_is_not_as_declared(self, shop: TestClient, wanted: dict[str, Any]) -> None:
        answer = shop.post("/orders", json=wanted)
        assert problem(answer) == (422, "invalid-request")
        assert answer.json()["errors"][0]["place"].startswith("body/")

    @pytest.mark.parametrize("shop", ["1.0.0", "1.1.0"], indirect=True)
    def test_sells_in_euro_unless_told_otherwise(self, shop: TestClient) -> None:
        answer = shop.post("/orders", json={"items": WANTED["items"]})
        assert answer.json()["total"]["currency"] == "EUR"

    @pytest.mark.parametrize("shop", ["1.2.0"], indirect=True)
    def test_needs_a_currency_in_the_third_edition(self, shop: TestClient) -> None:
        answer = shop.post("/orders", json={"items": WANTED["items"]})
        assert answer.json()["errors"] == [{"place": "body/currency", "message": "Field required"}]


class TestListOrders:
    def test_pages_through_all_orders_oldest_first(self, shop: TestClient) -> None:
        for _ in range(5):
            shop.post("/orders", json=WANTED)
        seen, cursor = [], {}
        while True:
            page = shop.get("/orders", params={"limit": 2, **cursor}).json()
            seen += [order["id"] for order in page["items"]]
            if "next_cursor" not in page:
                break
            cursor = {"cursor": page["next_cursor"]}
        assert seen == ["o_1", "o_2", "o_3", "o_4", "o_5"]

    def test_shows_one_status_alone(self, shop: TestClient) -> None:
        for _ in range(2):
            shop.post("/orders", json=WANTED)
        shop.post("/orders/o_2/payment", json=CARD)
        page = shop.get("/orders", params={"status": "paid"}).json()
        assert [order["id"] for order in page["items"]] == ["o_2"]


class TestPayment:
    @pytest.mark.parametrize(
        "payment",
        [
            CARD,
            {"method": "bank_transfer", "iban": "GB82WEST12345698765432"},
            {"method": "voucher", "code": "XMAS2026"},
        ],
    )
    def test_takes_each_method(self, shop: TestClient, payment: dict[str, Any]) -> None:
        shop.post("/orders", json=WANTED)
        order = shop.post("/orders/o_1/payment", json=payment).json()
        assert (order["status"], order["paid_by"]) == ("paid", payment)

    def test_is_taken_once(self, shop: TestClient) -> None:
        shop.post("/orders", json=WANTED)
        shop.post("/orders/o_1/payment", json=CARD)
        assert problem(shop.post("/orders/o_1/payment", json=CARD)) == (409, "wrong-status")

    def test_is_of_a_known_method(self, shop: TestClient) -> None:
        shop.post("/orders", json=WANTED)
        assert problem(shop.post("/orders/o_1/payment", json={"method": "barter"})) == (
            422,
            "invalid-request",
        )

    def test_belongs_to_an_order(self, shop: TestClient) -> None:
        assert problem(shop.post("/orders/o_9/payment", json=CARD)) == (404, "order-not-found")


class TestShipment:
    def test_follows_the_payment(self, shop: TestClient) -> None:
        shop.post("/orders", json=WANTED)
        assert problem(shop.post("/orders/o_1/shipment")) == (409, "wrong-status")
        shop.post("/orders/o_1/payment", json=CARD)
        assert shop.post("/orders/o_1/shipment").json()["status"] == "sent"


class TestHold:
    @pytest.mark.parametrize("shop", ["1.2.0"], indirect=True)
    def test_shows_the_new_status(self, shop: TestClient) -> None:
        shop.post("/orders", json=WANTED)
        assert shop.post("/orders/o_1/hold").json()["status"] == "on_hold"
        assert len(shop.get("/orders", params={"status": "on_hold"}).json()["items"]) == 1


class TestAttachments:
    def test_gives_back_the_bytes_that_were_uploaded(self, shop: TestClient) -> None:
        shop.post("/orders", json=WANTED)
        content = bytes(range(256))
        kept = shop.post(
            "/orders/o_1/attachments", files={"file": ("Ä.bin", content)}, data={"label": "note"}
        ).json()
        answer = shop.get(f"/orders/o_1/attachments/{kept['id']}")
        assert answer.content == content
        assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''%C3%84.bin"

    def test_deletes_one(self, shop: TestClient) -> None:
        shop.post("/orders", json=WANTED)
        shop.post("/orders/o_1/attachments", files={"file": ("a.txt", b"a")})
        assert shop.delete("/orders/o_1/attachments/a_1").status_code == 204
        assert problem(shop.get("/orders/o_1/attachments/a_1")) == (404, "attachment-not-found")
        assert shop.get("/orders/o_1/attachments").json() == {"items": []}

    def test_refuses_a_file_that_is_too_large(self, shop: TestClient) -> None:
        shop.post("/orders", json=WANTED)
        answer = shop.post("/orders/o_1/attachments", files={"file": ("a.txt", b"a" * 1_000_001)})
        assert problem(answer) == (413, "attachment-too-large")

    def test_refuses_a_label_that_is_too_long(self, shop: TestClient) -> None:
        shop.post("/orders", json=WANTED)
        files = {"file": ("a.txt", b"a")}
        answer = shop.post("/orders/o_1/attachments", files=files, data={"label": "x" * 201})
        assert problem(answer) == (422, "invalid-request")

    def test_takes_any_bytes_as_a_file(self, shop: TestClient) -> None:
        shop.post("/orders", json=WANTED)
        answer = shop.post("/orders/o_1/attachments", files={"file": ("a.txt", b"true")})
        assert (answer.status_code, answer.json()["size"]) == (201, 4)


class TestUnknown:
    def test_path_is_a_problem(self, shop: TestClient) -> None:
        assert problem(shop.get("/nothing"))[0] == 404

    def test_method_names_every_method_there_is(self, shop: TestClient) -> None:
        answer = shop.put("/orders/o_1/attachments/a_1")
        assert problem(answer)[0] == 405
        assert answer.headers["allow"] == "GET, DELETE"
