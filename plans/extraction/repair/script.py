"""Text in any Chinese script enters, simplified text in mainland terms leaves."""

import functools
import re
from importlib import resources

from plans.extraction.repair.draft import Draft
from plans.extraction.repair.kinds import TERM
from plans.extraction.schema import Script
from plans.extraction.text import Edit

VARIANTS: dict[int, str] = dict(
    zip(
        map(ord, "衞陜峯牀妳祇衹恆溼喫竝衖舖牴覈囘囯歩步綵藴裡甯搃併倂滙彚讚麪"),
        "卫陕峰床你只只恒湿吃并巷铺抵核回国步步彩蕴里宁总并并汇汇赞面",
        strict=True,
    )
)
"""Variant forms that OpenCC's t2s leaves."""

_FEW = 0.02
"""Share of forms of the other script below which a text counts as pure: names and quotations
bring a few, and 乾, 瞭, 藉 also stand in simplified text."""

_LAST = "\uffff"

Table = dict[int, str]


def opencc_pairs(name: str) -> list[tuple[str, list[str]]]:
    """A dictionary of OpenCC: each word with its forms in the other script, the best first."""
    text = resources.files("opencc").joinpath("dictionary", name).read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return [(key, value.split(" ")) for key, value in rows]


@functools.cache
def simplified_forms() -> Table:
    """Simplified form of every traditional character, as OpenCC's t2s has it."""
    return {
        ord(key): forms[0] for key, forms in opencc_pairs("TSCharacters.txt") if key != forms[0]
    }


@functools.cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    """OpenCC's phrases whose characters do not simplify one by one, longest first."""
    phrases = {key: forms[0] for key, forms in opencc_pairs("TSPhrases.txt")}
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), phrases


@functools.cache
def _telling() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Characters that only simplified, and that only traditional writing has."""
    forms = opencc_pairs("STCharacters.txt")
    hans = {key for key, values in forms if key not in values}
    shared = {key for key, values in forms if key in values}
    return _any_of(hans), _any_of(set(map(chr, simplified_forms())) - hans - shared)


def _any_of(characters: set[str]) -> re.Pattern[str]:
    """A class up to U+FFFF, which ``re`` makes a bitmap; plans hold hardly any beyond."""
    return re.compile(f"[{''.join(c for c in sorted(characters) if c <= _LAST)}]")


def detect_script(value: str) -> Script:
    """Which characters a text is written in; one without any telling character is simplified."""
    only_hans, only_hant = _telling()
    hant = len(only_hant.findall(value))
    hans = len(only_hans.findall(value)) if hant else 1
    if hant <= _FEW * (hans + hant):
        return "hans"
    return "hant" if hans <= _FEW * (hans + hant) else "mixed"


def simplify(draft: Draft, script: Script) -> None:
    """Simplified characters place for place (OpenCC t2s); in converted text also its variants."""
    pattern, phrases = _phrases()
    # A phrase is settled as a whole (乾坤 keeps its 乾), so it is put over the single characters.
    settled = [(m.start(), m.end(), phrases[m[0]]) for m in pattern.finditer(draft.text.value)]
    table = simplified_forms() if script == "hans" else simplified_forms() | VARIANTS
    draft.text = draft.text.translate(table).edit(settled)


_NATIONS = "全我各中本外他大两美英法德日韩俄泰祖"
_WHOLE = f"(?<![{_NATIONS}])"
_TERMS: dict[str, str] = {
    # 全國中國小生 holds 國中: the longer term comes first.
    r"中国小(?!麦|说|康|朋友|额|型|微|城镇|企业|球藻|姐|品|吃|曲|组|镇|农|提琴|院)": "中小学",
    rf"{_WHOLE}国中小学?(?=[校学教生班师各及和、，。]|$)": "中小学",
    rf"{_WHOLE}国小(?![学型麦说康企微额组城镇朋])": "小学",
    rf"{_WHOLE}国中(?![小等央心部东西药华医国年期级型央共超])": "初中",
    r"大学联考|大学入学考试中心": "高考",
    r"幼稚园": "幼儿园",
    r"网际网路": "互联网",
    r"网路": "网络",
    r"资讯": "信息",
    r"软体": "软件",
    r"硬体": "硬件",
    r"数位(?=化|教|学|资|校|平台|技术|课|媒体|鸿沟)": "数字",
    r"部落格": "博客",
    r"(?<![实动心分])计画": "计划",
    r"(?<=[规企筹])画(?=[^面])": "划",
    r"连络": "联络",
    r"保全(?=(?:人员|公司)(?!财产|生命|性命|安全|利益|资产))": "保安",
    # Verbal 著 is 着; the noun 著 (名著, 著作) keeps its form.
    r"(?<=[随接沿朝跟带本按趁绕味对向为有])著(?!名|作|称|述|有《)": "着",
    r"(?<![名专论原编译显卓昭土巨遗拙合撰所新旧主])著(?![名作述者称书录文有译论])": "着",
}
_TERM = re.compile("|".join(f"({pattern})" for pattern in _TERMS), re.MULTILINE)
_MAINLAND = tuple(_TERMS.values())


_HINT = re.compile(
    "中国小|国中|国小|大学联|大学入|幼稚|网际|网路|资讯|软体|硬体|数位|部落|计画|画|连络|保全|著"
)
"""What any of the terms begins with, as plain strings: the contexts are tried only there."""


def use_mainland_terms(draft: Draft) -> None:
    """Put mainland terms back where a converter wrote Taiwan ones; for converted text only."""
    value = draft.text.value
    edits: list[Edit] = []
    at = 0
    while hint := _HINT.search(value, at):
        match = _TERM.match(value, hint.start())
        if match and match.lastindex:
            edits.append((*match.span(), _MAINLAND[match.lastindex - 1]))
        at = match.end() if match else hint.start() + 1
    draft.edit(TERM, edits)
