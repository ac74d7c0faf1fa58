"""Addresses of rounds and what follows from them."""

from django.urls import path

from alignment import views

app_name = "alignment"
urlpatterns = [
    path("rounds/", views.rounds, name="rounds"),
]
