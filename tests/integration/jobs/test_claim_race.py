"""Many workers reach for one job at the same moment: exactly one gets it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from django.db import connection

from organizations.access import organization_scope
from organizations.models import Job, Membership
from organizations.services import jobs
from tests.factories.organizations import make_membership
from tests.integration.jobs.conftest import Recorder

WORKERS = 6
ROUNDS = 10


def ask(ceo: Membership, *, key: str, by: Membership | None) -> Job:
    return jobs.enqueue(kind="note", subject_id=ceo.pk, key=key, organization=ceo.organization, by=by)


def test_exactly_one_of_many_claims_succeeds(committed: None) -> None:
    ceo = make_membership()
    recorder = Recorder()
    barrier = Barrier(WORKERS)

    def reach(job_id: UUID) -> bool:
        barrier.wait(timeout=20)
        try:
            return jobs.run(job_id=job_id, handlers={"note": recorder})
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        for number in range(ROUNDS):
            with organization_scope(ceo.organization):
                job = jobs.enqueue(
                    kind="note",
                    subject_id=ceo.pk,
                    key=f"race:{number}",
                    organization=ceo.organization,
                    by=None,
                )
            assert sum(pool.map(reach, [job.pk] * WORKERS)) == 1
    assert len(recorder.calls) == ROUNDS


def test_two_requests_at_once_cannot_both_be_the_last_allowed(committed: None) -> None:
    ceo = make_membership()
    barrier = Barrier(WORKERS)

    def ask(number: int) -> bool:
        barrier.wait(timeout=20)
        try:
            with organization_scope(ceo.organization):
                jobs.enqueue(
                    kind="note",
                    subject_id=ceo.pk,
                    key=f"many:{number}",
                    organization=ceo.organization,
                    by=ceo,
                )
        except jobs.TooManyJobs:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(WORKERS) as pool:
        assert sum(pool.map(ask, range(WORKERS))) == 3
