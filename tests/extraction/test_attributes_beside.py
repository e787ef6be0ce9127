"""What a value is held against, what stands already beside a promise, whose value it is."""

import pytest

from plans.extraction.schema import Kind, Level
from tests.extraction.test_attributes import statements

HELD_AGAINST: list[tuple[Kind, str, list[str]]] = [
    ("report", "轮岗教师占应轮岗人数的9.6%，距省上要求的12%尚有距离。", ["actual", "standard"]),
    ("report", "双师型教师占28.5%，已超过设置标准规定的25%。", ["actual", "standard"]),
    ("report", "公办园占比为44.1%，未达到国家提出的50%。", ["actual", "standard"]),
    ("report", "最大的班坐了68人，而国家的标准是一个班不超过45人。", ["actual", "standard"]),
    ("report", "交流教师占11.2%，省上规定的比例是10%。", ["actual", "standard"]),
    ("report", "家长满意度90.3%（要求85%以上）。", ["actual", "standard"]),
    ("report", "轮岗教师占13.1%（要求不低于10%）。", ["actual", "standard"]),
    ("report", "每百名学生拥有音乐教师0.81人（标准各学段均为0.9人）。", ["actual", "standard"]),
    ("report", "完成率97.2%，高出省定标准（95%）。", ["actual", "standard"]),
    ("report", "保教人员与幼儿之比为1:8，符合1:7至1:9的要求。", ["standard", "standard"]),
    (
        "report",
        "差异系数分别为0.41和0.33，均优于0.65和0.55的国家标准。",
        ["actual", "standard", "standard"],
    ),
    ("report", "双师型教师占61.2%，超出示范校50%的指标。", ["actual", "standard"]),
    ("report", "按规定应从土地收益中计提8%。", ["standard"]),
    ("plan", "年度任务完成率不到八成的学校，不得参加评优。", ["standard"]),
    ("plan", "验收合格率低于70%的乡镇（街道）予以通报，并约谈负责人。", ["standard"]),
    ("plan", "大班、中班、小班分别不超过35人、30人、25人。", ["standard"] * 3),
    ("plan", "作业时间，高年级平均不超过50分钟，初中不超过80分钟。", ["standard"] * 2),
    # how far it is from the norm is a fact, and so is what was counted
    ("report", "毛入园率91.2%，高于国家标准5.2个百分点。", ["actual", "actual"]),
    ("report", "城区小学平均班额58人，比省定标准多13人。", ["actual"]),
    ("report", "聘用保育员每人每月工资1500元。", ["standard"]),
    # what is asked for in a plan without a value beside it is promised
    ("plan", "力争巩固率达到国家要求，体质健康优良率不低于45%。", ["target"]),
    ("plan", "缺口在80人以下的县要先行补足。", ["target"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), HELD_AGAINST)
def test_what_a_value_is_held_against(kind: Kind, sentence: str, natures: list[str]) -> None:
    found = [each.nature for each in statements(sentence, kind=kind)]
    assert found[-len(natures) :] == natures


OTHERS: list[tuple[Level, str, list[str]]] = [
    ("school", "语文均分71.2分，全市74.5分。", ["actual", "reference"]),
    ("prefecture", "语文均分71.2分，全市74.5分。", ["actual", "actual"]),
    ("prefecture", "本科上线率59.1%。但是全省是多少？63%！", ["actual", "reference"]),
    (
        "county",
        "每百名学生拥有教师5.3人，与邻近的青山县相比（4.9人）略优。",
        ["actual", "reference"],
    ),
    ("county", "每百名学生拥有教师5.3人，与去年相比（4.9人）略优。", ["actual", "actual"]),
    ("county", "毛入园率只有80%，隔壁的县去年已经到了88%。", ["actual", "reference"]),
    ("school", "一中的上线率是70.2%，我们还差15个百分点。", ["reference", "actual"]),
    ("school", "我校的上线率是55.2%，我们还差5个百分点。", ["actual", "actual"]),
]


@pytest.mark.parametrize(("level", "sentence", "natures"), OTHERS)
def test_whose_value_it_is(level: Level, sentence: str, natures: list[str]) -> None:
    found = [each.nature for each in statements(sentence, kind="report", level=level)]
    assert found == natures


def test_what_a_report_says_will_follow_is_promised() -> None:
    text = (
        "一、存在问题与整改\n自查未达标2项。整改安排如下：\n"
        "（一）教师：秋季招聘音乐教师28名（去年19名）。\n"
        "（二）场馆：投入1650万元，改建操场。\n二、社会评价\n回收问卷2840份。\n"
    )
    found = [each.nature for each in statements(text, kind="report")]
    assert found[-4:] == ["target", "actual", "target", "actual"]
