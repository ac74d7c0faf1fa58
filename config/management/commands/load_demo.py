"""Loads the demo organization into an empty installation, and says how to sign in to it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.demo.loading import demo_address, load_demo
from config.demo.story import story
from organizations.access import unfenced
from organizations.models import ErasureOrder, Organization

DEMO_PASSWORD = "two-lenses-one-plan"  # noqa: S105 - known on purpose, for invented people on one machine


class Command(BaseCommand):
    help = "Load the demo organization if this installation has never had an organization."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="load it beside what is there")
        parser.add_argument("--password", default="", help="of the demo's people; required in production")

    def handle(self, *args: Any, again: bool, password: str, **options: Any) -> None:
        if settings.IS_PRODUCTION and not password:
            raise CommandError("Choose the password of the demo's people: --password=...")
        with unfenced():  # the order of a deletion stands behind the fence of what it deleted
            has_history = Organization.objects.exists() or ErasureOrder.objects.exists()
        if again or not has_history:
            load_demo(password=password or DEMO_PASSWORD)
        if Organization.objects.filter(is_demo=True).exists():
            self._print_sign_ins(password or DEMO_PASSWORD)

    def _print_sign_ins(self, password: str) -> None:
        self.stdout.write("Sign in to the demo organization with:")
        for person in story()["people"]:
            self.stdout.write(f"  {person['title']:<20} {demo_address(person['key']):<34} {password}")
