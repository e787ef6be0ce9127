"""Building projects of a county's schools (工程项目库), with their stages."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from indicators.models import Region, School, Unit
from plans.models.scoring import OfBureauQuerySet
from plans.personal import PersonalCharField, PersonalTextField


class ProjectQuerySet(OfBureauQuerySet):
    def for_list(self):
        """What a line of the library shows."""
        return self.select_related("school", "unit").prefetch_related("stages")


class Project(models.Model):
    """A building project: for which school, how large, how dear, until when."""

    class Nature(models.TextChoices):
        NEW = "new", "新建"
        EXTENSION = "extension", "改扩建"
        REPAIR = "repair", "维修改造"
        EQUIPMENT = "equipment", "设备购置"

    bureau = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属教育局")
    name = PersonalCharField("项目名称", max_length=200)
    school = models.ForeignKey(
        School,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name="项目学校",
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任单位"
    )
    nature = models.CharField("建设性质", max_length=12, choices=Nature, default=Nature.NEW)
    area = models.DecimalField(
        "建筑面积（平方米）",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=(MinValueValidator(0),),
    )
    investment = models.DecimalField(
        "总投资（元）",
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        validators=(MinValueValidator(0),),
    )
    funding_source = PersonalCharField("资金来源", max_length=120, blank=True)
    ends_on = models.DateField("计划竣工")
    note = PersonalTextField("说明", blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人"
    )
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    version = models.PositiveIntegerField("修改次数", default=1)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = "工程项目"
        verbose_name_plural = "工程项目"
        ordering = ("ends_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("bureau", "name"),
                name="project_name_once",
                violation_error_message="项目库里已有同名项目。",
            ),
        )

    def __str__(self):
        return self.name

    @property
    def current_stage(self):
        """The first stage that is not done; None where all are."""
        return next((stage for stage in self.stages.all() if stage.done_on is None), None)

    @property
    def done_share(self):
        """Percent of the days of all stages whose stage is done."""
        stages = list(self.stages.all())
        whole = sum(stage.days for stage in stages)
        done = sum(stage.days for stage in stages if stage.done_on)
        return done * 100 // whole if whole else 0


class ProjectStageQuerySet(OfBureauQuerySet):
    def visible_to(self, user):
        """Seen with their project."""
        projects = Project.objects.visible_to(user).order_by()
        return self.filter(project__in=projects.values("pk"))


class ProjectStage(models.Model):
    """A stage of a project; its days are reckoned back from the end of the whole."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="stages", verbose_name="工程项目"
    )
    position = models.PositiveSmallIntegerField("次序")
    name = PersonalCharField("阶段", max_length=60)
    days = models.PositiveSmallIntegerField("工期（天）", validators=(MinValueValidator(1),))
    waits_for = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="followers", verbose_name="前置阶段"
    )
    first_day = models.DateField("计划开始")
    last_day = models.DateField("计划完成")
    done_on = models.DateField("实际完成", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="登记完成的人",
    )

    objects = ProjectStageQuerySet.as_manager()

    class Meta:
        verbose_name = "项目阶段"
        verbose_name_plural = "项目阶段"
        ordering = ("project_id", "position", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("project", "name"),
                name="stage_name_once",
                violation_error_message="同一项目里阶段名称不能重复。",
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")),
                name="stage_begins_before_it_ends",
                violation_error_message="计划开始不能晚于计划完成。",
            ),
        )

    def __str__(self):
        return self.name
