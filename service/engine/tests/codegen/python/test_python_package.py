"""The package as a whole: its files, its bytes, its installation, its types."""

import ast
import email
import json
import os
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from dovetail_engine.codegen import Ir, Package
from dovetail_engine.codegen.ir import NamedType
from dovetail_engine.codegen.python import library, models
from dovetail_engine.codegen.python.audit import ModelsRejected, audited

BUILD = """
import hashlib, json, sys
from dovetail_engine import oas
from dovetail_engine.codegen import Identity, build
document = oas.load(sys.stdin.buffer.read())
package = build(document, Identity("acme", "orders", "1.2.0", "Orders", "", document.digest), "python")
print(hashlib.sha256(package.data).hexdigest())
"""


class TestFiles:
    def test_are_a_whole_project(self, orders_package: Package) -> None:
        assert {
            "README.md",
            "pyproject.toml",
            "src/acme_orders/py.typed",
            "src/acme_orders/models.py",
        } <= set(orders_package.files)
        project = tomllib.loads(orders_package.files["pyproject.toml"].decode())
        assert project["project"]["name"] == orders_package.project == "acme-orders"
        assert project["project"]["version"] == orders_package.version == "1.2.0"
        assert project["build-system"]["build-backend"] == "hatchling.build"

    def test_the_readme_s_example_is_a_real_call(self, orders_package: Package, orders: Any) -> None:
        readme = orders_package.files["README.md"].decode()
        example = readme.split("```python\n")[1].split("```")[0]
        calls = [node for node in ast.walk(ast.parse(example)) if isinstance(node, ast.Call)]
        assert any(
            isinstance(call.func, ast.Attribute) and hasattr(orders.Client, call.func.attr) for call in calls
        )
        assert "pip install acme-orders==1.2.0" in readme

    def test_the_report_speaks_of_every_operation(self, orders_package: Package) -> None:
        assert [item.typed for item in orders_package.report] == [True] * 10


class TestWheel:
    def test_metadata_is_what_the_index_will_say(self, orders_package: Package) -> None:
        parsed = email.message_from_bytes(orders_package.metadata)
        assert (parsed["Name"], parsed["Version"], parsed["Requires-Python"]) == (
            "acme-orders",
            "1.2.0",
            ">=3.10",
        )
        assert parsed.get_all("Requires-Dist") == [
            "anyio>=4.4,<5",
            "httpx2>=2.16,<3",
            "pydantic>=2.11,<3",
            "typing-extensions>=4.12",
        ]
        with zipfile.ZipFile(BytesIO(orders_package.data)) as archive:
            assert archive.read("acme_orders-1.2.0.dist-info/METADATA") == orders_package.metadata

    @pytest.mark.parametrize("installer", ["pip", "uv"])
    def test_installs_and_imports(self, installer: str, orders_package: Package, tmp_path: Path) -> None:
        wheel = tmp_path / orders_package.filename
        wheel.write_bytes(orders_package.data)
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "env"], check=True)
        python = tmp_path / "env" / "bin" / "python"
        command = {
            "pip": [
                sys.executable,
                "-m",
                "pip",
                "--python",
                python,
                "install",
                "--no-index",
                "--no-deps",
                "--quiet",
                wheel,
            ],
            "uv": [
                Path(sys.executable).with_name("uv"),
                "pip",
                "install",
                "--offline",
                "--no-deps",
                "--quiet",
                "--python",
                python,
                wheel,
            ],
        }[installer]
        subprocess.run(command, check=True, capture_output=True)
        site = next(path for path in sys.path if path.endswith("site-packages"))
        run = subprocess.run(
            [python, "-W", "error", "-c", "import acme_orders; print(acme_orders.__version__)"],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONPATH": site},
        )
        assert run.stdout.strip() == "1.2.0"

    def test_is_the_same_on_every_run(self, contract: dict[str, Any], tmp_path: Path) -> None:
        def digest(seed: str, folder: Path) -> str:
            environment = {**os.environ, "PYTHONHASHSEED": seed}
            run = subprocess.run(
                [sys.executable, "-c", BUILD],
                input=json.dumps(contract).encode(),
                cwd=folder,
                env=environment,
                check=True,
                capture_output=True,
            )
            return run.stdout.decode()

        assert len({digest("0", tmp_path), digest("1", tmp_path), digest("4242", Path.cwd())}) == 1


class TestTypes:
    def test_mypy_strict_finds_nothing(
        self, orders_package: Package, tmp_path: Path, write_files: Callable[[Package, Path], None]
    ) -> None:
        write_files(orders_package, tmp_path)
        (tmp_path / "src" / "usage.py").write_text(USAGE)
        run = subprocess.run(
            [
                sys.executable,
                "-m",
                "mypy",
                "--strict",
                "--config-file=",
                "--cache-dir",
                tmp_path / "cache",
                "--python-version",
                "3.10",
                "-p",
                "acme_orders",
                "-m",
                "usage",
            ],
            cwd=tmp_path / "src",
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.stdout.strip().startswith("Success"), run.stdout


USAGE = """
from uuid import UUID

from typing_extensions import assert_type

from acme_orders import AsyncClient, Client, errors, models

with Client(token="t") as client:
    page = client.orders.list_orders(limit=1)
    assert_type(page.items, list[models.Order])
    assert_type(page.items[0].id, UUID)
    assert_type(client.files.download_file(order_id="1"), bytes)
    try:
        client.orders.create_order(body=models.OrderCreate(items=[models.OrderCreateItemsItem(sku="A")]))
    except errors.ConflictError as error:
        assert_type(error.body, models.Problem | None)


async def main() -> models.Order:
    async with AsyncClient() as client:
        return await client.orders.get_order(order_id=UUID(int=0))
"""


class TestModels:
    def test_every_type_and_field_has_the_name_we_gave_it(self, orders: Any) -> None:
        assert set(orders.models.Order.model_fields) == {
            "id",
            "status",
            "class_",
            "created_at",
            "total",
            "parent",
        }

    def test_names_pydantic_has_for_itself_get_an_underscore(self) -> None:
        fields = models.field_names(
            {"properties": {"json": {}, "model_config": {}, "copy": {}, "_x": {}, "1st": {}, "type": {}}}
        )
        assert sorted(fields.values()) == ["copy_", "field_1st", "json_", "model_config_", "type", "x"]

    def test_a_type_the_library_refuses_is_left_open_and_reported(
        self, schemas_ir: Callable[..., Ir], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run = library.run

        def refusing(text: str, aliases: Any, package: str) -> str:
            if '"odd"' in text:
                raise ModelsRejected("no")
            return run(text, aliases, package)

        monkeypatch.setattr(library, "run", refusing)
        ir = schemas_ir(
            {
                "A": {"type": "object", "properties": {"odd": {}}},
                "B": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/A"}}},
            }
        )
        source, untyped = models.models_module(ir, "acme_orders")
        assert untyped == {"A": "the model generator refused it: no"}
        assert 'A = TypeAliasType("A", Any)' in source

    def test_constraints_pydantic_cannot_hold_are_left_out(self, schemas_ir: Callable[..., Ir]) -> None:
        fields = {
            "p": {"type": "string", "pattern": "^(?!x)"},
            "m": {"type": "number", "multipleOf": 0.1},
            "n": {"type": "integer", "multipleOf": 3},
        }
        ir = schemas_ir(
            {"A": {"type": "object", "properties": fields}}, takes={"$ref": "#/components/schemas/A"}
        )
        source, _ = models.models_module(ir, "acme_orders")
        assert "pattern" not in source
        assert "multiple_of=3" in source

    def test_an_object_without_fields_is_an_empty_class(self) -> None:
        named = NamedType("A", "A", "/components/schemas/A", "both", {"type": "object", "properties": {}})
        assert "class A(WireModel):\n    pass" in models._generate([named], (), "acme_orders")

    def test_recursive_types_work(self, schemas_ir: Callable[..., Ir]) -> None:
        value = {
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"$ref": "#/components/schemas/Value"}}]
        }
        source, untyped = models.models_module(schemas_ir({"Value": value}), "acme_orders")
        assert untyped == {}
        assert "Value" in source


class TestAudit:
    HEAD = (
        "from acme._runtime.wire import WireModel\nfrom pydantic import Field\nfrom typing import Annotated\n"
    )

    @pytest.mark.parametrize(
        "source",
        [
            "import os\n",
            "from antigravity import WireModel\n",
            "class A(WireModel):\n    x: int = exit()\n",
            "class A(WireModel):\n    x: exit(1)\n",
            "class A(WireModel):\n    x: Annotated[int, Field(default_factory=exit)]\n",
            "class A(WireModel):\n    x: Annotated[int, Field(alias=f'{exit()}')]\n",
            "class A(WireModel):\n    def f(self): ...\n",
            "class A(dict):\n    x: int\n",
            "class B(WireModel):\n    x: int\n",
            "exit()\n",
        ],
    )
    def test_refuses_what_models_do_not_need(self, source: str) -> None:
        with pytest.raises(ModelsRejected):
            audited(self.HEAD + source, {"A"}, "acme")

    def test_takes_what_they_need(self) -> None:
        source = (
            self.HEAD + "class A(WireModel):\n    x: Annotated[int | None, Field(alias='X', ge=-1)] = None\n"
        )
        assert audited(source, {"A"}, "acme") == source
