"""Measurements: ratios inside one run against targets, because machines differ and ratios carry over."""
