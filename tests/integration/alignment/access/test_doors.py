"""The one gate before answers, snapshots and scores, tried by everybody in every state."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.http import Http404

from alignment import access
from alignment.models import Answer, GapScore, Round, Snapshot
from alignment.models.guarded import ReadThroughAccess
from alignment.selectors.rounds import get_round_or_404
from alignment.services import rounds, sealing
from organizations.access import organization_scope
from organizations.domain.sides import Side
from organizations.models import Membership, Organization
from tests.factories.alignment import (
    answer_everything,
    make_open_round,
    make_revealed_round,
    own_seat,
    seat_of,
)
from tests.factories.organizations import make_membership

pytestmark = pytest.mark.django_db
PRODUCT = ("common", "organizations", "alignment", "reports", "config")
ROOT = Path(__file__).parents[4]


@pytest.fixture(autouse=True)
def scope(organization: Organization) -> Iterator[None]:
    with organization_scope(organization):
        yield


@pytest.fixture
def round(organization: Organization, ceo: Membership, cto: Membership, facilitator: Membership) -> Round:
    """An open round that the CEO has answered and the CTO has not."""
    made = make_open_round(organization=organization, business=[ceo], technology=[cto], by=facilitator)
    answer_everything(seat=seat_of(made, Side.BUSINESS))
    return made


@pytest.fixture
def revealed(organization: Organization, ceo: Membership, cto: Membership, facilitator: Membership) -> Round:
    return make_revealed_round(organization=organization, business=[ceo], technology=[cto], by=facilitator)


@pytest.fixture
def everybody(
    ceo: Membership,
    cto: Membership,
    facilitator: Membership,
    administrator: Membership,
    board_reader: Membership,
    pilot_member: Membership,
    outsider: Membership,
) -> dict[str, Membership]:
    return {
        "ceo": ceo,
        "cto": cto,
        "facilitator": facilitator,
        "administrator": administrator,
        "board_reader": board_reader,
        "pilot_member": pilot_member,
        "outsider": outsider,
    }


def readers(round: Round, everybody: dict[str, Membership]) -> set[str]:
    """Who may read what was answered on the CEO's seat, by the rule and by the rows."""
    now = get_round_or_404(organization=round.organization, round_id=round.pk)
    seat = seat_of(now, Side.BUSINESS)
    by_rule = {
        name for name, member in everybody.items() if access.may_read_seat(seat=seat, membership=member)
    }
    by_rows = {
        name
        for name, member in everybody.items()
        if access.readable_answers(membership=member, round=now).filter(seat=seat).exists()
    }
    assert by_rule == by_rows
    return by_rule


@pytest.mark.parametrize("model", [Answer, Snapshot, GapScore])
def test_plain_managers_refuse(model: type[Answer], revealed: Round) -> None:
    for read in (model.objects.all, model.objects.count, model.objects.first):
        with pytest.raises(ReadThroughAccess, match=r"alignment\.access"):
            read()


def test_rows_cannot_be_reached_from_their_round_or_seat(revealed: Round) -> None:
    seat = revealed.loaded_seats[0]
    assert not hasattr(revealed, "snapshot")
    assert not hasattr(seat, "answers")
    assert not hasattr(seat, "answer_set")


def test_only_this_package_uses_the_unguarded_managers() -> None:
    users = {
        path.relative_to(ROOT).parts[:2]
        for app in PRODUCT
        for path in (ROOT / app).rglob("*.py")
        if ".unguarded" in path.read_text() or "alignment_answer" in path.read_text()
    }
    assert users == {("alignment", "access"), ("alignment", "migrations")}


def test_before_the_reveal_everybody_reads_their_own_seat_only(
    round: Round, everybody: dict[str, Membership], ceo: Membership
) -> None:
    assert readers(round, everybody) == {"ceo"}
    sealing.submit(seat=own_seat(round, ceo), by=ceo)
    assert readers(round, everybody) == {"ceo"}
    rounds.cancel_round(round=round, by=round.created_by)
    assert readers(round, everybody) == {"ceo"}


def test_after_the_reveal_leaders_and_facilitators_read(
    revealed: Round, everybody: dict[str, Membership]
) -> None:
    assert readers(revealed, everybody) == {"ceo", "cto", "facilitator"}


def test_a_leader_without_a_seat_reads_after_the_reveal(revealed: Round) -> None:
    other = make_membership(organization=revealed.organization, title="COO")
    assert access.may_read_results(round=revealed, membership=other)
    assert access.readable_answers(membership=other, round=revealed).exists()


def test_a_deactivated_member_reads_nothing_not_even_the_own_seat(revealed: Round, ceo: Membership) -> None:
    ceo.state = Membership.State.DEACTIVATED
    assert not access.readable_answers(membership=ceo, round=revealed).exists()
    assert not access.may_read_seat(seat=seat_of(revealed, Side.BUSINESS), membership=ceo)


def test_others_predictions_are_never_read(revealed: Round, ceo: Membership, cto: Membership) -> None:
    seen = access.readable_answers(membership=ceo, round=revealed)
    assert seen.filter(seat__membership=ceo, kind="prediction").count() == 24
    assert seen.filter(seat__membership=cto, kind="own").count() == 54
    assert seen.filter(seat__membership=cto, kind="importance").count() == 12
    assert not seen.filter(seat__membership=cto, kind="prediction").exists()


def test_another_s_sheet_is_refused_by_its_own_door(round: Round, cto: Membership) -> None:
    seat = seat_of(round, Side.BUSINESS)
    with pytest.raises(PermissionError):
        access.own_answers(seat=seat, membership=cto)
    with pytest.raises(PermissionError):
        access.own_answer(seat=seat, membership=cto, kind="own", item="problem.1")


def test_the_door_of_the_reveal_opens_only_during_a_reveal(round: Round, revealed: Round) -> None:
    with pytest.raises(PermissionError):
        access.sealed_answers(round=round)
    round.state = Round.State.REVEALED  # claimed, but the CTO has not submitted
    with pytest.raises(PermissionError):
        access.sealed_answers(round=round)
    with transaction.atomic():
        assert len(access.sealed_answers(round=revealed)) == 2


def test_a_round_that_only_claims_to_be_revealed_gives_nothing(round: Round) -> None:
    round.state = Round.State.REVEALED
    for seat in round.loaded_seats:
        seat.submitted_at = round.opened_at
    with transaction.atomic():
        found = access.sealed_answers(round=round)
    assert all(not answers for kinds in found.values() for answers in kinds.values())


ReadResult = Callable[..., object]


@pytest.mark.parametrize("read", [access.readable_score_or_404, access.readable_snapshot_or_404])
def test_results_by_role(read: ReadResult, revealed: Round, everybody: dict[str, Membership]) -> None:
    for name, member in everybody.items():
        if name in {"ceo", "cto", "facilitator"}:
            assert read(round=revealed, membership=member)
        else:
            with pytest.raises(Http404):
                read(round=revealed, membership=member)


@pytest.mark.parametrize("read", [access.readable_score_or_404, access.readable_snapshot_or_404])
def test_no_results_before_the_reveal(read: ReadResult, round: Round, ceo: Membership) -> None:
    with pytest.raises(Http404):
        read(round=round, membership=ceo)
    with pytest.raises(PermissionError):
        access.sealed_snapshot(round=round)


def test_each_leader_s_score_has_the_own_view_only(revealed: Round, ceo: Membership, cto: Membership) -> None:
    by_ceo = access.readable_score_or_404(round=revealed, membership=ceo).visible.scores
    by_cto = access.readable_score_or_404(round=revealed, membership=cto).visible.scores
    document = access.readable_score_or_404(
        round=revealed, membership=ceo, is_for_document=True
    ).visible.scores
    assert any(topic.view_a.surprise is not None for topic in by_ceo.topics)
    assert all(topic.view_b.surprise is None for topic in by_ceo.topics)
    assert any(topic.view_b.surprise is not None for topic in by_cto.topics)
    assert all(topic.view_a.surprise is None for topic in by_cto.topics)
    for topic in document.topics:
        assert topic.view_a.surprise is None
        assert topic.view_b.surprise is None


def test_the_facilitator_s_snapshot_holds_no_prediction(revealed: Round, facilitator: Membership) -> None:
    seen = access.readable_snapshot_or_404(round=revealed, membership=facilitator)
    assert all(seat.sheet.predictions == {} for seat in seen.seats)
    assert all(len(seat.sheet.answers) == 54 for seat in seen.seats)


def test_a_document_s_snapshot_holds_nobody_s_prediction(revealed: Round, ceo: Membership) -> None:
    own = access.readable_snapshot_or_404(round=revealed, membership=ceo)
    document = access.readable_snapshot_or_404(round=revealed, membership=ceo, is_for_document=True)
    assert any(seat.sheet.predictions for seat in own.seats)
    assert not any(seat.sheet.predictions for seat in document.seats)


def test_a_score_that_is_not_there_yet_is_not_found(
    organization: Organization, ceo: Membership, cto: Membership, facilitator: Membership
) -> None:
    waiting = make_revealed_round(
        organization=organization, business=[ceo], technology=[cto], by=facilitator, is_scored=False
    )
    assert not access.has_score(round=waiting)
    with pytest.raises(Http404):
        access.readable_score_or_404(round=waiting, membership=ceo)
