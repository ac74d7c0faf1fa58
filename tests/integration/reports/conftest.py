"""A revealed round of the CEO and the CTO, and the jobs done at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from alignment.models import Round
from config.jobs import HANDLERS
from organizations.access import organization_scope, unfenced
from organizations.models import Job, Membership
from organizations.services import jobs
from reports.services.documents import request_round_report
from tests.factories.alignment import make_revealed_round

MakeReport = Callable[[Membership], Job]


@pytest.fixture(autouse=True)
def documents_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DOCUMENTS_DIR = tmp_path / "documents"
    return tmp_path / "documents"


@pytest.fixture
def revealed(ceo: Membership, cto: Membership) -> Round:
    return make_revealed_round(
        organization=ceo.organization, business=[ceo], technology=[cto], title="Spring round"
    )


@pytest.fixture
def make_report(revealed: Round) -> MakeReport:
    """Ask for the report and do the job; return the job as it is afterwards."""

    def make(by: Membership) -> Job:
        with organization_scope(revealed.organization):
            job = request_round_report(round=revealed, by=by)
        jobs.run(job_id=job.pk, handlers=HANDLERS)
        return reread(job)

    return make


def reread(job: Job) -> Job:
    with unfenced():
        found: Job = Job.objects.get(pk=job.pk)
        return found
