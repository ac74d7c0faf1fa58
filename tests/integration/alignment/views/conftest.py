"""An open round of the two leaders, and the addresses of its pages."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from alignment.models import Round
from organizations.models import Membership
from tests.factories.alignment import make_open_round, make_round

AddressOf = Callable[..., str]


@pytest.fixture
def draft(ceo: Membership, cto: Membership, facilitator: Membership) -> Round:
    """A draft of the two leaders, ready to open."""
    return make_round(organization=ceo.organization, business=[ceo], technology=[cto], by=facilitator)


@pytest.fixture
def opened(ceo: Membership, cto: Membership, facilitator: Membership) -> Round:
    """An open round of the two leaders, not started."""
    return make_open_round(organization=ceo.organization, business=[ceo], technology=[cto], by=facilitator)


@pytest.fixture
def address() -> AddressOf:
    """Return a function: name of a page, its round, and more arguments -> its address."""

    def of(name: str, round: Round, *args: object) -> str:
        return reverse(f"alignment:{name}", args=[round.organization.slug, round.pk, *args])

    return of
