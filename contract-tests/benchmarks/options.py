"""What a run of the benchmarks was asked for."""

import sys
import time
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Options:
    """`api` selects documents, `runs` stand behind a median, `seconds` bound a part (0: no bound)."""

    api: str | None
    runs: int
    seconds: float
    started: float = field(default_factory=time.monotonic)

    def from_now(self) -> "Options":
        """Return the same options with the clock set to zero."""
        return replace(self, started=time.monotonic())

    def share(self, part: float) -> "Options":
        """Return the same options with only a part of the time that is left."""
        return replace(self, seconds=self.left() * part, started=time.monotonic()) if self.seconds else self

    def left(self) -> float:
        """Return the seconds that this part still has; negative when they are over."""
        return self.seconds - (time.monotonic() - self.started) if self.seconds else float("inf")

    def say(self, text: str) -> None:
        """Tell people who wait what is being measured, apart from the tables."""
        print(f"… {text}", file=sys.stderr, flush=True)
