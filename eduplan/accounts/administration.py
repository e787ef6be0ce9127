"""An administrator and a person enter: what the one may do to let the other in again."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from eduplan.accounts import lockout, reset_links, second_factor
from eduplan.accounts.models import Post, Role
from eduplan.accounts.passwords import start_password

ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.BUREAU_ADMIN)


def may_administer(by, user):
    """Whether somebody administers a person's account: of his bureau alone, or the portal's."""
    if by.is_system_admin:
        return True
    if not by.is_bureau_admin or user.is_superuser:
        return False
    posts = list(user.posts.all())
    # Whoever holds no post any more stays with the bureau that had all of his.
    counted = [post for post in posts if post.is_current] or posts
    own = [p for p in counted if p.region_id == by.region_id and p.role != Role.SYSTEM_ADMIN]
    return bool(counted) and own == counted


def require_administrator(user):
    """Raises ``PermissionDenied`` for whoever administers nobody."""
    if not (user.is_system_admin or user.is_bureau_admin):
        raise PermissionDenied("人员管理只对局管理员和系统管理员开放。")


def give_password(*, user, by):
    """A made-up password, which its person must change first; it is seen this once."""
    _check_other(by, user)
    password = start_password(user)
    lockout.unlock(user)
    return password


def unlock(*, user, by):
    """Let a person try again at once who failed too often."""
    _check(by, user)
    lockout.unlock(user)


def reset_second_factor(*, user, by):
    """Let a person in without his lost phone; if his role needs one, he is asked to set it up."""
    _check_other(by, user)
    second_factor.turn_off(user)


@transaction.atomic
def give_link(*, user, by):
    """The token of a one-time link to set a password with; it is seen this once."""
    _check_other(by, user)
    return reset_links.issue(user, by=by)


@transaction.atomic
def set_active(is_active, *, user, by):
    """Let a person sign in, or shut him out; raises ``ValidationError`` for who must stay."""
    _check(by, user)
    if not is_active:
        if user.pk == by.pk:
            raise ValidationError("不能停用自己的账号。请让另一位管理员来做。")
        for post in user.posts.current().filter(role=Role.BUREAU_ADMIN):
            _keep_one_administrator(post)
        user.reset_links.all().end()
    user.is_active = is_active
    user.save(update_fields=["is_active"])


@transaction.atomic
def end_post(post, *, day, by):
    """End a post on a day; raises ``ValidationError`` where somebody must keep it."""
    user = post.user
    _check(by, user)
    if not post.is_current:
        raise ValidationError("这一任职已经结束。")
    if post.role in ADMINISTRATORS and user.pk == by.pk and not _others_of(post).exists():
        raise ValidationError("这是您自己唯一的管理员任职，不能由自己结束。请让另一位管理员来做。")
    if post.role == Role.BUREAU_ADMIN:
        _keep_one_administrator(post)
    post.ended_on = day
    post.save(update_fields=["ended_on"])
    get_user_model().objects.get(pk=user.pk).settle()


def _others_of(post):
    """Posts of the same person in which he administers as well."""
    lasting = Post.objects.filter(user=post.user_id, ended_on=None, role__in=ADMINISTRATORS)
    return lasting.exclude(pk=post.pk)


def _keep_one_administrator(post):
    """Raises ``ValidationError`` where a bureau would be left without an administrator."""
    others = Post.objects.select_for_update().filter(
        role=Role.BUREAU_ADMIN, region=post.region_id, ended_on=None
    )
    # All are locked, so that two administrators cannot take each other's post at once.
    holders = {other.user_id for other in others} - {post.user_id}
    if not get_user_model().objects.filter(pk__in=holders, is_active=True).exists():
        raise ValidationError(
            f"他是{post.region.name}最后一位局管理员，不能离任或停用。请先任命另一位局管理员。"
        )


def _check_other(by, user):
    """One's own password and code are changed by who knows the password, not by an open session."""
    _check(by, user)
    if by.pk == user.pk:
        raise PermissionDenied("自己的密码和两步验证，请在右上角“账号安全”里修改。")


def _check(by, user):
    if not may_administer(by, user):
        raise PermissionDenied("只有本局管理员和系统管理员可以管理这个账号。")
