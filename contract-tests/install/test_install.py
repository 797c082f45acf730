"""The lines the worked example prints, run by the real package managers in empty environments."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.environments import NodeProject, PythonEnvironment, run
from harness.orders import TOKEN, orders_service
from harness.processes import BIN, ROOT, Service
from harness.registry import ADMIN_TOKEN, Registry

CONSUMERS = Path(__file__).with_name("consumers")
PLAY = ROOT / "contract-tests" / "example" / "play.py"
CONTENT = "the consumer is content"


def play(registry: Registry) -> str:
    """Play the worked example and return what it printed."""
    environment = {**os.environ, "DOVETAIL_TOKEN": ADMIN_TOKEN, "NO_COLOR": "1", "COLUMNS": "110"}
    command = [sys.executable, PLAY, "--registry", registry.url]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def line(story: str, begin: str) -> list[str]:
    """Return the printed line that begins so, as words."""
    found = re.search(rf"^  ({re.escape(begin)} .*)$", story, re.MULTILINE)
    assert found, story
    return shlex.split(found[1])


@pytest.fixture(scope="module")
def story(registry: Registry) -> str:
    return play(registry)


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The running provider, as the variables that tell a consumer where it is."""
    with orders_service("1.1.0", tmp_path_factory.mktemp("orders")) as service:
        yield told_to_consumers(service)


def told_to_consumers(service: Service) -> dict[str, str]:
    return {"ORDERS_URL": service.url, "ORDERS_TOKEN": TOKEN}


@pytest.fixture
def environment(tmp_path: Path) -> PythonEnvironment:
    return PythonEnvironment.make(tmp_path / "env")


@pytest.fixture
def project(tmp_path: Path) -> NodeProject:
    return NodeProject.make(tmp_path / "consumer")


class TestPip:
    def test_installs_with_the_printed_line(
        self, story: str, environment: PythonEnvironment, orders: dict[str, str]
    ) -> None:
        environment.run(line(story, "pip install"))
        consumer = ["python", "-W", "error", str(CONSUMERS / "consumer.py")]
        assert CONTENT in environment.run(consumer, **orders)
        options = ["--strict", "--no-incremental", "--python-executable", environment.python]
        checked = run([str(BIN / "mypy"), *options, str(CONSUMERS / "consumer.py")], environment.folder)
        assert "no issues found" in checked

    def test_finds_earlier_releases_too(
        self, story: str, environment: PythonEnvironment, registry: Registry
    ) -> None:
        assert story
        index = ["--index-url", f"{registry.url}/pypi/simple/"]
        told = environment.run(["pip", "download", "--no-deps", *index, "acme-orders==1.0.0"])
        assert "acme_orders-1.0.0" in told


class TestUv:
    def test_installs_with_the_printed_line(
        self, story: str, environment: PythonEnvironment, orders: dict[str, str]
    ) -> None:
        environment.run(line(story, "uv pip install"))
        consumer = ["python", "-W", "error", str(CONSUMERS / "consumer.py")]
        assert CONTENT in environment.run(consumer, **orders)

    def test_locks_and_syncs_a_project(
        self, story: str, environment: PythonEnvironment, registry: Registry
    ) -> None:
        assert story
        (environment.folder / "pyproject.toml").write_text(
            '[project]\nname = "consumer"\nversion = "1"\nrequires-python = ">=3.11"\n'
            'dependencies = ["acme-orders>=1,<2"]\n'
            f'[[tool.uv.index]]\nurl = "{registry.url}/pypi/simple/"\ndefault = true\n'
        )
        environment.run(["uv", "lock"])
        assert 'name = "acme-orders"\nversion = "1.1.0"' in (environment.folder / "uv.lock").read_text()
        environment.run(["uv", "sync", "--frozen", "--active"])
        environment.run(["python", "-c", "import acme_orders"])


class TestNpm:
    def test_installs_with_the_printed_line(
        self, story: str, project: NodeProject, orders: dict[str, str]
    ) -> None:
        project.npm(line(story, "npm install")[1:])
        shutil.copy(CONSUMERS / "consumer.ts", project.folder)
        project.compile("consumer.ts")
        assert CONTENT in project.node("consumer.js", **orders)

    def test_installs_again_from_the_lock_file(self, story: str, project: NodeProject) -> None:
        words = line(story, "npm install")
        project.npm(words[1:])
        shutil.rmtree(project.folder / "node_modules")
        project.npm(["ci", *(word for word in words if word.startswith("--@acme"))])
        assert (project.folder / "node_modules" / "@acme" / "orders" / "package.json").exists()


def replay(story: str, service: Service) -> str:
    """Run the printed counter-example against a running service and return the status it answers."""
    printed = re.search(r"curl -X POST .*?(?=\n *accepted by)", story, re.DOTALL)
    assert printed, story
    command = printed[0].replace("curl ", "curl --silent --output /dev/null --write-out '%{http_code}' ", 1)
    environment = {**os.environ, "BASE": service.url, "TOKEN": TOKEN}
    done = subprocess.run(["sh", "-c", command], env=environment, check=True, capture_output=True, text=True)
    return done.stdout


class TestExample:
    @pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed here")
    def test_the_counter_example_is_accepted_by_the_release_and_refused_by_what_was_offered(
        self, story: str, tmp_path: Path
    ) -> None:
        with orders_service("1.1.0", tmp_path) as released, orders_service("1.2.0", tmp_path) as offered:
            assert (replay(story, released), replay(story, offered)) == ("201", "422")

    def test_shows_the_refusal_with_its_counter_examples(self, story: str) -> None:
        for told in ("breaking", "OrderCreate.currency", "Order.status", "on_hold", 'curl -X POST "$BASE'):
            assert told in story

    def test_played_again_changes_nothing_and_shows_the_same_story(
        self, story: str, registry: Registry
    ) -> None:
        releases = "/v1/namespaces/acme/contracts/orders/releases"
        with registry.client() as client:
            before = client.get(releases).json()
            again = play(registry)
            assert client.get(releases).json() == before
        assert story[story.index("✗") :] == again[again.index("✗") :]
