"""A name that says only what is measured enters; it leaves with what that is measured of.

入学率 is of children, 优良率 of a test, 执行率 of money: the nearest noun of the kind that a
measure goes with is its owner, in the sentence, before it in the section, or in a heading.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import Words, text
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.tokens import words_of
from plans.extraction.statements.naming.topics import noun_runs
from plans.extraction.statements.naming.wording import MONEY_UNITS, RATE_UNITS, core, counted
from plans.extraction.statements.quantity import Naming

LONGEST = 16
"""Characters of an owner; a longer phrase is a sentence."""
NEARBY = 160
"""Characters of the section before the sentence that are searched."""
BACK = 60
"""Words of the sentence that are searched."""

_PUPILS = re.compile(
    r"(?:儿童|少年|幼儿|子女|学生|孤儿|(?:小学教育|初中教育|义务教育|学前教育|高中阶段)(?:阶段|段)?)$"
)
_EXAMS = re.compile(
    r"(?:高考|中考|考试|测试|监测|检测|抽测|测评|统考|统测|模考|会考|联考|学考)"
    r"(?:(?:[一二三四五六七八九、]{1,4}年级|[小初高]学?[一二三]?|各?学?科|各年级)+)?$"
)
_AIDED = re.compile(
    r"(?:助学金|奖学金|营养改善计划|(?<!在校)(?<!在籍)(?<!全体)学生|(?<!在园)幼儿|孤儿|困难家庭)$"
)
_MONEY = re.compile(r"(?:资金|经费|补助|专款|助学金|贷款|款项)$")
_STAFF = re.compile(r"(?:教师|校长|园长|保育员|教职工|保安|班主任|从业人员)$")
_LEFT = re.compile(r"(?:[小初高]中?学?生|学生|儿童|少年)$")
_PROGRAMMES = re.compile(r"(?:计划|工程|行动|政策|服务|保险|项目|制度|营养餐|助学金)$")
_GRADUATES = re.compile(r"(?:毕业生|学生|学员)$")
_PROBLEMS = re.compile(r"(?:问题|隐患|信访件?|投诉|线索|反馈意见|建议|提案|议案)$")
_SERVICES = re.compile(r"(?:服务|社团|锻炼|营养餐|营养改善计划|研学|托管)$")
_WORKS = re.compile(f"{lexicon.BUILT.pattern}|(?:工程|项目)$")

_OF_RATES = (
    (re.compile("(?:毛|净)?(?:入学|入园|入托|升学|巩固|辍学|失学|流失|安置)率"), _PUPILS),
    (
        re.compile("(?:合格|优秀|优良|及格|低分|达线|上线|一本|本科|录取|达标)率|平均分|均分"),
        _EXAMS,
    ),
    (re.compile("(?:资助|受助|补助)(?:面|率|比例)"), _AIDED),
    (re.compile("(?:到位|执行|拨付|支出|支付|使用|本息回收|回收)率"), _MONEY),
    (re.compile("(?:持证|学历达标|学历合格|参训|轮训|继续教育完成)率|(?:交流|轮岗)比例"), _STAFF),
    (re.compile("(?:对口)?(?:就业|取证|获证|签约|专业对口)率"), _GRADUATES),
    (re.compile("(?:整改|办结|销号|化解|回复|处置|满意)率"), _PROBLEMS),
    (re.compile("(?:学生|有需要的学生)?(?:参与|参加)(?:率|面)"), _SERVICES),
    (re.compile("(?:开工|竣工|完工|投用|交付)率"), _WORKS),
    (re.compile("(?:动员)?(?:返校|复学)率"), _LEFT),
    (re.compile("覆盖率"), _PROGRAMMES),
    (re.compile("(?:结题|立项)率"), re.compile("课题$")),
    (re.compile("(?:体检|出勤|受检|龋齿患病|肥胖|近视)率"), re.compile("(?:学生|幼儿|儿童)$")),
    (re.compile("(?:开出|开齐|开课)率"), re.compile("(?:实验|课程)$")),
    (re.compile("(?:配备|配齐|达标)率"), re.compile("(?:仪器|设备|教师|保安|装备|器材)$")),
)
"""Measures that say too little alone, and the nouns that they are measured of."""

_SUM = re.compile(
    "(?:所需|完成|累计完成|概算|预算|计划|估算)?(?:总?投资|总?投入|资金|经费|造价|总价)|概算|预算"
)
_PAID_FOR = re.compile(
    f"(?<![工学])(?:{lexicon.BUILT.pattern})|(?:工程|项目|计划|行动|改造|建设|维修|购置|采购|培训|资助|奖励|设备)$"
)
_THINGS = {
    unit: re.compile(f"(?:{nouns})$")
    for units, nouns in (
        ("所", "学校|小学|中学|初中|高中|幼儿园|公办园|民办园|教学点|园|中职|高校"),
        ("间", "教室|[^教]室|用房|房间|宿舍|厕所"),
        ("栋 幢 座", "楼|校舍|用房|厕所|食堂|宿舍"),
        ("台", "电脑|计算机|空调|一体机|设备|校车|投影仪|机"),
        ("套", "设备|系统|桌椅|周转房|公寓|宿舍"),
        ("辆", "车|校车"),
        ("处", "隐患|厕所|校舍|食堂|运动场|围墙|地段|项目"),
        ("项", "课题|项目|制度|任务|成果|整改事项"),
        ("门", "课程"),
        ("册", "图书|读物"),
        ("户", "家庭|农户|困难户"),
        ("条", "线路|意见|建议|隐患|问题"),
        ("件", "作品|实事|设备|投诉"),
        (
            "个",
            "学位|班|班级|社团|项目|基地|平台|岗位|集团|共同体|实验区|案例|中心|工作室|支部"
            "|教学点|小组|食堂|运动场|问题|试点",
        ),
    )
    for unit in units.split()
}
"""Nouns that a measure word counts, where the number stands behind a bare deed."""

_TERMS = {
    "普惠率": "普惠性幼儿园覆盖率",
    "普惠性覆盖率": "普惠性幼儿园覆盖率",
    "公办率": "公办幼儿园在园幼儿占比",
    "普职比": "高中阶段普职比",
    "职普比": "高中阶段职普比",
    "双师型比例": "双师型教师比例",
    "一本率": "高考一本率",
    "一本上线率": "高考一本上线率",
    "本科上线率": "高考本科上线率",
    "本科率": "高考本科率",
}
"""What officials shorten has a full name in statistics."""


_OF_PRESCHOOL = frozenset(("毛入园率", "在园幼儿毛入园率", "幼儿毛入园率"))
_PRESCHOOL = re.compile("学前|幼儿|幼教|公办园|民办园")
"""The gross rate counts the three years before school, unless 学前一年 stands in the name."""


def _around(draft: Draft, said: Said) -> str:
    """Headings, the section before and the sentence up to the number, as they read."""
    spoken = text(said.tokens[max(0, draft.position - BACK) : draft.position])
    return "".join(said.headings[-2:]) + said.above[-NEARBY:] + spoken


_CERTIFIED = re.compile("(?:专任|在岗|在编)?教师(?:持证|持证上岗|资格证持有)(?:率|比例)")
_KIND = re.compile("幼儿|学前|小学|初中|高中|中小学|中职|职业学校|特教|特殊教育")


def _kind_before(draft: Draft, said: Said) -> str:
    """The kind of school that was named last."""
    kinds: list[str] = _KIND.findall(_around(draft, said))
    return kinds[-1] if kinds else ""


def with_owner(naming: Naming, draft: Draft, said: Said) -> Naming:
    """The naming with its owner where the name is a bare measure and the text tells of what."""
    name = naming.indicator or ""
    if name in _TERMS:
        return replace(naming, indicator=_TERMS[name])
    if name in _OF_PRESCHOOL and _PRESCHOOL.search(_around(draft, said)):
        return replace(naming, indicator="学前三年毛入园率", rule=f"owner: {naming.rule}")
    if _CERTIFIED.fullmatch(name) and _kind_before(draft, said).startswith(("幼", "学前")):
        return replace(naming, indicator="幼儿园" + name, rule=f"owner: {naming.rule}")
    if name and _is_deed(name, draft.unit):
        thing = _nearest(_THINGS[draft.unit], draft, said)
        if not thing or thing in name:
            return naming
        named = counted(name.removesuffix("数") + thing, draft.unit, False)
        return replace(naming, indicator=named, rule=f"thing of the deed: {naming.rule}")
    if not name and draft.unit == "平方米":
        built = _nearest(_THINGS["栋"], draft, said)
        return replace(naming, indicator=f"{built}面积", rule="size of it") if built else naming
    owners = _owners_of(name, draft.unit)
    owner = _nearest(owners, draft, said) if owners else ""
    if not owner or owner in name:
        return naming
    return replace(naming, indicator=owner + name, rule=f"owner: {naming.rule}")


@lru_cache(maxsize=2048)
def _is_deed(name: str, unit: str) -> bool:
    """Whether a count tells what was done and not to what (现已建数)."""
    deed = name.removesuffix("数")
    if unit not in _THINGS or deed == name or len(name) > LONGEST_DEED:
        return False
    words = () if _THINGS[unit].search(deed) else words_of(deed)
    return bool(words) and all(word.tag in _DEEDS for word in words)


LONGEST_DEED = 7
_DEEDS = frozenset(("verb", "action", "adverb", "aspect", "time", "preposition"))


def _owners_of(name: str, unit: str) -> re.Pattern[str] | None:
    """The nouns that a bare measure is of; None for a name that says it itself."""
    if unit in RATE_UNITS or unit == "分":
        return next((owners for head, owners in _OF_RATES if head.fullmatch(name)), None)
    if unit in MONEY_UNITS and _SUM.fullmatch(name):
        return _PAID_FOR
    return None


def _nearest(owners: re.Pattern[str], draft: Draft, said: Said) -> str:
    for words in _searched(draft, said):
        for run in reversed(noun_runs(words)):
            owner = _fitting(owners, text(run))
            if owner:
                return owner
    return ""


def _fitting(owners: re.Pattern[str], said: str) -> str:
    """The noun phrase, else its last part that 的 or a number sets apart."""
    for part in (said, *reversed(_APART.split(said))):
        owner = core(part)
        if owners.search(owner) and len(owner) <= LONGEST and not _NO_OWNER.search(owner):
            return owner
    return ""


_APART = re.compile(
    r"的|\d+[余多]?[个所名人位项处间]?|[【】]|平均分|均分|总分|(?=大专|本科|研究生)"
)
_NO_OWNER = re.compile(r"\d|^[本该此各两]|辍学|失学|流失|^(?:学校|小学|中学|幼儿园|中心|楼)$")
"""What has a number of its own, those who left, and kinds of school alone."""


def _searched(draft: Draft, said: Said) -> Iterator[Words]:
    """The sentence up to the number, the section before it, headings from the inmost."""
    yield tuple(said.tokens[max(0, draft.position - BACK) : draft.position])
    yield words_of(said.above[-NEARBY:])
    for title in reversed(said.headings[-2:]):
        yield words_of(title)
