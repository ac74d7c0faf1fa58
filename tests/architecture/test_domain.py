"""Rules in domain/ see neither clock nor chance nor the outside world."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import parsed

IMPURE_CALLS = {"now", "today", "utcnow", "open", "input", "print", "uuid4", "uuid1", "urandom", "getenv"}
IMPURE_CALLS |= {"read_text", "write_text", "read_bytes", "write_bytes"}


def impure_calls(path: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            if name in IMPURE_CALLS:
                yield f"{path}:{node.lineno} calls {name}()"


def test_domains_are_pure() -> None:
    domains = [(path, tree) for path, tree in parsed() if path.split("/")[1:2] == ["domain"]]
    assert domains
    assert [fault for path, tree in domains for fault in impure_calls(path, tree)] == []


def test_an_impure_call_is_found() -> None:
    for call in ("datetime.now(UTC)", "date.today()", "open('x')", "uuid4()", "path.read_text()"):
        assert list(impure_calls("a/domain/b.py", ast.parse(f"x = {call}"))), call
    assert not list(impure_calls("a/domain/b.py", ast.parse("x = sorted(facts)")))
