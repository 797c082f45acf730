"""A report as one HTML file: whole, self-contained, and safe whatever a document says."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from dovetail_cli.render import formats
from dovetail_cli.render.view import Names, View, WaysOut
from dovetail_engine.compat.report import Finding, Report

NAMES = Names(
    "1.1.0", "acme/orders@1.1.0", "openapi.json", base_version="1.1.0", title="Orders", head_version="1.2.0"
)
VOID = {"meta", "br", "hr", "img", "input", "link"}


class Page(HTMLParser):
    """What a browser sees: the text, the tags in order, the attributes; fails on tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in {"style", "title"}:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


def rendered(report: dict[str, Any], *, ways_out: WaysOut | None = None) -> str:
    return formats.render(View(report, NAMES, ways_out or WaysOut()), "html", path="openapi.json")


class TestContent:
    def test_it_says_the_verdict_the_sides_and_the_version_first(self, refusal: dict[str, Any]) -> None:
        page = Page(rendered(refusal))
        assert page.text.startswith(
            "✗ breaking Orders: 1.1.0 to 1.2.0"
            "This change breaks someone who relies on 1.1.0. A message proves each cause."
        )
        assert "next version: 2.0.0" in page.text

    def test_each_cause_has_its_counter_example(self, refusal: dict[str, Any]) -> None:
        text = Page(rendered(refusal)).text
        assert "The value 'on_hold' was added." in text
        assert '{"id":"o_1","status":"on_hold","items":[]}' in text
        assert """-d '{"items":[{"sku":"A","quantity":1}]}'""" in text
        assert "accepted by 1.1.0 · refused here: 'currency' is a required property" in text

    def test_every_operation_it_reaches_is_there_to_open(self, refusal: dict[str, Any]) -> None:
        text = Page(rendered(refusal)).text
        assert "All 3 operationsGET /orders/{id}GET /ordersPOST /orders" in text

    def test_places_that_are_folded_are_all_there(self, plain: Callable[..., Finding]) -> None:
        many = tuple(plain("breaking", subject=f"S{n}", fingerprint=f"f{n:02}") for n in range(30))
        text = Page(rendered(Report("breaking", "major", many).to_dict())).text
        assert "The same at 29 other places" in text
        assert all(f"S{number}" in text for number in range(30))

    def test_what_breaks_nobody_is_folded_away(self, compatible: dict[str, Any]) -> None:
        page = Page(rendered(compatible))
        assert "✓ compatible" in page.text
        assert "Nobody who relies on 1.1.0 is broken by this change." in page.text
        assert page.tags.count("details") == 1

    def test_a_waived_break_is_told_apart(self, narrowed: Finding) -> None:
        report = Report("compatible", "major", (narrowed.waive({"reason": "agreed"}),)).to_dict()
        assert "What was accepted on purpose" in Page(rendered(report)).text

    def test_a_rule_links_to_its_page_where_one_is_served(self, refusal: dict[str, Any]) -> None:
        page = Page(rendered(refusal, ways_out=WaysOut(manual="https://r.example/rules")))
        assert ("href", "https://r.example/rules/enum-value-added") in page.attributes


class TestSafety:
    def test_nothing_is_loaded_and_nothing_runs(self, refusal: dict[str, Any]) -> None:
        text = rendered(refusal)
        page = Page(text)
        assert not {"script", "link", "img", "iframe", "object", "form"}.intersection(page.tags)
        assert not re.search(r"url\(|@import|https?:", text)
        assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes

    def test_a_document_cannot_write_markup(self, plain: Callable[..., Finding], narrowed: Finding) -> None:
        evil = "</code></style></title><script>alert(1)</script>\"'><img src=x onerror=y>`<b>`\x1b\u202e"
        hostile = plain("breaking", rule=evil, subject=evil, message=evil, fingerprint=evil)
        names = Names(evil, evil, evil, title=evil, head_version=evil)
        report = Report("breaking", "major", (hostile, narrowed)).to_dict()
        text = formats.render(View(report, names, WaysOut(evil, evil, evil)), "html", path=evil)
        page = Page(text)
        assert not {"script", "img", "b"}.intersection(page.tags)
        assert not any(name.startswith("on") for name, _ in page.attributes)
        assert page.tags.count("style") == page.tags.count("title") == 1
        assert "\x1b" not in text
        assert "\u202e" not in text

    def test_the_same_twice_is_the_same_to_the_byte(self, refusal: dict[str, Any]) -> None:
        assert rendered(refusal) == rendered(refusal)
