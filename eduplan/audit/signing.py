"""Django's signals of signing in and out enter, entries of the log leave."""

from axes.signals import user_locked_out
from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import after_work, record

Action = AuditEntry.Action
UNKNOWN = "没有这个账号"
"""Said instead of what was typed, which may be a password in the wrong field."""


@receiver(user_logged_in)
def signed_in(request, user, **_):
    """Somebody has given the right password."""
    with after_work(request):
        record(request, Action.LOGIN, user=user)


@receiver(user_logged_out)
def signed_out(request, user, **_):
    """Somebody has left; nobody, where the session had ended before."""
    if user:
        with after_work(request):
            record(request, Action.LOGOUT, user=user)


@receiver(user_login_failed)
def failed(credentials, request=None, **_):
    """Somebody has given a wrong password; the entry stands with the account that he named."""
    with after_work(request):
        account = _account(credentials)
        label = Action.LOGIN_FAILED.label + ("" if account else f"：{UNKNOWN}")
        record(request, Action.LOGIN_FAILED, user=account, label=label)


@receiver(user_locked_out)
def locked_out(request, username, **_):
    """Somebody has failed too often and is shut out for a while."""
    with after_work(request):
        record(request, Action.LOCK, user=_account({get_user_model().USERNAME_FIELD: username}))


def _account(credentials):
    """The account that somebody wanted to sign in to, None where there is none of that name."""
    model = get_user_model()
    name = credentials.get(model.USERNAME_FIELD) or ""
    return model.objects.filter(**{model.USERNAME_FIELD: name}).first()
