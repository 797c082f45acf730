"""What a run of the benchmarks was asked for."""

import resource
import sys
from dataclasses import dataclass, field, replace


def _cpu() -> float:
    """Return the CPU seconds of this process and of the ones it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


@dataclass(frozen=True)
class Options:
    """`api` selects documents, `runs` stand behind a median, `seconds` of CPU bound a part (0: no bound).

    CPU, so that as much is measured on a busy machine as on a quiet one.
    """

    api: str | None
    runs: int
    seconds: float
    started: float = field(default_factory=_cpu)

    def from_now(self) -> "Options":
        """Return the same options with all the time of a part."""
        return replace(self, started=_cpu())

    def share(self, part: float) -> "Options":
        """Return the same options with only a part of the time that is left."""
        return replace(self, seconds=self.left() * part, started=_cpu()) if self.seconds else self

    def left(self) -> float:
        """Return the CPU seconds that this part still has; negative when they are over."""
        return self.seconds - (_cpu() - self.started) if self.seconds else float("inf")

    def say(self, text: str) -> None:
        """Tell people who wait what is being measured, apart from the tables."""
        print(f"… {text}", file=sys.stderr, flush=True)
