import json

import pytest

from dovetail_engine.codegen.typescript.syntax import comment, identifier, literal, literal_type, member


class TestLiteral:
    @pytest.mark.parametrize(
        "text", ['"', "\\", "\u2028", "\x00", "\x7f", "</script>", "${x}", "\ud800", "😀"]
    )
    def test_is_plain_ascii_and_means_the_same(self, text):
        written = literal(text)
        assert written.isascii()
        assert written.isprintable()
        assert "<" not in written
        assert json.loads(written) == text


class TestLiteralType:
    @pytest.mark.parametrize(
        ("value", "written"),
        [("a", '"a"'), (True, "true"), (None, "null"), (-1, "-1"), (1.5, "1.5"), (float("inf"), "number")],
    )
    def test_a_scalar_is_itself_where_that_can_be_said(self, value, written):
        assert literal_type(value) == written

    def test_objects_and_arrays_are_only_their_kind(self):
        assert literal_type([1]) == "unknown[]"
        assert literal_type({"a": 1}) == "{ [key: string]: unknown }"


class TestIdentifier:
    @pytest.mark.parametrize("text", ["a b", "1a", "", "a;b", "é", "a\n", "a-b"])
    def test_anything_else_is_refused(self, text):
        with pytest.raises(ValueError, match="not an identifier"):
            identifier(text)

    def test_a_name_is_itself(self):
        assert identifier("$a_1") == "$a_1"


class TestMember:
    def test_is_bare_or_a_literal(self):
        assert [member(name) for name in ("a", "a-b", "é", "__proto__")] == [
            "a",
            '"a-b"',
            '"\\u00e9"',
            "__proto__",
        ]


class TestComment:
    def test_nothing_to_say_is_no_comment(self):
        assert comment("") == ""
        assert comment(" \r\n ") == ""

    def test_several_lines_are_indented(self):
        assert (
            comment("a\r\nb", tags=["@deprecated"], indent="  ")
            == "  /**\n   * a\n   * b\n   * @deprecated\n   */\n"
        )

    @pytest.mark.parametrize("text", ["*/", "a */ b", "**/", "*\x00/", "*\u200b/", "*\u00ad/", "/*/"])
    def test_text_cannot_end_it(self, text):
        assert comment(text).count("*/") == 1

    def test_text_has_no_tags_of_its_own(self):
        assert comment("@deprecated, a@b.c {@link x}") == "/** \\@deprecated, a@b.c {\\@link x} */\n"
