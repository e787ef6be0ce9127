"""A personal way in for somebody without an account: what all kinds of such links share."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class PersonalLinkQuerySet(models.QuerySet):
    def standing(self):
        """Those that open something now."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())

    def for_holder(self):
        """With all that a page says of a link to who holds it."""
        return self.select_related("user", *self.model.JOINS)


class PersonalLink(models.Model):
    """A link that stands for one person, who has no account to sign in with.

    Who comes by it acts as ``user``, who has no role, no password and never signs in: so every
    step has one person who took it. The token itself is stored nowhere.

    Each kind says by ``opens(name)`` whether it opens the address of that name, and by ``place``,
    ``subject`` and ``revoke_address`` for which unit or school its holder acts, what it is about,
    and where its bureau closes it.
    """

    HELD = ""
    """Where a session keeps the number of the link by which its person came."""
    JOINS = ()
    """What ``place``, ``subject`` and ``bureau_id`` need."""
    DOING = ""
    """What its holder does, in a word."""
    HOME = ""
    """Name of the page where somebody with an account does the same."""

    name = models.CharField("姓名", max_length=60)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="%(class)s",
        verbose_name="经办身份",
    )
    token_sha256 = models.CharField("令牌摘要", max_length=64, unique=True)
    expires_at = models.DateTimeField("有效期至")
    revoked_at = models.DateTimeField("停用时间", null=True, blank=True)
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发送人"
    )
    created_at = models.DateTimeField("发送时间", auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def holder_name(self):
        """Under which name its holder acts, as an account has it."""
        return {"first_name": self.name}

    @property
    def is_standing(self):
        """It opens something now."""
        return self.revoked_at is None and self.expires_at > timezone.now()
