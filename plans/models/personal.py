"""Where in a source personal data stands, and how it is written there."""

from django.db import models

from plans.models.sources import OfSourceQuerySet, Source


class PersonalMention(models.Model):
    """A name, number or address of a private person in a source.

    ``said`` is the clean text, ``written`` the source itself. Both are kept apart from the rows
    so that they are recognised wherever a row repeats them without their context, and go with
    their source when it is deleted.
    """

    class Kind(models.TextChoices):
        NAME = "name", "姓名"
        IDENTITY = "identity", "身份证号、学籍号"
        PHONE = "phone", "电话"
        CARD = "card", "银行卡号"
        EMAIL = "email", "邮箱"
        ADDRESS = "address", "住址"

    source = models.ForeignKey(
        Source, models.CASCADE, related_name="mentions", verbose_name="来源文件"
    )
    kind = models.CharField("种类", max_length=10, choices=Kind)
    start = models.PositiveIntegerField("原文起")
    end = models.PositiveIntegerField("原文止")
    said = models.CharField("净文", max_length=300)
    written = models.CharField("原样", max_length=300)

    objects = OfSourceQuerySet.as_manager()

    class Meta:
        verbose_name = "个人信息"
        verbose_name_plural = "个人信息"
        ordering = ("source_id", "start")

    def __str__(self):
        return self.get_kind_display()
