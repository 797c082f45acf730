"""Form bodies that show how a property is written: as a part of a media type, or as text in a style."""

from dataclasses import replace
from typing import Any

from dovetail_engine.compat import messages
from dovetail_engine.compat.containment import Found
from dovetail_engine.compat.forms import MULTIPART, URLENCODED, FormPart, form_parts, multipart, urlencoded
from dovetail_engine.compat.media import concrete, covering
from dovetail_engine.compat.messages import CannotBuild, Message, Parts
from dovetail_engine.compat.sides import Sides
from dovetail_engine.compat.walk import Scene
from dovetail_engine.oas.model import MediaType, Operation

SEVERAL: Any = {"anyOf": [{"type": "array", "minItems": 2}, {"type": "object", "minProperties": 2}]}
"""Values of at least two parts."""

_FILLED: Any = {"not": {"enum": ["", [], {}, None]}}


class FormProbes:
    """Makes the bodies of one comparison."""

    def __init__(self, sides: Sides) -> None:
        self._sides = sides

    def part(self, scene: Scene, operation: Operation, name: str, content_type: str) -> Parts:
        """A multipart body whose part of that name has that media type."""
        return self._multipart(scene, operation, name, content_type, without="")

    def without_header(self, scene: Scene, operation: Operation, name: str, header: str) -> Parts:
        """A multipart body whose part of that name lacks a header."""
        return self._multipart(scene, operation, name, None, without=header.lower())

    def restyled(self, scene: Scene, operation: Operation, name: str) -> Message | None:
        """A urlencoded body whose field of that name has several values, where it may have them."""
        media = _media(scene, operation)
        parts = form_parts(self._sides.documents[scene.sender], media)
        if parts[name].multipart:
            raise CannotBuild(f"how the part '{name}' is written in a style is not modelled")
        value = self._value(scene, media, name, (SEVERAL, _FILLED))
        body = Parts(body=urlencoded(value, parts), has_body=True, media=URLENCODED)
        sent = messages.request(self._sides, scene.sender, operation, body)
        return replace(sent, meant=(name, value[name]))

    def _multipart(
        self, scene: Scene, operation: Operation, name: str, content_type: str | None, *, without: str
    ) -> Parts:
        media = _media(scene, operation)
        parts = form_parts(self._sides.documents[scene.sender], media)
        value = self._value(scene, media, name, (_FILLED,))
        types = {key: concrete(parts[key].content_types[0]) for key in value if key in parts}
        if content_type is not None:
            types[name] = concrete(content_type)
        headers = {key: _headers(parts[key], without if key == name else "") for key in value if key in parts}
        text = multipart(value, types, headers)
        return Parts(body=text, has_body=True, media=f"{MULTIPART}; boundary=-")

    def _value(self, scene: Scene, media: MediaType, name: str, wanted: tuple[Any, ...]) -> dict[str, Any]:
        """A form that has the property, of the first of the wanted forms that it can have."""
        if media.schema is not None:
            own = self._sides.lowering(scene.sender, "request").schema(media.schema.pointer)
            for inner in wanted:
                schema = {"allOf": [own, {"required": [name], "properties": {name: inner}}]}
                found = self._sides.sample(scene.sender, media.schema.pointer, "request", schema)
                if isinstance(found, Found) and isinstance(found.value, dict):
                    return found.value
        raise CannotBuild(f"no value was found for the form field '{name}'")


def _media(scene: Scene, operation: Operation) -> MediaType:
    body = operation.request_body
    found = covering(scene.media or "", body.content if body else ())
    if found is None:
        raise CannotBuild("the form is not part of a request")
    return found


def _headers(part: FormPart, without: str) -> dict[str, str]:
    return {one.name: "x" for one in part.headers if one.required and one.name.lower() != without}
