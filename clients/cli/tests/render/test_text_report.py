"""A report in the terminal."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console
from rich.text import Text

from dovetail_cli.failures import Failure
from dovetail_cli.render.evidence import fold_command
from dovetail_cli.render.text import print_report
from dovetail_cli.render.view import Names, View, WaysOut, verdict_line
from dovetail_engine.compat.report import Finding, Live, Occurrence, Place, Report

NAMES = Names("1.1.0", "acme/orders@1.1.0", "openapi.json", base_version="1.1.0")
WAYS_OUT = WaysOut(
    "dovetail changelog",
    "dovetail publish openapi.json --contract acme/orders --allow-breaking --version 2.0.0",
)

REFUSAL = """\
✗ breaking   2 causes, 4 operations          next version: 2.0.0

1  enum-value-added                response  GET /orders/{id} and 2 more
   Order.status                    openapi.json:188:11 · 7c1f9e2
   The value 'on_hold' was added. This version may answer:

     {"id":"o_1","status":"on_hold","items":[]}
     promised here · outside 1.1.0: 'on_hold' is not one of 'open', 'paid', 'sent'

2  property-became-required        request   POST /orders and 1 more
   OrderCreate.currency            openapi.json:214:9 · 5b1d0c7
   `currency` is required now. A client of 1.1.0 may send:

     curl -X POST "$BASE/orders" -H 'Content-Type: application/json' \\
          -d '{"items":[{"sku":"A","quantity":1}]}'
     accepted by 1.1.0 · refused here: 'currency' is a required property

~ risky 1    ✓ compatible 2        dovetail changelog shows all
  explain a rule: dovetail explain enum-value-added
  accept on purpose: dovetail publish openapi.json --contract acme/orders --allow-breaking --version 2.0.0
"""


def shown(
    report: dict[str, Any],
    *,
    width: int = 100,
    ways_out: WaysOut = WAYS_OUT,
    whole: bool = False,
    **console: Any,
) -> str:
    file = io.StringIO()
    view = View(report, NAMES, ways_out, whole=whole)
    print_report(view, Console(file=file, width=width, highlight=False, **console))
    return file.getvalue()


class TestRefusal:
    def test_it_shows_each_cause_with_its_counter_example_and_the_ways_out(
        self, refusal: dict[str, Any]
    ) -> None:
        assert shown(refusal) == REFUSAL

    def test_no_line_is_padded_and_prose_fits_the_width(self, refusal: dict[str, Any]) -> None:
        for width in (60, 100, 160):
            lines = shown(refusal, width=width, ways_out=WaysOut()).splitlines()
            assert [line for line in lines if line != line.rstrip()] == []
            assert max(map(len, lines)) <= width

    def test_a_narrow_terminal_stacks_the_columns(self, refusal: dict[str, Any]) -> None:
        text = shown(refusal, width=60)
        assert "2  property-became-required\n   request   POST /orders and 1 more\n" in text
        assert "\n   OrderCreate.currency\n   openapi.json:214:9 · 5b1d0c7\n" in text

    def test_colour_adds_nothing_but_colour(self, refusal: dict[str, Any]) -> None:
        coloured = shown(refusal, force_terminal=True, color_system="standard")
        assert "\x1b[" in coloured
        assert _without_colour(coloured) == shown(refusal)

    def test_what_is_gone_is_placed_in_the_base(self, plain: Callable[..., Finding]) -> None:
        gone = plain("breaking", head=None)
        assert "acme/orders@1.1.0:30:3" in shown(Report("breaking", "major", (gone,)).to_dict())

    def test_twenty_entries_are_shown_and_the_rest_is_counted(self, plain: Callable[..., Finding]) -> None:
        many = tuple(plain("breaking", subject=f"S{n}", message=f"m{n}") for n in range(23))
        report = Report("breaking", "major", many).to_dict()
        text = shown(report)
        assert "S19" in text
        assert "S20" not in text
        assert "and 3 more causes; --all shows them" in text
        assert "S22" in shown(report, whole=True)

    def test_a_waived_finding_is_no_cause(self, widened: Finding, narrowed: Finding) -> None:
        waived = widened.waive({"reason": "nobody reads it"})
        text = shown(Report("breaking", "major", (waived, narrowed)).to_dict())
        assert "✗ breaking   1 cause, 2 operations" in text
        assert "enum-value-added" not in text
        assert "waived 1" in text

    def test_a_document_cannot_drive_the_terminal(self, plain: Callable[..., Finding]) -> None:
        hostile = plain("breaking", subject="a\x1b[2Jb\u202e", message="[red]x[/red]\r\x07")
        text = shown(
            Report("breaking", "major", (hostile,)).to_dict(), force_terminal=True, color_system=None
        )
        assert "\x1b[2J" not in text
        assert "\\x1b[2Jb\\u202e" in text
        assert "[red]x[/red]" in text


class TestFolding:
    def test_the_same_at_many_places_is_one_entry(self, plain: Callable[..., Finding]) -> None:
        many = tuple(plain("breaking", subject=f"S{n}.note", fingerprint=f"f{n:02}") for n in range(30))
        text = shown(Report("breaking", "major", many).to_dict())
        assert text.startswith("✗ breaking   30 causes, 1 operation")
        assert text.count("description-changed  ") == 1
        assert "   The same at 29 other places: S1.note, S2.note, S3.note," in text
        assert "and 23 more (--all shows them)\n" in text

    def test_what_differs_in_the_name_of_its_place_alone_is_the_same(
        self, plain: Callable[..., Finding]
    ) -> None:
        gone = tuple(
            plain("breaking", subject=name, message=f"{name} was removed") for name in ("GET /a", "GET /b")
        )
        assert "The same at 1 other place: GET /b" in shown(Report("breaking", "major", gone).to_dict())

    def test_several_things_of_one_rule_at_one_place_are_one_entry(
        self, plain: Callable[..., Finding]
    ) -> None:
        many = tuple(plain("breaking", message=f"value {n} joined", fingerprint=f"f{n:02}") for n in range(9))
        text = shown(Report("breaking", "major", many).to_dict())
        assert text.startswith("✗ breaking   9 causes, 1 operation")
        assert "   Here too: Value 1 joined. Value 2 joined. Value 3 joined." in text
        assert "And 2 more." in text
        assert text.count("description-changed  ") == 1
        assert (
            shown(Report("breaking", "major", many).to_dict(), whole=True).count("description-changed  ") == 9
        )

    def test_another_level_or_direction_is_another_entry(self, plain: Callable[..., Finding]) -> None:
        asked = (Occurrence("GET /orders", "request", "breaking"),)
        pair = (plain("breaking"), plain("breaking", occurrences=asked), plain("unknown"))
        text = shown(Report("breaking", "major", pair).to_dict())
        assert text.count("description-changed  ") == 3
        assert "The same at" not in text

    def test_what_reaches_more_comes_first_then_the_document_s_order(
        self, plain: Callable[..., Finding]
    ) -> None:
        def at(line: int, *operations: str) -> Finding:
            met = tuple(Occurrence(name, "response", "breaking") for name in operations)
            return plain(
                "breaking", subject=f"L{line}", message=f"m{line}", head=Place("/a", line, 1), occurrences=met
            )

        report = Report(
            "breaking", "major", (at(9, "a"), at(30, "a", "b"), at(2, "c"), at(10, "a"))
        ).to_dict()
        rows = [line.split()[0] for line in shown(report).splitlines() if line.startswith("   L")]
        assert rows == ["L30", "L2", "L9", "L10"]


class TestModes:
    def test_a_forward_finding_is_about_new_clients_and_the_old_service(self, narrowed: Finding) -> None:
        witness = narrowed.occurrences[0].witness
        assert witness is not None
        turned = replace(witness, accepted_by="head", refused_by="base")
        met = (Occurrence("POST /orders", "request", "breaking", turned),)
        forward = replace(narrowed, occurrences=met).to_dict() | {"mode": "forward"}
        text = shown({**Report("breaking", "major", ()).to_dict(), "findings": [forward]})
        assert "property-became-required (forward)" in text
        assert "A client of this version may send:" in text
        assert "accepted here · refused by 1.1.0" in text


class TestPolicy:
    def test_a_level_that_the_policy_gave_is_explained(self, plain: Callable[..., Finding]) -> None:
        moved = plain("breaking", overridden=("severity 1 (rule x) says breaking: we say so",))
        assert "   severity 1 (rule x) says breaking: we say so\n" in shown(
            Report("breaking", "major", (moved,)).to_dict()
        )

    def test_what_breaks_another_release_is_told_of_that_one(self, narrowed: Finding) -> None:
        text = shown(Report("breaking", "major", (replace(narrowed, against=("1.0.0",)),)).to_dict())
        assert "A client of 1.0.0 may send:" in text
        assert "accepted by 1.0.0 · refused here" in text
        assert "found against 1.0.0" in text

    def test_live_releases_and_idle_waivers_are_told_of(self) -> None:
        waiver = {"fingerprint": "5b1d0c7aaaa", "reason": "r", "owner": "ann", "covers": []}
        waivers = (
            {**waiver, "expires": "2026-01-31", "state": "expired"},
            {**waiver, "expires": None, "state": "unused"},
        )
        live = (
            Live("1.0.0", "breaking", "major", {"breaking": 2, "safe": 1}),
            Live("1.1.0", "compatible", "none", {}),
        )
        lines = shown(Report("compatible", "none", (), {}, waivers, live).to_dict()).splitlines()
        assert lines[1:] == [
            "   waiver 5b1d0c7 of ann expired on 2026-01-31",
            "   waiver 5b1d0c7 of ann covers nothing any more",
            "   clients of 1.0.0: breaking (2 breaking, 1 safe)",
            "   clients of 1.1.0: compatible (no change)",
        ]

    def test_what_no_operation_uses_concerns_the_whole_contract(self, plain: Callable[..., Finding]) -> None:
        unused = plain("breaking", occurrences=(Occurrence("", None, "breaking"),))
        assert "wire      the whole contract\n" in shown(Report("breaking", "major", (unused,)).to_dict())


class TestPlainTerminals:
    def test_our_own_signs_have_a_spelling_in_ascii(
        self, refusal: dict[str, Any], plain: Callable[..., Finding]
    ) -> None:
        many = [plain("breaking", message=f"m{n} {{…}}", fingerprint=f"f{n:02}").to_dict() for n in range(9)]
        report = {**refusal, "findings": [*refusal["findings"], *many]}
        paper = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
        ways_out = WaysOut("dovetail changelog a b", "dovetail waive f00 --reason … --until YYYY-MM-DD")
        print_report(View(report, NAMES, ways_out), Console(file=paper, width=60, highlight=False))
        paper.seek(0)
        assert paper.read().startswith("x breaking   11 causes")


class TestUnknown:
    def test_its_reason_stands_where_a_counter_example_would(self, plain: Callable[..., Finding]) -> None:
        undecided = plain("unknown", rule="undecided", message="The pattern uses a look-behind.")
        text = shown(Report("unknown", "major", (undecided,)).to_dict())
        assert text.startswith("? unknown   1 cause, 1 operation")
        assert "The pattern uses a look-behind." in text

    def test_beside_a_break_it_is_counted_apart(
        self, narrowed: Finding, plain: Callable[..., Finding]
    ) -> None:
        text = shown(Report("breaking", "major", (plain("unknown"), narrowed)).to_dict())
        assert text.startswith("✗ breaking   1 cause, 2 operations, 1 unknown")
        assert text.index("property-became-required") < text.index("description-changed")


class TestCompatible:
    def test_it_is_one_line(self, compatible: dict[str, Any]) -> None:
        assert shown(compatible) == "✓ compatible   2 changes, 1 risky            next version: 1.2.0\n"

    def test_no_change_asks_for_no_version(self) -> None:
        assert shown(Report("compatible", "none", ()).to_dict()) == "✓ compatible   no change\n"

    def test_an_accepted_break_is_still_told(self, narrowed: Finding) -> None:
        assert "1 change, 1 breaking" in shown(Report("compatible", "major", (narrowed,)).to_dict())


class TestVersions:
    def test_without_a_version_to_count_from_the_kind_of_bump_is_named(self, refusal: dict[str, Any]) -> None:
        view = View(refusal, Names("old.json", "old.json", "new.json"))
        assert view.advice == ("bump", "major")

    def test_a_report_of_another_schema_is_refused(self, refusal: dict[str, Any]) -> None:
        with pytest.raises(Failure, match="has schema 2"):
            View({**refusal, "schema": 2}, NAMES)


class TestVerdictLine:
    @pytest.mark.parametrize(
        ("kind", "accepted_by", "line"),
        [
            ("request", "base", "accepted by 1.1.0 · refused here: r"),
            ("request", "head", "accepted here · refused by 1.1.0: r"),
            ("response", "head", "promised here · outside 1.1.0: r"),
            ("response", "base", "promised by 1.1.0 · outside this version: r"),
        ],
    )
    def test_it_says_who_takes_it_and_who_does_not(self, kind: str, accepted_by: str, line: str) -> None:
        assert verdict_line({"kind": kind, "accepted_by": accepted_by, "reason": "r"}, "1.1.0") == line


class TestFoldCommand:
    def test_a_quoted_word_is_never_broken(self) -> None:
        command = """curl "$BASE/a b" -H 'X: y -d z' -d '{"a": "it'\\''s -H"}'"""
        lines = fold_command(command, 30)
        assert lines == [
            'curl "$BASE/a b" \\',
            "     -H 'X: y -d z' \\",
            """     -d '{"a": "it'\\''s -H"}'""",
        ]

    def test_what_fits_stays_on_one_line(self) -> None:
        assert fold_command("curl -X GET \\\n  http://x", 80) == ["curl -X GET http://x"]


def _without_colour(text: str) -> str:
    return "".join(f"{Text.from_ansi(line).plain}\n" for line in text.splitlines())
