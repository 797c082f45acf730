"""Prints what the test envs of a tox run found, from their JUnit files, and their sum as the last line."""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET


def main(folder: Path) -> int:
    """Print a line per env and the sum; 1 when a test failed or, of the envs with tests, none ran."""
    total = dict.fromkeys(("passed", "failed", "skipped"), 0)
    files = sorted(folder.glob("*.xml"))
    for path in files:
        counts = count(ET.parse(path).getroot())  # noqa: S314 (our own file)
        print(f"{path.stem:>10}: " + ", ".join(f"{number} {word}" for word, number in counts.items()))
        total = {word: total[word] + counts[word] for word in total}
    if files:
        print(", ".join(f"{number} {word}" for word, number in total.items()))
    return 1 if total["failed"] or (files and not total["passed"]) else 0


def count(root: ET.Element) -> dict[str, int]:
    """Passed, failed and skipped tests of one JUnit file; an error counts as a failure."""
    suites = list(root.iter("testsuite"))
    failed, skipped, tests = (
        sum(int(suite.get(name, "0")) for suite in suites for name in names)
        for names in (("failures", "errors"), ("skipped",), ("tests",))
    )
    return {"passed": tests - failed - skipped, "failed": failed, "skipped": skipped}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
