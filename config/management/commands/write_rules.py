"""Writes docs/rules.md from the lists of rules, or checks that it is up to date."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.rule_book import rule_book

PATH = settings.BASE_DIR / "docs" / "rules.md"


class Command(BaseCommand):
    help = "Write docs/rules.md from the rules in */domain/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, fail if it is out of date")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        text = rule_book()
        if not check:
            PATH.write_text(text, encoding="utf-8")
        elif not PATH.exists() or PATH.read_text(encoding="utf-8") != text:
            raise CommandError("docs/rules.md is out of date: run manage.py write_rules")
