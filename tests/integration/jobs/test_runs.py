"""Claiming, finishing, stumbling, giving up: the row says what happened, whatever the worker did."""

import logging
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from organizations.access import unfenced
from organizations.models import Job, Membership
from organizations.selectors.jobs import next_due_id, unannounced_ids
from organizations.services import jobs
from tests.integration.jobs.conftest import MakeJob, Recorder

pytestmark = pytest.mark.django_db


def row(job: Job) -> Job:
    with unfenced():
        found: Job = Job.objects.get(pk=job.pk)
        return found


def let_the_lease_end(job: Job) -> None:
    with unfenced():
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def crash(*, subject_id: UUID, job_id: UUID) -> None:
    raise ValueError("the salary of the CTO is a canary")


def test_a_job_is_done_once(make_job: MakeJob, recorder: Recorder) -> None:
    job = make_job()
    assert next_due_id() == job.pk
    assert jobs.run(job_id=job.pk, handlers={"note": recorder})
    assert not jobs.run(job_id=job.pk, handlers={"note": recorder})
    assert recorder.calls == [(job.subject_id, job.pk)]
    done = row(job)
    assert (done.state, done.runs, done.token, done.failure) == ("done", 1, None, "")
    assert done.finished_at is not None
    assert next_due_id() is None


def test_an_id_that_no_row_has_does_nothing(recorder: Recorder) -> None:
    assert not jobs.run(job_id=uuid4(), handlers={"note": recorder})
    assert recorder.calls == []


def test_a_claimed_job_is_not_claimed_again_before_its_lease_ends(make_job: MakeJob) -> None:
    job = make_job()
    first = jobs.claim(job_id=job.pk)
    assert first is not None
    assert jobs.claim(job_id=job.pk) is None
    let_the_lease_end(job)
    second = jobs.claim(job_id=job.pk)
    assert second is not None
    assert (second.runs, second.token == first.token) == (2, False)


def test_a_worker_that_lost_its_lease_changes_nothing_any_more(make_job: MakeJob) -> None:
    job = make_job()

    def overtaken(*, subject_id: UUID, job_id: UUID) -> None:
        let_the_lease_end(job)
        assert jobs.claim(job_id=job_id) is not None
        jobs.report_progress(job_id=job_id, text="from the past")
        jobs.report_result(job_id=job_id, result_id=uuid4())

    jobs.run(job_id=job.pk, handlers={"note": overtaken})
    after = row(job)
    assert (after.state, after.runs, after.progress, after.result_id) == ("running", 2, "", None)


def test_progress_is_shown_and_renews_the_lease(make_job: MakeJob) -> None:
    job, seen = make_job(), []

    def slow(*, subject_id: UUID, job_id: UUID) -> None:
        let_the_lease_end(job)
        jobs.report_progress(job_id=job_id, text="Drawing charts" + "." * 200)
        seen.append(row(job))

    jobs.run(job_id=job.pk, handlers={"note": slow})
    assert seen[0].progress.startswith("Drawing charts")
    assert len(seen[0].progress) == 120
    assert seen[0].lease_until is not None
    assert seen[0].lease_until > timezone.now()
    assert row(job).progress == ""


def test_a_reasoned_failure_is_final_and_readable(make_job: MakeJob, recorder: Recorder) -> None:
    def refuse(*, subject_id: UUID, job_id: UUID) -> None:
        raise jobs.JobFailed("The round was cancelled.")

    job = make_job()
    jobs.run(job_id=job.pk, handlers={"note": refuse})
    assert (row(job).state, row(job).failure, row(job).runs) == ("failed", "The round was cancelled.", 1)
    assert not jobs.run(job_id=job.pk, handlers={"note": recorder})


def test_a_crash_rests_and_is_tried_again_three_times_at_most(
    make_job: MakeJob, caplog: pytest.LogCaptureFixture
) -> None:
    job = make_job()
    for count in range(1, settings.JOB_MAX_RUNS + 1):
        assert row(job).state != "failed"
        assert jobs.run(job_id=job.pk, handlers={"note": crash})
        assert row(job).runs == count
        assert next_due_id() is None, "it rests"
        let_the_lease_end(job)
    assert row(job).state == "failed"
    assert "3 times" in row(job).failure
    assert not jobs.run(job_id=job.pk, handlers={"note": crash})


def test_neither_log_nor_row_quotes_the_error(make_job: MakeJob, caplog: pytest.LogCaptureFixture) -> None:
    job = make_job()
    with caplog.at_level(logging.DEBUG):
        jobs.run(job_id=job.pk, handlers={"note": crash})
    assert "ValueError" in caplog.text
    assert "in crash" in caplog.text
    assert "canary" not in caplog.text.replace('raise ValueError("the salary of the CTO is a canary")', "")
    assert "canary" not in row(job).failure + row(job).progress


def test_a_worker_that_dies_every_time_is_given_up_by_the_sweeper(make_job: MakeJob) -> None:
    job = make_job()
    for _ in range(settings.JOB_MAX_RUNS):
        assert jobs.sweep() == 0
        assert jobs.claim(job_id=job.pk) is not None
        let_the_lease_end(job)
    assert jobs.claim(job_id=job.pk) is None
    assert jobs.sweep() == 1
    assert row(job).state == "failed"
    assert "You can try again" in row(job).failure


def test_a_living_third_run_is_not_swept(make_job: MakeJob) -> None:
    job = make_job()
    for _ in range(settings.JOB_MAX_RUNS):
        let_the_lease_end(job)
        assert jobs.claim(job_id=job.pk) is not None
    assert jobs.sweep() == 0


def test_a_kind_nobody_knows_fails_in_words(make_job: MakeJob) -> None:
    job = make_job(kind="forged")
    jobs.run(job_id=job.pk, handlers={})
    assert row(job).state == "failed"
    assert "does not know" in row(job).failure


def test_the_work_of_somebody_who_left_is_not_done(
    make_job: MakeJob, ceo: Membership, recorder: Recorder
) -> None:
    job = make_job(by=ceo)
    with unfenced():
        Membership.objects.filter(pk=ceo.pk).update(state=Membership.State.DEACTIVATED)
    jobs.run(job_id=job.pk, handlers={"note": recorder})
    assert recorder.calls == []
    assert "no longer a member" in row(job).failure


def test_a_job_is_announced_once_and_again_when_nobody_came(make_job: MakeJob) -> None:
    job = make_job()
    assert unannounced_ids(limit=5) == (job.pk,)
    jobs.mark_announced(job_id=job.pk)
    assert unannounced_ids(limit=5) == ()
    long_ago = timezone.now() - timedelta(seconds=settings.JOB_LEASE_SECONDS + 1)
    with unfenced():
        Job.objects.filter(pk=job.pk).update(announced_at=long_ago)
    assert unannounced_ids(limit=5) == (job.pk,)


def test_an_expired_lease_is_announced_again_once(make_job: MakeJob) -> None:
    job = make_job()
    jobs.mark_announced(job_id=job.pk)
    jobs.claim(job_id=job.pk)
    with unfenced():
        Job.objects.filter(pk=job.pk).update(announced_at=timezone.now() - timedelta(seconds=5))
    assert unannounced_ids(limit=5) == ()
    let_the_lease_end(job)
    assert unannounced_ids(limit=5) == (job.pk,)
    jobs.mark_announced(job_id=job.pk)
    assert unannounced_ids(limit=5) == ()


def test_handlers_run_inside_their_organization_only(make_job: MakeJob, outsider: Membership) -> None:
    counts = []

    def count(*, subject_id: UUID, job_id: UUID) -> None:
        counts.append(Membership.objects.count())

    jobs.run(job_id=make_job().pk, handlers={"note": count})
    assert counts == [1]
