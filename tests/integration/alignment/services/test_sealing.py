"""Submitting, reopening, and the reveal."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied

from alignment import access
from alignment.domain import canonical
from alignment.domain.records import document_of
from alignment.domain.snapshot import document_sha256
from alignment.models import Round, Seat
from alignment.selectors.rounds import get_round_or_404
from alignment.services import rounds, sealing
from alignment.services.answers import AnswerDraft, SaveStamp, save_answer
from common.rules import Refused
from organizations.access import organization_scope
from organizations.domain.sides import Side
from organizations.models import AuditEvent, Job, Membership, Organization
from tests.factories.alignment import answer_everything, make_open_round, make_round, own_seat, seat_of
from tests.factories.organizations import make_membership

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scope(organization: Organization) -> Iterator[None]:
    with organization_scope(organization):
        yield


@pytest.fixture
def round(organization: Organization, ceo: Membership, cto: Membership, facilitator: Membership) -> Round:
    return make_open_round(organization=organization, business=[ceo], technology=[cto], by=facilitator)


def submitted(round: Round, membership: Membership) -> sealing.Receipt:
    seat = own_seat(round, membership)
    answer_everything(seat=seat)
    return sealing.submit(seat=seat, by=membership)


def reload(round: Round) -> Round:
    return get_round_or_404(organization=round.organization, round_id=round.pk)


def test_the_first_submission_seals_and_reveals_nothing(round: Round, ceo: Membership) -> None:
    receipt = submitted(round, ceo)
    seat = own_seat(round, ceo)
    assert not receipt.is_revealed
    assert (seat.receipt, seat.submitted_at) == (receipt.sha256, receipt.submitted_at)
    assert reload(round).state == "open"
    assert not Job.objects.filter(kind="score_round").exists()
    assert AuditEvent.objects.latest("number").action == "seat_submitted"


def test_the_last_required_submission_reveals(round: Round, ceo: Membership, cto: Membership) -> None:
    first, second = submitted(round, ceo), submitted(round, cto)
    assert second.is_revealed
    found = reload(round)
    assert found.state == "revealed"
    stored = access.sealed_snapshot(round=found)
    assert [seat.receipt for seat in stored.snapshot.seats] == [first.sha256, second.sha256]
    assert stored.sha256 == document_sha256(document_of(stored.snapshot))
    job = Job.objects.get(kind="score_round")
    assert (job.subject_id, job.key) == (round.pk, f"score_round:{round.pk}:1")
    assert Job.objects.filter(kind="notify_round_revealed").count() == 2
    actions = AuditEvent.objects.order_by("-number").values_list("action", flat=True)[:2]
    assert list(actions) == ["round_revealed", "seat_submitted"]


def test_a_receipt_can_be_computed_again_from_the_snapshot(
    round: Round, ceo: Membership, cto: Membership
) -> None:
    submitted(round, ceo)
    submitted(round, cto)
    snapshot = access.sealed_snapshot(round=reload(round)).snapshot
    for seat in snapshot.seats:
        assert canonical.receipt(seat.sheet, instrument=snapshot.instrument_label) == seat.receipt
        assert len(seat.sheet.answers) == 54
        assert len(seat.sheet.predictions) == 24
        assert len(seat.sheet.importance) == 12
        assert seat.last_saved_at is not None


def test_an_optional_participant_is_not_waited_for_and_never_shown(
    organization: Organization, ceo: Membership, cto: Membership, facilitator: Membership
) -> None:
    draft = make_round(organization=organization, business=[ceo], technology=[cto], by=facilitator)
    guest = make_membership(organization=organization, title="CFO")
    rounds.add_seat(round=draft, membership=guest, side=Side.BUSINESS, is_required=False, by=facilitator)
    rounds.open_round(round=draft, by=facilitator)
    answer_everything(seat=own_seat(draft, guest), reason="never submitted")
    submitted(draft, ceo)
    assert submitted(draft, cto).is_revealed
    found = reload(draft)
    snapshot = access.sealed_snapshot(round=found).snapshot
    assert [seat.membership for seat in snapshot.seats] == [str(ceo.pk), str(cto.pk)]
    assert not access.readable_answers(membership=ceo, round=found).filter(seat__membership=guest).exists()
    assert access.readable_answers(membership=guest, round=found).filter(seat__membership=guest).count() == 90
    with pytest.raises(Refused):
        sealing.submit(seat=own_seat(found, guest), by=guest)


def test_an_empty_sheet_is_not_submitted(round: Round, ceo: Membership) -> None:
    seat = own_seat(round, ceo)
    with pytest.raises(Refused) as refusal:
        sealing.submit(seat=seat, by=ceo)
    assert [blocker.code for blocker in refusal.value.blockers] == ["nothing_answered"]


def test_one_answer_is_enough_and_emptied_fields_are_left_out(round: Round, ceo: Membership) -> None:
    seat = own_seat(round, ceo)
    for number, state in enumerate(("dont_know", "empty"), start=1):
        save_answer(
            seat=seat,
            kind="own",
            item=f"problem.{number}",
            draft=AnswerDraft(state=state, reason="kept"),
            stamp=SaveStamp(tab="t", sequence=number, base_version=0),
            by=ceo,
        )
    sealing.submit(seat=seat, by=ceo)
    text = sealing.sealed_bytes(seat=own_seat(round, ceo), by=ceo).decode()
    assert "problem.1" in text
    assert "problem.2" not in text


def test_submitting_twice_is_refused(round: Round, ceo: Membership) -> None:
    submitted(round, ceo)
    with pytest.raises(Refused) as refusal:
        sealing.submit(seat=own_seat(round, ceo), by=ceo)
    assert [blocker.code for blocker in refusal.value.blockers] == ["submitted"]


def test_nobody_submits_or_reopens_for_another(round: Round, ceo: Membership, cto: Membership) -> None:
    seat = own_seat(round, ceo)
    answer_everything(seat=seat)
    for stranger in (cto, round.created_by):
        with pytest.raises(PermissionDenied):
            sealing.submit(seat=seat, by=stranger)
    sealing.submit(seat=seat, by=ceo)
    with pytest.raises(PermissionDenied):
        sealing.reopen(seat=seat, by=cto)


def test_the_author_reopens_before_the_reveal_and_it_is_recorded(
    round: Round, ceo: Membership, cto: Membership
) -> None:
    first = submitted(round, ceo)
    sealing.reopen(seat=own_seat(round, ceo), by=ceo)
    seat = own_seat(round, ceo)
    assert (seat.submitted_at, seat.receipt) == (None, "")
    assert AuditEvent.objects.latest("number").action == "seat_reopened"
    assert not submitted(round, cto).is_revealed
    again = sealing.submit(seat=own_seat(round, ceo), by=ceo)
    assert again.is_revealed
    assert again.sha256 == first.sha256


def test_nobody_reopens_what_was_not_submitted(round: Round, ceo: Membership) -> None:
    with pytest.raises(Refused) as refusal:
        sealing.reopen(seat=own_seat(round, ceo), by=ceo)
    assert [blocker.code for blocker in refusal.value.blockers] == ["not_submitted"]


def test_nobody_reopens_after_the_reveal(round: Round, ceo: Membership, cto: Membership) -> None:
    submitted(round, ceo)
    submitted(round, cto)
    with pytest.raises(Refused) as refusal:
        sealing.reopen(seat=own_seat(round, ceo), by=ceo)
    assert [blocker.code for blocker in refusal.value.blockers] == ["round_revealed"]


def test_a_cancelled_round_takes_no_submission(round: Round, ceo: Membership) -> None:
    seat = own_seat(round, ceo)
    answer_everything(seat=seat)
    rounds.cancel_round(round=round, by=round.created_by)
    with pytest.raises(Refused):
        sealing.submit(seat=seat, by=ceo)


def test_open_jobs_of_a_person_do_not_hinder_the_reveal(
    round: Round, ceo: Membership, cto: Membership, settings: object
) -> None:
    for number in range(3):
        Job.objects.create(
            organization=round.organization, key=f"k{number}", kind="x", subject_id=round.pk, requested_by=cto
        )
    submitted(round, ceo)
    assert submitted(round, cto).is_revealed


def test_a_seat_is_one_s_own_only(round: Round, ceo: Membership, cto: Membership) -> None:
    seat: Seat = seat_of(round, Side.BUSINESS)
    assert access.holds(seat=seat, membership=ceo)
    assert not access.holds(seat=seat, membership=cto)
