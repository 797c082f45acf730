"""The runtime of a generated client: what every contract needs and none changes."""
