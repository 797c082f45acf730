"""`dovetail check` on hostile documents: an exit code that means something, a message, no traceback."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from harness.processes import BIN

TEXT = {"type": "string"}
LOOP = {"$ref": "#/components/schemas/Loop"}


def document(schema: Any, **components: Any) -> bytes:
    body = {"required": True, "content": {"application/json": {"schema": schema}}}
    operation = {"requestBody": body, "responses": {"204": {"description": "Done"}}}
    return json.dumps(
        {
            "openapi": "3.1.0",
            "info": {"title": "Hostile", "version": "1"},
            "paths": {"/a": {"post": operation}},
            "components": {"schemas": components},
        }
    ).encode()


def pattern(text: str) -> bytes:
    return document({**TEXT, "pattern": text})


def deep(depth: int) -> Any:
    schema: Any = TEXT
    for _ in range(depth):
        schema = {"allOf": [schema]}
    return schema


# name: (base, head, exit code, what the output says)
JUDGED = {
    "equal patterns that backtrack": (pattern("^(a+)+$"), pattern("^(a|aa)+$"), 0, "compatible"),
    "a wider pattern that backtracks": (pattern("(a+)+$"), pattern("^(a+)+$"), 1, "breaking"),
    "patterns too large to decide": (pattern("^(a{1,200}){1,200}$"), pattern("^a{1,39999}$"), 3, "unknown"),
    "a pattern that looks behind": (pattern("b"), pattern("(?<!a)b"), 3, "lookaround"),
    "a long enumeration": (
        document({"enum": [f"v{i}" for i in range(100_000)]}),
        document({"enum": [f"v{i}" for i in range(99_999)]}),
        1,
        "v99999",
    ),
    "a number beyond 64 bits": (
        document({"type": "integer", "maximum": 10**30}),
        document({"type": "integer", "maximum": 10**30 - 1}),
        1,
        "10000000000",
    ),
    "something that has no value": (
        document(LOOP, Loop={"type": "object", "required": ["next"], "properties": {"next": LOOP}}),
        document({"type": "boolean"}),
        0,
        "compatible",
    ),
    "a length that nobody can show": (
        document({**TEXT, "minLength": 10**12}),
        document({**TEXT, "minLength": 10**12 + 1}),
        3,
        "unknown",
    ),
}

GOOD = document(TEXT)

# name: (head, what the complaint says)
REFUSED = {
    "a reference to itself": (document(LOOP, Loop=LOOP), "ref-cycle"),
    "a reference to nothing": (document(LOOP), "leads nowhere"),
    "too deep": (document(deep(450)), "too-deep"),
    "no JSON": (b'{"openapi": "3.1.0",', ""),
    "nothing": (b"", ""),
    "a list": (b"[]", ""),
    "another language": (b"\xff\xfe\x00\x01", ""),
    "a number for a schema": (document(5), "schema"),
    "another version": (
        b'{"openapi": "4.0.0", "info": {"title": "T", "version": "1"}, "paths": {}}',
        "4.0.0",
    ),
}


def check(folder: Path, base: bytes, head: bytes, *more: str) -> subprocess.CompletedProcess[str]:
    for name, data in (("base.json", base), ("head.json", head)):
        (folder / name).write_bytes(data)
    command = [BIN / "dovetail", "check", "base.json", "head.json", *more]
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert "Traceback" not in done.stderr
    return done


class TestHostileDocuments:
    @pytest.mark.parametrize(("base", "head", "code", "said"), JUDGED.values(), ids=JUDGED)
    def test_are_judged(self, tmp_path: Path, base: bytes, head: bytes, code: int, said: str) -> None:
        done = check(tmp_path, base, head)
        assert (done.returncode, done.stderr) == (code, "")
        assert said in done.stdout

    @pytest.mark.parametrize(("base", "head", "code", "_"), JUDGED.values(), ids=JUDGED)
    def test_have_a_report_of_the_same_verdict(
        self, tmp_path: Path, base: bytes, head: bytes, code: int, _: str
    ) -> None:
        done = check(tmp_path, base, head, "--format", "json")
        report = json.loads(done.stdout)
        assert {"compatible": 0, "breaking": 1, "unknown": 3}[report["verdict"]] == done.returncode == code
        shown = [one["witness"] for each in report["findings"] for one in each["occurrences"]]
        assert any(shown) == (code == 1)

    @pytest.mark.parametrize(("head", "said"), REFUSED.values(), ids=REFUSED)
    def test_that_are_none_are_bad_input(self, tmp_path: Path, head: bytes, said: str) -> None:
        for one, two in ((GOOD, head), (head, GOOD)):
            done = check(tmp_path, one, two)
            assert done.returncode == 2
            assert said in done.stdout + done.stderr
            assert (done.stdout + done.stderr).strip()

    def test_that_are_absent_are_bad_usage(self, tmp_path: Path) -> None:
        command = [BIN / "dovetail", "check", "absent.json", "neither.json"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "absent.json" in done.stderr
        assert "Traceback" not in done.stderr
