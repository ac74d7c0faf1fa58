"""Sparkline: a word-sized line of one figure over time, its last value marked."""

from dataclasses import dataclass

from common.charts.canvas import Canvas, number
from common.charts.geometry import Size
from common.charts.render import ChartTable

_WIDTH, _HEIGHT, _INSET = 104.0, 26.0, 4.0


@dataclass(frozen=True, kw_only=True)
class SparkPoint:
    """`value` None is a gap in the line."""

    label: str
    value: float | None
    value_text: str


@dataclass(frozen=True, kw_only=True)
class Sparkline:
    """The same size on every geometry; it holds no text, so the title says what it shows."""

    key: str = ""
    title: str
    description: str = ""
    points: tuple[SparkPoint, ...]
    time_name: str = "When"
    value_name: str = "Value"
    low: float | None = None
    high: float | None = None

    def paint(self, canvas: Canvas) -> Size:
        runs = self._runs()
        for run in runs:
            if len(run) > 1:
                canvas.path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in run), look="spark")
            else:
                canvas.circle(*run[0], 1.5, look="point")
        if runs:
            canvas.circle(*runs[-1][-1], 3, look="change-end")
        return Size(width=_WIDTH, height=_HEIGHT)

    def table(self) -> ChartTable:
        return ChartTable(
            header=(self.time_name, self.value_name),
            rows=tuple((point.label, point.value_text) for point in self.points),
        )

    def _runs(self) -> list[list[tuple[float, float]]]:
        """Coordinates of each unbroken stretch."""
        values = [point.value for point in self.points if point.value is not None]
        if not values:
            return []
        low = min(values) if self.low is None else self.low
        high = max(values) if self.high is None else self.high
        step = (_WIDTH - 2 * _INSET) / max(len(self.points) - 1, 1)
        runs: list[list[tuple[float, float]]] = [[]]
        for at, point in enumerate(self.points):
            if point.value is None:
                runs.append([])
                continue
            share = (point.value - low) / (high - low) if high > low else 0.5
            runs[-1].append((_INSET + at * step, _HEIGHT - _INSET - share * (_HEIGHT - 2 * _INSET)))
        return [run for run in runs if run]
