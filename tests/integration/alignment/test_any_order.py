"""A round in any order of acts by two leaders and a facilitator: nothing is seen early, nothing is stuck."""

from contextlib import AbstractContextManager
from typing import cast

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from alignment import access
from alignment.models import Round, Seat, Snapshot
from alignment.selectors.rounds import get_round_or_404
from alignment.selectors.sheets import get_sheet
from alignment.services import rounds, scoring, sealing
from alignment.services.answers import AnswerDraft, SaveStamp, save_answer, start
from common.rules import Refused
from organizations.access import organization_scope
from tests.factories.alignment import make_open_round

ITEMS = ("problem.1", "data.1", "risk.2")
WHO = st.sampled_from((0, 1))


class AnyOrder(RuleBasedStateMachine):
    """`answers` and `submitted` are what must be true; rows are compared with them after every act."""

    @initialize()
    def field(self) -> None:
        self.round = make_open_round()
        self.fence: AbstractContextManager[None] = organization_scope(self.round.organization)
        self.fence.__enter__()
        self.old_pages = list(self.round.loaded_seats)
        self.answers: tuple[dict[str, object], dict[str, object]] = ({}, {})
        self.submitted = [False, False]
        self.state = "open"
        self.saves = 0

    def now(self) -> Round:
        return get_round_or_404(organization=self.round.organization, round_id=self.round.pk)

    def seat(self, who: int) -> Seat:
        return self.now().loaded_seats[who]

    def attempt(self, act: object, *, is_allowed: bool) -> bool:
        """Do it; it must be refused exactly when it is not allowed."""
        try:
            with transaction.atomic():
                act()  # type: ignore[operator]  # a lambda of a rule below
        except Refused:
            assert not is_allowed
            return False
        assert is_allowed
        return True

    @rule(who=WHO)
    def begin(self, who: int) -> None:
        seat = self.seat(who)
        is_allowed = self.state == "open" and not self.submitted[who]
        self.attempt(lambda: start(seat=seat, by=seat.membership), is_allowed=is_allowed)

    @rule(who=WHO, item=st.sampled_from(ITEMS), value=st.integers(1, 5), is_old_page=st.booleans())
    def save(self, who: int, item: str, value: int, is_old_page: bool) -> None:
        seat = self.old_pages[who] if is_old_page else self.seat(who)
        self.saves += 1
        stamp = SaveStamp(tab="tab", sequence=self.saves, base_version=0)
        draft = AnswerDraft(state="value", value=value)
        saved = self.attempt(
            lambda: save_answer(
                seat=seat, kind="own", item=item, draft=draft, stamp=stamp, by=seat.membership
            ),
            is_allowed=self.state == "open" and not self.submitted[who],
        )
        if saved:
            self.answers[who][item] = value

    @rule(who=WHO)
    def submit(self, who: int) -> None:
        seat = self.seat(who)
        is_allowed = self.state == "open" and not self.submitted[who] and bool(self.answers[who])
        if self.attempt(lambda: sealing.submit(seat=seat, by=seat.membership), is_allowed=is_allowed):
            self.submitted[who] = True
            self.state = "revealed" if all(self.submitted) else "open"

    @rule(who=WHO)
    def reopen(self, who: int) -> None:
        seat = self.seat(who)
        is_allowed = self.state == "open" and self.submitted[who]
        if self.attempt(lambda: sealing.reopen(seat=seat, by=seat.membership), is_allowed=is_allowed):
            self.submitted[who] = False

    @rule(luck=st.integers(0, 9))
    def cancel(self, luck: int) -> None:
        if luck:  # seldom, or few rounds would come to a reveal
            return
        is_allowed = self.state == "open"
        round = self.now()
        if self.attempt(lambda: rounds.cancel_round(round=round, by=round.created_by), is_allowed=is_allowed):
            self.state = "cancelled"

    @rule()
    def score(self) -> None:
        if self.state == "revealed":
            scoring.score_round(round_id=self.round.pk)
            return
        with pytest.raises(PermissionError):
            scoring.score_round(round_id=self.round.pk)

    @invariant()
    def rows_are_as_they_must_be(self) -> None:
        now = self.now()
        assert now.state == self.state
        assert [seat.submitted_at is not None for seat in now.loaded_seats] == self.submitted
        for who, seat in enumerate(now.loaded_seats):
            own = get_sheet(seat=seat, by=seat.membership).own
            assert {item: saved.value for item, saved in own.items()} == self.answers[who]

    @invariant()
    def nobody_sees_anything_before_the_reveal(self) -> None:
        now = self.now()
        people = [now.loaded_seats[0].membership, now.loaded_seats[1].membership, now.created_by]
        for seat in now.loaded_seats:
            for person in people:
                is_own = person.pk == seat.membership_id
                assert access.may_read_seat(seat=seat, membership=person) == (
                    is_own or self.state == "revealed"
                )
                rows = access.readable_answers(membership=person, round=now).filter(seat=seat)
                expected = self.answers[now.loaded_seats.index(seat)]
                assert rows.count() == (len(expected) if is_own or self.state == "revealed" else 0)

    @invariant()
    def one_snapshot_from_the_reveal_on(self) -> None:
        now = self.now()
        assert Snapshot.unguarded.filter(round=now).count() == (self.state == "revealed")
        if self.state == "revealed":
            sheets = [seat.sheet for seat in access.sealed_snapshot(round=now).snapshot.seats]
            assert [{item: a.value for item, a in sheet.answers.items()} for sheet in sheets] == [
                *cast(list[object], self.answers)
            ]

    def teardown(self) -> None:
        if hasattr(self, "fence"):
            self.fence.__exit__(None, None, None)


@pytest.mark.django_db
def test_a_round_in_any_order() -> None:
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
