"""Dovetail's engine: reads OpenAPI documents, proves what a change breaks, writes typed clients.

Pure: no web, no database, no clock, no I/O. `oas` is the ground; `compat` and `codegen` stand on it.
"""
