"""Scores from snapshots: stored once a version, equal to score_answers, and exported by the operator."""

import json
from collections.abc import Iterator
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from alignment import access, tasks
from alignment.domain.score_file import score_file, score_output
from alignment.models import GapScore, Round
from alignment.services import scoring
from organizations.access import organization_scope
from organizations.models import Organization
from tests.factories.alignment import Pattern, make_open_round, make_revealed_round

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def scope(organization: Organization) -> Iterator[None]:
    with organization_scope(organization):
        yield


@pytest.fixture
def revealed(organization: Organization) -> Round:
    return make_revealed_round(organization=organization, is_scored=False)


def exported(round: Round) -> str:
    out = StringIO()
    call_command("export_round", str(round.pk), stdout=out)
    return out.getvalue()


def test_a_score_names_what_it_was_computed_from(revealed: Round) -> None:
    row = scoring.score_round(round_id=revealed.pk)
    assert (row.scoring_version, row.instrument_version) == ("1", "leadership-1")
    assert len(row.input_sha256) == 64
    assert set(row.content) == {"scores", "trace"}
    assert len(row.content["trace"]) == 54


def test_scoring_again_is_the_same_row(revealed: Round) -> None:
    first = scoring.score_round(round_id=revealed.pk)
    tasks.score_round(subject_id=revealed.pk, job_id=uuid4())
    assert GapScore.unguarded.count() == 1
    assert scoring.score_round(round_id=revealed.pk).pk == first.pk


def test_a_round_that_is_not_revealed_is_not_scored(organization: Organization) -> None:
    round = make_open_round(organization=organization)
    with pytest.raises(PermissionError):
        scoring.score_round(round_id=round.pk)


@pytest.mark.parametrize("form", ["full", "short"])
def test_the_page_s_scores_equal_those_of_score_answers(organization: Organization, form: str) -> None:
    round = make_revealed_round(organization=organization, form=form, patterns=(Pattern.LOW, Pattern.VARIED))
    leader = round.loaded_seats[0].membership
    scores = access.readable_score_or_404(round=round, membership=leader).visible.scores
    output = score_file(exported(round).encode())
    expected = score_output(scores)
    assert output["items"] == expected["items"]
    assert output["overall"] == expected["overall"]
    own = scores.a
    for topic, found in output["topics"].items():
        assert found["views"][own] == expected["topics"][topic]["views"][own]
        assert {**found, "views": None} == {**expected["topics"][topic], "views": None}


def test_the_export_refuses_before_the_reveal(organization: Organization) -> None:
    round = make_open_round(organization=organization)
    with pytest.raises(CommandError, match="no revealed round"):
        exported(round)


def test_the_export_is_the_input_of_score_answers(revealed: Round) -> None:
    document = json.loads(exported(revealed))
    assert [respondent["side"] for respondent in document["respondents"]] == ["business", "technology"]
    assert len(document["items"]) == 54


def test_rescoring_appends_what_is_missing_and_nothing_twice(
    organization: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    for title in ("One", "Two"):
        make_revealed_round(organization=organization, title=title)
    make_open_round(organization=organization)

    def rescored() -> str:
        out = StringIO()
        call_command("rescore_rounds", stdout=out)
        return out.getvalue().strip()

    assert rescored() == "0 rounds scored."
    monkeypatch.setattr("alignment.services.scoring.SCORING_VERSION", "2")
    assert rescored() == "2 rounds scored."
    assert rescored() == "0 rounds scored."
    assert sorted(GapScore.unguarded.values_list("scoring_version", flat=True)) == ["1", "1", "2", "2"]
