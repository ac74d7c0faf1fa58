"""Fills a database and signs its people in: `python -m bench.world SCALE` prints what a browser needs as JSON."""

import json
import os
import sys
from dataclasses import asdict, dataclass

import django


@dataclass(frozen=True, kw_only=True)
class World:
    """A filled organization as its signed-in people see it; sessions by part: business, technology, ..."""

    slug: str
    sessions: dict[str, str]
    revealed: str
    opened: str
    #: Items of the open round that are answered on a scale.
    scales: list[str]

    @property
    def home(self) -> str:
        return f"/o/{self.slug}/"

    @property
    def rounds(self) -> str:
        return f"{self.home}rounds/"

    @property
    def dashboard(self) -> str:
        return f"{self.rounds}{self.revealed}/gaps/"

    @property
    def floor(self) -> str:
        return f"{self.home}floor/"

    def question(self, item: str, *, part: str = "own") -> str:
        return f"{self.rounds}{self.opened}/answer/{part}/{item}/"


def make(scale: int) -> World:
    """Fill the organization and open a session for three of its people, without their passwords."""
    from django.test import Client

    from alignment.access import instrument_of
    from config.filling import fill_organization
    from organizations.access import organization_scope
    from organizations.domain.sides import Side
    from organizations.models import Membership

    def session(member: Membership) -> str:
        client = Client()
        client.force_login(member.person)
        return client.cookies["sessionid"].value

    filled = fill_organization(scale=scale)
    people = {
        "business": filled.leaders[Side.BUSINESS][0],
        "technology": filled.leaders[Side.TECHNOLOGY][0],
        "facilitator": filled.facilitator,
    }
    with organization_scope(filled.organization):
        items = instrument_of(filled.opened).items
        scales = [item.id for item in items if item.format.kind == "scale"]
    return World(
        slug=filled.organization.slug,
        sessions={part: session(member) for part, member in people.items()},
        revealed=str(filled.revealed.pk),
        opened=str(filled.opened.pk),
        scales=scales,
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    print(json.dumps(asdict(make(int(sys.argv[1])))))
