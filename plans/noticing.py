"""People and words enter, a notice for each of them leaves, and what carries it out to them.

Written in the transaction of the caller: what is undone was never told. Outside channels only
get a line that waits; ``manage.py send_notices`` sends it.
"""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import Count

from plans.channels import channels_on
from plans.models import Delivery, Notice

LONGEST_TEXT, LONGEST_WHERE, LONGEST_ONCE = 300, 200, 120


@dataclass(frozen=True, slots=True)
class Message:
    """What one person is told; ``where`` is the path of a page of ours."""

    user: AbstractUser
    text: str
    where: str
    once: str = ""
    kind: str = Notice.Kind.NOTE


def tell(people, *, text, where, once="", kind=Notice.Kind.NOTE):
    """Tell people the same; returns the notices made. See ``tell_all``."""
    return tell_all([Message(user, text, where, once, kind) for user in people])


@transaction.atomic(savepoint=False)
def tell_all(messages):
    """Tell each person his own; returns the notices made, in constant queries.

    Who has left is not told, and nobody is told twice what bears the same ``once``. Too long a
    text is cut. Raises ``ValueError`` where a page is not one of ours, or ``once`` is too long.
    """
    notices = [_notice(message) for message in messages if message.user.is_active]
    made = Notice.objects.bulk_create([notice for notice in notices if not notice.once])
    made += _write_once([notice for notice in notices if notice.once])
    _hand_over(made)
    return made


def turn_of(users, beginning):
    """Number of a person -> how many notices whose ``once`` begins so he has read already.

    A mark that ends with it tells him again once he has read the last one, and not before.
    """
    told = Notice.objects.filter(user__in=users, once__startswith=beginning)
    read = told.filter(read_at__isnull=False).order_by()
    return dict(read.values_list("user").annotate(n=Count("pk")))


def is_own(where):
    """Whether a path leads to a page of ours, whatever a browser makes of it."""
    is_plain = where.isprintable() and not {" ", "\\"} & {*where} and len(where) <= LONGEST_WHERE
    return is_plain and where.startswith("/") and not where.startswith("//")


def _notice(message):
    if not is_own(message.where) or len(message.once) > LONGEST_ONCE:
        raise ValueError(message.where, message.once)
    return Notice(
        user=message.user,
        kind=message.kind,
        text=_bounded(message.text),
        where=message.where,
        once=message.once,
    )


def _bounded(text):
    text = " ".join(text.replace("\x00", "").split())
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def _write_once(notices):
    """Those of the notices that were new: of two who write at once, the database takes one."""
    if not notices:
        return []
    known = _keys(notices)
    new = {(n.user_id, n.once): n for n in notices if (n.user_id, n.once) not in known}
    # In one order for all who write: otherwise two could wait for each other.
    new = dict(sorted(new.items()))
    Notice.objects.bulk_create(new.values(), ignore_conflicts=True)
    return _with_numbers(new) if new else []


def _with_numbers(new):
    """Written ones with their numbers, which the database does not tell of such an insertion."""
    numbers = _keys(new.values())
    for key, notice in new.items():
        notice.pk = numbers[key]
    return list(new.values())


def _keys(notices):
    """(user, once) -> number of those that there are already."""
    users, keys = ({*found} for found in zip(*((n.user_id, n.once) for n in notices), strict=True))
    found = Notice.objects.filter(user__in=users, once__in=keys)
    return {(user, once): pk for pk, user, once in found.values_list("pk", "user", "once")}


def _hand_over(notices):
    """A line that waits for each notice and each channel that leads to its person.

    A notice that somebody else wrote at the same moment may have its line already.
    """
    lines = [
        Delivery(notice=notice, channel=channel.name)
        for channel in channels_on()
        for notice in notices
        if channel.reaches(notice.user)
    ]
    Delivery.objects.bulk_create(lines, ignore_conflicts=True)
