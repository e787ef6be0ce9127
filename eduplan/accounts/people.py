"""Accounts enter, how they stand leaves: who can sign in, is shut out, or must do something."""

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, Sum
from django.utils import timezone

from eduplan.accounts.credentials import SecondFactor
from eduplan.accounts.models import Post

UNSET = "!"
"""What the hash of an account begins with that has no password yet."""
OFF, LOCKED, WAITING, MUST_CHANGE, OPEN = "off", "locked", "waiting", "must_change", "open"
CODE = "code"
STATES = {
    OPEN: "可登录",
    OFF: "已停用",
    LOCKED: "已锁定",
    WAITING: "未设密码",
    MUST_CHANGE: "须改密码",
}
"""How an account stands -> the word for it; an account with a code is so beside."""
TONES = {OPEN: "good", OFF: "still", LOCKED: "bad", WAITING: "open", MUST_CHANGE: "warn"}


def with_state(people):
    """Accounts with what their state follows from, in the same query."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    lately = AccessAttempt.objects.filter(
        username=OuterRef("username"), attempt_time__gte=since
    ).order_by()
    each = lately.values("ip_address").annotate(failures=Sum("failures_since_start"))
    return people.annotate(
        is_locked=Exists(each.filter(failures__gte=settings.LOGIN_FAILURES)),
        has_code=Exists(SecondFactor.objects.filter(user=OuterRef("pk"))),
    )


def with_posts(people):
    """Accounts with all their posts, the ended ones too, in one more query."""
    return people.prefetch_related(Prefetch("posts", Post.objects.for_names(), to_attr="held"))


def state_of(user):
    """How an account of ``with_state`` stands, one of ``STATES``."""
    if not user.is_active:
        return OFF
    if user.is_locked:
        return LOCKED
    if user.password.startswith(UNSET):
        return WAITING
    return MUST_CHANGE if user.must_change_password else OPEN


def in_state(people, state):
    """Accounts of ``with_state`` that stand so."""
    if state == CODE:
        return people.filter(has_code=True)
    if state == OFF:
        return people.filter(is_active=False)
    active = people.filter(is_active=True)
    if state == LOCKED:
        return active.filter(is_locked=True)
    free = active.filter(is_locked=False)
    has_none = Q(password__startswith=UNSET)
    if state == WAITING:
        return free.filter(has_none)
    return free.exclude(has_none).filter(must_change_password=state == MUST_CHANGE)


def show(user, *, ended=False):
    """Put to an account what its row says; ended posts stand in it on demand."""
    state = state_of(user)
    user.state, user.tone = STATES[state], TONES[state]
    user.shown_posts = [post for post in user.held if ended or post.is_current]
    return user
