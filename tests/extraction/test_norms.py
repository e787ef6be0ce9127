"""What a rule prescribes, and what is another place's, beside what is promised or reached."""

from dataclasses import replace
from pathlib import Path

import pytest

from plans.extraction import Gazetteer, extract_file
from plans.extraction.schema import Kind
from tests.extraction.test_attributes import statements

GAZETTEER = Gazetteer.load(Path(__file__).resolve().parents[2] / "fixtures" / "regions")

PRESCRIBED: list[tuple[Kind, str, list[str]]] = [
    ("report", "验收办法规定初中规模不超过1800人，我校现有2104人。", ["standard", "actual"]),
    ("report", "按照规定，群众认可度须在80%以上，实测为91%。", ["standard", "actual"]),
    ("report", "巩固率为99.1%（达标线为95%）。", ["actual", "standard"]),
    ("report", "生均公用经费高于4500元的底线。", ["standard"]),
    ("report", "培训结业考核的合格线设为60分，一次通过71人。", ["standard", "actual"]),
    ("notice", "高中班额以50人为上限。", ["standard"]),
    ("notice", "中考总分810分，6月下旬开考。", ["standard"]),
    ("report", "初中班额全部在50人以内。", ["actual"]),
    ("report", "助学金标准从2000元调到2300元，发放1420人。", ["baseline", "standard", "actual"]),
    ("speech", "同一家公司在建工地不许超过2个，每班不准突破45人。", ["standard", "standard"]),
    ("plan", "体质健康优良率今年定在55%。", ["target"]),
    # class sizes to be brought down are goals, those that must not be passed are rules
    ("plan", "稳步化解大班额，城区初中班额压缩到48人以内。", ["target"]),
    ("plan", "2015年秋季前把起始年级班额控制在50人以内。", ["target"]),
    ("plan", "新生班额不得超过45人，每班不超过45人。", ["standard", "standard"]),
    ("speech", "有的村小一个班不到8人。", ["actual"]),
    # so are ratios and books for each pupil that are to be reached
    ("plan", "增配电脑，使中学生机比达到12:1，生均图书达到25册。", ["target", "target"]),
    ("plan", "小学生机比由18:1提高到12:1。", ["baseline", "target"]),
    ("plan", "教师按师生比1:19配备。", ["standard"]),
    # a rate that is raised in a plan
    ("plan", "校医津贴由每月150元提高到260元。", ["baseline", "target"]),
    ("plan", "村小教师补贴每人每月从200元提高到320元。", ["baseline", "target"]),
    # what has come in is a fact though the plan goes on
    ("plan", "建设资金260万元已经到位，6月底前开工。", ["actual"]),
    ("notice", "首批补助已于5月下达320万元。", ["actual"]),
    ("plan", "改造资金已于上月拨付180万元，年内再安排60万元。", ["actual", "target"]),
    # how an examination and an appointment are held
    ("notice", "笔试满分为150分，考试时间120分钟。", ["standard", "standard"]),
    ("notice", "面试考官每组不少于5人，公示期不少于7个工作日。", ["standard", "standard"]),
    ("notice", "总成绩由笔试占40%、面试占60%合成。", ["standard", "standard"]),
    ("notice", "笔试成绩低于80分的不得进入面试。", ["standard"]),
    ("notice", "面试考官不少于7人，其中外县考官不少于3人。", ["standard", "standard"]),
    ("notice", "笔试合格分数线不得低于90分。", ["standard"]),
    ("plan", "教师每学期听课不少于16节，撰写反思不少于8篇。", ["standard", "standard"]),
    ("plan", "把班额全部控制在50人以内；开学前补充美术教师60名。", ["target", "target"]),
    # who is there already, and what goes on already, in what is planned
    ("plan", "确保2012年招聘的48名特岗教师全部入编。", ["actual"]),
    ("plan", "营养改善计划已于今年3月启动，覆盖学生1.3万人。", ["actual"]),
    ("plan", "一是维修食堂，暑期内完工；二是添置图书2000册。", ["target"]),
    ("report", "“国培计划”培训乡村教师380人次。", ["actual"]),
    ("notice", "2014年，全县计划交流轮岗教师168人，占符合条件人数的12%。", ["target", "target"]),
    ("plan", "加快推进两个在建项目，总投资1180万元。", ["target", "target"]),
    ("plan", "财政对每个骨干专业补助80万元。", ["standard"]),
    ("plan", "督导考核分值为5分，轮岗工作赋分10分。", ["standard", "standard"]),
    ("report", "年辍学率1.6%，低于县定2%的控制线。", ["actual", "standard"]),
    # what stands there tells where, how many have it is told by what follows
    (
        "plan",
        "在现有校区北侧征地15亩，新建食堂一栋，面积1200平方米。",
        ["target", "target"],
    ),
    ("plan", "检查考核事项在现有基础上减少40%。", ["target"]),
    ("plan", "每百名学生拥有计算机不低于9台。", ["target"]),
    ("plan", "学校班级占比仅0.6%，年底要达到0.9%。", ["baseline", "target"]),
    ("plan", "去年学位占比为61%，今年力争再提高3个百分点。", ["baseline", "target"]),
    ("plan", "我校务工人员子女有317名，要逐一建档。", ["actual"]),
    ("notice", "据5月对1600名家长的调查显示，知晓率为91.3%。", ["actual", "actual"]),
    ("plan", "每名教师结对帮扶2名学生。", ["standard"]),
    ("plan", "作文每学期不少于8篇。", ["standard"]),
    ("plan", "今年对隐患点附近的13所学校落实避险预案。", ["target"]),
    ("plan", "校车要整治，目前接送车辆有53台，手续齐全的只有40台。", ["actual", "actual"]),
    ("plan", "历年形成的欠债920万元，今年化解100万元。", ["actual", "target"]),
    ("plan", "教师每学期家访不少于18户，学生每年阅读不少于20万字。", ["standard", "standard"]),
    ("plan", "机关干部每人联系1所学校。", ["standard"]),
    # what rules give, how large one may be, what is weighed
    ("plan", "周转房每套建筑面积不超过40平方米。", ["standard"]),
    ("plan", "对按期化解债务的乡镇，给予5万—8万元奖励。", ["standard"]),
    ("plan", "控辍保学在乡镇年度考核中占6分。", ["standard"]),
    ("report", "离“控制在1.5%以内”的要求还有距离。", ["standard"]),
    ("plan", "公用经费中，用于教师培训的比例不低于8%。", ["standard"]),
    ("plan", "全年计划认定示范园30所。", ["target"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), PRESCRIBED)
def test_a_rule_that_is_named_makes_a_standard(
    kind: Kind, sentence: str, natures: list[str]
) -> None:
    assert [s.nature for s in statements(sentence, kind=kind)] == natures


COMPARED = [
    ("辰溪县人口45万，普通高中6所，在校生1.2万人。", ["reference"] * 3),
    ("辰溪县人口45万，高中6所，在校生1.2万人，中职3所，在校生8千人。", ["reference"] * 5),
    ("我校有班级40个（本部26个，辰溪校区14个）。", ["actual"] * 3),
    ("我县普通高中4所；辰溪县有6所。", ["actual", "reference"]),
    ("辰溪县上线率是31%，我们只有22%。", ["reference", "actual"]),
    ("辰溪县捐赠图书3000册。", ["actual"]),
    ("目前城区9所小学有学生1.3万人，平均班额57人。", ["actual"] * 3),
    ("我市山区18个教学点有学生210人，平均每校12人。", ["actual"] * 3),
    ("辰溪县先走一步，人家集团化办学覆盖率达到95%。", ["reference"]),
    ("今年和辰溪县比一比。辰溪是多少？41%！", ["reference"]),
]


@pytest.mark.parametrize(("sentences", "natures"), COMPARED)
def test_what_is_said_of_another_place_is_for_comparison(
    sentences: str, natures: list[str]
) -> None:
    text = f"溆浦县教育局2014年工作总结\n一、主要成绩\n{sentences}\n溆浦县教育局\n2014年12月20日"
    (document,) = extract_file("a.txt", text.encode(), gazetteer=GAZETTEER).documents
    assert [s.nature for s in document.statements] == natures


def test_neighbours_are_neither_part_of_the_region_nor_above_it() -> None:
    text = (
        "怀化市教育局2014年工作总结\n溆浦县、辰溪县完成建设任务。娄底市来我市考察，湖南省给予表彰。"
    )
    (document,) = extract_file("a.txt", text.encode(), gazetteer=GAZETTEER).documents
    assert document.header.neighbours == ("娄底市",)
    assert replace(document.header, neighbours=()).region == "湖南省怀化市"


HEADED = [
    ("speech", "一、肯定成绩，坚定做好工作的信心", "全年新建学校9所。", "actual"),
    ("speech", "二、正视差距，增强紧迫感", "城区小学平均班额58人。", "actual"),
    ("speech", "三、突出重点，抓好今年工作", "新建学校9所。", "target"),
    ("plan", "一、夯实发展基础", "培训教师300人。", "target"),
    ("plan", "二、缩小城乡差距", "交流教师80名。", "target"),
    ("plan", "一、总结工作经验，推进改革", "新建学校9所。", "target"),
    ("plan", "一、园所基本情况分析", "开设12个教学班，教师26人。", "actual"),
    ("plan", "一、学校现状与问题分析", "教师学历达标率为92.3%。", "actual"),
    ("plan", "二、重点工作分析部署", "培训教师300人。", "target"),
    ("plan", "一、发展基础", "培训教师300人。", "actual"),
]


@pytest.mark.parametrize(("kind", "heading", "sentence", "nature"), HEADED)
def test_a_heading_tells_whether_what_follows_was_reached(
    kind: Kind, heading: str, sentence: str, nature: str
) -> None:
    natures = {s.nature for s in statements(f"{heading}\n{sentence}", kind=kind)}
    assert natures == {nature}


def test_a_speech_reviews_the_year_before() -> None:
    text = "一、肯定成绩，坚定信心\n学校面貌有了新变化。全年投入资金2亿元，新建学校9所。"
    found = statements(text + "\n二、今年的工作\n今年要新建学校5所。", kind="speech", year=2017)
    assert [(s.nature, s.year) for s in found] == [("actual", 2016)] * 2 + [("target", 2017)]


def test_a_paragraph_of_a_speech_that_opens_with_what_came_about_looks_back() -> None:
    found = statements("二是教学质量有了起色。今年会考，我县合格率达到91%。", kind="speech")
    assert [s.nature for s in found] == ["actual"]


def test_a_noun_with_its_number_is_told_as_what_stands_before_it() -> None:
    found = statements("现有课后服务学生1987人，参与面约93%，社团56个。")
    assert [s.nature for s in found] == ["actual"] * 3


SPENT = [
    ("教育支出占公共财政支出的17.8%。", "funding"),
    ("本学期安排培训费2.4万元，占公用经费的6%。", "funding"),
    ("培训支出占公用经费预算总额的7.5%。", "funding"),
    ("教育投入占财政支出的比重，去年为16%。", "funding"),
    ("教育投入占财政支出的比重，去年为16%，今年不低于17%。", "funding"),
    ("学前教育经费占财政性教育经费的比例达到5%。", "funding"),
    ("用于校舍维修的比例不超过公用经费的10%。", "funding"),
    ("教育经费支出9.86亿元，比上年增长12.4%。", "indicator"),
    ("在校生占全市的17.8%。", "indicator"),
    ("新建学校9所，比上年增长12.4%。", "indicator"),
    ("收费公示率达到100%，占应公示学校的98%。", "indicator"),
]


@pytest.mark.parametrize(("sentence", "category"), SPENT)
def test_shares_of_spending_are_funding_and_its_growth_is_not(sentence: str, category: str) -> None:
    assert statements(sentence, kind="report")[-1].category == category
