"""Mail in our words and our look: one template a kind, sent as text and HTML, linked to PUBLIC_BASE_URL."""

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from organizations.domain.letters import Letter, read_letter


def absolute_url(path: str) -> str:
    """Return the public address of a path; never made from a request's Host header."""
    base: str = settings.PUBLIC_BASE_URL
    return base + path


def compose(*, template: str, context: Mapping[str, object]) -> Letter:
    """Render the letter `<template>.txt`, for example "organizations/mail/invitation"."""
    text = render_to_string(f"{template}.txt", dict(context))
    return read_letter(text, base_url=settings.PUBLIC_BASE_URL)


def send(*, to: str, template: str, context: Mapping[str, object]) -> None:
    """Send one letter now; call it from a job, outside of transactions."""
    deliver(to=to, letter=compose(template=template, context=context))


def deliver(*, to: str, letter: Letter) -> None:
    """Hand one letter to the mail server; its refusal is the caller's exception."""
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    page = render_to_string("organizations/mail/letter.html", {"letter": letter, "home": absolute_url("/")})
    message.attach_alternative(page, "text/html")
    message.send()
