"""Writes of the alignment app: rounds, answers, the reveal, and the scores."""
