"""Writing waivers into a policy file; its comments and its layout stay as they are."""

from pathlib import Path

import tomlkit
from tomlkit.items import AoT, Table

from dovetail_cli.failures import Failure
from dovetail_cli.policies import load_toml, read_policy
from dovetail_engine.compat.policy import Waiver


def add_waiver(path: str, waiver: Waiver) -> bool:
    """Write a waiver into the file at `path`, which is made if there is none.

    True if it is new, false if it took the place of one with the same fingerprint. What is wrong with the
    file is a Failure, and the file stays as it is.
    """
    if Path(path).exists():
        read_policy(path)
        text, _ = load_toml(path)
    else:
        text = ""
    document = tomlkit.parse(text)
    waivers = document.setdefault("waiver", tomlkit.aot())
    if not isinstance(waivers, AoT):
        raise Failure(f"`waiver` in {path} is written in one line; write each as a table under [[waiver]].")
    known = next((table for table in waivers if table["fingerprint"] == waiver.fingerprint), None)
    if known is None:
        waivers.append(_table(waiver))
    else:
        _fill(known, waiver)
    _write(path, tomlkit.dumps(document))
    return known is None


def _table(waiver: Waiver) -> Table:
    table = tomlkit.table()
    _fill(table, waiver)
    return table


def _fill(table: Table, waiver: Waiver) -> None:
    table["fingerprint"] = waiver.fingerprint
    table["reason"] = waiver.reason
    table["owner"] = waiver.owner
    if waiver.expires is not None:
        table["expires"] = waiver.expires


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise Failure(f"The policy file {path} cannot be written: {error.strerror or error}.") from error
