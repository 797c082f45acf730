"""Run the example provider or export its contract; see --help."""

import argparse
import os
import sys
from pathlib import Path

import uvicorn

from orders_provider.app import EDITIONS, create_app, export


def main() -> None:
    """Do what the command line says."""
    options = _parser().parse_args()
    if options.command == "export":
        _write(export(options.version), options.output)
    else:
        token = os.environ.get("ORDERS_TOKEN", "let-me-in")
        uvicorn.run(create_app(options.version, token=token), port=options.port, log_level="warning")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m orders_provider", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    exporting = commands.add_parser("export", help="write the contract as an OpenAPI document")
    exporting.add_argument("--output", type=Path, help="a file; standard output when absent")
    serving = commands.add_parser("serve", help="run the service; ORDERS_TOKEN is the token callers need")
    serving.add_argument("--port", type=int, default=8500)
    for command in (exporting, serving):
        command.add_argument("--version", choices=sorted(EDITIONS), required=True)
    return parser


def _write(document: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(document)
    else:
        output.write_bytes(document)


if __name__ == "__main__":
    main()
