"""A telephone number as people write it enters, the same in one form leaves."""

import re
import unicodedata

from django.core.exceptions import ValidationError

_PHONE = re.compile(r"1[3-9]\d{9}|(?:0\d{2,3}-?)?[2-9]\d{6,7}(?:-\d{1,6})?")
WRONG_PHONE = "请填 11 位手机号，或带区号的座机号，例如 13900001234、0564-2345678。"


def phone_of(text):
    """A number in narrow digits without blanks; raises ``ValidationError`` for what is none."""
    number = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("－", "-")
    check_phone(number)
    return number


def check_phone(number):
    """Eleven digits of a mobile, or a landline; raises ``ValidationError``."""
    if not _PHONE.fullmatch(number):
        raise ValidationError(WRONG_PHONE)
