"""The plan of a submission enters; what is still missing or wrong leaves, by field, in words."""

from django.core.exceptions import ValidationError
from django.db.models import Q

from plans.models import FormSection
from plans.reckoning import reckon
from plans.submitting import checking
from plans.submitting.earlier import last_year

Kind = FormSection.Kind
UNDECIDED = "“{section}”里还有 {number} 条沿用或识别来的内容没有确认。"
UNREAD = "“{section}”的文字是沿用或识别来的，请看过以后点“确认”。"
WHOLE = "plan"
"""Key of what is wrong with the plan as a whole."""


def require_complete(plan):
    """Raises ``ValidationError`` by field key where something stands against submitting."""
    faults = missing(plan)
    if faults:
        raise ValidationError(faults)


def missing(plan):
    """Field key -> what must be done first; empty where the plan can be submitted."""
    submission = plan.submission
    sections = list(submission.campaign.form.sections.prefetch_related("indicators__indicator"))
    faults = {}
    texts = {text.section_id: text for text in submission.texts.all()}
    filed = set(submission.attachments.kept().values_list("section", flat=True))
    answers = {a.item_id: a for a in submission.answers.select_related("statement")}
    before = last_year(submission)
    unread = set(submission.passages.filter(is_used=True).values_list("field", flat=True))
    for section in sections:
        if section.kind == Kind.TEXT:
            faults |= _text(section, texts.get(section.pk), section.key in unread)
        elif section.kind == Kind.INDICATORS:
            faults |= _indicators(section, answers, before)
        elif section.kind == Kind.ATTACHMENTS:
            if section.is_required and section.pk not in filed:
                faults[section.key] = f"“{section}”要上传至少一个文件。"
        else:
            faults |= _rows(section, plan)
    return faults or _whole(plan)


def _text(section, text, is_unread):
    said = text.text.strip() if text else ""
    if section.is_required and not said:
        return {section.key: f"“{section}”还没有填写。"}
    if section.most_characters and len(said) > section.most_characters:
        over = len(said) - section.most_characters
        most = section.most_characters
        return {section.key: f"“{section}”最多 {most} 字，超出 {over} 字，请删减。"}
    return {section.key: UNREAD.format(section=section)} if said and is_unread else {}


def _indicators(section, answers, before):
    items = list(section.indicators.all())
    faults, values = {}, {}
    for item in items:
        answer = answers.get(item.pk)
        value = answer.value if answer else None
        if value is None:
            if item.is_required:
                faults[item.key] = f"“{item}”还没有填写。"
            continue
        values[item.pk] = value
        message = _answered(item, answer, before.get(item.indicator_id))
        if message:
            faults[item.key] = message
    return checking.totals(items, values) | faults


def _answered(item, answer, before):
    row = answer.statement
    if not row.counts:
        return f"“{item}”的数是沿用或识别来的，请确认或修改。"
    if (row.indicator_id, row.nature) != (item.indicator_id, row.Nature.TARGET):
        return f"“{item}”的这一条被改成了别的内容，请清空后重新填写。"
    doubt = checking.doubt(item, answer.value, before and before.value)
    return checking.fault(item, answer.value) or ("" if answer.reason.strip() else doubt)


def _rows(section, plan):
    """Tasks or money: confirmed, and some where the form wants them."""
    is_tasks = section.kind == Kind.TASKS
    rows = plan.tasks.kept() if is_tasks else plan.fundingitems.kept()
    undecided = rows.undecided().count()
    if undecided:
        return {section.key: UNDECIDED.format(section=section, number=undecided)}
    if section.is_required and not rows.exists():
        return {section.key: f"“{section}”还没有填写，请至少填一条。"}
    if section.is_required and is_tasks and not rows.filter(due_on__isnull=False).exists():
        return {section.key: f"“{section}”里没有一项写了完成时限，请至少填一个。"}
    return {}


def _whole(plan):
    """What publishing would stumble over, said to the school while it can still change it."""
    obstacles = reckon(plan).obstacles
    school, region = plan.school_id, plan.region_id
    own = Q(school=None) | Q(school=school), Q(region=None) | Q(region=region)
    if plan.statements.counting().exclude(*own).exists():
        obstacles = [*obstacles, "有的指标写的是别的学校或地区，请改成本校。"]
    return {WHOLE: obstacles} if obstacles else {}
