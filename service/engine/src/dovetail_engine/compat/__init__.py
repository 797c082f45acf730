"""The gate: what a change of a contract does to its users, with a counter-example for each break."""

from dovetail_engine.compat.comparison import compare
from dovetail_engine.compat.policy import DEFAULT_FORMATS, Deprecation, Policy, Severity, Waiver
from dovetail_engine.compat.releases import combine
from dovetail_engine.compat.report import Finding, Occurrence, Report, Witness
from dovetail_engine.compat.report_schema import report_schema
from dovetail_engine.compat.rules import UnknownRule, all_rules, explain, pages

__all__ = [
    "DEFAULT_FORMATS",
    "Deprecation",
    "Finding",
    "Occurrence",
    "Policy",
    "Report",
    "Severity",
    "UnknownRule",
    "Waiver",
    "Witness",
    "all_rules",
    "combine",
    "compare",
    "explain",
    "pages",
    "report_schema",
]
