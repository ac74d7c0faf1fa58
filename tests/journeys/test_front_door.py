"""A stranger finds the sign-in page; somebody signed in is let in."""

from playwright.sync_api import Page, expect

from tests.factories.organizations import make_membership
from tests.fixtures.browser import NewContext, SignIn


def test_a_stranger_is_asked_to_sign_in(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Sign in").first.click()
    expect(page).to_have_url("/account/login/")
    expect(page.get_by_label("Email")).to_be_visible()


def test_somebody_signed_in_is_let_in(new_context: NewContext, sign_in: SignIn) -> None:
    membership = make_membership()
    context = new_context()
    sign_in(context, membership.person)
    page = context.new_page()
    page.goto("/")
    expect(page).to_have_url(f"/o/{membership.organization.slug}/")
