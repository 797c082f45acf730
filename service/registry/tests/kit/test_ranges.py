"""Byte ranges as RFC 9110 wants them."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from dovetail_registry.kit.ranges import ranged

DATA = b"0123456789"


def answer(*headers: tuple[str, str], method: str = "GET", data: bytes = DATA) -> Response:
    raw = [(name.lower().encode(), value.encode()) for name, value in headers]
    request = Request({"type": "http", "method": method, "headers": raw})
    return ranged(request, data, "application/octet-stream", {"ETag": '"e"'})


class TestRanges:
    @pytest.mark.parametrize(
        ("asked", "part", "said"),
        [
            ("bytes=0-3", b"0123", "bytes 0-3/10"),
            ("bytes=8-", b"89", "bytes 8-9/10"),
            ("bytes=-3", b"789", "bytes 7-9/10"),
            ("bytes=-30", DATA, "bytes 0-9/10"),
            ("bytes=5-500", b"56789", "bytes 5-9/10"),
            ("bytes=4-4", b"4", "bytes 4-4/10"),
            ("Bytes = 0 - 1", b"01", "bytes 0-1/10"),
        ],
    )
    def test_a_range_is_answered_with_its_bytes(self, asked: str, part: bytes, said: str) -> None:
        found = answer(("Range", asked))
        assert (found.status_code, found.body, found.headers["content-range"]) == (206, part, said)
        assert found.headers["content-length"] == str(len(part))

    @pytest.mark.parametrize("asked", ["", "bytes=", "bytes=a-b", "bytes=5-2", "lines=0-1", "bytes=0-1,4-5"])
    def test_what_is_no_single_range_is_answered_with_the_whole(self, asked: str) -> None:
        found = answer(("Range", asked))
        assert (found.status_code, found.body) == (200, DATA)
        assert found.headers["accept-ranges"] == "bytes"

    @pytest.mark.parametrize("asked", ["bytes=10-", "bytes=99-100", "bytes=-0"])
    def test_a_range_behind_the_end_cannot_be_satisfied(self, asked: str) -> None:
        found = answer(("Range", asked))
        assert (found.status_code, found.body) == (416, b"")
        assert found.headers["content-range"] == "bytes */10"

    def test_a_range_of_other_bytes_is_answered_with_the_whole(self) -> None:
        assert answer(("Range", "bytes=0-1"), ("If-Range", '"other"')).status_code == 200
        assert answer(("Range", "bytes=0-1"), ("If-Range", '"e"')).status_code == 206

    def test_head_ignores_ranges(self) -> None:
        assert answer(("Range", "bytes=0-1"), method="HEAD").status_code == 200

    def test_nothing_has_no_range(self) -> None:
        assert answer(("Range", "bytes=0-"), data=b"").status_code == 416
