"""`dovetail contains SUB SUPER` and `dovetail contains --pairs FILE`."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

import click

from dovetail_cli import exits
from dovetail_cli.drafts import DRAFTS, NEWEST, Unreadable, standardise
from dovetail_cli.failures import Failure
from dovetail_cli.safe import one_line
from dovetail_cli.sides import Side, read_file
from dovetail_engine.compat.containment import Contained, NotContained
from dovetail_engine.compat.containment import contains as decide

_EXITS: Final = {"contained": exits.OK, "not-contained": exits.BREAKING, "unknown": exits.UNKNOWN}
_A_PAIR: Final = 'A line is {"id": …, "draft": …, "s1": …, "s2": …}.'


@click.command()
@click.argument("sub", required=False)
@click.argument("super_", metavar="SUPER", required=False)
@click.option("--pairs", metavar="FILE", help="Decide both directions of every pair in a JSON Lines file.")
@click.option(
    "--draft", type=click.Choice(DRAFTS), default=NEWEST, show_default=True, help="How SUB and SUPER read."
)
@click.option("--format", "wanted", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def contains(
    ctx: click.Context, *, sub: str | None, super_: str | None, pairs: str | None, draft: str, wanted: str
) -> None:
    """Decide whether every value of the JSON Schema SUB is a value of SUPER, with a value that is not.

    With --pairs, each line {"id", "draft", "s1", "s2"} of FILE is answered by a line with "s1_sub_s2" and
    "s2_sub_s1", each {"answer", "witness", "reason"}; then the exit code is 0 once all are answered.

    Exits with 0 if contained, 1 if not, 2 for bad usage or no schema, and 3 if it could not be decided.
    """
    if pairs is not None:
        if sub or super_:
            raise click.UsageError("Give SUB and SUPER, or --pairs FILE, not both.")
        for answer in _answers(read_file(pairs)):
            click.echo(json.dumps(answer, ensure_ascii=False))
        return
    if sub is None or super_ is None:
        raise click.UsageError("Give SUB and SUPER, or --pairs FILE.")
    if sub == super_ == "-":
        raise Failure("Both schemas are `-`, but standard input can be read only once.")
    answer = _decide(_schema(read_file(sub)), _schema(read_file(super_)), draft)
    click.echo(json.dumps(answer, ensure_ascii=False) if wanted == "json" else _said(answer))
    ctx.exit(_EXITS[answer["answer"]])


def _answers(side: Side) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(side.data.splitlines(), 1):
        if not line.strip():
            continue
        pair = _json(line, f"{side.name}:{number}")
        if not isinstance(pair, dict) or not {"id", "s1", "s2"} <= pair.keys():
            raise Failure(
                f"{side.name}:{number} is no pair.", hint='A line is {"id": …, "draft": …, "s1": …, "s2": …}.'
            )
        draft = str(pair.get("draft", NEWEST))
        yield {
            "id": pair["id"],
            "s1_sub_s2": _decide(pair["s1"], pair["s2"], draft),
            "s2_sub_s1": _decide(pair["s2"], pair["s1"], draft),
        }


def _decide(sub: Any, super_: Any, draft: str) -> dict[str, Any]:
    """The answer as JSON; `witness` is there for `not-contained` alone, `reason` for `unknown` alone."""
    try:
        sender, reader = standardise(sub, draft), standardise(super_, draft)
    except Unreadable as unreadable:
        return _unknown(unreadable.reason, unreadable.place)
    found = decide(
        sender.schema, reader.schema, definitions=sender.definitions, sup_definitions=reader.definitions
    )
    if isinstance(found, Contained):
        return {"answer": "contained"}
    if isinstance(found, NotContained):
        return {"answer": "not-contained", "witness": found.witness}
    return _unknown(found.reason, found.place)


def _unknown(reason: str, place: str) -> dict[str, Any]:
    return {"answer": "unknown", "reason": f"{reason} (at {place})" if place else reason}


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
