"""A submission enters, what its school said and reached the year before leaves."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Value
from django.utils import timezone

from indicators.models import Observation, Target
from plans import copying
from plans.models import (
    FormIndicator,
    FormSection,
    FundingItem,
    IndicatorAnswer,
    Passage,
    Plan,
    SectionText,
    Statement,
    Submission,
)
from plans.rights import require_editor


@dataclass(frozen=True, slots=True)
class Earlier:
    """The value of last year: reached, or only promised."""

    value: Decimal
    is_reached: bool


def last_year(submission):
    """Number of an indicator -> its value of the school the year before; one query for a form."""
    items = FormIndicator.objects.filter(section__form=submission.campaign.form_id)
    known = {
        "indicator__in": items.order_by().values("indicator"),
        "school": submission.school_id,
        "year": submission.campaign.year - 1,
    }
    columns = ("indicator", "value", "is_reached")
    reached = Observation.objects.current().reached().filter(**known).order_by()
    promised = Target.objects.current().yearly().filter(**known).order_by()
    found = reached.annotate(is_reached=Value(1)).values_list(*columns)
    found = found.union(promised.annotate(is_reached=Value(0)).values_list(*columns))
    # What was reached comes last and stands.
    rows = sorted(found, key=lambda row: row[2])
    return {indicator: Earlier(value, bool(is_reached)) for indicator, value, is_reached in rows}


def last_plan(submission):
    """The school's plan of the year before, a published one first; None without one."""
    plans = Plan.objects.current().filter(
        school=submission.school_id,
        bureau=submission.campaign.bureau_id,
        year=submission.campaign.year - 1,
        kind=Plan.Kind.PLAN,
    )
    hidden = (Plan.State.FILLING, Plan.State.SET_ASIDE)
    found = list(plans.exclude(state__in=hidden).order_by("-pk"))
    return next((plan for plan in found if plan.is_published), found[0] if found else None)


@transaction.atomic
def copy_last_year(submission, *, user):
    """Propose last year's plan for this one: tasks a year on, targets, money, texts.

    Returns the plan that was copied. Rows are proposals until the school confirms them. Raises
    ``ValidationError`` where there is nothing to copy, or something would be lost by it.
    """
    found = Submission.objects.for_change(submission.pk)
    plan = Plan.objects.select_for_update().get(submission=found)
    plan.submission = found
    require_editor(user, plan)
    old = last_plan(found)
    if old is None:
        raise ValidationError("没有找到本校上一年的计划，不能沿用，请直接填写。")
    if any(rows.exists() for rows in (plan.tasks, plan.statements, plan.fundingitems)):
        raise ValidationError("表里已经填了内容，不能再沿用上年计划，请直接修改。")
    plan.copied_from, plan.skip_history_when_saving = old, True
    plan.save(update_fields=["copied_from"])
    tasks = copying.propose_tasks(old, plan)
    _propose_targets(old, plan, tasks)
    _propose_money(old, plan)
    _copy_texts(old, found, user)
    return old


def _propose_targets(old, plan, tasks):
    """Last year's target of every item of the form, once."""
    items = FormIndicator.objects.filter(section__form=plan.submission.campaign.form_id)
    by_indicator = {item.indicator_id: item for item in items}
    rows = old.statements.kept().filter(
        nature=Statement.Nature.TARGET,
        category=Statement.Category.INDICATOR,
        indicator__in=by_indicator,
        per="",
        scope="",
    )
    said = {row.indicator_id: row for row in rows.select_related("indicator")}
    copies = []
    for row in said.values():
        copy = copying.proposal(row, Statement, copying.STATEMENT, plan)
        copy.region_id, copy.school_id = None, None
        copy.year, copy.rule, copy.task = plan.year, Statement.COPIED, tasks.get(row.task_id)
        copies.append(copy)
    Statement.objects.bulk_create(copies)
    IndicatorAnswer.objects.bulk_create(
        IndicatorAnswer(
            submission=plan.submission, item=by_indicator[copy.indicator_id], statement=copy
        )
        for copy in copies
    )


def _propose_money(old, plan):
    """All money as lines of their own: what a sentence told of stays with its sentence."""
    copies = [
        copying.proposal(row, FundingItem, copying.MONEY, plan) for row in old.fundingitems.kept()
    ]
    for copy in copies:
        copy.year = plan.year
    FundingItem.objects.bulk_create(copies)


def _copy_texts(old, submission, user):
    """Texts of the sections of the same title, where the school has written none yet."""
    if old.submission_id is None:
        return
    said = old.submission.texts.exclude(text="").select_related("section")
    by_title = {text.section.title: text.text for text in said}
    written = submission.texts.values_list("section", flat=True)
    sections = submission.campaign.form.sections.filter(kind=FormSection.Kind.TEXT)
    now = timezone.now()
    free = [s for s in sections.exclude(pk__in=written) if s.title in by_title]
    SectionText.objects.bulk_create(
        SectionText(
            submission=submission,
            section=section,
            text=by_title[section.title],
            updated_by=user,
            updated_at=now,
        )
        for section in free
    )
    Passage.objects.bulk_create(
        Passage(
            submission=submission,
            field=section.key,
            origin=Passage.Origin.COPIED,
            text=by_title[section.title],
            is_used=True,
            added_by=user,
        )
        for section in free
    )
