"""The course of a round: drafted, fielded, opened, cancelled, and who is reminded."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from alignment.documents import shipped_instrument_text
from alignment.models import InstrumentVersion, Round, Seat
from alignment.selectors.rounds import get_round_or_404
from alignment.services import rounds, sealing
from common.rules import Refused
from organizations.access import organization_scope
from organizations.domain.sides import Side
from organizations.models import AuditEvent, Job, Membership, Organization
from tests.factories.alignment import (
    answer_everything,
    make_open_round,
    make_revealed_round,
    make_round,
    seat_of,
)
from tests.factories.organizations import make_membership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scope(organization: Organization) -> Iterator[None]:
    with organization_scope(organization):
        yield


@pytest.fixture
def draft(organization: Organization, ceo: Membership, cto: Membership, facilitator: Membership) -> Round:
    return make_round(organization=organization, business=[ceo], technology=[cto], by=facilitator)


def reload(round: Round) -> Round:
    return get_round_or_404(organization=round.organization, round_id=round.pk)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [blocker.code for blocker in refusal.value.blockers]


def test_a_new_round_is_a_draft_of_the_shipped_questionnaire(
    organization: Organization, facilitator: Membership
) -> None:
    made = rounds.create_round(
        organization=organization, title="Spring", form="short", due_on=None, by=facilitator
    )
    found = reload(made)
    assert (found.state, found.form, found.title) == ("draft", "short", "Spring")
    assert found.created_by == facilitator
    assert found.instrument.source.startswith("# The shipped questionnaire")
    event = AuditEvent.objects.latest("number")
    assert (event.action, event.actor, event.subject_id) == ("round_created", facilitator, made.pk)


def test_rounds_of_an_organization_share_one_stored_questionnaire(
    organization: Organization, facilitator: Membership
) -> None:
    for title in ("One", "Two"):
        rounds.create_round(organization=organization, title=title, form="full", due_on=None, by=facilitator)
    assert InstrumentVersion.objects.count() == 1


def test_another_text_under_a_used_version_is_refused(organization: Organization) -> None:
    stored = rounds.store_instrument(organization=organization, source=shipped_instrument_text())
    with pytest.raises(Refused) as refusal:
        rounds.store_instrument(organization=organization, source=stored.source + "\n# changed\n")
    assert codes(refusal) == ["version_taken"]


def test_seats_follow_each_other_on_their_side(draft: Round, facilitator: Membership) -> None:
    second = make_membership(organization=draft.organization, title="CFO")
    seat = rounds.add_seat(
        round=draft, membership=second, side=Side.BUSINESS, is_required=False, by=facilitator
    )
    assert (seat.position, seat.is_required) == (2, False)
    rounds.remove_seat(round=draft, seat_id=seat_of(draft, Side.BUSINESS).pk, by=facilitator)
    third = make_membership(organization=draft.organization, title="COO")
    seat = rounds.add_seat(
        round=draft, membership=third, side=Side.BUSINESS, is_required=True, by=facilitator
    )
    assert seat.position == 3
    actions = list(AuditEvent.objects.order_by("-number").values_list("action", flat=True)[:3])
    assert actions == ["seat_added", "seat_removed", "seat_added"]


def test_making_a_seat_first_keeps_the_order_of_the_others(draft: Round, facilitator: Membership) -> None:
    for title in ("CFO", "COO", "CMO"):
        member = make_membership(organization=draft.organization, title=title)
        rounds.add_seat(round=draft, membership=member, side=Side.BUSINESS, is_required=True, by=facilitator)
    first, second, third, last = titles_and_ids(draft, Side.BUSINESS)
    rounds.make_first(round=draft, seat_id=third[1], by=facilitator)
    assert titles_and_ids(draft, Side.BUSINESS) == [third, first, second, last]
    assert [seat.position for seat in reload(draft).loaded_seats] == [1, 2, 3, 4, 1]
    event = AuditEvent.objects.latest("number")
    assert (event.action, event.actor, event.facts["seat"]) == (
        "seat_made_first",
        facilitator,
        str(third[1]),
    )


def test_the_first_seat_stays_first_without_a_trace(draft: Round, facilitator: Membership) -> None:
    before = AuditEvent.objects.count()
    rounds.make_first(round=draft, seat_id=seat_of(draft, Side.TECHNOLOGY).pk, by=facilitator)
    assert AuditEvent.objects.count() == before


def test_an_open_round_keeps_its_pair(facilitator: Membership, organization: Organization) -> None:
    round = make_open_round(organization=organization, by=facilitator)
    with pytest.raises(Refused) as refusal:
        rounds.make_first(round=round, seat_id=round.loaded_seats[0].pk, by=facilitator)
    assert codes(refusal) == ["not_draft"]


def test_an_unknown_seat_is_not_made_first(draft: Round, facilitator: Membership) -> None:
    with pytest.raises(Http404):
        rounds.make_first(round=draft, seat_id=uuid4(), by=facilitator)


def titles_and_ids(round: Round, side: Side) -> list[tuple[str, UUID]]:
    return [(seat.membership.title, seat.pk) for seat in reload(round).loaded_seats if seat.side == side]


def test_nobody_sits_twice(draft: Round, ceo: Membership, facilitator: Membership) -> None:
    with pytest.raises(Refused) as refusal:
        rounds.add_seat(round=draft, membership=ceo, side=Side.TECHNOLOGY, is_required=True, by=facilitator)
    assert codes(refusal) == ["already_seated"]


def test_only_members_who_answer_rounds_get_a_seat(
    draft: Round, board_reader: Membership, facilitator: Membership
) -> None:
    with pytest.raises(Refused) as refusal:
        rounds.add_seat(
            round=draft, membership=board_reader, side=Side.BUSINESS, is_required=True, by=facilitator
        )
    assert codes(refusal) == ["unable"]


def test_strangers_get_no_seat(draft: Round, outsider: Membership, facilitator: Membership) -> None:
    with pytest.raises(Http404):
        rounds.add_seat(
            round=draft, membership=outsider, side=Side.BUSINESS, is_required=True, by=facilitator
        )


def test_an_unknown_seat_is_not_found(draft: Round, facilitator: Membership) -> None:
    with pytest.raises(Http404):
        rounds.remove_seat(round=draft, seat_id=uuid4(), by=facilitator)


def test_opening_fixes_the_round_and_tells_the_participants(draft: Round, facilitator: Membership) -> None:
    rounds.open_round(round=draft, by=facilitator)
    found = reload(draft)
    assert draft.state == found.state == "open"
    assert found.opened_at is not None
    jobs = Job.objects.filter(kind="notify_round_opened").values_list("subject_id", flat=True)
    assert set(jobs) == {seat.pk for seat in found.loaded_seats}
    assert AuditEvent.objects.latest("number").action == "round_opened"


@pytest.mark.parametrize("side", list(Side))
def test_a_round_with_one_side_does_not_open(draft: Round, facilitator: Membership, side: Side) -> None:
    rounds.remove_seat(round=draft, seat_id=seat_of(draft, side).pk, by=facilitator)
    with pytest.raises(Refused) as refusal:
        rounds.open_round(round=draft, by=facilitator)
    assert codes(refusal) == [f"no_{side}"]


def test_a_round_with_somebody_who_has_left_does_not_open(
    draft: Round, cto: Membership, facilitator: Membership
) -> None:
    Membership.objects.filter(pk=cto.pk).update(state=Membership.State.DEACTIVATED)
    with pytest.raises(Refused) as refusal:
        rounds.open_round(round=draft, by=facilitator)
    assert codes(refusal) == ["unable"]
    assert cto.person.name in str(refusal.value)


def test_an_open_round_keeps_its_seats(facilitator: Membership, organization: Organization) -> None:
    round = make_open_round(organization=organization, by=facilitator)
    with pytest.raises(Refused):
        rounds.remove_seat(round=round, seat_id=round.loaded_seats[0].pk, by=facilitator)
    with pytest.raises(Refused):
        rounds.add_seat(
            round=round,
            membership=make_membership(organization=organization),
            side=Side.BUSINESS,
            is_required=True,
            by=facilitator,
        )
    with pytest.raises(Refused):
        rounds.open_round(round=round, by=facilitator)


@pytest.mark.parametrize("is_open", [False, True])
def test_cancelling_ends_a_round_without_a_reveal(
    draft: Round, facilitator: Membership, is_open: bool
) -> None:
    round = make_open_round(organization=draft.organization, by=facilitator) if is_open else draft
    rounds.cancel_round(round=round, by=facilitator)
    found = reload(round)
    assert (found.state, found.revealed_at) == ("cancelled", None)
    assert found.cancelled_at is not None
    with pytest.raises(Refused):
        rounds.cancel_round(round=round, by=facilitator)


def test_a_revealed_round_is_not_cancelled(organization: Organization, facilitator: Membership) -> None:
    round = make_revealed_round(organization=organization, by=facilitator, is_scored=False)
    with pytest.raises(Refused) as refusal:
        rounds.cancel_round(round=round, by=facilitator)
    assert codes(refusal) == ["ended"]


def test_three_reminders_three_days_apart(organization: Organization, facilitator: Membership) -> None:
    round = make_open_round(organization=organization, by=facilitator)
    seat = seat_of(round, Side.BUSINESS)
    for number in (1, 2, 3):
        rounds.remind(round=round, seat_id=seat.pk, by=facilitator)
        assert Job.objects.filter(kind="notify_round_reminder", subject_id=seat.pk).count() == number
        with pytest.raises(Refused):
            rounds.remind(round=round, seat_id=seat.pk, by=facilitator)
        Seat.objects.filter(pk=seat.pk).update(reminded_at=timezone.now() - timedelta(days=3))
    with pytest.raises(Refused) as refusal:
        rounds.remind(round=round, seat_id=seat.pk, by=facilitator)
    assert codes(refusal) == ["reminders_used"]


def test_nobody_is_reminded_who_has_submitted(organization: Organization, facilitator: Membership) -> None:
    round = make_open_round(organization=organization, by=facilitator)
    seat = seat_of(round, Side.BUSINESS)
    answer_everything(seat=seat)
    sealing.submit(seat=seat, by=seat.membership)
    with pytest.raises(Refused) as refusal:
        rounds.remind(round=round, seat_id=seat.pk, by=facilitator)
    assert codes(refusal) == ["submitted"]


def test_a_refused_act_leaves_nothing_behind(draft: Round, facilitator: Membership) -> None:
    before = AuditEvent.objects.count(), Job.objects.count()
    with pytest.raises(Refused), transaction.atomic():
        rounds.remind(round=draft, seat_id=draft.loaded_seats[0].pk, by=facilitator)
    assert (AuditEvent.objects.count(), Job.objects.count()) == before
