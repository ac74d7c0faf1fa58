"""The report of a revealed round: its values, and how they are made."""

from reports.documents.round_report.builder import build_round_report
from reports.documents.round_report.sources import Sources
from reports.documents.round_report.values import RoundReport

__all__ = ["RoundReport", "Sources", "build_round_report"]
