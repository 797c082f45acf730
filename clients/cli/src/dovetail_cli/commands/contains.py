"""`dovetail contains SUB SUPER` and `dovetail contains --pairs FILE`."""

import json
from collections.abc import Iterable
from typing import Any, Final

import click

from dovetail_cli import exits
from dovetail_cli.failures import Failure
from dovetail_cli.safe import one_line
from dovetail_cli.sides import Side, read_file
from dovetail_engine.compat.containment import pairs
from dovetail_engine.compat.containment.drafts import DRAFTS

_EXITS: Final = {"contained": exits.OK, "not-contained": exits.BREAKING, "unknown": exits.UNKNOWN}
_A_PAIR: Final = 'A line is {"id": …, "draft": …, "s1": …, "s2": …}.'


@click.command()
@click.argument("sub", required=False)
@click.argument("super_", metavar="SUPER", required=False)
@click.option(
    "--pairs", "file", metavar="FILE", help="Decide both directions of every pair in a JSON Lines file."
)
@click.option(
    "--draft",
    type=click.Choice(DRAFTS),
    default=DRAFTS[-1],
    show_default=True,
    help="How SUB and SUPER read.",
)
@click.option("--format", "wanted", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def contains(
    ctx: click.Context, *, sub: str | None, super_: str | None, file: str | None, draft: str, wanted: str
) -> None:
    """Decide whether every value of the JSON Schema SUB is a value of SUPER, with a value that is not.

    With --pairs, each line {"id", "draft", "s1", "s2"} of FILE is answered by a line with "s1_sub_s2" and
    "s2_sub_s1", each {"answer", "witness", "reason"}; then the exit code is 0 once all are answered, and 2 if
    some line was no such pair: it is answered "unknown", with an "error".

    Exits with 0 if contained, 1 if not, 2 for bad usage or no schema, and 3 if it could not be decided.
    """
    if file is not None:
        if sub or super_:
            raise click.UsageError("Give SUB and SUPER, or --pairs FILE, not both.")
        _answer_pairs(read_file(file))
        return
    if sub is None or super_ is None:
        raise click.UsageError("Give SUB and SUPER, or --pairs FILE.")
    if sub == super_ == "-":
        raise Failure("Both schemas are `-`, but standard input can be read only once.")
    schemas = _schema(read_file(sub)), _schema(read_file(super_))
    answer = pairs.answer(pairs.decide(*schemas, draft))
    click.echo(json.dumps(answer, ensure_ascii=False) if wanted == "json" else _said(answer))
    ctx.exit(_EXITS[answer["answer"]])


def _answer_pairs(side: Side) -> None:
    """Write a line for each pair, and name every line that is none once all are answered."""
    errors: list[str] = []
    # Only a newline ends a line: a text in a schema may well contain what Python takes for one.
    for line in pairs.run(side.data.split(b"\n")):
        click.echo(line)
        error = json.loads(line).get("error") if '"error":' in line else None
        errors.extend([f"{side.name}: {error}."] if error else [])
    if errors:
        raise Failure("\n".join(errors), hint=_A_PAIR)


def _said(answer: dict[str, Any]) -> str:
    if answer["answer"] == "contained":
        return "contained: every value of the first is a value of the second"
    if answer["answer"] == "unknown":
        return one_line(f"unknown: {answer['reason']}")
    witness = json.dumps(answer["witness"], ensure_ascii=False)
    return one_line(f"not contained: the first takes {witness}, the second refuses it")


def _schema(side: Side) -> Any:
    return _json(side.data, side.name)


def _json(data: bytes, place: str) -> Any:
    try:
        return json.loads(data, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Failure(f"{place} is no JSON: {error}.") from error


def _refuse(constant: str) -> Iterable[Any]:
    raise ValueError(f"{constant} is no JSON number")
