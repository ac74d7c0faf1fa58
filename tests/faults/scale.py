"""How much of a long run is done: FAULTS_SCALE=0.05 does a twentieth of every figure."""

import os


def scaled(figure: int, *, at_least: int = 1) -> int:
    """Return the figure of the release, or the part of it that FAULTS_SCALE asks for."""
    return max(round(figure * float(os.environ.get("FAULTS_SCALE", "1"))), at_least)
