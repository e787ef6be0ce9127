"""Rows and a span of months enter, bars in percent of the span leave: what a timeline draws."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from plans.tracking.looked_at import Row
from plans.tracking.months import Month, month_of

BEFORE, AFTER = 2, 6
"""Months before and after this one that a timeline shows by itself."""
LONGEST = 36
FEW = 12
"""Months that all have their name above them; of more, every third has."""
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day of a month to the last day of another."""

    begin: Month
    end: Month

    @property
    def first(self):
        """Its first day."""
        return self.begin.first

    @property
    def last(self):
        """Its last day."""
        return self.end.last

    def at(self, day):
        """Where the begin of a day lies, in percent of the span; outside of it at its ends."""
        return _percent(min(max((day - self.first).days, 0), self._days), self._days)

    def after(self, day):
        """Where the end of a day lies."""
        return _percent(min(max((day - self.first).days + 1, 0), self._days), self._days)

    def holds(self, day):
        """Whether a day lies in it."""
        return self.first <= day <= self.last

    def ticks(self):
        """Begin of each month in percent, and its name where there is room for it."""
        months = self.months()
        return [
            (self.at(month.first), _tick_name(n, month) if _is_named(n, len(months)) else "")
            for n, month in enumerate(months)
        ]

    def months(self):
        """All of its months."""
        months, month = [], self.begin
        while month.first <= self.end.first:
            months.append(month)
            month = month.after
        return months

    @property
    def _days(self):
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Bar:
    """A matter as a bar; all places are percent of the span, None where they lie outside."""

    row: Row
    depth: int
    start: float
    width: float
    done: float
    """Width of the part that its progress stands for, of what the span shows of it."""
    late: float
    """Width of what lies between its last day and today, while it is open."""
    original: float | None
    """Where its last day was before it was extended."""
    end: float | None
    """Where its last day is."""
    begins_before: bool
    ends_after: bool

    @property
    def late_from(self):
        """Where the time after its last day begins."""
        return round(self.start + self.width, 2)


def asked(query, today):
    """The span that a query asks for, and complaints; by itself the months around today."""
    now = Month.of(today)
    begin, end = now, now
    for _ in range(BEFORE):
        begin = begin.before
    for _ in range(AFTER):
        end = end.after
    complaints = []
    if query.get("from"):
        begin, wrong = month_of(query["from"], begin.first)
        complaints += [f"起始月份：{wrong}"] if wrong else []
    if query.get("to"):
        end, wrong = month_of(query["to"], end.first)
        complaints += [f"截止月份：{wrong}"] if wrong else []
    return _bounded(Span(begin, end), complaints)


def _bounded(span, complaints):
    """The span where it runs forward and is not too long, else the months from its begin."""
    if span.begin.first > span.end.first:
        return Span(span.end, span.begin), [*complaints, "起止月份写反了，已对调。"]
    months = span.months()[: LONGEST + 1]
    if len(months) <= LONGEST:
        return span, complaints
    told = f"最多显示 {LONGEST} 个月，后面的没有显示。"
    return Span(span.begin, months[LONGEST - 1]), [*complaints, told]


def in_order(rows):
    """Rows with their depth, parts below their whole where that is among them."""
    known = {row.matter.pk for row in rows}
    parts, roots = {}, []
    for row in rows:
        whole = row.matter.parent_id
        (parts.setdefault(whole, []) if whole in known else roots).append(row)
    ordered, waiting = [], [(row, 0) for row in reversed(roots)]
    while waiting:
        row, depth = waiting.pop()
        ordered.append((row, depth))
        waiting += [(part, depth + 1) for part in reversed(parts.get(row.matter.pk, []))]
    return ordered


def roots(matters):
    """Those whose whole is not among them: a page holds so many of these."""
    return matters.filter(Q(parent=None) | ~Exists(_wholes(matters)))


def with_parts(matters, page):
    """The roots of a page, and below them all their parts that are among the matters."""
    below = Q(parent__in=page) | Q(parent__parent__in=page)
    return matters.filter(Q(pk__in=page) | (below & Q(Exists(_wholes(matters)))))


def _wholes(matters):
    return matters.filter(pk=OuterRef("parent")).order_by()


def bar(row, depth, span, today):
    """The bar of a row; one without a last day runs on to the end of the span."""
    matter = row.matter
    due_on = matter.due_on or span.last
    start, end = span.at(matter.begun_on), span.after(due_on)
    width = max(round(end - start, 2), 0)
    is_late = row.sign is not None and row.sign.light == "red"
    first_due_on = matter.first_due_on if matter.is_extended else None
    return Bar(
        row=row,
        depth=depth,
        start=start,
        width=width,
        done=round(width * matter.progress / WHOLE, 2),
        late=max(round(span.after(today) - end, 2), 0) if is_late else 0,
        original=_inside(first_due_on, span),
        end=_inside(matter.due_on, span),
        begins_before=matter.begun_on < span.first,
        ends_after=matter.due_on is None or matter.due_on > span.last,
    )


def _inside(day, span):
    return span.after(day) if day and span.holds(day) else None


def _percent(days, whole):
    return round(days * WHOLE / whole, 2)


def _is_named(place, months):
    return months <= FEW or place % 3 == 0


def _tick_name(place, month):
    is_first = place == 0 or month.first.month == 1
    return f"{month.first:%y}年{month.first.month}月" if is_first else f"{month.first.month}月"
