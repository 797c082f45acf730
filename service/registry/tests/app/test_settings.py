import stat
import subprocess
import sys

import pytest
from click.testing import CliRunner

from dovetail_registry import settings as settings_module
from dovetail_registry.commands import admin, serve
from dovetail_registry.settings import Settings, SettingsInvalid


class TestLoad:
    def test_needs_nothing(self):
        settings = settings_module.load()
        assert (settings.host, settings.port) == ("127.0.0.1", 8400)
        assert settings.base_url == "http://127.0.0.1:8400"
        assert settings.database.startswith("sqlite:///")

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("PORT", "80000"),
            ("PORT", "http"),
            ("PUBLIC_URL", "registry"),
            ("DATABASE_URL", "mysql://x"),
            ("DATABASE_URL", "nonsense"),
            ("ADMIN_TOKEN", "short"),
            ("PUBLIC_READ", "perhaps"),
            ("LOG_LEVEL", "loud"),
            ("JOB_LEASE_SECONDS", "0"),
        ],
    )
    def test_names_the_variable_with_a_wrong_value(self, monkeypatch, name, value):
        monkeypatch.setenv(f"DOVETAIL_{name}", value)
        with pytest.raises(SettingsInvalid, match=f"^DOVETAIL_{name}: "):
            settings_module.load()

    def test_knows_what_nothing_reads(self):
        found = settings_module.unknown_names(["DOVETAIL_PROT", "DOVETAIL_PORT", "DOVETAIL_TOKEN", "PATH"])
        assert found == ["DOVETAIL_PROT"]

    def test_never_shows_the_administrators_token(self):
        assert "administrator-token" not in repr(Settings(admin_token="administrator-token-for-tests"))

    def test_the_public_address_wins_over_host_and_port(self):
        assert Settings(public_url="https://x.example/d/").base_url == "https://x.example/d"
        assert Settings(host="::1").base_url == "http://[::1]:8400"


class TestManual:
    def test_lists_every_setting_once(self):
        page = settings_module.manual()
        for name in Settings.model_fields:
            assert page.count(f"`DOVETAIL_{name.upper()}`") == 1


class TestServe:
    def test_a_wrong_value_stops_the_start_and_is_named(self, monkeypatch, tmp_path):
        monkeypatch.setenv("DOVETAIL_PORT", "many")
        result = CliRunner().invoke(serve, ["--data", str(tmp_path / "d")])
        assert result.exit_code == 2
        assert "DOVETAIL_PORT: " in result.output
        assert not (tmp_path / "d").exists()


class TestAdmin:
    def test_makes_another_administrators_token(self, tmp_path):
        code = "from dovetail_registry.commands import admin; admin()"
        command = [sys.executable, "-c", code, "token", "--data", str(tmp_path / "d")]
        first = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
        second = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
        assert first != second
        assert first.startswith("dvt_")
        for path in (tmp_path / "d").rglob("*"):
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
            assert path.is_dir() or first.encode() not in path.read_bytes()

    def test_exports_the_contract(self):
        result = CliRunner().invoke(admin, ["export-openapi"])
        assert result.exit_code == 0
        assert result.output.startswith("{\n")
