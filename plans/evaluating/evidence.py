"""Files beside self marks enter; they are kept, or taken out and leave their trace."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plans.attaching import accepted
from plans.evaluating.transitions import Step, require
from plans.models import Assessment, AssessmentFile, AssessmentFileContent

MOST_OF_ITEM = 10


@transaction.atomic
def keep(place, item, files, *, user):
    """Keep files, pairs of name and bytes, beside an item, each of them once; how many are new.

    Raises ``ValidationError`` where one cannot be kept, or there are too many.
    """
    found = Assessment.objects.for_change(place.pk)
    require(Step.SCORE, user, found.round, found)
    if item.round_id != found.round_id or not item.is_asked_of(found):
        raise ValidationError("这一条不在这次评估里，请刷新页面。")
    known = found.files.kept().filter(item=item)
    once = {hashlib.sha256(data).hexdigest(): (name, data) for name, data in files}
    for sha256 in known.values_list("sha256", flat=True):
        once.pop(sha256, None)
    if known.count() + len(once) > MOST_OF_ITEM:
        raise ValidationError(f"一条最多放 {MOST_OF_ITEM} 个佐证文件，请合并或先删去一些。")
    for sha256, (name, data) in once.items():
        facts = {"name": accepted(name, data), "size": len(data), "sha256": sha256}
        facts |= {"added_by": user, "added_at": timezone.now()}
        kept = AssessmentFile.objects.create(assessment=found, item=item, **facts)
        AssessmentFileContent.objects.create(kept=kept, file=data)
    return len(once)


@transaction.atomic
def take_out(file, *, user):
    """Take a file out while the self-evaluation goes on; its bytes stay as a trace."""
    found = Assessment.objects.for_change(file.assessment_id)
    require(Step.SCORE, user, found.round, found)
    kept = AssessmentFile.objects.kept().filter(pk=file.pk)
    kept.update(removed_by=user, removed_at=timezone.now())
