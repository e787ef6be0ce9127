"""A day that somebody typed after a command enters, the day leaves, or what to type instead."""

from argparse import ArgumentTypeError
from datetime import date

from plans.models import YEARS


def add_day(parser):
    """Let a command take ``--day``; None where nobody names one."""
    parser.add_argument("--day", type=_day, help="当作哪一天（YYYY-MM-DD，默认今天）")


def _day(words):
    """The day that was written; raises ``ArgumentTypeError``."""
    try:
        day = date.fromisoformat(words)
        if not YEARS[0] <= day.year <= YEARS[1]:
            raise ValueError
        return day
    except ValueError:
        message = f"没有“{words}”这一天，请写成 2027-01-08 这样。"
        raise ArgumentTypeError(message) from None
