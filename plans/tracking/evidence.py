"""Files beside a step of a matter enter; they are kept, or taken out and leave their trace."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from plans.attaching import accepted
from plans.models import Matter, MatterFile, MatterFileContent, MatterStep
from plans.tracking.transitions import Step, require

NO_PROOF = "问题整改要有佐证才能销号：请上传文件，或在“佐证说明”里写明文号、台账、照片存放处。"
MOST_OF_STEP = 20
MOST_OF_MATTER = 200


def keep(step, files):
    """Keep files, pairs of name and bytes, as the evidence of a step, each of them once.

    Raises ``ValidationError`` for ``files`` where one cannot be kept, or there are too many.
    """
    once = {hashlib.sha256(data).hexdigest(): (name, data) for name, data in files}
    _require_room(step, len(once))
    for sha256, (name, data) in once.items():
        kept = MatterFile.objects.create(
            step=step, name=_accepted(name, data), size=len(data), sha256=sha256
        )
        MatterFileContent.objects.create(matter_file=kept, file=data)


def require_proof(matter):
    """Raises ``ValidationError`` for a finding that neither a file nor words prove.

    What proved it before it was taken up again counts no more; what proves a part proves the whole.
    """
    if not matter.is_finding:
        return
    steps = MatterStep.objects.within(matter)
    again = steps.filter(matter=matter, action=Step.REOPEN).order_by("-pk").first()
    if again:
        steps = steps.filter(pk__gt=again.pk)
    files = MatterFile.objects.kept().filter(step__in=steps.order_by())
    if not (steps.exclude(proof="").exists() or files.exists()):
        raise ValidationError({"files": NO_PROOF})


@transaction.atomic
def take_out(file, *, user):
    """Take a file out while the matter is worked on; its bytes stay as a trace."""
    matter = Matter.objects.for_change(file.step.matter_id)
    require(Step.REPORT, matter, user)
    kept = MatterFile.objects.kept().filter(pk=file.pk)
    kept.update(removed_by=user, removed_at=timezone.now())


def _accepted(name, data):
    try:
        return accepted(name, data)
    except ValidationError as error:
        raise ValidationError({"files": error.messages}) from error


def _require_room(step, number):
    if number > MOST_OF_STEP:
        raise ValidationError({"files": f"一次最多上传 {MOST_OF_STEP} 个文件，请合并或分次上传。"})
    kept = MatterFile.objects.kept().filter(step__matter=step.matter_id).count() if number else 0
    if kept + number > MOST_OF_MATTER:
        told = f"一个事项最多保存 {MOST_OF_MATTER} 个文件，请先删去一些。"
        raise ValidationError({"files": told})
