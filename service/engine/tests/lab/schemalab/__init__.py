"""What the proofs of the gate share: small universes of values, generated schemas, outside judges."""
