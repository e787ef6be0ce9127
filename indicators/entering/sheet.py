"""Chosen indicators, places and a period enter, a sheet of cells leaves; typed cells are merged."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from indicators.entering import reviewing
from indicators.entering.drafting import Proposal, current_of, drafts_of
from indicators.models import Key
from indicators.models.figures import BREAKDOWNS
from indicators.values import ValueFault, number_of, plain, shown

SEPARATOR = "|"
"""Between the values of a row as the page showed them; no number holds it."""
COUNTY = "county"
"""Place of the row of all."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row: its name in the form, and the school, None for the whole county."""

    name: str
    words: str
    school_id: int | None = None


@dataclass(slots=True)
class Cell:
    """What stands in a cell, what is kept, what is published, and what is wrong with it."""

    key: Key
    indicator: Any
    name: str
    text: str = ""
    stored: str = ""
    published: Decimal | None = None
    is_draft: bool = False
    fault: str = ""
    findings: list = field(default_factory=list)

    @property
    def published_text(self):
        """The published value as a cell shows it."""
        return shown(self.published)


@dataclass(slots=True)
class Row:
    """A place and its cells; ``was`` is what they held when the page was made."""

    place: Place
    cells: list
    is_sent: bool = False

    @property
    def was(self):
        """The texts that typed ones are compared with."""
        return SEPARATOR.join(cell.stored for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a sheet shows: indicators by period, and of which part of all."""

    indicators: list
    period: Any
    nature: str = "actual"
    parts: dict = field(default_factory=dict)

    def key(self, region_id, school_id, indicator):
        """Which figure a cell is."""
        period = self.period
        parts = {name: self.parts.get(name, "") for name in BREAKDOWNS}
        when = (period.frequency, period.year, period.part)
        return Key(indicator.pk, region_id, school_id, *when, self.nature, **parts)


def sheet_of(choice, places, user, *, region_id):
    """The rows of a page with what stands in them now."""
    rows = [
        Row(
            place,
            [
                Cell(choice.key(region_id, place.school_id, each), each, f"{place.name}-{each.pk}")
                for each in choice.indicators
            ],
        )
        for place in places
    ]
    _fill([cell for row in rows for cell in row.cells], user)
    return rows


def _fill(cells, user):
    keys = [cell.key for cell in cells]
    published, drafts = current_of(keys, user), drafts_of(keys, user)
    found = reviewing.examine(list(drafts.values()), user)
    for cell in cells:
        current, draft = published.get(cell.key), drafts.get(cell.key)
        cell.published = current and current.value
        cell.is_draft = draft is not None
        cell.text = cell.stored = shown(draft.value if draft else cell.published)
        if draft:
            cell.findings = found.get(draft.pk, [])


def merge(rows, form):
    """What was typed into the rows of a form; leaves proposals, and marks what cannot be kept.

    A cell counts as typed where it differs from what the page had shown. Where a colleague has
    changed it meanwhile, nothing is written over: both are shown, and saving again decides.
    """
    proposals = []
    sent = set(form.getlist("row"))
    for row in rows:
        if row.place.name in sent:
            row.is_sent = True
            proposals += _merge_row(row, form)
    return proposals


def _merge_row(row, form):
    was = form.get(f"{row.place.name}-was", "").split(SEPARATOR)
    for number, cell in enumerate(row.cells):
        typed = plain(form.get(cell.name, cell.text))
        base = was[number] if number < len(was) else ""
        if typed != base and typed != cell.text:
            found = _typed(cell, typed, base)
            if found:
                yield found


def _typed(cell, typed, base):
    now, cell.text = cell.text, typed
    try:
        value = number_of(typed, cell.indicator.unit)
    except ValueFault as error:
        cell.fault = str(error)
        return None
    if shown(value) in (base, now):
        cell.text = now
        return None
    if now != base:
        cell.fault = (
            f"同事刚改成 {now or '空'}，您填的是 {typed or '空'}。再保存一次就以您填的为准。"
        )
        return None
    return Proposal(cell.key, value)
