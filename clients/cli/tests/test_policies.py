"""The policy file."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dovetail_cli.failures import Failure
from dovetail_cli.policies import Wishes, read_policy
from dovetail_engine.compat import Deprecation, Policy, Severity

WAIVER = '[[waiver]]\nfingerprint = "7c1f9e2"\nreason = "agreed"\nowner = "orders"\n'


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "strict.toml"


class TestReadPolicy:
    def test_without_a_file_it_is_the_default(self) -> None:
        assert read_policy(None).policy == Policy()

    def test_finds_the_file_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "dovetail.toml").write_text('[policy]\nmode = "full"\n')
        found = read_policy(None)
        assert (found.policy.mode, found.source) == ("full", "dovetail.toml")

    def test_the_file_says_how_strict_to_be(self, file: Path) -> None:
        file.write_text(
            '[policy]\naxes = "both"\nenum_growth = "risky"\nresponse_members = "risky"\nformats = ["date"]\n'
            "[policy.deprecation]\nmin_days = 90\n"
            '[[policy.severity]]\nrule = "response-*"\npath = "/internal/**"\nlevel = "risky"\n'
        )
        assert read_policy(str(file)).policy == Policy(
            axes="both",
            enum_growth="risky",
            response_members="risky",
            formats=frozenset({"date"}),
            deprecation=Deprecation(min_days=90),
            severity=(Severity("risky", rule="response-*", path="/internal/**"),),
        )

    def test_the_command_line_wins(self, file: Path) -> None:
        file.write_text('[policy]\naxes = "wire"\nmode = "forward"\nagainst = "live"\n')
        wishes = Wishes(axis="source", mode="full", against="base", accept_unknown=True)
        policy = read_policy(str(file), wishes).policy
        assert policy == Policy(axes="source", mode="full", against="base", accept_unknown=True)

    def test_waivers_come_with_the_day_to_judge_them_by(self, file: Path) -> None:
        yesterday = datetime.now(UTC).date() - timedelta(days=1)
        file.write_text(f"{WAIVER}expires = {yesterday.isoformat()}\n")
        found = read_policy(str(file))
        assert found.today is not None
        assert [waiver.expired(found.today) for waiver in found.waivers] == [True]
        assert found.waivers[0].expires == yesterday

    def test_a_date_may_stand_in_quotes(self, file: Path) -> None:
        file.write_text(f'{WAIVER}expires = "2027-01-31"\n')
        assert read_policy(str(file)).waivers[0].expires == date(2027, 1, 31)


class TestObjections:
    @pytest.mark.parametrize(
        ("content", "place", "said"),
        [
            ('[policy]\nenum_grow = "risky"\n', "2:1", "`enum_grow` is unknown; did you mean `enum_growth`?"),
            ('[policy]\n  axes = "wires"\n', "2:10", '`axes` must be "wire", "source" or "both"'),
            ('policy = { axes = ["wire"] }\n', "1:19", "`axes` must be"),
            ("[policy]\naccept_unknown = 1\n", "2:18", "`accept_unknown` must be true or false"),
            ('[policy]\nformats = ["dates"]\n', "2:11", "`formats` must be a list of some of byte, date,"),
            ("[policy]\nsteps = 1\n", "2:9", "`steps` must be a whole number from 1000 to"),
            ("waiver = [1]\n", "1:10", "`waiver` must be a list of tables"),
            ("policy = 1\n", "1:10", "`policy` must be a table"),
            (f'{WAIVER}\n{WAIVER}expires = "soon"\n', "10:11", "`expires` must be a date"),
            (f"{WAIVER}until = 2027-01-31\n", "5:1", "`until` is unknown"),
            ('axes = "wire"\n', "1:1", "`axes` is unknown here; it belongs into `policy`"),
            ('[[waiver]]\nfingerprint = "7c1f9e2"\nreason = "ok"\n', "1:3", "`owner` is missing"),
            (
                '[[waiver]]\nfingerprint = "7c1f"\nreason = "a"\nowner = "b"\n',
                "2:15",
                "`fingerprint` must be 7",
            ),
            ('[[policy.severity]]\nrule = "x"\nlevel = "safe"\n', "2:8", "`rule` must be the id of a rule"),
            ('[[policy.severity]]\nlevel = "bad"\n', "2:9", '`level` must be "breaking", "unknown", "risky"'),
        ],
    )
    def test_name_the_place_and_what_is_allowed(
        self, file: Path, content: str, place: str, said: str
    ) -> None:
        file.write_text(content)
        with pytest.raises(Failure) as failure:
            read_policy(str(file))
        assert failure.value.message.startswith(f"{file}:{place}: {said}")

    def test_are_told_all_at_once(self, file: Path) -> None:
        file.write_text('[policy]\nmode = "both"\nagainst = "all"\n')
        with pytest.raises(Failure) as failure:
            read_policy(str(file))
        assert [line.split(":")[1] for line in failure.value.message.splitlines()] == ["2", "3"]

    @pytest.mark.parametrize("content", ["axes = \n", "\udcff"])
    def test_what_is_no_toml_is_said_to_be_none(self, file: Path, content: str) -> None:
        file.write_bytes(content.encode(errors="surrogateescape"))
        with pytest.raises(Failure, match="is no TOML"):
            read_policy(str(file))

    def test_a_missing_file_is_said_to_be_missing(self, file: Path) -> None:
        with pytest.raises(Failure, match="cannot be read: No such file"):
            read_policy(str(file))
