"""An example provider: a small shop's order API, kept in the three editions of the worked example."""
