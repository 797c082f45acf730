"""The generated Python client: what a call and an import cost, against the plain HTTP library."""

import asyncio
import importlib
import json
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import httpx2

from benchmarks import contracts, measure
from benchmarks.alone import Unmeasured, alone
from benchmarks.options import Options
from benchmarks.tables import Column, Row, Table
from dovetail_engine.codegen import Identity, build
from dovetail_engine.oas import load

URL = "http://127.0.0.1/items"
OBJECTS = 100
MANY_SCHEMAS = 400
ROUNDS = 7
FLOOR = "httpx2 + json.loads (floor)"
FLOOR_ASYNC = "httpx2 + json.loads, async (floor)"

LISTED = json.dumps([contracts.item(number) for number in range(OBJECTS)]).encode()
ITEM = contracts.item(1)
CREATED = json.dumps(ITEM).encode()


def tables(options: Options) -> Iterator[Table]:
    """Yield the cost of calls and the cost of importing a large client."""
    with TemporaryDirectory(prefix="dovetail-bench-") as folder:
        generate(contracts.items(), "items", Path(folder))
        sys.path.insert(0, folder)
        try:
            yield calls(options)
        finally:
            sys.path.remove(folder)
        yield imports(options, Path(folder))


def generate(tree: contracts.Tree, contract: str, folder: Path) -> str:
    """Write the generated Python client of a contract into a folder and return its import name."""
    document = load(contracts.text(tree))
    identity = Identity("bench", contract, "1.0.0", contract, "", document.digest)
    for name, data in build(document, identity, "python").files.items():
        if name.startswith("src/"):
            target = folder / name.removeprefix("src/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    return f"bench_{contract}"


def calls(options: Options) -> Table:
    """Return what one call costs on a transport that answers from memory."""
    columns = (
        Column("client", "client"),
        Column("get", "GET µs", ".0f"),
        Column("x_get", "x floor", ".2f"),
        Column("post", "POST µs", ".0f"),
        Column("x_post", "x floor", ".2f"),
    )
    table = Table("clients", f"CPU per call; GET lists {OBJECTS} objects of 10 fields", columns)
    table.notes = [
        "The answers come from MockTransport, so the network and its library's pool are not in it."
    ]
    options.say("calls")
    found = _synchronous(options) | asyncio.run(_asynchronous(options))
    for name in dict.fromkeys(name for name, _method in found):
        floor = FLOOR_ASYNC if "async" in name else FLOOR
        row: Row = {"client": name}
        for method in ("get", "post"):
            row[method] = found[name, method] * 1e6
            row[f"x_{method}"] = found[name, method] / found[floor, method]
        table.rows.append(row)
    return table


def imports(options: Options, folder: Path) -> Table:
    """Return what importing a large client costs, beside the libraries it stands on."""
    columns = (
        Column("what", "import"),
        Column("ms", "CPU ms", ".0f"),
        Column("x_floor", "x floor", ".2f"),
        Column("note", ""),
    )
    table = Table("clients", f"importing a client of {MANY_SCHEMAS} schemas", columns)
    table.notes = [
        "Bytecode is there already, as from the second start on. Floor: the libraries it stands on."
    ]
    # A resource of the catalogue has five schemas.
    name = generate(contracts.catalogue(MANY_SCHEMAS // 5), "large", folder)
    order = ("httpx2", "pydantic", name)
    options.say("imports")
    try:
        alone("imports", *order, path=[folder])
        runs = [alone("imports", *order, path=[folder]) for _ in range(max(options.runs, 5))]
    except Unmeasured as reason:
        table.rows.append({"what": name, "note": str(reason)})
        return table
    spent = {module: median(run[module] for run in runs) for module in order}
    floor = spent["httpx2"] + spent["pydantic"]
    shown = {
        "httpx2 and pydantic (floor)": floor,
        "the client, on top of them": spent[name],
        "all together": floor + spent[name],
    }
    table.rows += [{"what": what, "ms": each * 1e3, "x_floor": each / floor} for what, each in shown.items()]
    return table


def _synchronous(options: Options) -> dict[tuple[str, str], float]:
    """Return the seconds of a call by client and method."""
    module = importlib.import_module("bench_items")
    raw = httpx2.Client(transport=httpx2.MockTransport(_answer(httpx2.Response)))
    client = module.Client("http://127.0.0.1", http_client=raw)
    body = module.models.Item.model_validate(ITEM)
    work: dict[tuple[str, str], Callable[[], Any]] = {
        (FLOOR, "get"): lambda: json.loads(raw.get(URL).content),
        (FLOOR, "post"): lambda: json.loads(raw.post(URL, json=ITEM).content),
        ("generated client", "get"): client.items.list_items,
        ("generated client", "post"): lambda: client.items.create_item(body=body),
    }
    if find_spec("httpx"):
        work |= _peer()
    return measure.side_by_side(work, max(options.runs, ROUNDS))


def _peer() -> dict[tuple[str, str], Callable[[], Any]]:
    httpx = importlib.import_module("httpx")
    older = httpx.Client(transport=httpx.MockTransport(_answer(httpx.Response)))
    name = "httpx + json.loads (peer)"
    return {
        (name, "get"): lambda: json.loads(older.get(URL).content),
        (name, "post"): lambda: json.loads(older.post(URL, json=ITEM).content),
    }


async def _asynchronous(options: Options) -> dict[tuple[str, str], float]:
    module = importlib.import_module("bench_items")
    body = module.models.Item.model_validate(ITEM)
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(_answer(httpx2.Response))) as raw:
        client = module.AsyncClient("http://127.0.0.1", http_client=raw)

        async def get() -> Any:
            return json.loads((await raw.get(URL)).content)

        async def post() -> Any:
            return json.loads((await raw.post(URL, json=ITEM)).content)

        work = {
            (FLOOR_ASYNC, "get"): get,
            (FLOOR_ASYNC, "post"): post,
            ("generated client, async", "get"): client.items.list_items,
            ("generated client, async", "post"): lambda: client.items.create_item(body=body),
        }
        return await measure.side_by_side_async(work, max(options.runs, ROUNDS))


def _answer(response: Callable[..., Any]) -> Callable[[Any], Any]:
    json_type = {"content-type": "application/json"}

    def answer(request: Any) -> Any:
        if request.method == "GET":
            return response(200, content=LISTED, headers=json_type)
        return response(201, content=CREATED, headers=json_type)

    return answer
