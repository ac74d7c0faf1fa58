"""A facilitator's day: making a round, following it, reminding, cancelling another; and what leaders do meanwhile."""

from playwright.sync_api import Page, expect

from organizations.domain.permissions import Role
from organizations.domain.sides import Side
from organizations.models import Membership
from tests.factories.alignment import answer_everything, make_open_round, make_revealed_round, own_seat
from tests.factories.organizations import make_membership, make_organization, make_person
from tests.fixtures.browser import NewContext, SignIn
from tests.fixtures.mail import Mailbox


def make_people() -> tuple[Membership, Membership, Membership]:
    """A facilitator and a leader on each side."""
    organization = make_organization(name="Harbour")
    return (
        make_membership(
            organization=organization, role=Role.FACILITATOR, title="", person=make_person(name="Femi Okoro")
        ),
        make_membership(organization=organization, person=make_person(name="Clara Haas")),
        make_membership(
            organization=organization, side=Side.TECHNOLOGY, title="CTO", person=make_person(name="Theo Lang")
        ),
    )


def page_of(member: Membership, new_context: NewContext, sign_in: SignIn) -> Page:
    context = new_context()
    sign_in(context, member.person)
    return context.new_page()


def test_a_day_of_the_facilitator(new_context: NewContext, sign_in: SignIn, mail: Mailbox) -> None:
    facilitator, ceo, cto = make_people()
    page = page_of(facilitator, new_context, sign_in)
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Rounds").click()
    for title in ("Spring", "By mistake"):
        page.get_by_role("link", name="Set up the first round").or_(
            page.get_by_role("link", name="New round")
        ).click()
        page.get_by_label("Title").fill(title)
        page.get_by_role("button", name="Create the draft").click()
        for side in ("business", "technology"):
            page.get_by_role("button", name=f"Add to the {side} side").click()
        page.get_by_role("button", name="Open the round").click()
        expect(page.get_by_text("The round is open.")).to_be_visible()
        page.get_by_role("navigation", name="Main").get_by_role("link", name="Rounds").click()
    mail.wait_for(2, to=ceo.person.email)
    page.get_by_role("link", name="By mistake").click()
    page.get_by_role("link", name="Cancel this round").click()
    page.get_by_role("button", name="Cancel the round").click()
    expect(page.get_by_text("Cancelled").first).to_be_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Rounds").click()
    page.get_by_role("link", name="Spring").click()
    statuses = page.locator("#statuses")
    expect(statuses).to_contain_text("Not started")
    leader = page_of(cto, new_context, sign_in)
    leader.goto(page.url)
    leader.get_by_role("link", name="See what will happen").click()
    leader.get_by_role("button", name="Start").click()
    expect(statuses).to_contain_text("In progress")
    page.get_by_role("button", name="Remind Clara Haas").click()
    expect(page.get_by_text("A reminder is on its way to Clara Haas.")).to_be_visible()
    letters = mail.wait_for(3, to=ceo.person.email)
    assert "still open" in str(letters[-1]["Subject"])
    expect(page.get_by_role("button", name="Remind Clara Haas")).to_have_attribute("aria-disabled", "true")


def test_reopened_before_the_reveal_and_submitted_again(new_context: NewContext, sign_in: SignIn) -> None:
    facilitator, ceo, cto = make_people()
    round = make_open_round(
        organization=ceo.organization, business=[ceo], technology=[cto], by=facilitator, title="Spring"
    )
    answer_everything(seat=own_seat(round, ceo))
    follower, page = page_of(facilitator, new_context, sign_in), page_of(ceo, new_context, sign_in)
    address = f"/o/{ceo.organization.slug}/rounds/{round.pk}/"
    follower.goto(address)
    page.goto(f"{address}answer/submit/")
    page.get_by_role("button", name="Submit and seal").click()
    first = page.locator("#receipt").inner_text()
    expect(follower.locator("#statuses")).to_contain_text("Submitted")
    page.get_by_role("button", name="Reopen my answers").click()
    expect(page.get_by_text("Your answers are open again.")).to_be_visible()
    expect(follower.locator("#statuses")).not_to_contain_text("Submitted")
    page.get_by_role("link", name="Change").first.click()
    page.locator("[data-keys] input").first.check()
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("link", name="Continue to submit").first.click()
    page.get_by_role("button", name="Submit and seal").click()
    expect(page.locator("#receipt")).not_to_have_text(first)


def test_a_board_reader_sees_what_is_released_and_nothing_else(
    new_context: NewContext, sign_in: SignIn
) -> None:
    facilitator, ceo, cto = make_people()
    round = make_revealed_round(
        organization=ceo.organization, business=[ceo], technology=[cto], by=facilitator, title="Spring"
    )
    reader = make_membership(organization=ceo.organization, role=Role.BOARD_READER, title="Chair")
    page = page_of(reader, new_context, sign_in)
    page.goto("/")
    links = page.get_by_role("navigation", name="Main").get_by_role("link")
    expect(links).to_have_text(["Home", "Documents", "People"])
    expect(page.get_by_role("main")).not_to_contain_text("Spring")
    links.filter(has_text="Documents").click()
    expect(page.get_by_text("No document yet")).to_be_visible()
    address = f"/o/{ceo.organization.slug}/rounds/{round.pk}/gaps/"
    assert page.request.get(address, max_redirects=0).status == 403
