"""How django-allauth behaves here: nobody signs up by themselves, its mails carry our words and our links."""

import logging
from collections.abc import Mapping
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from organizations.services import mail

logger = logging.getLogger(__name__)

LETTERS = "organizations/mail/"
# allauth's letters that only tell that something happened to the account -> what happened
NOTICES: Mapping[str, str] = {
    "password_changed": "Your password was changed.",
    "password_set": "A password was set for your account.",
    "password_reset": "Your password was reset.",
    "email_changed": "The e-mail address of your account was changed.",
    "email_deleted": "An e-mail address was removed from your account.",
    "email_confirm": "An e-mail address of your account was confirmed.",
    "totp_activated": "Sign-in with an authenticator app was switched on.",
    "totp_deactivated": "Sign-in with an authenticator app was switched off.",
    "webauthn_added": "A passkey was added to your account.",
    "webauthn_removed": "A passkey was removed from your account.",
    "recovery_codes_generated": "New recovery codes were made for your account; the old ones no longer work.",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are made by starting an organization or accepting an invitation, never by a sign-up form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        """Send one of our letters instead of allauth's; Any: allauth's own signature.

        The same happens for known and unknown addresses, also when the mail server refuses.
        """
        name = template_prefix.rpartition("/")[2]
        facts = {
            **context,
            "what": NOTICES.get(name, ""),
            "sign_in_url": mail.absolute_url(reverse("account_login")),
        }
        try:
            mail.send(
                to=email, template=LETTERS + ("account_changed" if name in NOTICES else name), context=facts
            )
        except (SMTPException, OSError):
            logger.exception("A letter about an account could not be sent.")
            messages.error(self.request, "The mail could not be sent just now. Please try again later.")

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return mail.absolute_url(path.replace("UID-KEY", key))

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: Any
    ) -> str:  # Any: untyped library
        return mail.absolute_url(reverse("account_confirm_email", args=[emailconfirmation.key]))
