"""Contradictions between figures: what is reported, and what must not be."""

import pytest

from plans.extraction.consistency import find_inconsistencies
from plans.extraction.schema import Article, Header, Problem
from plans.extraction.statements import find_statements
from plans.extraction.text import Text

HEADER = Header("", "plan", 2012, None, None, "county", None, None, None, True)


def problems(value: str) -> tuple[Problem, ...]:
    article = Article((0, len(value)), "", Text.of(value), ())
    return find_inconsistencies(article, HEADER, find_statements(article, HEADER))


ALARMS = [
    ("全县专任教师312名（初中301名，小学12名）。", "313人"),
    ("共有学校50所（公办30所，民办25所）。", "55所"),
    ("招聘教师100名（小学40名、初中30名、高中20名）。", "90人"),
    ("现有在校生5000人，其中女生5200人。", "5200人"),
    ("投入资金500万元，其中省级300万元、市级150万元、县级120万元。", "570万元"),
    ("落实专项资金300万元，其中用于校舍维修350万元。", "350万元"),
    ("新建小学3所、初中2所，共计6所。", "5所"),
    ("新建食堂10所，其中城区4所、江北片区3所、江南片区5所。", "12所"),
    ("项目\t金额（万元）\n食堂\t300\n操场\t200\n合计\t600", "500"),
    ("项目\t学位（个）\t资金（万元）\n合计\t900\t80\n甲校\t450\t30\n乙校\t460\t50", "910"),
    ("评选一等奖5名、二等奖10名、三等奖15名，合计35名。", "30人"),
    ("义务教育巩固率达到102%。", "102%"),
    ("学生体质健康合格率达到115%以上。", "115%"),
    ("普通话达标率为103%。", "103%"),
    ("学前三年毛入园率由85%提高到82%。", "85%→82%"),
    ("辍学率由1.2%下降到1.5%。", "1.2%→1.5%"),
    ("教师由200人减少到230人。", "200人→230人"),
    ("在校生由1000人增加到1200人，增长30%。", "30%"),
    ("初中巩固率由95%提高到97%，提高3个百分点。", "3个百分点"),
    ("建设10+10+6共36个项目。", "10+10+6＝26，文中作36"),
    ("全面实施3+5=9工程。", "3+5＝8，文中作9"),
    (
        "2012年，小学适龄儿童入学率达到99.8%。2012年，小学适龄儿童入学率达到99.5%。",
        "99.8%与99.5%",
    ),
]
NO_ALARMS = [
    "全县专任教师312名（初中301名，小学11名）。",
    "共有教师312名（女教师200名，党员80名）。",
    "高中阶段毛入学率达到105%。",
    "学前三年毛入园率由80%提高到85%。",
    "毛入园率85%，其中城区95%。",
    "现有在校生5000人，其中女生2400人，寄宿生3000人，留守儿童1000人。",
    "投入资金500万元，其中省级300万元、市级150万元。",
    "招生计划完成率达到110%。",
    "比上年增长120%。",
    "新建小学3所、初中2所，共计5所。",
    "新建小学3所、初中2所，惠及学生6000人。",
    "实施体育艺术2+1项目，共惠及500人。",
    "推行10+10+6共26个项目。",
    "在校生由1000人增加到1200人，增长20%。",
    "在校生由1.2万人增加到1.35万人，增长12.5%。",
    "辍学率由1.5%下降到1.2%。",
    "师生比由1:20调整到1:18。",
    "小学适龄儿童入学率达到99.8%，初中适龄少年入学率达到99.5%。",
    "2011年初中巩固率97%，2012年初中巩固率98%。",
    "其中，小学辍学率控制在0.5%以内，初中辍学率控制在1.5%以内。",
    "全县投入资金1000万元，用于校舍建设800万元、设备购置300万元以上。",
    "男生占52%，女生占48%。",
    "学校50所，在校生2万人，其中小学1.2万人，初中0.8万人。",
    "农村初中巩固率达到95%，城区初中巩固率达到98%。",
    "建成示范园20所，其中省级2所、市级5所、县级8所。",
    "补助学生1000人次，发放资金50万元，其中高中100人次。",
    "3+2高职班招生，共开设12个班。",
    "教师由230人减少到200人，减少30人。",
    "初中巩固率由95%提高到97%，提高2个百分点。",
    "近300名教师参训（小学200名，初中120名）。",
    "新建食堂10所，其中城区4所、江北片区3所。",
    "项目\t金额（万元）\n食堂\t300\n操场\t200\n合计\t500",
    "学校\t合格率（%）\t学生（人）\n甲校\t98\t300\n乙校\t96\t200\n合计\t97\t500",
    "项目\t金额\n食堂\t300\n操场\t待定\n合计\t500",
    "项目\t金额\n食堂\t300\n小计\t300\n操场\t200\n合计\t500",
    "6+3+3学制，共招生900人。",
]


@pytest.mark.parametrize(("value", "said"), ALARMS)
def test_alarm_names_the_figures(value: str, said: str) -> None:
    (problem,) = problems(value)
    assert problem.stage == "consistency"
    assert said in problem.message
    assert problem.span
    assert 0 <= problem.span[0] < problem.span[1] <= len(value)


@pytest.mark.parametrize("value", NO_ALARMS)
def test_no_alarm(value: str) -> None:
    assert problems(value) == ()


def test_span_holds_total_and_parts() -> None:
    value = "截至目前，共有学校50所（公办30所，民办25所），均已达标。"
    (problem,) = problems(value)
    assert problem.span
    assert value[slice(*problem.span)] == "50所（公办30所，民办25所）"
