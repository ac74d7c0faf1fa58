"""One question of a report: both answers, both reasons, and how far they are apart."""

from alignment.domain.answers import SKIPPED, Answer, AnswerState
from alignment.domain.instrument import Item
from alignment.domain.scores import Flag, ItemScore
from alignment.domain.snapshot import SealedSeat
from alignment.facts.pages.words import CERTAINTY_WORDS, answer_words
from reports.documents.clean_text import printable
from reports.documents.round_report import words
from reports.documents.round_report.sources import Sources, who
from reports.documents.round_report.values import ItemLine, Voice

#: Who of the two did not know is nobody's business; a report says only that the fact is open.
OPEN_WORDS = {
    Flag.SHARED_UNKNOWN: "Neither side knows yet",
    Flag.KNOWLEDGE_GAP: "Not known to both sides yet",
}


def item_line(sources: Sources, score: ItemScore) -> ItemLine:
    item = sources.instrument.item[score.item.id]
    difference, word = words.item_words(score)
    business, technology = sources.snapshot.pair
    return ItemLine(
        number=item.number,
        text=item.text,
        voices=(voice(item, score, business), voice(item, score, technology)),
        difference=difference,
        word=word,
    )


def voice(item: Item, score: ItemScore, seat: SealedSeat) -> Voice:
    """What one of the pair said."""
    if score.flag in OPEN_WORDS:
        return Voice(side=seat.side.value, who=who(seat), answer=OPEN_WORDS[score.flag])
    said: Answer = seat.sheet.answers.get(item.id, SKIPPED)
    return Voice(
        side=seat.side.value,
        who=who(seat),
        answer=printable(answer_words(item, state=state_word(said), value=said.value)),
        certainty=CERTAINTY_WORDS.get(said.certainty or 0, ""),
        reason=printable(said.reason),
    )


def state_word(said: Answer) -> str:
    return "empty" if said.state is AnswerState.SKIPPED else said.state.value
