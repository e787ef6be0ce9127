"""Who asks, how often he may and the time enter; whoever asks too often is told when to return.

Counts stand in Django's cache: in one file for all workers of a machine, and exact. Where several
machines serve the portal, ``EDUPLAN_CACHE_URL`` names a cache that they share.
"""

from math import ceil

from django.core.cache import cache

from indicators.problems import Problem

WINDOW = 60
"""Seconds that a count is for; it begins anew with each full minute."""


def take(access, limit, now):
    """Count one request of a client; raises ``Problem`` 429 beyond ``limit`` in this minute.

    ``now`` is an aware moment.
    """
    at = now.timestamp()
    if _count(f"requests:{access.client}:{int(at // WINDOW)}") > limit:
        wait = max(1, ceil(WINDOW - at % WINDOW))
        raise Problem(
            429,
            "too_many_requests",
            f"请求太频繁：每分钟最多 {limit} 次。请在 {wait} 秒后再试。",
            f"Too many requests: {limit} a minute at most. Try again in {wait} seconds.",
            headers={"Retry-After": str(wait)},
            limit=limit,
        )


def _count(key):
    """How many requests there were, with this one."""
    try:
        return cache.incr(key)
    except ValueError:
        return 1 if cache.add(key, 1, 2 * WINDOW) else _count(key)
