"""A page enters, what its wording says of its level leaves: 我县, 全省, 各乡镇中心校."""

import re
from collections import Counter

from plans.extraction.header.page import Page
from plans.extraction.schema import Level

LEAST_VOTES = 3
UNITS = "省市县区州盟旗镇乡"
OWN = re.compile(rf"(?:我|本|在我们)([{UNITS}])(?!域|级|长|别)")
WHOLE = re.compile(rf"全([{UNITS}])(?!域|面|镇痛)")
PARTY = re.compile(rf"([{UNITS}])委[、和](?:\1)?(?:人民)?政府")
OFFICE = re.compile(
    rf"(?<![各级、])([{UNITS}])(?:教育局|教体局|教委|教育工委|教育和体育局|"
    rf"教育体育局|教科局|教育厅)"
)
SCHOOL = re.compile(
    r"我校|本校|我园|本园|(?<!安)全校(?!园|舍|长)|(?<!安)全园|我院(?=师生|教师|"
    r"学生)|校本部|幼儿园全体"
)
SCHOOL_INSIDE = re.compile(
    r"各(?:班级?|年级组?|教研组|备课组|处室|科组|部门负责)|班主任|教导处|政教处|"
    r"总务处|德育处|家长会|行政例会|值周"
)
AUTONOMOUS_REGION = re.compile(
    r"盟市|自治区(?:党委|人民政府|教育厅|教育工委)|各(?:地、)?市(?:、县|县)|"
    r"我区各(?:市|盟)"
)

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
    for pattern, weight in ((OWN, 3), (WHOLE, 2), (PARTY, 1), (OFFICE, 1)):
        for match in pattern.finditer(text):
            votes[match[1]] += weight
    own_school = len(SCHOOL.findall(text))
    votes["校"] = 3 * own_school + len(SCHOOL_INSIDE.findall(text)) if own_school > 1 else 0
    return votes


def leading_unit(page: Page) -> str | None:
    """The 省, 市, 县 … (校 for a school) that the text speaks as most, or None."""
    votes = units(page).most_common(1)
    return votes[0][0] if votes and votes[0][1] >= LEAST_VOTES else None


def addressed(page: Page) -> Counter[Level]:
    """How often the text speaks to those below a level."""
    text = "\n".join((*page.masthead, page.sample))
    return Counter({level: len(pattern.findall(text)) for level, pattern in SUBORDINATES})


def speaks_for_region(page: Page) -> bool:
    """Whether 全区 means an autonomous region: it speaks of 盟市 or of its 厅."""
    return len(AUTONOMOUS_REGION.findall(page.sample)) >= 2
