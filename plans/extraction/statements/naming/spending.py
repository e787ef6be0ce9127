"""A sum that somebody raises enters, what is done with it right after leaves.

投资9万元更新设备; 筹资80万元，为50所小学配备图书; 教学楼由侨胞捐资200万元兴建.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import (
    Phrase,
    Words,
    clauses_before,
    noun_tail,
    text,
)
from plans.extraction.statements.naming.tokens import Token
from plans.extraction.statements.naming.wording import core, tidy

REACH = 30
"""Words behind the sum in which the deed stands."""
LONGEST = 24
"""A longer object is a sentence."""

_DEEDS = frozenset((
    "新建", "改建", "扩建", "改扩建", "迁建", "重建", "续建", "修建", "修筑", "兴建", "援建",
    "捐建", "建设", "建成", "建造", "改造", "维修", "整修", "检修", "翻修", "修缮", "加固", "更新",
    "更换", "升级", "置换", "铺设", "硬化", "绿化", "美化", "亮化", "粉刷", "安装", "装备",
    "购置", "购买", "采购", "添置", "增添", "添加", "配备", "配置", "增配", "设立", "供应",
    "奖励", "表彰", "资助", "补助", "救助", "发放", "慰问", "实施", "完成", "改善", "修复",
))  # fmt: skip
_GIVEN = frozenset((
    "配备", "配置", "购买", "购置", "采购", "添置", "增添", "添加", "安装", "发放", "供应", "装备",
))  # fmt: skip
"""Deeds that the name leaves out where it says for whom and what (农村学校图书资金)."""
_LIGHT = frozenset(("进行", "实施", "予以", "给予", "开展"))
_LEADING = frozenset(
    ("先后", "主要", "重点", "全部", "专项", "集中", "陆续", "用于", "用以", "用来")
)
_SKIPPED = frozenset(("of", "quantity", "region", "each", "compare", "aspect"))
_EDGES = frozenset(("break", "open", "close"))

_RAISED = {
    "投资": "投资", "投入": "投入", "捐资": "捐资", "捐款": "捐款", "捐赠": "捐赠",
    "自筹": "自筹资金", "集资": "集资",
}  # fmt: skip
"""Verbs of raising that the name keeps; of the others it is 资金."""
_RAISING = (
    lexicon.PAYING | frozenset(_RAISED) | {"筹资", "出资", "融资", "斥资", "募捐", "耗资", "追加"}
)
_SUMS = frozenset(("资金", "经费", "专项资金", "专项经费", "款项", "善款", "专款"))
_STATES = frozenset(("已", "均", "正在", "即将", "已经"))
"""Words that begin what becomes of the thing (修建的教学楼已投入使用)."""
_UNDERTAKING = re.compile("工程|项目|计划|行动")
_PAYER = re.compile(
    "(?:财政|政府|[局厅委部会区县市省国镇乡村院行]|公司|集团|企业|人士|个人|侨胞|校友|同胞|单位|部门"
    "|家长|群众|我们|中心|系统|学校|[我全该]校|[我全该]园|[省市县区州镇乡村校][里上])$"
)
_TOWNS = re.compile("[^、]{1,5}[镇乡县区市村](?:[、和][^、]{1,5}[镇乡县区市村])+")
"""新建东河镇、西河乡两个乡镇的幼儿园: the towns are no thing that is built."""
_PLACES = re.compile("^.*(?:[二两三四五六七八九十]地|等地)(?=..)")


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done, to what, for whom; ``direct`` where no comma stands between."""

    verb: str
    thing: str
    whom: str
    direct: bool

    @property
    def is_one_of_many(self) -> bool:
        """Whether more may be done with the money than this: it says no programme, no whole."""
        whole = self.whom or _UNDERTAKING.search(self.thing) or _WAYS.fullmatch(self.verb)
        return not (self.direct or whole)

    @property
    def says_little(self) -> bool:
        """Whether several deeds (维修、加固) or things that are told of below share the money."""
        alone = not (self.direct or self.whom)
        return alone and ("、" in self.verb or self.thing.startswith(_TOLD_BELOW))

    def named(self, money: str) -> str:
        """The deed with the word for its money."""
        verb = "" if self.whom and self.verb in _GIVEN and self.thing else self.verb
        name = self.whom + self.thing + verb if self.whom else done(verb, self.thing)
        name = tidy(core(name))
        kept = lexicon.MONEY_HEADS.search(name) and not name.endswith(tuple(_DEEDS))
        return name if kept else name + money


_TOLD_BELOW = ("以下", "下列", "如下", "一批")


def done(verb: str, thing: str) -> str:
    """新建校舍; where more ways of building are listed (新建、改扩建), it is 校舍建设."""
    return thing + "建设" if _WAYS.fullmatch(verb) else verb + thing


_BUILD = "(?:新建|改建|扩建|改扩建|迁建|重建|续建)"
_WAYS = re.compile(f"{_BUILD}(?:[、和及与](?:{_BUILD}|维修|改造|加固|修缮)+)+")


def raised(around: Phrase) -> str:
    """The word for money that somebody raises (捐资, 投入资金); blank where nobody does."""
    words = _spoken(around.left)
    named = words.pop().text if words and words[-1].text in _SUMS else ""
    verb = words[-1].text if words else ""
    if around.carried in lexicon.PAYING:
        verb = around.carried
    if verb not in _RAISING:
        return ""
    return named or _RAISED.get(verb, "资金")


def is_payer(around: Phrase) -> bool:
    """Whether nobody but who pays stands before the verb of raising."""
    if around.carried in lexicon.PAYING:
        return False
    words = [w for w in _spoken(around.left) if w.text not in _SUMS][:-1]
    who = text([w for w in words if w.text not in lexicon.FRAME])
    purse = payer(around) if "自筹" not in text(around.left) else ""
    return (
        not who or bool(purse) or (_PAYER.search(who) is not None and not _UNDERTAKING.search(who))
    )


def payer(around: Phrase) -> str:
    """The purse that the money comes out of (县财政, 市级); blank for others who pay."""
    words = [w.text for w in _spoken(around.left) if w.text not in _RAISING | lexicon.FRAME]
    who = _PURSE.fullmatch("".join(words))
    return who[0] if who else ""


_PURSE = re.compile("(?:中央|自治区|[省市县区州旗镇乡]|上级|本级|地方|各?级)*(?:财政|级)")


def undertaken_by(around: Phrase) -> str:
    """“国培计划”安排经费: the programme before the verb of raising, that the money is of."""
    words = [w for w in _spoken(around.left) if w.text not in _SUMS and w.text not in _RAISING]
    name = tidy(core(text(noun_tail(tuple(words)))))
    return name if _UNDERTAKING.search(name[-2:]) and len(name) <= LONGEST else ""


def _spoken(words: Words) -> list[Token]:
    return [w for w in words if w.tag not in ("adverb", "time", "aspect", "region", "each")]


def is_deed(predicate: str) -> bool:
    """Whether a predicate tells of something bought or built, with its object (配备保安)."""
    return predicate[:2] in _DEEDS and len(predicate) > 3


def deed_after(tokens: Sequence[Token], position: int, raised: bool = False) -> Deed | None:
    """The deed that the words right behind the sum, or behind its comma, tell of.

    Right behind a sum that somebody ``raised`` any verb is one.
    """
    words = tuple(tokens[position + 1 : position + REACH])
    while words and words[0].tag == "compare":
        words = words[1:]
    if text(words[:2]) == "的标准":
        words = words[2:]
    direct = not words or words[0].text not in "，,"
    words = _clause(words if direct else words[1:])
    if direct and words and words[0].text in _SUMS:
        words = words[1:]
    while words and words[0].text in _LEADING:
        words = words[1:]
    count = 1 if raised and direct and _may_be_deed(words[:1]) else 0
    return _for_whom(words, direct) or _plain(words, "", direct, count)


def done_before(tokens: Sequence[Token], position: int) -> str:
    """What the clause before does with the money (为各班更换投影仪，共花费…)."""
    for words in clauses_before(tokens, position)[1:2]:
        while words and words[0].tag in _BESIDE:
            words = words[1:]
        deed = _for_whom(words, True) or _plain(words, "", True)
        if deed and not any(w.tag == "quantity" for w in words):
            return deed.named("")
    return ""


_BESIDE = frozenset(("adverb", "time", "aspect", "region", "aside", "and"))


def _clause(words: Words) -> Words:
    end = next((i for i, w in enumerate(words) if w.tag in _EDGES), len(words))
    return words[:end]


def _for_whom(words: Words, direct: bool) -> Deed | None:
    """为68所学校配备图书, 对管网进行更换: whom it is for, or what it is done to, goes first."""
    if not words or words[0].text not in ("为", "给", "向", "对", "将"):
        return None
    start = next((i for i, w in enumerate(words) if w.text in _DEEDS | _LIGHT), 0)
    whom = _PLACES.sub("", _nouns(words[1:start]))
    if len(whom) < 2 or len(whom) > LONGEST:
        return None
    if words[0].text in ("对", "将"):
        deeds = [w.text for w in words[start:] if w.text in _DEEDS - _LIGHT][:1]
        return Deed(deeds[0], whom, "", direct) if deeds else None
    return _plain(words[start:], whom, direct)


def _plain(words: Words, whom: str, direct: bool, count: int = 0) -> Deed | None:
    """维修、加固校舍: the verbs, ``count`` of which are known, and their object."""
    while count < len(words) and (words[count].text in _DEEDS or _goes_on(words, count)):
        count += 1
    rest = tuple(w for w in words[count:] if w.tag != "aspect")
    while rest and rest[0].tag in _SKIPPED:
        rest = rest[1:]
    thing = _nouns(_object(rest))
    if not count or not 2 <= len(thing) <= LONGEST:
        return None
    return Deed(text(words[:count]), thing, whom, direct)


def _may_be_deed(words: Words) -> bool:
    """Whether a verb of two characters that naming does not know otherwise opens a stretch."""
    known = lexicon.FRAME | lexicon.CHANGES | lexicon.PAYING | _LIGHT
    return any(w.tag == "verb" and len(w.text) == 2 and w.text not in known for w in words)


def _goes_on(words: Words, index: int) -> bool:
    """Whether 和 or 、 joins a deed to the next."""
    after = words[index + 1].text if index + 1 < len(words) else ""
    return index > 0 and words[index].tag == "and" and after in _DEEDS


def _object(words: Words) -> Words:
    for index, word in enumerate(words):
        begins = word.text in _DEEDS and words[index - 1].tag == "and"
        if word.tag == "quantity" and _TOWNS.fullmatch(text(words[:index])):
            mark = next((i for i, w in enumerate(words) if w.tag == "of"), len(words) - 1)
            return words[mark + 1 :] or words[:index]
        if word.tag == "quantity" or (index and begins) or word.text in _STATES:
            return words[: index - begins]
    return words


def _nouns(words: Words) -> str:
    return core(text([w for w in words if w.tag == "of" or w.tag not in _SKIPPED]))


def done_to_subject(around: Phrase) -> str:
    """教学楼由侨胞捐资200万元兴建: what stands before 由, with the deed."""
    marks = [i for i, w in enumerate(around.left) if w.text == "由"]
    deed = around.right[0].text if len(around.right) == 1 else ""
    if not marks or deed not in _DEEDS:
        return ""
    return tidy(text(noun_tail(around.left[: marks[-1]]))) + deed
