"""What can be found by words: a stretch of a plan, task, statement or source, and where it is."""

from django.db import models

from indicators.models import Region
from plans.models.documents import Plan
from plans.models.evidence import Statement, Task
from plans.models.sources import BureauQuerySet, Source
from plans.personal import PersonalCharField, PersonalTextField


class SearchEntryQuerySet(BureauQuerySet):
    def read_by(self, user):
        """Entries of the plans and rows that the user reads; never the text of a source."""
        found = models.Q(pk__in=())
        for kind, model in (("plan", Plan), ("task", Task), ("statement", Statement)):
            rows = model.objects.visible_to(user).order_by().values("pk")
            found |= models.Q(kind=kind, row__in=rows)
        return self.filter(found)

    def current(self):
        """Only those in the newest version of their file, or in no file.

        Not by a join: of that, PostgreSQL believes that it leaves one entry in two hundred.
        """
        newer = Source.objects.filter(previous=models.OuterRef("source"))
        return self.filter(~models.Exists(newer))

    def in_region(self, region):
        """Only those of plans of a region or of what lies below it."""
        return self.filter(plan__region__adcode__startswith=region.significant)


class SearchEntry(models.Model):
    """A stretch of text that a search shows.

    Its terms stand in the table ``plans_searchterms``, which only ``plans.search`` reads and
    writes and which the database empties along with this one. On SQLite a trigger does that: a
    migration that makes this table anew has to make the trigger anew.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", "计划"
        TASK = "task", "任务"
        STATEMENT = "statement", "表述"
        PASSAGE = "passage", "原文"

    bureau = models.ForeignKey(
        Region, models.CASCADE, related_name="+", db_index=False, verbose_name="所属教育局"
    )
    kind = models.CharField("种类", max_length=10, choices=Kind)
    plan = models.ForeignKey(Plan, models.CASCADE, null=True, related_name="+", verbose_name="计划")
    source = models.ForeignKey(
        Source, models.CASCADE, null=True, related_name="+", verbose_name="来源"
    )
    year = models.PositiveSmallIntegerField("年度", null=True)
    row = models.BigIntegerField("记录", null=True)
    start = models.PositiveIntegerField("原文起", null=True)
    end = models.PositiveIntegerField("原文止", null=True)
    title = PersonalCharField("标题", max_length=520, blank=True)
    text = PersonalTextField("文字", blank=True)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "检索条目"
        verbose_name_plural = "检索条目"
        # None for the bureau: SQLite would take it where numbers of entries are given.
        indexes = (models.Index(fields=("kind", "row"), name="searchentry_row"),)

    def __str__(self):
        return self.title or self.text[:40]
