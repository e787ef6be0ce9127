"""A document enters, its assignments of responsibility leave, lead unit first."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from plans.extraction.headed_tasks import divided, listed_by_unit, own_tasks
from plans.extraction.office_tasks import Found, clause_begin, recurring, told_to_act
from plans.extraction.schema import Article, Duty, Header
from plans.extraction.text import Text
from plans.extraction.units import (
    LAST_CHARACTERS,
    in_charge,
    is_office,
    is_post,
    is_role,
    is_unit,
    split_units,
    units_only,
)
from plans.extraction.wordlists import words

_ROLE = (
    r"(?:牵头|责任|配合|主办|协办|承办|主责|主管|协助|协同|参与|完成|实施|承担|落实|组织(?!领导)|督办"
    r"|分管|负责|支持|督导(?![室处科股]))"
)
# (?=…) names what the pattern begins with: nothing is tried elsewhere
_LABEL = re.compile(
    r"(?=[主第具共牵责配协承参完实落组督分负支])"
    rf"(?:主要|第一|具体|共同)?{_ROLE}{{1,2}}(?:（{_ROLE}）)?"
    r"(?:(?P<body>单位|部门|科室|股室|处室|学校|机构|科|股|处|室|局)(?:（[^（）\n]{1,4}）)?|人|领导|者)?"
    r"(?:及责任人)?"
    r"(?:[：:]\s?|】[：:]?|(?P<verb>(?<=[单部科股处][位门室])[为是]))"
)
_LIST = re.compile(r"(?:[^。；：:\n\t（）()［］\[\]【】]|（[^（）\n]{1,12}）){1,240}")
_BETWEEN = re.compile(r"[；，。、\s]{0,2}")
_CLAUSES = re.compile("[，；;]")
_BRACKETED = re.compile(
    r"[（(［\[【]([^（）()［］\[\]【】\n：:]{2,120})[）)］\]】](?=[。；;]|$|\d{1,2}[.、．]|[一二三四五六七八九]、)"
    r"|(?<=[。；;])[（(［\[【]([^（）()［］\[\]【】\n：:]{2,120})[）)］\]】]",
    re.M,
)
_ELSEWHERE = re.compile(
    r"以下简称|简称|摘自|来自|转自|来源|作者|网站|编辑|原载|^(?:不?含|不?包[含括]|除|其中|下设|详?见|原(?!野))"
)
_COUNTED = tuple("所个家")
# 19个乡镇（街道）
_KINDS_OF_PLACE = words("街道 社区 园区 开发区")
_TIMING = re.compile(r"\d|[前内底]$|完成|长期|全年|时限|持续|推进$|常态")
_DASHED = re.compile(r"(?:——|--|—)([^\n，。—-]{2,60})$", re.M)
_VERB = re.compile(
    r"(?:负责(?!制(?![定订作造])|人|任|的|到底|同志)|负总责"
    r"|负(?:主要|全部|全面|直接|主体|监管|首要|第一|管理|领导)(?:领导)?责任|牵头(?!单位|部门|人|科|处|股|的)"
    r"|承办(?!的)|主办(?!方|单位|的|、[^，。；\n]{2,20}办的)|组织实施(?!的)|抓好?落实"
    r"|承担(?=[^的]{0,30}(?:工作|任务|职责|(?:主体|属地|管理|监管|领导|首要)责任)))"
)
_ANSWERABLE = re.compile(r"(?:是|为)[^，。；：！？\n\t的]{0,12}?(?:第一|直接|主要|具体)责任人")
_APPOINTED = re.compile(
    r"(?:设在|挂靠|作为|是|为)[^，。；：！？\n\t]{2,30}，(?:并|具体|主要|全面|统一|牵头)*"
    r"(?:负责(?!制(?![定订作造])|人|任|的|到底|同志)|承担(?=[^，。；\n的]{0,20}(?:工作|任务|职责)))"
)
_WITH = re.compile(
    r"(?<!已)会同([^，。；：！？\n\t]{2,40}?(?:[股科室处局办部委厅]|中心|政府|部门|单位))"
    r"(?![股科室处局办部委厅长门员署、和与及]|中心|[^，。；\n]{0,20}(?:[印颁]|下发|发布|出台|了))"
    r"[^，。；：！？\n\t]{2,30}"
)
_BY = re.compile(r".*(?<!理)由(?!于)")
_TASKS = words(
    """
    组织 制定 制订 编制 审核 审批 审定 审查 检查 考核 考评 验收 督促 督查 监督 管理 拨付 安排 主持
    落实 评审 确定 统筹 汇总 聘任 选派 选址 遴选 开展 建班 对接 下达 协调 牵头 跟踪 调度 督办 承接
    研究 测算 修订 起草 提出 上报 报送 招标 采购 配送 筹措 把关 核算 抽查 实施 评定 认定 发放 核定
    核实 处理 办理 调配 召集 指导 签订 承办 保管 登记 收集 推荐 公布 公示 公开 命题 阅卷 监考 编排
    通知 告知 跟进 选送 出具 受理 解释 整改 整治 维护 维修 维保 清理 配备 约谈 值守 值班 巡查 巡检
    带队 护送 造册 建档 填报 统计 通报 备案 划分 划定 分配 录取 录用 招收 招聘 培训 辅导 评价 评估
    巡视 督导 选定 划片 责令 兜底 结对 包保 派员 派人 指派 承担
    补充 补足 复查 盘点 开通 归口
    """
)
_MADE = words("实施 开展 评选 认定 制定 举办 举行 印发 管理")
"""What a unit had made is no task: 由市教育局组织评选的优质课."""

_ENTRUSTED = re.compile(r"(?<!理)由(?!于)(?=([^，。；：！？\n\t由]{3,70}))")
_TASK = re.compile(
    rf"(?:{'|'.join(sorted(_TASKS))})"
    rf"(?!(?:{'|'.join(sorted(_MADE))})?的|[室股局站]|中心|小?组|办(?![理公好])|[科处](?![理室学]))"
)
# 甲牵头，乙签责任书; 甲负责，乙全程监督
_BESIDE = re.compile(r"，由?(?P<clause>(?:(?!负责|牵头|[承主]办)[^，。；：！？\n\t（）由]){3,60})")
_DEED = re.compile(
    rf"{_TASK.pattern}|负总责|(?:督办|监督|督查)|[是为](?:第一|直接|主要|具体)?责任人"
    r"|[签拿抓](?!手)|办(?!公)|管(?!理)"
)
_HOW = re.compile(
    r"(?:具体|共同|分别|统一|联合|负责|全程|跟踪|亲自|一起|按职责|按规定|依法|集中|定期|另行|逐[校项级]|每[年月学期周天日季度]+"
    r"|在[^，。；：！？\n\t由]{1,8}[前内周月]|与[^，。；：！？\n\t由]{1,6}|进行(?:一次|全面|专项)"
    r"|对[^，。；：！？\n\t由]{1,30}?(?:进行|开展|予以)"
    r"|按[^，。；：！？\n\t由]{1,30}?(?:数额|标准|比例|程序|办法|要求|名额|计划))+$"
)
_ADVERBS = re.compile(
    r"(?:具体|共同|分别|主要|统一|全面|直接|牵头|统筹|协调|组织|联合|按(?:照)?(?:各自)?(?:职责|分工|职责分工)|各自|分工"
    r"|要|须|应)+$"
)
_SUPPORT = re.compile(
    r"(?:并?(?:组织)?(?:实施|落实|协调))?[，、](?:会同|由|并由)?((?:[^，。；：！？\n\t（）]|（[^（）\n]{1,12}）){2,60}?)(?:积极|密切|共同|予以)*(?:(?:按职责)?分工负责|配合|参与|协助|协同|参加|协办)"
)
_JOINED = re.compile(
    r"(?:组织|实施|落实)*[，、]?(?:会同|联合)((?:[^，。；：！？\n\t（）]|（[^（）\n]{1,12}）){2,60}?)"
    r"(?P<others>等(?:有关|相关)?(?:部门|单位))?(?=[，。；\n]|对|共同|开展|抓|做|进行|制定|$)"
)
_STOP = re.compile(r"[。；！？\n\t]")
_SUFFIX = re.compile(
    r"(?:(?:按(?:照)?(?:各自)?(?:职责|分工|职责分工)|具体|共同|分别|主要|积极|分工)*"
    r"(?:牵头|负责|配合|落实|参与|协助|主办|协办|承办|实施|等)+)$"
)
_AS_UNIT = re.compile(r"为(?:牵头|责任|配合|主办|协办|承办)(?:单位|部门|科室)")
_NAMED = re.compile(rf"(?:^|[，。；：\n])([^，。；：\n\t]{{2,40}}?){_AS_UNIT.pattern}", re.M)


def find_duties(article: Article, header: Header) -> tuple[Duty, ...]:
    """Every explicit assignment of responsibility in the document."""
    value = article.text.value
    settled: list[Found] = []
    finders = (_labelled, _bracketed, _dashed, own_tasks, _named, _bearing, _entrusted)
    for finder in (*finders, _answering, _appointed, _together):
        _settle(settled, finder(value))
    if header.kind in ("plan", "notice") and header.level != "school":
        _settle(settled, recurring(value))
    _settle(settled, told_to_act(article, header))
    _settle(settled, _tabled(article))
    _settle(settled, divided(article))
    _settle(settled, listed_by_unit(article))
    duties = []
    for start, end, units in settled:
        span, quote = article.text.cut(start, end)
        named = tuple(_without_person(article.text, start, end, unit) for unit in units)
        duties.append(Duty(span, quote, named))
    return tuple(duties)


def _without_person(text: Text, start: int, end: int, name: str) -> str:
    """The office alone where a space of the source parts it from a person's name: 赵平 德育处."""
    # only 责任人 names persons, and what repair took out elsewhere may be no space
    at = text.value.find(name, start, end) if "人" in text.value[start : start + 5] else -1
    for cut in range(at + 2, at + min(5, len(name) - 1)) if at >= 0 else ():
        person, office = text.value[at:cut], text.value[cut : at + len(name)]
        spaced = 0 < text.starts[cut] - text.ends[cut - 1] <= 2
        if spaced and is_office(office) and not is_unit(person):
            return office
    return name


def _settle(settled: list[Found], more: Iterator[Found]) -> None:
    """Put in, by place, what overlaps nothing that was found before."""
    for found in more:
        place = bisect_left(settled, found)
        before_ends = not place or settled[place - 1][1] <= found[0]
        after_begins = place == len(settled) or found[1] <= settled[place][0]
        if found[2] and before_ends and after_begins:
            settled.insert(place, found)


def _labelled(value: str) -> Iterator[Found]:
    """责任单位：…；配合单位：… is one duty, on one line or on two."""
    start = end = -1
    units: list[str] = []
    labels = list(_LABEL.finditer(value))
    for label, following in zip(labels, [*labels[1:], None], strict=False):
        if start < 0 or not _BETWEEN.fullmatch(value, end, label.start()):
            if units:
                yield start, end, tuple(dict.fromkeys(units))
            start, units = label.start(), []
        end = _list_end(value, label.end(), following.start() if following else len(value))
        clauses = _CLAUSES.split(value[label.end() : end])
        names = split_units("，".join(_SUFFIX.sub("", clause) for clause in clauses))
        strict = label["body"] is None or label["verb"] is not None
        units += [n for n in names if is_unit(n) or is_post(n) or (not strict and _may_be_unit(n))]
    if units:
        yield start, end, tuple(dict.fromkeys(units))


def _list_end(value: str, start: int, limit: int) -> int:
    match = _LIST.match(value, start, limit)
    if not match:
        return start
    end = match.end()
    if value[end : end + 1] in ("：", ":"):
        end = start + max(value[start:end].rfind(c) for c in "，、；, ")
    return max(start, end)


def _may_be_unit(name: str) -> bool:
    return 2 <= len(name) <= 12 and not re.search(r"\d|[年月日]$|[是的了]", name)


def _bracketed(value: str) -> Iterator[Found]:
    """（人事科、教育股） at the end of an item."""
    for match in _BRACKETED.finditer(value):
        inner = match[1] or match[2]
        if not _ELSEWHERE.search(inner):
            parts = (
                _SUFFIX.sub("", part) for part in _CLAUSES.split(inner) if not _TIMING.search(part)
            )
            units = split_units("、".join(parts))
            units = units if all(is_unit(u) or is_role(u) for u in units) else ()
            before = value[match.start() - 1] if match.start() else "\n"
            enough = len(units) > (before == "\n") and before not in _COUNTED
            if enough and any(is_office(u) and u not in _KINDS_OF_PLACE for u in units):
                yield match.start(), match.end(), units


def _dashed(value: str) -> Iterator[Found]:
    for match in _DASHED.finditer(value):
        units = units_only(match[1])
        if any(is_office(u) for u in units):
            yield match.start(), match.end(), units


def _bearing(value: str) -> Iterator[Found]:
    """由甲牵头，乙、丙配合; 甲负责…; 甲牵头…，乙牵头…，丙配合, where 丙 helps both."""
    leads: list[Found] = []
    for verb in _VERB.finditer(value):
        lead = _lead(value, verb)
        if lead and (not leads or leads[-1][1] <= lead[0]):
            leads.append(lead)
    before = 0
    for (start, end, units), following in zip(leads, [*leads[1:], None], strict=False):
        limit = following[0] if following else len(value)
        more, begin, stop = _helpers(value, end, limit)
        if more and before and not _STOP.search(value, before, start):
            yield start, end, units
            yield begin, stop, more
        else:
            yield start, stop if more else end, tuple(dict.fromkeys(units + more))
        before = end


def _lead(value: str, verb: re.Match[str]) -> Found | None:
    """Who bears what a verb says, from the 由 before them on."""
    end = _without_adverbs(value, verb.start())
    begin = clause_begin(value, end)
    if verb[0] != "负责" and verb[0].startswith("负"):
        named = value.find("对", begin + 2, end)
        end = named if named > 0 else end
    if value[end - 1 : end] not in LAST_CHARACTERS:
        return None
    by = _BY.match(value, begin, end)
    start = by.end() if by else begin
    units = in_charge(value[start:end])
    return (start - bool(by), verb.end(), units) if units else None


def _answering(value: str) -> Iterator[Found]:
    """各校校长为安全工作第一责任人."""
    for match in _ANSWERABLE.finditer(value):
        begin = clause_begin(value, match.start())
        units = in_charge(value[begin : match.start()])
        if units:
            yield begin, match.end(), units


def _appointed(value: str) -> Iterator[Found]:
    """办公室设在督导室，负责日常工作: a unit whose place or rank stands before its duty."""
    for match in _APPOINTED.finditer(value):
        begin = clause_begin(value, match.start())
        units = in_charge(value[begin : match.start()])
        if units:
            yield begin, match.end(), units


def _together(value: str) -> Iterator[Found]:
    """计财股会同基建办拿方案: both bear it, whatever the verb."""
    for match in _WITH.finditer(value):
        begin = clause_begin(value, match.start())
        units = units_only(value[begin : match.start()])
        more = units_only(match[1])
        if units and more and any(is_office(unit) for unit in units):
            yield begin, match.end(), tuple(dict.fromkeys(units + more))


def _helpers(value: str, start: int, limit: int) -> tuple[tuple[str, ...], int, int]:
    """Who helps the units before a verb, where it begins and ends: 财政局配合; 会同公安等部门."""
    joined = _JOINED.match(value, start)
    if joined:
        names = split_units(joined[1])
        known = bool(joined["others"])
        more = tuple(n for n in names if is_unit(n) or (known and _may_be_unit(n)))
        if more:
            return more, joined.start(1), joined.end()
    beside = _beside(value, start)
    if beside:
        return beside
    stop = _STOP.search(value, start, min(start + 70, limit))
    near = stop.start() if stop else min(start + 70, limit)
    support = _SUPPORT.match(value, start, limit) or _SUPPORT.search(value, start, near)
    if not support:
        return (), start, start
    more = tuple(u for u in split_units(support[1]) if is_unit(u))
    return more, support.start(1), support.end()


def _beside(value: str, start: int) -> tuple[tuple[str, ...], int, int] | None:
    """Who has a part of his own right behind the verb: 甲牵头，乙签责任书."""
    match = _BESIDE.match(value, start)
    begin, end = match.span("clause") if match else (start, start)
    for deed in _DEED.finditer(value, begin + 2, end) if match else ():
        units = in_charge(_HOW.sub("", value[begin : deed.start()]))
        if units and not units[-1].endswith("教师"):
            return units, begin, deed.end()
    return None


def _entrusted(value: str) -> Iterator[Found]:
    """由教务处组织考核, 由住户、施工单位共同制定进度表: whoever is named bears it."""
    for match in _ENTRUSTED.finditer(value):
        for task in _TASK.finditer(value, match.end() + 2, match.end(1)):
            units = split_units(_HOW.sub("", value[match.end() : task.start()]))
            known = [u for u in units if is_unit(u) or (is_role(u) and not u.endswith("教师"))]
            fits = _fits(task[0], value[match.start() - 1 : match.start()], units)
            if fits and 2 * len(known) > len(units) and all(_may_be_unit(u) for u in units):
                yield match.start(), task.end(), units
                break


def _fits(task: str, before: str, units: tuple[str, ...]) -> bool:
    """Whether the verb says a duty: 任务由甲承担 does, 经费由甲承担 and 会议由甲主持 do not.

    经费由县财政拨付 tells whose money it is.
    """
    if task == "拨付" and units[-1].endswith("财政"):
        return False
    return before in "务作目题" if task == "承担" else task != "主持" or before not in "议会式"


def _without_adverbs(value: str, end: int) -> int:
    """Where the words before a verb end once 具体, 共同, 按职责分工 … are left out."""
    begin = max(0, end - 16)
    match = _ADVERBS.search(value[begin:end])
    return begin + match.start() if match else end


def _named(value: str) -> Iterator[Found]:
    pending: Found | None = None
    for match in _NAMED.finditer(value) if _AS_UNIT.search(value) else ():
        units = units_only(match[1])
        if pending and match.start() == pending[1]:
            pending = (pending[0], match.end(), pending[2] + units)
            continue
        if pending:
            yield pending
        pending = (match.start(1), match.end(), units)
    if pending:
        yield pending


def _tabled(article: Article) -> Iterator[Found]:
    """The cells under 责任单位, 配合单位 … of each row."""
    for table in article.tables:
        for row in table.rows:
            cells = [*table.cells(row, "lead"), *table.cells(row, "supporting")]
            units = [n for c in cells for n in split_units(c.text) if is_unit(n) or _may_be_unit(n)]
            if units:
                start, end = cells[0].start, cells[0].end
                yield start, end, tuple(dict.fromkeys(units))
