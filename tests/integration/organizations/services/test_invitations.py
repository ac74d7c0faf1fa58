"""Invitations: the mail, the link that works once, and everything that closes it."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.core.mail.message import EmailMultiAlternatives
from django.utils import timezone

from common.rules import Refused
from config.jobs import HANDLERS
from organizations.access import organization_scope, unfenced
from organizations.domain.policies import SENDINGS_LIMIT
from organizations.models import AuditEvent, Invitation, Job, Membership
from organizations.selectors.invitations import Door, Sending, find_invitation, list_open_invitations
from organizations.services import invitations
from organizations.services.acceptance import InvitationClosed, accept_as, accept_as_new
from organizations.services.jobs import JobFailed, run
from organizations.services.people import deactivate_membership
from tests.factories.invitations import EMAIL, SentInvitation, make_invitation, send
from tests.factories.organizations import PASSWORD, make_membership, make_organization, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def scoped(administrator: Membership) -> Iterator[None]:
    with organization_scope(administrator.organization):
        yield


@pytest.fixture
def sent(administrator: Membership) -> SentInvitation:
    return send(make_invitation(by=administrator))


def accept(token: str) -> Membership:
    return accept_as_new(token=token, name="Ines Kaya", password=PASSWORD, time_zone="UTC")


def door(token: str) -> Door:
    return find_invitation(token=token).door


def test_inviting_queues_a_mail_and_sends_none(scoped: None, administrator: Membership) -> None:
    invitation = make_invitation(by=administrator, email="Ines@Northlight.example")
    job = Job.objects.get()
    assert (job.kind, job.subject_id) == ("send_invitation", invitation.pk)
    assert (mail.outbox, invitation.token_hash, invitation.email) == ([], None, EMAIL)
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["invitation.made"]


def test_the_mail_carries_a_link_whose_token_is_stored_hashed(sent: SentInvitation) -> None:
    message = mail.outbox[0]
    assert isinstance(message, EmailMultiAlternatives)
    link = f"{settings.PUBLIC_BASE_URL}{sent.path}"
    html = str(message.alternatives[0][0])
    assert message.to == [EMAIL]
    assert "Anneke Moll invites you to Northlight" in message.subject
    assert link in str(message.body)
    assert f'href="{link}"' in html
    assert len(sent.token) == 43
    assert sent.invitation.token_hash == hashlib.sha256(sent.token.encode()).hexdigest()


def test_sending_twice_sends_once(sent: SentInvitation, scoped: None) -> None:
    invitations.send_invitation(invitation_id=sent.invitation.pk)
    assert len(mail.outbox) == 1


def test_a_failed_sending_can_be_repeated(
    scoped: None, administrator: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitation = make_invitation(by=administrator)

    def refuse(*args: object, **kwargs: object) -> None:
        raise SMTPServerDisconnected

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", refuse)
        with pytest.raises(SMTPServerDisconnected):
            invitations.send_invitation(invitation_id=invitation.pk)
    assert accept(send(invitation).token).person.email == EMAIL


def test_a_name_cannot_write_headers_or_links(administrator: Membership) -> None:
    administrator.organization.name = "Evil\nBcc: all@example.com"
    invitation = make_invitation(by=administrator, name="Ines")
    send(invitation)
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].recipients() == [EMAIL]


def test_the_preview_is_the_mail(scoped: None, administrator: Membership) -> None:
    invitation = make_invitation(by=administrator)
    shown = invitations.letter(invitation)
    sent = send(invitation)
    assert mail.outbox[0].subject == shown.subject
    assert str(mail.outbox[0].body) == shown.text.replace(invitations.HIDDEN_TOKEN, sent.token)


@pytest.mark.parametrize("is_open", [True, False])
def test_nobody_is_invited_twice(scoped: None, administrator: Membership, is_open: bool) -> None:
    if is_open:
        make_invitation(by=administrator)
    else:
        make_membership(organization=administrator.organization, person=make_person(email=EMAIL))
    with pytest.raises(invitations.AlreadyMember):
        make_invitation(by=administrator, email=EMAIL.upper())


def test_another_organization_may_invite_the_same_address(
    administrator: Membership, outsider: Membership
) -> None:
    for by in (administrator, outsider):
        make_invitation(by=by)
    with unfenced():
        assert Invitation.objects.count() == 2


def test_accepting_makes_account_and_membership(sent: SentInvitation) -> None:
    membership = accept(sent.token)
    assert membership.organization == sent.invitation.organization
    assert (membership.role, membership.side, membership.title) == ("leader", "technology", "CTO")
    assert membership.person.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=membership.person).verified
    with organization_scope(membership.organization):
        event = AuditEvent.objects.get(action="invitation.accepted")
    assert event.actor_id == membership.pk


def test_it_is_accepted_once(sent: SentInvitation) -> None:
    accept(sent.token)
    with pytest.raises(InvitationClosed):
        accept(sent.token)
    assert door(sent.token) is Door.USED


def test_an_account_of_the_same_address_joins(sent: SentInvitation) -> None:
    person = make_person(email=EMAIL)
    assert accept_as(token=sent.token, person=person).person == person


def test_an_account_of_another_address_does_not_and_uses_nothing_up(sent: SentInvitation) -> None:
    with pytest.raises(InvitationClosed):
        accept_as(token=sent.token, person=make_person(email="other@northlight.example"))
    assert door(sent.token) is Door.OPEN


def test_an_expired_link_is_closed(sent: SentInvitation, scoped: None) -> None:
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(InvitationClosed):
        accept(sent.token)
    assert door(sent.token) is Door.EXPIRED
    assert list_open_invitations(organization=sent.invitation.organization)[0].sending is Sending.EXPIRED


def test_a_revoked_link_is_closed(sent: SentInvitation, scoped: None, administrator: Membership) -> None:
    invitations.revoke(invitation=sent.invitation, by=administrator)
    with pytest.raises(InvitationClosed):
        accept(sent.token)
    assert door(sent.token) is Door.REVOKED
    assert list_open_invitations(organization=administrator.organization) == ()


def test_a_link_dies_with_the_right_of_its_sender(
    sent: SentInvitation, scoped: None, administrator: Membership
) -> None:
    other = make_membership(organization=administrator.organization, is_administrator=True)
    deactivate_membership(membership=administrator, by=other)
    with pytest.raises(InvitationClosed):
        accept(sent.token)
    assert door(sent.token) is Door.REVOKED


def test_a_mail_is_not_sent_for_somebody_who_may_no_longer_invite(
    scoped: None, administrator: Membership
) -> None:
    invitation = make_invitation(by=administrator)
    other = make_membership(organization=administrator.organization, is_administrator=True)
    deactivate_membership(membership=administrator, by=other)
    with pytest.raises(JobFailed):
        invitations.send_invitation(invitation_id=invitation.pk)
    assert mail.outbox == []


def test_sending_again_replaces_the_link(
    sent: SentInvitation, scoped: None, administrator: Membership
) -> None:
    invitations.resend(invitation=sent.invitation, by=administrator)
    assert door(sent.token) is Door.UNKNOWN
    again = send(sent.invitation)
    assert again.token != sent.token
    assert accept(again.token).person.email == EMAIL


def test_sending_again_has_an_end(scoped: None, administrator: Membership) -> None:
    invitation = make_invitation(by=administrator)
    for _ in range(SENDINGS_LIMIT - 1):
        invitations.resend(invitation=invitation, by=administrator)
    with pytest.raises(Refused):
        invitations.resend(invitation=invitation, by=administrator)
    assert Job.objects.count() == SENDINGS_LIMIT


def test_the_list_says_how_far_each_mail_is(scoped: None, administrator: Membership) -> None:
    failed = make_invitation(by=administrator, email="a@northlight.example")
    Job.objects.filter(subject_id=failed.pk).update(state=Job.State.FAILED)
    make_invitation(by=administrator, email="b@northlight.example")
    send(make_invitation(by=administrator, email="c@northlight.example"))
    rows = list_open_invitations(organization=administrator.organization)
    assert {row.email[0]: row.sending for row in rows} == {
        "a": Sending.FAILED,
        "b": Sending.QUEUED,
        "c": Sending.SENT,
    }


def test_the_worker_knows_what_to_do(administrator: Membership) -> None:
    make_invitation(by=administrator)
    with unfenced():
        job = Job.objects.get()
    assert run(job_id=job.pk, handlers=HANDLERS)
    assert [message.to for message in mail.outbox] == [[EMAIL]]
    with unfenced():
        job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_a_token_nobody_made_leads_nowhere() -> None:
    assert door("x" * 43) is Door.UNKNOWN


def test_another_organizations_member_joins_too(sent: SentInvitation) -> None:
    person = make_person(email=EMAIL)
    make_membership(organization=make_organization(name="Elsewhere"), person=person)
    assert accept_as(token=sent.token, person=person).organization == sent.invitation.organization
