"""A report as JSON, Markdown and workflow commands."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dovetail_cli.render import formats, github, markdown
from dovetail_cli.render.view import Names, View, WaysOut
from dovetail_engine.compat.report import Finding, Report

NAMES = Names("1.1.0", "acme/orders@1.1.0", "openapi.json", base_version="1.1.0")


def rendered(report: dict[str, Any], wanted: str, *, path: str | None = "openapi.json") -> str:
    view = View(report, NAMES, WaysOut(accept="dovetail publish openapi.json"))
    return formats.render(view, wanted, path=path)


class TestText:
    def test_in_a_file_it_has_no_colour(self, refusal: dict[str, Any]) -> None:
        text = rendered(refusal, "text")
        assert text.startswith("✗ breaking   2 causes")
        assert "\x1b" not in text


class TestJson:
    def test_it_is_the_report_itself(self, refusal: dict[str, Any]) -> None:
        assert json.loads(rendered(refusal, "json")) == refusal


class TestMarkdown:
    def test_it_tells_the_same_as_the_terminal(self, refusal: dict[str, Any]) -> None:
        text = rendered(refusal, "markdown")
        assert text.startswith("### ✗ breaking · 2 causes, 4 operations · next version: 2.0.0\n")
        assert "**2. `property-became-required`** · request of `POST /orders` and 1 more" in text
        assert '```json\n{"id":"o_1","status":"on_hold","items":[]}\n```' in text
        assert "accepted by 1.1.0 · refused here: 'currency' is a required property" in text
        assert "- accept on purpose: `dovetail publish openapi.json`" in text

    def test_what_breaks_nobody_is_folded_away(self, refusal: dict[str, Any]) -> None:
        assert "<details><summary>~ risky 1 · ✓ compatible 2</summary>" in rendered(refusal, "markdown")

    def test_a_compatible_change_has_no_ways_out(self, compatible: dict[str, Any]) -> None:
        text = rendered(compatible, "markdown")
        assert text.startswith("### ✓ compatible · 2 changes, 1 risky · next version: 1.2.0\n")
        assert "dovetail explain" not in text

    def test_a_document_cannot_write_markup_or_mention_anyone(self, plain: Callable[..., Finding]) -> None:
        hostile = plain("breaking", subject="a`b", message="<img src=x> [x](y) @everyone `<b>`")
        text = rendered(Report("breaking", "major", (hostile,)).to_dict(), "markdown")
        assert "``  a`b  ``" not in text
        assert "`` a`b ``" in text
        assert "\\<img src=x\\> \\[x\\]\\(y\\) @\u200beveryone `<b>`" in text

    def test_five_entries_are_open_and_the_rest_is_folded(self, plain: Callable[..., Finding]) -> None:
        many = tuple(plain("breaking", subject=f"S{n}", message=f"m{n}") for n in range(9))
        text = rendered(Report("breaking", "major", many).to_dict(), "markdown")
        opened, _, folded = text.partition("<details><summary>4 more causes</summary>")
        assert "`S4`" in opened
        assert "`S5`" not in opened
        assert "`S8`" in folded

    def test_the_same_at_many_places_is_one_entry(self, plain: Callable[..., Finding]) -> None:
        many = tuple(plain("breaking", subject=f"S{n}", fingerprint=f"f{n:02}") for n in range(99))
        text = rendered(Report("breaking", "major", many).to_dict(), "markdown")
        assert "<details><summary>The same at 98 other places</summary>\n\n`S1`, `S2`," in text
        assert "`S50` and 48 more\n" in text

    @pytest.mark.parametrize("letter", ["a", "\u20ac", "\U0001f600"])
    def test_it_never_outgrows_a_comment_and_says_what_is_missing(
        self, plain: Callable[..., Finding], narrowed: Finding, letter: str
    ) -> None:
        words = letter * 400
        many = [plain("breaking", subject=f"S{n} {words}", message=f"m{n} {words}") for n in range(200)]
        many += [plain("safe", subject=f"T{n} {words}", message=f"m{n} {words}") for n in range(200)]
        text = rendered(Report("breaking", "major", (narrowed, *many)).to_dict(), "markdown")
        assert len(text.encode()) <= markdown.LIMIT
        shown = len(re.findall(r"^\*\*\d+\. ", text, re.MULTILINE))
        assert f"… and {201 - shown} more causes, which a comment has no room for." in text
        assert text.count("<details>") == text.count("</details>")

    def test_a_huge_counter_example_is_not_pasted(self, narrowed: Finding) -> None:
        witness = narrowed.occurrences[0].witness
        assert witness is not None
        huge = replace(witness, curl="curl " + "-F 'a=b' " * 7_000)
        met = (replace(narrowed.occurrences[0], witness=huge),)
        text = rendered(
            Report("breaking", "major", (replace(narrowed, occurrences=met),)).to_dict(), "markdown"
        )
        assert re.search(r"\*The counter-example has \d\d,\d{3} characters; `--format json` has it\.\*", text)
        assert len(text) < 2_000

    def test_evidence_cannot_close_its_fence(self) -> None:
        assert markdown.fence(["a", "```", "b"], "json") == "````json\na\n```\nb\n````"


class TestGithub:
    def test_each_cause_is_an_error_on_its_line(self, refusal: dict[str, Any]) -> None:
        lines = rendered(refusal, "github").splitlines()
        assert lines[1].startswith(
            "::error file=openapi.json,line=214,col=9,title=property-became-required%3A Order"
        )
        assert "%0A     -d '" in lines[1]
        assert lines[2].startswith("::warning file=openapi.json,line=31,col=3,")
        assert lines[3:] == ["breaking: 2 causes, 4 operations"]

    def test_the_same_at_many_places_takes_one_of_the_ten_that_are_shown(
        self, plain: Callable[..., Finding]
    ) -> None:
        many = tuple(plain("breaking", subject=f"S{n}", fingerprint=f"f{n:02}") for n in range(30))
        lines = rendered(Report("breaking", "major", many).to_dict(), "github").splitlines()
        assert len(lines) == 2
        assert "%0AThe same at 29 other places: S1, S2," in lines[0]

    def test_without_a_file_in_the_checkout_there_is_no_place(self, refusal: dict[str, Any]) -> None:
        assert rendered(refusal, "github", path=None).startswith("::error title=")

    def test_what_was_accepted_is_a_notice(self, narrowed: Finding) -> None:
        accepted = Report("compatible", "major", (narrowed,)).to_dict()
        assert rendered(accepted, "github").startswith("::notice file=openapi.json,line=214")

    def test_every_sign_that_ends_a_property_or_a_line_is_escaped(self) -> None:
        line = github.annotation(
            "error", title="a%:,b\r\n", message="c%,:\r\nd", path="e,f", line=1, column=2
        )
        assert line == "::error file=e%2Cf,line=1,col=2,title=a%25%3A%2Cb%0D%0A::c%25,:%0D%0Ad"

    def test_a_document_cannot_write_a_command(self, plain: Callable[..., Finding]) -> None:
        hostile = plain("breaking", subject="a\n::error::x,title=y", message="m\n::stop-commands::t")
        lines = rendered(Report("breaking", "major", (hostile,)).to_dict(), "github").splitlines()
        assert len(lines) == 2
        assert "title=description-changed%3A a %3A%3Aerror%3A%3Ax%2Ctitle=y::" in lines[0]
