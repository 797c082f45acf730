"""From a document to the IR."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dovetail_engine import oas
from dovetail_engine.codegen import Identity, Ir, lower


def schema(ir: Ir, name: str) -> Any:
    return next(named.schema for named in ir.types if named.name == name)


def names(ir: Ir) -> list[str]:
    return [named.name for named in ir.types]


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


OPEN = {"type": "object", "additionalProperties": True}


class TestViews:
    def test_a_response_enum_is_open_and_a_request_enum_closed(self, schemas_ir: Callable[..., Ir]) -> None:
        ir = schemas_ir(
            {"In": {"enum": ["a", "b"], "type": "string"}, "Out": {"enum": ["a", "b"], "type": "string"}},
            takes=ref("In"),
            answers=ref("Out"),
        )
        assert schema(ir, "In") == {"type": "string", "enum": ["a", "b"]}
        assert schema(ir, "Out") == {"anyOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "string"}]}

    def test_bounds_stay_in_requests_and_go_from_responses(self, schemas_ir: Callable[..., Ir]) -> None:
        text = {"type": "string", "maxLength": 5}
        ir = schemas_ir(
            {"In": text, "Out": text, "Both": text},
            takes={"type": "array", "items": ref("In")},
            answers=ref("Out"),
        )
        assert schema(ir, "In") == text
        assert schema(ir, "Out") == {"type": "string"}

    def test_a_type_used_on_both_sides_is_lenient(self, schemas_ir: Callable[..., Ir]) -> None:
        ir = schemas_ir({"T": {"type": "string", "maxLength": 5}}, takes=ref("T"), answers=ref("T"))
        assert [(named.direction, named.schema) for named in ir.types] == [("both", {"type": "string"})]

    def test_read_only_makes_an_input_type(self, ir_of: Callable[..., Ir], contract: dict[str, Any]) -> None:
        ir = ir_of(contract)
        assert "id" in schema(ir, "Order")["properties"]
        assert "secret" not in schema(ir, "Order")["properties"]
        assert "id" not in schema(ir, "OrderInput")["properties"]
        assert "secret" in schema(ir, "OrderInput")["properties"]
        assert schema(ir, "OrderInput")["properties"]["parent"] == ref("OrderInput")
        assert schema(ir, "OrderInput")["required"] == ["class", "status"]

    def test_the_input_name_does_not_depend_on_use(self, schemas_ir: Callable[..., Ir]) -> None:
        thing = {"type": "object", "properties": {"id": {"type": "string", "readOnly": True}}}
        assert names(schemas_ir({"Thing": thing}, takes=ref("Thing"))) == ["ThingInput"]
        assert names(schemas_ir({"Thing": thing}, takes=ref("Thing"), answers=ref("Thing"))) == [
            "Thing",
            "ThingInput",
        ]


class TestUnions:
    def test_a_discriminated_response_union_is_open(
        self, ir_of: Callable[..., Ir], contract: dict[str, Any]
    ) -> None:
        event = schema(ir_of(contract), "Event")
        assert event["anyOf"] == [ref("Created"), ref("Paid"), OPEN]
        assert event["discriminator"]["mapping"] == {
            "created": "#/components/schemas/Created",
            "paid": "#/components/schemas/Paid",
        }

    def test_a_member_is_closed_to_the_values_that_select_it(
        self, ir_of: Callable[..., Ir], contract: dict[str, Any]
    ) -> None:
        ir = ir_of(contract)
        assert schema(ir, "Created")["properties"]["kind"] == {"type": "string", "const": "created"}
        assert schema(ir, "Paid")["properties"]["kind"] == {"type": "string", "const": "paid"}

    def test_a_choice_of_constants_is_an_enum(self, schemas_ir: Callable[..., Ir]) -> None:
        ir = schemas_ir(
            {"N": {"type": "integer", "oneOf": [{"const": 1, "title": "One"}, {"const": 2}]}}, takes=ref("N")
        )
        assert schema(ir, "N") == {"type": "integer", "enum": [1, 2]}

    def test_a_request_union_is_closed(self, schemas_ir: Callable[..., Ir]) -> None:
        ir = schemas_ir(
            {"U": {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]}}, takes=ref("U")
        )
        assert schema(ir, "U") == {"anyOf": [{"type": "string"}, {"type": "integer"}, {"type": "null"}]}

    def test_options_that_only_assert_are_not_members(self, schemas_ir: Callable[..., Ir]) -> None:
        either = {
            "type": "object",
            "properties": {"a": {"type": "string"}},
            "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
        }
        assert list(schema(schemas_ir({"E": either}, takes=ref("E")), "E")["properties"]) == ["a"]


class TestAllOf:
    def test_objects_are_merged(self, schemas_ir: Callable[..., Ir]) -> None:
        base = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}
        child = {"allOf": [ref("Base"), {"properties": {"b": {"type": "integer"}}, "required": ["b"]}]}
        ir = schemas_ir({"Base": base, "Child": child}, takes=ref("Child"))
        assert schema(ir, "Child")["required"] == ["a", "b"]
        assert list(schema(ir, "Child")["properties"]) == ["a", "b"]

    def test_a_reference_with_a_note_stays_a_reference(self, schemas_ir: Callable[..., Ir]) -> None:
        holder = {"type": "object", "properties": {"x": {"allOf": [ref("X")], "description": "An x."}}}
        ir = schemas_ir({"X": {"type": "string"}, "H": holder}, takes=ref("H"))
        assert schema(ir, "H")["properties"]["x"] == {**ref("X"), "description": "An x."}

    def test_a_choice_inside_is_multiplied_out(self, schemas_ir: Callable[..., Ir]) -> None:
        base = {"type": "object", "properties": {"a": {"type": "string"}}}
        one, two = ({"type": "object", "properties": {name: {"type": "string"}}} for name in "bc")
        ir = schemas_ir({"Base": base, "T": {"allOf": [ref("Base"), {"oneOf": [one, two]}]}}, takes=ref("T"))
        assert schema(ir, "T") == {"anyOf": [ref("TVariant1"), ref("TVariant2")]}
        assert list(schema(ir, "TVariant2")["properties"]) == ["a", "c"]

    def test_a_parent_that_lists_its_children_ends(self, schemas_ir: Callable[..., Ir]) -> None:
        pet = {"type": "object", "properties": {"kind": {"type": "string"}}, "oneOf": [ref("Cat")]}
        cat = {"allOf": [ref("Pet"), {"type": "object", "properties": {"meow": {"type": "boolean"}}}]}
        ir = schemas_ir({"Pet": pet, "Cat": cat}, answers=ref("Pet"))
        assert "meow" in schema(ir, "Cat")["properties"]

    def test_a_product_too_large_is_reported(self, schemas_ir: Callable[..., Ir]) -> None:
        choice = {"oneOf": [{"type": "object", "properties": {f"p{i}": {}}} for i in range(7)]}
        ir = schemas_ir({"T": {"allOf": [choice, deepcopy_of(choice, "q")]}}, takes=ref("T"))
        assert not ir.report[0].typed
        assert "too many alternatives" in ir.report[0].raw[0]


def deepcopy_of(choice: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {
        "oneOf": [
            {"type": "object", "properties": {f"{prefix}{i}": {}}} for i, _ in enumerate(choice["oneOf"])
        ]
    }


class TestNull:
    def test_3_0_nullable_is_a_union_with_null(self, schemas_ir: Callable[..., Ir]) -> None:
        ir = schemas_ir({"S": {"type": "string", "nullable": True}}, takes=ref("S"), openapi="3.0.3")
        assert schema(ir, "S") == {"anyOf": [{"type": "string"}, {"type": "null"}]}

    @pytest.mark.parametrize(
        ("null", "version"),
        [({"type": "object", "nullable": True}, "3.0.3"), ({"type": ["object", "null"]}, "3.1.0")],
    )
    def test_a_nullable_object_is_null_where_it_is_referred_to(
        self, schemas_ir: Callable[..., Ir], null: dict[str, Any], version: str
    ) -> None:
        thing = {**null, "properties": {"a": {"type": "string"}}}
        ir = schemas_ir({"Thing": thing}, answers={"type": "array", "items": ref("Thing")}, openapi=version)
        assert schema(ir, "Thing")["type"] == "object"
        assert ir.operations[0].responses[0].contents[0].schema["items"] == {
            "anyOf": [ref("Thing"), {"type": "null"}]
        }

    def test_an_enum_with_null_allows_null(self, schemas_ir: Callable[..., Ir]) -> None:
        ir = schemas_ir({"E": {"enum": ["a", None]}}, takes=ref("E"))
        assert schema(ir, "E") == {"anyOf": [{"type": "string", "const": "a"}, {"type": "null"}]}


class TestHoisting:
    def test_inline_objects_are_named_after_their_place(
        self, ir_of: Callable[..., Ir], contract: dict[str, Any]
    ) -> None:
        found = names(ir_of(contract))
        assert {
            "ListOrdersResponse",
            "ListOrdersFilter",
            "OrderCreateItemsItem",
            "UploadFileRequestMultipart",
        } <= set(found)

    def test_a_pointer_into_a_schema_and_its_place_are_one_type(self, schemas_ir: Callable[..., Ir]) -> None:
        order = {"type": "object", "properties": {"item": {"type": "object", "properties": {"a": {}}}}}
        ir = schemas_ir({"Order": order}, answers={"$ref": "#/components/schemas/Order/properties/item"})
        assert names(ir).count("OrderItem") == 1
        assert schema(ir, "Order")["properties"]["item"] == ref("OrderItem")

    def test_an_earlier_schema_renames_nobody(
        self, ir_of: Callable[..., Ir], contract: dict[str, Any]
    ) -> None:
        before = names(ir_of(contract))
        contract["components"]["schemas"]["AAA"] = {
            "type": "object",
            "properties": {"x": {"type": "object", "properties": {"y": {}}}},
        }
        assert set(before) < set(names(ir_of(contract)))


class TestText:
    def test_extensions_are_gone(self, schemas_ir: Callable[..., Ir]) -> None:
        hostile = {
            "type": "string",
            "x-python-type": "os",
            "customTypePath": "os.system",
            "default_factory": "exit",
            "format": "odd",
        }
        assert schema(schemas_ir({"S": hostile}, takes=ref("S")), "S") == {"type": "string"}

    def test_controls_and_odd_line_breaks_are_cleaned(self, schemas_ir: Callable[..., Ir]) -> None:
        text = {"type": "string", "description": "a\r\nb\rc\u2028d\x00\u202ee"}
        assert schema(schemas_ir({"S": text}, takes=ref("S")), "S")["description"] == "a\nb\nc\nde"


class TestOperations:
    def test_names_and_groups(self, ir_of: Callable[..., Ir], contract: dict[str, Any]) -> None:
        found = {(item.group, item.name) for item in ir_of(contract).operations}
        assert {("orders", "list_orders"), ("files", "upload_file"), ("", "get_ping"), ("", "login")} <= found

    def test_a_clash_of_locations_is_told_apart(
        self, ir_of: Callable[..., Ir], contract: dict[str, Any]
    ) -> None:
        path = contract["paths"]["/orders/{orderId}"]["get"]
        path["parameters"] = [{"name": "order-id", "in": "query", "schema": {"type": "string"}}]
        operation = next(item for item in ir_of(contract).operations if item.name == "get_order")
        found = {item.wire_name: item.name for item in operation.parameters}
        assert found == {"orderId": "order_id", "order-id": "order_id_query"}

    def test_names_of_the_client_itself_are_avoided(
        self, ir_of: Callable[..., Ir], contract: dict[str, Any]
    ) -> None:
        contract["paths"]["/ping"]["get"]["operationId"] = "close"
        contract["paths"]["/ping"]["get"]["parameters"] = [{"name": "body", "in": "query", "schema": {}}]
        operation = next(item for item in ir_of(contract).operations if item.path == "/ping")
        assert (operation.name, operation.parameters[0].name) == ("close_", "body_")

    def test_a_server_variable_takes_its_default(
        self, ir_of: Callable[..., Ir], contract: dict[str, Any]
    ) -> None:
        assert ir_of(contract).servers == ("https://orders.example.com/v1",)

    def test_what_cannot_be_typed_is_raw_with_a_reason(
        self, ir_of: Callable[..., Ir], contract: dict[str, Any]
    ) -> None:
        contract["paths"]["/ping"]["get"]["responses"]["200"]["content"] = {"text/event-stream": {}}
        ir = ir_of(contract)
        report = next(item for item in ir.report if item.name == "get_ping")
        assert not report.typed
        assert report.raw == ("response 200 text/event-stream: the contract gives no schema for the items",)
        assert len(ir.report) == len(ir.operations)


@pytest.mark.corpus
class TestCorpus:
    def test_most_operations_are_fully_typed(self, corpus: list[Path]) -> None:
        newest = {path.parent.name: path for path in corpus if path.stat().st_size < 600_000}
        reports = [report for path in newest.values() for report in lower_file(path).report]
        assert sum(report.typed for report in reports) >= 0.95 * len(reports)


def lower_file(path: Path) -> Ir:
    document = oas.load(path.read_bytes(), name=path.name)
    return lower(document, Identity("acme", "api", "1.0.0", document.api.title, "", document.digest))
