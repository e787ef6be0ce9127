"""A page enters, what its wording says of its level leaves: 我县, 全省, 各乡镇中心校."""

import re
from collections import Counter

from plans.extraction.header.page import Page
from plans.extraction.schema import Level

LEAST_VOTES = 2
LOWER = "省州盟市区县旗乡镇校"
UNITS = "省市县区州盟旗镇乡"
OWN = re.compile(rf"(?:我|(?<!样)本|在我们)([{UNITS}])(?!域|级|长|别)")
WHOLE = re.compile(rf"全([{UNITS}])(?!域|面|镇痛)")
PARTY = re.compile(rf"([{UNITS}])(?:委|政府|人大|直属|教育局|教体局|教委)(?!员会)")
SCHOOL = re.compile(
    r"我校|本校|我园|本园|全(?<!安全)(?:校(?!园|舍|长)|园)|我院(?=师生|教师|学生|"
    r"就业|招生|办学|迎接|党委|教学)|校本部|幼儿园全体"
)
# 我校是一所农村初中, 我园现有六个班: who introduces a school is that school.
SCHOOL_ITSELF = re.compile(
    r"我[校园](?:是一所|是[^，。\n]{2,8}的一所|现有|地处|位于|始建|创办|占地)"
)
# 某小学课题组, XX县实验中学: a school whose name is masked.
MASKED_SCHOOL = re.compile(
    r"(?:某|[xX×*＊○]{1,4})(?:[省市县区镇乡村](?:某|[xX×*＊○]{1,4})?)?(?:第[一二三四五\d]|实验|中心|初级|"
    r"高级|职业)?(?:小学|中学|幼儿园|学校|高中|初中)(?!教师|学生)"
)
UNDER_THE_FLAG = re.compile("国旗下的?(?:讲话|演讲|发言)|升旗仪式")
# 语文教研组…计划: such groups are a school's.
GROUP = re.compile(r"教研组|备课组|年级组")
SCHOOL_INSIDE = re.compile(
    r"各(?:班级?|年级组?|教研组|备课组|处室|科组|部门负责)|班主任|教导处|政教处|"
    r"总务处|德育处|家长会|行政例会|值周|各教学系|各院系|各系部|各二级学院|辅导员"
)
TITLE_OFFICE = re.compile(r"[*×xX]{0,3}([省市县区州旗镇乡])(?:教育局|教体局|教委|教育厅|教育|20)")
SCHOOL_TITLE = re.compile(
    r"教导处|教务处?|政教处|德育处|总务处|班主任|教研组|少先队|校长|典礼|家长|幼儿园|小学|中学|"
    r"学校|班级"
)
# 农村小规模学校的困境, 寄宿制学校管理研究: schools as a subject, not as the one who speaks.
SCHOOLS_AS_SUBJECT = re.compile(
    r"农村|乡村|规模|寄宿制|薄弱|县域|区域|浅谈|浅析|研究|思考|探[析讨究索]|困境|对策|出路|基于|刍议"
)
BUREAU = re.compile(r"教育局|教体局|教委|教育厅|全[省市县区州]|中小学")
AUTONOMOUS_REGION = re.compile(
    r"盟市|自治区(?:党委|人民政府|教育厅|教育工委)|各(?:地、)?市(?:、县|县)|"
    r"我区各(?:市|盟)"
)

# 教育部先后设立了…, 教育部已在…: who reports on what a ministry did for 我国 speaks for the nation.
MINISTRY_ACTS = re.compile(
    r"教育部(?:会同|联合|成立|支持|组织|先后|迄今|已|认真|加强|将|要|率先|创办|设立|启动|实施|制定|颁布|"
    r"印发|批准|立即|继续|作为全国)"
)
LEAST_ACTS = 3

# Whom a document speaks to tells where it stands: 各乡镇中心校 -> county.
SUBORDINATES: tuple[tuple[Level, re.Pattern[str]], ...] = (
    (
        "national",
        re.compile(r"各省[、（(]?(?:自治区|区)?[、，]?(?:直辖)?市?|各省级|省、自治区、直辖市"),
    ),
    (
        "province",
        re.compile(
            r"各(?:设区)?市[（(]州|各市、州|各市州|各州[（(、]?市|"
            r"各(?:地级)?市[、（(]?(?:地|县)|各设区市|各地[、（(]?州|各高等?(?:学)?校|各盟市"
            r"|省直|省属|厅直属"
        ),
    ),
    (
        "prefecture",
        re.compile(
            r"各(?:县|区|旗)[（(、]?(?:市|县|区|旗)|各(?:县|区)[（(、](?:市|县|区)[、）)]|"
            r"各县市区|各区县|各旗县|各县(?=教育局|教体局)|"
            r"县[（(]市、区[）)]|市直(?:属)?(?:学校|各)"
        ),
    ),
    (
        "county",
        re.compile(
            r"各(?:乡镇|镇|乡|街道|学区|中心学?校|镇街|镇[（(、]街道?|乡[（(、]镇)|"
            r"局(?:直)?属(?:各)?(?:单位|学校)|局直|局机关"
            r"|各(?:中小学|普通?中学|初中|小学|直属学校)|县直(?:属)?|区直(?:属)?"
        ),
    ),
    (
        "township",
        re.compile(
            r"各村(?:小|完小|级小学)|辖区(?:内)?(?:各)?学校|学区内|各完小|各教学点|"
            r"中心校(?:班子|领导|全体)"
        ),
    ),
    ("school", SCHOOL_INSIDE),
)


def units(page: Page) -> Counter[str]:
    """How strongly the text speaks as a 省, 市, 县 … (校 for a school), by character."""
    votes: Counter[str] = Counter()
    text = f"{page.title}\n{page.sample}"
    for pattern, weight in ((OWN, 3), (WHOLE, 2), (PARTY, 1)):
        for match in pattern.finditer(text):
            votes[match[1]] += weight
    own_school = _own_school(page, text)
    titled = TITLE_OFFICE.match(page.title)
    if titled:
        votes[titled[1]] += 3
    inside = len(SCHOOL_INSIDE.findall(text))
    votes["校"] = 3 * own_school + inside if own_school > 1 or (own_school and inside) else 0
    return votes


def _own_school(page: Page, text: str) -> int:
    """How often title, masthead and text say that a school speaks."""
    own = len(SCHOOL.findall(text)) + 2 * len(SCHOOL_ITSELF.findall(text))
    at_school = not BUREAU.search(page.title)
    if own and at_school and SCHOOL_TITLE.search(page.title):
        own += 1
    if at_school and not page.borrowed and GROUP.search(page.title):
        own += 2
    own += 2 * bool(UNDER_THE_FLAG.search(page.title))
    masked = any(MASKED_SCHOOL.match(line) for line in page.issuing_lines)
    return own + 2 * masked


def leading_unit(page: Page) -> str | None:
    """The 省, 市, 县 … (校 for a school) that the text speaks as most, or None."""
    votes = units(page)
    best = max(votes, key=lambda unit: (votes[unit], LOWER.find(unit)), default=None)
    if best and votes[best] >= LEAST_VOTES:
        return best
    foreign = BUREAU.search(page.title) or SCHOOLS_AS_SUBJECT.search(page.title)
    at_school = SCHOOL_TITLE.search(page.title) and not foreign and not page.numbered
    return "校" if at_school and not any(votes.values()) else None


def addressed(page: Page) -> Counter[Level]:
    """How often the text speaks to those below a level."""
    text = "\n".join((*page.masthead, page.sample))
    return Counter({level: len(pattern.findall(text)) for level, pattern in SUBORDINATES})


def speaks_for_region(page: Page) -> bool:
    """Whether 全区 means an autonomous region: it speaks of 盟市 or of its 厅."""
    return len(AUTONOMOUS_REGION.findall(page.sample)) >= 2


def speaks_as_ministry(page: Page) -> bool:
    """Whether the text tells what the ministry of education did and does for the country."""
    acts = len(MINISTRY_ACTS.findall(page.sample))
    return acts >= LEAST_ACTS and ("我国" in page.sample or "全国" in page.sample)
