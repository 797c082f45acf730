"""`package.json` and `README.md`."""

import json
import re
from typing import Any

from dovetail_engine.codegen.ir import Ir, Operation
from dovetail_engine.codegen.text import one_line
from dovetail_engine.codegen.typescript.modules import has_required_arguments
from dovetail_engine.codegen.typescript.names import Names, arguments
from dovetail_engine.codegen.typescript.requests import sent_contents
from dovetail_engine.codegen.typescript.syntax import identifier, member

_NAME = re.compile(r"@[a-z][a-z0-9]*/[a-z][a-z0-9]*(-[a-z0-9]+)*")
_VERSION = re.compile(r"\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&@]|(?<=:)/(?=/))")


def project(ir: Ir) -> str:
    """The package's name: `@<namespace>/<contract>`."""
    name = f"@{ir.identity.namespace}/{ir.identity.contract}"
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a package name: {name!r}")
    return name


def package_json(ir: Ir) -> str:
    """The manifest: no dependencies, no scripts, nothing from the contract but its title."""
    if not _VERSION.fullmatch(ir.identity.version):
        raise ValueError(f"not a version: {ir.identity.version!r}")
    manifest: dict[str, Any] = {
        "name": project(ir),
        "version": ir.identity.version,
        "description": f"Typed client of {one_line(ir.identity.title) or project(ir)}",
        "type": "module",
        "main": "./lib/index.js",
        "types": "./lib/index.d.ts",
        "exports": {
            ".": _entry("index"),
            "./query": _entry("query"),
            "./runtime": _entry("runtime/index"),
            "./package.json": "./package.json",
        },
        "files": ["lib"],
        "sideEffects": False,
        "engines": {"node": ">=20.3"},
        "dovetail": {
            "contract": f"{ir.identity.namespace}/{ir.identity.contract}",
            "document": ir.identity.document_digest,
        },
    }
    if ir.identity.documentation_url.startswith(("http://", "https://")):
        manifest["homepage"] = ir.identity.documentation_url
    return json.dumps(manifest, indent=2, ensure_ascii=True) + "\n"


def readme(ir: Ir, names: Names) -> str:
    """How to use the package, what it can do, and what of it is not fully typed."""
    name = project(ir)
    title = _markdown(ir.identity.title) or name
    about = (
        f"# {title}\n\nTyped client of `{name.removeprefix('@')}` {ir.identity.version}. "
        "It has no dependencies and runs wherever there is `fetch`: Node 20.3 and later, and browsers. "
        "In TypeScript, the `DOM` library or `@types/node` must be there.\n"
    )
    sections = [
        about,
        *([_usage(ir, names)] if ir.operations else []),
        _settings(ir),
        _list(ir, names),
        _report(ir, names),
    ]
    return "\n".join(section for section in sections if section)


def _entry(module: str) -> dict[str, str]:
    return {"types": f"./lib/{module}.d.ts", "default": f"./lib/{module}.js"}


def _usage(ir: Ir, names: Names) -> str:
    operation = min(ir.operations, key=lambda found: (found.method.upper() != "GET", found.deprecated))
    function = identifier(names.operations[operation.name].function)
    call = f"{function}({_example(operation)}{', ' if _example(operation) else ''}"
    call = call.rstrip(", ")
    return f"""## Use

```ts
import {{ createClient, {function}, unwrap }} from "{project(ir)}";

const client = createClient({{ baseUrl: "https://\u2026", timeout: 10_000 }});
const {{ data, error, response }} = await client.{call});
if (error) console.error(error.status, error.body);

// or the data alone, and errors thrown
const value = await unwrap(client.{call}));
```

Each operation is a function of its own too, `{function}(args, options)`, so that a bundler keeps only
what is used. `data` is typed by the declared successes; `error` is an `ApiError` typed by the declared
failures (`error.status === 404` narrows `error.body`), an `ApiError` with an unknown body for any other
status, or a `TransportError` whose `reason` is `network`, `timeout`, `aborted` or `content`.
`throwOnError: true` throws them.
"""


def _example(operation: Operation) -> str:
    if not has_required_arguments(operation):
        return ""
    keys = [member(key) for key, parameter in arguments(operation) if parameter.required]
    if operation.body is not None and operation.body.required and sent_contents(operation):
        keys.append("body")
    return "{ " + ", ".join(f"{_fenced(key)}: \u2026" for key in keys) + " }"


def _settings(ir: Ir) -> str:
    schemes = [scheme for scheme in ir.security_schemes if scheme.kind != "other"]
    lines = [
        "## Settings\n",
        "- `baseUrl`, `headers`, `signal`, `fetch`, `init`, `throwOnError`",
        "- `timeout` for each attempt and `deadline` for the whole call, in milliseconds",
        "- `retries`: calls that may be repeated are, twice unless told; `Retry-After` is honoured",
    ]
    for scheme in schemes:
        value = "{ username, password }" if scheme.kind == "basic" else '"\u2026"'
        lines.append(
            f"- `auth`: `{{ {_fenced(member(scheme.wire_name))}: {value} }}`, or a function that gives it"
        )
    if any(scheme.kind == "oauth2" for scheme in schemes):
        lines.append(
            "- `clientCredentials({ tokenUrl, clientId, clientSecret })` is such a function: it fetches "
            "tokens and renews them."
        )
    if any(
        parameter.location == "cookie" for operation in ir.operations for parameter in operation.parameters
    ):
        lines.append(
            "- Browsers do not let code set cookies on requests: parameters in cookies work outside of them."
        )
    return "\n".join(lines) + "\n"


def _list(ir: Ir, names: Names) -> str:
    rows = [
        f"| `{names.operations[operation.name].function}` | {operation.method.upper()} "
        f"{_markdown(operation.path)} | {_markdown(operation.summary)} |"
        for operation in ir.operations
    ]
    return (
        "## Operations\n\n| function | request | |\n|---|---|---|\n" + "\n".join(rows) + "\n" if rows else ""
    )


def _report(ir: Ir, names: Names) -> str:
    raw = [report for report in ir.report if not report.typed and report.name in names.operations]
    lines = [
        f"- `{names.operations[operation.name].function}`: the body is left out, since `fetch` sends none"
        for operation in ir.operations
        if operation.body is not None and operation.body.contents and not sent_contents(operation)
    ]
    lines += [
        f"- `{names.operations[report.name].function}`: {_markdown('; '.join(map(one_line, report.raw)))}"
        for report in raw
    ]
    return "## Not fully typed\n\n" + "\n".join(lines) + "\n" if lines else ""


def _markdown(text: str) -> str:
    """Contract text as plain text in Markdown: no markup, no HTML, no link."""
    return _MARKUP.sub(r"\\\1", one_line(text, 500))


def _fenced(code: str) -> str:
    """Code that cannot end the block it stands in."""
    return code.replace("`", "\\u0060")
