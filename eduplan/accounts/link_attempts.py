"""Wrong tokens of personal links enter, a pause for the address that tries them leaves.

A token is far too long to be guessed; the pause keeps a machine from asking on and on. It is
counted in the cache: of several processes with a cache of their own each counts for itself.
"""

from django.core.cache import cache

from eduplan.client_address import client_address

MOST = 20
"""Wrong tokens from one address: many schools may stand behind one."""
PAUSE = 15 * 60
"""Seconds after the first wrong one in which they are counted."""


def is_paused(request):
    """Whether the address has tried too many."""
    return cache.get(_key(request), 0) >= MOST


def count(request):
    """Remember a wrong one."""
    key = _key(request)
    cache.add(key, 0, PAUSE)
    try:
        cache.incr(key)
    except ValueError:  # It ran out just now.
        cache.set(key, 1, PAUSE)


def _key(request):
    return f"fill-link-wrong-{client_address(request) or 'unknown'}"
