import json
import logging

from dovetail_registry.kit.telemetry import configure_logging, without_secrets


class TestSecrets:
    def test_never_reach_the_log(self):
        entry = {
            "event": "sent Bearer dvt_0123456789abcdefghijABCDEFGHIJ0123456789ab twice",
            "url": "postgresql://user:hunter2@db/x",
            "authorization": "Basic abc",
            "count": 3,
        }
        shown = repr(without_secrets(None, "info", entry))
        for secret in ("dvt_0123", "hunter2", "Basic abc"):
            assert secret not in shown
        assert "'count': 3" in shown

    def test_not_in_tracebacks_of_libraries_either(self, capsys):
        root = logging.getLogger()
        handlers, level = root.handlers[:], root.level
        configure_logging("info", "json")
        try:
            int("dvt_0123456789abcdefghijABCDEFGHIJ0123456789ab")
        except ValueError:
            logging.getLogger("library").exception("failed")
        finally:
            root.handlers[:], root.level = handlers, level
        line = json.loads(capsys.readouterr().err.splitlines()[-1])
        assert line["event"] == "failed"
        assert "[secret]" in line["exception"]
        assert "dvt_0123" not in json.dumps(line)


class TestMetrics:
    async def test_count_requests_by_operation(self, registry):
        await registry.client.get("/v1/namespaces")
        await registry.client.get("/v1/namespaces/nobody")
        text = (await registry.client.get("/metrics")).text
        assert 'dovetail_http_requests_total{method="GET",operation="list_namespaces",status="200"}' in text
        assert 'dovetail_http_requests_total{method="GET",operation="get_namespace",status="404"}' in text
        assert "nobody" not in text


class TestHealth:
    async def test_is_public(self, registry):
        async with registry.anonymous as client:
            assert (await client.get("/healthz")).text == "ok\n"
            ready = await client.get("/readyz")
        assert ready.json() == {
            "ready": True,
            "parts": {"database": "ok", "schema": "ok", "blobs": "ok", "process": "ok"},
        }

    async def test_readiness_names_what_is_wrong(self, fresh):
        fresh.resources.blobs.root.rmdir() if fresh.resources.blobs.root.exists() else None
        fresh.resources.blobs.root.write_text("a file where the folder should be")
        answer = await fresh.client.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["parts"]["blobs"].startswith("not writable")
        assert answer.json()["parts"]["database"] == "ok"
