"""Where something is measured: the divisions of GB/T 2260, current and abolished."""

import re

from django.db import models
from django.db.models import F, Q


class RegionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Division codes are public facts: whoever has signed in may read them."""
        return self if user.is_authenticated else self.none()

    def subtree_of(self, region):
        """The region itself and everything below it, by the significant digits of its code."""
        return self.filter(adcode__startswith=region.significant)

    def called(self, words):
        """Regions of a six-digit code that begins the words, else of that name, else so begun."""
        code = re.match(r"\d{6}(?!\d)", words)
        if code:
            return self.filter(adcode=code.group())
        exact = self.filter(Q(name=words) | Q(full_name=words))
        return exact if exact.exists() else self.filter(name__startswith=words)

    def in_year(self, year):
        """Only the regions that existed in a year."""
        began = Q(since__isnull=True) | Q(since__lte=year)
        return self.filter(began, Q(until__isnull=True) | Q(until__gte=year))


class Region(models.Model):
    """A division of GB/T 2260, current or abolished."""

    class Level(models.TextChoices):
        PROVINCE = "province", "省级"
        PREFECTURE = "prefecture", "地级"
        COUNTY = "county", "县级"

    adcode = models.CharField("行政区划代码", max_length=6)
    name = models.CharField("名称", max_length=60)
    full_name = models.CharField("全称", max_length=120)
    level = models.CharField("级别", max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    since = models.PositiveSmallIntegerField("启用年", null=True, blank=True)
    until = models.PositiveSmallIntegerField("最后一年", null=True, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        verbose_name = "地区"
        verbose_name_plural = "地区"
        # The current one first: databases differ on where an empty year stands.
        ordering = ("adcode", F("until").desc(nulls_first=True))
        constraints = (
            models.UniqueConstraint(
                fields=("adcode", "name"),
                name="region_adcode_name",
                violation_error_message="该代码与名称的地区已经存在。",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lte=F("until")),
                name="region_since_before_until",
                violation_error_message="启用年不能晚于最后一年。",
            ),
        )

    def __str__(self):
        return self.full_name

    @property
    def significant(self):
        """The digits of the code that its whole subtree shares."""
        width = {self.Level.PROVINCE: 2, self.Level.PREFECTURE: 4}.get(self.level, 6)
        return self.adcode[:width]
