"""Asking for work, asking twice, asking too much, taking back."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.http import Http404

from organizations.access import organization_scope
from organizations.models import Job, Membership
from organizations.selectors.jobs import get_own_job_or_404
from organizations.services import jobs
from tests.integration.jobs.conftest import MakeJob

pytestmark = pytest.mark.django_db


def test_a_request_leaves_one_queued_row(make_job: MakeJob, ceo: Membership) -> None:
    job = make_job(by=ceo)
    assert (job.state, job.runs, job.requested_by, job.organization) == ("queued", 0, ceo, ceo.organization)


def test_the_same_key_is_the_same_job_even_when_done(make_job: MakeJob, recorder: jobs.Handler) -> None:
    first = make_job(key="once")
    jobs.run(job_id=first.pk, handlers={"note": recorder})
    again = make_job(key="once")
    assert again.pk == first.pk
    assert again.state == "done"


def test_a_person_has_at_most_three_open_jobs(make_job: MakeJob, ceo: Membership, cto: Membership) -> None:
    for _ in range(settings.JOB_MAX_OPEN_PER_PERSON):
        open_job = make_job(by=ceo)
    with pytest.raises(jobs.TooManyJobs, match="3 jobs"):
        make_job(by=ceo)
    assert make_job(by=cto).state == "queued"
    assert make_job(by=None).state == "queued"
    with organization_scope(ceo.organization):
        jobs.cancel(job=open_job, by=ceo)
    assert make_job(by=ceo).state == "queued"


def test_asking_again_for_an_open_job_is_never_too_much(make_job: MakeJob, ceo: Membership) -> None:
    made = [make_job(key=f"k{n}", by=ceo) for n in range(3)]
    assert make_job(key="k1", by=ceo) == made[1]


def test_cancel_works_only_for_the_requester_and_only_while_it_waits(
    make_job: MakeJob, ceo: Membership, cto: Membership
) -> None:
    job = make_job(by=ceo)
    with organization_scope(ceo.organization):
        assert not jobs.cancel(job=job, by=cto)
        assert jobs.cancel(job=job, by=ceo)
        assert not jobs.cancel(job=job, by=ceo)
        job.refresh_from_db()
    assert job.state == "cancelled"
    assert not jobs.run(job_id=job.pk, handlers={})


def test_a_running_job_is_not_cancelled(make_job: MakeJob, ceo: Membership) -> None:
    job = make_job(by=ceo)
    assert jobs.claim(job_id=job.pk)
    with organization_scope(ceo.organization):
        assert not jobs.cancel(job=job, by=ceo)


def test_retry_starts_over_and_only_for_the_requester(
    make_job: MakeJob, ceo: Membership, cto: Membership
) -> None:
    job = make_job(by=ceo)
    jobs.run(job_id=job.pk, handlers={})
    with organization_scope(ceo.organization):
        job.refresh_from_db()
        assert job.state == "failed"
        assert not jobs.retry(job=job, by=cto)
        assert jobs.retry(job=job, by=ceo)
        job.refresh_from_db()
        assert (job.state, job.runs, job.failure, job.announced_at) == ("queued", 0, "", None)
        assert not jobs.retry(job=job, by=ceo)


def test_only_the_requester_finds_the_row(
    make_job: MakeJob, ceo: Membership, administrator: Membership
) -> None:
    job = make_job(by=ceo)
    with organization_scope(ceo.organization):
        found = get_own_job_or_404(organization=ceo.organization, membership=ceo, job_id=job.pk)
        assert found == job
        for membership, job_id in ((administrator, job.pk), (ceo, uuid4())):
            with pytest.raises(Http404):
                get_own_job_or_404(organization=ceo.organization, membership=membership, job_id=job_id)


def test_another_organization_does_not_see_the_row(make_job: MakeJob, outsider: Membership) -> None:
    job = make_job()
    with organization_scope(outsider.organization):
        assert not Job.objects.filter(pk=job.pk).exists()
