"""The sides of a comparison."""

import subprocess
from pathlib import Path

import pytest

from dovetail_cli.failures import Failure
from dovetail_cli.sides import read_side, read_sides


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A git repository with one commit, tagged `v1`, and the current folder in it."""
    folder = tmp_path / "repository"
    (folder / "specs").mkdir(parents=True)
    (folder / "specs" / "openapi.json").write_bytes(b'{"committed": true}\r\n')
    for arguments in (
        ["init", "--quiet", "--initial-branch=main"],
        ["config", "user.email", "a@example.com"],
        ["config", "user.name", "A"],
        ["config", "core.autocrlf", "true"],
        ["add", "."],
        ["commit", "--quiet", "--message=first"],
        ["tag", "v1"],
    ):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)
    monkeypatch.chdir(folder)
    return folder


class TestFile:
    def test_a_file_is_read_as_it_is(self, tmp_path: Path) -> None:
        path = tmp_path / "openapi.yaml"
        path.write_bytes(b"openapi: 3.1.0\r\n")
        side = read_side(str(path), registry=None)
        assert (side.data, side.name, side.path) == (b"openapi: 3.1.0\r\n", str(path), str(path))

    def test_an_existing_file_wins_over_a_coordinate_and_a_revision(self, repository: Path) -> None:
        (repository / "acme").mkdir()
        for name in ("acme/orders", "main:odd.json"):
            (repository / name).write_bytes(b"from the file")
            assert read_side(name, registry=None).data == b"from the file"

    def test_a_folder_is_refused_by_name(self, tmp_path: Path) -> None:
        with pytest.raises(Failure, match="cannot be read: Is a directory"):
            read_side(str(tmp_path), registry=None)

    def test_a_missing_file_names_every_other_way(self) -> None:
        with pytest.raises(Failure, match=r"`openapi\.json` is no file here") as failure:
            read_side("openapi.json", registry=None)
        assert "git revision" in failure.value.hint
        assert "coordinate" in failure.value.hint

    def test_standard_input_cannot_be_both_sides(self) -> None:
        with pytest.raises(Failure, match="can be read only once"):
            read_sides("-", "-", registry=None)


class TestRevision:
    @pytest.mark.parametrize("revision", ["main", "v1", "HEAD"])
    def test_a_file_of_a_revision_is_read(self, repository: Path, revision: str) -> None:
        (repository / "specs" / "openapi.json").write_bytes(b"edited")
        side = read_side(f"{revision}:specs/openapi.json", registry=None)
        assert side.data.rstrip() == b'{"committed": true}'
        assert side.path == "specs/openapi.json"

    def test_a_path_may_count_from_the_current_folder(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(repository / "specs")
        assert b"committed" in read_side("main:./openapi.json", registry=None).data

    @pytest.mark.usefixtures("repository")
    def test_an_unknown_revision_says_to_fetch(self) -> None:
        with pytest.raises(Failure, match=r"git cannot read `origin/main:specs/openapi\.json`") as failure:
            read_side("origin/main:specs/openapi.json", registry=None)
        assert "git fetch origin" in failure.value.hint

    @pytest.mark.usefixtures("repository")
    def test_an_unknown_path_says_where_paths_count_from(self) -> None:
        with pytest.raises(Failure, match="git cannot read") as failure:
            read_side("main:openapi.json", registry=None)
        assert "`main:./openapi.json` counts from this folder" in failure.value.hint

    def test_outside_a_repository_it_says_so(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        with pytest.raises(Failure) as failure:
            read_side("main:openapi.json", registry=None)
        assert "inside the repository" in failure.value.hint

    @pytest.mark.usefixtures("repository")
    def test_a_revision_cannot_be_an_option_of_git(self) -> None:
        with pytest.raises(Failure, match="`--textconv` is no git revision"):
            read_side("--textconv:specs/openapi.json", registry=None)

    @pytest.mark.usefixtures("repository")
    def test_without_git_it_says_that_git_is_needed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        with pytest.raises(Failure, match="needs git"):
            read_side("main:specs/openapi.json", registry=None)


class TestRelease:
    def test_a_coordinate_without_a_registry_says_how_to_name_one(self) -> None:
        with pytest.raises(Failure, match="No registry is named") as failure:
            read_side("acme/orders@1.4.0", registry=None)
        assert "DOVETAIL_URL" in failure.value.hint
