"""The receipt of a sheet: the same answers give the same hash, any other answer another one."""

from dataclasses import replace

import pytest
from hypothesis import given

from alignment.domain.answers import Answer, AnswerState, Prediction, Sheet, Side
from alignment.domain.canonical import canonical_bytes, receipt, snapshot_hash
from tests.unit.alignment.drawing import sheet_of, sheets

SHEET = Sheet(
    respondent="ceo",
    side=Side.BUSINESS,
    answers={
        "b": Answer(value=12.0, certainty=2, reason="Größe"),
        "a": Answer(state=AnswerState.DONT_KNOW),
        "c": Answer(state=AnswerState.SKIPPED),
    },
    predictions={"b": Prediction(value=[1, 2])},
    importance={"topic": 4},
)


def test_the_bytes_are_fixed() -> None:
    assert canonical_bytes(SHEET, instrument="leadership-1") == (
        b'{"answers":{"a":{"state":"dont_know"},'
        b'"b":{"certainty":2,"reason":"Gr\\u00f6\\u00dfe","state":"value","value":12}},'
        b'"canonical":1,"importance":{"topic":4},"instrument":"leadership-1",'
        b'"predictions":{"b":{"state":"value","value":[1,2]}},"respondent":"ceo","side":"business"}'
    )


def test_the_receipt_ignores_what_is_no_answer() -> None:
    turned = replace(
        SHEET,
        answers={"a": SHEET.answers["a"], "b": replace(SHEET.answers["b"], value=12)},
        predictions={"b": Prediction(value=(1, 2))},
    )
    assert receipt(turned, instrument="x") == receipt(SHEET, instrument="x")
    assert len(receipt(SHEET, instrument="x")) == 64


@pytest.mark.parametrize(
    "changed",
    [
        replace(SHEET, respondent="cto"),
        replace(SHEET, side=Side.TECHNOLOGY),
        replace(SHEET, importance={"topic": 5}),
        replace(SHEET, predictions={}),
        replace(SHEET, answers=dict(SHEET.answers) | {"b": Answer(value=12.5, certainty=2, reason="Größe")}),
        replace(SHEET, answers=dict(SHEET.answers) | {"b": Answer(value=12, certainty=1, reason="Größe")}),
        replace(SHEET, answers=dict(SHEET.answers) | {"b": Answer(value=12, certainty=2)}),
        replace(SHEET, answers=dict(SHEET.answers) | {"a": Answer(state=AnswerState.NOT_APPLICABLE)}),
    ],
)
def test_every_answer_moves_the_receipt(changed: Sheet) -> None:
    assert receipt(changed, instrument="x") != receipt(SHEET, instrument="x")
    assert receipt(SHEET, instrument="x") != receipt(SHEET, instrument="y")


@given(sheets("ceo", Side.BUSINESS), sheets("cto", Side.TECHNOLOGY))
def test_a_snapshot_does_not_depend_on_the_order_of_sheets(a: Sheet, b: Sheet) -> None:
    there = snapshot_hash([a, b], instrument="x", scoring_version="1")
    assert there == snapshot_hash([b, a], instrument="x", scoring_version="1")
    assert there != snapshot_hash([a, b], instrument="x", scoring_version="2")
    assert there != snapshot_hash([a], instrument="x", scoring_version="1")


def test_what_is_no_value_has_no_receipt() -> None:
    with pytest.raises(TypeError, match="dict"):
        receipt(sheet_of([{"a": 1}]), instrument="x")
