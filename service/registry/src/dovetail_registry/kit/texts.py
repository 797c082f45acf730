"""Text that people write into requests."""

from typing import Annotated

from pydantic import Field

Prose = Annotated[str, Field(max_length=2000, pattern=r"^[^\x00]*$")]
"""Free text; U+0000 is left out because PostgreSQL cannot keep it."""

Label = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""One line of text."""
