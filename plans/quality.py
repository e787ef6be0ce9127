"""Decided statements enter, what people corrected of them leaves by rule and field: four queries.

Everything is counted in the database; the number of rows of no query grows with the statements.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

import django_filters
from django import forms
from django.db.models import Count

from plans.differences import FIELDS, label
from plans.models import COUNTING, Correction, Plan, ReviewState, Statement
from plans.rule_names import name_of

REJECTED, MISSED = "rejected", "missed"
"""What examples can be asked of beside the fields."""
REASONS = 3
"""Reasons for rejecting that a rule shows: the most frequent."""


class DayInput(forms.DateInput):
    """A day picker of the browser."""

    input_type = "date"


class QualityFilter(django_filters.FilterSet):
    """Statements by kind and year of their plan, and by the day of the decision."""

    kind = django_filters.ChoiceFilter(
        field_name="plan__kind", choices=Plan.Kind, label="文种", empty_label="全部文种"
    )
    year = django_filters.NumberFilter(
        field_name="plan__year", label="年度", min_value=1949, max_value=2100
    )
    since = django_filters.DateFilter(
        field_name="reviewed_at", lookup_expr="date__gte", label="核对日期从", widget=DayInput
    )
    until = django_filters.DateFilter(
        field_name="reviewed_at", lookup_expr="date__lte", label="到", widget=DayInput
    )

    class Meta:
        model = Statement
        fields = ("kind", "year", "since", "until")


@dataclass
class Rule:
    """One rule of extraction: what became of its proposals, and what was corrected in them."""

    code: str
    states: dict = field(default_factory=lambda: defaultdict(int))
    fields: list = field(default_factory=list)
    reasons: list = field(default_factory=list)

    @property
    def name(self):
        """The rule in words."""
        return name_of(self.code)

    @property
    def reviewed(self):
        """Proposals that somebody decided on."""
        return sum(self.states.values())

    @property
    def accepted(self):
        """Taken as they were proposed."""
        return self.states[ReviewState.ACCEPTED]

    @property
    def corrected(self):
        """Taken after a correction."""
        return self.states[ReviewState.CORRECTED]

    @property
    def rejected(self):
        """Thrown out."""
        return self.states[ReviewState.REJECTED]

    @property
    def left_out(self):
        """Found rightly, but no part of what is published."""
        return self.states[ReviewState.LEFT_OUT]

    @property
    def confirmed(self):
        """Taken, corrected or not: what the accuracy of a field is reckoned of."""
        return self.accepted + self.corrected

    @property
    def wrong(self):
        """Proposals that people had to mend or throw out."""
        return self.corrected + self.rejected

    @property
    def unchanged(self):
        """Share of the proposals that were right as a whole, in percent."""
        return percent(self.accepted, self.confirmed + self.rejected)


@dataclass(frozen=True)
class Field:
    """One field: how often it was corrected in confirmed statements."""

    name: str
    corrected: int
    confirmed: int

    @property
    def label(self):
        """What people call the field."""
        return label(Statement, self.name)

    @property
    def accuracy(self):
        """Share of the confirmed statements in which it was right, in percent."""
        return percent(self.confirmed - self.corrected, self.confirmed)


@dataclass(frozen=True)
class Report:
    """Rules with the most errors first, fields likewise, all together, and what was missed."""

    rules: list
    fields: list
    total: Rule
    missed: int

    @property
    def recall(self):
        """Share of the statements in the texts that extraction found, in percent."""
        return percent(self.total.confirmed, self.total.confirmed + self.missed)


def percent(part, whole):
    """A share with one decimal, None of nothing."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1")) if whole else None


def decided(user):
    """Statements that stand in a file and that somebody has decided on."""
    rows = Statement.objects.visible_to(user).exclude(state=ReviewState.PROPOSED)
    return rows.filter(start__isnull=False, plan__source__isnull=False)


def measured(statements):
    """The report on decided statements."""
    found = statements.exclude(rule=Statement.BY_HAND)
    rules = {}
    for rule, state, count in _counted(found, "rule", "state"):
        rules.setdefault(rule, Rule(rule)).states[state] = count
    corrections = Correction.objects.filter(statement__in=found)
    for rule, name, count in _counted(corrections, "statement__rule", "field"):
        rules[rule].fields.append(Field(name, count, rules[rule].confirmed))
    rejected = found.filter(state=ReviewState.REJECTED).exclude(reason="")
    for rule, reason, count in _counted(rejected, "rule", "reason"):
        if len(rules[rule].reasons) < REASONS:
            rules[rule].reasons.append((reason, count))
    worst = sorted(rules.values(), key=lambda rule: (-rule.wrong, -rule.reviewed, rule.code))
    total = _together(worst)
    return Report(worst, _fields(worst, total), total, missed(statements).count())


def missed(statements):
    """Statements that extraction overlooked and a person added at their place."""
    return statements.filter(rule=Statement.BY_HAND, state__in=COUNTING)


def _counted(rows, *columns):
    """Values of the columns with how often they stand together, most frequent first."""
    counted = rows.order_by().values(*columns).annotate(times=Count("pk"))
    return counted.order_by("-times", *columns).values_list(*columns, "times")


def _together(rules):
    total = Rule("")
    for rule in rules:
        for state, count in rule.states.items():
            total.states[state] += count
    return total


def _fields(rules, total):
    """Every field with its corrections under all rules, the most corrected first."""
    counts = dict.fromkeys(FIELDS[Statement], 0)
    for rule in rules:
        for found in rule.fields:
            counts[found.name] += found.corrected
    rows = [Field(name, count, total.confirmed) for name, count in counts.items()]
    return sorted(rows, key=lambda row: -row.corrected)
