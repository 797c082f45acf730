"""Documents of a git revision: every file of it from the commit, whatever the work tree holds."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dovetail_cli.documents import InvalidDocument, read_document
from dovetail_cli.failures import Failure
from dovetail_cli.revisions import parse_revision
from dovetail_cli.sides import read_side
from dovetail_engine.oas import Document

MAIN = """\
openapi: 3.1.0
info: {title: A, version: '1'}
components: {schemas: {A: {$ref: '../common/ä b.yaml'}}}
"""


def git(*arguments: str, cwd: Path) -> None:
    subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a document of two files, both of which the work tree has otherwise."""
    folder = tmp_path / "repository"
    (folder / "my specs").mkdir(parents=True)
    (folder / "common").mkdir()
    (folder / "my specs" / "öpen api.yaml").write_text(MAIN)
    (folder / "common" / "ä b.yaml").write_text("type: string\n")
    (folder / "my specs" / "link.yaml").symlink_to("öpen api.yaml")
    (folder / "my specs" / "out.yaml").symlink_to("/etc/hostname")
    git("init", "--quiet", "--initial-branch=main", cwd=folder)
    git("config", "user.email", "a@example.com", cwd=folder)
    git("config", "user.name", "A", cwd=folder)
    git("add", ".", cwd=folder)
    git("commit", "--quiet", "--message=fix: first", cwd=folder)
    (folder / "common" / "ä b.yaml").write_text("type: boolean\n")
    (folder / "my specs" / "öpen api.yaml").unlink()
    monkeypatch.chdir(folder)
    return folder


def read(argument: str, root: str | None = ".") -> Document:
    return read_document(read_side(argument, registry=None, root=root))


def kind(document: Document) -> object:
    return document.tree["components"]["schemas"]["A"]["type"]


class TestEveryFile:
    @pytest.mark.usefixtures("repository")
    @pytest.mark.parametrize("name", ["öpen api.yaml", "link.yaml"])
    def test_comes_from_the_revision(self, name: str) -> None:
        document = read(f"main:my specs/{name}")
        assert kind(document) == "string"
        spot = document.spots(["/components/schemas/A/type"])["/components/schemas/A/type"]
        assert (spot.file, spot.line) == ("../common/ä b.yaml", 1)

    @pytest.mark.usefixtures("repository")
    def test_outside_the_folder_it_says_how_to_widen_it(self) -> None:
        with pytest.raises(InvalidDocument) as failure:
            read("HEAD:my specs/öpen api.yaml", None)
        (found,) = failure.value.found
        assert (found["code"], found["line"]) == ("outside-root", 3)
        assert "--root DIR" in found["hint"]

    def test_paths_and_root_may_count_from_a_folder(
        self, repository: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(repository / "my specs")
        assert kind(read("HEAD:./öpen api.yaml", "..")) == "string"
        with pytest.raises(Failure, match="leads out of the repository"):
            read("HEAD:../../openapi.yaml")
        with pytest.raises(Failure, match="is not in the folder"):
            read("HEAD:common/ä b.yaml", ".")

    @pytest.mark.usefixtures("repository")
    @pytest.mark.parametrize(
        ("path", "reason"),
        [
            ("my specs/out.yaml", "a link out of the repository"),
            ("my specs", "it is a folder"),
            ("none.yaml", "there is none"),
            ("common/ä b.yaml/x", "a file stands where its folder should be"),
            ("a\nb", "line break"),
        ],
    )
    def test_what_is_not_there_is_said(self, path: str, reason: str) -> None:
        with pytest.raises(Failure, match="git cannot read") as failure:
            read(f"HEAD:{path}")
        assert reason in failure.value.message
        assert "counts from this folder" in failure.value.hint


class TestRepositories:
    PLAIN = MAIN.replace("{$ref: '../common/ä b.yaml'}", "{type: string}")

    @pytest.fixture
    def committed(self, repository: Path) -> Path:
        """The repository, with a document of one file at the top in a second commit."""
        (repository / "openapi.yaml").write_text(self.PLAIN)
        git("add", "openapi.yaml", cwd=repository)
        git("commit", "--quiet", "--message=second", cwd=repository)
        return repository

    @pytest.mark.parametrize(
        ("prepare", "folder"),
        [
            (lambda at: git("clone", "--quiet", "--bare", ".", "../bare", cwd=at), "../bare"),
            (lambda at: git("worktree", "add", "--quiet", "../tree", "-b", "other", cwd=at), "../tree"),
            (lambda at: git("checkout", "--quiet", "--detach", cwd=at), "."),
            (
                lambda at: git("clone", "--quiet", "--depth=1", f"file://{at}", "../shallow", cwd=at),
                "../shallow",
            ),
        ],
        ids=["bare", "worktree", "detached", "shallow"],
    )
    def test_of_every_kind_are_read(
        self,
        committed: Path,
        monkeypatch: pytest.MonkeyPatch,
        prepare: Callable[[Path], None],
        folder: str,
    ) -> None:
        prepare(committed)
        monkeypatch.chdir(committed / folder)
        assert kind(read("HEAD:openapi.yaml", None)) == "string"

    def test_a_shallow_one_says_how_to_deepen_it(
        self, committed: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        git("clone", "--quiet", "--depth=1", f"file://{committed}", "../shallow", cwd=committed)
        monkeypatch.chdir(committed / "../shallow")
        with pytest.raises(Failure, match="there is no revision `HEAD~1` here") as failure:
            read("HEAD~1:openapi.yaml", None)
        assert "git fetch --unshallow" in failure.value.hint


class TestArguments:
    @pytest.mark.parametrize(
        ("argument", "parsed"),
        [
            ("main:a.yaml", ("main", "a.yaml")),
            ("HEAD^{/fix: first}:a:b.yaml", ("HEAD^{/fix: first}", "a:b.yaml")),
            ("a.yaml", None),
            (":a.yaml", None),
            ("main:", None),
        ],
    )
    def test_a_colon_in_braces_belongs_to_the_revision(
        self, argument: str, parsed: tuple[str, str] | None
    ) -> None:
        assert parse_revision(argument) == parsed

    @pytest.mark.usefixtures("repository")
    def test_a_search_for_a_message_is_a_revision(self) -> None:
        assert kind(read("HEAD^{/fix: first}:my specs/öpen api.yaml")) == "string"

    @pytest.mark.usefixtures("repository")
    @pytest.mark.parametrize("argument", ["--textconv:a.yaml", "-p:a.yaml"])
    def test_no_revision_is_an_option(self, argument: str) -> None:
        with pytest.raises(Failure, match="is no git revision"):
            read(argument)

    @pytest.mark.usefixtures("repository")
    @pytest.mark.parametrize("path", ["--filters", "-x", "./--batch"])
    def test_no_path_is_an_option(self, path: str) -> None:
        with pytest.raises(Failure, match=r"cannot read.*there is none"):
            read(f"HEAD:{path}")
