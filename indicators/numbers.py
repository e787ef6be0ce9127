"""A number enters, the way in which people write it leaves."""

from decimal import Decimal


def plain(value: Decimal) -> str:
    """A decimal with thousands apart and no empty decimals: 25,100."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
