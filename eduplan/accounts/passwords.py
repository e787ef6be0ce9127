"""A password and its owner enter, whether it will do and whether it must go leaves."""

import secrets
import string
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.utils import timezone

from eduplan.accounts.credentials import FormerPassword

KINDS = ("大写字母", "小写字母", "数字", "符号")
UNMISTAKABLE = "".join(sorted(set(string.ascii_letters + string.digits) - set("0O1lI"))) + "-+="
"""What a password that is read from paper and typed is made of."""


def kind_of(character):
    """Which of the four kinds a character is; what is neither letter nor digit is a sign."""
    tests = (str.isupper, str.islower, str.isdigit)
    return next((kind for kind, test in zip(KINDS, tests, strict=False) if test(character)), "符号")


class LongEnough:
    """At least ``settings.PASSWORD_LENGTH`` characters."""

    def validate(self, password, user=None):
        if len(password) < settings.PASSWORD_LENGTH:
            raise ValidationError(
                f"密码太短：现在 {len(password)} 位，至少要 {settings.PASSWORD_LENGTH} 位。",
                code="password_too_short",
            )

    def get_help_text(self):
        return f"至少 {settings.PASSWORD_LENGTH} 位。"


class SeveralKinds:
    """Characters of at least ``settings.PASSWORD_KINDS`` of the four kinds."""

    def validate(self, password, user=None):
        found = {kind_of(character) for character in password}
        if len(found) < settings.PASSWORD_KINDS:
            missing = "、".join(kind for kind in KINDS if kind not in found)
            raise ValidationError(
                f"密码的字符种类太少，至少要 {settings.PASSWORD_KINDS} 类；还没有：{missing}。",
                code="password_too_plain",
            )

    def get_help_text(self):
        return f"{'、'.join(KINDS)}四类中至少有 {settings.PASSWORD_KINDS} 类。"


class NotUsedLately:
    """None of the last ``settings.PASSWORD_HISTORY`` passwords, the present one among them."""

    def validate(self, password, user=None):
        if user is None or user.pk is None:
            return
        if any(check_password(password, encoded) for encoded in _lately(user)):
            raise ValidationError(
                f"最近 {settings.PASSWORD_HISTORY} 次用过的密码不能再用（包括现在的密码）。",
                code="password_used_before",
            )

    def password_changed(self, password, user=None):
        """Django tells of each new password, wherever it was changed."""
        now = timezone.now()
        get_user_model().objects.filter(pk=user.pk).update(password_changed_at=now)
        user.password_changed_at = now
        user.reset_links.all().end()
        user.passwords.create(encoded=user.password)
        kept = user.passwords.values_list("pk", flat=True)[: max(1, settings.PASSWORD_HISTORY)]
        user.passwords.exclude(pk__in=list(kept)).delete()

    def get_help_text(self):
        if not settings.PASSWORD_HISTORY:
            return ""
        return f"不能与最近 {settings.PASSWORD_HISTORY} 次用过的相同。"


def _lately(user):
    """Hashes of the last passwords, each once; the present one may be older than this memory."""
    if not settings.PASSWORD_HISTORY:
        return []
    earlier = FormerPassword.objects.filter(user=user).values_list("encoded", flat=True)
    return list(dict.fromkeys([user.password, *earlier]))[: settings.PASSWORD_HISTORY]


def expires_at(user):
    """When a person's password ends; None where passwords never do."""
    if not settings.PASSWORD_DAYS:
        return None
    return (user.password_changed_at or user.date_joined) + timedelta(days=settings.PASSWORD_DAYS)


def reason_to_change(user):
    """Why a person must change his password before anything else, or nothing."""
    if user.must_change_password:
        return "您的密码是管理员设置的。请先改成只有您自己知道的密码，再继续使用。"
    end = expires_at(user)
    if end and end <= timezone.now():
        return f"密码已使用满 {settings.PASSWORD_DAYS} 天。请先修改密码，再继续使用。"
    return ""


def rules():
    """What a password must be, a sentence each."""
    return [text for text in password_validators_help_texts() if text]


def made_up():
    """A password for a start, which fulfils the rules and is easily typed from paper."""
    length = max(12, settings.PASSWORD_LENGTH)
    while True:
        password = "".join(secrets.choice(UNMISTAKABLE) for _ in range(length))
        if {kind_of(character) for character in password} == set(KINDS):
            return password


def start_password(user):
    """A made-up password for a start, which its person changes first; it is seen this once."""
    password = made_up()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    return password
