import socket

import pytest

from dovetail_registry.documents.objections import TABLE, manual, objections


def document(**parts):
    return {"openapi": "3.0.3", "info": {"title": "x", "version": "1"}, "paths": {}, **parts}


def codes(tree, dialect="3.0"):
    return {(found["code"], found["severity"]) for found in objections(tree, dialect)}


class TestObjections:
    def test_there_are_none_to_a_clean_document(self):
        assert objections(document(), "3.0") == []
        assert objections(document(openapi="3.1.0"), "3.1") == []

    def test_a_default_that_does_not_fit_is_a_warning(self):
        schemas = {"X": {"type": "integer", "default": "many"}}
        assert codes(document(components={"schemas": schemas})) == {("default-mismatch", "warning")}

    def test_an_unknown_path_parameter_is_a_warning(self):
        paths = {"/x/{id}": {"get": {"responses": {"200": {"description": "x"}}}}}
        assert codes(document(paths=paths)) == {("path-parameter-mismatch", "warning")}

    def test_a_head_may_share_the_id_of_its_get(self):
        operation = {"operationId": "same", "responses": {"200": {"description": "x"}}}
        paths = {"/a": {"get": operation, "head": dict(operation)}}
        assert codes(document(paths=paths)) == {("operation-id-repeated", "warning")}

    def test_a_parameter_said_twice_is_a_warning(self):
        twice = [{"name": "q", "in": "query", "schema": {}}, {"name": "q", "in": "query", "schema": {}}]
        paths = {"/a": {"get": {"parameters": twice, "responses": {"200": {"description": "x"}}}}}
        assert codes(document(paths=paths)) == {("parameter-repeated", "warning")}

    @pytest.mark.parametrize("scheme", ["http", "https", "file", "ftp", "data"])
    def test_nothing_outside_the_document_is_touched(self, scheme, tmp_path):
        target = tmp_path / "secret.json"
        target.write_text('{"type": "integer", "default": "secret"}')
        with socket.create_server(("127.0.0.1", 0)) as listener:
            listener.settimeout(0.2)
            host = f"127.0.0.1:{listener.getsockname()[1]}"
            ref = f"file://{target}" if scheme == "file" else f"{scheme}://{host}/secret.json"
            tree = document(
                components={"schemas": {"X": {"type": "object", "properties": {"y": {"$ref": ref}}}}}
            )
            found = objections(tree, "3.0")
            with pytest.raises(TimeoutError):
                listener.accept()
        assert {one["code"] for one in found} <= {"validator-stopped"}
        assert "secret" not in repr([one["message"] for one in found]).replace("secret.json", "")

    def test_each_is_told_once(self):
        schemas = {f"X{n}": {"type": "integer", "default": "many"} for n in range(5)}
        assert len(objections(document(components={"schemas": schemas}), "3.0")) == 1


class TestManual:
    def test_shows_the_whole_table(self):
        page = manual()
        for row in TABLE:
            assert f"| `{row.code}` | {row.severity} |" in page
