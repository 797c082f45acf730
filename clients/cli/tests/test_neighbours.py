"""The files beside a document on disk: inside one root, and nothing else."""

import os
from pathlib import Path

import pytest

from dovetail_cli.failures import Failure
from dovetail_cli.neighbours import MOST_BYTES, Folder, folder_of
from dovetail_engine.oas.bundle import FileRefused


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a document in `specs` and a secret beside it."""
    (tmp_path / "inside" / "specs").mkdir(parents=True)
    (tmp_path / "inside" / "specs" / "openapi.yaml").write_text("main")
    (tmp_path / "inside" / "common.yaml").write_text("common")
    (tmp_path / "secret.yaml").write_text("secret")
    monkeypatch.chdir(tmp_path / "inside")
    return tmp_path / "inside"


def code(folder: Folder, name: str) -> str:
    with pytest.raises(FileRefused) as refused:
        folder.read(name)
    return refused.value.code


class TestRoot:
    @pytest.mark.usefixtures("root")
    def test_it_is_the_folder_of_the_document(self) -> None:
        folder = folder_of("specs/openapi.yaml", None)
        assert (folder.main, folder.read("openapi.yaml")) == ("openapi.yaml", b"main")

    def test_another_one_is_named_by_its_path(self, root: Path) -> None:
        for name in (".", str(root), "specs/.."):
            folder = folder_of("specs/openapi.yaml", name)
            assert (folder.main, folder.read("common.yaml")) == ("specs/openapi.yaml", b"common")

    @pytest.mark.usefixtures("root")
    @pytest.mark.parametrize(("name", "said"), [("none", "is no folder"), ("specs", "is not in the folder")])
    def test_one_that_cannot_be_is_said(self, name: str, said: str) -> None:
        with pytest.raises(Failure, match=said):
            folder_of("common.yaml", name)


class TestReading:
    def test_a_link_inside_is_followed(self, root: Path) -> None:
        (root / "specs" / "link.yaml").symlink_to("openapi.yaml")
        assert folder_of("specs/openapi.yaml", None).read("link.yaml") == b"main"

    @pytest.mark.parametrize("target", ["../../secret.yaml", "../common.yaml", "/etc/hostname"])
    def test_a_link_out_of_it_is_not(self, root: Path, target: str) -> None:
        (root / "specs" / "link.yaml").symlink_to(target)
        assert code(folder_of("specs/openapi.yaml", None), "link.yaml") == "outside-root"

    def test_a_folder_behind_a_link_out_of_it_is_not_entered(self, root: Path) -> None:
        (root / "specs" / "up").symlink_to("../..")
        assert code(folder_of("specs/openapi.yaml", None), "up/secret.yaml") == "outside-root"

    def test_what_is_no_file_is_refused(self, root: Path) -> None:
        os.mkfifo(root / "specs" / "pipe")
        (root / "specs" / "loop").symlink_to("loop")
        folder = folder_of("specs/openapi.yaml", None)
        assert {code(folder, name) for name in ("pipe", "loop", "none", ".", "a\x00b")} == {"file-not-read"}

    def test_a_huge_file_is_refused_before_it_is_read(self, root: Path) -> None:
        with (root / "specs" / "huge").open("wb") as huge:
            huge.truncate(MOST_BYTES + 1)
        assert code(folder_of("specs/openapi.yaml", None), "huge") == "too-large"
