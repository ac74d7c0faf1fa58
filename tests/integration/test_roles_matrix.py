"""Every address of an organization, opened by every role, by strangers and by nobody, with GET and POST.

What is expected follows from the permission on the view; nothing here repeats the table of permissions.
"""

import re
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from organizations.domain.permissions import Permission, Role
from organizations.models import Membership
from tests.factories.organizations import make_membership
from tests.fixtures.routes import (
    ROUTES,
    Kwargs,
    Pattern,
    World,
    all_patterns,
    completed,
    with_unknown_ids,
)

pytestmark = pytest.mark.django_db

METHODS = ("get", "post")
LET_IN = {200, 204, 302, 400, 409, 422}
WRONG_METHOD = 405
TENANT = [pattern for pattern in all_patterns() if pattern.is_of_a_tenant]
WITH_IDS = [pattern for pattern in TENANT if "<uuid:" in pattern.route]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def client_for(membership: Membership) -> Client:
    client = Client()
    client.force_login(membership.person)
    return client


def ask(client: Client, method: str, pattern: Pattern, slug: str, kwargs: Kwargs) -> HttpResponse:
    url = reverse(pattern.name, kwargs={"slug": slug, **kwargs})
    answer: HttpResponse = getattr(client, method)(url)
    answer.getvalue()  # a file is closed once it has been read
    return answer


def seen(client: Client, method: str, pattern: Pattern, slug: str, kwargs: Kwargs) -> tuple[int, str]:
    """Return status and body without the address itself and the token that is new on every load."""
    answer = ask(client, method, pattern, slug, kwargs)
    body = TOKEN.sub("", getattr(answer, "content", b"").decode())
    for part in (slug, *kwargs.values()):
        body = body.replace(str(part), "…")
    return answer.status_code, body


def expected(pattern: Pattern, member: Membership) -> set[int]:
    permission: Permission = getattr(pattern.view, "required_permission")  # noqa: B009 - set by the guard
    if not member.may(permission):
        return {403}
    route = ROUTES.get(pattern.name)
    if route is not None and Role(member.role) in route.hidden_from:
        return {404}
    return LET_IN


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("pattern", TENANT, ids=lambda pattern: pattern.name)
def test_each_role_may_what_its_permissions_say(pattern: Pattern, method: str) -> None:
    world = World()
    statuses = {}
    for role, member in world.members.items():
        kwargs = completed(pattern, world, member)
        answer = ask(client_for(member), method, pattern, world.organization.slug, kwargs)
        statuses[role] = answer.status_code
    may = {role for role, member in world.members.items() if expected(pattern, member) == LET_IN}
    if {statuses[role] for role in may} == {WRONG_METHOD}:
        assert set(statuses.values()) <= {WRONG_METHOD, 403, 404}
        return
    wrong = {
        role: status
        for role, status in statuses.items()
        if status not in expected(pattern, world.members[role])
    }
    assert wrong == {}


@pytest.mark.parametrize("pattern", TENANT, ids=lambda pattern: pattern.name)
def test_each_address_answers_to_one_method_at_least(pattern: Pattern) -> None:
    world = World()
    member = next(member for member in world.members.values() if expected(pattern, member) == LET_IN)
    kwargs = completed(pattern, world, member)
    client = client_for(member)
    answers = [ask(client, method, pattern, world.organization.slug, kwargs) for method in METHODS]
    assert {answer.status_code for answer in answers} != {WRONG_METHOD}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("pattern", TENANT, ids=lambda pattern: pattern.name)
def test_strangers_cannot_tell_an_organization_from_none(pattern: Pattern, method: str) -> None:
    world = World()
    kwargs = completed(pattern, world, world.members[Role.LEADER])
    gone = make_membership(organization=world.organization, state=Membership.State.DEACTIVATED)
    outsider = make_membership(is_administrator=True)
    for stranger in (outsider, gone):
        client = client_for(stranger)
        here = seen(client, method, pattern, world.organization.slug, kwargs)
        nowhere = seen(client, method, pattern, f"no-{uuid4().hex[:8]}", with_unknown_ids(kwargs))
        assert here == nowhere
        assert here[0] in {404, WRONG_METHOD}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("pattern", WITH_IDS, ids=lambda pattern: pattern.name)
def test_members_cannot_tell_a_foreign_row_from_none(pattern: Pattern, method: str) -> None:
    world, foreign = World(), World()
    kwargs = completed(pattern, foreign, foreign.members[Role.LEADER])
    for member in world.members.values():
        client = client_for(member)
        theirs = seen(client, method, pattern, world.organization.slug, kwargs)
        nobodys = seen(client, method, pattern, world.organization.slug, with_unknown_ids(kwargs))
        assert theirs == nobodys
        assert theirs[0] in {403, 404, WRONG_METHOD}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("pattern", TENANT, ids=lambda pattern: pattern.name)
def test_without_a_sign_in_every_address_leads_to_it(pattern: Pattern, method: str) -> None:
    world = World()
    kwargs = completed(pattern, world, world.members[Role.LEADER])
    for slug, values in ((world.organization.slug, kwargs), ("nowhere", with_unknown_ids(kwargs))):
        answer = ask(Client(), method, pattern, slug, values)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/account/login/?next=/")


@pytest.mark.parametrize(
    "pattern",
    [pattern for pattern in all_patterns() if hasattr(pattern.view, "is_for_signed_in")],
    ids=lambda pattern: pattern.name,
)
def test_pages_for_the_signed_in_ask_for_a_sign_in(pattern: Pattern) -> None:
    for method in METHODS:
        assert getattr(Client(), method)(reverse(pattern.name)).status_code == 302
        assert getattr(client_for(make_membership()), method)(reverse(pattern.name)).status_code in {
            *LET_IN,
            WRONG_METHOD,
        }
