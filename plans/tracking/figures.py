"""Sums enter, figures with the addresses of their rows leave, as pages show them."""

from dataclasses import dataclass

from plans.tracking import addresses

PARAMS = {"unit": "lead_unit", "school": "lead_school", "leader": "leader", "kind": "kind"}
"""What a board is grouped by -> the condition of the list that chooses one group."""
LIGHTS = ("red", "yellow", "blue", "grey", "late")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its words, how many rows it is about, and where they stand; none, no address."""

    text: str
    rows: int = 0
    href: str = ""


NOTHING = Figure("—")


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A group of a board with its figures by column; ``keys`` are what columns sort by."""

    name: str
    cells: dict
    keys: dict


def number(rows, text=None, **conditions):
    """A figure about so many rows of the list under conditions."""
    href = addresses.ledger(**conditions) if rows else ""
    return Figure(str(rows) if text is None else text, rows, href)


def tiles(total):
    """Lights in total, what is due and what is asked for: name, figure."""
    lights = [(name, number(total.counts[name], light=name)) for name in LIGHTS]
    due, asking = number(total.due, mark="due"), number(total.asking, mark="asking")
    return [*lights, ("due", due), ("asking", asking)]


def board(groups, by, quiet):
    """A row for each group; ``quiet`` is the matter of a group that was heard of longest ago."""
    return [
        _row(group.part.name, group.tally, _chooses(group.part, by), quiet.get(group.part))
        for group in groups
    ]


def total_row(tally, quiet):
    """The row of all groups together."""
    return _row("合计", tally, {}, quiet.get(None))


def sorted_by(rows, order):
    """Rows in the order of a column; what has no value comes last both ways."""
    column, is_down = order.removeprefix("-"), order.startswith("-")
    known = [row for row in rows if row.keys[column] is not None]
    unknown = [row for row in rows if row.keys[column] is None]
    return sorted(known, key=lambda row: row.keys[column], reverse=is_down) + unknown


def _chooses(part, by):
    """The condition that chooses a group; None where no address may say its name."""
    return {PARAMS[by]: part.value} if part.value else None


def _row(name, tally, chosen, quiet):
    counts, rate = tally.counts, tally.rate
    cells = {light: number(counts[light], light=light, **(chosen or {})) for light in counts}
    cells["progress"] = _share(tally.progress, counts["open"], light="open", **(chosen or {}))
    cells["rate"] = _share(rate.percent, rate.counted, light="counted", **(chosen or {}))
    if chosen is None:
        cells = {column: Figure(cell.text, cell.rows) for column, cell in cells.items()}
    cells["silent"] = Figure(f"{quiet.silent} 天", 1, quiet.address) if quiet else NOTHING
    keys = {**counts, "name": name, "progress": tally.progress, "rate": rate.share}
    keys["silent"] = quiet.silent if quiet else None
    return BoardRow(name, cells, keys)


def _share(percent, rows, **conditions):
    return NOTHING if percent is None else number(rows, f"{percent}%", **conditions)
