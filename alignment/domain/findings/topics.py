"""What there is to say about one topic of a pair."""

from dataclasses import dataclass

from ..bands import DIFFERENT_FROM, Band, reaches
from ..formats import RANDOM_GAP
from ..instrument import Instrument, Item, Tag, Topic
from ..scores import Flag, ItemScore, PairScores, TopicScore
from ..states import PairState, State
from .words import (
    ADVICE,
    CLOSE_BUT_UNSETTLED,
    MUST_AGREE,
    NOT_ENOUGH,
    OFF_PREDICTION_SENTENCES,
    STATE_SENTENCES,
    UNPREDICTED_SENTENCES,
    WIDER_THAN_RANDOM,
    counted,
    distance_in_words,
)

#: Topics that rest on fewer scored items are prompts for a talk, not results (measurement.md 8).
RESULT_FROM_ITEMS = 4


@dataclass(frozen=True, kw_only=True)
class ItemFinding:
    """One item with its distance in words."""

    item: str
    number: str
    text: str
    tag: Tag
    gap: float | None
    distance: str
    advice: str


@dataclass(frozen=True, kw_only=True)
class TopicFinding:
    """One topic with what the pair may read about it; holds nothing that is private to one of the two."""

    topic: str
    title: str
    noun: str
    gap: float | None
    band: Band | None
    state: PairState | None
    #: The state in words, or that there are not enough answers.
    sentence: str
    #: What to ask in the talk, by the tag of the item with the widest gap.
    advice: str
    #: "Based on 2 questions", beside the state.
    basis: str
    must_agree_flag: bool
    is_prompt_only: bool
    priority: float | None
    #: Remarks that go with the gap: wider than random, must be settled.
    notes: tuple[str, ...]
    #: At least one of the two did not expect the agreement.
    is_hidden_agreement: bool
    widest: ItemFinding | None

    @property
    def is_different(self) -> bool:
        return self.gap is not None and reaches(self.gap, DIFFERENT_FROM)


def topic_findings(instrument: Instrument, scores: PairScores) -> tuple[TopicFinding, ...]:
    """One finding per topic, in the order of the instrument."""
    return tuple(_finding(instrument.topic[score.id], score) for score in scores.topics)


def _finding(topic: Topic, score: TopicScore) -> TopicFinding:
    items = {item.id: item for item in topic.items}
    scored = [item for item in score.items if item.gap is not None]
    widest = max(scored, key=lambda item: item.gap or 0, default=None)
    finding = item_finding(items[widest.item.id], widest) if widest else None
    return TopicFinding(
        topic=topic.id,
        title=topic.title,
        noun=topic.noun,
        gap=score.gap,
        band=score.band,
        state=score.pair_state,
        sentence=_sentence(score),
        advice=finding.advice if finding else "",
        basis=_basis(score),
        must_agree_flag=score.must_agree_flag,
        is_prompt_only=score.scored < RESULT_FROM_ITEMS,
        priority=score.priority,
        notes=_notes(score),
        is_hidden_agreement=_is_hidden_agreement(score),
        widest=finding,
    )


def item_finding(item: Item, score: ItemScore) -> ItemFinding:
    """What there is to say about one item."""
    return ItemFinding(
        item=item.id,
        number=item.number,
        text=item.text,
        tag=item.tag,
        gap=score.gap,
        distance=distance_in_words(item, score),
        advice=ADVICE[item.tag],
    )


def _sentence(score: TopicScore) -> str:
    if score.gap is None:
        return NOT_ENOUGH
    is_different = reaches(score.gap, DIFFERENT_FROM)
    if score.must_agree_flag and not is_different:
        return CLOSE_BUT_UNSETTLED
    if score.pair_state is None:
        return UNPREDICTED_SENTENCES[is_different]
    if is_different != _differs_where_predicted(score):
        return OFF_PREDICTION_SENTENCES[is_different]
    return STATE_SENTENCES[is_different, score.pair_state]


def _differs_where_predicted(score: TopicScore) -> bool:
    """Whether the answers differ on the items that one of the two has predicted."""
    different = (State.HIDDEN_DIFFERENCE, State.KNOWN_DIFFERENCE)
    return score.view_a.state in different or score.view_b.state in different


def _is_hidden_agreement(score: TopicScore) -> bool:
    views = (score.view_a.state, score.view_b.state)
    return State.HIDDEN_AGREEMENT in views and not _differs_where_predicted(score)


def _basis(score: TopicScore) -> str:
    if score.pair_state is None:
        return ""
    return f"Based on {counted(min(score.view_a.based_on, score.view_b.based_on), 'question')}."


def _notes(score: TopicScore) -> tuple[str, ...]:
    notes = []
    if score.must_agree_flag:
        notes.append(MUST_AGREE)
    if score.gap is not None and score.gap > RANDOM_GAP and not reaches(RANDOM_GAP, score.gap):
        notes.append(WIDER_THAN_RANDOM)
    return tuple(notes)


def open_facts(instrument: Instrument, scores: PairScores) -> tuple[ItemFinding, ...]:
    """Items that one or both do not know: facts first, because somebody can look them up."""
    unknown = [score for score in scores.items if score.flag in (Flag.KNOWLEDGE_GAP, Flag.SHARED_UNKNOWN)]
    found = [item_finding(instrument.item[score.item.id], score) for score in unknown]
    return tuple(sorted(found, key=lambda finding: finding.tag is not Tag.FACT))
