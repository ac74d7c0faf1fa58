"""Who may enter which page: resolves the membership once, before anything else of a tenant is read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponseBase
from django_htmx.middleware import HtmxDetails
from django_scopes import get_scope, scope, scopes_disabled
from psycopg.pq import TransactionStatus

from common.fence import EVERYTHING, SETTING
from organizations.domain.permissions import Permission
from organizations.models import Membership, Organization, Person

P = ParamSpec("P")


class SignedInRequest(HttpRequest):
    """A request of a signed-in person."""

    htmx: HtmxDetails
    user: Person


class MemberRequest(SignedInRequest):
    """A request inside one organization by one of its active members."""

    membership: Membership
    organization: Organization


@contextmanager
def organization_scope(organization: Organization) -> Iterator[None]:
    """Open the fence for one organization; everything of a tenant is read and written inside."""
    try:
        with scope(organization=organization):
            move_database_fence()
            yield
    finally:
        move_database_fence()


@contextmanager
def unfenced() -> Iterator[None]:
    """Lift the fence for the few places that look across organizations (own memberships, claiming jobs)."""
    try:
        with scopes_disabled():
            move_database_fence()
            yield
    finally:
        move_database_fence()


def move_database_fence() -> None:
    """Tell PostgreSQL's row-level security what django-scopes allows now; SQLite has only the first fence.

    Sent past Django's cursor: it is no query of the page, and must not fail inside a transaction that is
    already broken (its rollback takes the setting back with everything else).
    """
    if connection.vendor != "postgresql":
        return
    connection.ensure_connection()
    server = connection.connection
    if server.info.transaction_status != TransactionStatus.INERROR:
        server.execute("SELECT set_config(%s, %s, false)", (SETTING, visible_in_database()))


def visible_in_database() -> str:
    """Return whose rows PostgreSQL may show: one organization's, everybody's, or nobody's."""
    allowed = get_scope()
    if allowed.get("_enabled") is False:
        return EVERYTHING
    organization = allowed.get("organization")
    return str(organization.pk) if organization else ""


def membership_or_404(*, slug: str, person: Person) -> Membership:
    """Return the active membership of `person` in the organization `slug`; strangers learn nothing (404)."""
    with unfenced():
        found = (
            Membership.objects.filter(organization__slug=slug, person=person, state=Membership.State.ACTIVE)
            .select_related("organization", "person")
            .first()
        )
    if found is None:
        raise Http404("No such organization.")
    return found


def requires(
    permission: Permission,
) -> Callable[
    [Callable[Concatenate[MemberRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, str, P], HttpResponseBase],
]:
    """Guard a view below /o/<slug>/: 404 for strangers, 403 for members without `permission`.

    The view gets a `MemberRequest` and runs, rendering included, inside its organization's scope.
    """

    def decorate(
        view: Callable[Concatenate[MemberRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            member_request = cast(MemberRequest, request)
            membership = membership_or_404(slug=slug, person=member_request.user)
            member_request.membership = membership
            member_request.organization = membership.organization
            if not membership.may(permission):
                raise PermissionDenied("Your role does not include this.")
            with organization_scope(membership.organization):
                return view(member_request, *args, **kwargs)

        guarded.required_permission = permission  # type: ignore[attr-defined]  # read by the test that walks every URL
        return guarded  # type: ignore[return-value]  # Django calls views by position, mypy asks about names

    return decorate


def for_everyone(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Mark a view as open to people who are not signed in."""
    opened = login_not_required(view)
    opened.is_for_everyone = True  # type: ignore[attr-defined]  # read by the test that walks every URL
    return opened


def for_signed_in(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Mark a view as open to everybody who is signed in, whatever their organizations."""
    view.is_for_signed_in = True  # type: ignore[attr-defined]  # read by the test that walks every URL
    return view
