"""Rows of labels and values enter, a chart with its table leaves: SVG without any script.

The colours are names of tokens (``var(--chart-1)``), so that one picture serves day, night, paper.
"""

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import vl_convert
from django.utils.safestring import SafeString, mark_safe

from indicators.charting.fonts import find_fonts
from indicators.numbers import plain

WIDTH = 360
"""Of the plotting area; with the labels beside it a chart is still readable on a phone."""
STEP = 18
"""Height of a bar with its gap."""

DIGIT, GAP = 8, 6
"""Width of a bold digit, and what stays free beside a number inside its part."""
ROUNDED = 1.3
"""The axis ends at a round number: how much longer it may be than the longest bar."""

COLOURS = [f"var(--chart-{n})" for n in range(1, 6)]
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross"]
DASHES = [[1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 6]]
INK, SOFT, LINE, GROUND = (f"var(--{name})" for name in ("ink", "soft", "line", "paper"))
LABEL = {"font": "sans-serif", "fontSize": 12, "fill": INK}

CONFIG = {
    "background": None,
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "labelFontSize": 12,
        "labelLimit": 170,
        "titleColor": SOFT,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titleAngle": 0,
        "gridColor": LINE,
        "domainColor": SOFT,
        "tickColor": SOFT,
    },
    "legend": {"labelColor": INK, "labelFontSize": 12, "orient": "top", "symbolStrokeWidth": 0},
}

_SPOKEN = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, what it is called, and the same values as a table; ``kind`` is 条形图, 折线图."""

    kind: str
    title: str
    unit: str
    svg: SafeString
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    notes: tuple[str, ...] = ()
    """How the picture is to be read, what it leaves out."""
    foot: tuple[str, ...] = ()
    """Of which places it tells, where the values come from, and up to which release."""
    marks: tuple[str, ...] = ()
    """Kinds of values beside what was reached."""
    is_crowded: bool = False
    """Whether lines are left out that small pictures would show."""

    @property
    def label(self):
        """What a screen reader is told instead of the picture."""
        besides = f"另有{'、'.join(self.marks)}。" if self.marks else ""
        return f"{self.kind}：{self.title}。{besides}数值见图下的数据表。"


def bars(rows, *, series, title, unit="", shown=None, counted="行", also=()):
    """Bars side by side: rows are (label, a value or None for each of ``series``).

    The picture holds the first ``shown`` rows, and below them those that are called as in
    ``also``; it says how many of what is ``counted`` there are. The table holds all.
    """
    notes = cut(shown, len(rows), counted)
    drawn = [row for at, row in enumerate(rows) if shown is None or at < shown or row[0] in also]
    cells = _cells(drawn, series, unit)
    encoding = {
        "x": amount(unit),
        "y": category(drawn),
        "yOffset": {"field": "series", "sort": list(series)},
    }
    text = {"mark": {"type": "text", "align": "left", "dx": 4, **LABEL}}
    layers = [
        {"mark": {"type": "bar"}, "encoding": {"color": colour(series)}},
        {**text, "encoding": {"text": {"field": "text"}}},
    ]
    spec = {"encoding": encoding, "layer": layers, "height": {"step": STEP}}
    return chart_of("条形图", spec_of(spec, cells), (rows, series, title, unit), notes)


def stacked(rows, *, series, title, unit=""):
    """Parts of a whole in one bar a row; rows as for ``bars``."""
    cells = _cells(rows, series, unit)
    encoding = {
        "x": {**amount(unit), "stack": "zero"},
        "y": category(rows),
        "order": {"field": "order"},
    }
    edge = {"type": "bar", "stroke": GROUND, "strokeWidth": 2}
    number = {"mark": {"type": "text", **LABEL, "fill": GROUND, "fontWeight": "bold"}}
    middle = {"x": {**encoding["x"], "bandPosition": 0.5}, "text": {"field": "value"}}
    most = max((sum(filter(None, row[1:])) for row in rows), default=0)
    layers = [
        {"mark": edge, "encoding": {"color": colour(series)}},
        {
            **number,
            "transform": [{"filter": _has_room(float(most))}],
            "encoding": middle,
        },
    ]
    spec = {"encoding": encoding, "layer": layers, "height": {"step": STEP * 1.6}}
    return chart_of("堆积条形图", spec_of(spec, cells), (rows, series, title, unit))


def _has_room(most):
    """Whether the number of a part fits into it, as Vega writes it."""
    digits = f"length(toString(datum.value)) * {DIGIT} + {GAP}"
    return f"datum.value * {WIDTH} >= ({digits}) * {most * ROUNDED}"


def lines(rows, *, series, title, unit=""):
    """Values over time: each row is a period, in order; rows as for ``bars``."""
    order = list(series)
    legend = {"sort": order, "field": "series", "title": None}
    encoding = {
        "x": {**category(rows), "axis": {"title": None, "labelAngle": 0}},
        "y": {**amount(unit), "scale": {"zero": False}},
        "color": colour(series),
        "shape": {**legend, "scale": {"domain": order, "range": SHAPES[: len(order)]}},
        "strokeDash": {**legend, "scale": {"domain": order, "range": DASHES[: len(order)]}},
    }
    mark = {"type": "line", "strokeWidth": 2.5, "point": {"size": 60, "filled": True}}
    spec = {"encoding": encoding, "mark": mark, "height": 180}
    return chart_of(
        "折线图", spec_of(spec, _cells(rows, series, unit)), (rows, series, title, unit)
    )


def cut(shown, total, counted):
    """What a picture says where it holds fewer than all; the table always holds all."""
    if shown is None or total <= shown:
        return ()
    return (f"图中显示前 {shown} {counted}，共 {total} {counted}；数据表和 CSV 里是全部。",)


def svg(spec):
    """A Vega-Lite specification as SVG; the same specification is drawn once."""
    return _drawn(json.dumps(spec, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=256)
def _drawn(spec):
    find_fonts()
    # The picture speaks through the label of its figure: no roles and labels of single marks.
    return mark_safe(_SPOKEN.sub("", vl_convert.vegalite_to_svg(spec)))


def _cells(rows, series, unit):
    """One record for each value that there is."""
    return [
        {
            "label": label,
            "series": name,
            "order": order,
            "value": float(value),
            "text": f"{name} {_written(value)}{unit}" if len(series) > 1 else _written(value),
        }
        for label, *values in rows
        for order, (name, value) in enumerate(zip(series, values, strict=True))
        if value is not None
    ]


def category(rows):
    """Labels in the order of the rows, as an axis."""
    axis = {"title": None, "ticks": False, "domain": False}
    return {"field": "label", "type": "nominal", "sort": [row[0] for row in rows], "axis": axis}


def amount(unit):
    """Values as an axis."""
    return {
        "field": "value",
        "type": "quantitative",
        "title": unit or None,
        "axis": {"tickCount": 5},
    }


def colour(series):
    """A colour for each series; a legend where there are several."""
    scale = {"domain": list(series), "range": COLOURS[: len(series)]}
    return {
        "field": "series",
        "title": None,
        "scale": scale,
        **({} if len(series) > 1 else {"legend": None}),
    }


def spec_of(spec, cells):
    """A picture of the cells, in the size and look of all."""
    return {"width": WIDTH, "data": {"values": cells}, "config": CONFIG, **spec}


def chart_of(kind, spec, told, notes=()):
    """The picture with its table; ``told`` is rows, series, title and unit."""
    rows, series, title, unit = told
    table = tuple((row[0], tuple(map(_written, row[1:]))) for row in rows)
    return Chart(kind, title, unit, svg(spec), tuple(series), table, tuple(notes))


def _written(value):
    return "" if value is None else plain(Decimal(str(value)))
