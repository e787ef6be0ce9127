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

    @property
    def label(self):
        """What a screen reader is told instead of the picture."""
        return f"{self.kind}：{self.title}。数值见图下的数据表。"


def bars(rows, *, series, title, unit=""):
    """Bars side by side: rows are (label, a value or None for each of ``series``)."""
    cells = _cells(rows, series, unit)
    encoding = {
        "x": _amount(unit),
        "y": _category(rows),
        "yOffset": {"field": "series", "sort": list(series)},
    }
    text = {"mark": {"type": "text", "align": "left", "dx": 4, **LABEL}}
    layers = [
        {"mark": {"type": "bar"}, "encoding": {"color": _colour(series)}},
        {**text, "encoding": {"text": {"field": "text"}}},
    ]
    spec = {"encoding": encoding, "layer": layers, "height": {"step": STEP}}
    return _chart("条形图", _spec(spec, cells), (rows, series, title, unit))


def stacked(rows, *, series, title, unit=""):
    """Parts of a whole in one bar a row; rows as for ``bars``."""
    cells = _cells(rows, series, unit)
    encoding = {
        "x": {**_amount(unit), "stack": "zero"},
        "y": _category(rows),
        "order": {"field": "order"},
    }
    edge = {"type": "bar", "stroke": GROUND, "strokeWidth": 2}
    number = {"mark": {"type": "text", **LABEL, "fill": GROUND, "fontWeight": "bold"}}
    middle = {"x": {**encoding["x"], "bandPosition": 0.5}, "text": {"field": "value"}}
    most = max((sum(filter(None, row[1:])) for row in rows), default=0)
    layers = [
        {"mark": edge, "encoding": {"color": _colour(series)}},
        {
            **number,
            "transform": [{"filter": _has_room(float(most))}],
            "encoding": middle,
        },
    ]
    spec = {"encoding": encoding, "layer": layers, "height": {"step": STEP * 1.6}}
    return _chart("堆积条形图", _spec(spec, cells), (rows, series, title, unit))


def _has_room(most):
    """Whether the number of a part fits into it, as Vega writes it."""
    digits = f"length(toString(datum.value)) * {DIGIT} + {GAP}"
    return f"datum.value * {WIDTH} >= ({digits}) * {most * ROUNDED}"


def lines(rows, *, series, title, unit=""):
    """Values over time: each row is a period, in order; rows as for ``bars``."""
    order = list(series)
    legend = {"sort": order, "field": "series", "title": None}
    encoding = {
        "x": {**_category(rows), "axis": {"title": None, "labelAngle": 0}},
        "y": {**_amount(unit), "scale": {"zero": False}},
        "color": _colour(series),
        "shape": {**legend, "scale": {"domain": order, "range": SHAPES[: len(order)]}},
        "strokeDash": {**legend, "scale": {"domain": order, "range": DASHES[: len(order)]}},
    }
    mark = {"type": "line", "strokeWidth": 2.5, "point": {"size": 60, "filled": True}}
    spec = {"encoding": encoding, "mark": mark, "height": 180}
    return _chart("折线图", _spec(spec, _cells(rows, series, unit)), (rows, series, title, unit))


def trend(rows, *, series, title, unit="", marks=None):
    """Lines over all years: none runs through a year without a value; ``marks`` are targets."""
    cells = [
        {"label": label, "series": name, "value": None if value is None else float(value)}
        for label, *values in rows
        for name, value in zip(series, values, strict=True)
    ]
    aims = [
        {"label": row[0], "value": float(mark)}
        for row, mark in zip(rows, marks or [], strict=False)
        if mark is not None
    ]
    x = {**_category(rows), "axis": {"title": None, "labelAngle": 0}}
    line = {"type": "line", "strokeWidth": 2.5, "point": {"size": 60, "filled": True}}
    dash = {"type": "point", "shape": "stroke", "size": 700, "stroke": INK}
    dash |= {"strokeWidth": 2, "strokeDash": [6, 3]}
    layers = [{"mark": line, "encoding": {"color": _colour(series)}}]
    layers += [{"mark": dash, "data": {"values": aims}}] if aims else []
    y = {**_amount(unit), "scale": {"zero": False}}
    spec = {"encoding": {"x": x, "y": y}, "layer": layers, "height": 180}
    told = list(rows)
    if marks is not None:
        told = [(*row, mark) for row, mark in zip(rows, marks, strict=True)]
        series = (*series, "目标（虚线）")
    return _chart("折线图", _spec(spec, cells), (told, series, title, unit))


def boxes(pairs, *, title, unit=""):
    """A box for each label of (label, value): quartiles, the middle, and the ends."""
    groups: dict[str, list[Decimal]] = {}
    for label, value in pairs:
        groups.setdefault(label, []).append(value)
    cells = [{"label": label, "value": float(value)} for label, value in pairs]
    mark = {"type": "boxplot", "extent": "min-max", "color": COLOURS[0]}
    mark |= {"median": {"color": GROUND}}
    rows = [(label, *_spread(values)) for label, values in groups.items()]
    encoding = {"x": {**_amount(unit), "scale": {"zero": False}}, "y": _category(rows)}
    spec = {"encoding": encoding, "mark": mark, "height": {"step": STEP * 2}}
    told = (rows, ("最小", "下四分位", "中位", "上四分位", "最大"), title, unit)
    return _chart("箱线图", _spec(spec, cells), told)


def _spread(values):
    """Least, quartiles and most, as Vega reckons them: linear between neighbours."""
    ordered = sorted(values)
    return tuple(_quantile(ordered, Decimal(n) / 4) for n in range(5))


def _quantile(ordered, share):
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)


def svg(spec):
    """A Vega-Lite specification as SVG; the same specification is drawn once."""
    return _drawn(json.dumps(spec, ensure_ascii=False, sort_keys=True))


@lru_cache(maxsize=256)
def _drawn(spec):
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


def _category(rows):
    axis = {"title": None, "ticks": False, "domain": False}
    return {"field": "label", "type": "nominal", "sort": [row[0] for row in rows], "axis": axis}


def _amount(unit):
    return {
        "field": "value",
        "type": "quantitative",
        "title": unit or None,
        "axis": {"tickCount": 5},
    }


def _colour(series):
    scale = {"domain": list(series), "range": COLOURS[: len(series)]}
    return {
        "field": "series",
        "title": None,
        "scale": scale,
        **({} if len(series) > 1 else {"legend": None}),
    }


def _spec(spec, cells):
    return {"width": WIDTH, "data": {"values": cells}, "config": CONFIG, **spec}


def _chart(kind, spec, told):
    rows, series, title, unit = told
    table = tuple((row[0], tuple(map(_written, row[1:]))) for row in rows)
    return Chart(kind, title, unit, svg(spec), tuple(series), table)


def _written(value):
    return "" if value is None else plain(Decimal(str(value)))
