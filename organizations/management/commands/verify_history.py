"""Recompute the audit trail: `manage.py verify_history [slug]`; exits with 1 on a break."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations.selectors.history import HistoryReport, list_organizations, verify_history


class Command(BaseCommand):
    help = "Recompute the hash chain of one organization's audit trail, or of all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", nargs="?", help="The organization's name in its address; all without it.")

    def handle(self, *args: Any, **options: Any) -> None:  # Any: Django's own signature
        slug = options["slug"]
        chosen = [row for row in list_organizations() if slug in (None, row.slug)]
        if slug and not chosen:
            raise CommandError(f"There is no organization {slug}.")
        reports = [verify_history(organization=organization) for organization in chosen]
        for report in reports:
            self.show(report)
        if any(report.breaks for report in reports):
            raise CommandError("The history is broken.")

    def show(self, report: HistoryReport) -> None:
        state = "BROKEN" if report.breaks else "whole"
        self.stdout.write(f"{report.organization}: {report.events} events, {state}, head {report.head}")
        for fault in report.breaks:
            self.stdout.write(f"  {fault}")
