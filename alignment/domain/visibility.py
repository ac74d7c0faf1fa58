"""What of revealed answers stays with one person: predictions, what follows from them, who did not know."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .answers import SKIPPED, Answer, AnswerState, Sheet
from .scores import Flag, ItemScore, PairScores, TopicScore, TopicView
from .snapshot import RoundSnapshot, SealedSeat
from .states import PairState

_DONT_KNOW = AnswerState.DONT_KNOW


@dataclass(frozen=True, kw_only=True)
class VisibleScores:
    """The scores of a pair as one reader may see them."""

    #: Views of others are emptied; in a knowledge gap only one's own answer is left.
    scores: PairScores
    #: Topic id -> the state of the pair, computed before the views were emptied.
    pair_states: Mapping[str, PairState | None]


def visible_scores(scores: PairScores, *, seat: str | None) -> VisibleScores:
    """Leave out what is private, but for the holder of `seat`; None is the strictest form, for documents."""
    return VisibleScores(
        scores=replace(scores, topics=tuple(_topic(topic, scores, seat) for topic in scores.topics)),
        pair_states={topic.id: topic.pair_state for topic in scores.topics},
    )


def _topic(topic: TopicScore, scores: PairScores, seat: str | None) -> TopicScore:
    shared = topic.view_a.state is topic.view_b.state
    return topic._replace(
        items=tuple(_item(item, scores, seat) for item in topic.items),
        view_a=topic.view_a if seat == scores.a else _public_view(topic.view_a, is_shared=shared),
        view_b=topic.view_b if seat == scores.b else _public_view(topic.view_b, is_shared=shared),
    )


def _public_view(view: TopicView, *, is_shared: bool) -> TopicView:
    """Which of the two sees it is private; a state that both are in is the state of the pair."""
    return TopicView(state=view.state if is_shared else None, based_on=view.based_on)


def _item(item: ItemScore, scores: PairScores, seat: str | None) -> ItemScore:
    is_a, is_b = seat == scores.a, seat == scores.b
    is_private = item.flag is Flag.KNOWLEDGE_GAP
    return item._replace(
        a=SKIPPED if is_private and not is_a else item.a,
        b=SKIPPED if is_private and not is_b else item.b,
        view_a=item.view_a if is_a else None,
        view_b=item.view_b if is_b else None,
    )


def visible_snapshot(snapshot: RoundSnapshot, *, seat: str | None) -> RoundSnapshot:
    """The snapshot without others' predictions and without who of them did not know.

    Where one of the pair did not know, a reader who is not of the pair sees neither answer: the one left over
    would tell.
    """
    business, technology = snapshot.pair
    hidden = (
        _knowledge_gaps(business.sheet, technology.sheet)
        if seat not in (business.id, technology.id)
        else set()
    )
    pair = (business.id, technology.id)
    return replace(
        snapshot,
        seats=tuple(
            other if other.id == seat else _public_seat(other, hidden if other.id in pair else set())
            for other in snapshot.seats
        ),
    )


def _public_seat(seat: SealedSeat, hidden: set[str]) -> SealedSeat:
    answers = {
        item: answer
        for item, answer in seat.sheet.answers.items()
        if answer.state is not _DONT_KNOW and item not in hidden
    }
    return replace(seat, sheet=replace(seat.sheet, answers=answers, predictions={}))


def _knowledge_gaps(a: Sheet, b: Sheet) -> set[str]:
    """Items on which exactly one of the two said "I don't know"."""
    return {item for item in a.answers.keys() | b.answers.keys() if _knows(a, item) is not _knows(b, item)}


def _knows(sheet: Sheet, item: str) -> bool:
    answer: Answer = sheet.answers.get(item, SKIPPED)
    return answer.state is not _DONT_KNOW
