"""Numbers as people type them: with blanks, a comma or a point; none that can be read in two ways."""

import re

MAX_LENGTH = 40
BLANKS = str.maketrans("", "", " \t\u00a0\u2009\u202f'’")
GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")


class NotANumber(ValueError):
    """The text is no number; `str` says what to write instead."""


def read_number(text: str) -> int | float:
    """Return the number a person typed; raises NotANumber with the reason in words."""
    bare = text.translate(BLANKS).removesuffix("%")
    if len(text) > MAX_LENGTH:
        raise NotANumber("Write a number; this is too long to be one.")
    if GROUPS.fullmatch(bare):
        return _grouped(bare)
    if not PLAIN.fullmatch(bare):
        raise NotANumber("Write a number with digits only, for example 12 or 12.5.")
    return _plain(bare.replace(",", "."))


def _grouped(bare: str) -> int:
    digits = re.sub(r"[.,]", "", bare)
    if len(re.findall(r"[.,]", bare)) == 1:
        raise NotANumber(
            f"“{bare}” can be read in two ways. Write {digits} without a separator, or one decimal less."
        )
    return int(digits)


def _plain(bare: str) -> int | float:
    number = float(bare)
    return int(number) if number.is_integer() else number
