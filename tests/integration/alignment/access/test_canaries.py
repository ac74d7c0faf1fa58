"""Words that only their author may see, looked for wherever something could be seen."""

import logging
from collections.abc import Iterator

import pytest

from alignment import access
from alignment.models import Answer, Round, Seat
from alignment.selectors.rounds import get_round_or_404, list_rounds, seat_statuses
from alignment.selectors.sheets import get_sheet
from alignment.services import rounds, sealing
from alignment.services.answers import AnswerDraft, InvalidAnswer, SaveStamp, Sealed, save_answer
from organizations.access import organization_scope
from organizations.domain.sides import Side
from organizations.models import AuditEvent, Job, Membership, Organization
from tests.factories.alignment import answer_everything, make_open_round, own_seat, seat_of

pytestmark = pytest.mark.django_db
CANARY = "canary-heliotrope"


@pytest.fixture(autouse=True)
def scope(organization: Organization) -> Iterator[None]:
    with organization_scope(organization):
        yield


@pytest.fixture
def round(organization: Organization, ceo: Membership, cto: Membership, facilitator: Membership) -> Round:
    return make_open_round(organization=organization, business=[ceo], technology=[cto], by=facilitator)


def row_text(row: Seat | Job | AuditEvent | Round) -> str:
    columns = {field.attname: str(getattr(row, field.attname)) for field in row._meta.concrete_fields}
    return f"{columns}{row}{row!r}"


def surfaces(round: Round, caplog: pytest.LogCaptureFixture) -> dict[str, str]:
    """Everything outside of answers that is stored, listed, printed or logged."""
    now = get_round_or_404(organization=round.organization, round_id=round.pk)
    answers = Answer.unguarded.filter(seat__round=now).order_by("pk")
    return {
        "list": str(list_rounds(organization=round.organization)),
        "statuses": str(seat_statuses(round=now)),
        "round": row_text(now),
        "seats": "".join(row_text(seat) for seat in now.loaded_seats),
        "audit": "".join(row_text(event) for event in AuditEvent.objects.all()),
        "jobs": "".join(row_text(job) for job in Job.objects.all()),
        "logs": caplog.text,
        "answer rows printed": "".join(str(answer) + repr(answer) for answer in answers),
    }


def drive(round: Round, ceo: Membership) -> Iterator[str]:
    """Let the CEO do everything a leader can do before the reveal, with the canary in every text."""
    seat = own_seat(round, ceo)
    answer_everything(seat=seat, reason=f"reason {CANARY}", text=f"text {CANARY}")
    yield "answered"
    stamp = SaveStamp(tab="tab", sequence=1, base_version=1)
    draft = AnswerDraft(state="value", value=f"again {CANARY}", reason=CANARY)
    outcome = save_answer(seat=seat, kind="own", item="problem.5", draft=draft, stamp=stamp, by=ceo)
    other_tab = SaveStamp(tab="other", sequence=1, base_version=1)
    conflict = save_answer(seat=seat, kind="own", item="problem.5", draft=draft, stamp=other_tab, by=ceo)
    assert CANARY not in f"{draft}{outcome}{conflict}"
    with pytest.raises(InvalidAnswer) as refusal:
        save_answer(seat=seat, kind="own", item="problem.1", draft=draft, stamp=stamp, by=ceo)
    assert CANARY not in str(refusal.value)
    yield "saved"
    sealing.submit(seat=seat, by=ceo)
    with pytest.raises(Sealed) as sealed:
        save_answer(seat=seat, kind="own", item="problem.5", draft=draft, stamp=stamp, by=ceo)
    assert CANARY not in str(sealed.value)
    yield "submitted"
    sealing.reopen(seat=own_seat(round, ceo), by=ceo)
    yield "reopened"
    sealing.submit(seat=own_seat(round, ceo), by=ceo)
    yield "submitted again"


def test_the_canary_is_there_for_its_author(round: Round, ceo: Membership) -> None:
    answer_everything(seat=own_seat(round, ceo), reason=CANARY, text=CANARY)
    sheet = get_sheet(seat=own_seat(round, ceo), by=ceo)
    assert sheet.own["problem.5"].value == CANARY
    assert CANARY not in str(sheet)


def test_nothing_of_an_answer_is_seen_before_the_reveal(
    round: Round, ceo: Membership, cto: Membership, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for step in drive(round, ceo):
        for name, text in surfaces(round, caplog).items():
            assert CANARY not in text, f"{name}, {step}"
        for viewer in (cto, round.created_by):
            assert not access.readable_answers(membership=viewer, round=round).exists()


def test_saves_change_nothing_that_others_can_see(
    round: Round, ceo: Membership, caplog: pytest.LogCaptureFixture
) -> None:
    seat = own_seat(round, ceo)
    answer_everything(seat=seat)
    before = surfaces(round, caplog)
    for number in range(1, 21):
        save_answer(
            seat=own_seat(round, ceo),
            kind="own",
            item=f"data.{1 + number % 2}",
            draft=AnswerDraft(state="value", value=1 + number % 5),
            stamp=SaveStamp(tab="factory", sequence=1 + number, base_version=0),
            by=ceo,
        )
    assert surfaces(round, caplog) == before


def test_a_cancelled_round_keeps_its_secrets(
    round: Round, ceo: Membership, caplog: pytest.LogCaptureFixture
) -> None:
    answer_everything(seat=seat_of(round, Side.BUSINESS), reason=CANARY, text=CANARY)
    rounds.cancel_round(round=round, by=round.created_by)
    assert not any(CANARY in text for text in surfaces(round, caplog).values())


def test_after_the_reveal_the_canary_is_in_answers_and_nowhere_else(
    round: Round, ceo: Membership, cto: Membership, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for member in (ceo, cto):
        answer_everything(seat=own_seat(round, member), reason=CANARY, text=CANARY)
        sealing.submit(seat=own_seat(round, member), by=member)
    now = get_round_or_404(organization=round.organization, round_id=round.pk)
    snapshot = access.readable_snapshot_or_404(round=now, membership=cto)
    assert snapshot.seats[0].sheet.answers["problem.5"].value == CANARY
    assert CANARY not in str(snapshot)
    assert not any(CANARY in text for text in surfaces(round, caplog).values())
