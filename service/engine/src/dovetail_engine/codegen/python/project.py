"""What makes the modules a package: pyproject.toml, README.md and the metadata of the wheel."""

from dovetail_engine.codegen.ir import Ir
from dovetail_engine.codegen.python.samples import usage
from dovetail_engine.codegen.text import clean, one_line
from dovetail_engine.codegen.version import to_pep440

REQUIRES_PYTHON = ">=3.10"
DEPENDENCIES = ("anyio>=4.4,<5", "httpx2>=2.16,<3", "pydantic>=2.11,<3", "typing-extensions>=4.12")


def project_name(ir: Ir) -> str:
    """The name the index knows: `acme-orders`."""
    return f"{ir.identity.namespace}-{ir.identity.contract}"


def package_name(ir: Ir) -> str:
    """The name that is imported: `acme_orders`."""
    return project_name(ir).replace("-", "_")


def summary(ir: Ir) -> str:
    """One line about the package."""
    return one_line(ir.identity.title) or f"The client of {ir.identity.namespace}/{ir.identity.contract}"


def pyproject(ir: Ir) -> str:
    """A project that builds to the same package with hatchling."""
    dependencies = "".join(f"  {_toml(name)},\n" for name in DEPENDENCIES)
    return f"""[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = {_toml(project_name(ir))}
version = {_toml(to_pep440(ir.identity.version))}
description = {_toml(summary(ir))}
readme = "README.md"
requires-python = {_toml(REQUIRES_PYTHON)}
dependencies = [
{dependencies}]

[tool.hatch.build.targets.wheel]
packages = [{_toml(f"src/{package_name(ir)}")}]
"""


def readme(ir: Ir) -> str:
    """How to install and call the client."""
    identity = ir.identity
    parts = [f"# {project_name(ir)}", f"{_prose(summary(ir))}"]
    if identity.description:
        parts.append(_prose(one_line(identity.description, 600)))
    parts.append(f"```sh\npip install {project_name(ir)}=={to_pep440(identity.version)}\n```")
    if example := usage(ir, package_name(ir)):
        parts.append(f"```python\n{example}\n```")
    parts.append(
        "`AsyncClient` has the same methods to await. Unknown fields and enum values are kept, not refused; "
        "a field that was not set is not sent. Failures are `errors.ApiError`, with a class per status and "
        "the decoded body; without an answer it is `errors.TransportError`."
    )
    parts.append(
        f"Generated from version {identity.version} of the contract "
        f"`{identity.namespace}/{identity.contract}` ({_prose(one_line(identity.document_digest))})."
    )
    if url := _url(identity.documentation_url):
        parts.append(f"Documentation: <{url}>")
    return "\n\n".join(parts) + "\n"


def metadata(ir: Ir, description: str) -> bytes:
    """The METADATA file of the wheel (core metadata 2.1), with the README as its description."""
    url = _url(ir.identity.documentation_url)
    links = [("Project-URL", f"Documentation, {url}")] if url else []
    headers = [
        ("Metadata-Version", "2.1"),
        ("Name", project_name(ir)),
        ("Version", to_pep440(ir.identity.version)),
        ("Summary", summary(ir)),
        *links,
        ("Requires-Python", REQUIRES_PYTHON),
        *(("Requires-Dist", dependency) for dependency in DEPENDENCIES),
        ("Description-Content-Type", "text/markdown"),
    ]
    return ("".join(f"{name}: {value}\n" for name, value in headers) + "\n" + description).encode()


def _prose(text: str) -> str:
    """Text that stays text in Markdown: no markup, no HTML, no code fence."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|!~" else char for char in clean(text))


def _url(url: str) -> str:
    ok = url.startswith(("https://", "http://")) and url.isascii() and url.isprintable()
    return url if ok and not set(url) & set(" <>\"'`\\{}|^") else ""


def _toml(text: str) -> str:
    """A basic string of TOML."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else f"\\U{ord(char):08X}" for char in escaped) + '"'
