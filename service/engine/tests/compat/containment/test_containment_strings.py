"""Patterns as ECMA-262 reads them, and the formats that constrain."""

import random
import re

import pytest

from dovetail_engine.compat.containment import Contained, Judge, NotContained, Universe, contains
from dovetail_engine.compat.containment.answers import Budget, Unsupported
from dovetail_engine.compat.containment.automata import Language
from dovetail_engine.compat.containment.regex import lookahead_free, parse

STRINGS = frozenset({"date", "time", "date-time", "duration", "uuid", "ipv4", "ipv6", "byte"})
ALPHABET = "ab01-_ .\nXé"

# Patterns that Python's own engine reads as ECMA-262 does, over the alphabet above.
SHARED = [
    "",
    "a",
    "^a",
    "a$",
    "^(ab|b)*$",
    "^a{2,3}b?$",
    "(a|b0)+1",
    "[ab]{2}",
    "[^ab]",
    "^[a-]+$",
    "^[^-]*$",
    r"\d+a",
    r"^\w+$",
    r"\s",
    r"\bab\b",
    r"a\B",
    r"^(?:a|)b",
    "^(a*)*$",
    "a|^b",
    "(?:^a|b$)",
    r"\.",
    "x{0}a",
    r"[\d_]\-",
    "^$",
]


def find(schema: dict[str, object]) -> object:
    universe = Universe(formats=STRINGS)
    return universe.find([universe.add(schema)])


class TestLanguage:
    @pytest.mark.parametrize("pattern", SHARED)
    def test_it_matches_what_a_backtracking_engine_matches(self, pattern: str) -> None:
        expression = re.compile(pattern.replace("$", r"\Z"), re.ASCII)
        language = Language(pattern)
        chosen = random.Random(7)  # noqa: S311 - words to try, not secrets
        for _ in range(400):
            word = "".join(chosen.choices(ALPHABET, k=chosen.randrange(7)))
            assert language.matches(word) == bool(expression.search(word)), word

    @pytest.mark.parametrize("pattern", SHARED)
    def test_its_deterministic_states_agree_with_it(self, pattern: str) -> None:
        language, budget = Language(pattern), Budget(100_000)
        chosen = random.Random(8)  # noqa: S311 - words to try, not secrets
        for _ in range(100):
            word = "".join(chosen.choices(ALPHABET, k=chosen.randrange(6)))
            state = language.start
            for char in word:
                edges = [target for first, target in language.edges(state, budget) if first <= ord(char)]
                state = edges[-1]
            assert language.accepting(state) == language.matches(word), word

    @pytest.mark.parametrize(
        ("pattern", "matching", "other"),
        [
            (r"^\d$", "7", "\u0667"),
            (r"^\w$", "a", "é"),
            (r"^.$", "\x85", "\u2028"),
            (r"^\s$", "\ufeff", "\x1c"),
            (r"^\cJ$", "\n", "J"),
            (r"^\x41\u0042\u{43}$", "ABC", "abc"),
            (r"^\ud83d\ude00$", "😀", "😁"),
            (r"^\p{Lu}$", "É", "é"),
            (r"^[\b]$", "\b", "b"),
            ("^a$", "a", "a\n"),
        ],
    )
    def test_it_reads_ecma_262(self, pattern: str, matching: str, other: str) -> None:
        assert Language(pattern).matches(matching)
        assert not Language(pattern).matches(other)

    @pytest.mark.parametrize(
        "pattern",
        [
            r"(a)\1",
            r"\k<n>",
            "a(?=b)",
            "(?<=a)b",
            r"\Aa",
            r"a\Z",
            "(?i)a",
            "(",
            ")",
            "[a",
            "a**",
            "*",
            "a{2,1}",
            "[b-a]",
            r"\p{Script=Greek}",
            "\\",
        ],
    )
    def test_what_is_no_regular_language_is_refused_by_name(self, pattern: str) -> None:
        with pytest.raises(Unsupported, match="in the pattern"):
            parse(pattern)


class TestLookaheadFree:
    def test_lookahead_behind_the_anchor_comes_apart(self) -> None:
        assert lookahead_free("^(?=a)(?!b|c)d$") == (("^(?:a)", True), ("^(?:b|c)", False), ("^d$", True))

    @pytest.mark.parametrize("pattern", ["^(?=a)b|c", "a(?=b)", "^(?=a)?b", "^(?=a", "^ab"])
    def test_elsewhere_it_stays(self, pattern: str) -> None:
        assert lookahead_free(pattern) == ((pattern, True),)


class TestBudget:
    @pytest.mark.parametrize(
        ("sub", "sup"),
        [
            ("^(a+)+$", "^a+$"),
            ("^(a|a)*$", "^a*$"),
            ("^.{0,255}$", "^.{0,256}$"),
            ("^(a?){30}a{30}$", "^a{30,60}$"),
            (r"^[\w-]{1,64}$", r"^[\w.-]{1,64}$"),
        ],
    )
    def test_expressions_that_explode_elsewhere_are_decided(self, sub: str, sup: str) -> None:
        assert contains({"type": "string", "pattern": sub}, {"pattern": sup}) == Contained()

    def test_automata_that_explode_by_nature_are_given_up(self) -> None:
        answer = contains({"type": "string", "pattern": ".*foo.{40}"}, {"pattern": "o.{40}"}, budget=30_000)
        assert not isinstance(answer, NotContained)


class TestFormats:
    @pytest.mark.parametrize("name", sorted(STRINGS))
    def test_a_value_of_each_is_accepted_by_the_judge(self, name: str) -> None:
        schema = {"type": "string", "format": name, "minLength": 1}
        found = find(schema)
        assert Judge(schema, formats=STRINGS).accepts(found.value)  # type: ignore[attr-defined]

    @pytest.mark.parametrize("name", sorted(STRINGS))
    def test_each_contains_itself_and_is_no_mere_annotation(self, name: str) -> None:
        schema = {"type": "string", "format": name}
        assert contains(schema, {"allOf": [schema]}, formats=STRINGS) == Contained()
        assert isinstance(contains({"type": "string"}, schema, formats=STRINGS), NotContained)

    @pytest.mark.parametrize(
        ("name", "good", "bad"),
        [
            (
                "date",
                ["2024-02-29", "2000-02-29", "1999-12-31"],
                ["2023-02-29", "1900-02-29", "2024-04-31", "2024-1-1"],
            ),
            ("time", ["12:00:00Z", "23:59:60Z", "01:02:03.5+05:30"], ["24:00:00Z", "12:00:00", "12:60:00Z"]),
            (
                "date-time",
                ["2024-02-29T00:00:00Z", "2024-01-01t00:00:00z"],
                ["2024-01-01 00:00:00Z", "2024-01-01"],
            ),
            ("duration", ["P1D", "PT1H2M3S", "P2W", "P1Y2M3DT4H"], ["P", "P1DT", "PT", "P1W1D"]),
            ("uuid", ["01234567-89ab-CDEF-0123-456789abcdef"], ["0123456789abcdef0123456789abcdef"]),
            ("ipv4", ["10.0.0.1", "255.255.255.255"], ["256.0.0.1", "01.0.0.1", "1.2.3"]),
            (
                "ipv6",
                ["::", "::1", "1::", "1:2:3:4:5:6:7:8", "1::8", "::ffff:1.2.3.4", "1:2:3:4:5:6:7::"],
                ["1:2:3", "1::2::3", "12345::", ":::"],
            ),
            ("byte", ["", "QQ==", "QUI=", "QUJD"], ["Q", "QQ=", "QQ", "Q*=="]),
        ],
    )
    def test_their_languages_agree_with_the_judge(self, name: str, good: list[str], bad: list[str]) -> None:
        schema = {"type": "string", "format": name}
        universe, judge = Universe(formats=STRINGS), Judge(schema, formats=STRINGS)
        node = universe.add(schema)
        for word in good:
            assert universe.holds(node, word), word
            assert judge.accepts(word), word
        for word in bad:
            assert universe.holds(node, word) is False, word
            assert judge.accepts(word) is False, word

    def test_a_date_is_no_uuid(self) -> None:
        sub, sup = {"type": "string", "format": "date"}, {"type": "string", "format": "uuid"}
        assert isinstance(contains(sub, sup, formats=STRINGS), NotContained)

    def test_what_is_not_asserted_is_an_annotation(self) -> None:
        assert contains({"type": "string"}, {"type": "string", "format": "uuid"}) == Contained()
        assert contains({"type": "string"}, {"format": "hostname"}, formats=STRINGS) == Contained()

    def test_an_unknown_format_cannot_be_asserted(self) -> None:
        with pytest.raises(ValueError, match="hostname"):
            Universe(formats=frozenset({"hostname"}))

    def test_int32_is_in_int64_and_not_the_reverse(self) -> None:
        numbers = frozenset({"int32", "int64"})
        narrow, wide = {"type": "integer", "format": "int32"}, {"type": "integer", "format": "int64"}
        assert contains(narrow, wide, formats=numbers) == Contained()
        assert contains(wide, narrow, formats=numbers) == NotContained(-(2**31) - 1)
        assert contains(narrow, {"minimum": -(2**31), "maximum": 2**31 - 1}, formats=numbers) == Contained()
