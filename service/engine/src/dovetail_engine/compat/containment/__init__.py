"""Schema containment: is every value of one JSON Schema a value of another, and if not, which is not?"""

from .answers import Answer, Contained, Empty, Found, NotContained, Undecided, Verdict
from .contains import contains
from .formats import KNOWN as KNOWN_FORMATS
from .judge import Judge
from .nodes import Node, Schema
from .references import Definitions
from .universe import DEFAULT_STEPS, Mode, Universe

__all__ = [
    "DEFAULT_STEPS",
    "KNOWN_FORMATS",
    "Answer",
    "Contained",
    "Definitions",
    "Empty",
    "Found",
    "Judge",
    "Mode",
    "Node",
    "NotContained",
    "Schema",
    "Undecided",
    "Universe",
    "Verdict",
    "contains",
]
