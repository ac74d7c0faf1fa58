"""Plays the demo's story through the services, at the times at which it is told to have happened."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone

from alignment.models import Round, Seat
from alignment.services.answers import AnswerDraft, SaveStamp, save_answer, start
from alignment.services.rounds import add_seat, create_round, open_round
from alignment.services.scoring import score_round
from alignment.services.sealing import submit
from config.demo.story import Line, first_lines, later_lines, story
from organizations.access import organization_scope
from organizations.domain.permissions import Role
from organizations.domain.sides import Side
from organizations.models import Membership, Organization, Person
from organizations.services.people import Place, add_membership, found_organization, make_person

People = Mapping[str, Membership]


@contextmanager
def told_at(moment: datetime) -> Iterator[None]:
    """Let the services believe that it is `moment`: frozen rows cannot be dated back afterwards."""
    with patch("django.utils.timezone.now", return_value=moment):
        yield


@transaction.atomic
def load_demo(*, password: str) -> Organization:
    """Make the demo organization with its people, a revealed round and an open one."""
    told, today = story(), (timezone.now() - timedelta(days=1)).replace(hour=8, minute=20, second=0)
    first, second = told["rounds"]
    with told_at(today - timedelta(days=first["days_ago_opened"] + 2)):
        people = _people(told, password)
    organization = people["ceo"].organization
    with organization_scope(organization):
        played = _opened(first, people, today)
        with told_at(today - timedelta(days=first["days_ago_revealed"])):
            for who in ("ceo", "cto"):
                _answer(played, people[who], first_lines(told, who))
                submit(seat=_seat(played, people[who]), by=people[who])
            score_round(round_id=played.pk)
        _play_second(told, second, people, today)
    return organization


def _play_second(told: Mapping[str, Any], second: Mapping[str, Any], people: People, today: datetime) -> None:
    """The CTO has submitted; the CEO stopped in the middle."""
    played = _opened(second, people, today)
    with told_at(today - timedelta(days=second["days_ago_opened"] - 1)):
        ratings = [line for line in first_lines(told, "cto") if line.kind == "importance"]
        _answer(played, people["cto"], [*later_lines(told, "cto"), *ratings])
        submit(seat=_seat(played, people["cto"]), by=people["cto"])
    with told_at(today):
        _answer(played, people["ceo"], later_lines(told, "ceo"))


def _people(told: Mapping[str, Any], password: str) -> People:
    rows = {row["key"]: row for row in told["people"]}
    ceo = found_organization(
        name=told["organization"]["name"],
        person=_person(rows["ceo"], password),
        title=rows["ceo"]["title"],
        side=Side.BUSINESS,
        is_demo=True,
    )
    with organization_scope(ceo.organization):
        others = {key: _member(ceo, row, password) for key, row in rows.items() if key != "ceo"}
    return {"ceo": ceo, **others}


def _member(ceo: Membership, row: Mapping[str, Any], password: str) -> Membership:
    side = Side(row["side"]) if "side" in row else None
    place = Place(role=Role(row["role"]), side=side, title=row["title"], is_administrator=False)
    return add_membership(organization=ceo.organization, person=_person(row, password), place=place)


def _person(row: Mapping[str, Any], password: str) -> Person:
    """Somebody who knows the demo from before (it was deleted and is loaded again) keeps their account."""
    email = demo_address(row["key"])
    known = Person.objects.filter(email=email).first()
    return known or make_person(
        name=row["name"], email=email, password=password, time_zone="Europe/Berlin", is_verified=True
    )


def demo_address(key: str) -> str:
    """The address a person of the demo signs in with; `.example` never receives mail."""
    return f"{key}@northwind.example"


def _opened(told: Mapping[str, Any], people: People, today: datetime) -> Round:
    with told_at(today - timedelta(days=told["days_ago_opened"])):
        played = create_round(
            organization=people["ceo"].organization,
            title=told["title"],
            form=told["form"],
            due_on=None,
            by=people["facilitator"],
        )
        for who in ("ceo", "cto"):
            add_seat(
                round=played,
                membership=people[who],
                side=people[who].side,
                is_required=True,
                by=people["facilitator"],
            )
        open_round(round=played, by=people["facilitator"])
    return played


def _seat(round: Round, member: Membership) -> Seat:
    seats = Seat.objects.select_related("round__instrument", "round__organization", "membership__person")
    found: Seat = seats.get(round=round, membership=member)
    return found


def _answer(round: Round, member: Membership, lines: Iterable[Line]) -> None:
    seat = _seat(round, member)
    start(seat=seat, by=member)
    for line in lines:
        save_answer(
            seat=seat,
            kind=line.kind,
            item=line.item,
            draft=AnswerDraft(
                state=line.state, value=line.value, certainty=line.certainty, reason=line.reason
            ),
            stamp=SaveStamp(tab="demo", sequence=1, base_version=0),
            by=member,
        )
