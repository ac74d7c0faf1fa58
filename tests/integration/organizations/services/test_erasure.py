"""Deleting an organization takes everything of it, and nothing of others."""

from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from organizations import audit
from organizations.access import organization_scope, unfenced
from organizations.models import AuditEvent, ErasureOrder, Membership, Organization, Person
from organizations.services.erasure import erase_organization
from tests.factories.invitations import make_invitation
from tests.factories.organizations import make_membership, make_organization, make_person

pytestmark = pytest.mark.django_db


def note(membership: Membership) -> None:
    with organization_scope(membership.organization), transaction.atomic():
        audit.record(
            "test.happened",
            organization=membership.organization,
            by=membership,
            subject_type="membership",
            subject_id=membership.pk,
        )


def erase(by: Membership) -> None:
    with organization_scope(by.organization):
        erase_organization(organization=by.organization, by=by)


def test_everything_goes_but_people_and_other_organizations(
    administrator: Membership, ceo: Membership, outsider: Membership
) -> None:
    make_invitation(by=administrator)
    for membership in (ceo, outsider):
        note(membership)
    erase(administrator)
    with unfenced():
        assert list(Organization.objects.all()) == [outsider.organization]
        assert list(Membership.objects.all()) == [outsider]
        assert [event.organization_id for event in AuditEvent.objects.all()] == [outsider.organization_id]
        assert ErasureOrder.objects.get().organization_name == "Northlight"
    assert Person.objects.count() == 3


def test_made_up_people_go_with_their_demo(outsider: Membership) -> None:
    demo = make_organization(name="Northwind", is_demo=True)
    guest = make_membership(organization=demo, person=outsider.person)
    starter = make_membership(organization=demo, person=make_person(name="Starter"), is_administrator=True)
    make_membership(organization=demo, person=make_person(name="Invented"))
    erase(starter)
    assert set(Person.objects.values_list("name", flat=True)) == {guest.person.name, "Starter"}


def test_files_go_once_the_deletion_is_final(
    administrator: Membership,
    settings: Settings,
    tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.DOCUMENTS_DIR = tmp_path
    own, other = tmp_path / str(administrator.organization_id), tmp_path / "other"
    for folder in (own, other):
        folder.mkdir()
        (folder / "1.pdf").write_bytes(b"%PDF")
    with django_capture_on_commit_callbacks() as callbacks:
        erase(administrator)
    assert own.exists()
    for callback in callbacks:
        callback()
    assert (own.exists(), other.exists()) == (False, True)
