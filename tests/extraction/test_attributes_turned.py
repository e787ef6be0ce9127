"""What a turn of time, a heading of advice, a norm or another's value makes of a number."""

import pytest

from plans.extraction.schema import Kind
from tests.extraction.test_attributes import statements


def test_what_was_then_lends_its_year_to_nothing() -> None:
    found = statements("在校生8120人（去年秋季8346），入学率99.7%。", kind="report")
    assert [s.year for s in found] == [2014, 2013, 2014]


def test_lessons_that_everybody_gives_were_counted() -> None:
    found = statements("只有5名教师，人均周课时达22节。", kind="report")
    assert [s.nature for s in found] == ["actual", "actual"]


TURNED: list[tuple[Kind, str, list[str]]] = [
    # what stands before on the line says nothing of another time
    ("plan", "全县缺编教师310人，缺额较大。今年招聘教师180名。", ["actual", "target"]),
    ("plan", "全县现有公办园21所，占比只有40%。2014年新建公办园5所。", ["actual"] * 2 + ["target"]),
    (
        "plan",
        "全镇预计到位经费290万元，确保专款专用。上学期受助学生210人，发放资金10.5万元。",
        ["target", "actual", "actual"],
    ),
    ("report", "去年，新建教师周转房96套。改造食堂14个。", ["actual", "actual"]),
    # people who are there already
    ("plan", "到2015年补充专业教师300名，有的学校聘请的企业技师有28人。", ["target", "actual"]),
    ("report", "共争取和落实营养改善、校舍安全等各类资金1.3亿元，增长15.6%。", ["actual"] * 2),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), TURNED)
def test_a_turn_of_time_ends_what_was_said_before(
    kind: Kind, sentence: str, natures: list[str]
) -> None:
    assert [s.nature for s in statements(sentence, kind=kind)] == natures


HEADED: list[tuple[Kind, str, str]] = [
    ("plan", "三、锚定优质均衡，缩小城乡差距", "target"),
    ("plan", "二、补短板，着力破解难题", "target"),
    ("plan", "二、教师队伍存在的差距", "actual"),
    ("report", "四、对策建议", "target"),
    ("report", "四、几点建议", "target"),
    ("report", "三、加强队伍建设的建议和对策", "target"),
    ("report", "二、上次人大代表建议办理情况", "actual"),
]


@pytest.mark.parametrize(("kind", "heading", "nature"), HEADED)
def test_a_heading_of_advice_or_of_closing_a_gap_looks_ahead(
    kind: Kind, heading: str, nature: str
) -> None:
    found = statements(f"{heading}\n全县共建标准化学校17所。", kind=kind)
    assert [s.nature for s in found] == [nature]


NORMS: list[tuple[Kind, str, list[str]]] = [
    ("report", "生均校舍建筑面积9.1平方米，国家设置标准是不少于20平方米。", ["actual", "standard"]),
    ("report", "平均班额达到66人，而省定标准为不超过45人。", ["actual", "standard"]),
    ("report", "平均班额64人，省上规定不超过45人。", ["actual", "standard"]),
    (
        "report",
        "差异系数为0.71和0.57，高于国家规定的0.65和0.55。",
        ["actual"] * 2 + ["standard"] * 2,
    ),
    ("report", "生均校舍12.4平方米，低于20平方米的设置标准。", ["actual", "standard"]),
    (
        "plan",
        "对照国家标准，小学、初中生均教学用房面积分别不低于4.5平方米和5.8平方米。",
        ["standard"] * 2,
    ),
    ("plan", "小班、中班、大班人数分别控制在25人、30人、35人以内。", ["standard"] * 3),
    ("plan", "集中培训经费中，食宿费不得超过50%。", ["standard"]),
    ("plan", "允许学校拿出15%的编制，聘请能工巧匠。", ["standard"]),
    ("plan", "落实每五年不少于360学时的教师全员培训。", ["standard"]),
    ("plan", "新建小区须按6个班以上的规模配建幼儿园。", ["standard"]),
    # a share by which money is set aside is a rule also where a report tells of it
    ("report", "按照教职工工资总额的1.5%预算培训经费。", ["standard"]),
    ("report", "学校从年度公用经费中列支5%用于教师培训。", ["standard"]),
    ("report", "评估标准规定，生均设备值不低于3000元，生均图书不少于30册。", ["standard"] * 2),
    ("plan", "建设教师周转房90套，每套建筑面积控制在35平方米以内。", ["target", "standard"]),
    ("plan", "对提前完成任务的乡镇，每个奖励8万元。", ["standard"]),
    # what is there is none
    ("plan", "思政教师按不低于1:350的师生比配备，目前全省实际为1:405。", ["standard", "actual"]),
    ("report", "小学师生比为1:17.6，好于1:19的国家标准。", ["actual", "standard"]),
    ("report", "2013年，小学生均教育事业费为9300元，初中为12600元。", ["actual"] * 2),
    ("report", "综合以上各项，学校自评总分92.5分。", ["actual"]),
    ("report", "2013年，教师人均年工资7.1万元，比公务员低0.3万元。", ["actual"] * 2),
    # nor what shall be reached
    ("report", "2015年将乡村教师生活补助最低档提高到400元。", ["target"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), NORMS)
def test_what_a_norm_says_is_a_standard(kind: Kind, sentence: str, natures: list[str]) -> None:
    assert [s.nature for s in statements(sentence, kind=kind)] == natures


OTHERS: list[tuple[Kind, str, list[str]]] = [
    ("speech", "去年全国高中阶段毛入学率已经达到85%，我县是61.5%。", ["reference", "actual"]),
    (
        "report",
        "贫血率由11.2%降到7.5%，低于全省试点县8.8%的平均水平。",
        ["actual"] * 2 + ["reference"],
    ),
    ("report", "中考均分401.5分（全省均分398.2分）。", ["actual", "reference"]),
    ("report", "上线率23.4%，超过全国20.1%的平均水平。", ["actual", "reference"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), OTHERS)
def test_the_whole_that_a_place_is_part_of_is_a_reference(
    kind: Kind, sentence: str, natures: list[str]
) -> None:
    assert [s.nature for s in statements(sentence, kind=kind)] == natures


MOVES: list[tuple[Kind, str, list[str]]] = [
    # the start of a move is a baseline where its end is promised, whoever tells it
    ("report", "下一步，供餐比例要由目前的36.5%提高到60%以上。", ["baseline", "target"]),
    ("report", "到2018年，青年教师的比重要由现在的13.1%提高到20%左右。", ["baseline", "target"]),
    ("report", "巩固率由2010年的88.9%提高到93.5%。", ["actual", "actual"]),
    ("plan", "两年来，巩固率已由91.2%提高到94.6%。", ["actual", "actual"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), MOVES)
def test_the_start_of_a_move_is_told_by_its_end(
    kind: Kind, sentence: str, natures: list[str]
) -> None:
    assert [s.nature for s in statements(sentence, kind=kind)] == natures


YEARS: list[tuple[Kind, str, str, list[int | None]]] = [
    # a year for each
    (
        "report",
        "工作要点",
        "2011年、2012年、2013年教育支出分别为4.1亿元、4.6亿元、5.2亿元。",
        [2011, 2012, 2013],
    ),
    (
        "plan",
        "工作要点",
        "分年度看，2014年至2016年分别安排3600万元、4100万元和4300万元。",
        [2014, 2015, 2016],
    ),
    (
        "plan",
        "工作要点",
        "2014年至2016年共安排资金9000万元，三年分别为2800万元、3600万元、2600万元。",
        [2016, 2014, 2015, 2016],
    ),
    ("plan", "工作要点", "2013年、2014年入园率分别为72%和75%，巩固率为96%。", [2013, 2014, 2014]),
    # the end of a year that is named
    ("speech", "讲话", "2016年年底前，为学校补充教师1800名，其中专业课教师600名。", [2016, 2016]),
    # a school year's plan
    (
        "plan",
        "2014—2015学年度工作计划",
        "本学年新建留守儿童之家3个，选派教师5名。上学年流失学生41人。",
        [2015, 2015, 2013],
    ),
    (
        "report",
        "2014—2015学年度工作总结及下学年打算",
        "本学年学校有教学班12个。今年6月统考，平均78.2分。去年冬季买煤花了2.9万元。\n二、下学年打算\n及格率达到86%。",
        [2014, 2015, 2014, 2016],
    ),
    # the plan that a heading names
    ("report", "工作情况汇报", "三、“十三五”发展设想\n五年内新建幼儿园90所。", [2020]),
    ("report", "工作情况汇报", "二、“十二五”教育发展成就\n五年新建幼儿园90所。", [2014]),
    # halfway through the year, what came about came about in it
    (
        "speech",
        "在年中工作推进会上的讲话",
        "今年要再抓一抓。\n二是普惠程度有了新提高。全市普惠率达到78.5%，春季学期资助学生1.2万人次。\n上半年成绩不小。",
        [2014, 2014],
    ),
    (
        "speech",
        "在年度工作会上的讲话",
        "今年要再抓一抓。\n二是普惠程度有了新提高。全市普惠率达到78.5%。",
        [2013],
    ),
]


@pytest.mark.parametrize(("kind", "title", "text", "years"), YEARS)
def test_a_year_is_given_to_each_or_lent_by_what_is_planned(
    kind: Kind, title: str, text: str, years: list[int | None]
) -> None:
    assert [s.year for s in statements(text, kind=kind, title=title)] == years


MONEY: list[tuple[str, list[str]]] = [
    ("全县债务余额1.8亿元，仅城区高中就占了六成。", ["funding"] * 2),
    ("锁定欠债4100万元，已化解2600万元，占63.4%。", ["funding"] * 3),
    ("面积2.1万平方米，占58%。", ["indicator"] * 2),
    ("集中培训经费中，资料费不得超过8%，授课费不低于30%。", ["funding"] * 2),
    ("省级安排经费2亿元，各县按不低于1：0.6的比例落实配套。", ["funding"] * 2),
    ("去年教师年平均工资收入6.85万元。", ["funding"]),
    ("教师年人均工资由4.1万元增加到5.3万元。", ["funding"] * 2),
    ("农民人均纯收入9870元。", ["indicator"]),
]


@pytest.mark.parametrize(("sentence", "categories"), MONEY)
def test_wages_and_shares_of_sums_are_money(sentence: str, categories: list[str]) -> None:
    assert [s.category for s in statements(sentence)] == categories
