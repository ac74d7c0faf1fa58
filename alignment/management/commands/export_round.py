"""Prints a revealed round as the input of `score_answers`; refuses before the reveal."""

import json
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alignment.selectors.exports import NotRevealed, get_score_input
from organizations.access import unfenced


class Command(BaseCommand):
    help = "Print a revealed round, predictions included, as the JSON that score_answers reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("round", type=UUID, help="the round's id, as in its address")

    def handle(self, *args: object, round: UUID, **options: object) -> None:
        with unfenced():
            try:
                document = get_score_input(round_id=round)
            except NotRevealed as refusal:
                raise CommandError(str(refusal)) from None
        self.stdout.write(json.dumps(document, indent=1, ensure_ascii=False))
