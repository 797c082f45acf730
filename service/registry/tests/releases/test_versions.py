import pytest
from hypothesis import given
from hypothesis import strategies as st

from dovetail_registry.releases import versions
from dovetail_registry.releases.versions import BadVersion, Version, next_version, parse

NUMBERS = st.integers(0, 999_999_999)
VERSIONS = st.builds(
    lambda a, b, c, label, n: Version(a, b, c, label, n if label else 0),
    NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["", "alpha", "alpha-x", "beta", "rc", "z9"]), NUMBERS,
)  # fmt: skip


def semver_key(version):
    """SemVer 2.0.0, section 11, written down independently."""
    pre = (0, version.label, version.number) if version.label else (1, "", 0)
    return (version.major, version.minor, version.patch, pre)


class TestParse:
    @given(VERSIONS)
    def test_reads_what_it_writes(self, version):
        assert parse(str(version)) == version

    @pytest.mark.parametrize(
        "text",
        [
            *("", "1", "1.0", "v1.0.0", "01.0.0", "1.0.0-", "1.0.0-rc", "1.0.0-rc.01", "1.0.0+build"),
            *("1.0.0-1", "1.0.0\n", "1.0.0-RC.1", "1.0.0-a..1", "1.0.0-rc.1.2", "latest", "1.0.1000000000"),
            "\N{ARABIC-INDIC DIGIT ONE}.0.0",
        ],
    )
    def test_refuses_the_rest_and_says_what_to_write(self, text):
        with pytest.raises(BadVersion, match=r"MAJOR\.MINOR\.PATCH"):
            parse(text)


class TestPrecedence:
    @given(VERSIONS, VERSIONS)
    def test_sorts_as_semver_does(self, one, two):
        by_text = (one.precedence > two.precedence) - (one.precedence < two.precedence)
        by_rule = (semver_key(one) > semver_key(two)) - (semver_key(one) < semver_key(two))
        assert by_text == by_rule


class TestBumped:
    @pytest.mark.parametrize(
        ("base", "bump", "expected"),
        [
            ("1.2.3", "patch", "1.2.4"),
            ("1.2.3", "none", "1.2.4"),
            ("1.2.3", "minor", "1.3.0"),
            ("1.2.3", "major", "2.0.0"),
            ("0.2.3", "patch", "0.2.4"),
            ("0.2.3", "minor", "0.2.4"),
            ("0.2.3", "major", "0.3.0"),
            ("1.3.0-rc.1", "patch", "1.3.0"),
            ("1.3.0-rc.1", "minor", "1.3.0"),
            ("1.3.1-rc.1", "minor", "1.4.0"),
            ("2.0.0-rc.1", "major", "2.0.0"),
            ("2.1.0-rc.1", "major", "3.0.0"),
            ("0.3.0-rc.1", "major", "0.3.0"),
        ],
    )
    def test_takes_the_step(self, base, bump, expected):
        assert str(parse(base).bumped(bump)) == expected

    @given(VERSIONS, st.sampled_from(["none", "patch", "minor", "major"]))
    def test_always_goes_up(self, base, bump):
        assert base.bumped(bump).precedence > base.precedence or "999999999" in str(base)

    @given(VERSIONS)
    def test_a_major_bump_is_a_major_step(self, base):
        if not base.label:
            assert base.bumped("major").is_major_step_from(base)


class TestNextVersion:
    def test_starts_at_0_1_0(self):
        assert str(next_version(None, "none", channel="main", taken=set())) == "0.1.0"
        assert str(next_version(None, "none", channel="next", taken=set())) == "0.1.0-next.1"

    def test_skips_versions_that_were_used_up(self):
        taken = {"1.0.0", "1.1.0", "1.2.0"}
        assert str(next_version(parse("1.0.0"), "minor", channel="main", taken=taken)) == "1.3.0"


class TestChannels:
    @pytest.mark.parametrize("name", ["x", "v1", "v22", "latest", "Main", "a--b", "-a", "1a", "a_b", ""])
    def test_refuses_what_npm_would_misread(self, name):
        with pytest.raises(ValueError, match="channel"):
            versions.check_channel(name)

    @pytest.mark.parametrize("name", ["main", "next", "feature-12", "xx", "v1-next", "vx"])
    def test_takes_the_rest(self, name):
        versions.check_channel(name)

    def test_a_label_belongs_to_its_channel(self):
        versions.check_label(parse("1.0.0-next.1"), "next")
        versions.check_label(parse("1.0.0-rc.1"), "main")
        for text, channel in [("1.0.0-next.1", "main"), ("1.0.0-main.1", "main"), ("1.0.0-next.1", "other")]:
            with pytest.raises(BadVersion):
                versions.check_label(parse(text), channel)
