"""Rows of a page and what was sent for them enter, rows of the web grid leave."""

from dataclasses import dataclass, field
from typing import Any

from plans.tables.checking import Fate
from plans.tables.columns import Column, version_of

EMPTY_ROWS = 3
"""Rows to add without a script."""


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of the grid: its text, what stood there, what is wrong."""

    column: Column
    text: str
    fault: str = ""
    is_fixed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid; ``place`` is its name in the form."""

    place: str
    row: Any = None
    version: int | str = ""
    fields: list = field(default_factory=list)
    fault: str = ""
    is_dropped: bool = False
    is_sent: bool = False


def grid_rows(table, plan, rows, *, report=None, is_open=False):
    """Rows as the page shows them, with all that was typed where something is wrong.

    ``is_open`` adds empty rows below, which a person may fill in.
    """
    sent = {c.given.place: c for c in report.rows if c.fate is not Fate.SAME} if report else {}
    lines = [_line(table, row.key, row, sent.get(row.key)) for row in rows]
    # New rows, and those that a colleague took out of the plan meanwhile: nothing typed is lost.
    added = {place: sent[place] for place in sent.keys() - {line.place for line in lines}}
    lines += [
        _line(table, place, c.row if c.given.key else None, c) for place, c in sorted(added.items())
    ]
    if is_open:
        fresh = (f"new{n}" for n in range(1, len(added) + EMPTY_ROWS + 1))
        empty = [place for place in fresh if place not in added][:EMPTY_ROWS]
        lines += [_line(table, place, None, None) for place in empty]
    return lines


def _line(table, place, row, checked):
    given = checked.given if checked else None
    faults = checked.faults if checked else {}
    is_following = bool(getattr(row, "statement_id", None))
    fields = []
    for column in table.columns:
        text = column.text(row) if row else ""
        if given:
            text = given.texts.get(column.field, text)
        is_fixed = is_following and column.field != "funding_source"
        fields.append(Field(column, text, faults.get(column.field, ""), is_fixed))
    return Line(
        place,
        row,
        version_of(row) if row else "",
        fields,
        "".join(faults[name] for name in faults.keys() - {c.field for c in table.columns}),
        bool(given and given.drop == "是"),
        bool(given),
    )
