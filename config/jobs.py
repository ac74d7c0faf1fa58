"""Which function does which kind of job: the one place where rows meet code."""

from collections.abc import Callable, Mapping

from alignment.tasks import notify_round_opened, notify_round_reminder, notify_round_revealed, score_round
from organizations.tasks import send_invitation
from reports.tasks import render_round_report

# kind of job -> its task; a task takes the row's `subject_id` and `job_id`, is idempotent, returns nothing
HANDLERS: Mapping[str, Callable[..., None]] = {
    "send_invitation": send_invitation,
    "notify_round_opened": notify_round_opened,
    "notify_round_reminder": notify_round_reminder,
    "notify_round_revealed": notify_round_revealed,
    "score_round": score_round,
    "render_round_report": render_round_report,
}
