"""Namespaces and the contracts in them."""
