"""Scores that take a while: the page says so and shows them by itself as soon as they are there."""

from playwright.sync_api import expect

from tests.factories.alignment import make_revealed_round
from tests.fixtures.browser import NewContext, SignIn
from tests.fixtures.live import Live
from tests.fixtures.mail import Mailbox


def test_the_dashboard_waits_for_its_scores(
    live: Live, mail: Mailbox, new_context: NewContext, sign_in: SignIn
) -> None:
    make_revealed_round(title="Earlier")
    mail.wait_for(1)  # the jobs have started: only then are they stopped
    live.stop_jobs()
    round = make_revealed_round(is_scored=False)
    context = new_context()
    sign_in(context, round.loaded_seats[0].membership.person)
    page = context.new_page()
    page.goto(f"/o/{round.organization.slug}/rounds/{round.pk}/gaps/")
    expect(page.get_by_role("heading", level=1)).to_have_text("The scores are being computed")
    live.start_jobs()
    expect(page.get_by_role("heading", name="What you share")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("heading", level=1)).not_to_have_text("The scores are being computed")
