"""The TypeScript package: types, one function per operation and a client, on nothing but `fetch`."""

from dovetail_engine.codegen.typescript.emit import emit

__all__ = ["emit"]
