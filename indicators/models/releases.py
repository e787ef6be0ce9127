"""When figures became public: numbered in the order in which readers came to see them."""

from django.conf import settings
from django.db import models
from django.db.models import Max


class ReleaseQuerySet(models.QuerySet):
    def until(self, moment):
        """Those that had come out at a moment."""
        return self.filter(at__lte=moment)

    def newest_number(self):
        """The number of the newest release, 0 where there is none."""
        return self.aggregate(newest=Max("number"))["newest"] or 0


class Release(models.Model):
    """One act of publishing figures; what it wrote came to be seen all at once.

    A clock says when something was written, not when others could see it: of two transactions the
    one that began first may end last. Numbers are given under a lock that is held until the
    transaction ends, so whoever has seen a number has seen all before it.
    """

    number = models.PositiveBigIntegerField("编号", primary_key=True)
    at = models.DateTimeField("发布时间", unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发布人"
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "数据发布"
        verbose_name_plural = "数据发布"
        ordering = ("-number",)

    def __str__(self):
        return f"第 {self.number} 次"


class EditionQuerySet(models.QuerySet):
    def now(self):
        """The edition that readers see: one look-up by its key; 0 and 0 in an empty database.

        Written out, because to build the query takes Django four times as long as to ask it.
        """
        rows = self.raw(f"SELECT * FROM {self.model._meta.db_table} WHERE id = %s", [Edition.ONLY])
        return next(iter(rows), None) or Edition()


class Edition(models.Model):
    """A single row that says what data and names stand at, so that a reader asks for it alone.

    ``names`` counts changes of indicators, regions, confirmed schools and frameworks; triggers
    of the database
    count them, whichever door a change comes through (``indicators/counting_names.py``).
    """

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    release = models.PositiveBigIntegerField("数据发布编号", default=0)
    at = models.DateTimeField("发布时间", null=True, blank=True)
    names = models.PositiveBigIntegerField("名录变更次数", default=0)
    counted_in = models.BigIntegerField("计数的事务", null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "数据版本"
        verbose_name_plural = "数据版本"

    def __str__(self):
        return f"{self.release}.{self.names}"
