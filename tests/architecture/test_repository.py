"""Nothing in the repository belongs to one machine, and the locked versions are the ones we rely on."""

import re
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

from tests.architecture.sources import ROOT, files_of, pyproject, relative, tracked_files

# Written with classes of one letter, so that this file does not contain what it looks for.
MACHINE = re.compile(
    r"index[-]url|index[-]strategy|find[-]links (?!$)|pypi[.]org|pythonhosted[.]|registry[.]npm|deb[.]debian|"
    r"(?<![\w.$}/-])/(?:work|root|home)/[\w.]|(?<![\w.$}/-])/tm[p]/[a-z]|/opt/(?:pypi|wheels)"
)
REMOTE_STYLE = re.compile(r"""@import\s+(?:url\()?\s*["']?\s*(?:https?:)?//|url\(\s*["']?\s*(?:https?:)?//""")
MINIMUM = {"weasyprint": "70", "django": "5.2.19"}  # older ones have known holes


def lines_with(pattern: re.Pattern[str], path: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.search(line):
            yield f"{path}:{number} {line.strip()[:120]}"


def texts() -> Iterator[tuple[str, str]]:
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" not in content[:1024]:
            yield relative(path), content.decode()


def locked(path: Path) -> dict[str, Version]:
    found = re.findall(r"^([\w.-]+)==(\S+)", path.read_text(), re.MULTILINE)
    return {name: Version(version) for name, version in found}


def unmet(wanted: list[str], versions: dict[str, Version]) -> list[str]:
    requirements = [Requirement(text) for text in wanted]
    return [
        str(requirement)
        for requirement in requirements
        if requirement.name.lower() not in versions
        or not requirement.specifier.contains(versions[requirement.name.lower()])
    ]


def test_no_file_names_a_registry_or_a_place_of_one_machine() -> None:
    assert [fault for path, text in texts() for fault in lines_with(MACHINE, path, text)] == []


def test_styles_load_nothing_from_elsewhere() -> None:
    styles = files_of(".css")
    assert styles
    assert [
        fault for path in styles for fault in lines_with(REMOTE_STYLE, relative(path), path.read_text())
    ] == []


def test_the_locks_fit_what_pyproject_asks_for() -> None:
    wanted = pyproject()["project"]["dependencies"]
    development = pyproject()["dependency-groups"]["dev"]
    assert unmet(wanted, locked(ROOT / "requirements.txt")) == []
    assert unmet(wanted + development, locked(ROOT / "requirements-dev.txt")) == []


def test_no_locked_version_is_below_the_safe_minimum() -> None:
    versions = locked(ROOT / "requirements.txt")
    assert [name for name, minimum in MINIMUM.items() if versions[name] < Version(minimum)] == []
    assert versions["django"] < Version("5.3")


def test_both_locks_agree() -> None:
    smaller, larger = locked(ROOT / "requirements.txt"), locked(ROOT / "requirements-dev.txt")
    assert {name: version for name, version in smaller.items() if larger.get(name) != version} == {}


def test_each_fault_is_found() -> None:
    tmp, root = "/tm" + "p/x", "/ro" + "ot/x"
    for bad in (f"open('{tmp}')", f"cd {root}", "--index" + "-url x", "https://pypi" + ".org/simple"):
        assert list(lines_with(MACHINE, "a", bad)), bad
    for good in ("static/work/x", "/o/<slug>/work/", "https://example.org/home/page"):
        assert not list(lines_with(MACHINE, "a", good)), good
    assert list(lines_with(REMOTE_STYLE, "a", '@import "https://fonts.example/x.css"'))
    assert list(lines_with(REMOTE_STYLE, "a", "src: url(//cdn.example/x.woff2)"))
    assert not list(lines_with(REMOTE_STYLE, "a", 'src: url("../fonts/inter.woff2")'))


def test_a_stale_lock_is_found() -> None:
    versions = {"weasyprint": Version("69.1")}
    assert unmet(["weasyprint>=70"], versions) == ["weasyprint>=70"]
    assert unmet(["missing"], versions) == ["missing"]
    assert unmet(["weasyprint>=69"], versions) == []
