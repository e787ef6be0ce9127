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
    ("report", "聘用保育员工资由每月1200元提高到1500元。", ["actual", "actual"]),
    ("report", "聘用保育员每人每月工资1500元。", ["standard"]),
    # what is asked for in a plan without a value beside it is promised
    ("plan", "力争巩固率达到国家要求，体质健康优良率不低于45%。", ["target"]),
    ("plan", "缺口在80人以下的县要先行补足。", ["target"]),
    # the target that was missed or passed
    ("report", "就业率92.1%，没有达到当初定的95%。", ["actual", "target"]),
    ("report", "毛入园率90.4%，未达到92%的规划目标。", ["actual", "target"]),
    ("report", "毛入学率为91.6%，规划目标94%。", ["actual", "target"]),
    ("report", "本科上线412人，市局下达的任务是390人，超额22人。", ["actual", "target", "actual"]),
    ("report", "教学楼概算投资860万元，今年5月开工。", ["target"]),
    ("report", "教学楼概算总投资860万元，主体已完工。", ["actual"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), HELD_AGAINST)
def test_what_a_value_is_held_against(kind: Kind, sentence: str, natures: list[str]) -> None:
    found = [each.nature for each in statements(sentence, kind=kind)]
    assert found[-len(natures) :] == natures


STANDS_ALREADY: list[tuple[Kind, str, list[str]]] = [
    ("plan", "在现有三个活动室的基础上再建五个。", ["actual", "target"]),
    ("plan", "秋季将学生仅有11人的教学点并入相距4公里的中心小学。", ["actual", "actual"]),
    ("plan", "所有食堂今年要接入监控，目前还差86个。", ["actual"]),
    ("plan", "配套园治理还剩6所没有移交，9月底要清零。", ["actual"]),
    ("plan", "未持证的保育员37名，由各园签订承诺书。", ["actual"]),
    ("plan", "以实验小学等3所示范校为龙头组建集团，带动薄弱校24所。", ["actual", "target"]),
    ("plan", "考虑到三年内有26名教师到龄退休，补充教师40名。", ["actual", "target"]),
    ("plan", "合作企业19家，本学年再签2家。", ["actual", "target"]),
    ("speech", "职高在校生2100人，三年里要办到3000人的规模。", ["baseline", "target"]),
    ("plan", "设备总值大，生均9860元，大大高于设置标准。", ["actual"]),
    ("speech", "五年前我们一年级招生是2.6万人。", ["actual"]),
    ("speech", "中职学校经过整合由15所调整为9所。", ["actual", "actual"]),
    ("speech", "去年普惠率达到86%，比定下的目标高出2个百分点；巩固率98%。", ["actual"] * 3),
    ("plan", "上一轮培训中，各县共培训教师3200人次。", ["actual"]),
    ("plan", "在校学生中父母在外务工的有960人。", ["actual"]),
    # what a plan says of the years to come stays promised
    ("plan", "计划三年内培训教师3200人次。", ["target"]),
    ("plan", "2015年前完成5所学校的改造。", ["target"]),
    ("plan", "保障水平达到98%，力争高于全省平均水平。", ["target"]),
    ("speech", "毛入学率现在是89.1%，三年后不低于92%。", ["baseline", "target"]),
    ("speech", "每个乡镇至少办好一所寄宿制学校。", ["target"]),
    ("speech", "不足百人的学校还有96所，一律保留。寄宿制学校今年改造30所。", ["actual", "target"]),
    ("report", "生均经费较2011年的8.2亿元增长31%。", ["actual", "actual"]),
    ("report", "公用经费定额统一为小学550元、初中750元，并予倾斜。", ["standard", "standard"]),
    ("report", "每学期听课不少于18节，检查结果人均20节。", ["standard", "actual"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), STANDS_ALREADY)
def test_what_stands_beside_a_promise(kind: Kind, sentence: str, natures: list[str]) -> None:
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


CATEGORIES = [
    ("生均设备值小学1260元、初中1930元，均已达标。", ["indicator", "indicator"]),
    ("实训设备总值由1800万元增加到2600万元。", ["indicator", "indicator"]),
    ("设备总值2100万元，生均9860元，大大高于标准3000元的底线。", ["indicator"] * 3),
    ("培训费占公用经费的6.4%，高于5%的规定。", ["funding", "funding"]),
    ("就业率96.4%，高于95%的规定。", ["indicator", "indicator"]),
    ("设备值低，投入购置资金260万元。", ["funding"]),
]


@pytest.mark.parametrize(("sentence", "categories"), CATEGORIES)
def test_what_is_worth_and_what_is_spent(sentence: str, categories: list[str]) -> None:
    assert [each.category for each in statements(sentence, kind="report")] == categories
