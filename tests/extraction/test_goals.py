"""How it stands or stood, told beside the goal of the same measure."""

import pytest

from plans.extraction.schema import Kind
from tests.extraction.test_attributes import statements

PAIRS = [
    # the goal behind it names no subject
    ("毛入园率去年为78.3%，今年保持在80%以上。", ["baseline", "target"]),
    ("毛入园率81.2%，今年要提高到85%以上。", ["baseline", "target"]),
    ("2013年巩固率为93.4%，比全市平均水平低0.8个百分点，今年务必达到95%。", "b a t"),
    ("去年秋季60人以上的班级还有41个，今年秋季压减到25个以内。", "a b t"),
    ("上学年流失率为7.2%，本年度要控制在4%以内。", ["baseline", "target"]),
    ("对口率去年为66.5%，争取不低于70%。", ["baseline", "target"]),
    ("11月迎接督导，上年我校得86分，今年力争90分。", ["baseline", "target"]),
    ("现生均校舍面积为12.4平方米，新楼建成后可达到15平方米左右。", "b t"),
    ("中心小学生均图书已有16册，青山小学只有7册，年底前都要达到生均12册以上。", "a b t"),
    # or that of the fact
    ("去年抽测，语文平均79.4分，数学平均72.1分，今年数学要达到75分。", "a b t"),
    ("去年有52人考入一中，今年要确保60人。", ["baseline", "target"]),
    ("去年优良率是46%。今年要达到50%。", ["baseline", "target"]),
    # all that there are, without a number
    ("保安去年配备率只有76%，9月1日前要全部配齐。", ["baseline"]),
    ("保育员目前只有9人有证，年底争取全部有证。", ["baseline"]),
    # the goal before it
    ("职校今年招生任务为540人，去年实际招了488人。", ["target", "baseline"]),
    ("差异系数小学控制在0.65以内，初中控制在0.55以内，去年分别为0.73和0.61。", "t t b b"),
    ("建档率达到100%，现在才58%。", ["target", "baseline"]),
    ("问卷每学期发一次，满意率要在92%以上。去年这个数是88.6%。", ["target", "baseline"]),
    # the same for each in money
    ("目前全市执行每生每年200元，2015年提高到260元。", ["baseline", "target"]),
    ("2013年我县每班保教人员平均只有2.1人，三年内要配到2.6人以上。", "b t"),
]
ALONE = [
    # by how much, another thing, another deed, a part of them
    ("现有录播教室14间，本学期再增加3间。", ["actual", "target"]),
    ("去年招聘教师86名，今年计划培训教师240名。", ["actual", "target"]),
    ("在园幼儿960人，今年培训教师40人。", ["actual", "target"]),
    ("现有党支部48个，今年不少于40个支部达标。", ["actual", "target"]),
    ("去年投入资金860万元，今年计划投入900万元。", ["actual", "target"]),
    ("去年招聘教师86名，居全市第三。", ["actual"]),
    # it is past its bound already, or the start of a move that was made
    ("就读比例不低于92%，去年我县为93.4%。", ["target", "actual"]),
    ("两年来，危房率已由2009年的18%下降到5%。", ["actual", "actual"]),
    ("去年上线率为46%。今年全县毛入园率要达到80%。", ["actual", "target"]),
    ("上学年完成2400人次，其中农民900人次。本学年计划2600人次。", ["actual", "actual", "target"]),
    ("思政教师按不低于1:350的师生比配备，目前实际为1:420。", ["standard", "actual"]),
]
_SHORT = {"a": "actual", "b": "baseline", "t": "target"}


@pytest.mark.parametrize(("sentence", "natures"), [*PAIRS, *ALONE])
def test_what_stands_beside_its_goal_is_where_it_starts(
    sentence: str, natures: list[str] | str
) -> None:
    wanted = [_SHORT[n] for n in natures.split()] if isinstance(natures, str) else natures
    assert [s.nature for s in statements(sentence)] == wanted


TOLD: list[tuple[Kind, str, str]] = [
    ("report", "毛入园率去年为76%，今年达到81%。", "actual"),
    ("report", "二、下一步打算\n毛入园率目前为76%，明年要达到81%。", "baseline"),
    ("speech", "毛入园率去年为76%，今年要达到81%。", "baseline"),
]


@pytest.mark.parametrize(("kind", "text", "nature"), TOLD)
def test_a_report_has_facts_only_where_it_looks_back(kind: Kind, text: str, nature: str) -> None:
    assert statements(text, kind=kind)[0].nature == nature
