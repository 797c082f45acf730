"""The Dovetail registry: publishes contracts, gates their changes, serves their clients."""
