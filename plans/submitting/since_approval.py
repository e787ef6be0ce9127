"""Submissions enter, how much each has changed since its last approval leaves."""

from collections import Counter

from django.db.models import Count, F, Q

from plans.models import FundingItem, SectionText, Statement, Submission, SubmittedText, Task
from plans.submitting.transitions import State, Step

ROWS = (Task, Statement, FundingItem)


def changes_since_approval(submissions):
    """Number of a submission -> rows, texts and files changed since; a fixed number of queries.

    An approved one is locked and has changed in nothing; neither has one never approved.
    """
    changed = Submission.objects.filter(
        pk__in=[s.pk for s in submissions if s.approved_at and s.state != State.APPROVED]
    )
    found = Counter({submission.pk: 0 for submission in submissions})
    numbers = list(changed.values_list("pk", flat=True))
    if numbers:
        for model in ROWS:
            found.update(_rows(model, numbers))
        found.update(_texts(numbers))
        found.update(_files(numbers))
    return dict(found)


def _rows(model, numbers):
    """Rows of a model with a record of their history after the approval."""
    path = "plan__submission"
    records = model.history.filter(
        **{f"{path}__in": numbers}, history_date__gt=F(f"{path}__approved_at")
    )
    return dict(records.order_by().values_list(path).annotate(Count("id", distinct=True)))


def _texts(numbers):
    """Texts that no longer say what was submitted last before the approval."""
    approved = SubmittedText.objects.filter(
        event__submission__in=numbers,
        event__action=Step.SUBMIT,
        event__at__lte=F("event__submission__approved_at"),
    )
    columns = ("event__submission", "section", "text")
    said = {row[:2]: row[2] for row in approved.order_by("event__at").values_list(*columns)}
    now = SectionText.objects.filter(submission__in=numbers)
    rows = now.values_list("submission", "section", "text")
    return Counter(number for number, section, text in rows if said.get((number, section)) != text)


def _files(numbers):
    """Files that were added or taken out after the approval."""
    approved = F("approved_at")
    late = Q(attachments__added_at__gt=approved, attachments__removed_at__isnull=True)
    gone = Q(attachments__added_at__lte=approved, attachments__removed_at__gt=approved)
    files = Submission.objects.filter(late | gone, pk__in=numbers).order_by()
    return dict(files.values_list("pk").annotate(Count("attachments")))
