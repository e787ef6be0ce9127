"""The settings enter, complaints about what would silently protect nobody leave."""

from django.conf import settings
from django.core.checks import Error, register

from eduplan.accounts.models import Role


@register()
def known_roles(app_configs, **kwargs):
    """Every role of ``EDUPLAN_TOTP_ROLES`` exists."""
    unknown = [role for role in settings.TOTP_ROLES if role not in Role.values]
    if not unknown:
        return []
    known = "、".join(Role.values)
    words = f"EDUPLAN_TOTP_ROLES 中没有这样的角色：{'、'.join(unknown)}。可以用的有：{known}。"
    return [Error(words, id="accounts.E001")]
