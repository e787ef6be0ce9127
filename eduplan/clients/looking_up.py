"""A digest enters, what stands about its token, its client and his post leaves: one plain query."""

from datetime import UTC, date, datetime
from functools import cache
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from eduplan.accounts.models import Role
from eduplan.clients.models import Token
from indicators.models import Region


class Known(NamedTuple):
    """Columns of a token that was not revoked; its client's post and region may be missing."""

    pk: int
    user_id: int
    prefixes: str
    reads_drafts: bool
    writes: bool
    publishes: bool
    requests_per_minute: int
    expires_on: date
    last_used_at: datetime | None
    user__is_active: bool
    user__post__user_id: int | None
    user__post__role: str | None
    user__post__ended_on: date | None
    user__post__region__adcode: str | None
    user__post__region__level: str | None

    @property
    def has_post(self):
        """The client is appointed as one, now."""
        is_own = self.user__post__user_id == self.user_id
        ended = self.user__post__ended_on
        is_current = ended is None or ended > timezone.localdate()
        return is_own and is_current and self.user__post__role == Role.DATA_CLIENT

    @property
    def home(self):
        """The digits that begin all codes of where the client is appointed."""
        place = {"adcode": self.user__post__region__adcode, "level": self.user__post__region__level}
        return Region(**place).significant


def known(digest):
    """The token of a digest, None where there is none or it was revoked."""
    with connection.cursor() as cursor:
        cursor.execute(_statement(connection.vendor), [digest])
        row = cursor.fetchone()
    return _aware(Known(*row)) if row else None


@cache
def _statement(vendor):
    """The SQL, written by Django once: that takes ten times as long as the database's answer."""
    rows = Token.objects.filter(digest="", revoked_at__isnull=True).order_by()
    query = rows.values_list(*Known._fields).query
    sql, parameters = query.get_compiler(connection=connection).as_sql()
    if parameters != ("",):
        raise AssertionError(f"{vendor}: {parameters}")
    return sql


def _aware(row):
    """SQLite keeps moments in UTC without saying so."""
    at = row.last_used_at
    is_bare = at is not None and at.tzinfo is None
    return row._replace(last_used_at=at.replace(tzinfo=UTC)) if is_bare else row
