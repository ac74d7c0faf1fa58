"""The composition root as an application, so that it may hold commands."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
