"""The evidence of a step of a matter: its files, and the observation that its figure became."""

from django.conf import settings
from django.db import models

from indicators.models import Observation
from plans.models.kept_files import KeptFile, KeptQuerySet
from plans.models.matter_steps import MatterStep, MatterStepQuerySet
from plans.models.matters import MatterQuerySet
from plans.models.submission_steps import WrittenOnce
from plans.personal import PersonalCharField


class MatterFileQuerySet(KeptQuerySet, MatterQuerySet):
    matter_path = "step__matter__"


class MatterFile(KeptFile):
    """A file that proves a report; one that is taken out keeps its bytes as a trace."""

    step = models.ForeignKey(
        MatterStep, models.PROTECT, related_name="files", verbose_name="办理记录"
    )
    name = PersonalCharField("文件名", max_length=255)

    objects = MatterFileQuerySet.as_manager()

    class Meta:
        verbose_name = "办理佐证"
        verbose_name_plural = "办理佐证"
        ordering = ("step_id", "pk")


class OfMatterFileQuerySet(MatterQuerySet):
    matter_path = "matter_file__step__matter__"


class MatterFileContent(models.Model):
    """The heavy part of a file."""

    matter_file = models.OneToOneField(
        MatterFile, models.PROTECT, primary_key=True, related_name="content", verbose_name="佐证"
    )
    file = models.BinaryField("文件")

    objects = OfMatterFileQuerySet.as_manager()

    class Meta:
        verbose_name = "佐证内容"
        verbose_name_plural = "佐证内容"

    def __str__(self):
        return f"{self.matter_file_id}"


class AcceptedFigureQuerySet(MatterStepQuerySet):
    matter_path = "step__matter__"


class AcceptedFigure(WrittenOnce):
    """The evidence of an observation: the report whose figure the bureau accepted."""

    step = models.OneToOneField(
        MatterStep, models.PROTECT, related_name="accepted", verbose_name="办理记录"
    )
    observation = models.ForeignKey(
        Observation, models.PROTECT, related_name="+", verbose_name="监测值"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="采纳人"
    )
    at = models.DateTimeField("采纳时间")

    objects = AcceptedFigureQuerySet.as_manager()

    class Meta:
        verbose_name = "采纳的完成值"
        verbose_name_plural = "采纳的完成值"

    def __str__(self):
        return f"{self.observation}"
