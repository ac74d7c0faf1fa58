"""Scores every revealed round that the present scoring version has not seen; safe to run again."""

from django.core.management.base import BaseCommand

from alignment.services.scoring import rescore
from organizations.access import organization_scope
from organizations.selectors.history import list_organizations


class Command(BaseCommand):
    help = "Append scores of the present scoring version for all revealed rounds that lack them."

    def handle(self, *args: object, **options: object) -> None:
        count = 0
        for organization in list_organizations():
            with organization_scope(organization):
                count += rescore()
        self.stdout.write(f"{count} rounds scored.")
