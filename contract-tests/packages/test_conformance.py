"""The real package managers against a running registry, case by case.

A cell that cannot exist says so in the table, and what makes it impossible is tested in its place.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from harness.processes import free_port, running
from packages.conftest import REASON, Shelf
from packages.managers import Manager, Npm, Pip, PythonManager, Uv, YarnClassic

Make = Callable[..., Manager]
Cell = Callable[[str], None]


def is_file(path: str) -> bool:
    """Whether a path is that of an archive."""
    return path.endswith((".whl", ".tgz"))


class TestInstall:
    @pytest.mark.case("cold install")
    def test_installs_what_is_asked_for(self, make: Make) -> None:
        manager = make()
        done = manager.install("1.0.0")
        assert (done.code, manager.installed()) == (0, "1.0.0"), done.text

    @pytest.mark.case("frozen lock")
    def test_installs_from_a_lock_file_with_nothing_in_the_cache(self, make: Make, shelf: Shelf) -> None:
        manager = make()
        locked = manager.lock("1.0.0")
        assert locked.code == 0, locked.text
        manager.forget()
        shelf.recorder.clear()
        done = manager.install_locked()
        assert (done.code, manager.installed()) == (0, "1.0.0"), done.text
        assert any(is_file(each.path) and each.status == 200 for each in shelf.recorder.seen)

    @pytest.mark.case("warm 304")
    def test_asks_again_with_what_it_knows(self, make: Make, shelf: Shelf, cell: Cell) -> None:
        manager = make()
        first = manager.install("1.0.0")
        assert first.code == 0, first.text
        manager.uninstall()
        for lock in ("package-lock.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock"):
            (manager.folder / lock).unlink(missing_ok=True)
        shelf.recorder.clear()
        done = manager.install("1.0.0")
        assert (done.code, manager.installed()) == (0, "1.0.0"), done.text
        pages = [each for each in shelf.recorder.seen if not is_file(each.path) and each.status != 401]
        asked = [each for each in pages if "if-none-match" in each.headers]
        assert all(each.status == 304 for each in asked)
        if not asked:
            cell(
                "asks anew: it caches over https only" if isinstance(manager, Pip) else "keeps no validators"
            )

    @pytest.mark.case("%2f")
    def test_spells_the_scope_as_it_likes(self, make: Make, shelf: Shelf, cell: Cell) -> None:
        manager = make()
        done = manager.install("1.0.0")
        assert done.code == 0, done.text
        paths = [each.path for each in shelf.recorder.seen]
        if isinstance(manager, PythonManager):
            assert not any("%2f" in path.lower() for path in paths)
            cell("never sent")
            return
        spelt = next(path for path in paths if "orders" in path and "/-/" not in path)
        cell(spelt.removeprefix("/npm/").split("?")[0])
        assert any(form in spelt for form in ("@acme/orders", "@acme%2forders", "@acme%2Forders"))


class TestWithdrawn:
    @pytest.mark.case("yanked")
    def test_says_why_a_release_was_withdrawn(self, make: Make, cell: Cell) -> None:
        manager = make()
        done = manager.install("1.1.0")
        assert (done.code, manager.installed()) == (0, "1.1.0"), done.text
        if REASON not in " ".join(done.text.split()):
            cell("deprecated, without a reason" if "deprecated" in done.text else "says nothing")
            assert not isinstance(manager, Npm | Pip | Uv), done.text


class TestSignIn:
    @pytest.mark.case("wrong token")
    def test_a_wrong_token_installs_nothing(self, make: Make) -> None:
        manager = make(token="dvt_wrong")
        done = manager.install("1.0.0")
        assert done.code != 0
        assert manager.installed() is None

    @pytest.mark.case("no token")
    def test_without_a_token_nothing_is_installed(self, make: Make, shelf: Shelf) -> None:
        manager = make(token=None)
        done = manager.install("1.0.0")
        assert done.code != 0
        assert manager.installed() is None
        assert shelf.recorder.seen
        assert {each.status for each in shelf.recorder.seen} == {401}


class TestTampering:
    @pytest.mark.case("tampered")
    def test_bytes_that_were_changed_are_refused(self, make: Make, shelf: Shelf) -> None:
        shelf.recorder.change = lambda path, data: _flipped(data) if is_file(path) and data else data
        manager = make()
        done = manager.install("1.0.0")
        assert done.code != 0
        assert manager.installed() is None
        assert any(is_file(each.path) for each in shelf.recorder.seen)


def _flipped(data: bytes) -> bytes:
    """The same number of bytes, one of them another."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


class TestReleaseAge:
    @pytest.mark.case("release age")
    def test_a_release_that_is_too_young_can_be_waited_for(
        self, make: Make, kind: type[Manager], cell: Cell
    ) -> None:
        manager = make()
        if kind is YarnClassic:
            cell("yarn 1 has no such setting")
            assert manager.install("1.0.0", young=True).code == 0
            return
        done = manager.install("1.0.0", young=True)
        assert done.code != 0, done.text
        assert manager.installed() is None


class TestFiles:
    @pytest.mark.case("HEAD/Range")
    def test_asks_for_heads_and_parts_where_it_does(self, make: Make, shelf: Shelf, cell: Cell) -> None:
        manager = make()
        if isinstance(manager, Uv):
            # uv looks into a wheel only where the index says nothing of its metadata.
            shelf.recorder.change = _without_metadata
            done = manager.lock("1.0.0")
        else:
            done = manager.install("1.0.0")
        assert done.code == 0, done.text
        heads = [each for each in shelf.recorder.seen if each.method == "HEAD" and is_file(each.path)]
        assert bool(heads) == isinstance(manager, Uv)
        assert all(each.status == 200 for each in heads)
        if not heads:
            cell("never sent")
        files = {each.path for each in shelf.recorder.seen if is_file(each.path)}
        for path in sorted(files):
            _check_parts(shelf, path)


def _check_parts(shelf: Shelf, path: str) -> None:
    signed = {"Authorization": f"Bearer {shelf.token}"}
    whole = httpx2.get(f"{shelf.registry.url}{path}", headers=signed)
    head = httpx2.head(f"{shelf.registry.url}{path}", headers=signed)
    part = httpx2.get(f"{shelf.registry.url}{path}", headers={**signed, "Range": "bytes=-20"})
    assert head.headers["Content-Length"] == str(len(whole.content))
    assert (part.status_code, part.content) == (206, whole.content[-20:])


def _without_metadata(path: str, data: bytes) -> bytes:
    if not path.endswith("/acme-orders/"):
        return data
    page = json.loads(data)
    for file in page["files"]:
        for key in ("core-metadata", "dist-info-metadata"):
            file.pop(key)
    return json.dumps(page).encode()


NGINX_PROGRAM = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
NGINX = """
daemon off;
worker_processes 1;
error_log stderr;
pid {folder}/nginx.pid;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    location /dovetail/ {{
      # Without a path here nginx sends the address on as it came, `%2f` included.
      rewrite ^ $request_uri;
      rewrite ^/dovetail(/.*)$ $1 break;
      return 400;
      proxy_pass http://127.0.0.1:{target}$uri;
    }}
  }}
}}
"""


@contextmanager
def nginx(folder: Path, target: int, port: int) -> Iterator[str]:
    """Run nginx before a registry, which lies below a path of it."""
    folder.mkdir()
    settings = folder / "nginx.conf"
    settings.write_text(NGINX.format(folder=folder, port=port, target=target))
    command = [str(NGINX_PROGRAM), "-p", str(folder), "-c", str(settings)]
    url = f"http://127.0.0.1:{port}/dovetail"
    with running(command, url=url, ready="/readyz", log=folder / "nginx.log", env={}):
        yield url


@pytest.mark.skipif(
    not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()), reason="nginx is not here"
)
class TestSubPath:
    @pytest.mark.long
    @pytest.mark.case("sub-path")
    def test_installs_from_below_a_path_of_nginx(
        self, kind: type[Manager], shelf: Shelf, tmp_path: Path
    ) -> None:
        port = free_port()
        url = f"http://127.0.0.1:{port}/dovetail"
        registry = shelf.registry
        registry.service.stop()
        moved = registry.restart(public_url=url)
        try:
            with nginx(tmp_path / "nginx", moved.port, port):
                manager = kind(tmp_path / "project", url, shelf.token)
                done = manager.install("1.0.0")
                assert (done.code, manager.installed()) == (0, "1.0.0"), done.text
        finally:
            moved.service.stop()
            shelf.registry = moved.restart(public_url=shelf.url)
