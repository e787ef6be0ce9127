"""A person and a code enter, whether it is his leaves: codes of a phone (RFC 6238), spare codes."""

import secrets
import unicodedata

import pyotp
import segno
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.safestring import mark_safe

from eduplan.accounts.credentials import RecoveryCode, SecondFactor

ISSUER = "教育计划"
DRIFT = 1
"""Steps of 30 seconds by which a phone's clock may be wrong."""

SPARE_CODES, SPARE_LENGTH = 10, 10
UNMISTAKABLE = "abcdefghjkmnpqrstuvwxyz23456789"
"""Ten of these are one in 8e14: a keyed digest without salt and stretching keeps them."""


def is_on(user):
    """Whether a person signs in with a code."""
    return SecondFactor.objects.filter(user=user).exists()


def is_asked_of(user):
    """Whether a person holds a post that must sign in with a code."""
    if not settings.TOTP_ROLES:
        return False
    return user.posts.current().filter(role__in=settings.TOTP_ROLES).exists()


def new_secret():
    """A secret for a phone, in the letters that its app takes when typed."""
    return pyotp.random_base32()


def picture(user, secret):
    """The secret as a QR code for the phone's camera, in SVG; drawn here."""
    address = pyotp.TOTP(secret).provisioning_uri(name=user.username, issuer_name=ISSUER)
    code = segno.make(address, micro=False)
    return mark_safe(code.svg_inline(scale=4, omitsize=True, light="#fff", dark="#000"))


@transaction.atomic
def turn_on(user, secret, typed):
    """Start with a code that the phone shows now; the spare codes, or None for a wrong code."""
    step = _step_of(secret, plain(typed))
    if step is None:
        return None
    SecondFactor.objects.update_or_create(user=user, defaults={"secret": secret, "last_step": step})
    return new_spare_codes(user)


@transaction.atomic
def turn_off(user):
    """Forget the phone and the spare codes."""
    SecondFactor.objects.filter(user=user).delete()
    user.recovery_codes.all().delete()


@transaction.atomic
def new_spare_codes(user):
    """Codes to keep on paper, instead of all earlier ones; this is the only time they are seen."""
    user.recovery_codes.all().delete()
    codes = [
        "".join(map(secrets.choice, [UNMISTAKABLE] * SPARE_LENGTH)) for _ in range(SPARE_CODES)
    ]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_digest(user, code)) for code in codes
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def accepts(user, typed):
    """Whether a code is the phone's or a spare one; either is good for one time only."""
    code = plain(typed)
    factor = SecondFactor.objects.filter(user=user).first()
    if factor is None:
        return False
    step = _step_of(factor.secret, code)
    if step is not None:
        unused = SecondFactor.objects.filter(user=user, last_step__lt=step)
        return unused.update(last_step=step) == 1
    return RecoveryCode.objects.filter(user=user, digest=_digest(user, code)).delete()[0] == 1


def plain(typed):
    """A code as people type it -> as it was made: full width, capitals, spaces and dashes."""
    return "".join(c for c in unicodedata.normalize("NFKC", typed).lower() if c.isalnum())


def _made_up():
    return "".join(secrets.choice(UNMISTAKABLE) for _ in range(SPARE_LENGTH))


def _step_of(secret, code):
    """The step of time whose code this is, about now."""
    totp = pyotp.TOTP(secret)
    now = int(timezone.now().timestamp()) // totp.interval
    steps = range(now - DRIFT, now + DRIFT + 1)
    return next((s for s in steps if constant_time_compare(totp.generate_otp(s), code)), None)


def _digest(user, code):
    return salted_hmac("eduplan.spare-code", f"{user.pk}:{code}", algorithm="sha256").hexdigest()
