"""What a person can be recognised or reached by, and where it stands in a text."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["identity", "phone", "name", "card", "email", "address"]
"""``identity`` holds numbers of identity cards and of pupils (学籍号, 学号, 准考证号)."""


@dataclass(frozen=True, slots=True, order=True)
class Personal:
    """Personal data ``[start, end)`` of a text."""

    start: int
    end: int
    kind: Kind


def _widths() -> dict[int, str]:
    """Digits, letters and signs of full width; blanks and dashes of any kind."""
    table = {code + 0xFEE0: chr(code) for code in range(0x21, 0x7F)}
    return (
        table | dict.fromkeys(map(ord, "－—–‐‑−"), "-") | dict.fromkeys(map(ord, "\u3000\xa0"), " ")
    )


_HALF = _widths()


def folded(text: str) -> str:
    """The text in half width, character for character."""
    return text if text.isascii() else text.translate(_HALF)


def bare(text: str) -> str:
    """A number without the blanks and dashes between its digits."""
    return re.sub(r"[ \-]", "", text)
