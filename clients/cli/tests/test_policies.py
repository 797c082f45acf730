"""The policy file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dovetail_cli.failures import Failure
from dovetail_cli.policies import read_policy
from dovetail_engine.compat import Policy

WAIVER = '[[waivers]]\nfingerprint = "7c1f9e2"\nreason = "agreed"\nowner = "orders"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "dovetail.toml"


class TestReadPolicy:
    def test_without_a_file_it_is_the_default(self) -> None:
        assert read_policy(None).policy == Policy()

    def test_the_file_says_how_strict_to_be(self, file: Path) -> None:
        file.write_text('axes = "both"\naccept_unknown = true\nenum_growth = "risky"\nformats = ["date"]\n')
        policy = read_policy(str(file)).policy
        assert policy == Policy("both", accept_unknown=True, enum_growth="risky", formats=frozenset({"date"}))

    def test_the_command_line_wins(self, file: Path) -> None:
        file.write_text('axes = "wire"\naccept_unknown = false\n')
        policy = read_policy(str(file), axis="source", accept_unknown=True).policy
        assert (policy.axes, policy.accept_unknown) == ("source", True)

    def test_a_waiver_holds_until_its_last_day(self, file: Path) -> None:
        today = datetime.now(UTC).date()
        for expires, held in ((today, 1), (today - timedelta(days=1), 0)):
            file.write_text(f"{WAIVER}expires = {expires.isoformat()}\n")
            assert len(read_policy(str(file)).waivers) == held

    @pytest.mark.parametrize(
        ("content", "line", "said"),
        [
            ('axes = "wire"\naxis = "both"\n', 2, "`axis` is unknown"),
            ('\naxes = "wires"\n', 2, '`axes` must be "wire", "source" or "both"'),
            ('axes = ["wire"]\n', 1, "`axes` must be"),
            ("accept_unknown = 1\n", 1, "`accept_unknown` must be true or false"),
            ('formats = ["dates"]\n', 1, "`formats` must be a list of known formats"),
            ('formats = "date"\n', 1, "`formats` must be"),
            ("waivers = [1]\n", 1, "`waivers`"),
            (f'{WAIVER}{WAIVER}expires = "soon"\n', 9, "`expires` must be a date"),
            (f"{WAIVER}until = 2027-01-31\n", 5, "`until` is unknown"),
        ],
    )
    def test_what_is_wrong_is_named_with_its_line(
        self, file: Path, content: str, line: int, said: str
    ) -> None:
        file.write_text(content)
        with pytest.raises(Failure) as failure:
            read_policy(str(file))
        assert failure.value.message.startswith(f"{file}:{line}: {said}")

    def test_a_waiver_needs_a_reason_and_an_owner(self, file: Path) -> None:
        file.write_text('[[waivers]]\nfingerprint = "7c1f9e2"\nreason = "agreed"\n')
        with pytest.raises(Failure, match="waiver 1 has no `owner`"):
            read_policy(str(file))

    @pytest.mark.parametrize("content", ["axes = \n", "\udcff"])
    def test_what_is_no_toml_is_said_to_be_none(self, file: Path, content: str) -> None:
        file.write_bytes(content.encode(errors="surrogateescape"))
        with pytest.raises(Failure, match="is no TOML"):
            read_policy(str(file))

    def test_a_missing_file_is_said_to_be_missing(self, file: Path) -> None:
        with pytest.raises(Failure, match="cannot be read: No such file"):
            read_policy(str(file))
