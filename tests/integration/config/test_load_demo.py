"""The demo organization: loaded once into an empty installation, through the same doors as every other."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from alignment.access import readable_score_or_404
from alignment.models import Round
from alignment.selectors.rounds import get_round_or_404, seat_statuses
from organizations.access import organization_scope, unfenced
from organizations.models import Job, Membership, Organization
from organizations.services.erasure import erase_organization
from tests.factories.organizations import make_organization

pytestmark = pytest.mark.django_db


def load(*arguments: str) -> str:
    out = StringIO()
    call_command("load_demo", *arguments, stdout=out)
    return out.getvalue()


def test_it_tells_how_to_sign_in_as_everybody() -> None:
    told = load()
    for office in ("CEO", "CTO", "Facilitator", "Chair of the board"):
        assert office in told


def test_a_second_start_loads_nothing_and_says_the_same() -> None:
    assert load() == load()
    assert Organization.objects.count() == 1


def test_a_demo_that_was_deleted_stays_away() -> None:
    load()
    demo = Organization.objects.get()
    with organization_scope(demo):
        erase_organization(organization=demo, by=Membership.objects.get(title="CEO"))
    assert load() == ""
    assert not Organization.objects.exists()


def test_an_installation_in_use_gets_no_demo_unless_asked() -> None:
    make_organization(name="Ours")
    assert load() == ""
    assert "CEO" in load("--again")


def test_its_first_round_is_revealed_with_a_story() -> None:
    load()
    demo = Organization.objects.get()
    with organization_scope(demo):
        ceo = Membership.objects.get(title="CEO")
        revealed = get_round_or_404(
            organization=demo, round_id=Round.objects.get(state=Round.State.REVEALED).pk
        )
        found = readable_score_or_404(round=revealed, membership=ceo).findings
    assert found.headline == "You agree on the problem, not on the data."
    assert all((found.hidden_agreements, found.shared_views, found.open_facts, found.unsettled))
    assert len(found.to_talk_about) == 3


def test_its_second_round_is_half_answered() -> None:
    load()
    demo = Organization.objects.get()
    with organization_scope(demo):
        opened = get_round_or_404(organization=demo, round_id=Round.objects.get(state=Round.State.OPEN).pk)
        states = {seat.title: seat.status.value for seat in seat_statuses(round=opened)}
    assert states == {"CEO": "in_progress", "CTO": "submitted"}


def test_it_asks_for_no_mail() -> None:
    load()
    with unfenced():
        assert not Job.objects.filter(kind__startswith="notify_").exists()


@override_settings(IS_PRODUCTION=True)
def test_production_wants_a_password_of_its_own() -> None:
    with pytest.raises(CommandError, match="--password"):
        load()
    assert load("--password", "a long one for the demo").count("a long one for the demo") == 4
