"""Who asks, how often he may and the time enter; whoever asks too often is told when to return.

Counts stand in Django's cache. In the default one, each worker's own memory, every worker counts
for itself: with two workers a client may ask up to twice as often as its limit says. Where the
limit must be exact, ``EDUPLAN_CACHE_URL`` names a cache that all workers share.
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
    cache.add(key, 0, 2 * WINDOW)
    try:
        return cache.incr(key)
    except ValueError:
        # A full cache threw it out just now.
        return 1
