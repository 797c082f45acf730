"""How strict a comparison is, and what an owner let pass."""

from dovetail_engine.compat.policy.model import DEFAULT_FORMATS, Deprecation, Policy, Severity, Waiver

__all__ = ["DEFAULT_FORMATS", "Deprecation", "Policy", "Severity", "Waiver"]
