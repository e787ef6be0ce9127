"""The surroundings of a number enter; promised, reached, prescribed or compared leaves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from plans.extraction.learned import learned
from plans.extraction.schema import Comparator, Header, Nature
from plans.extraction.statements.clauses import Context
from plans.extraction.statements.elsewhere import is_elsewhere
from plans.extraction.statements.foretold import is_left_to_do, is_told_plan
from plans.extraction.statements.headings import KIND_VOTE
from plans.extraction.statements.leaning import Surroundings
from plans.extraction.statements.norms import is_norm, is_wage
from plans.extraction.statements.presence import is_there
from plans.extraction.statements.quantity import Quantity
from plans.extraction.statements.timing import START_VALUE, When, dates_a_noun
from plans.extraction.statements.works import is_to_be_built

_FROM = re.compile(r"(?:由|从)[^，由从]{0,40}$")
_COMPARED_WITH = re.compile(r"[比较](?:(?:19|20)\d\d年|去年|上年|上学期)[^，]{0,6}的$")
# 要从2013年的93.1%稳步有所提高
_MOVES_ON = re.compile(
    r"(?:稳步|逐步|进一步|继续|再|逐年)+(?:有所)?(?:提高|提升|上升|下降|降低|改善)(?![到至])"
)
_MOVED = re.compile(
    r"[^，]{0,4}(?:提高|上升|增加|增长|下降|降低|减少|扩大|提升|改善|好转|翻番|高|低)"
)
_STANDING_ON = re.compile(r"^[^，]{0,24}?的?基础上(?P<rest>[^，]{0,12})")
_TO_MOVE = re.compile(r"[要将应须]$|力争|争取|确保|计划|拟")
_AHEAD = re.compile(r"(?:下一步|今后|明年|下半年|力争|到(?:19|20)\d\d年)")
_RISES = re.compile("[提升增降减扩压缩翻再涨]|回落|下调|上浮|优化|改善")
_TO = re.compile(
    r"^(?:[、和及与\d.%余多万亿]|[一-鿿]{1,2}(?=[、和\d])){0,24}[^，]{0,8}?(?:发展|精简|收窄|增设|调整|拉长|延[长伸]|拓[展宽]|回[落升]|跃[升居]|[降升变增减扩提调涨压缩转翻])[^，]{0,4}?(?:到|至|为)"
    r"|^(?:到|至)\d"
)

# votes: positive for reached, negative for promised
_VOTES: tuple[tuple[float, re.Pattern[str]], ...] = (
    (1.2, re.compile(r"短缺|缺乏|不够|滞后|较差|拥挤|紧张|老化|落后|参差|偏低|偏高")),
    (4.0, re.compile(r"(?:调查|抽查|抽样|统计|测评|监测|检查)(?:结果)?(?:显示|表明)")),
    (1.5, re.compile(r"[1一][-—~至到](?:\d{1,2}|[二三四五六七八九十]{1,2})月份?(?![前底])")),
    (
        3.0,
        re.compile(
            r"(?:辖区?|[全我本][省州市县区镇乡校园]|学校)(?:内|共|现|尚|还|仍)?有(?!序|效|关|计|力|条|步|望)|[全我本学][省州市县区镇乡校园](?:共|现|总)?(?:辖|占地)|下辖|地处"
        ),
    ),
    (
        3.0,
        re.compile(
            r"已(?!成为)|[上往历][届]|上一[届轮]|还差|差着|经过[^，]{0,6}(?:整合|撤并|调整)|(?:(?<!\d)\d{1,2}|[两三四五六七八九十几])年前|(?<!结合)(?<!联系)(?<!从)实际(?:人均|平均|完成|到位|建成|招|投入|支出)|不足(?:之处)?[是为]|不足$|差距是|存在的?(?:主要|突出)?问题|[仍还依]然?存在|上学[期年]|上一学[期年]|(?<![在由从])现有(?!基础)|现共|目前|截至|截止|至今|迄今|共有|拥有(?![^，]*(?:不[低少]于|达到))|累计(?!达|完成|数|不[少低]于|至少)|仅(?!限|凭|供)|实有|尚有|还有|缺口|以来|现在|如今|历年(?=形成|积累|所欠|负债)|先后|连续|荣获|获得|获(?=[国省市县区全])|被评为|位居|(?<![在由从])现(?=有|为)"
        ),
    ),
    (
        2.0,
        re.compile(
            r"[完建实达增改投拨付新下提招培安发落争通聘配开举接参受减资奖扩引评化创筹补添维征选派表排涌占取修征成到立造入放训][一-鿿]?了(?![解结断])"
        ),
    ),
    (
        1.0,
        re.compile(
            r"累计[达完]|(?<![公一])共(?![同享青建产和育创识性管用])|总计|合计(?!$)|只有|只(?:安排|能|到位|完成|配)|[只仅约]占|达到了|全部完成|均已"
        ),
    ),
    (3.0, re.compile(r"已(?:经)?(?:于|从)[^，]{2,8}(?:启动|实施|开始|执行|开工|开学|开园|运行)")),
    (
        2.5,
        re.compile(
            r"[主]体(?:工程)?(?:已)?(?:完工|封顶)|封顶|(?<![前间内底])完工(?![率期时日])|在建(?![好成立设项工])|竣工项目|已开工"
        ),
    ),
    (
        -4.0,
        re.compile(
            r"^要求(?:再)?(?:提高|下降|降低|上升)|力争|(?<!共)(?<!积极)(?<!多方)(?<!主动)争取(?!到|了|[^，。]{0,14}(?:资金|补助|经费|投入))|(?<![年的懈同])努力|想[把再]|务必|必须|确保|拟(?!定|订)|准备再?[招聘建购派新增补]|待建|(?<!任务)(?<!规)(?<!国培)计划(?![”、和及]|生育|指标|的实施|实施情况)[^，]{0,2}[新建改培招投安引评创到在完增认征组开遴化覆选设录添购派补交调轮]|预计|将(?![军领])|打算|力求|目标(?!管理|责任|考核)|定[在为]|控制在"
        ),
    ),
    (
        -2.5,
        re.compile(
            r"(?<![需重主必只纲摘次简紧])要(?![求素点闻害紧]|$)|(?<![相适对响反供效呼感])应(?![急届用试对聘邀]|[一-鿿]{1,3}人?数)|(?<!必)须(?!知)|需(?![要求]|$)"
        ),
    ),
    (
        -2.0,
        re.compile(
            r"任务(?!的$)|清零|(?<!在)年内|年底前|(?:月(?:\d{1,2}日)?[底末]?|开学|[暑寒][期假])之?前|(?<![两三四五六七八九十几])(?<!(?<!\d)\d)(?<!(?<!\d)\d\d)年前|下一步|今后|明年|来年|保证|继续|再(?=建|新|改|完|创|增|培|引|遴|评|开工|招|添|投)|规划"
        ),
    ),
)
_TURN = re.compile(
    r"^(?:而|并|到)?"
    r"(?:进一步|全年|年内|年底|力争|着力|今年|明年|来年|下半年|下一步|[本新]学[期年]|去年|上年|上[一]?届|(?:19|20)\d\d年|[两三五\d]年[之以]?后"
    r"|(?:到|至|截[至止]?)\d{1,2}月"
    r"|(?:\d{1,2}月(?:\d{1,2}日)?|[春秋]季(?:学期)?|学[期年]|[暑寒][期假])?(?:开学|[底末中]|[上中下]旬)?[之以]?前(?![年期段几来往后任所沿提期])[^的]*$)"
)
# 寄宿制学校今年改造12所: nothing on the line before tells of that
_TURN_WITHIN = re.compile(r"^[^，\d]{2,8}(?:今年|明年|年内)(?!以来|[^，\d]{0,4}(?:已|共|了))")
_AGAINST_AN_AIM = re.compile(r"(?:比|较|超过了?|超出|高于|低于)[^，\d]{0,8}(?:目标|任务|计划|指标)")
_FOR_THEM = re.compile(r"^(?:继续|今年|要)?(?:对|为)(?!.*(?:已|达|共有|现有))[^，]{0,24}$")
# 针对骨干教师目前仅90人的状况，: a setting makes no fact of what is to be done about it
_SETTING = re.compile(
    r"的[^，的]{0,4}(?:状况|现状|实际|局面|形势|需求|前提下|基础上|情况下|背景下)$"
)
_LACK_BEFORE = re.compile(
    r"(?:缺编|缺额|超编|尚缺|还缺|缺少|短缺|空编|欠|拖欠)(?:教师|教职工)?(?:约|近|达)?$"
)
# 已于5月下达320万元, 建设资金260万元已经到位
_CAME_IN = re.compile(
    r"已(?:经)?(?:于[^，]{1,6})?(?:下达|拨付|下拨|划拨|到位|到账|发放)(?:资金|经费)?$"
)
_HAS_COME_IN = re.compile(r"^(?:也|均|都|全部)?已(?:经|全部)?(?:足额)?(?:到位|下达|拨付|到账)")
# 宿舍楼2栋选址已确定: not begun yet
_PREPARED = re.compile(
    r"[^，]{0,6}(?:正在|已|已经|完成)?[^，]{0,2}(?:选址|招投标|招标|立项|可研|报批|征地|前期工作|规划设计|图纸设计)"
)
_FULFILLED = re.compile(r"(?:目标|任务|计划|指标)(?:任务)?(?:数|总数|总量)?的$")
_OF_ALL = re.compile(r"(?:加[大强]|强化|规范|做好|对|将)全[国省市州县区乡镇校](?:现有)?$")
_LOCATED = re.compile(r"[一-鿿]{1,6}所在")
# 校车27辆全部安装定位; 巩固20个县的创建成果
_ALL_OF_THEM = re.compile(r"^(?:已经?)?(?:全部|均|都|一律)(?!达|为|是|在)")
_OUTCOME = re.compile(r"^[^，]{0,6}的[^，]{0,8}(?:成果|成效)")
_CARE_FOR = re.compile(r"(?:加大|加强|强化|规范)(?:对)?$")
_CARED_FOR = re.compile(
    r"[^，]{0,20}?(?:管理|监管|指导|督导|监督|检查|服务|考核)(?:力度|工作)?。?$"
)
# 幼儿342名, 大班4个: people and classes that are listed are there
_HEADS = re.compile(
    r"(?:学生|幼儿|儿童|教师|教职工|教职员工|教学班|班级|在校生|寄宿生|住校生|村小|教学点|[大中小]班)(?:共|有|共有)?$"
)
# 目前接送车辆有53台, 手续齐全的只有40台
_STANDS = re.compile(
    r"(?:目前|现在|现)[^，]{0,16}有$|(?:^[^，]{2,10}的(?:只|仅)|以[上下]的)有$|[聘请引拥派][^，]{0,3}的[^，\d]{2,8}有$|中[^，\d]{2,20}的有$"
)
_PEOPLE_HAVE = re.compile(r"(?:学生|教师|子女|儿童|幼儿|人员|职工)(?:共|现|总共)?有$")
_DEED = re.compile(r"[派招聘选送评帮培训引补增奖慰扶救查访减]|参[加与]|交流|轮岗|惠及|覆盖")
_BEING_BEFORE = re.compile(
    r"(?:有|为|是|占(?:到|比)?|占[^，]{2,16}的|仅|只|高出|(?<!不)低于|(?<!不)高于|相差|位列|居)$"
)
_ACTION = re.compile(
    r"新建|改建|扩建|改造|建设|办好|办成|建好|建成|建立|创建|完成|培训|培养|招聘|引进|配备|配齐|投入|新增|增加|减少|安排|评选|表彰|遴选"
    r"|派(?![出驻]所)|推进|推动|开展|实施|组织|举办|召开|资助|补助|发放|购置|添置|支持|实现|达到|控制|提高|提升|升至|增至|降至|降低|扩大|筹措|争取|招收"
    r"|录取|招生|设立|撤并|整合|打造|培育|解决|保证|做到|不低于|不少于|不超过|以上|以下|以内"
)
_CONTRAST = re.compile(r"但|却|然而|不过|而(?!且)")
_DONE_IN_REPORT = re.compile("任务|年内|[底末日学假期]之?前")


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known before a clause is read: what the document says of itself, its zone's vote.

    ``when`` is the year named nearest to the number, else the zone's.
    """

    header: Header
    vote: float
    when: When | None

    @property
    def year(self) -> int | None:
        """The document's own."""
        return self.header.year


class Judgement(NamedTuple):
    """A nature, the votes by which promised and reached were told apart, up to ``DECISIVE``.

    The votes are 0 and nothing is ``around`` where a rule told something else.
    """

    nature: Nature
    votes: int = 0
    around: Surroundings | None = None


def judge(
    quantity: Quantity,
    context: Context,
    prior: Prior,
    *,
    comparator: Comparator,
    per: str | None,
    beside: Nature | None,
) -> Judgement:
    """The nature of a quantity; its own words first, then its section's, then the document's."""
    if comparator != "change" and is_elsewhere(context, prior.header):
        return Judgement("reference")
    ahead = prior.when is not None and prior.when.direction(prior.year) > 0
    stood = beside == "baseline" and not ahead
    starts = stood or _is_baseline(quantity, context, prior, per)
    if comparator != "change" and starts:
        return Judgement("baseline")
    if beside == "target":
        return Judgement("target")
    if is_norm(quantity, context, per, looks_back=prior.vote > 0):
        return Judgement("standard")
    if prior.vote <= KIND_VOTE["plan"] and _is_served(quantity, context):
        return Judgement("target")
    votes = (
        _words(context, prior) + prior.vote + _time_vote(prior) + _precision(quantity, comparator)
    )
    kind, year = prior.header.kind, prior.year
    around = Surroundings(quantity, context, comparator, kind, prior.vote, year, votes)
    if abs(votes) < WEAK and not _certain(context, prior):
        votes = around.weighed(learned("natures", "reached"))
    nature: Nature = "actual" if votes > 0 else "target"
    return Judgement(nature, min(DECISIVE, 1 + int(abs(votes))), around)


WEAK = 3.0
"""Votes from which the rules alone decide."""
_ABOVE = 0.5
"""Weight of what the line says before the period."""
DECISIVE = 6
"""More votes make a nature no surer."""


def _is_served(quantity: Quantity, context: Context) -> bool:
    """对13所学校落实预案: for whom something will be done."""
    counted = quantity.unit in ("人", "所", "户")
    served = counted and bool(_FOR_THEM.match(context.lead)) and "了" not in context.tail
    return served and not is_there(context)


def _words(context: Context, prior: Prior) -> float:
    """Sum of the votes of words: own clause, the nearest earlier clause that votes, the line."""
    back = prior.vote > 0
    total = _weigh(START_VALUE.sub("", context.lead), back) + 0.7 * _weigh(context.tail, back)
    votes = [v for text in _same_time(context) if (v := _weigh(text, back))]
    if votes and not _CONTRAST.match(context.lead):
        total += 0.8 * votes[0] + 0.3 * sum(votes[1:])
    if context.above and not _turns(context, prior):
        total += _ABOVE * max(-5.0, min(5.0, _weigh(context.above, back)))
    return total + _form(context, prior)


def _turns(context: Context, prior: Prior) -> bool:
    """Whether the sentence turns to this year or a later one: nothing before tells of that."""
    past = prior.when is not None and prior.when.direction(prior.year) < 0
    within = _TURN_WITHIN.match(context.lead)
    return not past and (bool(within) or any(map(_TURN.search, (context.lead, *context.earlier))))


def _same_time(context: Context) -> Iterator[str]:
    """The clauses before, as far back as none of them turns to another time (今年全部清零)."""
    if _TURN.search(context.lead):
        return
    for text in context.earlier:
        if _SETTING.search(text):
            return
        yield text
        if _TURN.search(text):
            return


def _certain(context: Context, prior: Prior) -> float:
    """Votes that no other words outweigh: figures of plans, what is there, what is under way."""
    if is_told_plan(context) or (prior.vote <= 0 and is_left_to_do(context)):
        return -12.0
    if is_there(context):
        return 12.0
    return -6.0 if _is_under_way(context, prior) else 0.0


def _form(context: Context, prior: Prior) -> float:
    """Votes of the words next to the number, and of a list of nouns and numbers without a verb."""
    if certain := _certain(context, prior):
        return certain
    if _LACK_BEFORE.search(context.lead) or _FULFILLED.search(context.lead):
        return 4.0
    if _is_there_already(context, prior):
        return 9.0
    if _STANDS.search(context.lead):
        return 6.0
    if _BEING_BEFORE.search(context.lead):
        return 3.0 if _PEOPLE_HAVE.search(context.lead) else 1.2
    verbless = not any(_acts(t) for t in (context.lead, *context.earlier))
    if verbless and _HEADS.search(context.lead) and not _DEED.search(context.lead):
        return 3.0
    return 1.2 if verbless and not _acts(context.tail) else 0.0


def _is_under_way(context: Context, prior: Prior) -> bool:
    """Things that are being prepared, or that a plan will have built."""
    prepared = _PREPARED.match(context.tail) or _PREPARED.match(context.later)
    return bool(prepared) or (prior.vote < 0 and is_to_be_built(context))


def _precision(quantity: Quantity, comparator: Comparator) -> float:
    """Promises are round: 86.78% and 8,765 people were counted, \"85% or more\" was not."""
    if comparator == "at_least":
        return -0.5
    if not quantity.unit:
        return 0.0
    exponent = quantity.value.normalize().as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    odd = quantity.value >= 1000 and quantity.value == int(quantity.value)
    if odd and quantity.unit != "元":
        odd = len(f"{quantity.value:.0f}".rstrip("0")) > 3
    else:
        odd = decimals == 0 and quantity.value >= 1000 and quantity.value % 10 != 0
    return 2.0 if odd or (decimals >= 2 and quantity.value < 1000) else 0.0


def _is_there_already(context: Context, prior: Prior) -> bool:
    """Things that are looked after, not made: 加强全县8所园的管理, 6个社区所在学校."""
    if _CAME_IN.search(context.lead) or _HAS_COME_IN.match(context.tail):
        return True
    if dates_a_noun(context) and prior.when and prior.when.direction(prior.year) < 0:
        return True
    if _OF_ALL.search(context.lead) or _LOCATED.match(context.tail):
        return True
    if _ALL_OF_THEM.match(context.tail) and not any(
        _acts(t) for t in (context.lead, *context.earlier[:1])
    ):
        return True
    if _OUTCOME.match(context.tail):
        return True
    return bool(_CARE_FOR.search(context.lead) and _CARED_FOR.match(context.tail))


@lru_cache(maxsize=4096)
def _weigh(text: str, looks_back: bool) -> float:
    """Votes of a clause; a task or a year's end speaks less of promises in a report."""
    if not text:
        return 0.0
    text = _AGAINST_AN_AIM.sub("", text)
    total = sum(weight for weight, pattern in _VOTES if pattern.search(text))
    if looks_back and total < 0 and _DONE_IN_REPORT.search(text):
        return total + 2.0
    return total


@lru_cache(maxsize=4096)
def _acts(text: str) -> bool:
    return bool(_ACTION.search(text))


def _time_vote(prior: Prior) -> float:
    """A year before the document's speaks for a fact, a later one for a promise."""
    return -4.0 * prior.when.direction(prior.year) if prior.when else 0.0


def _is_baseline(quantity: Quantity, context: Context, prior: Prior, per: str | None) -> bool:
    """The start of a move; where a report tells of one, both ends are facts."""
    if not is_start_value(quantity, context):
        return False
    rate = bool(per) and not is_wage(context)
    moved = _FROM.search(context.lead) or _COMPARED_WITH.search(context.lead)
    return prior.vote <= 0 or rate or not moved or _is_to_move(context)


def _is_to_move(context: Context) -> bool:
    """Whether the move from the value is promised: 比例要由36%提高到60%, 到2018年由…."""
    said = _FROM.split(context.lead)[0]
    return bool(_TO_MOVE.search(said)) or any(map(_AHEAD.match, context.earlier))


def is_start_value(quantity: Quantity, context: Context) -> bool:
    """由8%上升到25%, 比2013年的8%提高17个百分点: the first number of a move."""
    if _FROM.search(context.lead) and (_TO.match(context.tail) or _MOVES_ON.match(context.tail)):
        return True
    standing = _STANDING_ON.match(context.tail)
    near = bool(standing) and (quantity.unit == "%" or context.tail[:2] in ("基础", "的基"))
    if standing and near and any("在" in text for text in (context.lead, *context.earlier[:2])):
        return bool(_RISES.search(standing["rest"] or context.later))
    return bool(_COMPARED_WITH.search(context.lead) and _MOVED.match(context.tail))
