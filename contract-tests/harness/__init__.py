"""What the contract tests run against: real processes, real package managers, schemathesis."""
