"""What one leader saves moves nothing on any page that another person may open."""

import pytest
from django.urls import reverse

from alignment.models import Round
from organizations.models import Membership
from tests.factories.pages import fingerprint
from tests.fixtures.people import ClientOf
from tests.integration.alignment.views.conftest import AddressOf

pytestmark = pytest.mark.django_db

SAVES = 200


def test_two_hundred_saves_leave_every_page_of_the_others_as_it_was(
    client_of: ClientOf,
    opened: Round,
    ceo: Membership,
    cto: Membership,
    facilitator: Membership,
    administrator: Membership,
    address: AddressOf,
) -> None:
    author, other = client_of(ceo), client_of(cto)
    for browser in (author, other):
        browser.post(address("answer", opened))
    other.post(address("question", opened, "own", "problem.1"), {"value": "2"})
    own = ("check", "submit")
    shared = [
        reverse("alignment:rounds", args=[ceo.organization.slug]),
        address("round", opened),
        address("waiting", opened),
    ]
    questions = [("own", "problem.1"), ("own", "data.1"), ("prediction", "problem.1"), ("importance", "data")]
    theirs = [address(name, opened) for name in own] + [address("question", opened, *at) for at in questions]
    watched = [(other, url) for url in (*shared, *theirs)]
    watched += [(client_of(member), url) for member in (facilitator, administrator) for url in shared]
    seen = [{fingerprint(browser, url)} for browser, url in watched]
    for number in range(SAVES):
        sent = {
            "value": str(1 + number % 5),
            "reason": f"canary {number}",
            "tab": "t",
            "sequence": str(number + 1),
        }
        item = ("problem.1", "data.1")[number % 2]
        assert author.post(address("question", opened, "own", item), sent).status_code == 302
        if number % 20 == 0 or number == SAVES - 1:
            for known, (browser, url) in zip(seen, watched, strict=True):
                known.add(fingerprint(browser, url))
    assert [len(known) for known in seen] == [1] * len(watched)
    assert "canary 199" in author.get(address("check", opened)).content.decode()
