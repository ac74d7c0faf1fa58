"""Every application is known to the checks, and its rows point downwards only."""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from tests.architecture.sources import (
    ROOT,
    application_names,
    contract,
    files_of,
    levels,
    pyproject,
    relative,
)

FREE_INSIDE = {"config", "common"}  # the composition root, and a box of tools without business words


def unlisted(applications: set[str], *, linter: dict[str, list[str]], installed: list[str]) -> Iterator[str]:
    """Yield each list in which an application is missing."""
    for name, listed in {**linter, "INSTALLED_APPS": installed}.items():
        wanted = applications - FREE_INSIDE if name == "containers" else applications
        yield from (f"{application} is missing in {name}" for application in sorted(wanted - set(listed)))


def linter_lists() -> dict[str, list[str]]:
    return {
        "root_packages": pyproject()["tool"]["importlinter"]["root_packages"],
        "containers": contract("inside")["containers"],
        "layers": list(levels()),
    }


def upward_keys(rows: Iterable[type[models.Model]], heights: dict[str, int]) -> Iterator[str]:
    """Yield relations from a lower application to a higher one or to a sibling."""
    for model in rows:
        own = model._meta.app_label
        for field in model._meta.get_fields():
            target = field.related_model
            if field.auto_created or not isinstance(target, type):
                continue
            label = target._meta.app_label
            if label != own and heights.get(label, -1) >= heights[own]:
                yield f"{model.__name__}.{field.name} points from {own} to {label}"


def test_every_application_is_listed_everywhere() -> None:
    assert {"config", "common", "organizations"} <= application_names()
    assert list(unlisted(application_names(), linter=linter_lists(), installed=settings.INSTALLED_APPS)) == []


def test_siblings_never_import_each_other() -> None:
    heights = levels()
    assert heights.get("pilots", heights["alignment"]) == heights["alignment"]


def test_rows_point_downwards() -> None:
    ours = [model for model in apps.get_models() if model._meta.app_label in levels()]
    assert len(ours) > 3
    assert list(upward_keys(ours, levels())) == []


def test_a_missing_application_is_found() -> None:
    lists = {"root_packages": ["config"], "containers": [], "layers": ["config", "pilots"]}
    found = list(unlisted({"config", "pilots"}, linter=lists, installed=["config"]))
    assert found == [
        "pilots is missing in root_packages",
        "pilots is missing in containers",
        "pilots is missing in INSTALLED_APPS",
    ]


def test_an_upward_key_is_found() -> None:
    ours = [model for model in apps.get_models() if model._meta.app_label in levels()]
    upside_down = {name: -height for name, height in levels().items()}
    assert list(upward_keys(ours, {name: height + 10 for name, height in upside_down.items()}))


def copy_with_plants(target: Path, plants: dict[str, str]) -> None:
    """Copy the applications' Python files and add some that break the rules."""
    shutil.copy(ROOT / "pyproject.toml", target)
    for path in files_of(".py"):
        if relative(path).split("/")[0] in application_names():
            (target / relative(path)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target / relative(path))
    for name, text in plants.items():
        with (target / name).open("a") as file:
            file.write(text)


def broken_contracts(folder: Path) -> set[str]:
    program = Path(sys.executable).with_name("lint-imports")
    finished = subprocess.run([program, "--no-cache"], cwd=folder, stdout=subprocess.PIPE, text=True)
    return {line.removesuffix(" BROKEN") for line in finished.stdout.splitlines() if line.endswith(" BROKEN")}


def test_each_import_contract_finds_its_planted_breach(tmp_path: Path) -> None:
    plants = {
        "common/apps.py": "\nimport organizations.models\n",
        "organizations/utils.py": '"""No layer."""\n',
        "organizations/domain/dice.py": '"""Not plain."""\n\nimport django.db\n',
        "organizations/tasks.py": '"""Knows models."""\n\nimport organizations.models\n',
        "config/urls.py": "\nimport weasyprint\n",
    }
    copy_with_plants(tmp_path, plants)
    assert broken_contracts(tmp_path) == {
        entry["name"] for entry in pyproject()["tool"]["importlinter"]["contracts"]
    }
