"""An administrator and a person enter: what the one may do to let the other in again."""

from django.core.exceptions import PermissionDenied

from eduplan.accounts import lockout, second_factor
from eduplan.accounts.models import Role
from eduplan.accounts.passwords import made_up


def may_administer(by, user):
    """Whether somebody administers a person's account: of his bureau alone, or the portal's."""
    if by.is_system_admin:
        return True
    if not by.is_bureau_admin or user.is_superuser:
        return False
    posts = list(user.posts.current())
    own = [p for p in posts if p.region_id == by.region_id and p.role != Role.SYSTEM_ADMIN]
    return bool(posts) and own == posts


def give_password(*, user, by):
    """A made-up password, which its person must change first; it is seen this once."""
    _check(by, user)
    password = made_up()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    lockout.unlock(user)
    return password


def unlock(*, user, by):
    """Let a person try again at once who failed too often."""
    _check(by, user)
    lockout.unlock(user)


def reset_second_factor(*, user, by):
    """Let a person in without his lost phone; if his role needs one, he is asked to set it up."""
    _check(by, user)
    second_factor.turn_off(user)


def _check(by, user):
    if not may_administer(by, user):
        raise PermissionDenied("只有本局管理员和系统管理员可以管理这个账号。")
