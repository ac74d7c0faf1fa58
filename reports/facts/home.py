"""The words and addresses of the home page."""

from dataclasses import dataclass

from django.urls import reverse

from organizations.models import Organization
from reports.domain.next_step import Step, Target, next_step, standing
from reports.facts.documents import moment
from reports.selectors.home import Home, RoundGlance

#: State of a round -> what its time means.
TIME_WORDS = {"draft": "prepared", "open": "opened", "revealed": "revealed"}


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    title: str
    state_word: str
    kind: str
    people: str
    at: str
    url: str


@dataclass(frozen=True, kw_only=True)
class HomePage:
    standing: str
    step: Step
    step_url: str
    rounds: tuple[RoundLine, ...]
    rounds_url: str


def home_page(home: Home, *, organization: Organization) -> HomePage:
    step = next_step(home.facts)
    return HomePage(
        standing=standing(home.facts),
        step=step,
        step_url=step_url(step, organization),
        rounds=tuple(round_line(round, organization) for round in home.rounds),
        rounds_url=reverse("alignment:rounds", args=[organization.slug]),
    )


def step_url(step: Step, organization: Organization) -> str:
    """The address that a step leads to; empty where there is nothing to do but wait."""
    names = {
        Target.ANSWER: "alignment:answer",
        Target.ROUND: "alignment:round",
        Target.GAPS: "alignment:gaps",
        Target.DOCUMENTS: "reports:documents",
        Target.NEW_ROUND: "alignment:round_new",
        Target.INVITE: "organizations:invite",
    }
    if step.target is Target.NONE:
        return ""
    rest = [step.round_id] if step.round_id else []
    return reverse(names[step.target], args=[organization.slug, *rest])


def round_line(round: RoundGlance, organization: Organization) -> RoundLine:
    page = "alignment:gaps" if round.state == "revealed" else "alignment:round"
    return RoundLine(
        title=round.title,
        state_word=round.state_word,
        kind="ink" if round.state == "open" else "neutral",
        people=round.people or "Nobody yet",
        at=f"{TIME_WORDS[round.state]} {moment(round.at)}",
        url=reverse(page, args=[organization.slug, round.id]),
    )
