"""What processes hold in memory, by the kernel's own books."""

from pathlib import Path


def descendants(pid: int) -> set[int]:
    """Return the living processes below one."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found |= {child} | descendants(child)
    return found


def megabytes(pid: int, *, field: str = "VmRSS") -> float:
    """Resident memory now, or with `VmHWM` at its highest; 0 for a process that is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except FileNotFoundError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024
