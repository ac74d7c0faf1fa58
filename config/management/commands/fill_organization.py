"""Fills an organization of its own for measurements: `manage.py fill_organization --scale 1|10|100`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.filling import fill_organization, slug_of
from organizations.models import Organization


class Command(BaseCommand):
    help = "Make an organization with 100, 1,000 or 10,000 rounds and ten times as many history entries."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, choices=(1, 10, 100), required=True)

    def handle(self, *args: Any, scale: int, **options: Any) -> None:
        if Organization.objects.filter(slug=slug_of(scale)).exists():
            raise CommandError(f"The organization {slug_of(scale)} is there already.")
        fill_organization(scale=scale)
        self.stdout.write(f"/o/{slug_of(scale)}/")
