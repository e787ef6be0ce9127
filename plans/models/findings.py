"""What an inspection found: measures and who answers; all else of it is a matter (问题整改)."""

from django.conf import settings
from django.db import models

from indicators.models import Region
from plans.models.matters import Matter, MatterQuerySet
from plans.models.scoring import OfBureauQuerySet
from plans.personal import PersonalCharField, PersonalTextField


class Inspection(models.Model):
    """Who looked into the bureau's work, and when they told what they found."""

    class Kind(models.TextChoices):
        SUPERVISION = "supervision", "教育督导"
        PATROL = "patrol", "巡视巡察"
        AUDIT = "audit", "审计"
        SPECIAL = "special", "专项检查"
        OWN = "own", "自查"

    bureau = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属教育局")
    kind = models.CharField("来源", max_length=12, choices=Kind, default=Kind.SUPERVISION)
    name = PersonalCharField(
        "检查名称", max_length=120, help_text="例如：2026年县域义务教育质量督导"
    )
    issuer = PersonalCharField(
        "反馈单位", max_length=120, help_text="例如：县政府教育督导委员会办公室"
    )
    day = models.DateField("反馈日期")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    created_at = models.DateTimeField("登记时间", auto_now_add=True)

    objects = OfBureauQuerySet.as_manager()

    class Meta:
        verbose_name = "检查"
        verbose_name_plural = "检查"
        ordering = ("-day", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("bureau", "name"),
                name="inspection_name_once",
                violation_error_message="已登记过同名的检查，请换一个名称，或在那次检查里加问题。",
            ),
        )

    def __str__(self):
        return self.name


class FindingQuerySet(MatterQuerySet):
    matter_path = "matter__"


class Finding(models.Model):
    """What is beside the matter of a finding: its measures, and whose name stands for them."""

    class Manner(models.TextChoices):
        AT_ONCE = "at_once", "立行立改"
        LIMITED = "limited", "限期整改"
        LASTING = "lasting", "长期坚持"

    matter = models.OneToOneField(
        Matter, models.PROTECT, primary_key=True, related_name="finding", verbose_name="督办事项"
    )
    inspection = models.ForeignKey(
        Inspection, models.PROTECT, related_name="findings", verbose_name="检查"
    )
    measures = PersonalTextField("整改措施")
    person = PersonalCharField("责任人", max_length=60, blank=True)
    manner = models.CharField("整改类型", max_length=10, choices=Manner, default=Manner.LIMITED)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "整改问题"
        verbose_name_plural = "整改问题"
        ordering = ("inspection_id", "matter_id")

    def __str__(self):
        return f"{self.matter}"
