"""A reviewed plan enters; what publishing it would write, and what stands against it, leaves."""

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from indicators.choices import Origin
from indicators.models import Comparator, Observation, Target
from plans.models import AcceptedFigure, FundingItem, Plan, PublishedFigure, Statement

EXACT = {Comparator.EXACTLY, Comparator.ABOUT}
"""Comparators of a value that was reached: all others only bound it."""
STEP = Decimal("0.0001")
"""The least that a published value can differ by."""
NATURES = {
    Statement.Nature.TARGET: Target,
    Statement.Nature.ACTUAL: Observation,
    Statement.Nature.BASELINE: Observation,
}
"""What a statement of each nature becomes; standards and references are nobody's figures."""


@dataclass(slots=True)
class Entry:
    """A figure that publishing would write: the statements that say it, what stood before."""

    figure: Target | Observation
    statements: list[Statement]
    before: Target | Observation | None = None
    accepted: AcceptedFigure | None = None
    """The report whose figure the bureau accepted, where that is what stood before."""

    @property
    def state(self):
        """``new``, ``changed``, ``again`` after a withdrawal, or ``same``."""
        if self.before is None:
            return "new"
        if self.before.is_withdrawn:
            return "again"
        return "same" if _values(self.before) == _values(self.figure) else "changed"


@dataclass
class Reckoning:
    """All that publishing a plan would do."""

    plan: Plan
    entries: list[Entry] = field(default_factory=list)
    clashes: list[list[Statement]] = field(default_factory=list)
    staying: list[tuple[Statement, str]] = field(default_factory=list)
    withdrawn: list[Target | Observation] = field(default_factory=list)
    undecided: int = 0
    tasks: int = 0
    funding: int = 0
    doubts: int = 0

    @cached_property
    def obstacles(self):
        """What must be done first, in words; empty where the plan can be published."""
        found = []
        if self.plan.state == Plan.State.SET_ASIDE:
            found.append("这一篇已搁置，请先恢复核对。")
        if self.undecided:
            found.append(f"还有 {self.undecided} 条没有核对。请逐条通过、修改、剔除或标为不纳入。")
        if self.plan.confirmed_at is None:
            found.append("文头（标题、年度、地区等）还没有确认。")
        if self.plan.region_id is None:
            found.append("文头没有地区，目标值和完成值无处可归。")
        if self.clashes:
            found.append(f"有 {len(self.clashes)} 处同一指标同一年度填了不同的值，请各留一条。")
        return found

    @property
    def corrections(self):
        """Entries that put another value in the place of one that the bureau accepted."""
        return [entry for entry in self.counted("changed") if entry.accepted]

    def counted(self, state):
        """Entries in a state."""
        return [entry for entry in self.entries if entry.state == state]

    @property
    def digest(self):
        """A short name of all that would be written: the same for the same rows."""
        said = [(_key(e.figure), *map(str, _values(e.figure)), *_proof(e)) for e in self.entries]
        rest = (self.undecided, self.tasks, self.funding, [f.pk for f in self.withdrawn])
        return hashlib.sha256(repr((said, rest)).encode()).hexdigest()[:16]


def reckon(plan) -> Reckoning:
    """What publishing the plan would do now, in a fixed number of queries."""
    found = Reckoning(plan)
    rows = plan.statements.counting().filter(category=Statement.Category.INDICATOR)
    groups: dict[tuple, list[tuple]] = {}
    for row in rows.select_related("indicator", "region", "school"):
        row.plan = plan
        reason = _stays(row)
        if reason:
            found.staying.append((row, reason))
        else:
            figure = _figure(row)
            groups.setdefault(_key(figure), []).append((figure, row))
    known = latest_figures(plan)
    for key, said in groups.items():
        _enter(found, said, known.pop(key, None))
    found.withdrawn = unproven(known.values())
    _meet_accepted(plan, found.entries)
    _set_baselines(found.entries)
    money = plan.fundingitems.filter(statement=None)
    reviewed = (plan.tasks, plan.statements, money)
    found.undecided = sum(rows.undecided().count() for rows in reviewed)
    found.tasks = plan.tasks.counting().count()
    found.funding = FundingItem.objects.filter(plan=plan).counting().count()
    found.doubts = plan.problems.unresolved().count()
    return found


def latest_figures(plan):
    """The newest version of every figure that the plan ever gave, by its key."""
    evidence = PublishedFigure.objects.filter(publication__plan=plan)
    found = {}
    for name, model in (("target", Target), ("observation", Observation)):
        ids = evidence.filter(**{f"{name}__isnull": False}).values(name)
        newest = model.objects.filter(pk__in=ids, ended_in__isnull=True)
        found |= {_key(figure): figure for figure in newest.select_related("indicator", "region")}
    return found


def unproven(figures):
    """Those that nothing proves any more once their plan does not: neither is any accepted."""
    figures = [figure for figure in figures if not figure.is_withdrawn]
    rows = [figure.pk for figure in figures if isinstance(figure, Observation)]
    proofs = AcceptedFigure.objects.filter(observation__in=rows)
    proven = set(proofs.values_list("observation", flat=True))
    return [f for f in figures if isinstance(f, Target) or f.pk not in proven]


def _meet_accepted(plan, entries):
    """Where a plan says a value for the first time, one that its bureau accepted stood before it.

    What another plan published stays that plan's.
    """
    first = [e for e in entries if e.before is None or e.before.is_withdrawn]
    indicators = {e.figure.indicator_id for e in first if isinstance(e.figure, Observation)}
    published = PublishedFigure.objects.filter(publication__plan__state=Plan.State.PUBLISHED)
    rows = AcceptedFigure.objects.filter(
        step__matter__bureau=plan.bureau_id,
        observation__indicator__in=indicators,
        observation__ended_in=None,
        observation__is_withdrawn=False,
    ).exclude(observation__in=published.exclude(observation=None).values("observation"))
    rows = rows.select_related("observation", "step__matter", "by").order_by("pk")
    accepted = {_key(row.observation): row for row in rows}
    for entry in first:
        entry.accepted = accepted.get(_key(entry.figure))
        if entry.accepted:
            entry.before = entry.accepted.observation


def _proof(entry):
    """Numbers of the statements that say a figure, and of the version that stood before."""
    return (*(row.pk for row in entry.statements), entry.before and entry.before.pk)


def _enter(found, said, before):
    """One figure of the statements that say the same; a clash where they differ."""
    figures = [figure for figure, _ in said]
    statements = [row for _, row in said]
    if len({_values(figure) for figure in figures}) > 1:
        found.clashes.append(statements)
    else:
        found.entries.append(Entry(figures[0], statements, before))


def _stays(row):
    """Why a confirmed statement gives no figure; empty where it gives one."""
    reasons = (
        (row.nature not in NATURES, "标准或参照值"),
        (row.indicator_id is None, "没有对应目录指标"),
        (row.year is None, "没有年度"),
        (bool(row.per or row.scope), "限定了计量对象或范围"),
        (row.nature != Statement.Nature.TARGET and row.comparator not in EXACT, "完成值不是确数"),
        (any(v != v.quantize(STEP) for v in _numbers(row)), "小数超过四位"),
    )
    return next((words for holds, words in reasons if holds), "")


def _numbers(row):
    return [value for value in (row.value, row.value_high) if value is not None]


def _figure(row):
    """The unsaved figure of a statement."""
    place = {
        "indicator": row.indicator,
        "region": row.region or row.plan.region,
        "school": row.school or row.plan.school,
        "year": row.year,
        "value": row.value.quantize(STEP),
        "origin": Origin.SUBMISSION if row.plan.submission_id else Origin.PLAN,
    }
    if row.nature != Statement.Nature.TARGET:
        return Observation(**place, nature=row.nature)
    high = row.value_high and row.value_high.quantize(STEP)
    return Target(**place, comparator=row.comparator, value_high=high)


def _set_baselines(entries):
    """Give every target the newest baseline before its year that the same plan names."""
    baselines = [e.figure for e in entries if getattr(e.figure, "nature", "") == "baseline"]
    for entry in entries:
        target = entry.figure
        if isinstance(target, Target):
            same = [b for b in baselines if _place(b) == _place(target) and b.year <= target.year]
            newest = max(same, key=lambda b: b.year, default=None)
            target.baseline = newest and newest.value


def _place(figure):
    return figure.indicator_id, figure.region_id, figure.school_id


def _key(figure):
    """What a figure is about: two values for one key contradict each other."""
    nature = getattr(figure, "nature", "target")
    return str(nature), *_place(figure), figure.year


def _values(figure):
    names = ("value", "value_high", "comparator", "baseline")
    return tuple(getattr(figure, name, None) for name in names)
