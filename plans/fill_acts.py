"""What a button of the form asks, as ``verb:key:version``, enters; it is done, with what to say."""

from django.core.exceptions import ValidationError
from django.db import transaction

from plans import editing, outline, submitting
from plans.attaching import LARGEST_FILE
from plans.fill_page import ROWS
from plans.fill_saving import number_of
from plans.models import FormSection, Passage, ReviewState, Statement, Task

Kind = FormSection.Kind
OUTSIDE = ("put", "drop")
"""Verbs about passages that belong to no section yet."""
UNKNOWN = "没有看懂要做什么，请刷新页面再试。"


def act(submission, section, wish, request):
    """Do what a button asks; returns what to say.

    Raises ``ValidationError`` where it cannot be done, ``editing.Conflict`` where somebody changed
    the row meanwhile.
    """
    verb, _, rest = wish.partition(":")
    key, _, version = rest.partition(":")
    plan = submission.plan
    plan.submission = submission
    if verb not in VERBS or (section is None and verb not in OUTSIDE):
        raise ValidationError(UNKNOWN)
    with transaction.atomic():
        return VERBS[verb](submission, section, (key, version), request)


def _saved(submission, section, about, request):
    return "已保存。"


def _confirm(submission, section, about, request):
    """One unit, or all of the section where none is named."""
    key = about[0]
    user = request.user
    if section.kind == Kind.TEXT:
        submitting.confirm_text(submission, user=user, section=section)
        return f"已确认“{section}”。"
    rows = _rows_of(submission, section)
    if key:
        rows = [row for row in rows if key == _key(section, row)]
    kept = submitting.confirm_rows(rows, user=user)
    return f"已确认 {len(kept)} 条。" if kept else "没有要确认的内容。"


def _key(section, row):
    """What the page calls a row: an item of the form goes by its own key."""
    return row.answer.item.key if section.kind == Kind.INDICATORS else row.key


def _rows_of(submission, section):
    """Rows of the plan that a section holds; items of the form answer by their statements."""
    plan = submission.plan
    if section.kind == Kind.INDICATORS:
        answered = {"answer__submission": submission, "answer__item__section": section}
        rows = Statement.objects.filter(plan=plan, **answered).select_related("answer__item")
    elif section.kind in ROWS:
        rows = ROWS[section.kind].objects.filter(plan=plan)
    else:
        return []
    found = list(rows.undecided())
    for row in found:
        row.plan = plan
    return found


def _row(submission, key):
    row = editing.row_of(submission.plan, key) if key[1:].isdecimal() and len(key) < 19 else None
    if row is None or row.state == ReviewState.REJECTED:
        raise ValidationError("这一条已经不在表里，请刷新页面。")
    row.plan = submission.plan
    return row


def _remove(submission, section, about, request):
    row = _row(submission, about[0])
    row.version = number_of(about[1])
    if isinstance(row, Task):
        gone = outline.remove(row, user=request.user, version=row.version)
        below = f"和它下面的 {len(gone) - 1} 条" if len(gone) > 1 else ""
        return f"已移除“{row}”{below}。"
    editing.decide([row], user=request.user, state=ReviewState.REJECTED)
    return f"已移除“{row}”。"


def _move(step):
    def move(submission, section, about, request):
        row = _row(submission, about[0])
        if not isinstance(row, Task):
            raise ValidationError(UNKNOWN)
        outline.move(row, user=request.user, version=number_of(about[1]), step=step)
        return "已移动。"

    return move


def _passage(submission, request, number):
    mine = Passage.objects.visible_to(request.user).filter(submission=submission)
    found = mine.filter(pk=number_of(number)).first()
    if found is None:
        raise ValidationError(submitting.GONE)
    return found


def _use(submission, section, about, request):
    passage = _passage(submission, request, about[0])
    submitting.adopt(passage, user=request.user)
    return "已采用原文。"


def _append(submission, section, about, request):
    passage = _passage(submission, request, about[0])
    submitting.adopt(passage, user=request.user, is_appended=True)
    return "已接在后面。"


def _drop(submission, section, about, request):
    submitting.drop(_passage(submission, request, about[0]), user=request.user)
    return "这段原文不再显示，您填的内容没有变。"


def _put(submission, section, about, request):
    """Into the section that the list beside the passage names."""
    passage = _passage(submission, request, about[0])
    chosen = request.POST.get(f"p{passage.pk}-section", "")
    submitting.put(passage, user=request.user, section=chosen)
    return "已放入所选部分，请看过以后修改。"


def _attach(submission, section, about, request):
    files = request.FILES.getlist("files")
    if not files:
        raise ValidationError("还没有选择文件，请先选择。")
    for file in files:
        submitting.attach(
            submission, section=section, user=request.user, name=file.name, data=read(file)
        )
    return f"已上传 {len(files)} 个文件。"


def read(file):
    """The bytes of a sent file; raises ``ValidationError`` for one that is far too large."""
    if file.size > LARGEST_FILE:
        most = LARGEST_FILE // 1024 // 1024
        raise ValidationError(f"“{file.name}”超过 {most} MB，请压缩后再传。")
    return file.read()


def _detach(submission, section, about, request):
    files = submission.attachments.visible_to(request.user).kept()
    found = files.filter(pk=number_of(about[0])).first()
    if found is None:
        raise ValidationError("这个文件已经不在表里，请刷新页面。")
    found.submission = submission
    submitting.detach(found, user=request.user)
    return f"已删去“{found}”。"


VERBS = {
    "save": _saved,
    "add": _saved,
    "keep": _saved,
    "join": _saved,
    "take": _saved,
    "confirm": _confirm,
    "remove": _remove,
    "up": _move("up"),
    "down": _move("down"),
    "use": _use,
    "append": _append,
    "drop": _drop,
    "put": _put,
    "attach": _attach,
    "detach": _detach,
}
"""Verb of a button -> what it does beyond keeping what was typed."""
