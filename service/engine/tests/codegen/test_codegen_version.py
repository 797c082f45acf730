"""SemVer in Python's spelling."""

import pytest
from packaging.version import Version

from dovetail_engine.codegen import VersionUnsupported, to_pep440


class TestToPep440:
    @pytest.mark.parametrize(
        ("semver", "python"),
        [
            ("1.2.0", "1.2.0"),
            ("1.2.0-alpha.1", "1.2.0a1"),
            ("1.2.0-beta.12", "1.2.0b12"),
            ("1.2.0-rc.0", "1.2.0rc0"),
            ("1.2.0-my-branch.3", "1.2.0.dev3+my.branch"),
        ],
    )
    def test_is_normalised_already(self, semver: str, python: str) -> None:
        assert to_pep440(semver) == python == str(Version(python))

    def test_keeps_the_order(self) -> None:
        versions = ["1.2.0-feature.1", "1.2.0-alpha.1", "1.2.0-beta.1", "1.2.0-rc.1", "1.2.0", "1.2.1"]
        spelled = [Version(to_pep440(version)) for version in versions]
        assert spelled == sorted(spelled)

    @pytest.mark.parametrize(
        "version",
        ["1.2", "v1.2.3", "1.2.3-", "1.2.3-alpha", "1.2.3-alpha.01", "01.2.3", "1.2.3+b", "1.2.3\n"],
    )
    def test_refuses_anything_else(self, version: str) -> None:
        with pytest.raises(VersionUnsupported, match="neither"):
            to_pep440(version)
