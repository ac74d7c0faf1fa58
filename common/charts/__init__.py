"""Server-made SVG charts: a dataclass each, `render` for the picture, `.table()` for the same figures."""

from common.charts.axis import AxisLabel
from common.charts.diverging import Diverging, DivergingBar
from common.charts.dumbbell import Dumbbell
from common.charts.dumbbell_columns import DumbbellRow
from common.charts.geometry import NARROW, PRINT, WIDE, Geometry
from common.charts.marks import Names, Reading
from common.charts.matrix import Matrix, MatrixAxis, MatrixPoint, Quadrants
from common.charts.render import Chart, ChartTable, render, render_responsive
from common.charts.scale_strip import ScaleStrip
from common.charts.scales import doubling_labels, linear_position, log_position, signed
from common.charts.slope import Slope, SlopeLine
from common.charts.sparkline import Sparkline, SparkPoint
from common.charts.states import StateCell, StateGrid

__all__ = [
    "NARROW",
    "PRINT",
    "WIDE",
    "AxisLabel",
    "Chart",
    "ChartTable",
    "Diverging",
    "DivergingBar",
    "Dumbbell",
    "DumbbellRow",
    "Geometry",
    "Matrix",
    "MatrixAxis",
    "MatrixPoint",
    "Names",
    "Quadrants",
    "Reading",
    "ScaleStrip",
    "Slope",
    "SlopeLine",
    "SparkPoint",
    "Sparkline",
    "StateCell",
    "StateGrid",
    "doubling_labels",
    "linear_position",
    "log_position",
    "render",
    "render_responsive",
    "signed",
]
