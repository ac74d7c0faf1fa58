"""Mails to participants: to whom, with which words, and not when they have become pointless."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core import mail

from alignment import tasks
from alignment.models import Round
from alignment.services import rounds, sealing
from organizations.access import organization_scope
from organizations.domain.sides import Side
from organizations.models import Membership, Organization
from tests.factories.alignment import answer_everything, make_open_round, make_revealed_round, seat_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scope(organization: Organization) -> Iterator[None]:
    with organization_scope(organization):
        yield


@pytest.fixture
def round(organization: Organization, ceo: Membership, cto: Membership, facilitator: Membership) -> Round:
    return make_open_round(
        organization=organization, business=[ceo], technology=[cto], by=facilitator, title="Spring\nround"
    )


def test_everybody_hears_that_the_round_is_open(round: Round, ceo: Membership) -> None:
    tasks.notify_round_opened(subject_id=seat_of(round, Side.BUSINESS).pk, job_id=uuid4())
    (letter,) = mail.outbox
    assert letter.to == [ceo.person.email]
    assert letter.subject.startswith("Spring")
    assert "\n" not in letter.subject
    path = f"/o/{round.organization.slug}/rounds/{round.pk}/answer/"
    assert f"http://testserver{path}" in letter.body


def test_a_reminder_goes_to_those_who_have_not_submitted(round: Round, ceo: Membership) -> None:
    seat = seat_of(round, Side.BUSINESS)
    tasks.notify_round_reminder(subject_id=seat.pk, job_id=uuid4())
    assert len(mail.outbox) == 1
    answer_everything(seat=seat)
    sealing.submit(seat=seat, by=ceo)
    tasks.notify_round_reminder(subject_id=seat.pk, job_id=uuid4())
    tasks.notify_round_opened(subject_id=seat.pk, job_id=uuid4())
    assert len(mail.outbox) == 1


def test_a_cancelled_round_sends_nothing(round: Round) -> None:
    rounds.cancel_round(round=round, by=round.created_by)
    for notify in (tasks.notify_round_opened, tasks.notify_round_reminder, tasks.notify_round_revealed):
        notify(subject_id=seat_of(round, Side.BUSINESS).pk, job_id=uuid4())
    assert mail.outbox == []


def test_who_has_left_gets_no_mail(round: Round, ceo: Membership) -> None:
    Membership.objects.filter(pk=ceo.pk).update(state=Membership.State.DEACTIVATED)
    tasks.notify_round_opened(subject_id=seat_of(round, Side.BUSINESS).pk, job_id=uuid4())
    assert mail.outbox == []


def test_everybody_hears_of_the_reveal_and_not_a_word_of_the_answers(
    organization: Organization,
) -> None:
    round = make_revealed_round(organization=organization, is_scored=False)
    for seat in round.loaded_seats:
        tasks.notify_round_revealed(subject_id=seat.pk, job_id=uuid4())
    assert {letter.to[0] for letter in mail.outbox} == {
        seat.membership.person.email for seat in round.loaded_seats
    }
    assert all("We will see it in the numbers." not in letter.body for letter in mail.outbox)
