"""How the numbers of a round came about: who answered when, by which formula, from which sealed answers."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from alignment.domain.bands import BANDS, round_half_up
from alignment.domain.findings import BAND_WORDS
from alignment.domain.scores.trace import DISTANCE_RULES
from alignment.facts.pages.gap_topic import Term
from alignment.facts.pages.rounds import moment
from alignment.selectors.gaps import RevealedPair


@dataclass(frozen=True, kw_only=True)
class MethodPage:
    """The method box, the versions, and the calculation of the overall number."""

    dashboard_url: str
    answered: str
    versions: tuple[Term, ...]
    seals: tuple[tuple[str, ...], ...]
    distances: tuple[tuple[str, str], ...]
    bands: tuple[tuple[str, str], ...]
    weights: tuple[tuple[str, ...], ...]
    overall: str
    distance_columns: tuple[str, ...] = ("Format", "Distance")
    band_columns: tuple[str, ...] = ("Difference", "Word")
    weight_columns: tuple[str, ...] = ("Topic", "Difference", "Weight")
    seal_columns: tuple[str, ...] = ("Participant", "Submitted", "Receipt")


def method_page(pair: RevealedPair, *, slug: str) -> MethodPage:
    score, snapshot = pair.score, pair.snapshot
    days = sorted({localtime(seat.submitted_at).date() for seat in pair.pair})
    return MethodPage(
        dashboard_url=reverse("alignment:gaps", args=[slug, pair.round.pk]),
        answered=" and ".join(date_format(day, "j F Y") for day in days),
        versions=(
            Term(term="Questionnaire", value=pair.score.instrument_version),
            Term(term="Scoring version", value=score.scoring_version),
            Term(term="Computed", value=moment(score.computed_at)),
            Term(term="Fingerprint of the sealed answers", value=score.snapshot_sha256),
            Term(term="Fingerprint of what was scored", value=score.input_sha256),
        ),
        seals=tuple(
            (
                f"{seat.name}, {seat.title}" if seat.title else seat.name,
                moment(seat.submitted_at),
                seat.receipt,
            )
            for seat in snapshot.seats
        ),
        distances=tuple((kind.capitalize(), rule) for kind, rule in DISTANCE_RULES.items()),
        bands=tuple((f"from {start:g}", BAND_WORDS[band]) for start, band in BANDS),
        weights=_weights(pair),
        overall=_overall(pair),
    )


def _weights(pair: RevealedPair) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            pair.instrument.topic[topic.id].title,
            "not reported" if topic.gap is None else f"{topic.gap:.2f}",
            f"{topic.importance.weight:g}",
        )
        for topic in pair.scores.topics
    )


def _overall(pair: RevealedPair) -> str:
    overall = pair.scores.overall
    reported = round_half_up(100 * overall.weight_coverage)
    share = f"The reported topics carry {reported} of 100 parts of all importance."
    if overall.gap is None or overall.unweighted is None:
        return f"{share} That is too little for one number; two thirds are needed."
    return f"{share} Weighted by importance: {overall.gap:.2f}. Without weights: {overall.unweighted:.2f}."
