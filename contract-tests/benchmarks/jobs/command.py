"""The CPU seconds of one run of the command, from the start of the interpreter to its last line."""

import io
import json
import sys
import time
from contextlib import redirect_stdout


def command(arguments: list[str]) -> dict[str, float]:
    """Return the CPU seconds and the exit code of `dovetail` with these arguments."""
    # Imported here, because the import is most of what is measured.
    from dovetail_cli.main import main  # noqa: PLC0415 - as above

    sys.argv = ["dovetail", *arguments]
    status = 0
    with redirect_stdout(io.StringIO()):
        try:
            main()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 0
    return {"exit": status, "cpu": time.process_time()}


if __name__ == "__main__":
    print(json.dumps(command(sys.argv[1:])))
