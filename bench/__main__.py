"""Measures every row, or those whose name contains the given words: python -m bench [words]."""

import sys

from bench.registry import registry
from tools.measure import main

if __name__ == "__main__":
    sys.exit(main(registry, package="bench"))
