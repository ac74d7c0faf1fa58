"""Sign-in, a forgotten password, two organizations, the appearance, and the end of the demo."""

import re

from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect

from organizations.domain.permissions import Role
from organizations.models import Organization, Person
from tests.factories.organizations import PASSWORD, make_membership, make_organization, make_person
from tests.fixtures.browser import NewContext, SignIn
from tests.fixtures.live import Live
from tests.fixtures.mail import Mailbox

EMAIL = "rosa@harbour.example"
NEW_PASSWORD = "three quiet boats at noon"


def make_known() -> Person:
    person = make_person(email=EMAIL, name="Rosa Lind")
    EmailAddress.objects.create(user=person, email=EMAIL, primary=True, verified=True)
    return person


def give_password(page: Page, password: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_wrong_password_then_a_new_one_by_mail(live: Live, mail: Mailbox, page: Page) -> None:
    membership = make_membership(person=make_known())
    home = f"/o/{membership.organization.slug}/"
    give_password(page, "not the password at all")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert").or_(page.locator("[data-error-summary]")).first).to_be_visible()
    page.goto("/account/password/reset/")
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_role("button", name="Send the link").click()
    letter = mail.wait_for(to=EMAIL)[0].get_body(("plain",))
    assert letter is not None
    link = re.search(r"http://\S+/password/reset/key/\S+", letter.get_content())
    assert link
    assert link.group().startswith(live.url)
    page.goto(link.group())
    for field in page.locator("input[type=password]").all():
        field.fill(NEW_PASSWORD)
    page.get_by_role("button", name="Save the password").click()
    page.wait_for_url("**/password/reset/key/done/")
    give_password(page, PASSWORD)
    expect(page).to_have_title(re.compile("^Error: "))
    give_password(page, NEW_PASSWORD)
    expect(page).to_have_url(home)
    page.goto(link.group())
    expect(page.get_by_role("heading", level=1)).to_have_text("This link no longer works")


def test_a_consultant_changes_between_organizations(new_context: NewContext, sign_in: SignIn) -> None:
    person = make_known()
    for name in ("Harbour", "Southfield"):
        make_membership(organization=make_organization(name=name), person=person, role=Role.FACILITATOR)
    context = new_context()
    sign_in(context, person)
    page = context.new_page()
    page.goto("/")
    for name in ("Harbour", "Southfield"):
        page.get_by_role("main").get_by_role("link", name=name).click()
        expect(page.locator(".site-header__organization")).to_have_text(name)
        page.get_by_role("group").filter(has_text="Rosa Lind").locator("summary").click()
        page.get_by_role("link", name="Your organizations").click()


def test_the_appearance_is_kept_on_the_account(new_context: NewContext, sign_in: SignIn) -> None:
    membership = make_membership(person=make_known())
    contexts = [new_context(color_scheme="light") for _ in range(2)]
    for context in contexts:
        sign_in(context, membership.person)
    page = contexts[0].new_page()
    page.goto("/")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    page.locator("details.menu > summary").click()
    with page.expect_response("**/theme/") as answer:
        page.get_by_role("button", name="Dark").click()
    assert answer.value.status == 204
    page.wait_for_function(f"light => {paper} !== light", arg=light)
    dark = page.evaluate(paper)
    elsewhere = contexts[1].new_page()
    elsewhere.goto("/")
    assert elsewhere.evaluate(paper) == dark


def test_the_demo_can_be_deleted(live: Live, new_context: NewContext, sign_in: SignIn) -> None:
    live.manage("load_demo", "--password", PASSWORD)
    context = new_context(allow_console_errors=True)
    sign_in(context, Person.objects.get(email="ceo@northwind.example"))
    page = context.new_page()
    page.goto("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Settings").click()
    page.get_by_role("link", name="Delete Northwind").click()
    page.get_by_role("button", name="Delete the organization").click()
    expect(page.get_by_role("heading", name="Delete Northwind for good")).to_be_visible()
    page.get_by_label("Type the name of the organization").fill("Northwind")
    page.get_by_role("button", name="Delete the organization").click()
    page.wait_for_url(re.compile(r"^http://[^/]+/(account/login/.*)?$"))
    assert not Organization.objects.filter(is_demo=True).exists()
    assert "demo organization" not in live.manage("load_demo", "--password", PASSWORD)
