"""Jobs of the alignment app: ids in, nothing out, each may run twice."""

from uuid import UUID

from alignment.services import notices, scoring
from alignment.services.notices import Notice


def score_round(*, subject_id: UUID, job_id: UUID) -> None:
    """Score the revealed round `subject_id`."""
    scoring.score_round(round_id=subject_id)


def notify_round_opened(*, subject_id: UUID, job_id: UUID) -> None:
    """Tell the holder of the seat `subject_id` that the round is open."""
    notices.send_notice(notice=Notice.OPENED, seat_id=subject_id)


def notify_round_reminder(*, subject_id: UUID, job_id: UUID) -> None:
    """Remind the holder of the seat `subject_id`."""
    notices.send_notice(notice=Notice.REMINDER, seat_id=subject_id)


def notify_round_revealed(*, subject_id: UUID, job_id: UUID) -> None:
    """Tell the holder of the seat `subject_id` that the round is revealed."""
    notices.send_notice(notice=Notice.REVEALED, seat_id=subject_id)
