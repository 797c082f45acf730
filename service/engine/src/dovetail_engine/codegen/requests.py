"""What is known of a request in every target language."""

from dovetail_engine.codegen.ir import Parameter


def is_idempotency_key(parameter: Parameter) -> bool:
    """Whether a header makes it harmless to repeat a call; a client makes it where the caller gives none."""
    return parameter.location == "header" and parameter.wire_name.lower() == "idempotency-key"
