"""A piece of clean text enters; it leaves as the names of the units it lists, or as none."""

import re

from plans.extraction.wordlists import words

OFFICE_HEADS = words(
    """
    局 厅 委 委员会 部 部门 办 办公室 科 科室 股 股室 室 处 处室 所 站 队 支队 大队 中队 院 会
    联 中心 领导小组 小组 专班 工作组 督导组 机构 单位 组织 组 团委 团县委 团市委 团区委 工会
    妇联 残联 政府 街道 街道办 开发区 管委会 党委 党组 党总支 党支部 纪委 集团 公司 银行 信用社
    协会 学会 馆 院校 基地 系统 机关 法院 检察院 总队 司 集群 联盟 园区 财政 公安 村委会 居委会
    社区 联席会议
    """
)
SCHOOL_HEADS = words(
    """
    学校 小学 中学 初中 高中 幼儿园 大学 学院 高校 中心校 中心学校 完小 完中 职高 职中 职专
    职校 技校 中职 中专 教学点 职教中心 分校 校区 党校 附小 附中 一中 二中 三中 四中 五中 六中
    一小 二小 三小 四小 五小 园 校
    """
)
REGION_HEADS = words(
    """
    省 市 州 盟 县 区 旗 乡 镇 乡镇 镇街 县区 市县 县市区 市州 地区 地
    """
)

_HEADS = sorted(OFFICE_HEADS | SCHOOL_HEADS, key=len, reverse=True)
_OFFICE = re.compile(rf"(?:{'|'.join(sorted(OFFICE_HEADS, key=len, reverse=True))})$")
_UNIT = re.compile(rf"(?:{'|'.join(_HEADS)})$")
_COLLECTIVE = re.compile(
    rf"(?:各|全体|有关|相关|所属|本)[^，。]{{0,12}}(?:{'|'.join(_HEADS + sorted(REGION_HEADS))})$"
)
_ALOUD = re.compile(
    r"[，。；：？！“”《》\n\t…]|[的了把被让使且须已每]|(?<!职)能(?!力|源|耗)|应(?!急|用)|将(?!乐)|为(?!民)|并|可(?!可)|对(?![外口台])"
    r"|^(?:开展|加强|推[进动行]|做好|抓好|完善|落实|进行|实施|完成|制定|提高|确保|指导|负责|参加|建立|争取|支持|统筹"
    r"|督促|要求|动员|引导|鼓励|协调|帮助|充分|积极|认真|切实|进一步|继续|明确|强化|健全|成立|选派|对|向|从|在|与"
    r"|通过|根据|按照|依托|发挥|坚持|构建|组织(?!部|人事)|不|主动|高度|谁|我们|自己)"
)
_NO_UNIT = re.compile(
    r"(?:布|格|结|大|^全)局$|^(?:全|内|外|局)部$|干部$|[教寝]室$|(?:功能|实验|图书|活动|阅览)室$"
    r"|[场厕住]所$|网站$|车站$|^各?(?:学|教|文|理|本|专)科$|[好长用益]处$|(?:机|社|晚|班|家长|运动)会$"
    r"|(?:创|举|开|民|公)办$|餐厅$|(?<!第)\d|[一二三四五六七八九十两几多][所个处家]$"
)
_BRACKET = re.compile(r"（[^（）]{1,12}）")
_LISTED = re.compile(r"[、，,；;/\s]+|会同|联合")
# 区教育局区住建局, two lines of one cell: the second opens with the region of the first
_RUN_ON = re.compile(
    r"(?<=[局委办会部院])(?=([省市县区旗州])(?:[^省市县区旗州]{1,10}[局委办会院]|政府|公司)$)"
)
_AND_ALL = re.compile(r"(?<=.[局办科股室处])(?=各[^科股处室]{0,8}(?:校|园|乡镇|街道|镇街)$)")
_ROLE = re.compile(
    r"(?:各|全体)?[^，。；：、的]{0,6}(?:班主任|组长|主任|校长|园长|书记|教师|辅导员|保育员|校医|医生|(?:责任)?督学|管理员|专干|[科股处局所站院镇乡县区市]长"
    r"|(?:值周|值班|带班|分管|主管|主要|包[班级校片])领导)"
)
_POST = re.compile(r"(?:副?(?:主任|组长|校长|园长|书记|局长)|班主任|教师|医生|辅导员|管理员|专干)$")
_RANKS = words("各 全体 年级 各年级 保健")
_HOLDER = re.compile(
    r"(?:分管|主管|主抓)[^，。；：、的]{1,8}的(?:常务)?副?(?:[校园局县区镇乡]长|主任|书记|领导|负责人)"
    r"|各[^，。；：、的]{1,10}责任人"
)
_BARE = words("乡镇 镇街 县区 县市区 村组")
_BRANCHES = words(
    """
    教育 财政 公安 消防 城管 市场监管 食药监 卫生 卫健 卫计 交通 交警 民政 人社 编办 发改 审计 工商
    物价 税务 住建 国土 自然资源 司法 综治 政法 文化 文旅 质监 环保 电力 供电 气象 水利 应急
    劳动 农业
    """
)
"""Of a list that ends in 部门 the others are named by their branch of government alone."""

_NUMBER = re.compile(
    r"^(?:\d{1,2}[.．)）、]|[①-⑳]|[（(]?[一二三四五六七八九十]{1,3}[)）.．]|（\d{1,2}）)"
)
# 初中与成人教育股
_OF_STAGES = re.compile(r"(?:高中|初中|小学|中学)[与和及].{2,8}[股科处室]$")
_JOINT = re.compile(r"以及|和|及|与|同|会同")
_TAIL = re.compile(
    r"(?:等)?(?:有关|相关)?(?:部门|单位|科室)?等(?:部门|单位|科室|学校)?$|等各?(?:有关|相关)?(?:职能)?(?:部门|单位|科室|股室|学校)$"
)
_LEAD = re.compile(
    r"^(?:(?:这|此|该|上述|以上)(?:[项件些]|几项)?(?:工作|事情?|任务|工程)由?"
    r"|由|请|以及|和|及|与|会同|并由|其中|联合|包括)"
)


LAST_CHARACTERS = frozenset(h[-1] for h in OFFICE_HEADS | SCHOOL_HEADS | REGION_HEADS) | set(
    "）任长记师员医生导干人"
)
"""What a unit's name can end in; a quick way to tell that a stretch is none."""


def is_office(name: str) -> bool:
    """Whether a name ends as offices end: 人事科, 区财政局, 招生办公室."""
    return (
        2 <= len(name) <= 25
        and bool(_OFFICE.search(name))
        and not _ALOUD.search(name)
        and not _NO_UNIT.search(name)
    )


def is_unit(name: str) -> bool:
    """Whether a name can bear responsibility: an office, a school or all units of a kind."""
    bare = _BRACKET.sub("", name)
    if not 2 <= len(bare) <= 25 or _ALOUD.search(bare) or _NO_UNIT.search(bare):
        return False
    return bool(_UNIT.search(bare) or _COLLECTIVE.search(bare)) or bare in _BARE


def is_role(name: str) -> bool:
    """Whether a name says by office who a person is: 各班主任, 年级组长, 分管安全的副校长."""
    if _HOLDER.fullmatch(name):
        return True
    return bool(_ROLE.fullmatch(name)) and not _ALOUD.search(name)


def is_post(name: str) -> bool:
    """Whether a name says whose head a person is, and not who: 教科室主任, 各校校长."""
    head = _POST.search(name)
    if not head or not is_role(name):
        return False
    body = name[: head.start()]
    return body in _RANKS or is_unit(body)


def in_charge(listed: str) -> tuple[str, ...]:
    """The names of a list that holds nothing but units and offices held by a person."""
    names = split_units(listed)
    branches = _BRANCHES if listed.endswith("部门") else frozenset()
    known = all(is_unit(name) or is_role(name) or name in branches for name in names)
    return names if known else ()


def split_units(listed: str) -> tuple[str, ...]:
    """Names in a list: ``教育和体育局、财政局和各学校`` holds three.

    A 和 parts two names only where what stands before it is a whole name.
    """
    names: list[str] = []
    # a list in brackets is part of one name: 各县（市、区）教育局
    masked = _BRACKET.sub(lambda match: match[0].replace("、", "\0"), listed)
    for piece in _LISTED.split(masked):
        for name in _parted(_tidy(piece.replace("\0", "、"))):
            names += _run_on(name)
    return tuple(dict.fromkeys(n for n in names if n))


def units_only(listed: str) -> tuple[str, ...]:
    """The names of a list that holds nothing but units; empty where anything else stands in it."""
    names = split_units(listed)
    return names if names and all(is_unit(n) for n in names) else ()


def _tidy(piece: str) -> str:
    piece = _NUMBER.sub("", piece.strip(" 。.．()［］[]【】：:—-"))
    piece = _LEAD.sub("", piece)
    return _TAIL.sub("", piece) or piece


def _run_on(name: str) -> list[str]:
    everyone = _AND_ALL.search(name)
    if everyone:
        return [name[: everyone.start()], name[everyone.start() :]]
    break_ = _RUN_ON.search(name)
    if break_ and break_.start() > 2 and name.startswith(break_[1]):
        return [name[: break_.start()], name[break_.start() :]]
    return [name]


def _parted(piece: str) -> list[str]:
    for match in () if _OF_STAGES.match(piece) else _JOINT.finditer(piece):
        left, right = piece[: match.start()], piece[match.end() :]
        if (is_unit(left) or is_role(left)) and len(right) >= 2:
            return [left, *_parted(_tidy(right))]
    return [piece]
