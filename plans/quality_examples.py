"""Decided statements, a rule and a field enter, examples of what people mended leave."""

from dataclasses import dataclass

from plans.differences import FIELDS, label
from plans.models import Correction, ReviewState, Statement
from plans.presenting import figure
from plans.quality import MISSED, REJECTED, missed
from plans.quoting import emphasised
from plans.rule_names import name_of

WORDS = {REJECTED: "剔除", MISSED: "漏识别"}


@dataclass(frozen=True)
class Example:
    """One error: what was proposed, what a person says, and the sentence in three parts."""

    statement: Statement
    proposed: str
    corrected: str

    @property
    def quote(self):
        """The sentence cut where the number stands."""
        return emphasised(self.statement.quote, self.statement.text)

    @property
    def rule(self):
        """The rule in words."""
        return name_of(self.statement.rule)


def asked_for(query):
    """The rule (None for all) and the field that an address asks examples of; None for neither."""
    wanted = query.get("field", "")
    if wanted not in (*FIELDS[Statement], *WORDS):
        return None
    return query.get("rule"), wanted


def heading(rule, wanted):
    """What the examples are of."""
    said = WORDS.get(wanted) or f"更正“{label(Statement, wanted)}”"
    return said if rule is None else f"{name_of(rule)}：{said}"


def examples_of(statements, rule, wanted):
    """Rows that make examples, newest decision first: corrections, or statements themselves."""
    if wanted == MISSED:
        return missed(statements).select_related("plan").order_by("-reviewed_at", "-pk")
    found = statements.exclude(rule=Statement.BY_HAND)
    found = found if rule is None else found.filter(rule=rule)
    if wanted == REJECTED:
        rejected = found.filter(state=ReviewState.REJECTED)
        return rejected.select_related("plan").order_by("-reviewed_at", "-pk")
    rows = Correction.objects.filter(statement__in=found, field=wanted)
    return rows.select_related("statement__plan").order_by("-statement__reviewed_at", "-pk")


def example(row):
    """A row as an example."""
    if isinstance(row, Correction):
        return Example(row.statement, row.proposed, row.corrected)
    said = f"{row.indicator_name or '未识别'} {figure(row)}"
    if row.state == ReviewState.REJECTED:
        return Example(row, said, row.reason)
    return Example(row, "", said)
