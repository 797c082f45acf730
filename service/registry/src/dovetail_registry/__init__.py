"""The Dovetail registry: publishes contracts, gates their changes, serves their clients."""

__version__ = "0.1.0"
