"""`dovetail waive`."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from dovetail_cli.main import dovetail
from dovetail_cli.policies import read_policy

SOON = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
WRITTEN = """# How strict we are.
[policy]
mode = "full"   # since May

[[waiver]]      # the old one
fingerprint = "0123456"
reason = "agreed"
owner = "orders"

"""


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def waive(*arguments: str, expected: int = 0) -> str:
    result = CliRunner().invoke(dovetail, ["waive", *arguments])
    assert result.exit_code == expected, result.output
    return result.output


class TestWaive:
    def test_makes_the_file(self) -> None:
        waive("7c1f9e2", "--reason", "Nobody sends it", "--until", SOON, "--owner", "orders")
        (waiver,) = read_policy(None).waivers
        assert waiver.to_dict() == {
            "fingerprint": "7c1f9e2",
            "reason": "Nobody sends it",
            "owner": "orders",
            "expires": SOON,
        }

    def test_leaves_everything_else_in_the_file_as_it_is(self, tmp_path: Path) -> None:
        (tmp_path / "dovetail.toml").write_text(WRITTEN)
        waive("7c1f9e2", "--reason", "a", "--until", SOON, "--owner", "b")
        text = (tmp_path / "dovetail.toml").read_text()
        assert text.startswith(WRITTEN.rstrip("\n"))
        assert [waiver.fingerprint for waiver in read_policy(None).waivers] == ["0123456", "7c1f9e2"]

    def test_changes_the_waiver_that_is_there(self, tmp_path: Path) -> None:
        (tmp_path / "dovetail.toml").write_text(WRITTEN)
        said = waive("0123456", "--reason", "still", "--until", SOON, "--owner", "b")
        (waiver,) = read_policy(None).waivers
        assert (waiver.reason, waiver.owner) == ("still", "b")
        assert said.startswith("Changed in dovetail.toml")
        assert "# the old one" in (tmp_path / "dovetail.toml").read_text()

    def test_writes_into_the_file_that_is_named(self, tmp_path: Path) -> None:
        waive("7c1f9e2", "--reason", "a", "--until", SOON, "--owner", "b", "--policy", "other.toml")
        assert len(read_policy("other.toml").waivers) == 1
        assert not (tmp_path / "dovetail.toml").exists()

    @pytest.mark.parametrize(
        ("fingerprint", "reason", "until", "said"),
        [
            ("7c1f9", "a", SOON, "`fingerprint` must be 7 to 16 digits"),
            ("7c1f9e2", " ", SOON, "`reason` must be a sentence"),
            ("7c1f9e2", "a", "2020-01-01", "2020-01-01 is over"),
            ("7c1f9e2", "a", "soon", "does not match the format"),
        ],
    )
    def test_refuses_what_no_file_may_hold(
        self, tmp_path: Path, fingerprint: str, reason: str, until: str, said: str
    ) -> None:
        output = waive(fingerprint, "--reason", reason, "--until", until, "--owner", "b", expected=2)
        assert said in output
        assert not (tmp_path / "dovetail.toml").exists()

    def test_does_not_touch_a_file_that_is_wrong(self, tmp_path: Path) -> None:
        (tmp_path / "dovetail.toml").write_text("[policy]\nmod = 1\n")
        output = waive("7c1f9e2", "--reason", "a", "--until", SOON, "--owner", "b", expected=2)
        assert "dovetail.toml:2:1" in output
        assert (tmp_path / "dovetail.toml").read_text() == "[policy]\nmod = 1\n"
