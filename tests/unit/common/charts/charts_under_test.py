"""One instance of every chart with what is hard to draw: long, empty, coinciding, foreign, hostile."""

from common.charts import (
    AxisLabel,
    Chart,
    Diverging,
    DivergingBar,
    Dumbbell,
    DumbbellRow,
    Matrix,
    MatrixAxis,
    MatrixPoint,
    Names,
    Quadrants,
    Reading,
    ScaleStrip,
    Slope,
    SlopeLine,
    Sparkline,
    SparkPoint,
    StateCell,
    StateGrid,
    doubling_labels,
)

LONG = (
    "How complete, how consistent and how well documented is the customer and ticket history "
    "that this first AI project needs?"
)
GERMAN = "Größenordnung der Übergabeverzögerungen, Donaudampfschifffahrtsgesellschaftskapitänsmütze"
HEBREW = "עד כמה ברורה הבעיה (בכתב) שפרויקט ה-AI הבא צריך לפתור?"
HOSTILE = 'Cost <script>alert("1")</script> & "time"\x0b]]>'
LABELS = (
    "Data",
    LONG,
    GERMAN,
    HEBREW,
    HOSTILE,
    "Realistic timeline",
    "データはどのくらい完全ですか。次に必要",
)
NAMES = Names(first="Business", second="Technology")
FIVE = tuple(
    AxisLabel(position=at / 4, text=text)
    for at, text in enumerate(("Not written down anywhere", "Talked about", "Vague", "With a number", LONG))
)


def make_rows() -> tuple[DumbbellRow, ...]:
    places = ((0.0, 1.0), (0.5, 0.5), (1.0, 1.0), (0.9, 0.93), (0.7, 0.2), (0.0, 0.02), (1.0, 0.4))
    rows = tuple(
        DumbbellRow(
            label=label,
            first=Reading(position=first, answer=label[:50], is_guess=first == 0.5),
            second=Reading(position=second, answer=f"{second * 100:.0f} weeks"),
            first_prediction=Reading(position=0.4, answer="40 weeks") if first else None,
            ends=("Nothing there", GERMAN) if second > 0.4 else None,
            value=str(round(abs(first - second) * 100)),
            value_word="notable",
            group="Data readiness" if first < 0.6 else GERMAN,
        )
        for label, (first, second) in zip(LABELS, places, strict=True)
    )
    unscored = DumbbellRow(label="Culture", note="Not enough answers yet")
    half = DumbbellRow(label="Skills", first=Reading(position=0.3, answer="Some"), note="Open fact: " + LONG)
    return (*rows, unscored, half)


def make_dumbbell(*, key: str = "topics", show_answers: bool = False) -> Dumbbell:
    axis = (AxisLabel(position=0, text="Not at all ready"), AxisLabel(position=1, text="Fully ready"))
    return Dumbbell(
        key=key,
        title="You agree on why, not on data",
        description="Widest difference first.",
        names=NAMES,
        rows=make_rows(),
        axis=() if show_answers else axis,
        show_answers=show_answers,
    )


def make_survey() -> Dumbbell:
    """All 54 items of a long instrument."""
    rows = tuple(
        DumbbellRow(
            label=f"{at}. {LABELS[at % 4]}",
            first=Reading(position=at / 53, answer=f"{at}"),
            second=Reading(position=1 - at / 53, answer=f"{53 - at}"),
            value=str(at),
            value_word="wide",
            group=f"Topic {at // 5}",
        )
        for at in range(54)
    )
    return Dumbbell(key="survey", title="54 items", names=NAMES, rows=rows, axis=FIVE)


def make_matrix() -> Matrix:
    places = ((1, 1), (1, 1), (0.75, 0.5), (0.75, 0.5), (0, 0), (0.62, 0.51), (0.5, 0.2), *[(0.75, 0.4)] * 7)
    return Matrix(
        key="agenda",
        title="Three topics to talk about first",
        x=MatrixAxis(
            name="Importance",
            threshold=0.625,
            labels=tuple(AxisLabel(position=at / 4, text=str(at + 1)) for at in range(5)),
        ),
        y=MatrixAxis(name="Difference", threshold=0.5, labels=(AxisLabel(position=0.5, text="30"),)),
        quadrants=Quadrants(both_high="Talk first", only_y_high="Note", only_x_high="Keep", both_low="Park"),
        points=tuple(
            MatrixPoint(
                label=LABELS[at % len(LABELS)], x=x, y=y, x_text=f"{1 + 4 * x:g}", y_text=f"{y * 60:.0f}"
            )
            for at, (x, y) in enumerate(places)
        ),
    )


def make_states() -> StateGrid:
    return StateGrid(
        key="states",
        title="Four states",
        column_names=("You expected to agree", "You expected to differ"),
        row_names=("You agree", "You differ"),
        cells=(
            StateCell(name="Shared view", sentence=LONG, chips=LABELS),
            StateCell(name="Hidden agreement", chips=("Governance",), is_lead=True),
            StateCell(name="Hidden difference", sentence="You differ and did not see it.", chips=(LONG,)),
            StateCell(name="Known difference"),
        ),
    )


def make_slope() -> Slope:
    places = ((54, 22), (54, 53), (30, 30), (30, 31), (12, 35), (0, 100), (30, 30))
    lines = tuple(
        SlopeLine(
            label=label,
            before=before,
            after=after,
            before_text=str(before),
            after_text=str(after),
            is_noise=abs(after - before) < 18,
        )
        for label, (before, after) in zip(LABELS, places, strict=True)
    )
    gone = SlopeLine(label="Risks", before=40, after=None, before_text="40", after_text="\u2013")
    return Slope(
        key="progress",
        title="Data moved",
        before_name="Round 1, March",
        after_name="Round 2, the one after the summer",
        lines=(*lines, gone),
        noise_note="Dashed: too small a change to tell.",
    )


def make_diverging() -> Diverging:
    values = (-100.0, 100.0, -38.5, 17.0, 0.0, -6.0, 0.4)
    bars = tuple(DivergingBar(label=label, value=value) for label, value in zip(LABELS, values, strict=True))
    return Diverging(
        key="level",
        title="One side is more confident",
        negative_name="Business more confident",
        positive_name="Technology more confident",
        bars=(*bars, DivergingBar(label="Culture", value=None, note="Not enough answers yet")),
    )


def make_sparkline() -> Sparkline:
    values = (48.0, 44.0, None, 46.0, 31.0)
    return Sparkline(
        key="trend",
        title="Difference by round: 48, 44, none, 46, 31",
        points=tuple(
            SparkPoint(
                label=f"Round {at}", value=value, value_text="\u2013" if value is None else f"{value:g}"
            )
            for at, value in enumerate(values, start=1)
        ),
    )


def make_strip(*, key: str = "item", first: float = 0.75, second: float = 0.25) -> ScaleStrip:
    return ScaleStrip(
        key=key,
        title="How clearly is the problem written down?",
        names=NAMES,
        labels=FIVE,
        first=Reading(position=first, answer="With a number"),
        second=Reading(position=second, answer=LONG, is_guess=True),
        first_prediction=Reading(position=0.5, answer="Vague"),
    )


CHARTS: tuple[Chart, ...] = (
    make_dumbbell(),
    make_dumbbell(key="items", show_answers=True),
    make_survey(),
    make_matrix(),
    make_states(),
    make_slope(),
    make_diverging(),
    make_sparkline(),
    make_strip(),
    make_strip(key="item-same", first=1, second=1),
    ScaleStrip(
        key="nobody", title="No answer", names=NAMES, labels=doubling_labels(low=1, high=64, unit="weeks")
    ),
    Dumbbell(key="none", title="Empty", names=NAMES, rows=()),
    Slope(key="no-lines", title="Empty", before_name="One", after_name="Two", lines=()),
    Diverging(key="no-bars", title="Empty", negative_name="Less", positive_name="More", bars=()),
    Sparkline(key="no-points", title="Empty", points=()),
)
