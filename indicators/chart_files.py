"""A chart enters, a file of it leaves: SVG with real colours, PNG, or a table that Excel opens."""

import csv
import io
import re

import vl_convert
from django.http import HttpResponse
from django.utils.http import content_disposition_header

DAY = {
    "paper": "#ffffff", "ink": "#1b262c", "soft": "#55646c", "line": "#d5dcde",
    "chart-1": "#0f5c63", "chart-2": "#b35c00", "chart-3": "#6b2fa0", "chart-4": "#55646c",
    "chart-5": "#a02464",
}  # fmt: skip
"""Colours of static/css/tokens.css by day: outside the portal nobody knows their names."""
FONTS = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
SCALE = 2
HARMFUL = ("=", "+", "-", "@", "\t", "\r")


def as_svg(chart):
    """A picture of its own, on white."""
    painted = re.sub(r"var\(--([a-z0-9-]+)\)", lambda found: DAY[found[1]], chart.svg)
    painted = re.sub(r'font-family="[^"]*"', f'font-family="{FONTS}"', painted)
    ground = f'<rect width="100%" height="100%" fill="{DAY["paper"]}"/>'
    head = f"<title>{_escaped(chart.title)}</title>{ground}"
    return re.sub(r"(<svg[^>]*>)", rf"\1{head}", painted, count=1)


def as_png(chart):
    """The same picture as points."""
    return vl_convert.svg_to_png(as_svg(chart), scale=SCALE)


def as_csv(chart):
    """The table under the chart; an empty cell is 无数据."""
    text = io.StringIO()
    writer = csv.writer(text)
    heads = [f"{name}（{chart.unit}）" if chart.unit else name for name in chart.head]
    writer.writerow(map(_harmless, ("项目", *heads)))
    for label, values in chart.rows:
        cells = (value.replace(",", "") or "无数据" for value in values)
        writer.writerow([_harmless(label), *cells])
    return text.getvalue().encode("utf-8-sig")


def _harmless(words):
    """Words that Excel does not reckon with."""
    return f"'{words}" if words.startswith(HARMFUL) else words


def _escaped(words):
    return words.replace("&", "&amp;").replace("<", "&lt;").replace("\\", "")


FILES = {
    "svg": (as_svg, "image/svg+xml"),
    "png": (as_png, "image/png"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
}
"""How a file is asked for -> what makes it, and its media type."""


def download(chart, kind):
    """A file of one of the kinds, to be kept under the chart's title."""
    made, media_type = FILES[kind]
    named = content_disposition_header(True, f"{chart.title}.{kind}")
    return HttpResponse(made(chart), media_type, headers={"Content-Disposition": named})
