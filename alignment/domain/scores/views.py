"""How well one leader foresaw the other on a topic; private to that leader but for the state of the pair."""

from collections.abc import Iterable
from typing import NamedTuple

from ..bands import reaches
from ..states import State, state_of
from .items import ItemView

#: Below this mean gap there was nothing to foresee: assuming "like me" is as good as insight.
INSIGHT_FROM = 15.0


class TopicView(NamedTuple):
    """Means over the items that both answered and this leader predicted; None where there are none."""

    expected: float | None = None
    surprise: float | None = None
    state: State | None = None
    #: Above 0: better than assuming that the other thinks like oneself.
    insight: float | None = None
    based_on: int = 0


NO_VIEW = TopicView()


def view_of(items: Iterable[tuple[float | None, ItemView]]) -> TopicView:
    """One leader's view from (gap, that leader's expectation) of each predicted item."""
    count, gaps, all_expected, all_surprise = 0, 0.0, 0.0, 0.0
    for gap, (expected, surprise) in items:
        if gap is not None and expected is not None and surprise is not None:
            count += 1
            gaps += gap
            all_expected += expected
            all_surprise += surprise
    if not count:
        return NO_VIEW
    return TopicView(
        expected=all_expected / count,
        surprise=all_surprise / count,
        state=state_of(difference=gaps / count, expected=all_expected / count),
        insight=1 - all_surprise / gaps if reaches(gaps / count, INSIGHT_FROM) else None,
        based_on=count,
    )
