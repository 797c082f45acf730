"""`dovetail contains SUB SUPER`."""

from typing import Final

from dovetail_cli import exits

_EXITS: Final = {"contained": exits.OK, "not-contained": exits.BREAKING, "unknown": exits.UNKNOWN}
