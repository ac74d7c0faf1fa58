"""The charts of a round report, drawn for paper."""

from alignment.facts.gap_charts import importance_matrix, state_grid, topic_dumbbell
from common.charts import PRINT, render
from reports.documents.round_report.sources import Sources
from reports.documents.round_report.values import Figure

#: A4 with the margins of the report leaves this many CSS pixels for one chart.
CHART_HEIGHT = 820.0


def topics_figure(sources: Sources) -> Figure:
    chart = topic_dumbbell(
        instrument=sources.instrument,
        topics=sources.ordered,
        names=sources.names,
        title="Mean answer of each side by topic, largest priority first",
    )
    parts = chart.parts(geometry=PRINT, max_height=CHART_HEIGHT)
    return Figure(
        id="figure-topics",
        title="All topics, most urgent first",
        finding="The longer the line between the two marks, the further apart the two sides are on average.",
        svg=tuple(render(part, geometry=PRINT) for part in parts),
        source="The figure at the right counts the distance on every question of the topic. It can be larger "
        "than the line suggests: opposite differences on two questions cancel out in an average position.",
    )


def matrix_figure(sources: Sources) -> Figure:
    chart = importance_matrix(instrument=sources.instrument, scores=sources.scores)
    first = [point.label for point in chart.points if chart.quadrant_of(point) == chart.quadrants.both_high]
    finding = (
        f"Important to one of the two, and clearly apart: {', '.join(first)}."
        if first
        else "Nothing that is very important to either side is clearly apart."
    )
    return Figure(
        id="figure-matrix",
        title="Importance against difference",
        finding=finding,
        svg=(render(chart, geometry=PRINT),),
    )


def states_figure(sources: Sources) -> Figure:
    chart = state_grid(instrument=sources.instrument, pair_states=sources.visible.pair_states)
    return Figure(
        id="figure-states",
        title="What is, against what was expected",
        finding="A topic stands in a field when both sides are in that state.",
        svg=(render(chart, geometry=PRINT),),
    )
