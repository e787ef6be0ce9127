"""Raw phrases enter, short names as a statistician writes them leave."""

import re
from functools import lru_cache

from plans.extraction.statements.naming import lexicon

RATE_UNITS = frozenset(("%", "百分点", "比", "‰"))
MONEY_UNITS = frozenset(("元", "美元", "港元", "欧元"))
LONGEST = 34
"""Longer names are cut at their 的; the longest names written by hand have 30 characters."""

_EDGE = "·，。；：！？、.,;:!?  \t的了与或之 "
_WEAK = re.compile(
    r"(?:的?(?:目标任务|工作任务|(?<!招生)任务|(?<!重点)工作|目标|要求|规模|数量|人数|方面|情况|(?<!总)数|等))$"
)
_OPENING = re.compile(
    r"^(?:(?:新建|改造|扩建|改扩建|建成|竣工|完工|合并|搬迁|调整)后|历年|及(?!格)|和(?![平田县谐顺])|其中|另外|此外|同时|以及|并且|并|且|即|如|约|近(?!视|年)|共(?!青团|建|享|同)|各(?!级|"
    r"类|种)|所有|全部|其他|其它|部分|新一轮|若干|一批|一大批|等(?![级次])|在(?!校|园|职|编|岗|读|建|籍|训|研|聘|"
    r"册|线|学)|对(?!口|外|接|标|手)|对于|将|把|按照|按|以|用于|为|由|从(?!业|教)|于|中(?=[省市县区]级|中央))"
)
_MEASURES: tuple[tuple[str, str], ...] = (
    ("人次", "人次"), ("平方米", "面积"), ("亩", "面积"), ("公顷", "面积"), ("平方公里", "面积"),
    ("学时", "学时"), ("课时", "课时"), ("小时", "时间"), ("分钟", "时间"), ("天", "天数"),
    ("周", "周数"), ("年", "年限"), ("个月", "时间"), ("月", "时间"), ("岁", "年龄"),
    ("次", "次数"), ("场", "场次"), ("场次", "场次"), ("分", "分数"), ("米", "长度"),
    ("公里", "里程"), ("千米", "里程"), ("册", "册数"), ("期", "期数"), ("兆", "带宽"),
    ("M", "带宽"), ("日", "天数"), ("节", "节数"), ("吨", "重量"), ("公斤", "重量"),
    ("克", "重量"), ("千克", "重量"),
    ("倍", "倍数"), ("周岁", "年龄"), ("厘米", "长度"), ("立方米", "体积"), ("学分", "学分"),
    ("字", "字数"), ("岁以上", "年龄"), ("度", "温度"), ("千瓦时", "用电量"),
    ("秒", "时间"),
)  # fmt: skip
_SUFFIX = dict(_MEASURES)
MEASURED = frozenset(_SUFFIX)
"""Units that measure an extent and do not count things."""
_OWN = {
    "面积": r"面积", "时间": r"时间|时长|时|龄", "学时": r"学时|课时", "人次": r"人次",
    "次数": r"次数|次", "年限": r"年限|年|期|时间", "分数": r"分数?|成绩",
    "长度": r"长度?|距离|里程|高度|宽度", "年龄": r"年龄|岁", "场次": r"场次",
    "册数": r"册数|册", "期数": r"期数", "天数": r"天数|时间", "课时": r"课时|学时",
}  # fmt: skip
BARE_MEASURES = frozenset((
    "总面积", "面积", "建筑面积", "占地面积", "校舍面积", "校舍建筑面积", "使用面积",
    "总建筑面积", "总人数", "总数", "人数", "总投资", "投资", "规模", "占地", "用地", "工期",
    "总里程", "里程", "长度", "总长",
))  # fmt: skip
"""Measures that need the thing measured beside them."""

NOUN_UNITS = frozenset("县市区镇乡村户校园班组院系")


_REGION = re.compile(r"^(?:全|我|各)(?:省|市|县|区|镇|乡|州|盟|旗|校|园)(?=..)(?![级域])")
_ONE = re.compile("^(?:是)?一[所个名家](?=..)")
_VOCATIONAL = re.compile("中职(?:学校)?招生")


_ASKED_AGAIN = 256
"""Names kept with their short form: the numbers of a sentence ask for the same ones many times."""


@lru_cache(maxsize=_ASKED_AGAIN)
def tidy(name: str) -> str:
    """Without marks at the edges, opening connectives and 的 that may be left out."""
    name = _ONE.sub("", _REGION.sub("", _stripped(name).rstrip("和及")))
    while (shorter := _stripped(_OPENING.sub("", name))) != name and len(shorter) >= 2:
        name = shorter
    name = _VOCATIONAL.sub("中等职业学校招生", _without_of(name))
    return _cut(re.sub(r"[“”《》\s]", "", name))


def _stripped(name: str) -> str:
    """Without marks at the edges; 参与 keeps its 与."""
    bare = name.strip(_EDGE)
    return bare + "与" if bare.endswith("参") and f"{bare}与" in name else bare


def _without_of(name: str) -> str:
    """Drop 的 in a short name; in a long one it keeps the parts apart."""
    return name.replace("的", "") if len(name) <= 10 and "对" not in name else name


def _cut(name: str) -> str:
    while len(name) > LONGEST and "的" in name:
        name = name.partition("的")[2]
    return name if len(name) <= 2 * LONGEST else name[-LONGEST:]


_BARELY = re.compile("(?:仅|只|约|已|均|就)+(?=占)")


_GRADE = "[高初][一1]|[一七十]年级|[小托]班"
"""Grades that pupils enter in."""
_PEOPLE = "(?:教师|学生|职工|校生|幼儿|儿童|宿生|业生|人员|人口|少年|考生|校长|党员|学员|中生)"
_STANDARD = (
    (re.compile("教职员工"), "教职工"),
    (re.compile("普高(?=(?:录取|升学|招生)率)"), "普通高中"),
    (re.compile("(?<!好)老师"), "教师"),
    (re.compile("^配[齐足强](?=[^率]*数$)"), "配备"),
    (re.compile(f"(?<=..{_PEOPLE})人数$"), "数"),
    (re.compile("^招生人数$"), "招生数"),
    (re.compile(f"^招收({_GRADE})新生数$"), r"\1招生人数"),
    (re.compile(f"^招收({_GRADE})人?数$"), r"\1招生数"),
    (re.compile("^(?:开设|开办|设有|设置|设)(?=(?:教学|[大中小托])?班级?数$)"), ""),
    (re.compile("^(?:[大中小托]、){1,3}[大中小托]班数$"), "幼儿园班级数"),
    (re.compile("(?<=园)班数$"), "班级数"),
    (re.compile("(?<=无证)园(?!长)"), "幼儿园"),
    (re.compile("^((?:新建|改建|改?扩建|建设|建成|、|和)+(?:公办|民办))园数$"), r"\1幼儿园数"),
    (re.compile("^惠及?(?=人[数次])"), "受益"),
    (re.compile("惠及(?=[^，]{0,12}(?:生|儿童|幼儿|教师|家庭|人)(?:人?数|人次)?$)"), "受益"),
    (re.compile("(?:投资|费用|造价)?(?<!财政)(?:概算|估算|匡算)$"), "投资"),
    (re.compile("(?:概算|预算|估算|匡算|预计|计划|规划)(?=总?投资$)"), ""),
)
"""What officials say in many ways has one word in statistics."""


@lru_cache(maxsize=_ASKED_AGAIN)
def standard(name: str) -> str:
    """The name in the words of education statistics."""
    for spoken, term in _STANDARD:
        name = spoken.sub(term, name)
    return name


@lru_cache(maxsize=_ASKED_AGAIN)
def core(name: str) -> str:
    """The thing counted: without 任务, 工作, 规模, 数 at the end."""
    name = _stripped(name)
    while (shorter := _stripped(_WEAK.sub("", name))) != name and len(shorter) >= 2:
        name = shorter
    return name


def uncounted(name: str) -> str:
    """What a count is of: 招收新生 of 招收新生人数."""
    return name.removesuffix("人数").removesuffix("数")


def counted(name: str, unit: str, action: bool) -> str:
    """Name of a count: the thing and what its unit measures (数, 面积, 人次)."""
    suffix = _SUFFIX.get(unit) or (unit + "数" if _HOME.search(name) and unit in _ROOMS else "数")
    name = _ADDED.sub("新增", _HIRED.sub("新招聘", name))
    if suffix == "数":
        if lexicon.COUNT_HEADS.search(name) and not re.search("规模$", name):
            return tidy(name)
        name = core(name)
        if unit in _WRITTEN:
            return tidy(name) + unit + "数"
        return tidy(name) + ("人数" if unit == "人" and _tells_persons(name, action) else "数")
    own = _OWN.get(suffix, suffix)
    name = core(name)
    return tidy(name) if re.search(f"(?:{own})$", name) else tidy(name) + suffix


_ADDED = re.compile("^增加(?=[^，]{0,12}(?:学位|床位)$)")
_WRITTEN = frozenset("份篇")
_ROOMS = frozenset("套间")
_HOME = re.compile("(?:房|宿舍|住宅)$")
_HIRED = re.compile("新招(?=[^聘]{0,12}教师$)")


def _tells_persons(name: str, action: bool) -> bool:
    """人数 where the name alone does not say that persons are counted, or is short."""
    return action or (len(tidy(name)) <= 2 and "人" not in name) or not _is_person(name)


def _is_person(name: str) -> bool:
    return bool(lexicon.FITTING["人"].search(tidy(name)))


_JUDGED = re.compile(f"(?P<share>{lexicon.RATE_WORD}|占比|比例|比重)(?:偏|较|过|不|仍)?[低高大小]$")
"""公办园占比低，只有37%: how it is judged is no part of the name."""
_FOUND = re.compile(
    "(?P<share>[率度])(?:抽样|问卷|随机|第三方|电话|网络)?(?:调查|测评|测验|评议|评价|监测|抽查)"
    "(?:的?(?:结果|得分|数据|显示|统计))?$"
)
"""满意度调查结果为89%: how it was found is none either."""
_BROADLY = re.compile("(?<=.)(?:大体上?|总体|大致|基本|大概)(?=(?:占比|比例|比重|之?比)$)")


_EXAMPLES = re.compile("^[^，]+、[^，]+等(?=[^级次].{3,})")
LONGEST_LISTED = 20
"""Characters of a share from which the examples before 等 are left out."""


def rated(name: str) -> str:
    """Name of a share: ends in 率, 比例 or the like."""
    name = _BARELY.sub("", tidy(name))
    for added in (_JUDGED, _FOUND):
        name = added.sub(r"\g<share>", name)
    name = _BROADLY.sub("", name)
    name = _EXAMPLES.sub("", name) if len(name) > LONGEST_LISTED else name
    if lexicon.RATE_HEADS.search(name) or name.endswith("差距"):
        return name
    return core(name).removesuffix("总数") + "比例"


def funded(name: str, standard: bool) -> str:
    """Name of a sum: ends in a word for money, 标准 where it is a rate for each."""
    name = tidy(name)
    if standard:
        return name if name.endswith("标准") else name + "标准"
    return name if lexicon.MONEY_HEADS.search(name) else core(name) + "资金"


_WEIGHED = re.compile(
    "(?:(?:逐步|稳步|逐年|不断|进一步)(?:提高|增长|增加|提升|上调|落实)|的?(?:压力|负担|包袱|矛盾)|(?:(?:压力|负担|包袱|矛盾)?(?:仍|较|很|过|偏|比较|十分|依然|还)*"
    "(?:沉重|严重|突出|紧张|繁重|短缺|不足|吃紧|[大重多高紧])))$"
)
_FORMED = re.compile(
    "^(?:历年|多年|往年)(?:以?来)?的?(?:(?:形成|累积|积累|遗留|欠下)的?)?"
    "|(?:期间|时期|过程中|工作中)?所?(?:形成|累积|积累|遗留|欠下)的"
)
_OWED = re.compile("(?:债务?|欠款|欠账|贷款|负债|缺口)(?:余额|资金|标准)?$")


def unjudged(name: str) -> str:
    """经费缺口较大, 债务压力大: money without how heavy it weighs; other names as they are."""
    bare = _WEIGHED.sub("", name)
    return bare if lexicon.MONEY_HEADS.search(bare) else name


def owed(name: str) -> str:
    """历年形成的普九欠债, 普九期间形成的债务: how a debt came about is no part of its name."""
    return _FORMED.sub("", name) if _OWED.search(name) else name


_OF_SCHOOL = re.compile(
    "^[^、的]{2,14}(?:小学|中学|初中|高中|学校|幼儿园|[一二三四五六七八九][中小])"
    "(?=[^、]{0,4}(?:楼|食堂|宿舍|公寓|操场|运动场|馆)(?:$|[、和]))"
)


def of_school(name: str) -> str:
    """新河镇中心小学教学楼 is the school's; the name is that of the building."""
    return _OF_SCHOOL.sub("", name)


def measure(thing: str, unit: str) -> str:
    """Name of whatever is told of a thing in this unit: a share, a sum or a count."""
    if not core(thing):
        return ""
    if unit in RATE_UNITS or not unit:
        return rated(thing)
    return funded(thing, False) if unit in MONEY_UNITS else counted(thing, unit, False)


def has_own_measure(name: str) -> bool:
    """Whether a name already says what is measured (面积, 总数)."""
    return bool(re.search(r"面积|总数|投资|时间|(?:长度|平均分|半径|距离|学时|册数)$", name))


def measures(name: str, unit: str) -> bool:
    """Whether a name ends in what its unit measures (年限 for 年)."""
    suffix = _SUFFIX.get(unit, "")
    return bool(suffix) and re.search(f"(?:{_OWN.get(suffix, suffix)})$", name) is not None
