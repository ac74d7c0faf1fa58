"""Whoever silences a check says why beside it, and no test is switched off."""

import io
import re
import tokenize
from collections.abc import Iterator

from tests.architecture.sources import python_files, relative

SILENCES = re.compile(r"noqa|type:\s*ignore|pragma:|fmt:\s*(?:off|skip)|mypy:|ruff:", re.IGNORECASE)
CODES = r"noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[\w, -]+\]|fmt: (?:off|skip)"
WITH_REASON = re.compile(rf"(?:{CODES})\s*(?:-|#|:)\s*\S+(?: \S+)+")
# Taken apart, so that this file does not name what it looks for.
SWITCHED_OFF = re.compile(
    r"pytest\.(?:mark\.)?(?:skip|skipif|xfail|importorskip)\b|unittest\.skip|\.skip" + r"Test\("
)


def unreasoned(path: str, text: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if (
            token.type == tokenize.COMMENT
            and SILENCES.search(token.string)
            and not WITH_REASON.search(token.string)
        ):
            yield f"{path}:{token.start[0]} {token.string}"


def switched_off(path: str, text: str) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME and SWITCHED_OFF.search(token.line):
            yield f"{path}:{token.start[0]} {token.line.strip()}"
            return


def test_silenced_checks_have_reasons() -> None:
    assert [fault for path in python_files() for fault in unreasoned(relative(path), path.read_text())] == []


def test_no_test_is_switched_off() -> None:
    assert [
        fault for path in python_files() for fault in switched_off(relative(path), path.read_text())
    ] == []


def test_a_missing_reason_is_found() -> None:
    hash_sign = "#"
    for bad in (
        "noqa",
        "noqa: E402",
        "type: ignore",
        "type: ignore[arg-type]",
        "pragma: no cover",
        "fmt: off",
    ):
        assert list(unreasoned("a.py", f"x = 1  {hash_sign} {bad}\n")), bad
    for good in ("noqa: E402 - the order is the point", "type: ignore[misc]  # stubs lack this class"):
        assert not list(unreasoned("a.py", f"x = 1  {hash_sign} {good}\n")), good


def test_a_switched_off_test_is_found() -> None:
    for word in ("mark.skip", "mark.xfail", "importorskip", "skip"):
        assert list(switched_off("a.py", f"@pytest.{word}\ndef f(): pass\n")), word
