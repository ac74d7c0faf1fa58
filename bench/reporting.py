"""Times of the round report: `python -m bench.reporting FOLDER` prints lists of seconds as JSON.

It leaves the HTML of one report in the folder, and what a browser needs to print the same.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import django

from tools.measure import seconds

if TYPE_CHECKING:
    from config.filling import Filled
    from organizations.models import Membership

ROUNDS = 5
CHROMIUM = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")


def times(folder: Path) -> dict[str, list[float]]:
    """Jobs from start to file, the same content asked for again by somebody else, and a cold browser."""
    from alignment.models import Round
    from config.filling import fill_organization
    from organizations.access import organization_scope
    from organizations.domain.sides import Side

    filled = fill_organization(scale=10)
    found: dict[str, list[float]] = {"first": [], "again": [], "browser": []}
    with organization_scope(filled.organization):
        rounds = list(Round.objects.filter(state=Round.State.REVEALED).values_list("pk", flat=True))
        ask(rounds[0], by=filled.facilitator)  # starts the renderer
        for round_id in rounds[1 : ROUNDS + 1]:
            write_html(round_id, filled, folder=folder)
            found["first"].append(ask(round_id, by=filled.facilitator))
            found["again"].append(ask(round_id, by=filled.leaders[Side.BUSINESS][0]))
            found["browser"].append(seconds(lambda: print_in_browser(folder)))
    return found


def ask(round_id: UUID, *, by: "Membership") -> float:
    """Enqueue one report, and return how long its run took."""
    from config.jobs import HANDLERS
    from organizations.models import Job
    from organizations.services import jobs

    job = jobs.enqueue(
        kind="render_round_report",
        subject_id=round_id,
        key=f"bench:{uuid4()}",
        organization=by.organization,
        by=by,
    )
    took = seconds(lambda: jobs.run(job_id=job.pk, handlers=HANDLERS))
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.failure
    return took


def write_html(round_id: UUID, filled: "Filled", *, folder: Path) -> None:
    """Write the report as the renderer gets it, and as a file of its own with the same style sheet."""
    from alignment.selectors.rounds import get_round_or_404
    from common.pdf.engine import style_text
    from reports.documents.paper import round_report_html
    from reports.selectors.round_reports import get_round_report_or_404

    round = get_round_or_404(organization=filled.organization, round_id=round_id)
    report = get_round_report_or_404(round=round, membership=filled.facilitator)
    html = round_report_html(report, history="")
    (folder / "report.html").write_text(html, encoding="utf-8")
    styled = html.replace("</head>", f"<style>{style_text()}</style></head>", 1)
    (folder / "browser.html").write_text(styled, encoding="utf-8")


def print_in_browser(folder: Path) -> None:
    own = (f"--user-data-dir={folder / uuid4().hex}", f"--print-to-pdf={folder / 'browser.pdf'}")
    subprocess.run(
        [*CHROMIUM, *own, (folder / "browser.html").as_uri()], check=True, stderr=subprocess.DEVNULL
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(json.dumps(times(Path(sys.argv[1]))))
