"""What people call a place, and what a fingerprint calls it."""

from collections.abc import Callable
from typing import Any

import pytest

from dovetail_engine.compat.places import name_path, subject

Make = Callable[..., Any]

CAT = {"type": "object", "properties": {"kind": {"const": "cat"}, "name": {"type": "string"}}}
DOG = {"type": "object", "properties": {"kind": {"const": "dog"}}}
PET = {"oneOf": [CAT, DOG]}
BODY = {
    "type": "object",
    "properties": {
        "items": {"type": "array", "items": {"properties": {"sku": {"type": "string"}}}},
        "pet": PET,
    },
}


@pytest.fixture
def shop(document: Make) -> Any:
    """A document with the same schemas at many kinds of places."""
    content = {"application/json": {"schema": BODY}, "text/csv": {"schema": {"type": "string"}}}
    limit = {"name": "filter", "in": "query", "schema": BODY}
    answer = {"description": "Done", "content": {"application/json": {"schema": PET}}}
    post = {"parameters": [limit], "requestBody": {"content": content}, "responses": {"200": answer}}
    return document(
        {"/orders/{id}": {"post": post, "parameters": [ID]}}, components={"schemas": {"Pet": PET}}
    )


ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
POST = "/paths/~1orders~1{id}/post"
JSON = "content/application~1json"


class TestSubject:
    @pytest.mark.parametrize(
        ("place", "words"),
        [
            (f"{POST}", "POST /orders/{id}"),
            (f"{POST}/parameters/0", "POST /orders/{id} query filter"),
            (f"{POST}/parameters/0/schema/properties/pet", "POST /orders/{id} query filter: pet"),
            (f"{POST}/requestBody/{JSON}", "POST /orders/{id} request body application/json"),
            (f"{POST}/requestBody/{JSON}/schema", "POST /orders/{id} request body"),
            (
                f"{POST}/requestBody/{JSON}/schema/properties/items/items/properties/sku/maxLength",
                "POST /orders/{id} request body: items[].sku",
            ),
            (f"{POST}/requestBody/content/text~1csv/schema", "POST /orders/{id} request body text/csv"),
            (
                f"{POST}/requestBody/{JSON}/schema/properties/pet/oneOf/0/properties/name",
                "POST /orders/{id} request body: pet(kind=cat).name",
            ),
            (f"{POST}/responses/200/{JSON}/schema/oneOf/1", "POST /orders/{id} response 200: (kind=dog)"),
            ("/components/schemas/Pet", "Pet"),
            ("/components/schemas/Pet/oneOf/0/properties/name", "Pet(kind=cat).name"),
            ("/paths/~1orders~1{id}/parameters/0", "/orders/{id} path id"),
            ("", "the document"),
        ],
    )
    def test_it_is_said_in_words_people_know(self, shop: Any, place: str, words: str) -> None:
        assert subject(shop, place) == words


class TestNamePath:
    def test_a_position_is_a_name_and_a_variable_of_a_path_has_none(self, shop: Any) -> None:
        names = name_path(shop, f"{POST}/parameters/0/schema")
        assert names == ["paths", "/orders/{}", "post", "parameters", "query filter", "schema"]
