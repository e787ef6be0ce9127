"""Values of periods enter, lines over time leave: with targets, and with estimates."""

from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.charting.charts import (
    COLOURS,
    DASHES,
    LABEL,
    SHAPES,
    amount,
    category,
    chart_of,
    colour,
    spec_of,
)
from indicators.charting.ends import end_labels

MOST_LINES = len(COLOURS)
"""Lines that one picture tells apart."""
TITLE_ON_TOP = {"titleAnchor": "end", "titleAlign": "left", "titleX": -24, "titleY": -14}
"""The unit stands above the scale: beside it, it would run into the numbers."""
UP = "M-1,0H1M0,0V-.9M-.35,-.55L0,-.9L.35,-.55"
DOWN = "M-1,0H1M0,0V.9M-.35,.55L0,.9L.35,.55"
"""A dash with an arrow: from here upwards, from here downwards."""
DASH = {"size": 500, "strokeWidth": 3}
ARROW = {"size": 260, "strokeWidth": 2}
MARKS = {
    "目标": ("短横线", {"shape": "stroke", **DASH}),
    "目标约": ("短横线", {"shape": "stroke", **DASH}),
    "目标不低于": ("带上箭头的短横线", {"shape": UP, **ARROW}),
    "目标不超过": ("带下箭头的短横线", {"shape": DOWN, **ARROW}),
    "目标下限": ("带上箭头的短横线", {"shape": UP, **ARROW}),
    "目标上限": ("带下箭头的短横线", {"shape": DOWN, **ARROW}),
    "目标的基期值": ("倒三角（画在目标的那一期）", {"shape": "triangle-down", "size": 90}),
    "基期值": ("空心三角", {"shape": "triangle-down", "size": 90}),
    "预计值": ("空心圆", {"shape": "circle", "size": 90}),
    "参照值": ("空心方块", {"shape": "square", "size": 90}),
}
"""What is not reached -> how the mark is called, how it is drawn; no line joins such marks.

Kinds that are not here, such as targets of change, stand in the table alone."""


@dataclass(frozen=True, slots=True)
class Extra:
    """Values of one kind that belong to one series: one or None for each period."""

    kind: str
    series: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """What a picture of lines is drawn from: rows are (period, a value or None a series)."""

    rows: tuple
    series: tuple[str, ...]
    title: str
    unit: str = ""
    extras: tuple[Extra, ...] = ()
    notes: tuple[str, ...] = ()
    is_crowded: bool = False

    @property
    def ends(self):
        """The least and the most of what is drawn, or None where nothing is."""
        drawn = [value for row in self.rows for value in row[1 : MOST_LINES + 1]]
        drawn += [value for extra in self.drawn_extras for value in extra.values]
        there = [float(value) for value in drawn if value is not None]
        return (min(there), max(there)) if there else None

    @property
    def drawn_extras(self):
        """Those of the lines that the picture holds, if a mark is known for them."""
        names = self.series[:MOST_LINES]
        return [e for e in self.extras if e.series in names and e.kind in MARKS]


def trend(told, *, ends=None):
    """Lines over all periods, none through one without a value; ``ends`` is a shared scale."""
    names = told.series[:MOST_LINES]
    cells = [
        {"label": row[0], "series": name, "value": None if value is None else float(value)}
        for row in told.rows
        for name, value in zip(names, row[1:], strict=False)
    ]
    axis = {"title": None, "labelAngle": 0, "labelOverlap": "greedy", "labelSeparation": 4}
    scale = {"zero": False} | ({"domain": list(ends), "nice": True} if ends else {})
    upright = {"tickCount": 5, **TITLE_ON_TOP}
    encoding = {
        "x": {**category(told.rows), "axis": axis},
        "y": {**amount(told.unit), "scale": scale, "axis": upright},
    }
    spec = {"encoding": encoding, "layer": _layers(told, names, ends), "height": 180}
    kept = (_table(told), _head(told), told.title, told.unit)
    drawn = chart_of("折线图", spec_of(spec, cells), kept, (*_key(told), *told.notes))
    marks = tuple(dict.fromkeys(extra.kind for extra in told.extras))
    return replace(drawn, marks=marks, is_crowded=told.is_crowded)


def shared_ends(tolds):
    """Unit -> the ends of the scale that all pictures of the unit share; none for a single one."""
    by_unit = {}
    for told in tolds:
        if told.ends:
            by_unit.setdefault(told.unit, []).append(told.ends)
    return {
        unit: (min(low for low, _ in ends), max(high for _, high in ends))
        for unit, ends in by_unit.items()
        if len(ends) > 1
    }


def _layers(told, names, ends):
    hue = colour(names)
    shown = {"field": "series", "title": None} | ({} if len(names) > 1 else {"legend": None})
    line = {
        "color": hue,
        "shape": {**shown, "scale": {"domain": list(names), "range": SHAPES[: len(names)]}},
        "strokeDash": {**shown, "scale": {"domain": list(names), "range": DASHES[: len(names)]}},
    }
    mark = {"type": "line", "strokeWidth": 2.5, "point": {"size": 60, "filled": True}}
    layers = [{"mark": mark, "encoding": line}]
    for kind in dict.fromkeys(extra.kind for extra in told.drawn_extras):
        point = {"type": "point", "filled": False, "opacity": 1, "strokeWidth": 2, **MARKS[kind][1]}
        cells = [cell for extra in told.drawn_extras for cell in _marks(told, extra, kind)]
        layers.append({"mark": point, "data": {"values": cells}, "encoding": {"color": hue}})
    return layers + end_labels(told.rows, names, ends or told.ends or (0, 0), LABEL)


def _marks(told, extra, kind):
    if extra.kind != kind:
        return []
    pairs = zip(told.rows, extra.values, strict=True)
    return [
        {"label": row[0], "series": extra.series, "value": float(value)}
        for row, value in pairs
        if value is not None
    ]


def _head(told):
    alone = len(told.series) == 1
    extras = (f"{e.kind}" if alone else f"{e.series} {e.kind}" for e in told.extras)
    return (*told.series, *extras)


def _table(told):
    return [
        (*row, *(extra.values[at] for extra in told.extras)) for at, row in enumerate(told.rows)
    ]


def _key(told):
    """A sentence that says which mark is what, where there are others than what was reached."""
    kinds = dict.fromkeys(extra.kind for extra in told.drawn_extras)
    if not kinds:
        return ()
    marks = "，".join(f"{MARKS[kind][0]}是{kind}" for kind in kinds)
    return (f"实心点和线是完成值，{marks}，颜色与所属的线相同。",)
