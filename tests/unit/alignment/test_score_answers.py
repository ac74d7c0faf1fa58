"""The command: scores on standard output, or faults on standard error and exit code 2."""

import copy
import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.unit.alignment.drawing import EXAMPLE


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("score_answers", *arguments, stdout=out, stderr=err)
    except SystemExit as stop:
        return int(str(stop.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_the_command_prints_the_scores(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(EXAMPLE["input"]), encoding="utf-8")
    code, out, err = run(str(file))
    assert (code, json.loads(out), err) == (0, EXAMPLE["output"], "")


def test_the_command_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(EXAMPLE["input"]).encode())))
    assert json.loads(run("-")[1]) == EXAMPLE["output"]


def test_the_command_refuses_with_two_and_prints_nothing(tmp_path: Path) -> None:
    document = copy.deepcopy(EXAMPLE["input"]) | {"x": 1}
    document["respondents"][0]["answers"]["d.3"]["value"] = 6
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    code, out, err = run(str(file))
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        "respondents[0].answers.d.3.value: must be a whole number from 1 to 5",
        "x: is not known here; known are items, respondents",
    ]


@pytest.mark.parametrize("name", ["nothing-here.json", "."])
def test_the_command_refuses_what_it_cannot_read(name: str, tmp_path: Path) -> None:
    code, out, err = run(str(tmp_path / name))
    assert (code, out) == (2, "")
    assert err.startswith("file: cannot be read: ")
    assert err.count("\n") == 1


def test_the_command_refuses_what_is_no_name() -> None:
    assert run("a\0b") == (2, "", "file: cannot be read: that is not a file name\n")
