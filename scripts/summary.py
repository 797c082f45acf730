"""Prints what the test envs of a tox run found, from their JUnit files, and their sum as the last line."""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET


def main(folder: Path) -> int:
    """Print a line per env and the sum; 0 when at least one test ran and none failed."""
    total = dict.fromkeys(("passed", "failed", "skipped"), 0)
    for path in sorted(folder.glob("*.xml")):
        counts = count(ET.parse(path).getroot())  # noqa: S314 (our own file)
        print(f"{path.stem:>10}: " + ", ".join(f"{number} {word}" for word, number in counts.items()))
        total = {word: total[word] + counts[word] for word in total}
    print(", ".join(f"{number} {word}" for word, number in total.items()))
    return 0 if total["passed"] and not total["failed"] else 1


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
