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
MARGIN, LEADING = 8, 1.5
HEADING, SMALL = 15, 11
NARROWEST = 480
"""A picture of its own is so wide at least that its words fit."""
_SIZE = re.compile(r'width="([0-9.]+)" height="([0-9.]+)"')
HARMFUL = ("=", "+", "-", "@", "\t", "\r")


def as_svg(chart):
    """A picture of its own, on white: title above; below, notes, places, source and day."""
    painted = re.sub(r"var\(--([a-z0-9-]+)\)", lambda found: DAY[found[1]], chart.svg)
    painted = re.sub(r'font-family="[^"]*"', f'font-family="{FONTS}"', painted)
    width, height = (float(number) for number in _SIZE.search(painted).groups())
    whole = max(width, NARROWEST)
    top = [*_wrapped(_named(chart), whole, HEADING)]
    below = [line for words in told_below(chart) for line in _wrapped(words, whole, SMALL)]
    head = 2 * MARGIN + len(top) * HEADING * LEADING
    full = head + height + 2 * MARGIN + len(below) * SMALL * LEADING
    lines = _text(top, MARGIN, (HEADING, DAY["ink"]))
    lines += _text(below, head + height + MARGIN, (SMALL, DAY["soft"]))
    size = f'width="{whole:g}" height="{full:g}" viewBox="0 0 {whole:g} {full:g}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} font-family="{FONTS}">'
        f"<title>{_escaped(chart.title)}</title>"
        f'<rect width="100%" height="100%" fill="{DAY["paper"]}"/>{lines}'
        f'{painted.replace("<svg", f"""<svg y="{head:g}" """, 1)}</svg>'
    )


def told_below(chart):
    """What stands below a picture of its own, and below the table of its file."""
    return (*chart.notes, *chart.foot)


def _named(chart):
    return f"{chart.title}（单位：{chart.unit}）" if chart.unit else chart.title


def _wrapped(words, width, size):
    """Lines that fit: a Chinese character is as wide as it is high."""
    most = int((width - 2 * MARGIN) // size)
    return [words[at : at + most] for at in range(0, len(words), most)]


def _text(lines, top, look):
    size, fill = look
    return "".join(
        f'<text x="{MARGIN}" y="{top + (at + 0.8) * size * LEADING:g}" font-size="{size}" '
        f'fill="{fill}">{_escaped(line)}</text>'
        for at, line in enumerate(lines)
    )


def as_png(chart):
    """The same picture as points."""
    return vl_convert.svg_to_png(as_svg(chart), scale=SCALE)


def as_csv(chart):
    """The table under the chart, an empty cell is 无数据; below it what the picture says."""
    text = io.StringIO()
    writer = csv.writer(text)
    heads = [f"{name}（{chart.unit}）" if chart.unit else name for name in chart.head]
    writer.writerow(map(_harmless, ("项目", *heads)))
    for label, values in chart.rows:
        cells = (value.replace(",", "") or "无数据" for value in values)
        writer.writerow([_harmless(label), *cells])
    writer.writerow([])
    for words in (_named(chart), *told_below(chart)):
        writer.writerow(["说明", _harmless(words)])
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
