"""Rows of matters enter, the ledger with its official columns leaves, group by group."""

from dataclasses import dataclass

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


def chapters(rows, by):
    """Chapters by name, their entries numbered through the whole ledger."""
    found = {}
    for row in rows:
        found.setdefault(_name(row, by), []).append(row)
    number, made = 0, []
    for name in sorted(found, key=lambda name: (name == NOBODY, name)):
        entries = [Entry(number + n, row) for n, row in enumerate(found[name], 1)]
        number += len(entries)
        made.append(Chapter(name, entries))
    return made


def _name(row, by):
    return row.matter.get_kind_display() if by == "kind" else row.lead or NOBODY
