"""Reads of the alignment app: fully loaded rows and values, always of one organization."""
