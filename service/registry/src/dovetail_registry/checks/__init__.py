"""The gate, run on a candidate document and remembered."""
