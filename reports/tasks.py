"""Work of reports outside a request."""

from uuid import UUID

from reports.services.documents import make_round_report


def render_round_report(*, subject_id: UUID, job_id: UUID) -> None:
    make_round_report(round_id=subject_id, job_id=job_id)
