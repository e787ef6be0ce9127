"""Matters of findings enter, the ledger of what is put right (整改台账) leaves, by inspection."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse

from plans.models import Finding, Inspection, Matter, MatterFile, MatterStep
from plans.tracking.lights import Light
from plans.tracking.looked_at import Row, rows_of
from plans.tracking.looking import light_of
from plans.tracking.ruling import rulebook

HEAD = (
    "序号", "反馈问题", "整改措施", "责任单位", "责任人", "整改时限", "整改进展", "佐证", "销号",
)  # fmt: skip
"""The columns that offices use."""
STAGES = {
    "closed": ("已销号", lambda matter, sign: matter.state == Matter.State.CLOSED),
    "open": ("整改中", lambda matter, sign: matter.state in Matter.RUNNING),
    "overdue": ("其中逾期", lambda matter, sign: sign is not None and sign.light == Light.RED),
    "inside": ("未下发", lambda matter, sign: matter.state in Matter.INSIDE),
}
"""What a ledger counts and may be narrowed to: its name, and which matters it holds."""
NO_INSPECTION = "未登记来源"


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves that a problem was put right; without an address, words alone."""

    words: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with its number in the ledger."""

    number: int
    row: Row
    finding: Finding | None
    proofs: list

    @property
    def problem(self):
        """What was found, in full."""
        return self.row.matter.text or self.row.title

    @property
    def measures(self):
        """What is done about it; empty where nobody has said so yet."""
        return self.finding.measures if self.finding else ""

    @property
    def person(self):
        """Who answers for it by name."""
        return self.finding.person if self.finding else ""

    @property
    def due(self):
        """How it is put right, and until when, with the day before it was extended."""
        matter = self.row.matter
        manner = self.finding.get_manner_display() if self.finding else ""
        day = f"{matter.due_on:%Y-%m-%d}" if matter.due_on else ""
        was = f"（原定{matter.first_due_on:%Y-%m-%d}）" if day and matter.is_extended else ""
        return f"{manner} {day}{was}".strip()

    @property
    def closed(self):
        """Whether it is off the list, in words."""
        matter = self.row.matter
        if matter.state == Matter.State.CLOSED:
            return f"已销号 {matter.closed_on:%Y-%m-%d}"
        return f"未销号（{matter.get_state_display()}）"

    @property
    def cells(self):
        """Its official columns as words."""
        return (
            str(self.number), self.problem, self.measures, self.row.lead, self.person, self.due,
            self.row.told, "；".join(proof.words for proof in self.proofs), self.closed,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chapter:
    """What one inspection found."""

    inspection: Inspection | None
    entries: list

    @property
    def name(self):
        """Where it comes from, and when it was told."""
        row = self.inspection
        if row is None:
            return NO_INSPECTION
        return f"{row.get_kind_display()}：{row.name}（{row.issuer} {row.day:%Y-%m-%d} 反馈）"


def findings_of(matters):
    """The problems among matters: whole ones, not stopped, the newest inspection first."""
    rows = matters.filter(kind=Matter.Kind.FINDING, parent=None)
    rows = rows.exclude(state=Matter.State.STOPPED).select_related("finding__inspection")
    newest = F("finding__inspection__day").desc(nulls_last=True)
    return rows.order_by(newest, "finding__inspection_id", "due_on", "pk")


def chapters(matters):
    """Chapters by inspection, their entries numbered through the whole ledger."""
    rows = rows_of(matters)
    proofs = _proofs(row.matter for row in rows)
    found = {}
    for number, row in enumerate(rows, 1):
        finding = getattr(row.matter, "finding", None)
        entry = Entry(number, row, finding, proofs.get(row.matter.pk, []))
        found.setdefault(finding and finding.inspection, []).append(entry)
    return [Chapter(inspection, entries) for inspection, entries in found.items()]


def counted(matters, today):
    """How many there are, and how many of them are at each stage."""
    book = rulebook()
    rows = [(matter, light_of(matter, today, book)) for matter in matters]
    counts = Counter(stage for row in rows for stage, (_, holds) in STAGES.items() if holds(*row))
    return len(rows), counts


def title_of(bureau, inspection):
    """The official heading: of one inspection, or of all."""
    return f"{bureau.name}{inspection.name if inspection else ''}问题整改台账"


def _proofs(matters):
    """Number of a matter -> what proves it, of its parts as well; three queries."""
    numbers = [matter.pk for matter in matters]
    parts = Matter.objects.filter(parent__in=numbers).values_list("pk", "parent")
    whole = {number: number for number in numbers} | dict(parts)
    found = {}
    files = MatterFile.objects.kept().filter(step__matter__in=whole).select_related("step")
    for file in files.order_by("pk"):
        href = reverse("matter-file", args=[file.step.matter_id, file.pk])
        found.setdefault(whole[file.step.matter_id], []).append(Proof(file.name, href))
    said = MatterStep.objects.filter(matter__in=whole).exclude(proof="").order_by("pk")
    for step in said:
        found.setdefault(whole[step.matter_id], []).append(Proof(step.proof))
    return found
