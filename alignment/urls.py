"""Addresses of rounds, the questionnaire and what follows from them."""

from django.urls import URLPattern, URLResolver, include, path

from alignment.views import answering, gaps, rounds, sealing, seats

app_name = "alignment"

answer_patterns: list[URLPattern] = [
    path("", answering.answer, name="answer"),
    path("check/", sealing.check, name="check"),
    path("submit/", sealing.submit, name="submit"),
    path("receipt/", sealing.receipt, name="receipt"),
    path("receipt/file/", sealing.receipt_file, name="receipt_file"),
    path("reopen/", sealing.reopen, name="reopen"),
    path("<str:part>/<str:item>/", answering.question, name="question"),
]

round_patterns: list[URLPattern | URLResolver] = [
    path("", rounds.round_page, name="round"),
    path("open/", rounds.open_page, name="round_open"),
    path("cancel/", rounds.cancel_page, name="round_cancel"),
    path("waiting/", rounds.waiting, name="waiting"),
    path("seats/", seats.add, name="seat_add"),
    path("seats/<uuid:seat_id>/remove/", seats.remove, name="seat_remove"),
    path("seats/<uuid:seat_id>/first/", seats.first, name="seat_first"),
    path("seats/<uuid:seat_id>/remind/", seats.remind_participant, name="seat_remind"),
    path("answer/", include(answer_patterns)),
    path("gaps/", gaps.gaps, name="gaps"),
    path("gaps/method/", gaps.gap_method, name="gap_method"),
    path("gaps/<slug:topic>/", gaps.gap_topic, name="gap_topic"),
]

urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.new, name="round_new"),
    path("rounds/<uuid:round_id>/", include(round_patterns)),
]
