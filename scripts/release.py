"""Freezes spec/openapi.json as a release of our own contract when the gate lets it."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SPEC = ROOT / "spec"
DOVETAIL = Path(sys.executable).with_name("dovetail")
TOWNCRIER = Path(sys.executable).with_name("towncrier")


def main(version: str) -> int:
    """Write the release, its changelog and the product's; a sentence and 1 when it may not be."""
    exported, target = SPEC / "openapi.json", SPEC / "releases" / f"{version}.json"
    said = json.loads(exported.read_bytes())["info"]["version"]
    if said != version:
        return refuse(f"spec/openapi.json says it is {said}: change CONTRACT_VERSION first")
    if target.exists():
        return refuse(f"{target.relative_to(ROOT)} exists, and a release never changes")
    base = newest()
    if base and not may_follow(base, exported, version):
        return refuse(f"{version} breaks callers of {base.stem}: choose a version that says so")
    target.write_bytes(exported.read_bytes())
    prepend(SPEC / "CHANGELOG.md", f"## {version}\n\n{changes(base, exported)}")
    subprocess.run([TOWNCRIER, "build", "--yes", "--version", version], cwd=ROOT, check=True)
    print(f"released {version}: commit spec/ and CHANGELOG.md")
    return 0


def newest() -> Path | None:
    """The newest release, None before the first."""
    return max(SPEC.glob("releases/*.json"), key=lambda path: numbers(path.stem), default=None)


def may_follow(base: Path, head: Path, version: str) -> bool:
    """Whether the gate passes, or the version admits the break (below 1.0.0 the minor counts as major)."""
    if subprocess.run([DOVETAIL, "check", base, head], check=False).returncode == 0:
        return True
    old, new = numbers(base.stem), numbers(version)
    return new[:2] > old[:2] if old[0] == 0 else new[0] > old[0]


def changes(base: Path | None, head: Path) -> str:
    """What changed since the base, as Markdown by our own gate."""
    if base is None:
        return "The first release.\n"
    command = [DOVETAIL, "changelog", base, head, "--format", "markdown"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def prepend(path: Path, section: str) -> None:
    """Put a section below the title of a changelog."""
    title, _, rest = (
        path.read_text().partition("\n") if path.exists() else ("# Changelog of the contract", "", "")
    )
    path.write_text(f"{title}\n\n{section.strip()}\n{rest}")


def numbers(version: str) -> tuple[int, ...]:
    """The numbers of `1.2.3`."""
    return tuple(map(int, version.split(".")))


def refuse(reason: str) -> int:
    """Say why not."""
    print(reason, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else refuse("usage: ./scripts/release VERSION"))
