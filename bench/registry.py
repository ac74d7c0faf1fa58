"""Where measurements register: `@row(name, against=..., target=...)` above a function without arguments."""

from tools.measure import Outcome, Registry, ratio

__all__ = ["Outcome", "ratio", "registry", "row"]

registry = Registry()
row = registry.row
