"""A running registry: publishing, against the engine's own work, and reading, against `/healthz`."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import contracts, measure
from benchmarks.options import Options
from benchmarks.tables import Column, Row, Table
from dovetail_engine.compat import compare
from dovetail_engine.oas import load
from harness.cpu import cpu_seconds
from harness.registry import ADMIN_TOKEN, Registry, registry_on

NAMESPACE, PROJECT = "bench", "catalogue"
SIZES = (3, 30)
"""Resources in the published documents."""
PUBLISHES = 6
"""Of each kind."""
ROUND_SECONDS = 0.5
"""Of requests of one kind."""
BUILD_SECONDS = 60.0
FLOOR = "/healthz (floor)"


def tables(options: Options) -> Iterator[Table]:
    """Yield what reading and publishing cost; both on temporary data and on the loopback interface."""
    with TemporaryDirectory(prefix="dovetail-bench-") as folder:
        options.say("starting a registry")
        with registry_on(Path(folder) / "read", log_level="warning") as running:
            yield reads(options, running)
        # Without the worker, so that building packages is not counted against publishing.
        with registry_on(Path(folder) / "publish", log_level="warning", worker="false") as running:
            yield publishes(options, running)


def reads(options: Options, registry: Registry) -> Table:
    """Return the CPU of the web process for each kind of read."""
    columns = (
        Column("read", "read"),
        Column("bytes", "bytes", "d"),
        Column("us", "CPU µs/request", ".0f"),
        Column("x_floor", "x floor", ".2f"),
        Column("rate", "requests/CPU s", ".0f"),
    )
    table = Table("registry", "reading", columns)
    rounds = max(options.runs, 3)
    table.notes = [
        f"{rounds} rounds in turns, each of some {ROUND_SECONDS} s on one kept connection; no TLS, no proxy."
    ]
    registry.make_contract(NAMESPACE, PROJECT)
    registry.publish(f"{NAMESPACE}/{PROJECT}", contracts.text(contracts.catalogue(SIZES[0])), version="1.0.0")
    options.say("waiting for the packages")
    targets = _targets(registry)
    options.say("reading")
    spent: dict[str, list[float]] = {name: [] for name in targets}
    sizes: dict[str, int] = {}
    with closing(HTTPConnection("127.0.0.1", registry.port, timeout=30)) as connection:
        for _ in range(rounds):
            for name, (path, headers) in targets.items():
                sizes[name] = _read(connection, path, headers)
                spent[name].append(_round(connection, registry.service.process.pid, path, headers))
    floor = median(spent[FLOOR])
    for name, found in spent.items():
        each = median(found)
        row = {
            "read": name,
            "bytes": sizes[name],
            "us": each * 1e6,
            "x_floor": each / floor,
            "rate": 1 / each,
        }
        table.rows.append(row)
    return table


def publishes(options: Options, registry: Registry) -> Table:
    """Return what it takes to publish a document that is new, the same again, or refused."""
    columns = (
        Column("publish", "publish"),
        Column("kb", "KB", ".0f"),
        Column("times", "times", "d"),
        Column("wall", "median ms", ".0f"),
        Column("slowest", "slowest ms", ".0f"),
        Column("cpu", "CPU ms", ".0f"),
        Column("floor", "engine ms", ".0f"),
        Column("x_floor", "CPU x engine", ".1f"),
    )
    table = Table("registry", "publishing", columns)
    table.notes = [
        "CPU of the web process and its sandboxes; floor: load and compare of the same by the engine alone.",
        "The full validation of a new document and the durable commit are in the publish, not in the floor.",
    ]
    for resources in SIZES:
        options.say(f"publishing, {resources} resources")
        table.rows += _publishes(registry, resources)
    return table


def _targets(registry: Registry) -> dict[str, tuple[str, dict[str, str]]]:
    """Return path and headers of what is read, once the packages are there."""
    with registry.client() as client:
        contract = f"/v1/namespaces/{NAMESPACE}/contracts/{PROJECT}"
        deadline = time.monotonic() + BUILD_SECONDS
        while True:
            items = client.get(f"{contract}/releases/1.0.0/packages").json()["items"]
            if all(item["state"] == "available" for item in items):
                break
            if time.monotonic() > deadline or any(item["state"] == "failed" for item in items):
                raise RuntimeError(f"the packages were not built: {items}")
            time.sleep(0.1)
        simple = f"/pypi/simple/{NAMESPACE}-{PROJECT}/"
        page = client.get(simple, headers={"Accept": "application/vnd.pypi.simple.v1+json"})
        wheel = page.url.join(page.json()["files"][0]["url"]).path
        package = client.get(f"/npm/@{NAMESPACE}/{PROJECT}")
        tarball = package.url.join(package.json()["versions"]["1.0.0"]["dist"]["tarball"]).path
        seen = {"If-None-Match": page.headers["etag"], "Accept": page.headers["content-type"]}
    token = {"Authorization": f"Bearer {ADMIN_TOKEN}"}
    return {
        FLOOR: ("/healthz", {}),
        "pip index page, HTML": (simple, {"Accept": "text/html"}),
        "pip index page, JSON": (simple, {"Accept": "application/vnd.pypi.simple.v1+json"}),
        "pip index page, not modified": (simple, seen),
        "npm package document": (f"/npm/@{NAMESPACE}/{PROJECT}", {}),
        "wheel": (wheel, {}),
        "npm tarball": (tarball, {}),
        "document of a release": (f"{contract}/releases/1.0.0/document", {}),
        "list of releases, JSON": (f"{contract}/releases", {}),
        "list of releases, with token": (f"{contract}/releases", token),
    }


def _round(connection: HTTPConnection, pid: int, path: str, headers: dict[str, str]) -> float:
    """Return the CPU seconds of a process per request of a round."""
    before, deadline, requests = measure.cpu_of(pid), time.monotonic() + ROUND_SECONDS, 0
    while time.monotonic() < deadline:
        _read(connection, path, headers)
        requests += 1
    return (measure.cpu_of(pid) - before) / requests


def _read(connection: HTTPConnection, path: str, headers: dict[str, str]) -> int:
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    size = len(answer.read())
    if answer.status not in {200, 304}:
        raise RuntimeError(f"{path} answered {answer.status}")
    return size


def _publishes(registry: Registry, resources: int) -> Iterator[Row]:
    """Yield the rows of one size of documents; each accepted one has a property more than the one before."""
    coordinate = f"{NAMESPACE}/size-{resources}"
    registry.make_contract(*coordinate.split("/"))
    texts = [contracts.text(contracts.catalogue(resources, notes=notes)) for notes in range(PUBLISHES + 1)]
    breaking = [
        contracts.text(contracts.catalogue(resources, notes=PUBLISHES, longest_name=100 - each))
        for each in range(PUBLISHES)
    ]
    registry.publish(coordinate, texts[0], version="1.0.0")
    minors = count(1)
    newest = {"version": f"1.{PUBLISHES}.0"}
    steps: dict[str, tuple[list[bytes], int, Callable[[], dict[str, str]], float]] = {
        "accepted": (texts[1:], 201, lambda: {"version": f"1.{next(minors)}.0"}, _engine(texts[0], texts[1])),
        "the same again": (texts[-1:] * PUBLISHES, 200, lambda: newest, _engine(texts[-1])),
        "refused": (
            breaking,
            409,
            lambda: {"version": f"1.{PUBLISHES + 1}.0"},
            _engine(texts[-1], breaking[0]),
        ),
    }
    for name, (documents, expected, parameters, floor) in steps.items():
        walls, cpu = _timed(registry, coordinate, documents, expected, parameters)
        figures = {
            "wall": median(walls) * 1e3,
            "slowest": max(walls) * 1e3,
            "cpu": cpu * 1e3,
            "floor": floor * 1e3,
        }
        about = {"publish": name, "kb": len(documents[0]) / 1e3, "times": len(documents)}
        yield {**about, **figures, "x_floor": cpu / floor}


def _timed(
    registry: Registry,
    coordinate: str,
    documents: list[bytes],
    expected: int,
    parameters: Callable[[], dict[str, str]],
) -> tuple[list[float], float]:
    """Return the wall seconds of each publish and the mean of the CPU seconds of all."""
    walls = []
    before = cpu_seconds(registry.service.process.pid)
    for document in documents:
        started = time.perf_counter()
        answer = registry.publish(coordinate, document, **parameters())
        walls.append(time.perf_counter() - started)
        if answer.status_code != expected:
            raise RuntimeError(
                f"publishing answered {answer.status_code}, not {expected}: {answer.text[:500]}"
            )
    return walls, (cpu_seconds(registry.service.process.pid) - before) / len(documents)


def _engine(*documents: bytes) -> float:
    """Return the CPU seconds of reading the last of the documents and comparing it with the first."""
    base = load(documents[0])

    def work() -> None:
        head = load(documents[-1])
        if len(documents) > 1:
            compare(base, head)

    work()
    return measure.median_cpu(work, 3)
