"""Scores as they are now and as they were frozen enter, rows of a page and a sheet leave."""

from dataclasses import dataclass
from decimal import Decimal

from indicators.exporting import Sheet
from plans.tracking.judging import Judged

HEAD = (
    "名次", "单位", "按时办结", "目标达成", "按期反馈", "基础分", "加减分", "得分", "封存时得分",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """Somebody's score: as it is now, and as it was frozen (None where it was not)."""

    key: tuple
    name: str
    judged: Judged | None
    frozen: Decimal | None
    is_frozen: bool

    @property
    def total(self):
        """The score as it is now."""
        return self.judged.score.total if self.judged else None

    @property
    def has_moved(self):
        """It is another now than it was when the period was frozen."""
        return self.is_frozen and self.total != self.frozen


def compared(judged, period):
    """A row for each, in the order of now; who was only judged then comes last."""
    then = {tuple(row["key"]): row for row in period.snapshot} if period else {}
    rows = [_row(one.key, one.whom.name, one, then) for one in judged]
    known = {row.key for row in rows}
    gone = [_row(key, row["name"], None, then) for key, row in then.items() if key not in known]
    return rows + gone


def _row(key, name, judged, then):
    told = then.get(key, {}).get("total")
    return ScoreRow(key, name, judged, None if told is None else Decimal(told), key in then)


def scores_sheet(rows):
    """One line for each who is judged."""
    head = (
        "名次",
        "单位",
        "按时办结",
        "目标达成",
        "按期反馈",
        "基础分",
        "加减分",
        "得分",
        "封存时得分",
    )
    return Sheet("考核评分", head, [_line(place, row) for place, row in enumerate(rows, 1)])


def _line(place, row):
    if row.judged is None:
        return (place, row.name, None, None, None, None, None, None, row.frozen)
    score = row.judged.score
    parts = (part.points if part.is_judged else None for part in score.parts)
    return (place, row.name, *parts, score.base, score.capped, score.total, row.frozen)
