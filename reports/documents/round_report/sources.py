"""What a round report is made of."""

from dataclasses import dataclass

from alignment.domain.findings import Findings
from alignment.domain.instrument import Instrument
from alignment.domain.scores import PairScores, TopicScore
from alignment.domain.snapshot import RoundSnapshot, SealedSeat
from alignment.domain.states import PairState
from alignment.domain.visibility import VisibleScores
from alignment.facts.gap_charts import by_priority
from common.charts import Names
from reports.documents.clean_text import printable


@dataclass(frozen=True, kw_only=True)
class Sources:
    """What a report is made of: only what a document may show to anybody who may read results."""

    organization: str
    instrument: Instrument
    snapshot: RoundSnapshot
    visible: VisibleScores
    findings: Findings
    scoring_version: str
    input_sha256: str
    snapshot_sha256: str

    @property
    def scores(self) -> PairScores:
        return self.visible.scores

    @property
    def ordered(self) -> tuple[TopicScore, ...]:
        return by_priority(self.scores)

    def state(self, topic: TopicScore) -> PairState | None:
        return self.visible.pair_states.get(topic.id)

    def title(self, topic: TopicScore) -> str:
        return self.instrument.topic[topic.id].title

    @property
    def names(self) -> Names:
        business, technology = self.snapshot.pair
        return Names(first=who(business), second=who(technology))


def who(seat: SealedSeat) -> str:
    """How a person is called beside an answer: by office, else by name."""
    return printable(seat.title or seat.name, limit=60)
