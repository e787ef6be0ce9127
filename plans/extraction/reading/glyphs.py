"""What a PDF's fonts report enters, the characters that a reader sees leave."""

import re
import unicodedata

RADICALS = re.compile(r"[\u2e80-\u2fd5]")
UNMAPPED = dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals for which Unicode names no character of equal shape."""


def readable(text: str) -> str:
    """Radicals that some fonts report in place of characters become those characters."""
    text = text.replace("\ufffe", "").replace("\u00ad", "")
    return RADICALS.sub(lambda found: character(found.group()), text)


def character(radical: str) -> str:
    """The character that looks like a radical."""
    return UNMAPPED.get(radical) or unicodedata.normalize("NFKC", radical)
