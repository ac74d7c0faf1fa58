"""From the request to the file: once per content, with rights checked again, numbered, fingerprinted."""

import hashlib
from pathlib import Path

import pytest
from django.http import Http404

from alignment.models import Round
from config.jobs import HANDLERS
from organizations.access import organization_scope, unfenced
from organizations.models import AuditEvent, Job, Membership
from organizations.services import jobs
from reports.models import Document
from reports.services.documents import request_round_report
from tests.factories.alignment import make_open_round, make_revealed_round
from tests.integration.reports.conftest import MakeReport, reread

pytestmark = pytest.mark.django_db


def documents() -> list[Document]:
    with unfenced():
        return list(Document.objects.order_by("number"))


def test_a_report_is_made_kept_and_fingerprinted(
    make_report: MakeReport, ceo: Membership, documents_folder: Path
) -> None:
    job = make_report(ceo)
    assert (job.state, job.failure) == ("done", "")
    (document,) = documents()
    assert (job.result_id, document.number, document.requested_by_id) == (document.pk, 1, ceo.pk)
    file = documents_folder / str(ceo.organization.pk) / f"{document.pk}.pdf"
    content = file.read_bytes()
    assert content.startswith(b"%PDF-1.7")
    assert (len(content), hashlib.sha256(content).hexdigest()) == (document.size, document.file_sha256)
    assert list(file.parent.iterdir()) == [file], "no draft is left"
    with unfenced():
        assert AuditEvent.objects.filter(action="document_made", subject_id=document.pk).count() == 1


def test_the_same_content_is_the_same_document_for_everybody(
    make_report: MakeReport, ceo: Membership, cto: Membership, documents_folder: Path
) -> None:
    first, again, other = make_report(ceo), make_report(ceo), make_report(cto)
    assert first.pk == again.pk
    assert other.pk != first.pk
    assert other.result_id == first.result_id
    assert len(documents()) == 1
    assert len(list(documents_folder.rglob("*.pdf"))) == 1


def test_a_second_run_after_a_crash_makes_no_second_document(
    make_report: MakeReport, ceo: Membership, documents_folder: Path
) -> None:
    job = make_report(ceo)
    with unfenced():
        Job.objects.filter(pk=job.pk).update(state="queued", runs=0, result_id=None)
    jobs.run(job_id=job.pk, handlers=HANDLERS)
    assert reread(job).result_id == job.result_id
    assert len(documents()) == 1
    assert len(list(documents_folder.rglob("*.pdf"))) == 1


def test_numbers_count_up_in_an_organization(make_report: MakeReport, ceo: Membership) -> None:
    make_report(ceo)
    second = make_revealed_round(organization=ceo.organization, business=[ceo], title="Autumn round")
    with organization_scope(ceo.organization):
        job = request_round_report(round=second, by=ceo)
    jobs.run(job_id=job.pk, handlers=HANDLERS)
    assert [(one.number, one.title) for one in documents()] == [(1, "Spring round"), (2, "Autumn round")]


def test_before_the_reveal_there_is_nothing_to_report(ceo: Membership) -> None:
    open_round = make_open_round(organization=ceo.organization, business=[ceo])
    with organization_scope(ceo.organization), pytest.raises(Http404):
        request_round_report(round=open_round, by=ceo)


def test_before_the_scores_there_is_nothing_to_report(ceo: Membership) -> None:
    unscored = make_revealed_round(organization=ceo.organization, business=[ceo], is_scored=False)
    with organization_scope(ceo.organization), pytest.raises(Http404):
        request_round_report(round=unscored, by=ceo)


def test_the_worker_checks_the_right_again(revealed: Round, ceo: Membership) -> None:
    with organization_scope(revealed.organization):
        job = request_round_report(round=revealed, by=ceo)
    with unfenced():
        Membership.objects.filter(pk=ceo.pk).update(role="pilot_member")
    jobs.run(job_id=job.pk, handlers=HANDLERS)
    assert reread(job).state == "failed"
    assert "not open to you" in reread(job).failure
    assert documents() == []


@pytest.mark.parametrize("who", ["board_reader", "outsider", None])
def test_a_forged_row_makes_nothing(revealed: Round, who: str | None, request: pytest.FixtureRequest) -> None:
    by: Membership | None = request.getfixturevalue(who) if who else None
    with unfenced():
        job = Job.objects.create(
            organization=by.organization if by else revealed.organization,
            kind="render_round_report",
            subject_id=revealed.pk,
            key="forged",
            requested_by=by,
        )
    jobs.run(job_id=job.pk, handlers=HANDLERS)
    assert reread(job).state == "failed"
    assert documents() == []


def test_asking_again_after_a_failure_starts_again(revealed: Round, ceo: Membership) -> None:
    with organization_scope(revealed.organization):
        job = request_round_report(round=revealed, by=ceo)
        jobs.run(job_id=job.pk, handlers={})
        assert reread(job).state == "failed"
        assert request_round_report(round=revealed, by=ceo).pk == job.pk
    assert reread(job).state == "queued"
