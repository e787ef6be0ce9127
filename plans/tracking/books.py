"""Rows of matters enter, the ledger with its official columns leaves, group by group."""

from dataclasses import dataclass

from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce

from plans.models import Matter
from plans.tracking.looked_at import Row

HEAD = ("序号", "重点工作任务", "牵头单位", "配合单位", "完成时限", "进展", "灯")
"""The columns that offices use."""
GROUPS = {"unit": "牵头单位", "kind": "来源"}
NOBODY = "未定牵头单位"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its number in the ledger."""

    number: int
    row: Row

    @property
    def due(self):
        """Its last day, with the one that it had before it was extended."""
        matter = self.row.matter
        if matter.due_on is None:
            return ""
        was = f"（原定{matter.first_due_on:%Y-%m-%d}）" if matter.is_extended else ""
        return f"{matter.due_on:%Y-%m-%d}{was}"

    @property
    def cells(self):
        """Its official columns as words."""
        row = self.row
        return (
            str(self.number), row.title, row.lead, row.supporting, self.due, row.told,
            row.face.told,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chapter:
    """Entries that belong together under a name."""

    name: str
    entries: list


def asked(query):
    """What the ledger is grouped by, and complaints."""
    by = query.get("by", "")
    if by in GROUPS:
        return by, []
    return "unit", ["台账只能按牵头单位或来源分组，现在按牵头单位。"] if by else []


def in_order(matters, by):
    """Matters in the order of the ledger: chapter by chapter, those without a lead last."""
    lead = Coalesce("lead_unit__name", "lead_school__name").asc(nulls_last=True)
    kinds = [When(kind=kind, then=Value(n)) for n, kind in enumerate(Matter.Kind)]
    chapter = Case(*kinds) if by == "kind" else lead
    return matters.order_by(chapter, "due_on", "number", "pk")


def chapters(rows, by, before=0):
    """Chapters in the order of their rows, which are numbered on from those before."""
    found = {}
    for number, row in enumerate(rows, before + 1):
        found.setdefault(_name(row, by), []).append(Entry(number, row))
    return [Chapter(name, entries) for name, entries in found.items()]


def _name(row, by):
    return row.matter.get_kind_display() if by == "kind" else row.lead or NOBODY
