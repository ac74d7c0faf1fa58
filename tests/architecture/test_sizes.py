"""No function, view, file or template grows past what a stranger reads in a minute."""

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.architecture.sources import files_of, parsed, relative

FUNCTION, VIEW, FILE, TEMPLATE = 50, 25, 400, 120
Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_view(path: str, function: Function) -> bool:
    folder_or_stem = {*PurePosixPath(path).parts[:-1], PurePosixPath(path).stem}
    arguments = function.args.args
    return "views" in folder_or_stem and bool(arguments) and arguments[0].arg == "request"


def long_functions(path: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            limit = VIEW if is_view(path, node) else FUNCTION
            if lines > limit:
                yield f"{path}:{node.lineno} {node.name} has {lines} lines, {limit} are allowed"


def long_file(path: str, lines: int) -> str | None:
    limit = TEMPLATE if path.startswith("templates/") else FILE
    return f"{path} has {lines} lines, {limit} are allowed" if lines > limit else None


def test_functions_and_views_are_short() -> None:
    assert [fault for path, tree in parsed() for fault in long_functions(path, tree)] == []


def test_files_and_templates_are_short() -> None:
    paths = [
        path for path in files_of(".py", ".html", ".txt", ".css", ".js") if "requirements" not in path.name
    ]
    counted = [(relative(path), len(path.read_text().splitlines())) for path in paths]
    assert [fault for path, lines in counted if (fault := long_file(path, lines))] == []


def test_a_long_function_is_found() -> None:
    body = "    x = 1\n" * FUNCTION
    assert list(long_functions("a/services.py", ast.parse(f"def f():\n{body}")))
    assert not list(long_functions("a/services.py", ast.parse(f"def f():\n{body[10:]}")))


def test_a_long_view_is_found() -> None:
    tree = ast.parse("def page(request):\n" + "    x = 1\n" * VIEW)
    assert list(long_functions("alignment/views/rounds.py", tree))
    assert list(long_functions("alignment/views.py", tree))
    assert not list(long_functions("alignment/services.py", tree))


def test_a_long_file_is_found() -> None:
    assert long_file("a/b.py", FILE + 1)
    assert not long_file("a/b.py", FILE)
    assert long_file("templates/a.html", TEMPLATE + 1)
    assert not long_file("templates/a.html", TEMPLATE)
