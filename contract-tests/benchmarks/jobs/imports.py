"""The CPU seconds of importing modules, one after the other; so nothing else may be imported here."""

import importlib
import json
import sys
import time


def imports(modules: list[str]) -> dict[str, float]:
    """Return the CPU seconds by module; each has what it shares with earlier ones for nothing."""
    spent = {}
    for name in modules:
        before = time.process_time()
        importlib.import_module(name)
        spent[name] = time.process_time() - before
    return spent


if __name__ == "__main__":
    print(json.dumps(imports(sys.argv[1:])))
