"""What a school decides about copied and recognised content enters; it stands or is gone."""

from django.core.exceptions import ValidationError
from django.db import transaction

from plans import editing
from plans.models import FormIndicator, FormSection, Passage, ReviewState, SectionText
from plans.submitting.filling import answer, fillable, save_text

GONE = "这段原文已经处理过了，请刷新页面。"


def passages_of(submission, user):
    """Key of a field -> its passages, in one query; those without a field under the empty key."""
    found = {}
    for passage in Passage.objects.visible_to(user).filter(submission=submission):
        found.setdefault(passage.field, []).append(passage)
    return found


@transaction.atomic
def adopt(passage, *, user, is_appended=False):
    """Write a passage into its field instead of what stands there, or behind it.

    Raises ``ValidationError`` where it cannot stand there.
    """
    submission = fillable(passage.submission, user)
    if passage.field.startswith("i"):
        _answer(submission, passage, user)
    else:
        section = _section(submission, passage.field[1:])
        _write(submission, section, passage, user, is_appended)
    passage.delete()


@transaction.atomic
def put(passage, *, user, section):
    """Write a passage behind what stands in a section of text, by the section's number."""
    submission = fillable(passage.submission, user)
    _write(submission, _section(submission, section), passage, user, is_appended=True)
    passage.delete()


@transaction.atomic
def drop(passage, *, user):
    """Want a passage no more; what stands in its field stays."""
    fillable(passage.submission, user)
    passage.delete()


@transaction.atomic
def confirm_text(submission, *, user, section):
    """Say that the copied or recognised text of a section is meant."""
    found = fillable(submission, user)
    found.passages.filter(field=section.key, is_used=True).delete()


@transaction.atomic
def confirm_rows(rows, *, user):
    """Say that proposed rows of one model are meant, as they were seen; others stay.

    Raises ``editing.Conflict`` where somebody changed one of them since.
    """
    proposed = [row for row in rows if row.is_open]
    if not proposed:
        return []
    kept = editing.decide(proposed, user=user, state=ReviewState.ACCEPTED)
    keys = [row.key for row in kept]
    Passage.objects.filter(submission__plan=kept[0].plan_id, field__in=keys).delete()
    return kept


def _answer(submission, passage, user):
    item = FormIndicator.objects.filter(
        pk=passage.field[1:], section__form=submission.campaign.form_id
    ).first()
    if item is None or passage.value is None:
        raise ValidationError(GONE)
    kept = submission.answers.select_related("statement").filter(item=item).first()
    row = kept.statement if kept else None
    answer(
        submission,
        item=item,
        user=user,
        value=passage.value,
        version=row.version if row else 0,
        reason=kept.reason if kept else "",
    )


def _section(submission, number):
    texts = submission.campaign.form.sections.filter(kind=FormSection.Kind.TEXT)
    found = texts.filter(pk=number).first() if str(number).isdecimal() else None
    if found is None:
        raise ValidationError("请选择要放入的部分。")
    return found


def _write(submission, section, passage, user, is_appended):
    kept = SectionText.objects.filter(submission=submission, section=section).first()
    before = kept.text.strip() if kept and is_appended else ""
    text = f"{before}\n{passage.text}" if before else passage.text
    version = kept.version if kept else 0
    save_text(submission, section=section, user=user, text=text, version=version)
