"""Long words by going in circles, and the characters that a witness is spelled with."""

from typing import Any

import pytest

from dovetail_engine.compat.containment import Empty, Found, NotContained, Universe, contains
from dovetail_engine.compat.containment.pumping import long_word

# 0 -a-> 1 -b-> 2 -c-> 1, and 2 -d-> 3, where words may end.
ROADS = {0: [(97, 1)], 1: [(98, 2)], 2: [(99, 1), (100, 3)], 3: []}


def word(low: int, high: int | None = None) -> str | None:
    found = long_word(0, ROADS.__getitem__, lambda state: state == 3, low, high)
    return None if found is None else "".join(map(chr, found))


class TestLongWord:
    def test_it_goes_in_circles_until_it_is_long_enough(self) -> None:
        assert word(9) == "abcbcbcbd"
        assert word(3) == "abd"

    def test_it_is_no_longer_than_allowed(self) -> None:
        assert word(6, 7) == "abcbcbd"
        assert word(6, 6) is None

    def test_without_a_circle_there_is_none(self) -> None:
        assert long_word(0, {0: [(97, 1)], 1: []}.__getitem__, bool, 5, None) is None


def ask(sub: Any, sup: Any, budget: int = 2_000) -> Any:
    universe = Universe(budget=budget)
    return universe.find([universe.add(sub)], universe.add(sup))


class TestLengths:
    @pytest.mark.parametrize("limit", [250, 1_000, 65_536])
    def test_a_word_past_a_limit_costs_few_steps(self, limit: int) -> None:
        found = ask({"type": "string", "pattern": "^(ab|c)+$"}, {"maxLength": limit})
        assert isinstance(found, Found)
        assert len(found.value) == limit + 1
        assert not {*found.value} - {*"abc"}

    def test_a_length_that_no_circle_meets_is_refused(self) -> None:
        odd = {"type": "string", "pattern": "^a(aa)*$"}
        assert isinstance(ask({**odd, "minLength": 400}, {"not": odd}), Found)
        assert ask({**odd, "maxLength": 10}, {"maxLength": 9}) == Empty()


class TestLineTerminators:
    @pytest.mark.parametrize("sup", [".+", ".{1,}", "^.*$", r"^[^\n]*$"])
    def test_a_newline_stands_for_what_a_dot_refuses(self, sup: str) -> None:
        answer = contains({"type": "string", "minLength": 1}, {"type": "string", "pattern": sup})
        assert isinstance(answer, NotContained)
        assert "\n" in answer.witness

    def test_what_takes_line_ends_contains_them(self) -> None:
        sup = {"type": "string", "pattern": r"^[\s\S]+$"}
        assert ask({"type": "string", "minLength": 1}, sup) == Empty()
