"""What of a stored sheet can be scored: values that their format refuses count as skipped."""

from dataclasses import replace

from ..answers import NOT_PREDICTED, SKIPPED, Answer, AnswerState, Prediction, PredictionState, Sheet
from ..formats import AnyFormat
from .plan import Plan


def readable_sheet(plan: Plan, sheet: Sheet) -> Sheet:
    """The sheet with every value that its item's format refuses turned into a skipped one."""
    formats = {item.id: item.format for item in plan.items}
    return replace(
        sheet,
        answers={
            item: _answer(formats[item], answer) for item, answer in sheet.answers.items() if item in formats
        },
        predictions={
            item: _prediction(formats[item], prediction)
            for item, prediction in sheet.predictions.items()
            if item in formats
        },
    )


def _answer(expected: AnyFormat, answer: Answer) -> Answer:
    is_readable = answer.state is not AnswerState.VALUE or expected.fault(answer.value) is None
    return answer if is_readable else SKIPPED


def _prediction(expected: AnyFormat, prediction: Prediction) -> Prediction:
    is_readable = prediction.state is not PredictionState.VALUE or expected.fault(prediction.value) is None
    return prediction if is_readable else NOT_PREDICTED
