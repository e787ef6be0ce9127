"""By whom and at which school: what documents name, until a person confirms it."""

from django.db import models
from django.db.models import Q

from indicators.choices import Stage
from indicators.models.regions import Region


class OwnedQuerySet(models.QuerySet):
    """Rows of a dimension that belong to a region."""

    def visible_to(self, user):
        """All for system administrators, else the region's; outside a bureau, confirmed ones.

        What nobody has confirmed may be a word of a draft.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if not user.reads_published:
            return self.none()
        own = self.filter(region__adcode__startswith=user.region.significant)
        return own if user.is_bureau_member else own.filter(is_confirmed=True)


class Owned(models.Model):
    """A unit or school: what documents name, until a person confirms that it exists."""

    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name="所属地区"
    )
    name = models.CharField("名称", max_length=120)
    is_confirmed = models.BooleanField("已确认", default=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("region_id", "name")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "name"),
                name="%(class)s_region_name",
                violation_error_message="该地区已有同名记录。",
            ),
            models.UniqueConstraint(
                fields=("name",),
                condition=Q(region__isnull=True),
                name="%(class)s_name_without_region",
                violation_error_message="已有同名且未定地区的记录。",
            ),
        )

    def __str__(self):
        return self.name


class Unit(Owned):
    """A section, department, town or school office that can be responsible (责任单位)."""

    class Meta(Owned.Meta):
        verbose_name = "单位"
        verbose_name_plural = "单位"


class School(Owned):
    """A school, kindergarten, college or teaching point."""

    school_code = models.CharField("学校标识码", max_length=10, blank=True)
    stage = models.CharField("学段", max_length=20, choices=Stage, blank=True)
    town = models.CharField("乡镇（街道）", max_length=60, blank=True)

    class Meta(Owned.Meta):
        verbose_name = "学校"
        verbose_name_plural = "学校"
        constraints = (
            *Owned.Meta.constraints,
            models.UniqueConstraint(
                fields=("school_code",),
                condition=~Q(school_code=""),
                name="school_code_once",
                violation_error_message="该学校标识码已被使用。",
            ),
        )

    @property
    def is_teaching_point(self):
        """Whether its name says that it is one (教学点)."""
        return self.name.rstrip("）)").endswith("教学点")
