"""What frames every page: organization, navigation, theme."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from organizations.domain.permissions import Permission
from organizations.models import Membership

# label, url name, permission that shows it
NAVIGATION: tuple[tuple[str, str, Permission], ...] = (
    ("Home", "reports:home", Permission.VISIT),
    ("Rounds", "alignment:rounds", Permission.SEE_ROUNDS),
    ("Documents", "reports:documents", Permission.READ_DOCUMENTS),
    ("People", "organizations:people", Permission.VISIT),
    ("Settings", "organizations:settings", Permission.MANAGE_SETTINGS),
)


@dataclass(frozen=True, kw_only=True)
class NavigationLink:
    """One entry of the main navigation."""

    label: str
    url: str
    is_current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return `membership`, `nav` and `theme` for base.html."""
    membership: Membership | None = getattr(request, "membership", None)
    return {
        "membership": membership,
        "nav": navigation(membership, request.path) if membership else (),
        "theme": getattr(getattr(request, "user", None), "theme", "system"),
    }


def navigation(membership: Membership, path: str) -> tuple[NavigationLink, ...]:
    """Return the links this member may follow; the longest matching one is current."""
    slug = membership.organization.slug
    urls = [(label, reverse(name, args=[slug])) for label, name, right in NAVIGATION if membership.may(right)]
    current = max((url for _, url in urls if path.startswith(url)), key=len, default="")
    return tuple(NavigationLink(label=label, url=url, is_current=url == current) for label, url in urls)
