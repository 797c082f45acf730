"""Where things stand in a TOML document."""

import pytest

from dovetail_cli.toml_places import Places, Spot

TEXT = '''# a comment with = and [
[policy]
mode = "full"  # why
formats = ["date", # one
  'uuid',
]
deprecation = { min_days = 3, after_sunset = "risky" }
"quoted key".inner = """text
]] more"""

[[policy.severity]]
rule = "a#]"
[[policy.severity]]
  level = 2027-01-01 10:00:00
[policy.severity.more]
a=1

[[waiver]]
fingerprint = "1"
'''


class TestPlaces:
    @pytest.mark.parametrize(
        ("path", "key", "value"),
        [
            (("policy",), (2, 2), (2, 2)),
            (("policy", "mode"), (3, 1), (3, 8)),
            (("policy", "formats", 1), (5, 3), (5, 3)),
            (("policy", "deprecation", "after_sunset"), (7, 31), (7, 46)),
            (("policy", "quoted key", "inner"), (8, 1), (8, 22)),
            (("policy", "severity", 0, "rule"), (12, 1), (12, 8)),
            (("policy", "severity", 1, "level"), (14, 3), (14, 11)),
            (("policy", "severity", 1, "more", "a"), (16, 1), (16, 3)),
            (("waiver", 0, "fingerprint"), (19, 1), (19, 15)),
        ],
    )
    def test_tell_keys_from_values(
        self, path: tuple[str | int, ...], key: tuple[int, int], value: tuple[int, int]
    ) -> None:
        places = Places(TEXT)
        assert places.of(path, at_key=True) == Spot(*key)
        assert places.of(path, at_key=False) == Spot(*value)

    def test_of_what_is_not_written_are_those_of_the_table(self) -> None:
        places = Places(TEXT)
        assert places.of(("waiver", 0, "owner"), at_key=True) == Spot(18, 3)
        assert places.of(("nothing",), at_key=False) == Spot(1, 1)

    def test_of_an_empty_document_are_its_beginning(self) -> None:
        assert Places("").of(("policy",), at_key=True) == Spot(1, 1)
