"""What a browser sends for a section of the form enters; troubles leave by unit, else it is kept.

Each unit is kept on its own: one that is wrong keeps no other from being saved.
"""

from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.db import transaction

from plans import editing, outline, submitting
from plans.fill_page import ROWS, Sent, form_of, new_key
from plans.models import FormSection, FundingItem, Task

Kind = FormSection.Kind
OTHER = "有人刚改过这一项，还没有保存您的内容。请看下面两边的内容再决定。"

TAKEN_OUT = "这一条刚被别人移除了。您填的内容还在这里，需要的话请点“添加”重新加上。"


def number_of(words):
    """A number that a browser sent; -1, which no version is, where it is none."""
    return int(words) if words.isdecimal() and len(words) < 10 else -1


def save(submission, section, sent, user, *, forced=()):
    """Keep what was sent for the units of a section; returns ``Sent`` by key of each trouble.

    ``forced`` are pairs of a key and the version of another's words that this sender has seen and
    overrides.
    """
    kept = SAVERS[section.kind](submission, section, sent, user, dict(forced))
    return {key: trouble for key, trouble in kept if trouble}


def _texts(submission, section, sent, user, forced):
    key = section.key
    if f"{key}-text" not in sent:
        return
    text = sent[f"{key}-text"]
    version = forced.get(key, number_of(sent.get(f"{key}-version", "")))

    def write():
        submitting.save_text(
            submission, section=section, user=user, text=_clean(text), version=version
        )

    yield key, _tried(write, {"text": text})


def _items(submission, section, sent, user, forced):
    answers = {a.item_id: a for a in submission.answers.select_related("statement")}
    for item in section.indicators.select_related("indicator", "section"):
        if f"{item.key}-value" in sent:
            yield item.key, _item(submission, (item, answers.get(item.pk)), sent, user, forced)


def _item(submission, place, sent, user, forced):
    item, answer = place
    typed = {name: _clean(sent.get(f"{item.key}-{name}", "")) for name in ("value", "reason")}
    if item.key not in forced and _is_same(answer, typed):
        return None
    version = forced.get(item.key, number_of(sent.get(f"{item.key}-version", "")))

    def write():
        submitting.answer(submission, item=item, user=user, version=version, **typed)

    return _tried(write, typed)


def _is_same(answer, typed):
    """Whether it says what is kept: a page sends all its fields, and confirms none by that."""
    kept = answer.value if answer else None
    if (answer.reason if answer else "") != typed["reason"].strip():
        return False
    words = typed["value"].strip()
    if kept is None or not words:
        return kept is None and not words
    try:
        return Decimal(words.replace(",", "").replace("，", "")) == kept
    except InvalidOperation:
        return False


def _rows(submission, section, sent, user, forced):
    plan = submission.plan
    plan.submission = submission
    model = ROWS[section.kind]
    rows = model.objects.visible_to(user).kept().filter(plan=plan)
    if model is Task:
        rows = rows.select_related("lead_unit")
    known = set()
    for row in rows:
        known.add(row.key)
        if f"{row.key}-version" in sent:
            row.plan = plan
            yield row.key, _row(row, sent, user, forced)
    key, trouble = _added(model(plan=plan), section, sent, user)
    yield key, trouble or _taken_out(model(), sent, known, key)


def _row(row, sent, user, forced):
    form = form_of(row, sent, key=row.key)
    if row.key not in forced and not form.has_changed():
        return None
    if not form.is_valid():
        return Sent(form=form, errors=("这一条还没有保存，请先改正标出的地方。",))
    version = forced.get(row.key, number_of(sent.get(f"{row.key}-version", "")))

    def write():
        values = form.values(row.plan)
        editing.change(row, user=user, version=version, values=values)

    return _tried(write, {}, form)


def _added(row, section, sent, user):
    """Write the new row where something is typed in its fields."""
    key = new_key(section.kind)
    form = form_of(row, sent, key=key)
    if form.is_blank:
        return key, None
    if not form.is_valid():
        return key, Sent(form=form, errors=("还没有添加，请先改正标出的地方。",))

    def write():
        for name, value in form.values(row.plan).items():
            setattr(row, name, value)
        if isinstance(row, FundingItem):
            row.year = row.plan.year
            editing.add(row, user=user)
        else:
            outline.insert(row, user=user)

    return key, _tried(write, {}, form)


def _taken_out(row, sent, known, new):
    """What was typed into a row that somebody else took out meanwhile, to be added again."""
    ends = (name.rpartition("-version") for name in sent if name.endswith("-version"))
    keys = [key for key, end, _ in ends if end and key[:1] == row.letter and key not in known]
    for key in keys:
        typed = {n.replace(key, new, 1): v for n, v in sent.items() if n.startswith(f"{key}-")}
        form = form_of(row, typed, key=new)
        if not form.is_blank:
            return Sent(form=form, errors=(TAKEN_OUT,))
    return None


def _files(submission, section, sent, user, forced):
    return iter(())


SAVERS = {
    Kind.TEXT: _texts,
    Kind.INDICATORS: _items,
    Kind.TASKS: _rows,
    Kind.FUNDING: _rows,
    Kind.ATTACHMENTS: _files,
}
"""Kind of section -> what keeps its units."""


def _tried(write, typed, form=None):
    """None where it was kept, else what came of it; nothing is half written."""
    try:
        with transaction.atomic():
            write()
    except editing.Conflict as conflict:
        stored = next(iter(conflict.rows), None)
        return Sent(typed=typed, form=form, errors=(OTHER,), conflict=stored or True)
    except ValidationError as error:
        return Sent(typed=typed, form=form, errors=tuple(error.messages))
    return None


def _clean(text):
    """What a database takes: PostgreSQL keeps no NUL."""
    return text.replace("\x00", "")
