"""Every format of the reports on real documents: whole, well-formed, and the same every time."""

import ast
import io
import json
import os
import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest
from rich.console import Console

from dovetail_cli.render import changelog, formats, history, markdown, text
from dovetail_cli.render.view import Names, View, WaysOut
from dovetail_engine.compat import Policy, compare, report_schema
from dovetail_engine.oas import load

CORPUS = Path(os.environ.get("DOVETAIL_CORPUS", Path(__file__).parents[4] / ".." / "shared" / "corpus"))
APIS = ("museum", "resend", "svix", "optimade")
EVIDENCE = re.compile(r"""\s+(?:curl|…|-|\{|\[|"|HTTP|[A-Za-z-]+: )|.*dovetail """)

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(
        not CORPUS.is_dir(), reason="the corpus of real documents is not here (DOVETAIL_CORPUS)"
    ),
]


def in_order(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", path.stem.removeprefix("v")[:10])]


@cache
def views(api: str) -> list[View]:
    """The reports on consecutive versions of an API."""
    files = sorted((CORPUS / api).glob("[!.]*"), key=in_order)
    names = Names("1.0.0", "a.json", "b.json", base_version="1.0.0", title="An API", head_version="1.1.0")
    found = []
    for base, head in pairwise(load(file.read_bytes()) for file in files):
        report = compare(base, head, Policy(axes="both")).to_dict()
        found.append(View(report, names, WaysOut("dovetail changelog a.json b.json")))
    return found


@pytest.mark.parametrize("api", APIS)
class TestRealReports:
    def test_every_format_is_well_formed_and_the_same_twice(self, api: str) -> None:
        schema = jsonschema_rs.Draft202012Validator(report_schema())
        for view in views(api):
            made = {name: formats.render(view, name, path="b.json") for name in formats.CHECK_FORMATS}
            assert made == {name: formats.render(view, name, path="b.json") for name in made}
            schema.validate(json.loads(made["json"]))
            assert len(json.loads(made["sarif"])["runs"][0]["results"]) == len(view.findings)
            assert json.loads(made["har"])["log"]["version"] == "1.2"
            assert len(made["markdown"].encode()) <= markdown.LIMIT
            ET.fromstring(made["junit"])  # noqa: S314 - what was just written here
            ast.parse(made["pytest"])
            assert _text_of(made["html"])

    def test_prose_fits_every_width(self, api: str) -> None:
        for view in views(api):
            for width in (40, 60, 100, 160, 200):
                for show in (text.print_report, changelog.print_text):
                    lines = _shown(view, width, show)
                    wide = [line for line in lines if len(line) > width and not EVIDENCE.match(line)]
                    # A name that is wider than the terminal is not broken.
                    assert [line for line in wide if max(map(len, line.split())) < width - 10] == []

    def test_a_changelog_tells_of_every_finding(self, api: str) -> None:
        for view in views(api):
            told = history.as_data(view)
            prints = [
                one
                for group in told["groups"]
                for change in group["changes"]
                for one in change["fingerprints"]
            ]
            assert sorted(prints) == sorted(cause.finding["fingerprint"] for cause in view.findings)
            assert _text_of(changelog.webpage(view))


def _shown(view: View, width: int, show: object) -> list[str]:
    file = io.StringIO()
    show(view, Console(file=file, width=width, highlight=False))  # type: ignore[operator]
    return file.getvalue().splitlines()


def _text_of(page: str) -> str:
    words: list[str] = []
    parser = HTMLParser()
    parser.handle_data = words.append  # type: ignore[method-assign]
    parser.feed(page)
    parser.close()
    return "".join(words)
