"""Parameters and forms on the wire: what counts is the text."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dovetail_engine.compat import Report, compare
from dovetail_engine.compat.decoding import pair_readings, segment_readings
from dovetail_engine.compat.wire import encode, encode_segment
from dovetail_engine.oas.model import Parameter

Make = Callable[..., Any]

INTEGER = {"type": "integer"}
STRING = {"type": "string"}
LIST = {"type": "array", "items": INTEGER}


def between(make: Make, base: Any, head: Any, **fields: Any) -> Report:
    return compare(make(base, **fields), make(head, **fields))


class TestScalars:
    @pytest.mark.parametrize("location", ["query", "path", "header", "cookie"])
    def test_integer_to_string_is_a_widening_of_texts(self, parameter_of: Make, location: str) -> None:
        assert between(parameter_of, INTEGER, STRING, location=location).verdict == "compatible"

    def test_it_is_none_in_a_body(self, requests: Callable[..., Report]) -> None:
        assert requests(INTEGER, STRING).verdict == "breaking"

    @pytest.mark.parametrize("location", ["query", "path", "header", "cookie"])
    def test_string_to_integer_breaks_with_a_text(self, parameter_of: Make, location: str) -> None:
        report = between(parameter_of, STRING, INTEGER, location=location)
        (finding,) = report.findings
        assert (finding.rule, finding.level) == ("type-changed", "breaking")

    def test_boolean_to_string_is_a_widening(self, parameter_of: Make) -> None:
        assert between(parameter_of, {"type": "boolean"}, STRING).verdict == "compatible"

    def test_an_integer_fits_the_texts_of_a_pattern(self, parameter_of: Make) -> None:
        assert (
            between(parameter_of, INTEGER, {"type": "string", "pattern": "^-?[0-9]+$"}).verdict
            == "compatible"
        )
        assert between(parameter_of, INTEGER, {"type": "string", "pattern": "^[0-9]+$"}).verdict == "breaking"

    def test_digits_by_pattern_become_an_integer(self, parameter_of: Make) -> None:
        assert (
            between(parameter_of, {"type": "string", "pattern": "^[0-9]{1,3}$"}, INTEGER).verdict
            == "compatible"
        )

    def test_bounds_of_one_type_are_compared_as_numbers(self, parameter_of: Make) -> None:
        report = between(
            parameter_of, {"type": "integer", "maximum": 100}, {"type": "integer", "maximum": 50}
        )
        witness = report.findings[0].occurrences[0].witness
        assert witness is not None
        assert witness.exchange.query == (("q", "51"),)
        assert witness.curl == 'curl "$BASE/things?q=51"'

    def test_an_enum_of_numbers_and_one_of_texts_are_equal_on_the_wire(self, parameter_of: Make) -> None:
        assert between(parameter_of, {"enum": [1, 2]}, {"enum": ["1", "2"]}).verdict == "compatible"


class TestLists:
    def test_one_value_becomes_a_list(self, parameter_of: Make) -> None:
        assert between(parameter_of, INTEGER, LIST).verdict == "compatible"

    def test_a_list_becomes_one_value(self, parameter_of: Make) -> None:
        assert between(parameter_of, LIST, INTEGER).verdict == "breaking"

    def test_another_style_is_read_as_another_value(self, parameter_of: Make) -> None:
        report = compare(parameter_of(LIST), parameter_of(LIST, explode=False))
        assert [one.level for one in report.findings if one.rule == "parameter-style-changed"] == ["breaking"]

    def test_another_style_of_one_scalar_changes_nothing(self, parameter_of: Make) -> None:
        report = compare(parameter_of(INTEGER), parameter_of(INTEGER, explode=False))
        assert report.verdict == "compatible"

    def test_an_empty_list_is_not_written_so_it_breaks_nobody(self, parameter_of: Make) -> None:
        report = between(parameter_of, LIST, {**LIST, "minItems": 1})
        assert report.verdict == "compatible"


class TestForms:
    def test_a_field_is_a_text(self, requests: Callable[..., Report]) -> None:
        base = {"type": "object", "properties": {"n": INTEGER}}
        head = {"type": "object", "properties": {"n": STRING}}
        media = "application/x-www-form-urlencoded"
        assert requests(base, head, media=media).verdict == "compatible"
        assert requests(head, base, media=media).verdict == "breaking"
        assert requests(base, head).verdict == "breaking"


SCALAR = st.one_of(st.integers(), st.booleans(), st.text(alphabet="abc xyz", min_size=1))


class TestRoundTrip:
    def parameter(self, location: Any, style: str, *, explode: bool) -> Parameter:
        return Parameter("", "q", location, True, None, (), style, explode)

    @given(value=SCALAR | st.lists(st.integers(), min_size=1, max_size=4), explode=st.booleans())
    def test_the_decoder_reads_what_the_encoder_wrote_in_a_query(self, value: Any, explode: bool) -> None:
        parameter = self.parameter("query", "form", explode=explode)
        pairs = encode("q", value, style="form", explode=explode)
        readings = pair_readings(parameter, pairs, _kinds(value), frozenset({"integer"}))
        assert readings is not None
        assert value in list(readings)

    @given(
        value=SCALAR | st.lists(st.integers(), min_size=1, max_size=4),
        style=st.sampled_from(["simple", "label", "matrix"]),
        explode=st.booleans(),
    )
    def test_and_in_a_path(self, value: Any, style: str, explode: bool) -> None:
        parameter = self.parameter("path", style, explode=explode)
        text = encode_segment("q", value, style=style, explode=explode)
        assert value in list(segment_readings(parameter, text, _kinds(value), frozenset({"integer"})))


def _kinds(value: Any) -> frozenset[str]:
    names = {bool: "boolean", int: "integer", str: "string", list: "array"}
    return frozenset({names[type(value)]})
