"""Making one document of many files: pure, because the caller reads the files."""

from dovetail_engine.oas.bundle.bundler import Bundle, bundle
from dovetail_engine.oas.bundle.files import NOT_READ, FileRefused

__all__ = ["NOT_READ", "Bundle", "FileRefused", "bundle"]
