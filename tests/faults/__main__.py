"""Runs the long fault rows, or those whose name contains the given words: python -m tests.faults [words]."""

import sys

from tests.faults.own_database import set_up
from tests.faults.registry import registry
from tools.measure import main

if __name__ == "__main__":
    set_up()
    sys.exit(main(registry, package="tests.faults"))
