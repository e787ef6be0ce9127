"""A day that somebody typed after a command enters, the day leaves, or what to type instead."""

from argparse import ArgumentTypeError
from datetime import date


def add_day(parser):
    """Let a command take ``--day``; None where nobody names one."""
    parser.add_argument("--day", type=_day, help="当作哪一天（YYYY-MM-DD，默认今天）")


def _day(words):
    """The day that was written; raises ``ArgumentTypeError``."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        message = f"没有“{words}”这一天，请写成 2027-01-08 这样。"
        raise ArgumentTypeError(message) from None
