"""Conditions enter, the address of the list that holds exactly their matters leaves."""

from urllib.parse import urlencode

from django.urls import reverse


def ledger(**conditions):
    """The list of matters under conditions of ``MatterFilter``; empty ones count for nothing."""
    asked = {name: value for name, value in conditions.items() if value not in ("", None)}
    where = reverse("matter-list")
    return f"{where}?{urlencode(asked)}" if asked else where


def matter(number):
    """The page of a matter."""
    return reverse("matter", args=[number])
