"""The file as it came in, and who may see what belongs to a bureau."""

from django.conf import settings
from django.db import models

from indicators.models import Region
from plans.models.reading import FILLING
from plans.offsets import unpack
from plans.personal import PersonalCharField, PersonalTextField


class BureauQuerySet(models.QuerySet):
    """Rows that belong to a bureau.

    Sources, doubts, review, history and drafts are the desk of a bureau: its own members and the
    system's administrators see them, nobody else. What others read is said by ``read_by`` of each
    kind: of plans, their rows and what a search finds of them, as ``plans.models.reading`` tells.
    Where ``plan_path`` leads to a plan, one that a school is still filling is the school's alone.
    """

    bureau_path = "bureau"
    plan_path = None

    def visible_to(self, user):
        """All for system administrators, the own bureau's for its members, else what is open."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        if user.is_bureau_member:
            return self.filter(**{self.bureau_path: user.region_id}).handed_in()
        return self.read_by(user)

    def handed_in(self):
        """Without what belongs to plans that a school is still filling."""
        if self.plan_path is None:
            return self
        return self.exclude(**{f"{self.plan_path}state": FILLING})

    def read_by(self, user):
        """What somebody reads who works in no bureau: nothing, unless a kind of rows says so."""
        return self.none()


class SourceQuerySet(BureauQuerySet):
    def current(self):
        """Only the newest version of each file."""
        newer = self.model.objects.filter(previous=models.OuterRef("pk"))
        return self.filter(~models.Exists(newer))

    def for_list(self):
        """What the list of sources shows of the newest versions, last imported first."""
        return self.current().prefetch_related("uploaded_by", "bureau")


class Source(models.Model):
    """A file as it came in; its texts stand in ``SourceContent``."""

    bureau = models.ForeignKey(Region, models.PROTECT, verbose_name="所属教育局")
    name = PersonalCharField("文件名", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    media_type = models.CharField("文件类型", max_length=100)
    encoding = models.CharField("编码", max_length=40, blank=True)
    characters = models.PositiveIntegerField("字数")
    script = models.CharField("字体", max_length=5, blank=True)
    version = models.PositiveSmallIntegerField("版本", default=1)
    previous = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="newer",
        verbose_name="上一版本",
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="导入人"
    )
    uploaded_at = models.DateTimeField("导入时间", auto_now_add=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = "来源文件"
        verbose_name_plural = "来源文件"
        ordering = ("-uploaded_at", "-pk")
        indexes = (models.Index(fields=("bureau", "-uploaded_at", "-id"), name="source_newest"),)
        constraints = (
            models.UniqueConstraint(
                fields=("bureau", "sha256"),
                name="source_bytes_once",
                violation_error_message="同样内容的文件已经导入过。",
            ),
            models.UniqueConstraint(
                fields=("bureau", "name", "version"),
                name="source_version_once",
                violation_error_message="该文件的这一版本已经存在。",
            ),
        )

    def __str__(self):
        return self.name


class OfSourceQuerySet(BureauQuerySet):
    """Rows that belong to the bureau of their source."""

    bureau_path = "source__bureau"


class SourceContent(models.Model):
    """The heavy part of a source: bytes, decoded text, clean text and the offsets between."""

    source = models.OneToOneField(
        Source, models.CASCADE, primary_key=True, related_name="content", verbose_name="来源文件"
    )
    file = models.BinaryField("原文件")
    text = PersonalTextField("原文", is_scanned=True)
    clean = PersonalTextField("净文", is_scanned=True)
    offsets = models.BinaryField("位置对照")
    removals = models.JSONField("清理记录", default=list)

    objects = OfSourceQuerySet.as_manager()

    class Meta:
        verbose_name = "来源内容"
        verbose_name_plural = "来源内容"

    def __str__(self):
        return f"{self.source_id}"

    @property
    def repaired(self):
        """The clean text with the offset of every character into ``text``."""
        return unpack(self.clean, bytes(self.offsets))
