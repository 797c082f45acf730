"""The check on generated models: imports, classes of fields and type aliases, with the names we chose."""

import ast
import re
from collections.abc import Collection, Iterator

_MODULES = frozenset(("__future__", "datetime", "pydantic", "typing", "typing_extensions", "uuid"))
_CALLS = frozenset(("Field", "TypeAliasType"))
_FIELD_ARGUMENTS = frozenset(
    "alias ge gt le lt max_length min_length multiple_of pattern".split()  # noqa: SIM905 - reads as the list it is
)
_DOCSTRING_OPTION = "        use_attribute_docstrings=True,\n"
_DOCSTRING_CONFIG = f"    model_config = ConfigDict(\n{_DOCSTRING_OPTION}    )\n"
_REBUILD = re.compile(r"^\w+\.model_rebuild\(\)\n", re.MULTILINE)
_EMPTY_CLASS = re.compile(r"^(class \w+\(WireModel\):\n)(?=\n|\Z)", re.MULTILINE)


class ModelsRejected(Exception):
    """Generated models hold something that models have no need of, or lack a type."""


def audited(source: str, names: Collection[str], package: str) -> str:
    """The source, tidied, when it defines exactly `names` and nothing else happens in it."""
    source = _lazy(source)
    defined: set[str] = set()
    for node in ast.parse(source).body:
        defined.update(_defined(node, package))
    if defined != set(names):
        odd = sorted(defined ^ set(names))
        raise ModelsRejected(f"the models do not carry the names of the contract: {', '.join(odd[:5])}")
    return source


def _lazy(source: str) -> str:
    """Without what makes an import slow: models read their own source, and are built before they are used."""
    source = f"{source.rstrip()}\n".replace(_DOCSTRING_CONFIG, "").replace(_DOCSTRING_OPTION, "")
    return _EMPTY_CLASS.sub(r"\1    pass\n", _REBUILD.sub("", source))


def _defined(node: ast.stmt, package: str) -> Iterator[str]:
    """The names a top-level statement defines; raises for a statement that models do not need."""
    match node:
        case ast.Import(names=names) if all(name.name in _MODULES for name in names):
            return
        case ast.ImportFrom(module=module) if module in _MODULES or module == f"{package}._runtime.wire":
            return
        case ast.Expr(value=ast.Constant(value=str())):
            return
        case ast.ClassDef(name=name, bases=[ast.Name(id="WireModel")], keywords=[], decorator_list=[]):
            _check_class(node)
            yield name
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="TypeAliasType"))):
            _check_expression(node.value)
            yield name
        case _:
            raise ModelsRejected(f"the models hold a {type(node).__name__} on line {node.lineno}")


def _check_class(node: ast.ClassDef) -> None:
    for item in node.body:
        match item:
            case ast.Expr(value=ast.Constant(value=str())) | ast.Pass():
                continue
            case ast.AnnAssign(
                target=ast.Name(), annotation=annotation, value=None | ast.Constant(value=None)
            ):
                _check_expression(annotation)
            case ast.Assign(
                targets=[ast.Name(id="model_config")], value=ast.Call(func=ast.Name(id="ConfigDict"))
            ):
                _check_config(item.value)
            case _:
                raise ModelsRejected(f"class {node.name} holds a {type(item).__name__} on line {item.lineno}")


def _check_config(call: ast.expr) -> None:
    for keyword in call.keywords if isinstance(call, ast.Call) else ():
        if keyword.arg != "extra" or not isinstance(keyword.value, ast.Constant):
            raise ModelsRejected(f"a model is configured with {keyword.arg}")


def _check_expression(expression: ast.expr) -> None:
    for node in ast.walk(expression):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in _CALLS:
                _check_field(node, name)
            case ast.Call():
                raise ModelsRejected(f"a type holds a call on line {node.lineno}")
            case ast.Lambda() | ast.Attribute() | ast.Starred() | ast.NamedExpr() | ast.JoinedStr():
                raise ModelsRejected(f"a type holds a {type(node).__name__} on line {node.lineno}")


def _check_field(call: ast.Call, name: str) -> None:
    for keyword in call.keywords:
        number = isinstance(keyword.value, ast.UnaryOp) and isinstance(keyword.value.operand, ast.Constant)
        if name != "Field" or keyword.arg not in _FIELD_ARGUMENTS:
            raise ModelsRejected(f"a field is declared with {keyword.arg}")
        if not number and not isinstance(keyword.value, ast.Constant):
            raise ModelsRejected(f"a field's {keyword.arg} is computed")
