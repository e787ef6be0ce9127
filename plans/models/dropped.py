"""What a person took out of the schools, duties and deadlines that were found in a plan."""

from django.conf import settings
from django.db import models

from plans.models.documents import Plan
from plans.models.evidence import EvidenceQuerySet
from plans.personal import PersonalCharField


class Dropped(models.Model):
    """A school, duty or deadline of a plan that is wrong; gone once it is taken back.

    Statements and tasks, which count, have a state and a history of their own.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="dropped", verbose_name="计划")
    key = models.CharField("记录", max_length=20)
    reason = PersonalCharField("理由", max_length=300, blank=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="剔除人"
    )
    dropped_at = models.DateTimeField("剔除时间", auto_now_add=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "剔除的学校、责任或时限"
        verbose_name_plural = "剔除的学校、责任和时限"
        constraints = (
            models.UniqueConstraint(
                fields=("plan", "key"),
                name="dropped_once",
                violation_error_message="这一条已经剔除。",
            ),
        )

    def __str__(self):
        return self.key
