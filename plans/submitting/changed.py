"""A submission and a moment enter, what its school changed since leaves, field by field."""

from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db.models import Q
from django.utils import timezone

from plans.differences import label, shown
from plans.models import FormSection, FundingItem, Statement, SubmittedText, Task
from plans.moments import difference, standing, touched
from plans.submitting.transitions import Step

ADDED, CHANGED, GONE = "新增", "修改", "删除"
MOVED = "移动了位置"
Kind = FormSection.Kind


@dataclass(frozen=True, slots=True)
class Mark:
    """What happened to a field, and its parts: name, before, after, each in words."""

    what: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    name: str = ""


def marks_since(submission, parts, moment):
    """Key of a field -> its marks; a fixed number of queries.

    What is gone stands at the section where it was.
    """
    found = defaultdict(list)
    for model in (Task, Statement, FundingItem):
        for key, mark in _rows(model, submission.plan, parts, moment):
            found[key].append(mark)
    for key, mark in (*_texts(submission, parts, moment), *_files(submission, moment)):
        found[key].append(mark)
    return dict(found)


def _rows(model, plan, parts, moment):
    places = _places(model, parts)
    ids = touched(model, plan, moment)
    old, new = standing(model, ids, moment), standing(model, ids, timezone.now())
    for pk, record in new.items():
        told = difference(model, old.get(pk), record)
        if told is None:
            continue
        key = places.get(told.key)
        mark = _figure(old.get(pk), told, record) if model is Statement else _row(model, told)
        if mark:
            yield key or _home(model, parts), mark if key else _named(mark, told)


def _row(model, told):
    """A task or money; what only moved is no change that a reader must look at."""
    if told.what != CHANGED:
        return Mark(told.what)
    noise = label(model, "state")
    lines = [line for line in told.fields if line[0] != noise and line[2] != MOVED]
    return Mark(CHANGED, lines) if lines else None


def _figure(old, told, new):
    """A number, before and after; confirming it changes nothing."""
    before = shown(old, "value") if old and told.what != ADDED else ""
    after = shown(new, "value") if told.what != GONE else ""
    return Mark(told.what, [("", before, after)]) if before != after else None


def _named(mark, told):
    return Mark(mark.what, mark.lines, told.name)


def _places(model, parts):
    """Key of a row -> key of the field of the paper that shows it."""
    if model is Statement:
        lines = (line for part in parts for line in part.lines if line.statement)
        return {line.statement.key: line.key for line in lines}
    return {row.key: row.key for part in parts for row in (*part.tasks, *part.money)}


def _home(model, parts):
    """Key of the section where rows of a model stand."""
    kinds = {Task: Kind.TASKS, Statement: Kind.INDICATORS, FundingItem: Kind.FUNDING}
    found = (part.key for part in parts if part.kind == kinds[model])
    return next(found, parts[0].key if parts else "")


def _texts(submission, parts, moment):
    """Texts beside what was submitted last before the moment, line by line where they differ."""
    submitted = SubmittedText.objects.filter(
        event__submission=submission, event__action=Step.SUBMIT, event__at__lte=moment
    )
    said = dict(submitted.order_by("event__at", "pk").values_list("section", "text"))
    for part in parts:
        if part.kind == Kind.TEXT:
            before, after = said.get(part.section.pk, ""), part.text.text if part.text else ""
            lines = _lines(before, after)
            if lines:
                yield part.key, Mark(CHANGED, lines)


def _lines(before, after):
    """Paragraphs that differ, as they were and as they are."""
    old, new = _paragraphs(before), _paragraphs(after)
    steps = SequenceMatcher(None, old, new).get_opcodes()
    changed = [(old[a:b], new[c:d]) for tag, a, b, c, d in steps if tag != "equal"]
    return [("", "\n".join(was), "\n".join(now)) for was, now in changed]


def _paragraphs(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def _files(submission, moment):
    """Files that came or went."""
    late = Q(added_at__gt=moment, removed_at=None)
    gone = Q(added_at__lte=moment, removed_at__gt=moment)
    for file in submission.attachments.filter(late | gone).select_related("section"):
        is_gone = file.removed_at is not None
        lines = [("", file.name, "") if is_gone else ("", "", file.name)]
        yield file.section.key, Mark(GONE if is_gone else ADDED, lines)
