"""Python packages from the IR: models by datamodel-code-generator, the client and its runtime our own."""

from dovetail_engine.codegen.python.emit import emit

__all__ = ["emit"]
