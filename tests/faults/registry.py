"""Where the long fault runs register; the fast ones are the tests beside this file."""

from tools.measure import Outcome, Registry

__all__ = ["Outcome", "registry", "row"]

registry = Registry()
row = registry.row
