"""Deleting an organization takes answers, scores and documents with it, and leaves its neighbour whole."""

import pytest
from django.apps import apps
from django.db import connection, models

from organizations.access import organization_scope, unfenced
from organizations.domain.permissions import Role
from organizations.models import ErasureOrder, Organization
from organizations.services.erasure import erase_organization
from tests.factories.invitations import make_invitation, send
from tests.fixtures.routes import World

pytestmark = pytest.mark.django_db


def tenant_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if any(field.attname == "organization_id" for field in model._meta.concrete_fields)
        and model is not ErasureOrder
    ]


def rows_of(organization: Organization) -> dict[str, int]:
    """Count past every manager: what is in the tables is what counts."""
    with unfenced():
        return {
            model._meta.label: model._base_manager.filter(organization_id=organization.pk).count()
            for model in tenant_models()
        }


def filled_world() -> World:
    world = World()
    _ = world.revealed_round, world.open_round, world.draft_round
    world.document()
    world.job_of(world.members[Role.LEADER])
    send(make_invitation(by=world.members[Role.ADMINISTRATOR]))
    return world


def test_nothing_of_it_stays_and_nothing_else_goes() -> None:
    world, neighbour = filled_world(), filled_world()
    before = rows_of(neighbour.organization)
    assert all(count > 0 for count in rows_of(world.organization).values()), (
        "a table without a row proves nothing"
    )
    with organization_scope(world.organization):
        erase_organization(organization=world.organization, by=world.members[Role.ADMINISTRATOR])
    connection.check_constraints()
    with unfenced():
        assert not Organization.objects.filter(slug=world.organization.slug).exists()
        assert ErasureOrder.objects.count() == 1
        left = {
            model._meta.label: model._base_manager.exclude(organization_id=neighbour.organization.pk).count()
            for model in tenant_models()
        }
    assert set(left.values()) == {0}
    assert rows_of(neighbour.organization) == before
