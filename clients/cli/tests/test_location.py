"""Which registry, which token, and how a login is kept."""

import stat
from pathlib import Path

import pytest

from dovetail_cli.credentials import Credentials
from dovetail_cli.failures import Failure
from dovetail_cli.location import find_location, is_exposed, parse_url

HERE = "http://127.0.0.1:8400"


class TestFindLocation:
    def test_the_option_wins_over_the_environment_and_the_login(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Credentials().remember("http://login", "a").save()
        assert find_location(None).url == "http://login"
        monkeypatch.setenv("DOVETAIL_URL", "http://environment")
        assert find_location(None).url == "http://environment"
        assert find_location("http://option/").url == "http://option"

    def test_a_stored_token_goes_only_to_its_own_registry(self) -> None:
        Credentials().remember(HERE, "secret").save()
        assert find_location(HERE + "/").token == "secret"
        assert find_location("http://elsewhere").token is None

    def test_the_environment_s_token_wins(self, monkeypatch: pytest.MonkeyPatch) -> None:
        Credentials().remember(HERE, "stored").save()
        monkeypatch.setenv("DOVETAIL_TOKEN", "given")
        assert find_location(HERE).token == "given"

    def test_a_token_is_in_no_representation(self) -> None:
        Credentials().remember(HERE, "s3cret").save()
        assert "s3cret" not in repr(find_location(HERE))
        assert "s3cret" not in repr(Credentials.load())


class TestParseUrl:
    @pytest.mark.parametrize(
        "text", ["127.0.0.1:8400", "ftp://host", "http://", "http://host:port", "http://[::1"]
    )
    def test_what_is_no_url_is_refused(self, text: str) -> None:
        with pytest.raises(Failure, match="is no URL of a registry"):
            parse_url(text)

    def test_a_password_in_it_is_refused_and_not_repeated(self) -> None:
        with pytest.raises(Failure) as failure:
            parse_url("http://me:s3cret@host")
        assert "s3cret" not in failure.value.message

    def test_one_registry_has_one_spelling(self) -> None:
        assert parse_url("HTTP://LocalHost:8400/base/") == "http://localhost:8400/base"
        assert parse_url("http://[::1]:8400") == "http://[::1]:8400"

    @pytest.mark.parametrize(
        ("url", "exposed"),
        [(HERE, False), ("http://host", True), ("https://host", False), ("http://[::1]", False)],
    )
    def test_plain_http_to_another_machine_is_exposed(self, url: str, exposed: bool) -> None:
        assert is_exposed(url) is exposed


class TestCredentials:
    def test_only_the_owner_can_read_them(self) -> None:
        path = Credentials().remember(HERE, "secret").save()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_storing_again_tightens_a_loose_file(self) -> None:
        path = Credentials().remember(HERE, "secret").save()
        path.chmod(0o644)
        Credentials.load().remember(HERE, "newer").save()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_several_registries_are_kept_and_one_can_be_forgotten(self) -> None:
        Credentials().remember("http://a", "1").remember("http://b", "2").forget("http://b").save()
        assert Credentials.load() == Credentials(None, {"http://a": "1"})

    def test_a_damaged_file_is_named_with_a_way_out(self) -> None:
        path = Credentials().save()
        for content in ("{", "[]", '{"current": 1, "tokens": {}}'):
            path.write_text(content)
            with pytest.raises(Failure, match="is damaged") as failure:
                Credentials.load()
            assert "dovetail login" in failure.value.hint

    def test_nothing_else_is_left_beside_the_file(self) -> None:
        path = Credentials().remember(HERE, "secret").save()
        assert list(Path(path.parent).iterdir()) == [path]
