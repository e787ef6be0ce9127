"""Clean characters enter; resolved character references and 〔〕 in document numbers leave."""

import html
import re

from plans.extraction.repair.draft import Draft
from plans.extraction.repair.kinds import BRACKET, ENTITY

_REFERENCE = re.compile(r"&(?:amp;)?(?:#?(\d{2,7})|#[xX]([0-9A-Fa-f]{2,6})|([A-Za-z]{2,8}));")
_BULLET = 0x2022

_YEAR = r"[12]\d{3}|[12]\d[Xx×*]{2}|[Xx×*]{2,4}|[一二][〇○零一二三四五六七八九]{3}|"
_NUMBERED = re.compile(
    rf"([„“〔﹝\[【（(<〈『「])(?<=[\u4e00-\u9fff].) ?({_YEAR}) ?([‟”〕﹞\]】）)>〉』」])"
    r"(?= ?第? ?\d{1,4}[）)]? ?号|第?[Xx×*]{1,3}号)"
)


def resolve_references(draft: Draft) -> None:
    """``&8226;``, ``&#8226;``, ``&nbsp;`` become what they name, also where ``&`` is one itself."""
    draft.sub(ENTITY, _REFERENCE, _named)


def _named(match: re.Match[str]) -> str | None:
    decimal, hexadecimal, name = match.groups()
    if name:
        character = html.unescape(f"&{name};")
        return character if len(character) == 1 else match[0].replace("&amp;", "&")
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code == _BULLET:
        return "·"
    return chr(code) if 32 <= code < 0xD800 or 0xE000 <= code < 0x110000 else None


def bracket_years(draft: Draft) -> None:
    """The year of a document number stands in 〔〕 (GB/T 9704-2012, 7.2.5)."""
    draft.sub(BRACKET, _NUMBERED, lambda match: f"〔{match[2]}〕")
