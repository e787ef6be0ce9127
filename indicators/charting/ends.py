"""Lines enter, their names beside their right ends leave: a print without colour can be read."""

import re
from itertools import takewhile

ROOM = 130
"""Of the height that the names may rely on: the scale is rounded and so less tall than 180."""
APART = 14
"""What two names keep between them."""
WIDEST = 110
"""A longer name is cut with an ellipsis; the legend has all of it."""
_STEM = re.compile(r".*[省市区县州盟旗 ]")


def end_labels(rows, names, ends, look):
    """A layer for each line that reaches the last period with a value; none for a single line.

    Rows are (period, a value or None for each line); ``ends`` are the least and the most of the
    scale, ``look`` is how the words are set."""
    last = _last(rows, len(names))
    if len(names) < 2 or last is None:
        return []
    there = [(float(v), name) for name, v in zip(names, last[1:], strict=False) if v is not None]
    short = dict(zip(names, _short(names), strict=True))
    return [
        {
            "data": {"values": [{"label": last[0], "value": value, "text": short[name]}]},
            "mark": {"type": "text", "align": "left", "dx": 8, "dy": dy, "limit": WIDEST, **look},
            "encoding": {"text": {"field": "text"}},
        }
        for (value, name), dy in zip(sorted(there), _shifts(sorted(there), ends), strict=True)
    ]


def _last(rows, many):
    """The last row in which one of the drawn lines has a value."""
    there = (row for row in reversed(rows) if any(v is not None for v in row[1 : many + 1]))
    return next(there, None)


def _short(names):
    """Names without the region that they all begin with, unless nothing would remain."""
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    stem = _STEM.match("".join(letters[0] for letters in same))
    cut = len(stem[0]) if stem else 0
    return [name[cut:] or name for name in names]


def _shifts(there, ends):
    """How far each name moves, from the lowest up, so that none lies on another."""
    low, high = ends
    heights = [(value - low) / ((high - low) or 1) * ROOM for value, _ in there]
    spread, lowest = [], float("-inf")
    for height in heights:
        lowest = max(height, lowest + APART)
        spread.append(lowest)
    over = max(0.0, spread[-1] - max(heights[-1], ROOM)) / 2
    return [height - at + over for height, at in zip(heights, spread, strict=True)]
