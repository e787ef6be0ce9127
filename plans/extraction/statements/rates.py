"""The surroundings of a number enter; for whom and for how long it holds leaves."""

import re

from plans.extraction.numerals import number
from plans.extraction.statements.clauses import Context
from plans.extraction.statements.quantity import Quantity

_WHOM = (
    (re.compile(r"^乡镇"), "乡镇"),
    (re.compile(r"^县(?!级)"), "县"),
    (re.compile(r"^(?:学校|校|(?:中小学|小学|初中|中学|高中|幼儿园)(?!生))(?!校?长)"), "校"),
    (re.compile(r"^班(?!主任)"), "班"),
    (re.compile(r"学位$"), "学位"),
    (re.compile(r"工作室"), "工作室"),
    (re.compile(r"基地$"), "基地"),
    (re.compile(r"(?:[生师员童儿人名位]|校长|园长|职工|干部|班主任)$"), "人"),
    (re.compile(r"教师|学生|幼儿(?!园)|教职工|儿童|党员"), "人"),
    (re.compile(r"班"), "班"),
    (re.compile(r"^组$"), "组"),
    (re.compile(r"^教学点$"), "教学点"),
    (re.compile(r"校|幼儿园|教学点|中心|所$|园$"), "校"),
    (re.compile(r"专业$"), "专业"),
    (re.compile(r"乡镇"), "乡镇"),
    (re.compile(r"镇"), "镇"),
    (re.compile(r"村"), "村"),
    (re.compile(r"县"), "县"),
    (re.compile(r"户|家庭"), "户"),
    (re.compile(r"平方?米|㎡"), "平方米"),
    (re.compile(r"间$"), "间"),
    (re.compile(r"个$|共同体|集团|项目|社团"), "个"),
    (re.compile(r"项"), "项"),
)
_WHEN = {
    "年": "年",
    "学年": "年",
    "年度": "年",
    "学期": "学期",
    "期": "学期",
    "月": "月",
    "个月": "月",
    "天": "天",
    "日": "天",
    "周": "周",
    "星期": "周",
}
_SLASHED = re.compile(
    r"^(?:[/／]|每|·)(学期|学年|年|期|月|天|日|周|[一-鿿]{1,3})(?:[/／·•.]?每?(学期|学年|年|期|月|天|日|周|[人生班校](?!均)|[一-鿿]{1,2}))?"
)
_EACH = re.compile(
    r"每(?:(?P<many>[十百千万]{1,2}|\d{1,5}万?)[名人位]"
    r"|(?P<measure>[所套间台家栋处件份张项])(?=[补投资奖给配安达约不至设建需费用造平按为，\d]|$)"
    r"|一?[个名位所间]?(?:(?P<when>学期|学年|年度|年|期(?![间末初待望])|个月|月|天|日|周|星期)"
    r"|(?P<whom>[一-鿿]{1,12}?)"
    r"(?=[每不至配培建补资奖给按安发获得享人收缴达为约有控增一上完累集参带，\d]|$)))"
)
_AVERAGE = re.compile(
    r"(?P<span>年|月|日|周)?(?:(?P<whom>生|人|校|班|师|园|户)均(?P<then>[月周年](?=增|课时|工资|补|发|培训))?|(?P<when>年|月|周|日)均)"
)
_AVERAGED_OVER = {"师": "教师", "园": "幼儿园"}
_ONE_YEAR = re.compile(r"(?<![第十满近去上下期])一年(?!级|制)[^，]{0,12}$")
# 小学720元、初中940元（每生每年）: the bracket holds for the whole list
_RATE_BEHIND = re.compile(r"^每[生人](?:每(学期|学年|年|期|月|天))?(?=，|。|$)")
_SCHOOLS_EACH = re.compile(
    r"(?:小学|中学|学校|教学点|幼儿园|高中|初中|完小)各(?:有|配|选派|招聘)?$"
)
# 两所小学要各带动至少2所农村学校
_SCHOOLS_LEAD = re.compile(
    r"(?:小学|中学|学校|幼儿园|高中|初中)[应须要]?各(?:带动|帮扶|结对|联系|托管|帮带)[^，\d]{0,4}$"
)
# 食堂每天有近400名学生吃饭
_PRESENT = re.compile(r"每[天日周]都?有(?:近|约|超过|将近)?$")
_PUPIL = re.compile(r"(?:学生|幼儿|儿童|新生)[^，]{0,10}$")
_PERSONAL = re.compile(r"学生|教师|幼儿|校长|园长|儿童|班主任|教职工|干部|员")


def rate(quantity: Quantity, context: Context) -> str | None:
    """For whom and for how long an amount holds: 人·年, 人·学期, 校, 年; None if it is a total."""
    slashed = _SLASHED.match(context.tail)
    if slashed:
        whom, when = _sorted_out(slashed.group(1), slashed.group(2))
        if whom or when:
            said = _spoken(context)
            return _joined(whom or said[0], when or said[1])
    if quantity.unit == "%":
        again = _SHARE_EVERY.search(context.lead)
        return _WHEN[again["when"] or again["when2"]] if again else None
    if quantity.unit in ("百分点", "比", "") or _SCHOOLING.search(context.lead):
        return None
    if _YEARLY_SUM.search(context.lead) or (
        quantity.unit == "天" and _DAYS_A_YEAR.search(context.lead)
    ):
        return "年"
    if _is_total(quantity, context):
        return None
    return (
        _over_years(quantity, context)
        or _by_kind(quantity, context)
        or _of_each_place(quantity, context)
        or _by_words(quantity, context)
    )


# 抽查比例每年不低于25%, 每学期抽查学校数不低于20%
_SHARE_EVERY = re.compile(
    r"(?:抽[查检测]|交流|轮岗)[^，\d]{0,12}每(?P<when>年|学期|学年)[^，\d]{0,4}不[少低]于"
    r"(?:[^，\d]{1,10}的)?$"
    r"|每(?P<when2>年|学期|学年)[^，\d]{0,16}(?:抽[查检测]|交流)[^，\d]{0,16}不[少低]于[^，\d]{0,12}$"
)
# 津贴年发放总额860万元, 招待费全年不超过2400元
_YEARLY_SUM = re.compile(
    r"(?<![每今全去明上本近学\d一二两三四五六七八九十几多期])年发放(?:总额|规模)?[^，\d]{0,3}$|招待费[^，\d]{0,3}全年[^，\d]{0,4}$"
    r"|(?<![第十满近上下年])一年(?:大约|大概|约|就|要|得|至少|还|再)+多?[拿花出投掏][^，\d]{0,2}$"
)
# 每生每天4元，全年按200天
_DAYS_A_YEAR = re.compile(r"(?:全年|一年)按?$")
# of a whole people: 人均受教育年限
_SCHOOLING = re.compile(r"人均受教育年限[^，]{0,16}$")
# 各县市都要办好1所; 各县共建设8所 is the sum of all
_PLACES_EACH = re.compile(
    r"(?:各|的)[^，\d的各]{0,3}(?P<where>县|乡镇?|镇|中心校|学校|小学|初中)(?:市区?|（[^）]*）)?"
    r"(?:(?:都|均|也|至少|要|应|须)[^，\d共总合]{0,16}|[新改扩]建[^，\d共总合]{0,8}|[设配][^，\d共总合]{2,10})$"
)
_FOR_SCHOOLS_EACH = re.compile(
    r"\d所[^，\d]{0,4}(?:学校|小学|初中|高中|中学|幼儿园)(?:配备?|安排|选派)[^，\d]{1,12}各$"
)
_FEW = 5
"""More than so many are rarely had by each place."""


def _of_each_place(quantity: Quantity, context: Context) -> str | None:
    """What each county, township or school is to have, without 每."""
    if quantity.unit not in ("所", "个", "人") or quantity.value > _FEW:
        return None
    if _FOR_SCHOOLS_EACH.search(context.lead):
        return "校"
    each = _PLACES_EACH.search(context.lead)
    if each and each["where"] == "镇" and "乡镇" in each[0]:
        return "乡镇"
    return _PLACE[each["where"][0]] if each else None


_PLACE = {"县": "县", "乡": "乡镇", "镇": "镇", "中": "校", "学": "校", "小": "校", "初": "校"}


def _by_kind(quantity: Quantity, context: Context) -> str | None:
    """The rate of wages, stipends, a year's duties and staff allotted, which everybody knows."""
    if quantity.unit in _YEARLY_WORK and _ASKED_IN_A_YEAR.search(context.lead):
        return "人·年"
    if quantity.unit == "元":
        earned = _WAGE.search(context.lead)
        if earned:
            return f"人·{earned['when']}"
        whom, when = _spoken(context)
        if not whom and not when and _is_paid_monthly(quantity, context):
            return "人·月"
        known = _is_stipend(quantity, context) and not whom and when in (None, "年")
        return "人·年" if known else None
    if quantity.unit != "人":
        return None
    listed = context.earlier[:1] if _AGE_CLASS.match(context.lead) else ()
    sized = any(_CLASS_SIZE.search(text) for text in (context.lead, *listed))
    if sized or _OF_A_CLASS.search(context.lead) or _AGE_CLASSES.search(context.lead):
        return "班"
    return "校" if ALLOTTED.search(context.lead) or _SCHOOL_SIZE.search(context.lead) else None


# 最大的一个班有108人
_OF_A_CLASS = re.compile(
    r"(?:一个|[的大])班(?:竟然?|却|甚至|最多|仅|只|有|达到?|不[到足]|不?超过|近|[挤塞坐装]了?)+$"
)
# 班额以50人为上限, 办学规模不超过2000人
_CLASS_SIZE = re.compile(
    r"(?:(?<!超大)班额|[大中小托]班(?:幼儿)?人数)(?:[^，]{0,10}\d人[、和])?[^，]{0,12}$"
)
# 小班、中班、大班分别不超过25人、30人、35人
_AGE_CLASSES = re.compile(
    r"[大中小托]班(?:分别|各)?(?:控制在|不(?:得)?超过)(?:\d{2}人[、和]){0,3}$"
)
_AGE_CLASS = re.compile(r"(?:起始年级|新生|新建)?(?:[大中小托]班|小学|初中|高中)")
_SCHOOL_SIZE = re.compile(
    r"(?:学校|小学|初中|高中|办学|办园)规模[^，]{0,6}(?:不超过|控制在|不得|不大于|以)[^，]{0,3}$"
)


def _over_years(quantity: Quantity, context: Context) -> str | None:
    """The hours that everybody does in several years."""
    timed = quantity.unit in _HOURS or quantity.unit in ("天", "个月")
    years = _EVERY_YEARS.search(context.lead) if timed else None
    return f"人·{number(years['years'])}年" if years else None


def _by_words(quantity: Quantity, context: Context) -> str | None:
    """The rate that the clause says."""
    whom, when = _spoken(context)
    if quantity.unit == "元" and not whom and (listed := _RATE_BEHIND.match(context.later)):
        return _joined("人", _WHEN.get(listed[1] or ""))
    if _is_of_each_school(quantity, context):
        whom = "校"
    if whom == "人" and not when and _IN_A_YEAR.search(context.lead):
        when = "年"
    if not whom and quantity.unit in _HOURS and _EACH_PERSON.search(context.lead):
        whom = "人"
    timed = quantity.unit in _HOURS or (quantity.unit == "天" and when != "天")
    if when and not whom and timed:
        whom = _who_does(quantity, context)
    if when in ("年", "学期") and not whom and quantity.unit == "元" and "万" not in context.text:
        whom = "人" if _PUPIL.search(context.lead) else None
    if not whom and quantity.unit == "元" and _is_paid_to_one(quantity, when, context):
        whom = "人"
    return _joined(whom, when)


def _is_of_each_school(quantity: Quantity, context: Context) -> bool:
    """学校各有12台; 小学、初中各3所 are as many schools, but 两校各带动2所."""
    counted = quantity.unit in ("所", "个", "项")
    each = not counted and _SCHOOLS_EACH.search(context.lead)
    return bool(each or _SCHOOLS_LEAD.search(context.lead))


def _who_does(quantity: Quantity, context: Context) -> str | None:
    """Whose hours they are, where nobody is said to do them each."""
    if quantity.unit == "节" and _SCHOOLS_USE.match(context.lead):
        return "校"
    personal = _PERSONAL.search(context.lead) or _EACH_DOES.search(context.lead)
    personal = personal or _DOES_BEHIND.match(context.tail)
    return "人" if personal else None


# 各校每周应用资源上课不少于10节
_SCHOOLS_USE = re.compile(r"各(?:中小学|学校|校|园)[^，\d]{0,4}(?:应用|使用|利用|开[设齐])")
# 每天一小时体育锻炼
_DOES_BEHIND = re.compile(r"的?(?:校园|阳光)?体育(?:锻炼|活动)")
# 农村教师每月的岗位补助，最低档由300元提到400元
_PAY_OF_MONTH = re.compile(r"[师员生工医]每月的?[^，\d]{0,6}(?:津贴|补贴|补助|工资|报酬)$")
# 保教费实行指导价，每月不超过480元
_MONTHLY = re.compile(r"每人每月|(?:保教|伙食|保育)费[^，\d]{0,10}$")
# 代课教师工资逐步提高，每月不低于2600元
_WAGES = re.compile(r"[师员工人](?:的?月?工资|待遇|报酬)[^，\d总]{0,10}$")
_WAGE_LEVEL = re.compile(r"每月(?:不(?:得)?[低少]于|至少|达到?|提高到|为)$")
# 每月另发200元
_PAID_BESIDES = re.compile(r"每月(?:另外?|再|至少)?(?:发|加|补|增)[^，\d]{0,3}$")
# 班主任津贴每月300元
_PAID_TO_ONE = re.compile(
    r"[师员生任人工医][^，]{0,4}(?:津贴|补贴|补助|工资|报酬)[^，]{0,12}每月[^，]{0,10}$"
    r"|[师员生任人工医]每月的?[^，\d]{0,4}(?:津贴|补贴|补助|工资|报酬)[^，共总]{0,12}$"
    r"|^(?:月?工资|津贴|补贴|生活补助|岗位补助)[由从为]每月[^，共总]{0,12}$"
)
_ONE = re.compile(r"[师员生任人工医][^，]{0,8}每月[^，]{0,3}$")
_PAY = re.compile(r"^的?(?:津贴|补贴|补助|工资|报酬)")
# 每位教师年度继续教育不少于72学时, 每人岗前培训不少于120学时
_IN_A_YEAR = re.compile(r"每[名位]?[^，每]{0,6}(?:年度|全年|学年)[^，]{0,12}$")
_EACH_PERSON = re.compile(
    r"每[名位个]?(?:人|教师|学生|幼儿|校长|学员)[^，]{0,14}$|(?:所有|全体)[^，]{0,6}(?:教师|教职工|校长|园长)[^，]{0,12}(?:不[少低]于|达到?)$|[师员生工][^，]{0,6}均(?:满|达到?|超过|不[少低]于)$"
)
# 培训每五年不少于360学时
_EVERY_YEARS = re.compile(r"每(?P<years>[两二三四五\d])年[^，\d]{0,8}$")
_MOST_A_DAY = 50
"""Yuan."""
_HOURS = frozenset(("小时", "学时", "分钟", "课时", "节", "篇", "户", "字"))
# 教研员全年听课不少于90节; 全年共听课420节 is what all did together
_ASKED_IN_A_YEAR = re.compile(
    r"(?:全学?年|(?<!下)学年|年度)[^，\d共]{0,8}(?:[听评]课|培训|研修|蹲点|调研|下乡|[家走]访)[^，\d共]{0,4}(?:不得?[少低]于|至少)$"
)
_YEARLY_WORK = _HOURS | {"天"}
_EACH_DOES = re.compile(
    "听课|授课|兼课|评课|上课|活动|锻炼|运动|睡眠|阅读|研修|学习|培训|作业|家访"
)
"""What everybody does for himself, whoever is not named."""
_WAGE = re.compile(
    r"(?:^|师|工|员|人|生|待遇)[^，]{0,6}(?P<when>年|月)(?:均|平均)?(?:收入|工资|薪|起薪)[^，]{0,8}$"
)
MOST_EACH = 300_000
"""Yuan; a larger sum is nobody's yearly rate."""


# 千人以上学校须配备专职教师2名
ALLOTTED = re.compile(
    r"(?:[人名生]以上的?(?:[一-鿿]{0,4}学校|幼儿园|班级)|(?:寄宿制|规模)学校)"
    r"[^，]{0,10}(?:[应须要]|至少|不少于|配)[^，]{0,14}$"
)
_STIPEND = re.compile("(?:生活补助|公用经费|助学金|免学费|资助标准|生均拨款)[^，]{0,14}$")
_LARGEST_STIPEND = 20_000


def _is_stipend(quantity: Quantity, context: Context) -> bool:
    """寄宿生生活补助小学1000元: what a pupil gets in a year, though nobody says so."""
    small = quantity.unit == "元" and quantity.value <= _LARGEST_STIPEND
    own = re.search("补|贴|费|奖", context.lead)
    if not own and any("每月" in text for text in context.earlier[:1]):
        return False
    near = (context.lead,) if own else (context.lead, *context.earlier[:1])
    return small and "万" not in context.text and any(_STIPEND.search(text) for text in near)


def _is_total(quantity: Quantity, context: Context) -> bool:
    """生均拨款7300万元 is the sum of all, whatever is said of each; so are 每天有260名学生."""
    if quantity.unit == "人" and _PRESENT.search(context.lead):
        return True
    large = quantity.unit == "元" and quantity.value > MOST_EACH
    return large and not re.search("每|各", context.lead)


def _spoken(context: Context) -> tuple[str | None, str | None]:
    """每生每年, 生均, 一年 in the number's clause before it."""
    whom = when = None
    for match in _EACH.finditer(context.lead):
        whom, when = _each(match) or whom, _WHEN.get(match["when"] or "") or when
    for match in _AVERAGE.finditer(context.lead):
        whom = (
            _person_or_place(_AVERAGED_OVER.get(match["whom"] or "", match["whom"] or "")) or whom
        )
        when = _WHEN.get(match["span"] or match["when"] or match["then"] or "") or when
    if not when and _ONE_YEAR.search(context.lead):
        when = "年"
    one = _ONE_PERSON.search(context.lead)
    if one:
        whom, when = whom or "人", when or _WHEN[one["when"]]
    return whom or _of_measure(context), when


def _of_measure(context: Context) -> str | None:
    """For whom the measure is taken whose values by stage, or elsewhere, are told."""
    if _OTHER_STAGE.match(context.lead) or _OF_ALL.match(context.lead):
        return "人" if any("生均" in text for text in context.earlier[:3]) else None
    if not _OF_STAGE.match(context.lead):
        return None
    head = next((m for text in context.earlier[:3] if (m := _HEAD_OF_STAGES.search(text))), None)
    return (head["many"] or "") + "人" if head else None


# 每百名学生拥有教室数，小学2.9间; 生均用房面积，小学由4.1平方米增加到4.9平方米
_HEAD_OF_STAGES = re.compile(
    r"(?:每(?P<many>[百千])[名人位]学生|生均)[^，\d]{2,24}(?:数|面积|值|费|额|量|册)$"
)
_OF_STAGE = re.compile(
    r"(?:其中|而)?(?:小学|初中|高中|幼儿园|中职)"
    r"(?:(?:只有|仅有?|有|达到?)?|[由从](?:[^，]{1,16}到)?(?:20\d\d年的?)?)$"
)
# 一个孩子一学期的保教费是600元
_ONE_PERSON = re.compile(
    r"一[个名位](?:孩子|学生|娃娃?|幼儿|教师|老师)一个?(?P<when>学期|年|月|天|周)"
)


# 生均校舍6.2平方米，低于全省7.1平方米
_OF_ALL = re.compile(
    r"(?:[而但]?[与和]?)(?:[比较]|低于|高于|不及|超过)?全[国省市县区州](?:平均)?(?:水平)?"
    r"(?:的?[\d.]{1,8}元、?)?(?:的|[为是高低多少])?$"
)
# 小学生均事业费为5200元；初中为6400元
_OTHER_STAGE = re.compile("(?:小学|初中|高中|幼儿园|中职)(?:为|是|达到?)$")


def _is_paid_monthly(quantity: Quantity, context: Context) -> bool:
    small = quantity.value <= _LARGEST_STIPEND and "万" not in context.text
    return small and any(_PAY_OF_MONTH.search(text) for text in context.earlier[:1])


def _is_paid_to_one(quantity: Quantity, when: str | None, context: Context) -> bool:
    """班主任津贴每月300元, 教师每月300元津贴; so little a day is one pupil's."""
    if when != "月":
        return when == "天" and quantity.value <= _MOST_A_DAY
    behind = _ONE.search(context.lead) and _PAY.match(context.tail)
    before = any(_MONTHLY.search(text) for text in context.earlier[:3])
    besides = _PAID_BESIDES.search(context.lead) or (
        _WAGES.search(context.earlier[0] if context.earlier else "")
        and _WAGE_LEVEL.search(context.lead)
        and quantity.value <= _LARGEST_STIPEND
    )
    return bool(before or behind or besides or _PAID_TO_ONE.search(context.lead))


def _each(match: re.Match[str]) -> str | None:
    if match["many"]:
        return match["many"] + "人"
    if match.group().startswith("每所"):
        return "校"
    if match["measure"]:
        return "校" if match["measure"] == "所" else match["measure"]
    return _person_or_place(match["whom"]) if match["whom"] else None


def _sorted_out(first: str, second: str | None) -> tuple[str | None, str | None]:
    whom = when = None
    for part in (first, second):
        if part in _WHEN:
            when = _WHEN[part]
        elif part:
            whom = _person_or_place(part)
    return whom, when


def _person_or_place(noun: str) -> str | None:
    return next((name for pattern, name in _WHOM if pattern.search(noun)), None)


def _joined(whom: str | None, when: str | None) -> str | None:
    return "·".join(part for part in (whom, when) if part) or None
