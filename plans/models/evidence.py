"""What was found in a plan: tasks, statements, money, duties, deadlines, each at its place."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from indicators.matching import is_same_unit
from indicators.models import Comparator, Indicator, Region, School, Unit
from plans.models.documents import Plan
from plans.models.reading import of_own_school, published_to
from plans.models.sources import BureauQuerySet
from plans.personal import PersonalCharField, PersonalTextField

YEARS = (1949, 2100)
"""First and last year that a plan may speak of."""
RATIO = "比"
"""Unit of a ratio: its two sides stand in the value and its upper value."""


class ReviewState(models.TextChoices):
    """What a person has decided about a proposal."""

    PROPOSED = "proposed", "待核"
    ACCEPTED = "accepted", "已核"
    CORRECTED = "corrected", "已更正"
    LEFT_OUT = "left_out", "不纳入"
    REJECTED = "rejected", "已剔除"


COUNTING = (ReviewState.ACCEPTED, ReviewState.CORRECTED)
"""States in which a row is part of the plan for good."""


class EvidenceQuerySet(BureauQuerySet):
    """Rows found in a plan."""

    bureau_path = "plan__bureau"
    plan_path = "plan__"


class ReviewedQuerySet(EvidenceQuerySet):
    """Rows that a person decides on."""

    def read_by(self, user):
        """Confirmed rows of plans published for the user, and all of his school's plans."""
        published = published_to(user, "plan__") & Q(state__in=COUNTING)
        return self.filter(published | of_own_school(user, "plan__"))

    def undecided(self):
        """Those that nobody has looked at."""
        return self.filter(state=ReviewState.PROPOSED)

    def counting(self):
        """Those that a person has confirmed."""
        return self.filter(state__in=COUNTING)

    def kept(self):
        """All but the rejected ones, which are no part of the plan."""
        return self.exclude(state=ReviewState.REJECTED)


class TaskQuerySet(ReviewedQuerySet):
    def for_cards(self):
        """With the units that a card names."""
        joined = self.select_related("lead_unit", "reviewed_by")
        return joined.prefetch_related("supporting_units")


class StatementQuerySet(ReviewedQuerySet):
    def for_cards(self):
        """With all that a card names: indicator, place, and the task's units."""
        joined = ("indicator", "region", "school", "reviewed_by", "task__lead_unit")
        return self.select_related(*joined).prefetch_related("task__supporting_units")


class Evidence(models.Model):
    """A row that stands at a place of its plan's source, in characters of the decoded text."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="%(class)ss", verbose_name="计划")
    start = models.PositiveIntegerField("原文起", null=True, blank=True)
    end = models.PositiveIntegerField("原文止", null=True, blank=True)

    letter = ""
    """First character of the key; which kind of row it is."""

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("plan_id", "start", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(start__lte=F("end")),
                name="%(class)s_span_in_order",
                violation_error_message="原文起止位置有误。",
            ),
        )

    @property
    def key(self):
        """Name of the row in addresses and anchors."""
        return f"{self.letter}{self.pk}"

    @property
    def place(self):
        """Its span in the source, None where a person added it without one."""
        return None if self.start is None else (self.start, self.end)


class Reviewed(Evidence):
    """A proposal that counts only once a person has confirmed it."""

    state = models.CharField(
        "核对", max_length=10, choices=ReviewState, default=ReviewState.PROPOSED
    )
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="核对人",
    )
    reviewed_at = models.DateTimeField("核对时间", null=True, blank=True)
    reason = PersonalCharField("理由", max_length=300, blank=True)
    version = models.PositiveIntegerField("修改次数", default=1)

    objects = ReviewedQuerySet.as_manager()

    class Meta(Evidence.Meta):
        abstract = True
        indexes = (
            # Few rows wait among many decided ones: what is still open is asked of every list.
            models.Index(
                fields=("plan",),
                condition=Q(state=ReviewState.PROPOSED),
                name="%(class)s_undecided",
            ),
            # Who decided last on what, and in which plans, without a look at the rows themselves.
            models.Index(fields=("reviewed_by", "-reviewed_at", "plan"), name="%(class)s_decided"),
        )

    @property
    def is_open(self):
        """Nobody has decided on it."""
        return self.state == ReviewState.PROPOSED

    @property
    def counts(self):
        """A person has confirmed it."""
        return self.state in COUNTING


def changes(*m2m_fields):
    """History of a reviewed row; the first record of an imported one is written when it changes."""
    reason = PersonalTextField("原因", blank=True, null=True)
    return HistoricalRecords(history_change_reason_field=reason, m2m_fields=m2m_fields)


GIST = 40
"""Characters of an untitled task that stand for its title."""


class Task(Reviewed):
    """An item of the plan's outline, with who must do it by when.

    The tree is the order and the depth: what follows deeper belongs to the item. Positions leave
    gaps, so that a move touches only what moves.
    """

    position = models.FloatField("次序")
    depth = models.PositiveSmallIntegerField("层次", default=0)
    number = PersonalCharField("编号", max_length=40, blank=True)
    title = PersonalCharField("标题", max_length=255, blank=True)
    text = PersonalTextField("内容", blank=True)
    lead_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="牵头单位"
    )
    supporting_units = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name="配合单位"
    )
    due_on = models.DateField("完成时限", null=True, blank=True)

    letter = "t"
    objects = TaskQuerySet.as_manager()
    history = changes("supporting_units")

    class Meta(Reviewed.Meta):
        verbose_name = "任务"
        verbose_name_plural = "任务"
        ordering = ("plan_id", "position", "pk")

    def __str__(self):
        return f"{self.number} {self.gist}".strip()

    @property
    def gist(self):
        """Its title, or what its text begins with."""
        return self.title or self.text[:GIST]


ASPECTS = {
    "found": "是否量化表述",
    "indicator": "名称",
    "nature": "性质",
    "year": "年度",
    "comparator": "比较",
    "per": "计量对象",
    "category": "类别",
}
"""What the program may be unsure of, in the order in which a reader checks it."""


class Statement(Reviewed):
    """A quantified statement of the text (文中量化表述), in base units."""

    class Nature(models.TextChoices):
        TARGET = "target", "目标"
        ACTUAL = "actual", "完成"
        BASELINE = "baseline", "基期"
        STANDARD = "standard", "标准"
        REFERENCE = "reference", "参照"

    class Category(models.TextChoices):
        INDICATOR = "indicator", "指标"
        FUNDING = "funding", "经费"

    BY_HAND = "by_hand"
    """Rule of a statement that a person added."""
    COPIED = "copied"
    """Rule of a statement that another plan proposed, not its text."""

    text = PersonalCharField("数字原样", max_length=255, blank=True)
    quote = PersonalTextField("所在句", blank=True)
    value = models.DecimalField("数值", max_digits=24, decimal_places=6)
    value_high = models.DecimalField("上限", max_digits=24, decimal_places=6, null=True, blank=True)
    unit = PersonalCharField("单位", max_length=40, blank=True)
    comparator = models.CharField("比较", max_length=10, choices=Comparator)
    nature = models.CharField("性质", max_length=10, choices=Nature)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    category = models.CharField("类别", max_length=10, choices=Category)
    indicator_name = PersonalCharField("文中指标", max_length=255, blank=True)
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name="目录指标",
    )
    per = PersonalCharField("计量对象", max_length=40, blank=True)
    scope = PersonalCharField("范围", max_length=255, blank=True)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="地区",
        help_text="空着就是计划的地区",
    )
    school = models.ForeignKey(
        School,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="学校",
        help_text="空着就是计划的学校",
    )
    rule = models.CharField("识别规则", max_length=60, blank=True)
    confidence = models.FloatField("把握", null=True, blank=True, help_text="0 到 1")
    doubts = models.CharField("把握不大的项目", max_length=100, blank=True)
    task = models.ForeignKey(
        Task,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name="所在任务",
    )

    letter = "s"
    objects = StatementQuerySet.as_manager()
    history = changes()

    class Meta(Reviewed.Meta):
        verbose_name = "量化表述"
        verbose_name_plural = "量化表述"
        indexes = (
            *Reviewed.Meta.indexes,
            # What became of the proposals of each rule, counted without a look at the rows.
            models.Index(fields=("plan", "state", "rule", "start"), name="statement_by_rule"),
        )

    def __str__(self):
        return f"{self.indicator_name} {self.text}".strip()

    @property
    def to_check(self):
        """What a reader should look at first, in words."""
        held = set(self.doubts.split(","))
        return "、".join(word for aspect, word in ASPECTS.items() if aspect in held)

    def clean(self):
        """Values in order, a unit that the indicator can take."""
        wrong = {}
        if self.comparator == Comparator.BETWEEN and self.value_high is None:
            wrong["value_high"] = "区间要填上限。"
        bounds = (self.value, self.value_high)
        if self.unit != RATIO and None not in bounds and self.value_high < self.value:
            wrong["value_high"] = "上限不能小于数值。"
        if self.indicator_id and not is_same_unit(self.unit, self.indicator.unit):
            wrong["indicator"] = (
                f"“{self.indicator.name}”的单位是“{self.indicator.unit}”，"
                f"与这条的单位“{self.unit or '空'}”不同，请换一个指标或改单位。"
            )
        if self.year is not None and not YEARS[0] <= self.year <= YEARS[1]:
            wrong["year"] = f"年度应在 {YEARS[0]} 到 {YEARS[1]} 之间。"
        if wrong:
            raise ValidationError(wrong)

    @property
    def is_money(self):
        """It tells a sum of money."""
        return self.category == self.Category.FUNDING


class FundingItem(Reviewed):
    """Money named in the plan: what for, how much, from whom."""

    statement = models.OneToOneField(
        Statement,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="funding_item",
        verbose_name="量化表述",
    )
    purpose = PersonalCharField("经费项目", max_length=255, blank=True)
    amount = models.DecimalField("金额（元）", max_digits=20, decimal_places=2)
    per = PersonalCharField("计量对象", max_length=40, blank=True)
    year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    funding_source = PersonalCharField("资金来源", max_length=80, blank=True)

    letter = "f"
    history = changes()

    class Meta(Reviewed.Meta):
        verbose_name = "经费项目"
        verbose_name_plural = "经费项目"

    def __str__(self):
        return self.purpose or f"{self.amount}"


class Duty(Evidence):
    """A passage that makes units responsible."""

    letter = "r"
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="duties", verbose_name="计划")
    quote = PersonalTextField("原句")
    lead_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="牵头单位")
    supporting_units = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name="配合单位"
    )

    class Meta(Evidence.Meta):
        verbose_name = "责任分工"
        verbose_name_plural = "责任分工"

    def __str__(self):
        return self.quote[:40]


class Deadline(Evidence):
    """A passage that bounds time; ``due_on`` is empty where the source masks the year."""

    class Precision(models.TextChoices):
        DAY = "day", "日"
        TEN_DAYS = "ten_days", "旬"
        MONTH = "month", "月"
        QUARTER = "quarter", "季"
        HALF_YEAR = "half_year", "半年"
        YEAR = "year", "年"

    letter = "d"
    quote = PersonalTextField("原句")
    due_on = models.DateField("最后一天", null=True, blank=True)
    precision = models.CharField("精度", max_length=10, choices=Precision)

    class Meta(Evidence.Meta):
        verbose_name = "时限"
        verbose_name_plural = "时限"

    def __str__(self):
        return self.quote
