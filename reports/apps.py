"""Home and finished documents; reads all, owns only documents."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
