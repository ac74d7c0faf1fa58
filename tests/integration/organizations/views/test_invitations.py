"""Inviting with the mail shown first, and the page behind the link."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from organizations.access import organization_scope, unfenced
from organizations.models import Invitation, Membership
from organizations.services import invitations
from tests.factories.invitations import EMAIL, SentInvitation, make_invitation, send
from tests.factories.organizations import PASSWORD, make_person
from tests.fixtures.people import ClientOf

pytestmark = pytest.mark.django_db

FORM = {"name": "Ines Kaya", "email": EMAIL, "role": "leader", "side": "technology", "title": "CTO"}
NEW = {"name": "Ines Kaya", "password": PASSWORD, "time_zone": "UTC"}


@pytest.fixture
def admin(administrator: Membership, client_of: ClientOf) -> Client:
    return client_of(administrator)


@pytest.fixture
def sent(administrator: Membership) -> SentInvitation:
    return send(make_invitation(by=administrator))


def url(membership: Membership, rest: str = "people/invite/") -> str:
    return f"/o/{membership.organization.slug}/{rest}"


def count() -> int:
    with unfenced():
        return Invitation.objects.count()


def test_the_mail_is_shown_before_it_is_sent(admin: Client, administrator: Membership) -> None:
    page = admin.post(url(administrator), FORM)
    assert b"Anneke Moll (Office) invites you to join Northlight" in page.content
    assert count() == 0
    again = admin.post(url(administrator), {**FORM, "step": "edit"})
    assert b'value="Ines Kaya"' in again.content
    assert count() == 0
    page = admin.post(url(administrator), {**FORM, "step": "send"})
    assert page["Location"] == url(administrator, "people/")
    assert count() == 1


def test_the_form_starts_on_the_other_side(ceo: Membership, client_of: ClientOf) -> None:
    with unfenced():
        Membership.objects.filter(pk=ceo.pk).update(is_administrator=True)
    page = client_of(ceo).get(url(ceo)).content
    assert b'<option value="technology" selected>' in page


def test_a_member_is_not_invited_again(admin: Client, administrator: Membership, ceo: Membership) -> None:
    page = admin.post(url(administrator), {**FORM, "email": ceo.person.email, "step": "send"})
    assert b"belongs to a member, or is already invited" in page.content
    assert count() == 0


def test_somebody_known_elsewhere_and_somebody_unknown_look_the_same(
    admin: Client, administrator: Membership, outsider: Membership
) -> None:
    for address in (outsider.person.email, "nobody@southfield.example"):
        page = admin.post(url(administrator), {**FORM, "email": address, "step": "send"}, follow=True)
        assert b"The invitation of Ines Kaya is on its way." in page.content


def test_invitations_are_sent_again_and_revoked(admin: Client, administrator: Membership) -> None:
    invitation = make_invitation(by=administrator)
    admin.post(url(administrator, f"invitations/{invitation.pk}/resend/"))
    admin.post(url(administrator, f"invitations/{invitation.pk}/revoke/"))
    page = admin.post(url(administrator, f"invitations/{invitation.pk}/revoke/"), follow=True)
    assert b"has been accepted or revoked" in page.content
    with unfenced():
        invitation.refresh_from_db()
    assert invitation.sendings == 2
    assert invitation.revoked_at is not None


def test_looking_is_harmless(client: Client, sent: SentInvitation) -> None:
    for _ in range(3):
        for answer in (client.get(sent.path), client.head(sent.path)):
            assert answer.status_code == 200
    assert b"Anneke Moll invites you to Northlight" in client.get(sent.path).content
    assert client.post(sent.path, NEW).status_code == 302


def test_somebody_new_joins_and_is_signed_in(client: Client, sent: SentInvitation) -> None:
    home = f"/o/{sent.invitation.organization.slug}/"
    assert b"<title>Error: " in client.post(sent.path, {**NEW, "password": "short"}).content
    assert client.post(sent.path, NEW)["Location"] == home
    assert client.get(home).status_code == 200


def test_an_account_signs_in_first_and_comes_back(client: Client, sent: SentInvitation) -> None:
    person = make_person(email=EMAIL)
    assert f'href="/account/login/?next={sent.path}"'.encode() in client.get(sent.path).content
    client.post(sent.path, NEW)
    person.refresh_from_db()
    assert not client.session.get("_auth_user_id")
    answer = client.post(
        f"/account/login/?next={sent.path}", {"login": EMAIL, "password": PASSWORD, "next": sent.path}
    )
    assert answer["Location"] == sent.path
    assert client.post(sent.path)["Location"] == f"/o/{sent.invitation.organization.slug}/"


def test_somebody_else_is_asked_to_change_places(
    sent: SentInvitation, outsider: Membership, client_of: ClientOf
) -> None:
    client = client_of(outsider)
    for answer in (client.get(sent.path), client.post(sent.path)):
        assert b"This invitation is for another address" in answer.content
        assert EMAIL.encode() not in answer.content
    left = client.post("/account/logout/", {"next": sent.path})
    assert left["Location"] == sent.path
    assert client.get(sent.path).status_code == 200


def closed(client: Client, path: str) -> tuple[int, int]:
    answers = client.get(path), client.post(path, NEW)
    for answer in answers:
        assert b"Northlight" not in answer.content
        assert EMAIL.encode() not in answer.content
        assert b"Anneke" not in answer.content
    return answers[0].status_code, answers[1].status_code


def test_closed_doors_tell_nothing(client: Client, sent: SentInvitation, administrator: Membership) -> None:
    assert closed(client, "/invitation/unknown/") == (404, 404)
    with organization_scope(administrator.organization):
        Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert closed(client, sent.path) == (410, 410)
    with organization_scope(administrator.organization):
        invitations.revoke(invitation=sent.invitation, by=administrator)
    assert closed(client, sent.path) == (410, 410)


def test_a_used_link_says_so(sent: SentInvitation) -> None:
    Client().post(sent.path, NEW)
    answer = Client().get(sent.path)
    assert (answer.status_code, b"has been accepted" in answer.content) == (410, True)
