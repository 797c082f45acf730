"""The lines that install a release's clients from this registry."""

from dataclasses import dataclass

from dovetail_registry.packages.tables import ReleasePackageRow


@dataclass(frozen=True, slots=True)
class Line:
    """One command for one package manager."""

    manager: str
    command: str


def lines(base_url: str, package: ReleasePackageRow) -> list[Line]:
    """What to paste for an available package; one index suffices for it and all it needs."""
    if package.ecosystem == "python":
        index, wanted = f"{base_url}/pypi/simple/", f"{package.project}=={package.version}"
        return [
            Line("pip", f"pip install --index-url {index} {wanted}"),
            Line("uv", f"uv pip install --default-index {index} {wanted}"),
        ]
    scope = package.project.partition("/")[0]
    return [
        Line("npm", f"npm install --{scope}:registry={base_url}/npm/ {package.project}@{package.version}")
    ]
