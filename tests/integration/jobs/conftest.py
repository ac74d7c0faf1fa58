"""A queued job, and handlers that say what they were asked to do."""

from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import pytest

from organizations.access import organization_scope
from organizations.models import Job, Membership
from organizations.services import jobs

MakeJob = Callable[..., Job]


@pytest.fixture
def make_job(ceo: Membership) -> MakeJob:
    def make(*, kind: str = "note", key: str = "", by: Membership | None = None) -> Job:
        subject_id = uuid4()
        with organization_scope(ceo.organization):
            return jobs.enqueue(
                kind=kind,
                subject_id=subject_id,
                key=key or f"{kind}:{subject_id}",
                organization=ceo.organization,
                by=by,
            )

    return make


@dataclass
class Recorder:
    """A handler that remembers its calls."""

    calls: list[tuple[UUID, UUID]] = field(default_factory=list)

    def __call__(self, *, subject_id: UUID, job_id: UUID) -> None:
        self.calls.append((subject_id, job_id))


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()
