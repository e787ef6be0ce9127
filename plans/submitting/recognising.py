"""A school's own file enters, proposals for the fields of its form leave, each with its passage.

Nothing that the school has written is changed: what is found for a filled field is shown beside it.
The file never becomes a source of the bureau, which would read it before it is submitted.
"""

from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import transaction

from plans.extraction import extract_file
from plans.extraction.splitting import split
from plans.models import FormSection, Passage, Submission
from plans.reference import gazetteer
from plans.submitting.filling import attach, begin, fillable, save_text
from plans.submitting.headings import matched
from plans.submitting.proposing import propose_money, propose_targets, propose_tasks, stands_under
from plans.submitting.transitions import Step, require

Kind = FormSection.Kind
LONGEST_PASSAGE = 20_000
"""Characters of one passage that are kept: a section of a plan is shorter."""
MOST_LEFT = 40
"""Passages without a section that are kept."""
FRONT = "开头部分"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the document under one heading of the outermost kind."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """How much a file gave, by kind of field, and what became of the file itself."""

    texts: int
    targets: int
    tasks: int
    money: int
    left: int
    note: str = ""

    @property
    def is_empty(self):
        """It gave nothing at all."""
        return not (self.texts or self.targets or self.tasks or self.money or self.left)


def recognise(submission, *, user, name, data):
    """Fill in what a school's own file says, as proposals; returns ``Recognised``.

    A submission that nobody has begun is begun by it, unless the file cannot be read.

    Raises ``ReadError`` where the bytes cannot become text, ``PermissionDenied`` and
    ``ValidationError`` as any writing into a submission does.
    """
    _require(submission, user)
    year = submission.campaign.year
    extraction = extract_file(name, data, gazetteer=gazetteer(), default_year=year)
    stretches = list(_stretches(extraction))
    with transaction.atomic():
        current = Submission.objects.for_change(submission.pk)
        if current.state == Submission.State.NOT_STARTED:
            begin(current, user=user)
        found = fillable(submission, user)
        Passage.objects.filter(submission=found, origin=Passage.Origin.FILE, is_used=False).delete()
        return _written(found, user, extraction, stretches, (name, data))


def _require(submission, user):
    """Raises where the file would be read in vain: it takes long."""
    if submission.state == Submission.State.NOT_STARTED:
        require(Step.BEGIN, submission, user)
        return
    with transaction.atomic():
        fillable(submission, user)


def _written(submission, user, extraction, stretches, file):
    sections = list(submission.campaign.form.sections.all())
    writing = [section for section in sections if section.kind == Kind.TEXT]
    places = matched([s.title for s in writing], [s.title for s in stretches])
    for place, number in places.items():
        _propose_text(submission, user, writing[number], stretches[place])
    told = {stretches[place].title for place in places}
    kinds = {section.kind for section in sections}
    tasks, used = [], set()
    if Kind.TASKS in kinds:
        tasks, used = propose_tasks(submission, user, extraction.documents, told)
    money = propose_money(submission, user, extraction) if Kind.FUNDING in kinds else []
    targets = propose_targets(submission, user, extraction)
    left = _leave(submission, user, _rest(stretches, places, used))
    return Recognised(
        len(places), targets, len(tasks), len(money), len(left), _file(submission, user, *file)
    )


def _stretches(extraction):
    """The outermost sections of the file's documents, and what stands before them."""
    for article in split(extraction.repaired.text, extraction.reading.headings):
        value = article.text.value
        outer = [section for section in article.sections if section.depth == 0]
        first = outer[0].start if outer else len(value)
        front = value[:first].strip().removeprefix(article.title).strip()
        if front:
            yield Stretch(FRONT, front)
        for section in outer:
            body = value[section.body : section.end].strip()
            yield Stretch(section.title, body or section.title)


def _propose_text(submission, user, section, stretch):
    """Write it where nothing stands yet; else only beside what stands."""
    kept = submission.texts.filter(section=section).first()
    said = stretch.text[:LONGEST_PASSAGE]
    if kept is not None and kept.text.strip() == said:
        return
    is_free = kept is None or not kept.text.strip()
    if is_free:
        version = kept.version if kept else 0
        save_text(submission, section=section, user=user, text=said, version=version)
    Passage.objects.create(
        submission=submission,
        field=section.key,
        title=stretch.title[:120],
        text=said,
        is_used=is_free,
        added_by=user,
    )


def _rest(stretches, places, used):
    """What means no section and holds no tasks; ``used`` are the headings of those."""
    free = [stretch for place, stretch in enumerate(stretches) if place not in places]
    return [s for s in free if not any(stands_under(heading, [s.title]) for heading in used)]


def _leave(submission, user, stretches):
    return Passage.objects.bulk_create(
        Passage(
            submission=submission,
            title=stretch.title[:120],
            text=stretch.text[:LONGEST_PASSAGE],
            added_by=user,
        )
        for stretch in stretches[:MOST_LEFT]
    )


def _file(submission, user, name, data):
    """Keep the file beside the submission where its form takes files; returns a word about it."""
    section = submission.campaign.form.sections.filter(kind=Kind.ATTACHMENTS).first()
    if section is None:
        return ""
    try:
        attach(submission, section=section, user=user, name=name, data=data)
    except ValidationError:
        return f"原文件“{PurePath(name).name[:60]}”没有存入附件（格式或大小不合要求）。"
    return "原文件已存入附件，不需要的话可以删去。"
