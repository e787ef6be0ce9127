"""A submission and its reader enter, what it says leaves, section by section of its form."""

from dataclasses import dataclass
from decimal import Decimal

from plans.models import (
    AssignedTarget,
    FormIndicator,
    FormSection,
    FundingItem,
    IndicatorAnswer,
    Task,
)
from plans.presenting import amount
from plans.submitting.earlier import Earlier, last_year

Kind = FormSection.Kind


@dataclass(frozen=True, slots=True)
class Line:
    """An item of the form with its answer; both values are None where nothing is known."""

    item: FormIndicator
    answer: IndicatorAnswer | None
    before: Earlier | None
    assigned: Decimal | None = None
    """What the bureau expects of the school, once that is issued."""

    @property
    def key(self):
        """Name of the item in addresses, anchors and comments."""
        return self.item.key

    @property
    def value(self) -> Decimal | None:
        """What the school promises."""
        return self.answer.value if self.answer else None

    @property
    def reason(self):
        """Why it differs much from last year."""
        return self.answer.reason if self.answer else ""

    @property
    def statement(self):
        """The row of the plan that says it."""
        return self.answer.statement if self.answer else None

    @property
    def is_proposed(self):
        """A value that was copied or recognised, and that the school has not confirmed."""
        return self.value is not None and not self.statement.counts


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the form with all that the submission says there."""

    section: FormSection
    text: object = None
    lines: tuple = ()
    tasks: tuple = ()
    money: tuple = ()
    files: tuple = ()

    @property
    def kind(self):
        """Kind of the section."""
        return self.section.kind

    @property
    def key(self):
        """Name of the section in addresses, anchors and comments."""
        return self.section.key

    @property
    def is_empty(self):
        """The submission says nothing here."""
        said = self.text and self.text.text.strip()
        answered = any(line.value is not None for line in self.lines)
        return not (said or answered or self.tasks or self.money or self.files)


def parts_of(submission, user):
    """Parts of a submission as far as the user may read them; a fixed number of queries."""
    sections = submission.campaign.form.sections.prefetch_related("indicators__indicator")
    texts = {t.section_id: t for t in submission.texts.visible_to(user)}
    rows = submission.answers.visible_to(user).select_related("statement")
    answers = {row.item_id: row for row in rows}
    before = last_year(submission)
    given = AssignedTarget.objects.visible_to(user).issued_to(submission)
    assigned = {row.division.indicator_id: row.value for row in given}
    files = list(submission.attachments.visible_to(user).kept())
    tasks, money = _rows(submission, user)
    return [
        Part(
            section,
            text=texts.get(section.pk),
            lines=_lines(section, answers, before, assigned),
            tasks=tasks if section.kind == Kind.TASKS else (),
            money=money if section.kind == Kind.FUNDING else (),
            files=tuple(file for file in files if file.section_id == section.pk),
        )
        for section in sections
    ]


def _lines(section, answers, *known):
    """``known`` are what is known of indicators by their numbers: last year's, assigned."""
    return tuple(
        Line(item, answers.get(item.pk), *(values.get(item.indicator_id) for values in known))
        for item in section.indicators.all()
    )


def _rows(submission, user):
    """Tasks in their order and money, without what was taken out."""
    of_plan = {"plan__submission": submission}
    tasks = Task.objects.visible_to(user).kept().filter(**of_plan).order_by("position", "pk")
    tasks = tasks.select_related("lead_unit").prefetch_related("supporting_units")
    money = list(FundingItem.objects.visible_to(user).kept().filter(**of_plan).order_by("pk"))
    for item in money:
        item.figure = amount(item.amount)
    return tuple(tasks), tuple(money)
