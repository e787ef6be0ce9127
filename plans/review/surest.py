"""A plan and what a reviewer asks for enter; its open statements by how sure they are leave."""

from collections import Counter
from functools import cached_property

from django.db.models import F

from plans.extraction.text import Text
from plans.models import Plan, ReviewState, Statement
from plans.quoting import quote_of

ORDERS = {
    "": ("把握从小到大", F("confidence").asc(nulls_first=True)),
    "surest": ("把握从大到小", F("confidence").desc(nulls_last=True)),
    "text": ("原文顺序", F("start").asc(nulls_last=True)),
}
"""What a reviewer may ask for: name and order."""
LIMITS = (95, 90, 85, 80, 75, 70)
"""Percent of confidence from which rows may be taken together."""
MEASURED = {95: 0.96, 90: 0.94, 85: 0.92, 80: 0.91, 75: 0.89, 70: 0.87}
"""Share of statements that were right in everything, of those at or above a limit: what
``python -m tests.extraction.training`` prints of documents left out. No limit reaches 99 in a
hundred."""


class Surest:
    """The open statements of a plan, surest or least sure first."""

    def __init__(self, plan: Plan, query):
        self.plan = plan
        self.order = query.get("order", "") if query.get("order") in ORDERS else ""
        asked = query.get("limit", "")
        self.limit = (
            int(asked) if asked.isascii() and asked.isdecimal() and int(asked) in LIMITS else None
        )

    @cached_property
    def rows(self) -> list[Statement]:
        """The statements, those below the limit left out, each with its sentence and scope."""
        found = self.plan.statements.filter(state=ReviewState.PROPOSED).for_cards()
        if self.limit is not None:
            found = found.filter(confidence__gte=self.limit / 100)
        rows = list(found.order_by(ORDERS[self.order][1], "pk"))
        for row in rows:
            row.cut = quote_of(row, self.text)
            row.about = "、".join(str(part) for part in (row.scope, row.school, row.region) if part)
        return rows

    @cached_property
    def text(self) -> Text:
        """Clean text of the source; empty where there is none."""
        source = self.plan.source
        return source.content.repaired if source else Text.of("")

    @property
    def picks(self):
        """Key and seen version of each row, as the desk takes them."""
        return [f"{row.key}:{row.version}" for row in self.rows]

    @property
    def kinds(self):
        """How many of each nature, in words."""
        counts = Counter(row.get_nature_display() for row in self.rows)
        return "，".join(f"{name} {count} 条" for name, count in counts.most_common())

    @property
    def measured(self):
        """Percent right at this limit where it was measured."""
        share = MEASURED.get(self.limit or 0)
        return None if share is None else round(100 * share)
