"""The scene of the blindness tests: an open round, both leaders have started, and all who look on."""

import pytest

from alignment.services import answers
from organizations.access import organization_scope
from organizations.models import Membership
from tests.factories.alignment import make_open_round, own_seat
from tests.factories.organizations import make_membership
from tests.integration.blindness.scene import Scene


@pytest.fixture
def scene(
    ceo: Membership,
    cto: Membership,
    facilitator: Membership,
    administrator: Membership,
    board_reader: Membership,
    pilot_member: Membership,
    outsider: Membership,
) -> Scene:
    round = make_open_round(organization=ceo.organization, business=[ceo], technology=[cto], by=facilitator)
    with organization_scope(ceo.organization):
        for member in (ceo, cto):
            answers.start(seat=own_seat(round, member), by=member)
    people = {
        "cto": cto,
        "facilitator": facilitator,
        "administrator": administrator,
        "board_reader": board_reader,
        "pilot_member": pilot_member,
        "outsider": outsider,
        "leader without a seat": make_membership(organization=ceo.organization, title="COO"),
    }
    return Scene(round=round, author=ceo, people=people)
