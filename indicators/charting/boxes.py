"""Values of schools enter, a box plot leaves: quartiles by a stated method, outliers by name."""

from decimal import Decimal

from indicators.charting.charts import COLOURS, GROUND, STEP, amount, category, chart_of, spec_of
from indicators.numbers import plain

FEWEST = 5
"""Values that a box needs; fewer are drawn as points."""
REACH = Decimal("1.5")
"""How many box lengths beyond the box a value is an outlier (Tukey)."""
NAMED = 20
"""Outliers that are named under a picture."""
HEAD = ("学校数", "最小", "下四分位", "中位", "上四分位", "最大")
METHOD = (
    "四分位数按相邻两值线性内插；须线到箱体外 1.5 倍四分位距以内的最远值，更远的是离群值，画成点。"
)


def boxes(triples, *, title, unit=""):
    """A box for each label of (label, name, value); points where there are fewer than five."""
    groups: dict[str, list] = {}
    for label, name, value in triples:
        groups.setdefault(label, []).append((name, value))
    rows = [(label, *_spread([value for _, value in group])) for label, group in groups.items()]
    encoding = {"x": {**amount(unit), "scale": {"zero": False}}, "y": category(rows)}
    box = {"type": "boxplot", "extent": float(REACH), "color": COLOURS[0]}
    box |= {"median": {"color": GROUND}, "outliers": {"filled": False, "size": 40}}
    point = {"type": "point", "filled": True, "size": 60, "opacity": 1, "color": COLOURS[0]}
    big, few = _parted(groups)
    layers = [
        {"mark": mark, "data": {"values": _cells(groups, labels)}}
        for mark, labels in ((box, big), (point, few))
        if labels
    ]
    spec = {
        "encoding": encoding,
        "layer": layers or [{"mark": point}],
        "height": {"step": STEP * 2},
    }
    notes = _notes(groups, big, few)
    return chart_of("箱线图", spec_of(spec, []), (rows, HEAD, title, unit), notes)


def _parted(groups):
    """Labels that have enough values for a box, and those that have not."""
    big = [label for label, group in groups.items() if len(group) >= FEWEST]
    return big, [label for label in groups if label not in big]


def _cells(groups, labels):
    return [
        {"label": label, "value": float(value)} for label in labels for _, value in groups[label]
    ]


def _notes(groups, big, few):
    notes = [METHOD] if big else []
    if few:
        notes.append(f"{'、'.join(few)}：不足 {FEWEST} 所学校，画各校的点，不画箱。")
    strange = [
        f"{label} {name} {plain(value)}" for label in big for name, value in outliers(groups[label])
    ]
    if strange:
        more = f"等，共 {len(strange)} 个" if len(strange) > NAMED else ""
        notes.append(f"离群值：{'；'.join(strange[:NAMED])}{more}。")
    return notes


def outliers(group):
    """Those of (name, value) that lie more than 1.5 box lengths outside the box."""
    ordered = sorted(value for _, value in group)
    low, high = quantile(ordered, Decimal("0.25")), quantile(ordered, Decimal("0.75"))
    reach = (high - low) * REACH
    return [(name, value) for name, value in group if not low - reach <= value <= high + reach]


def _spread(values):
    """How many, then least, quartiles and most."""
    ordered = sorted(values)
    return (len(ordered), *(quantile(ordered, Decimal(n) / 4) for n in range(5)))


def quantile(ordered, share):
    """The value below which a share of the ordered values lies, as Vega reckons it: linear
    between neighbours (Hyndman and Fan 1996, type 7)."""
    at = share * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (at - low)
