import pytest

from dovetail_engine.codegen.ir import NamedType
from dovetail_engine.codegen.typescript.schemas import TypeWriter

OPEN = {"type": "object", "additionalProperties": True}
TEXT = {"type": "string"}


def named(name, schema):
    return NamedType(name, name, f"/components/schemas/{name}", "both", schema)


def ref(name):
    return {"$ref": f"#/components/schemas/{name}"}


def kind(value):
    return {
        "type": "object",
        "properties": {"kind": {"type": "string", "const": value}},
        "required": ["kind"],
    }


class TestExpression:
    @pytest.mark.parametrize(
        ("schema", "written"),
        [
            ({}, "unknown"),
            (True, "unknown"),
            (False, "never"),
            ({"type": "string", "format": "date-time"}, "string"),
            ({"type": "string", "format": "binary"}, "globalThis.Blob"),
            ({"type": "integer"}, "number"),
            ({"type": ["integer", "number", "null"]}, "number | null"),
            ({"type": "string", "enum": ["a", "b"]}, '"a" | "b"'),
            ({"enum": []}, "never"),
            ({"const": 1}, "1"),
            ({"type": "array"}, "unknown[]"),
            ({"type": "array", "items": {"type": ["string", "null"]}}, "(string | null)[]"),
            ({"type": "array", "items": {"type": "string", "enum": ["a b"]}}, '("a b")[]'),
            ({"type": "object"}, "{ [key: string]: unknown }"),
            ({"type": "object", "additionalProperties": {"type": "string"}}, "{ [key: string]: string }"),
            ({"type": "object", "additionalProperties": False}, "{ [key: string]: never }"),
            ({"anyOf": [{"type": "string"}, {}]}, "unknown"),
            ({"anyOf": [ref("Nowhere"), {"type": "null"}]}, "unknown"),
            ({"allOf": [{"type": "string"}, {}]}, "string"),
            ({"allOf": [{"type": ["string", "null"]}, {"type": "string"}]}, "(string | null) & string"),
        ],
    )
    def test_every_kind_of_schema_has_a_type(self, schema, written):
        assert TypeWriter([]).expression(schema) == written

    @pytest.mark.parametrize(
        ("extra", "written"),
        [
            ({"prefixItems": [TEXT, {"type": "integer"}], "minItems": 2, "maxItems": 2}, "[string, number]"),
            ({"prefixItems": [TEXT, TEXT], "minItems": 1}, "[string, (string)?, ...unknown[]]"),
            ({"prefixItems": [TEXT], "minItems": 1, "items": False}, "[string]"),
            ({"prefixItems": [TEXT], "minItems": 1, "items": {"type": "null"}}, "[string, ...null[]]"),
        ],
    )  # fmt: skip
    def test_a_tuple_keeps_its_places(self, extra, written):
        assert TypeWriter([]).expression({"type": "array", **extra}) == written

    def test_an_open_enum_keeps_its_values(self):
        writer = TypeWriter([named("Status", {"type": "string", "enum": ["a"]})])
        values = {"type": "string", "enum": ["a", "b"]}
        assert writer.expression({"anyOf": [values, {"type": "string"}]}) == '"a" | "b" | (string & {})'
        assert writer.expression({"anyOf": [ref("Status"), {"type": "string"}]}) == "Status | (string & {})"
        assert (
            writer.expression({"anyOf": [{"enum": [1], "type": "integer"}, {"type": "integer"}]})
            == "1 | (number & {})"
        )

    def test_a_string_beside_other_types_stays_plain(self):
        assert TypeWriter([]).expression({"anyOf": [{"type": "string"}, {"type": "null"}]}) == "string | null"

    def test_known_properties_fit_beside_typed_extras(self):
        schema = {
            "type": "object",
            "properties": {"a": {"type": "integer"}, "b": {"type": "string"}},
            "required": ["a"],
            "additionalProperties": {"type": "boolean"},
        }
        written = TypeWriter([]).expression(schema)
        assert written.splitlines() == [
            "{",
            "  a: number;",
            "  b?: string;",
            "  [key: string]: boolean | number | string | undefined;",
            "}",
        ]

    def test_a_required_name_without_a_schema_is_there(self):
        assert "a: unknown;" in TypeWriter([]).expression({"type": "object", "required": ["a"]})

    def test_a_name_that_all_objects_have_may_be_left_out(self):
        written = TypeWriter([]).expression(
            {"type": "object", "properties": {"constructor": {"type": "string"}}}
        )
        assert 'constructor?: string | {}["constructor"];' in written


class TestDeclaration:
    def test_an_unknown_branch_does_not_hide_the_known_ones(self):
        schema = {"anyOf": [ref("Cat"), ref("Dog"), OPEN]}
        types = [named("Cat", kind("cat")), named("Dog", kind("dog")), named("Pet", schema)]
        assert TypeWriter(types).declaration(types[2]) == (
            "export type Pet = Cat | Dog | { kind: runtime.Unrecognised; [key: string]: unknown };\n"
        )

    def test_a_tag_may_be_a_number(self):
        def numbered(value):
            return {
                "type": "object",
                "properties": {"t": {"type": "integer", "const": value}},
                "required": ["t"],
            }

        types = [named("One", numbered(1)), named("Two", numbered(2))]
        written = TypeWriter(types).expression({"anyOf": [ref("One"), ref("Two"), OPEN]})
        assert written == "One | Two | { t: runtime.UnrecognisedNumber; [key: string]: unknown }"

    def test_without_a_tag_the_unknown_branch_is_any_object(self):
        types = [named("Cat", OPEN), named("Pet", {"anyOf": [ref("Cat"), OPEN]})]
        assert (
            TypeWriter(types).declaration(types[1]) == "export type Pet = Cat | { [key: string]: unknown };\n"
        )

    def test_an_alias_that_only_leads_to_itself_is_cut(self):
        types = [
            named("A", {"anyOf": [ref("B"), {"type": "string"}]}),
            named("B", {"anyOf": [ref("A"), {"type": "integer"}]}),
            named("C", ref("C")),
            named("D", {"anyOf": [{"type": "string"}, {"type": "array", "items": ref("D")}]}),
        ]
        writer = TypeWriter(types)
        written = [writer.declaration(found) for found in types]
        assert written == [
            "export type A = unknown;\n", "export type B = unknown;\n", "export type C = unknown;\n",
            "export type D = string | D[];\n",
        ]  # fmt: skip

    def test_descriptions_and_deprecation_are_kept(self):
        types = [named("A", {"type": "string", "description": "Text.", "deprecated": True})]
        assert (
            TypeWriter(types).declaration(types[0])
            == "/**\n * Text.\n * @deprecated\n */\nexport type A = string;\n"
        )
