"""Every address of a tenant, with every method, by everybody, on own, foreign and unknown rows."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from uuid import uuid4

from django.db import transaction
from django.test import Client
from django.urls import reverse

from organizations.domain.permissions import Permission, Role
from organizations.models import Membership
from tests.factories.organizations import make_membership, make_organization, make_person
from tests.fixtures.routes import ROUTES, Kwargs, Pattern, World, all_patterns, completed, with_unknown_ids

METHODS = ("get", "post", "put", "patch", "delete", "head", "options")
CANARY = "Canary Holdings"
LET_IN = {200, 204, 302, 400, 405, 409, 422}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


@dataclass
class Probes:
    """Thirteen people, two organizations, and what the probes have found."""

    own: World = field(default_factory=World)
    foreign: World = field(default_factory=lambda: World(organization=make_organization(name=CANARY)))
    count: int = 0
    leaks: list[str] = field(default_factory=list)
    unclassified: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @cached_property
    def members(self) -> Mapping[str, Membership]:
        """The seven who belong to the organization."""
        organization = self.own.organization
        both = make_membership(organization=organization, is_administrator=True)
        by_role = {role.value: member for role, member in self.own.members.items()}
        return {**by_role, "other leader": self.own.other_leader, "leader and administrator": both}

    @cached_property
    def strangers(self) -> Mapping[str, Membership]:
        """Four who do not, or no longer."""
        gone = make_membership(organization=self.own.organization, state=Membership.State.DEACTIVATED)
        elsewhere = make_organization()
        return {
            "gone": gone,
            "foreign administrator": make_membership(organization=elsewhere, is_administrator=True),
            "foreign facilitator": make_membership(organization=elsewhere, role=Role.FACILITATOR),
            "foreign reader": make_membership(organization=elsewhere, role=Role.BOARD_READER),
        }

    @cached_property
    def clients(self) -> Mapping[str, Client]:
        """A browser for each, and for somebody without organization and for nobody."""
        people = {**self.members, **self.strangers}
        found = {name: signed_in(member) for name, member in people.items()}
        alone = Client(raise_request_exception=False)
        alone.force_login(make_person())
        return {**found, "of no organization": alone, "nobody": Client(raise_request_exception=False)}

    @property
    def is_good(self) -> bool:
        return not self.leaks and not self.unclassified and 200 in self.statuses and 404 in self.statuses

    def __str__(self) -> str:
        seen = ", ".join(f"{status}: {count}" for status, count in sorted(self.statuses.items()))
        bad = f"{len(self.leaks)} leaks, {len(self.unclassified)} unclassified"
        return f"{self.count} probes, {bad} ({seen}) {' '.join(self.leaks[:3])}".strip()

    def walk(self, patterns: Iterable[Pattern], *, methods: Iterable[str] = METHODS) -> None:
        for pattern in patterns:
            leader = self.own.members[Role.LEADER]
            try:
                own = completed(pattern, self.own, leader)
                foreign = completed(pattern, self.foreign, self.foreign.members[Role.LEADER])
            except KeyError:
                self.unclassified.append(pattern.name)
                continue
            for method in methods:
                for actor in self.clients:
                    self.probe(actor, method, pattern, own=own, foreign=foreign)

    def probe(self, actor: str, method: str, pattern: Pattern, *, own: Kwargs, foreign: Kwargs) -> None:
        """Own row: as the role allows; foreign row: the same answer as for one that never was."""
        slug, other = self.own.organization.slug, self.foreign.organization.slug
        status, _ = self.seen(actor, method, pattern, slug, own)
        place = f"{actor} {method} {pattern.name}"
        if status not in self.allowed(actor, pattern):
            self.leaks.append(f"{place}: {status} on an own row")
        target = slug if foreign else other
        theirs = self.seen(actor, method, pattern, target, foreign)
        nobodys = self.seen(
            actor, method, pattern, slug if foreign else f"no-{uuid4().hex}", with_unknown_ids(foreign)
        )
        if theirs != nobodys or theirs[0] not in {302, 403, 404, 405} or CANARY in theirs[1]:
            self.leaks.append(f"{place}: {theirs[0]} and {nobodys[0]} on a foreign row")

    def allowed(self, actor: str, pattern: Pattern) -> set[int]:
        if actor == "nobody":
            return {302}
        if actor not in self.members:
            return {404, 405}
        permission: Permission = getattr(pattern.view, "required_permission")  # noqa: B009 - set by the guard
        member = self.members[actor]
        if not member.may(permission):
            return {403, 405}
        route = ROUTES.get(pattern.name)
        is_policy = bool(route and Role(member.role) in route.hidden_from)
        # Rows of one member (a seat, a job) are hidden from the others.
        return {404, 405} if is_policy else {*LET_IN, *({404} if "<uuid:" in pattern.route else set())}

    def seen(self, actor: str, method: str, pattern: Pattern, slug: str, kwargs: Kwargs) -> tuple[int, str]:
        """Ask, take back whatever it did, and return status and body without address and token."""
        client = self.clients[actor]
        client.cookies.pop("messages", None)  # of the page before
        with transaction.atomic():
            url = reverse(pattern.name, kwargs={"slug": slug, **kwargs})
            answer = getattr(client, method)(url)
            body = TOKEN.sub("", answer.getvalue().decode(errors="replace"))
            transaction.set_rollback(True)
        for part in (slug, *kwargs.values()):
            body = body.replace(str(part), "…")
        self.count += 1
        self.statuses[answer.status_code] += 1
        return answer.status_code, body


def signed_in(member: Membership) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(member.person)
    return client


def tenant_patterns() -> list[Pattern]:
    return [pattern for pattern in all_patterns() if pattern.is_of_a_tenant]
