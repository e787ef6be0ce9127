"""Characters of every width and make enter; half-width figures, full-width punctuation leave."""

import re

from plans.extraction.repair.draft import Draft
from plans.extraction.text import Text

_KEPT_WIDE = "！（），：；？"
_FULL = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_WIDE}
_LIKE = {
    ".": "﹒",
    "，": "﹐︐",
    "、": "､﹑︑",
    "。": "｡︒",
    "：": "﹕︓∶︰",
    "；": "﹔︔",
    "？": "﹖︖",
    "！": "﹗︕",
    "（": "﹙︵❨",
    "）": "﹚︶❩",
    "〔": "﹝",
    "〕": "﹞",
    "“": "「｢〝﹁„",
    "”": "」｣〞﹂‟",
    "‘": "『﹃",
    "’": "』﹄",
    "-": "‐‑‒–−﹣⁃",
    "—": "―─━﹘",
    "~": "∼〜˜﹏〰",
    "%": "﹪",
    "+": "﹢",
    "·": "‧・･∙⋅•",
    " ": "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f",
}
TABLE: dict[int, str] = _FULL | {ord(c): to for to, many in _LIKE.items() for c in many}

HAN = (
    r"\u2e80-\u303f\u3041-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff！（），：；？"
    r"\U00020000-\U0003ffff"
)
"""Chinese characters and punctuation; for use inside a character class."""

_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), wide)
    for pattern, wide in (
        # A pattern that begins with a fixed character is found as fast as that character.
        (r",(?:(?<![A-Za-z0-9],)|(?![A-Za-z0-9 ]))", "，"),
        (r";(?:(?<![A-Za-z0-9];)|(?![A-Za-z0-9 ]))", "；"),
        (r":(?:(?<![A-Za-z0-9]:)|(?![A-Za-z0-9/\\ ]))", "："),
        (r"：(?<=\d：)(?=\d)", ":"),
        (rf"!(?<=[{HAN}”’]!)", "！"),
        (rf"\.(?<=[{HAN}”’]\.)(?=\n|$)", "。"),
        (rf"\?(?:(?<=[{HAN}”]\?)(?=[”’）\n]|$)|(?<=[吗呢么何哪谁几否吧]\?))", "？"),
    )
)
_QUOTED = re.compile(r'"([^"\n]*)"')
_PAREN = re.compile(r"[(（)）\n]")
_HAN = re.compile(f"[{HAN}“”‘’]")
_ASKS = re.compile(r"(?:怎|什么|多少|是不是|哪)[^\n。？?！]{0,30}\?")


def widen_punctuation(draft: Draft) -> None:
    """Full-width punctuation beside Chinese text, half-width between figures (8:1, 1,000)."""
    text = draft.text
    for pattern, new in _RULES:
        text = text.recast(pattern, new)
    if "?" in text.value:
        text = text.sub(_ASKS, lambda match: match.group()[:-1] + "？")
    text = text.sub(_QUOTED, lambda match: f"“{match[1]}”")
    draft.text = _widen_parentheses(text)


def _widen_parentheses(text: Text) -> Text:
    """Both halves of a pair alike: full-width if Chinese stands beside one, inside or outside."""
    edits: list[tuple[int, int, str]] = []
    open_at: list[int] = []
    for match in _PAREN.finditer(text.value):
        mark, place = match.group(), match.start()
        if mark == "\n":
            edits += _unpaired(text.value, open_at)
            open_at = []
        elif mark in "(（":
            open_at.append(place)
        elif open_at:
            edits += _pair(text.value, open_at.pop(), place)
        else:
            edits += _unpaired(text.value, [place])
    edits += _unpaired(text.value, open_at)
    return text.edit(sorted(edits))


def _beside_han(value: str, *places: int) -> bool:
    """Chinese text beside a place; another parenthesis says nothing."""
    near = (value[at] for p in places for at in (p - 1, p + 1) if 0 <= at < len(value))
    return any(_HAN.match(character) and character not in "（）" for character in near)


def _pair(value: str, start: int, end: int) -> list[tuple[int, int, str]]:
    wide = value[start] == "（" or value[end] == "）" or _beside_han(value, start, end)
    return [(start, start + 1, "（"), (end, end + 1, "）")] if wide else []


def _unpaired(value: str, places: list[int]) -> list[tuple[int, int, str]]:
    wide = {"(": "（", ")": "）"}
    return [
        (p, p + 1, wide[value[p]]) for p in places if value[p] in wide and _beside_han(value, p)
    ]
