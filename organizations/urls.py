"""Addresses of organizations and people."""

from django.urls import path

from organizations import views

app_name = "organizations"
urlpatterns = [
    path("", views.landing, name="landing"),
    path("theme/", views.theme, name="theme"),
    path("o/<slug:slug>/people/", views.people, name="people"),
]
