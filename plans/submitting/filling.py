"""What a school writes into its submission enters; it is kept, or refused with what to do."""

import hashlib
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from indicators.matching import is_same_unit
from plans import editing
from plans.attaching import accepted
from plans.models import (
    Attachment,
    AttachmentContent,
    FormSection,
    IndicatorAnswer,
    Plan,
    ReviewState,
    SectionText,
    Statement,
    Submission,
)
from plans.rights import require_editor
from plans.submitting import checking
from plans.submitting.earlier import last_year
from plans.submitting.steps import locked, move
from plans.submitting.transitions import Step

LONGEST_TEXT = 50_000
"""Characters of a section, whatever its form allows: more is no plan but a paste gone wrong."""
MOST_FILES = 20


class TextConflict(editing.Conflict):
    """Somebody else wrote the section meanwhile: ``mine`` beside ``stored``, a ``SectionText``."""

    def __init__(self, mine, stored):
        super().__init__([stored])
        self.mine, self.stored = mine, stored


@transaction.atomic
def begin(submission, *, user):
    """Start to fill in: the school's plan comes into being. Returns the submission."""
    found = locked(submission, Step.BEGIN, user)
    campaign, school = found.campaign, found.school
    move(found, Step.BEGIN, user=user)
    plan = Plan(
        bureau=campaign.bureau,
        submission=found,
        state=Plan.State.FILLING,
        title=f"{school.name}{campaign.year}年度工作计划",
        kind=Plan.Kind.PLAN,
        year=campaign.year,
        level=Plan.Level.SCHOOL,
        region=school.region or campaign.bureau,
        region_name=str(school.region or campaign.bureau),
        school=school,
        issuer=school.name,
        # The campaign says all that stands in the head: nothing of it was read from a text.
        confirmed_by=user,
        confirmed_at=timezone.now(),
    )
    editing.add(plan, user=user, reason=f"上报任务《{campaign}》"[:300])
    return found


@transaction.atomic
def save_text(submission, *, section, user, text, version):
    """Keep what is written in a section, seen in a version (0: nothing yet); returns it.

    Raises ``TextConflict`` where somebody else wrote it since, unless both say the same.
    """
    found = fillable(submission, user)
    _require_section(found, section, FormSection.Kind.TEXT)
    if len(text) > LONGEST_TEXT:
        raise ValidationError({section.key: f"一个部分最多 {LONGEST_TEXT} 字，请删减后再保存。"})
    text = text.replace("\r\n", "\n")
    stored = SectionText.objects.filter(submission=found, section=section).first()
    if stored is not None and stored.text == text:
        return stored
    if (stored.version if stored else 0) != version:
        raise TextConflict(text, stored)
    stored = stored or SectionText(submission=found, section=section, version=0)
    stored.text, stored.version = text, version + 1
    stored.updated_by, stored.updated_at = user, timezone.now()
    stored.save()
    return stored


@transaction.atomic
def answer(submission, *, item, user, value, version, unit="", reason=""):
    """Keep a school's target for an item, seen in a version of its statement (0: none yet).

    Returns the answer and what is doubtful about it in words: a jump against last year without a
    reason is kept, and stands against submitting. No value takes the target out. Raises
    ``ValidationError`` by the item's key, ``editing.Conflict`` as a change of any row does.
    """
    found = fillable(submission, user)
    if item.section.form_id != found.campaign.form_id:
        raise ValidationError("这一项不在本次的上报表里，请刷新页面。")
    number = _number(item, value, unit)
    rows = IndicatorAnswer.objects.select_related("statement")
    kept = rows.filter(submission=found, item=item).first()
    kept = kept or IndicatorAnswer(submission=found, item=item)
    if (kept.statement.version if kept.statement else 0) != version:
        raise editing.Conflict([kept.statement] if kept.statement else [])
    kept.statement = _said(found.plan, kept.statement, item, number, user)
    kept.reason = reason.strip()[:300]
    kept.save()
    before = last_year(found).get(item.indicator_id)
    is_told = number is None or kept.reason
    return kept, "" if is_told else checking.doubt(item, number, before and before.value)


@transaction.atomic
def attach(submission, *, section, user, name, data):
    """Keep a file beside the submission; raises ``ValidationError`` for one that cannot be."""
    found = fillable(submission, user)
    _require_section(found, section, FormSection.Kind.ATTACHMENTS)
    name = _accepted(section, name, data)
    if found.attachments.kept().count() >= MOST_FILES:
        raise ValidationError({section.key: f"最多上传 {MOST_FILES} 个附件，请合并或删去一些。"})
    sha256 = hashlib.sha256(data).hexdigest()
    if known := found.attachments.kept().filter(section=section, sha256=sha256).first():
        return known
    kept = Attachment.objects.create(
        submission=found,
        section=section,
        name=name,
        size=len(data),
        sha256=sha256,
        added_by=user,
        added_at=timezone.now(),
    )
    AttachmentContent.objects.create(attachment=kept, file=data)
    return kept


@transaction.atomic
def detach(attachment, *, user):
    """Take a file out; its bytes stay as a trace."""
    found = fillable(attachment.submission, user)
    kept = found.attachments.kept().filter(pk=attachment.pk)
    kept.update(removed_by=user, removed_at=timezone.now())


def fillable(submission, user):
    """The submission, locked, where the user may write in it now; raises where not."""
    found = Submission.objects.for_change(submission.pk)
    plan = getattr(found, "plan", None)
    if plan is None:
        raise ValidationError("还没有开始填报，请先点“开始填报”。")
    plan.submission = found
    require_editor(user, plan)
    return found


def _require_section(submission, section, kind):
    if section.form_id != submission.campaign.form_id or section.kind != kind:
        raise ValidationError("这一部分不在本次的上报表里，请刷新页面。")


def _number(item, value, unit):
    """The number that a person wrote, None for nothing; raises ``ValidationError``."""
    if value is None or str(value).strip() == "":
        return None
    if unit and not is_same_unit(unit, item.indicator.unit):
        asked = item.indicator.unit
        raise ValidationError({item.key: f"“{item}”的单位是“{asked}”，请换算成{asked}再填。"})
    try:
        number = Decimal(str(value).strip().replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise ValidationError({item.key: f"“{item}”要填一个数，例如 95 或 95.5。"}) from None
    message = checking.fault(item, number)
    if message:
        raise ValidationError({item.key: message})
    return number


def _said(plan, row, item, number, user):
    """The statement of the plan that says the number; rejected where there is none any more."""
    if row is None and number is None:
        return None
    if row is None:
        return editing.add(target(plan, item, value=number, rule=Statement.BY_HAND), user=user)
    row.plan = plan
    if number is None:
        if row.state == ReviewState.REJECTED:
            return row
        return editing.decide([row], user=user, state=ReviewState.REJECTED)[0]
    if row.counts and row.value == number:
        return row
    values = {"value": number, "comparator": item.comparator, "unit": item.indicator.unit}
    return editing.change(row, user=user, version=row.version, values=values)


def target(plan, item, **said):
    """A statement, yet unwritten, of what the school promises for an item of the form."""
    return Statement(
        plan=plan,
        unit=item.indicator.unit,
        comparator=item.comparator,
        nature=Statement.Nature.TARGET,
        year=plan.year,
        category=Statement.Category.INDICATOR,
        indicator_name=item.indicator.name,
        indicator=item.indicator,
        **said,
    )


def _accepted(section, name, data):
    """The name of a file to keep; raises ``ValidationError`` by the section's key."""
    try:
        return accepted(name, data)
    except ValidationError as error:
        raise ValidationError({section.key: error.messages}) from error
