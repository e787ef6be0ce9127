"""A document and its deadlines enter, days that had passed when it was signed leave as problems."""

import re
from datetime import date

from plans.extraction.moments import signed_on
from plans.extraction.schema import Article, Deadline, Problem

NEAR = 90
"""Days between signature and deadline beyond which the year is in doubt rather than the day."""

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
