"""The address space: public doors, accounts, and everything of an organization below /o/<slug>/."""

from django.urls import include, path

from config import views

urlpatterns = [
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("account/", include("allauth.urls")),
    path("", include("organizations.urls")),
    path("o/<slug:slug>/", include("reports.urls")),
    path("o/<slug:slug>/", include("alignment.urls")),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.permission_denied"
handler404 = "config.views.page_not_found"
handler500 = "config.views.server_error"
