"""Addresses of organizations and people."""

from django.urls import path

from organizations.views import acceptance, accounts, front, invitations, people, settings

app_name = "organizations"
urlpatterns = [
    path("", front.landing, name="landing"),
    path("start/", front.start, name="start"),
    path("theme/", accounts.theme, name="theme"),
    path("account/settings/", accounts.account, name="account"),
    path("invitation/<str:token>/", acceptance.invitation, name="invitation"),
    path("o/<slug:slug>/people/", people.people, name="people"),
    path("o/<slug:slug>/people/invite/", invitations.invite, name="invite"),
    path("o/<slug:slug>/people/<uuid:membership_id>/", people.membership, name="membership"),
    path(
        "o/<slug:slug>/people/<uuid:membership_id>/deactivate/",
        people.membership_deactivate,
        name="membership_deactivate",
    ),
    path(
        "o/<slug:slug>/people/<uuid:membership_id>/reactivate/",
        people.membership_reactivate,
        name="membership_reactivate",
    ),
    path(
        "o/<slug:slug>/invitations/<uuid:invitation_id>/resend/",
        invitations.invitation_resend,
        name="invitation_resend",
    ),
    path(
        "o/<slug:slug>/invitations/<uuid:invitation_id>/revoke/",
        invitations.invitation_revoke,
        name="invitation_revoke",
    ),
    path("o/<slug:slug>/settings/", settings.settings, name="settings"),
    path("o/<slug:slug>/settings/delete/", settings.erase, name="erase"),
]
