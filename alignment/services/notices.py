"""Mails to participants: asked for with the act, sent by a job that looks whether they are still due."""

from enum import StrEnum
from uuid import UUID

from django.urls import reverse

from alignment.models import Round, Seat
from organizations.models import Membership
from organizations.services import mail
from organizations.services.jobs import enqueue


class Notice(StrEnum):
    """What a participant is told; the value is the kind of the job and the name of the letter."""

    OPENED = "notify_round_opened"
    REMINDER = "notify_round_reminder"
    REVEALED = "notify_round_revealed"


def enqueue_notice(notice: Notice, *, seat: Seat) -> None:
    """Ask for one mail to the holder of a seat, in the transaction of the act; invented people get none."""
    if seat.round.organization.is_demo:
        return
    number = f":{seat.reminders}" if notice is Notice.REMINDER else ""
    enqueue(
        kind=notice.value,
        subject_id=seat.pk,
        key=f"{notice.value}:{seat.pk}{number}",
        organization=seat.round.organization,
        by=None,
    )


def send_notice(*, notice: Notice, seat_id: UUID) -> None:
    """Send the mail unless it has become pointless: submitted meanwhile, cancelled, or gone."""
    seat = Seat.objects.select_related("round__organization", "membership__person").get(pk=seat_id)
    if not _is_due(notice, seat):
        return
    slug, round = seat.round.organization.slug, seat.round
    page = "alignment:answer" if notice is not Notice.REVEALED else "alignment:round"
    mail.send(
        to=seat.membership.person.email,
        template=f"alignment/mail/{LETTERS[notice]}",
        context={
            "person": seat.membership.person,
            "organization": round.organization,
            "round": round,
            "url": mail.absolute_url(reverse(page, args=[slug, round.pk])),
        },
    )


LETTERS = {
    Notice.OPENED: "round_opened",
    Notice.REMINDER: "round_reminder",
    Notice.REVEALED: "round_revealed",
}


def _is_due(notice: Notice, seat: Seat) -> bool:
    if seat.membership.state != Membership.State.ACTIVE:
        return False
    if notice is Notice.REVEALED:
        return seat.round.state == Round.State.REVEALED
    return seat.round.state == Round.State.OPEN and seat.submitted_at is None
