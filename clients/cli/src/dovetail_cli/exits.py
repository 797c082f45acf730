"""What the exit codes of every command mean; they are part of the interface."""

from typing import Final

OK: Final = 0
BREAKING: Final = 1
INVALID: Final = 2
UNKNOWN: Final = 3
BUG: Final = 70
INTERRUPTED: Final = 130
CLOSED: Final = 141

_OF_VERDICT: Final = {"compatible": OK, "breaking": BREAKING, "unknown": UNKNOWN}


def of_verdict(verdict: str) -> int:
    """The exit code of a verdict; a verdict this version does not know is a bad answer, never a pass."""
    return _OF_VERDICT.get(verdict, INVALID)
