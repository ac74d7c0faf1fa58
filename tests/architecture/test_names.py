"""Names say what a thing is; words that fit everything say nothing."""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from tests.architecture.sources import parsed, relative, tracked_files

EMPTY_WORDS = {"util", "utils", "helper", "helpers", "misc", "manager", "info", "process", "handle"}
# "data" may begin a name, as in "data assessment", but a thing is not called data.
EMPTY_ENDINGS = {"data"}


def words(name: str) -> list[str]:
    """Split snake_case and CamelCase into lower-case words."""
    return [word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name)]


def is_empty(name: str) -> bool:
    parts = words(name)
    return bool(EMPTY_WORDS & set(parts)) or bool(parts and parts[-1] in EMPTY_ENDINGS)


def extends_django(path: str, node: ast.stmt) -> bool:
    """Tell whether a class extends Django's own managers, whose name it keeps: only models have those."""
    return "models" in path and isinstance(node, ast.ClassDef) and node.name.endswith("Manager")


def top_level_names(path: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if not extends_django(path, node) and not node.name.startswith("test_"):
                yield node.lineno, node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((node.lineno, target.id) for target in targets if isinstance(target, ast.Name))


def empty_names(path: str, tree: ast.Module) -> Iterator[str]:
    yield from (f"{path}:{line} {name}" for line, name in top_level_names(path, tree) if is_empty(name))


def test_files_have_telling_names() -> None:
    names = [relative(path) for path in tracked_files() if not relative(path).startswith("tests/data/")]
    assert [
        name
        for name in names
        if any(is_empty(PurePosixPath(part).stem) for part in PurePosixPath(name).parts)
    ] == []


def test_functions_classes_and_constants_have_telling_names() -> None:
    assert [fault for path, tree in parsed() for fault in empty_names(path, tree)] == []


def test_an_empty_name_is_found() -> None:
    for name in (
        "utils",
        "string_helpers",
        "PilotManager",
        "process_answers",
        "handle",
        "get_data",
        "round_info",
    ):
        assert is_empty(name), name
    for name in ("data_assessment", "DATA_DIR", "processes", "handlers", "information"):
        assert not is_empty(name), name


def test_an_empty_top_level_name_is_found_and_a_django_manager_is_not() -> None:
    planted = "def process(x): pass\nclass RoundInfo: pass\nround_data: int = 1\nclass PilotManager: pass\n"
    assert len(list(empty_names("a.py", ast.parse(planted)))) == 4
    assert not list(empty_names("a/models/b.py", ast.parse("class ScopedManager(models.Manager): pass")))
