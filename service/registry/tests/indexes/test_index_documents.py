"""What the two indexes say of given files."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dovetail_registry.indexes import npm, simple
from dovetail_registry.indexes.published import PublishedFile

WHEEL = PublishedFile(
    project="acme-orders",
    version="1.0.0",
    filename="acme_orders-1.0.0-py3-none-any.whl",
    size=1018,
    sha256="ab" * 32,
    sha512="cd" * 64,
    sha1="ef" * 20,
    metadata=b"Metadata-Version: 2.1\nName: acme-orders\nVersion: 1.0.0\nRequires-Python: >=3.10\n\nText",
    uploaded_at=datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC),
    yanked=None,
    channel="main",
    precedence="1",
    prerelease=False,
)
TARBALL = replace(
    WHEEL,
    project="@acme/orders",
    filename="orders-1.0.0.tgz",
    metadata=json.dumps(
        {"name": "@acme/orders", "version": "1.0.0", "exports": {}, "license": "MIT"}
    ).encode(),
)


class TestNegotiate:
    @pytest.mark.parametrize(
        ("accept", "content_type"),
        [
            (None, "text/html; charset=utf-8"),
            ("*/*", "text/html; charset=utf-8"),
            ("text/html", "text/html; charset=utf-8"),
            ("application/vnd.pypi.simple.v1+json", simple.JSON_TYPE),
            ("application/vnd.pypi.simple.latest+json", simple.JSON_TYPE),
            (
                f"{simple.JSON_TYPE}, {simple.HTML_TYPE}; q=0.1, text/html; q=0.01",
                simple.JSON_TYPE,
            ),
            ("application/vnd.pypi.simple.v1+json, */*;q=0.1", simple.JSON_TYPE),
            (
                f"{simple.HTML_TYPE}, {simple.JSON_TYPE};q=0.5",
                simple.HTML_TYPE,
            ),
            ("nonsense", "text/html; charset=utf-8"),
        ],
    )
    def test_answers_what_was_asked_for(self, accept: str | None, content_type: str) -> None:
        chosen = simple.negotiate(accept)
        assert chosen
        assert chosen.content_type == content_type

    def test_has_nothing_for_other_types(self) -> None:
        assert simple.negotiate("application/json") is None


class TestProjectDetail:
    def detail(self, *files: PublishedFile) -> dict[str, object]:
        chosen = simple.Representation("json", simple.JSON_TYPE)
        return json.loads(simple.project_detail("acme-orders", files, chosen))

    def test_lists_what_pep_691_and_700_ask_for(self) -> None:
        detail = self.detail(WHEEL)
        (file,) = detail["files"]
        assert detail["versions"] == ["1.0.0"]
        assert file["upload-time"] == "2026-01-02T03:04:05.678Z"
        assert file["requires-python"] == ">=3.10"
        assert file["core-metadata"] == file["dist-info-metadata"]
        assert file["yanked"] is False
        assert file["url"] == "../../files/acme-orders/acme_orders-1.0.0-py3-none-any.whl"

    def test_shows_versions_in_their_order(self) -> None:
        newer = replace(WHEEL, version="1.10.0", precedence="3")
        older = replace(WHEEL, version="1.9.0", precedence="2")
        assert self.detail(newer, older, WHEEL)["versions"] == ["1.0.0", "1.9.0", "1.10.0"]

    def test_escapes_a_reason_in_html(self) -> None:
        yanked = replace(WHEEL, yanked='"><script>')
        html = simple.project_detail("acme-orders", [yanked], simple.Representation("html", simple.HTML_TYPE))
        assert b"<script>" not in html
        assert b'data-requires-python="&gt;=3.10"' in html
        assert b"data-yanked=" in html


class TestPackument:
    def packument(self, *files: PublishedFile, content_type: str = npm.FULL_TYPE) -> dict[str, object]:
        made = npm.packument(
            "@acme/orders", files, base_url="https://r.example/npm", content_type=content_type
        )
        return json.loads(made)

    def test_names_absolute_conventional_tarballs(self) -> None:
        dist = self.packument(TARBALL)["versions"]["1.0.0"]["dist"]
        assert dist["tarball"] == "https://r.example/npm/@acme/orders/-/orders-1.0.0.tgz"
        assert dist["integrity"].startswith("sha512-")

    def test_full_document_has_times(self) -> None:
        times = self.packument(TARBALL)["time"]
        assert times["1.0.0"] == times["created"] == times["modified"] == "2026-01-02T03:04:05.678Z"

    def test_short_document_leaves_out_what_installing_needs_not(self) -> None:
        short = self.packument(TARBALL, content_type=npm.ABBREVIATED_TYPE)
        assert set(short) == {"name", "dist-tags", "versions", "modified"}
        assert set(short["versions"]["1.0.0"]) == {"name", "version", "hasInstallScript", "dist"}

    def test_latest_is_neither_yanked_nor_a_preview(self) -> None:
        files = [
            TARBALL,
            replace(TARBALL, version="1.1.0", precedence="2", yanked="wrong"),
            replace(TARBALL, version="1.2.0-beta.1", precedence="3", prerelease=True),
            replace(TARBALL, version="2.0.0-next.1", precedence="4", channel="next", prerelease=True),
        ]
        assert self.packument(*files)["dist-tags"] == {"latest": "1.0.0", "next": "2.0.0-next.1"}

    def test_yanked_is_deprecated_with_its_reason(self) -> None:
        yanked = replace(TARBALL, yanked="use 1.0.1")
        assert self.packument(yanked)["versions"]["1.0.0"]["deprecated"] == "use 1.0.1"

    @pytest.mark.parametrize(
        ("accept", "content_type"),
        [
            (None, npm.FULL_TYPE),
            ("application/json", npm.FULL_TYPE),
            (
                f"{npm.ABBREVIATED_TYPE}; q=1.0, application/json; q=0.8, */*",
                npm.ABBREVIATED_TYPE,
            ),
            ("text/html", npm.FULL_TYPE),
        ],
    )
    def test_full_document_unless_the_short_one_is_preferred(
        self, accept: str | None, content_type: str
    ) -> None:
        assert npm.negotiate(accept) == content_type
