"""Scores one pair of answer sheets: `manage.py score_answers FILE`, or `-` for standard input."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from django.core.management.base import BaseCommand

from alignment.domain.score_file import ScoreFileError, score_file

EXIT_FAULT = 2


class Command(BaseCommand):
    help = "Prints the gaps, topics and overall result of a file of answers as JSON; touches no database."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a JSON file, or - for standard input")

    def handle(self, *, file: str, **_options: object) -> None:
        content = self._read(file)
        try:
            output = score_file(content)
        except ScoreFileError as error:
            self._refuse(error.lines)
        self.stdout.write(json.dumps(output, indent=2, allow_nan=False))

    def _read(self, file: str) -> bytes:
        try:
            return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        except OSError as error:
            self._refuse([f"file: cannot be read: {error.strerror}"])
        except ValueError:
            self._refuse(["file: cannot be read: that is not a file name"])

    def _refuse(self, lines: Iterable[str]) -> NoReturn:
        for line in lines:
            self.stderr.write(line)
        raise SystemExit(EXIT_FAULT)
