"""How the figures came about: formula, versions, n, coverage, and the sentence that ends every report."""

from collections.abc import Iterable
from datetime import UTC, datetime

from alignment.domain.bands import round_half_up
from alignment.domain.scores import PairScores
from alignment.domain.snapshot import SealedSeat
from organizations.domain.sides import SIDE_LABELS
from reports.documents.round_report.sources import Sources
from reports.documents.round_report.values import Term


def method(sources: Sources) -> tuple[Term, ...]:
    """Formula, version, n, coverage: everything needed to compute the figures again."""
    scores = sources.scores
    eligible = sum(item.is_eligible for item in scores.items)
    scored = sum(item.is_scored for item in scores.items)
    reported = sum(topic.gap is not None for topic in scores.topics)
    return (
        Term(
            term="Formula",
            value="Difference of a question = 40 × distance of the two answers ÷ mean distance of random "
            "answers, at most 100. 0 is the same answer, 40 as far apart as two random answers, 80 and more "
            "opposed. A topic is the mean of its questions.",
        ),
        Term(term="Bands", value="Aligned below 15, minor below 30, notable below 50, wide from 50."),
        Term(
            term="Versions",
            value=f"Scoring {sources.scoring_version}, questionnaire {sources.snapshot.instrument_label}.",
        ),
        Term(term="Respondents", value=respondents(sources.snapshot.seats)),
        Term(
            term="Coverage",
            value=f"{scored} of {eligible} questions that apply were answered by both; "
            f"{reported} of {len(scores.topics)} topics have enough of them (two, and half of the topic).",
        ),
        Term(term="Over all topics", value=overall(scores)),
        Term(
            term="Source",
            value=f"Answers SHA-256 {sources.snapshot_sha256}; scores from {sources.input_sha256}.",
        ),
    )


def overall(scores: PairScores) -> str:
    """The one number belongs here, at the end, with what it cannot say."""
    gap = scores.overall.gap
    if gap is None:
        return "Not reported: the topics with enough answers carry less than two thirds of the importance."
    return (
        f"Mean difference {round_half_up(gap)}, weighted by importance. It describes no topic; "
        "read the topics instead."
    )


def respondents(seats: Iterable[SealedSeat]) -> str:
    seats = tuple(seats)
    each = [
        f"{sum(seat.side.value == side for seat in seats)} {label.lower()}"
        for side, label in SIDE_LABELS.items()
    ]
    return f"n = {len(seats)} ({', '.join(each)}). The figures are those of the first named of each side."


def disclaimer(pair: tuple[SealedSeat, SealedSeat]) -> str:
    """The sentence that ends every document about people's answers."""
    dates = sorted({seat.submitted_at.astimezone(UTC).date() for seat in pair})
    said = " and ".join(f"{day.day} {day:%B %Y}" for day in dates)
    return f"These figures describe answers given on {said}; they are not a test of either person."


def moment(at: datetime) -> str:
    at = at.astimezone(UTC)
    return f"{at.day} {at:%B %Y, %H:%M} UTC"
