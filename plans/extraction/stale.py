"""A document and its deadlines enter, days that had passed when it was signed leave as problems."""

import re
from datetime import date

from plans.extraction.moments import Moment, moments
from plans.extraction.schema import Article, Deadline, Problem

NEAR = 90
"""Days between signature and deadline beyond which the year is in doubt rather than the day."""

_SIGNED = re.compile(
    r"^[^\n，。；：\d]{0,24}((?:20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年[\d一二三四五六七八九十]{1,3}月"
    r"[\d一二三四五六七八九十]{1,3}日)(?:印发)?$",
    re.M,
)
_LIMIT = re.compile(r"(?:前|止)$")


def find_stale_deadlines(article: Article, deadlines: tuple[Deadline, ...]) -> tuple[Problem, ...]:
    """Limits by day (3月10日前) shortly before the document's own date, at least one day."""
    signed = signed_on(article.text.value)
    if signed is None:
        return ()
    message = f"期限早于成文日期{signed.year}年{signed.month}月{signed.day}日"
    return tuple(
        Problem("consistency", f"{message}：{deadline.quote}", deadline.span)
        for deadline in deadlines
        if deadline.precision == "day"
        and _LIMIT.search(deadline.quote)
        and not deadline.date.startswith("0000")
        and 0 < (signed - date.fromisoformat(deadline.date)).days <= NEAR
    )


def signed_on(value: str) -> date | None:
    """The earliest of the dates that stand alone, or behind the issuer, on a line."""
    found = (m for line in _SIGNED.finditer(value) for m in moments(line[1]))
    return min((day for m in found if (day := _day(m))), default=None)


def _day(moment: Moment) -> date | None:
    try:
        return date(moment.year or 0, moment.month, moment.day)
    except ValueError:  # no year, or no such day: 2月30日
        return None
