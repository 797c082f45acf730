"""Names from contract text."""

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dovetail_engine.codegen import naming


class TestPascal:
    @pytest.mark.parametrize(
        ("source", "name"),
        [
            ("Order", "Order"),
            ("order_item", "OrderItem"),
            ("order-item.v2", "OrderItemV2"),
            ("HTTPError", "HTTPError"),
            ("ORDER_STATE", "OrderState"),
            ("2FA", "Type2FA"),
            ("Größe", "Grosse"),
            ("Record", "RecordModel"),
            ("Client", "ClientModel"),
            ("None", "NoneModel"),
        ],
    )
    def test_makes_a_type_name(self, source: str, name: str) -> None:
        assert naming.pascal(source) == name

    def test_a_text_without_ascii_letters_is_named_by_its_hash(self) -> None:
        assert naming.pascal("注文") != naming.pascal("顧客")
        assert naming.pascal("注文").isidentifier()


class TestSnake:
    @pytest.mark.parametrize(
        ("source", "name"),
        [
            ("orderId", "order_id"),
            ("HTTPServer", "http_server"),
            ("X-Request-ID", "x_request_id"),
            ("oauth2Token", "oauth2_token"),
            ("class", "class_"),
            ("delete", "delete_"),
            ("1st", "value_1st"),
        ],
    )
    def test_makes_an_argument_name(self, source: str, name: str) -> None:
        assert naming.snake(source) == name

    def test_reserved_names_get_an_underscore(self) -> None:
        assert naming.snake("body", reserved={"body"}) == "body_"

    def test_a_long_name_is_cut_and_stays_its_own(self) -> None:
        one, other = naming.snake("a" * 200), naming.snake("a" * 201)
        assert len(one) <= naming.MAX_LENGTH
        assert one != other


class TestCamel:
    def test_has_the_words_of_snake(self) -> None:
        assert naming.camel("get_order-ById") == "getOrderById"


class TestAnyText:
    @given(st.text(max_size=300))
    def test_gives_ascii_identifiers(self, text: str) -> None:
        for name in (naming.pascal(text), naming.snake(text), naming.camel(text), naming.pascal_of([text])):
            assert name.isascii()
            assert name.isidentifier()
            assert not keyword.iskeyword(name)
            assert len(name) <= naming.MAX_LENGTH + len("Model")


class TestUnique:
    def test_numbers_only_true_clashes(self) -> None:
        names = naming.unique({"a-b": "a_b", "a_b": "a_b", "c": "c"})
        assert names == {"a_b": "a_b", "a-b": "a_b_2", "c": "c"}

    def test_a_new_neighbour_renames_nobody(self) -> None:
        before = {source: naming.pascal(source) for source in ("Order", "Customer", "customer-order")}
        after = {"AAA": "Aaa", **before}
        assert naming.unique(before).items() <= naming.unique(after).items()

    def test_ignores_case_and_underscores(self) -> None:
        assert (
            len({name.lower() for name in naming.unique({"Ab": "Ab", "AB": "AB", "a b": "AB"}).values()}) == 3
        )

    @given(st.lists(st.text(max_size=8), max_size=12, unique=True))
    def test_does_not_depend_on_order(self, sources: list[str]) -> None:
        wanted = {source: naming.pascal(source) for source in sources}
        assert naming.unique(wanted) == naming.unique(dict(reversed(wanted.items())))
