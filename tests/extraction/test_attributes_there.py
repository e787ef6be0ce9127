"""What a plan counts because it is there: people set apart, remainders, stocks and their shares."""

import pytest

from plans.extraction.schema import Kind
from tests.extraction.test_attributes import statements

THERE: list[tuple[Kind, str, list[str]]] = [
    # things that wait, people that are served
    ("plan", "尚未销号的14处隐患，要逐一明确责任人。", ["actual"]),
    ("plan", "仍未取得许可的5所园，年内必须关停。", ["actual"]),
    ("plan", "对34名留守儿童逐一建立档案。", ["target"]),
    ("plan", "为家庭困难的260名学生发放补助。", ["target"]),
    ("plan", "对基础薄弱的9所学校进行改造。", ["target"]),
    ("plan", "建成没有围墙的3所校园。", ["target"]),
    ("plan", "补充新教师40名，培训未持证的保育员60名。", ["target", "target"]),
    # each of them in turn
    ("plan", "对38辆校车逐车建档。", ["actual"]),
    ("plan", "对12所民办园逐园检查。", ["actual"]),
    ("plan", "新购38辆校车，逐车建档。", ["target"]),
    # what is left
    ("plan", "初中大班额尚余13个，年底前全部消除。", ["actual"]),
    ("plan", "危房还有420平方米，暑期拆除。", ["actual"]),
    ("plan", "小区配套园尚余3所，务必于6月底前移交。", ["target"]),
    # parts and customs
    ("plan", "教师队伍老化，50岁以上的有46人。", ["actual"]),
    ("plan", "寄宿生中离家10公里以上的有230人。", ["actual"]),
    ("plan", "教师队伍要年轻化，到年底35岁以下的达到46人。", ["target"]),
    ("plan", "食堂每天有近300名学生吃午饭，要留样。", ["actual"]),
    ("plan", "保证每天有120名学生参加训练。", ["target"]),
    # a bare share is told as the number that it is the share of
    ("plan", "现有专任教师140人，骨干教师35人，占25%。", ["actual"] * 3),
    ("plan", "年内招聘教师40人，其中音体美教师16人，占40%。", ["target"] * 3),
    ("report", "参训教师310人，占全县教师的22%。", ["actual"] * 2),
    ("plan", "我校教师121人，骨干教师33人，占27.3%。", ["actual"] * 3),
    ("plan", "今年招聘教师20人，占缺额的31.5%。", ["target"] * 2),
    ("plan", "现有骨干教师35人，占比要达到30%。", ["actual", "target"]),
    # classes as they are
    ("plan", "现在中班每班有38人，秋季要分班。", ["actual"]),
    ("plan", "目前起始年级每班58人，必须降下来。", ["actual"]),
    ("plan", "中班每班30人。", ["standard"]),
    ("plan", "大班额现象仍然存在，初三年级平均班额接近62人。", ["actual"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), THERE)
def test_what_is_there_already_is_a_fact(kind: Kind, sentence: str, natures: list[str]) -> None:
    found = [s for s in statements(sentence, kind=kind) if s.unit not in ("岁", "公里")]
    assert [s.nature for s in found] == natures
