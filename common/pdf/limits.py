"""What one rendering may use; a hundred dense pages stay below half of each."""

import os
import resource
from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Seconds of wall clock and of processor, bytes of address space and of one file."""

    seconds: float = 25
    processor_seconds: int = 20
    memory: int = 1024 * MEGABYTE
    file_size: int = 50 * MEGABYTE
    niceness: int = 10

    def apply(self) -> None:
        """Bind this process for good; the wall clock is its parent's to watch."""
        for kind, limit in (
            (resource.RLIMIT_AS, self.memory),
            (resource.RLIMIT_FSIZE, self.file_size),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(kind, (limit, limit))
        # The softer one comes with a signal of its own, so that the reason can be told.
        resource.setrlimit(resource.RLIMIT_CPU, (self.processor_seconds, self.processor_seconds + 2))
        os.nice(self.niceness)
