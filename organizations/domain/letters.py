"""A mail as one text: its first line is the subject, its paragraphs become text and HTML alike."""

import re
from dataclasses import dataclass

SUBJECT_LENGTH = 150


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Words, or words that lead somewhere."""

    words: str
    url: str = ""

    def __str__(self) -> str:
        return f"{self.words}:\n{self.url}" if self.url else self.words


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One mail, ready to be shown or sent."""

    subject: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(str(paragraph) for paragraph in self.paragraphs) + "\n"


def read_letter(text: str, *, base_url: str) -> Letter:
    """Read a rendered letter; a paragraph "words: address" is a link when the address is ours."""
    subject, _, body = text.strip().partition("\n")
    parts = (one_line(part) for part in re.split(r"\n\s*\n", body))
    paragraphs = tuple(read_paragraph(part, base_url=base_url) for part in parts if part)
    return Letter(subject=one_line(subject)[:SUBJECT_LENGTH], paragraphs=paragraphs)


def read_paragraph(part: str, *, base_url: str) -> Paragraph:
    words, colon, url = part.rpartition(": ")
    if colon and url.startswith(f"{base_url}/") and " " not in url:
        return Paragraph(words=words, url=url)
    return Paragraph(words=part)


def one_line(text: str) -> str:
    """Return the text without line breaks or runs of blanks: a name can never start a header of its own."""
    return " ".join(text.split())
