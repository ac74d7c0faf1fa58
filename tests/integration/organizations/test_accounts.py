"""django-allauth as we set it: no sign-up, equal answers, our links, limits that hold, verified addresses."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache.backends.db import DatabaseCache
from django.core.mail.message import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from organizations.models import Membership, Person
from tests.factories.organizations import PASSWORD, make_person
from tests.fixtures.people import ClientOf

pytestmark = pytest.mark.django_db

KNOWN, UNKNOWN = "known@northlight.example", "unknown@northlight.example"


@pytest.fixture
def known() -> Person:
    person = make_person(email=KNOWN)
    EmailAddress.objects.create(user=person, email=KNOWN, primary=True, verified=True)
    return person


def sign_in(client: Client, email: str, password: str) -> int:
    return client.post("/account/login/", {"login": email, "password": password}).status_code


def fresh_client() -> Client:
    """Sign in as the known person who has just given the password once more."""
    client = Client()
    sign_in(client, KNOWN, PASSWORD)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    return client


def body(client: Client, url: str, values: dict[str, str]) -> str:
    """Return what the browser shows at the end, without what differs between any two requests."""
    page = client.post(url, values, follow=True)
    text = page.content.decode()
    for value in values.values():
        text = text.replace(value, "…")
    return f"{page.status_code} {re.sub(r'csrfmiddlewaretoken. value=.[^>]*', '', text)}"


def test_nobody_signs_up(client: Client) -> None:
    page = client.post("/account/signup/", {"email": UNKNOWN, "password1": PASSWORD})
    assert page.status_code == 200
    assert not Person.objects.exists()


def test_sign_in_needs_the_password_whatever_the_case_of_the_address(known: Person) -> None:
    assert sign_in(Client(), KNOWN.upper(), PASSWORD) == 302
    assert sign_in(Client(), KNOWN, "not the password at all") == 200


def test_sign_in_tells_nothing_about_addresses(known: Person) -> None:
    wrong = "not the password at all"
    answers = {
        body(Client(), "/account/login/", {"login": email, "password": wrong}) for email in (KNOWN, UNKNOWN)
    }
    assert len(answers) == 1


def test_a_reset_tells_nothing_about_addresses(known: Person) -> None:
    answers = {body(Client(), "/account/password/reset/", {"email": email}) for email in (KNOWN, UNKNOWN)}
    assert len(answers) == 1
    assert [message.to for message in mail.outbox] == [[KNOWN], [UNKNOWN]]


def test_a_mail_server_that_refuses_tells_nothing_either(
    known: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailMultiAlternatives, "send", refuse)
    answers = {body(Client(), "/account/password/reset/", {"email": email}) for email in (KNOWN, UNKNOWN)}
    assert len(answers) == 1
    assert "could not be sent" in answers.pop()


def test_links_come_from_the_settings_never_from_the_host(known: Person, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    client = Client(headers={"Host": "other.example"})
    client.post("/account/password/reset/", {"email": KNOWN})
    text = str(mail.outbox[0].body)
    assert "http://testserver/account/password/reset/key/" in text
    assert "other.example" not in text


def test_a_foreign_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_a_reset_sets_the_password_and_ends_sessions(known: Person) -> None:
    elsewhere = Client()
    elsewhere.force_login(known)
    client = Client()
    client.post("/account/password/reset/", {"email": KNOWN})
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link[1], follow=True)
    new = "quite another long sentence"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert sign_in(Client(), KNOWN, new) == 302
    assert elsewhere.get("/account/settings/").status_code == 302
    assert mail.outbox[-1].subject == "Your password was reset."


@pytest.mark.parametrize("password", ["elevenchars", "password1234"])
def test_weak_passwords_are_refused(known: Person, password: str) -> None:
    client = Client()
    client.force_login(known)
    values = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    client.post("/account/password/change/", values)
    known.refresh_from_db()
    assert known.check_password(PASSWORD)


def test_guessing_is_stopped_also_for_the_right_password(known: Person) -> None:
    for _ in range(5):
        sign_in(Client(), KNOWN, "not the password at all")
    assert sign_in(Client(), KNOWN, PASSWORD) == 200


def test_without_a_place_to_count_nobody_gets_in(known: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allauth.core.internal.ratelimit.CACHE_LOCK_WAIT_TIMEOUT", 0)
    monkeypatch.setattr(DatabaseCache, "add", add_in_vain)
    client = Client()
    assert sign_in(client, KNOWN, PASSWORD) == 429
    assert client.get("/account/settings/").status_code == 302


def add_in_vain(*args: object, **kwargs: object) -> bool:
    """Do as the cache does when its table cannot be written."""
    return False


def test_an_address_changes_only_after_its_mail_was_answered(known: Person) -> None:
    client = fresh_client()
    client.post("/account/email/", {"email": "new@northlight.example", "action_add": ""})
    known.refresh_from_db()
    assert known.email == KNOWN
    link = re.search(r"http://testserver(/account/confirm-email/\S+)", str(mail.outbox[-1].body))
    assert link is not None
    client.post(link[1])
    known.refresh_from_db()
    assert known.email == "new@northlight.example"
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == (
        [KNOWN],
        "The e-mail address of your account was changed.",
    )


def test_nobody_takes_the_address_of_another(known: Person, ceo: Membership, client_of: ClientOf) -> None:
    client = fresh_client()
    client.post("/account/email/", {"email": ceo.person.email, "action_add": ""})
    known.refresh_from_db()
    assert known.email == KNOWN
    assert not EmailAddress.objects.filter(user=known, email=ceo.person.email, verified=True).exists()


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "usersessions_list",
    ],
)
def test_account_pages_work(known: Person, name: str) -> None:
    client = fresh_client()
    assert client.get(reverse(name)).status_code == 200
    assert Client().get(reverse(name)).status_code == 302


def test_a_second_factor_needs_a_fresh_password(known: Person) -> None:
    client = Client()
    client.force_login(known)
    assert "/account/reauthenticate/" in client.get(reverse("mfa_activate_totp"))["Location"]


def test_the_database_holds_the_limits(known: Person) -> None:
    sign_in(Client(), KNOWN, "not the password at all")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache_entries")
        assert cursor.fetchone()[0] > 0
