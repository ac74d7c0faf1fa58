"""Every address of ours says who may open it; those of django-allauth are listed one by one."""

import pytest

from tests.fixtures.routes import ROUTES, Pattern, all_patterns

MARKS = ("required_permission", "is_for_everyone", "is_for_signed_in")

ALLAUTH = {
    "account_change_password",
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reauthenticate",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_set_password",
    "account_signup",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_deactivate_totp",
    "mfa_download_recovery_codes",
    "mfa_edit_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_login_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn",
    "mfa_view_recovery_codes",
    "usersessions_list",
}
# allauth's own pages that work without a sign-in; all others of it ask for one.
ALLAUTH_FOR_EVERYONE = {
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email_verification_sent",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "mfa_authenticate",
    "mfa_login_webauthn",
}


def is_allauth(pattern: Pattern) -> bool:
    return pattern.view.__module__.startswith("allauth.")


OURS = [pattern for pattern in all_patterns() if not is_allauth(pattern)]
THEIRS = [pattern for pattern in all_patterns() if is_allauth(pattern)]


@pytest.mark.parametrize("pattern", OURS, ids=lambda pattern: pattern.name)
def test_each_of_our_addresses_says_once_who_may_open_it(pattern: Pattern) -> None:
    marks = [mark for mark in MARKS if hasattr(pattern.view, mark)]
    assert len(marks) == 1, f"{pattern.route}: {marks or 'no guard'}"
    assert pattern.is_of_a_tenant == (marks == ["required_permission"]), pattern.route


@pytest.mark.parametrize("pattern", OURS, ids=lambda pattern: pattern.name)
def test_only_pages_for_everyone_work_without_a_sign_in(pattern: Pattern) -> None:
    assert getattr(pattern.view, "login_required", True) is not hasattr(pattern.view, "is_for_everyone")


def test_the_addresses_of_allauth_are_the_listed_ones() -> None:
    assert {pattern.name for pattern in THEIRS} == ALLAUTH


def test_allauth_asks_for_a_sign_in_but_where_listed() -> None:
    opened = {pattern.name for pattern in THEIRS if not getattr(pattern.view, "login_required", True)}
    assert opened == ALLAUTH_FOR_EVERYONE


def test_no_address_has_two_names_and_no_name_two_addresses() -> None:
    names = [pattern.name for pattern in all_patterns()]
    routes = [pattern.route for pattern in all_patterns()]
    assert (len(names), len(routes)) == (len(set(names)), len(set(routes)))


def test_the_registry_of_routes_holds_nothing_that_is_gone() -> None:
    assert set(ROUTES) <= {pattern.name for pattern in OURS}
