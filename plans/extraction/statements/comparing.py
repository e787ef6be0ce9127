"""The surroundings of a number enter, its comparator and the sign of a change leave."""

import re

from plans.extraction.schema import Comparator
from plans.extraction.statements.clauses import Context
from plans.extraction.statements.money import is_part_of_a_sum
from plans.extraction.statements.quantity import Quantity

_RISE = (
    r"增加|增长|提高|提升|上升|净增|递增|增幅|增速|扩大|高出|超额|(?<!不)高于|多出|超出|上浮|上调"
    r"|增[资收]|增|升|涨"
)
_FALL = (
    r"减少|[砍压]掉|下降|降低|缩减|压缩|精简|回落|缩小|降幅|(?<!不)低于|(?<!不)少于|落后|下浮|下调"
    r"|减|降"
)
# between verb and number: how it moves, never to where
_ADVERB = (
    r"(?:了|约|近|至少|最少|不足|不到|不少于|不低于|不超过|超过|将近|大约|幅度|率|分别|各|均|为|达到|达|在|逾|共"
    r"|总计|又|控制在|以上)*"
)
_CHANGE = re.compile(rf"(?:(?P<rise>{_RISE})|(?P<fall>{_FALL})){_ADVERB}$")
# 比全国平均水平高180人
_THAN = re.compile(
    r"(?:[比较][^，]{1,16}?|相比)(?:(?P<rise>高|多)|(?P<fall>低|少))[招建收投增有录]?"
    r"(?:了|约|近|出来的|出)?$"
)
# 还低0.35万元, 一年要多拿90万元
_STILL = re.compile(
    r"[还仍则却又](?:(?P<rise>[高多])|(?P<fall>[低少]))[约近出]?$|[要需须再]多[拿花出投]$"
)
# 差着将近5个百分点, 数学低2.3个百分点; 相差8个百分点 has no sign
_BEHIND = re.compile(r"(?:(?<![相偏])差|(?<!最)低)[着了]?(?:约|近|将近|接近)?$")
# 新建3所，增加学位1200个: what is created is no change of what was there
_ADDED = re.compile(r"增加了?(?P<places>[^，\d]{0,6}(?:学位|床位))?约?$")
_COMPARES = re.compile(r"[比较]|同期|再增")
# 比城区小学大6.8岁
_OLDER = re.compile(r"[比较][^，]{1,16}?(?:(?P<rise>[大高])|(?P<fall>[小低]))了?$")
_FAR_CHANGE = re.compile(
    r"(?:(?P<rise>(?<!新)增加|净增|(?<!新)增长|(?<!断)提高|提升|上升|(?<!不)高于|高出|超出|超过)|(?P<fall>减少|净减|下降|降低|压缩|精简|(?<!不)低于))"
    r"(?:了)?(?P<object>[^到至达为，、]{0,24})$"
)
_LEVEL = re.compile(r"(?:增长|提高|上升|增加|下降|降低|减少)?率(?:为|达|达到|超过|保持在|在)*$")
# 差距缩小到9个百分点, 由55%上升为63%
_CAME_TO = re.compile(
    r"(?:差距?|差异|相差)[^，]{0,12}(?:缩小|压缩|控制|降|收窄|扩大|保持)[到至在为]$"
    r"|[由从][^，]{1,24}(?:上升|下降|提高|降低|增加|减少|增长|提升)为$"
)
_NEW = re.compile(r"(?:新增|增设|增至|增到|增为|降至|降到|降为|减至|减到|减为|升至|升到)(?:加)?$")
_LOWER = (
    r"不少于|不低于|不小于|不得少于|不得低于|不能少于|不能低于|至少|最少|最低|下限|底线|起码|不下|超过|超出|突破|高于|多于|大于|逾|≥|>=?|＞"
    r"|不亚于|(?<=[比面率要须应])过|(?<=均)满|(?<![赶])超(?![额编标员大常级前])"
)
_UPPER = (
    r"不超过|不得超过|不能超过|不超|不多于|不高于|不大于|不得高于|不得多于|未超过|没超过|没过|不(?:能|得|许|可)?突破|低于|少于|小于|不足|(?<!达)不到|最多|最高|至多|上限|≤|<=?|＜"
    r"|控制在|压缩到|限制在"
)
_NEARLY = r"大约|大概|大致|大体|约|接近|将近|(?<![最附邻靠临远])近|几乎|差不多|估计"
_BEFORE = re.compile(
    rf"(?:(?P<at_least>{_LOWER})|(?P<at_most>{_UPPER})|(?P<about>{_NEARLY}))"
    r"(?:达到|达|为|有|在|于|是|需|了|到|保持在|控制在|共|分别|各|培训|配备|完成|开设|开展|组织|安排|接受|参加|拿出|建成|建立|建|创建|[国省市县区]定|部颁|[“\s]"
    r"|每[年月周天日]|每学[年期]|每[人生师校班园](?:每?[年月周天]|每?学[期年])?"
    r"|(?:[去上前]年|上学[期年]|(?:19|20)\d\d年)(?:同期)?的?)*$"
)
# 不低于在校生总数的10%: the whole stands between the bound and its share
_BEFORE_SHARE = re.compile(
    rf"(?:(?P<at_least>{_LOWER})|(?P<at_most>{_UPPER}))[^，、\d]{{1,18}}(?:的|[总人]数|总[量额]|经费|预算|收入)$"
    r"|(?P<about>约|近)占[^，、\d]{1,18}(?:的|[总人]数|总[量额])$"
)
# 达标线为95%
_PASS_MARK = re.compile(r"(?:达标|最低)线(?:[定设]?[为在是]|：)?$")
# 至少办好1所: whatever is to be done at least once
_AT_LEAST = re.compile(r"(?:至少|最少|起码)[^，、\d]{1,8}$")
_AFTER = re.compile(
    r"^(?:（含）|的(?:标准|要求|指标)(?=以内|之内)|(?:教学班|班|学校|项目|专业|学科|月)(?=以[上下内]))?(?:(?P<at_least>及?以上|之上|及其以上|或以上|起|的底线|还多)|(?P<at_most>及?以下|以内|之内|之下|内(?![容部地设涵])|封顶|为限|为上限|的(?:上限|控制线|警戒线|红线))"
    r"|(?P<about>左右|上下|出头|开外|多(?![媒种样元])|余|有余|来|[强弱](?=[，。；]|$)))"
)
# 本科保430人
_KEPT = re.compile(r"(?<![确担环社医安联劳留低])保$")
# 头一回过了8个亿; 审过了7个 counts what was looked at
_PASSED = re.compile(r"(?<![通不经查看审走说超])过了$")
# 应在1:6到1:8之间
_RANGE_OPENS = re.compile(r"[到至][\d.:：∶]+[^，\d]{0,2}之间")
_RANGE_CLOSES = re.compile(r"\d[^，\d]{0,2}[到至]$")
# 低于20平方米的设置标准, 高于国家规定的0.65: another's value is no bound
_COMPARED = re.compile(
    r"(?<![不得能])(?:[高低大小多少优]于|超过|超出)"
    r"(?:[^，、\d]{1,10}(?:下达|规定|要求|确定|定下?|提出|核定)的)?$"
)
_SET_VALUE = re.compile(r"的[^，]{0,8}(?:标准|规定|要求|水平|任务|目标|指标)")
_COMPARED_WITH = re.compile(
    r"(?<![不得能])(?:[高低大小多少优]于|超过|超出)"
    r"(?:(?:国家|[省市县]里?|部|全)[^，、\d]{0,12}(?:平均|水平)|[^，、\d]{0,12}(?:规定|要求|标准))的?$"
)
_VAGUE = re.compile(r"[余多来几]")
_BOTH: dict[str, Comparator] = {"at_least": "at_least", "at_most": "at_most", "about": "about"}


def compare(quantity: Quantity, context: Context) -> tuple[Comparator, int]:
    """Comparator and sign (-1 for a decrease by the amount, else 1)."""
    sign = _change(quantity, context)
    if sign:
        return "change", sign
    if quantity.value_high is not None and quantity.unit != "比":
        return "between", 1
    if _is_end_of_range(context):
        return "between", 1
    return _bound(context), 1


def _is_end_of_range(context: Context) -> bool:
    if context.tail.startswith("之间"):
        return bool(_RANGE_CLOSES.search(context.lead))
    return bool(_RANGE_OPENS.match(context.tail))


def _bound(context: Context) -> Comparator:
    """The nearest of the words that bound a number: those behind it, inside it, before it."""
    after = _AFTER.match(context.tail)
    if after and after.lastgroup:
        return _BOTH[after.lastgroup]
    if _VAGUE.search(context.text):
        return "about"
    lead = context.lead
    beside = _COMPARED.search(lead) and _SET_VALUE.match(context.tail)
    if beside or _COMPARED_WITH.search(lead):
        return "exactly"
    before = _BEFORE.search(lead[-24:]) or _BEFORE_SHARE.search(lead[-30:])
    if before and before.lastgroup:
        return _BOTH[before.lastgroup]
    least = any(p.search(lead) for p in (_AT_LEAST, _PASS_MARK, _PASSED, _KEPT))
    return "at_least" if least or context.text == "过半" else "exactly"


def _change(quantity: Quantity, context: Context) -> int:
    """1 for an increase by the amount, -1 for a decrease, 0 where the number is a level."""
    lead = context.lead
    if quantity.unit != "百分点" and (_LEVEL.search(lead) or _NEW.search(lead)):
        return 0
    if quantity.unit == "%" and is_part_of_a_sum(context):
        return 0
    if _CAME_TO.search(lead):
        return 0
    if _creates_places(quantity, context):
        return 0
    if quantity.unit == "百分点" and _BEHIND.search(lead):
        return -1
    near = _OLDER.search(lead) if quantity.unit == "岁" else None
    near = near or _THAN.search(lead[-24:]) or _STILL.search(lead) or _CHANGE.search(lead)
    if near and not _is_bound(near, quantity):
        return -1 if near["fall"] else 1
    far = _FAR_CHANGE.search(lead)
    if far and _moves(far, quantity):
        return -1 if far["fall"] else 1
    return 1 if quantity.unit == "百分点" else 0


def _creates_places(quantity: Quantity, context: Context) -> bool:
    """增加学位1200个 and 增加1200个学位 are as many as were made."""
    added = _ADDED.search(context.lead) if quantity.unit == "个" else None
    if not added or _COMPARES.search(context.lead):
        return False
    return bool(added["places"]) or context.tail.startswith(("学位", "床位"))


def _is_bound(match: re.Match[str], quantity: Quantity) -> bool:
    """高于85%, 低于3% name a bound, 高于全省3个百分点 a difference; 巩固提高20个县 neither."""
    word = match["rise"] or match["fall"]
    if word in ("提高", "提升") and quantity.unit in ("所", "个", "县", "乡镇", "校"):
        return True
    return word in ("高于", "低于", "少于", "超出") and quantity.unit != "百分点"


def _moves(match: re.Match[str], quantity: Quantity) -> bool:
    """Verb, object, amount: 减少教学点12个; but 提高…标准 needs percentage points to be a step."""
    word = match["rise"] or match["fall"]
    if word in ("增加", "净增", "减少", "净减", "压缩", "精简"):
        return not re.search(r"[\d，]", match["object"])
    if word in ("高于", "低于", "高出", "超出", "超过"):
        return quantity.unit == "百分点"
    return quantity.unit == "百分点" or (
        quantity.unit == "%" and not match["object"].endswith("率")
    )
