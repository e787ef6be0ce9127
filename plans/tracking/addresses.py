"""Conditions enter, the address of the list that holds exactly their matters leaves."""

from urllib.parse import urlencode

LEDGER = "/matters/"


def ledger(**conditions):
    """The list of matters under conditions of ``MatterFilter``; empty ones count for nothing."""
    asked = {name: value for name, value in conditions.items() if value not in ("", None)}
    return f"{LEDGER}?{urlencode(asked)}" if asked else LEDGER


def matter(number):
    """The page of a matter."""
    return f"{LEDGER}{number}/"
