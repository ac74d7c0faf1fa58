"""Report values as the HTML that the renderer lays out."""

from django.template.loader import render_to_string

from common.charts.palette import tokens
from reports.documents.round_report import RoundReport


def round_report_html(report: RoundReport, *, history: str) -> str:
    """The whole document as one string; `history` names the head of the audit trail."""
    colours = {name: tokens()[name] for name in ("business", "technology")}
    context = {"report": report, "colours": colours, "history": history}
    return render_to_string("reports/pdf/round_report.html", context)
