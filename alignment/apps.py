"""Instruments, blind rounds, scores and the gap dashboard."""

from django.apps import AppConfig


class AlignmentConfig(AppConfig):
    name = "alignment"
