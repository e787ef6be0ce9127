"""What is prescribed, planned, there already or another place's, told without the usual words."""

import pytest

from plans.extraction.schema import Kind
from tests.extraction.test_attributes import statements

ASKED_BY_RULES = [
    "学校食堂利润率不超过2%。",
    "伙食账每月公布，盈亏不超过3%。",
    "高中择校生比例不得超过25%。",
    "新录用教师参加岗前培训，培训时间不少于100学时。",
    "全体保育员网上研修不少于48学时。",
    "食材留样时间不少于40小时。",
    "每个品种留样不少于120克。",
    "就寝后每晚值班教师不少于2人。",
    "食堂从业人员与就餐学生之比不低于1:90。",
    "教职工与幼儿之比应为1:8。",
    "班级管理在绩效考核中占30%。",
    "督查结果占年度考核总分的15%。",
    "任务完成情况占科室绩效的35%。",
    "将本方案落实情况纳入乡镇考核，分值不低于4分。",
    "对违规招生的学校，核减下年度招生计划15%。",
    "允许将不超过15%的编制用于聘用校外教练。",
    "支教教师年度考核优秀比例可提高到25%。",
    "助学金每生每年800元，孤儿上浮40%。",
    "每所学校安排支教教师1—2名。",
    "每园规模宜在5至9个班。",
    "一名教师包4至5人。",
    "每个社团辅导学生不少于18人。",
    "助学金平均每生每年2000元，资助面约占在校生的25%。",
    "低年级学生课外阅读量不少于8万字。",
    "局教研室对新建校的抽查比例每年不低于25%。",
    "食堂招待费全年不超过2000元。",
    "对从教满30年的教师，颁发证书，并一次性奖励3000元。",
    "校外培训机构预收费不超4000元。",
]


@pytest.mark.parametrize("sentence", ASKED_BY_RULES)
def test_what_a_rule_asks_is_a_norm(sentence: str) -> None:
    assert statements(sentence)[-1].nature == "standard"


PROMISED: list[tuple[Kind, str]] = [
    ("plan", "近视新发率不高于9%。"),
    ("plan", "全年培训教师不少于600人次。"),
    ("plan", "教师年度培训经费不少于180万元。"),
    ("plan", "体育合格率达到93%，研修参训率不低于88%。"),
    ("plan", "考核合格率要达到100%。"),
    ("plan", "保育员人均培训不少于40学时。"),
    ("plan", "交流教师不少于应交流人数的10%。"),
    ("plan", "教学楼可提高到三层，新增教室9间。"),
]


@pytest.mark.parametrize(("kind", "sentence"), PROMISED)
def test_what_is_promised_stays_a_goal(kind: Kind, sentence: str) -> None:
    assert statements(sentence, kind=kind)[-1].nature == "target"


SHARED_BOUNDS = [
    ("校长全学年听课不得少于50节，教研组长35节，青年教师25节。", ["at_least"] * 3, ["人·年"] * 3),
    ("教师每学期听课不少于16节，其中校长22节。", ["at_least"] * 2, ["人·学期"] * 2),
    ("教研员每学期听课不少于40节，中层30节，教师15节。", ["at_least"] * 3, ["人·学期"] * 3),
    ("书面作业三年级每天不超过40分钟，六年级60分钟。", ["at_most"] * 2, ["人·天"] * 2),
    ("按小学45分钟、初中80分钟的上限抽查。", ["at_most"] * 2, [None] * 2),
    ("按照不低于公用经费8%的比例列支。", ["at_least"], [None]),
    ("补贴标准不低于每人每月260元。", ["at_least"], ["人·月"]),
    ("每班不突破48人，总价不能突破620万元。", ["at_most"] * 2, ["班", None]),
    ("每名教研员全年下乡听课不少于90节。", ["at_least"], ["人·年"]),
    ("干部全年蹲点不得少于40天。", ["at_least"], ["人·年"]),
    ("普惠园占比过80%。", ["at_least"], [None]),
    ("上线率到了31%出头。", ["about"], [None]),
    ("资助面约占在校生的20%。", ["about"], [None]),
    ("巩固率98.6%（达标线为95%）。", ["exactly", "at_least"], [None] * 2),
    ("五年内教师培训均满300学时。", ["at_least"], ["人"]),
    ("师幼比应在1:6到1:8之间。", ["between"] * 2, [None] * 2),
    ("小学85%，初中90%以上。", ["exactly", "at_least"], [None] * 2),
    ("新建幼儿园3所，至少改造2所，扩建1所。", ["exactly", "at_least", "exactly"], [None] * 3),
]


@pytest.mark.parametrize(("sentence", "bounds", "rates"), SHARED_BOUNDS)
def test_a_bound_holds_for_the_members_of_its_list(
    sentence: str, bounds: list[str], rates: list[str | None]
) -> None:
    found = statements(sentence)
    assert [(s.comparator, s.per) for s in found] == list(zip(bounds, rates, strict=True))


WORKS: list[tuple[Kind, str, list[tuple[str, int]]]] = [
    (
        "plan",
        "新建城东幼儿园，占地12亩，可容纳幼儿270名，2016年秋季开园。",
        [("target", 2016)] * 2,
    ),
    (
        "plan",
        "迁建县第二中学，规划占地90亩，总投资8600万元，设教学班42个，2015年9月建成招生。",
        [("target", 2015)] * 3,
    ),
    (
        "plan",
        "启动城南小学建设，须于2015年8月底前建成，计划总投资6400万元。城南小学占地36亩，可新增学位1350个。",
        [("target", 2015)] * 3,
    ),
    (
        "plan",
        "开工建设城西公办园，规模9个班，可容纳270人，确保次年秋季投入使用。",
        [("target", 2015)] * 2,
    ),
    (
        "plan",
        "柳河小学6月底主体完工，秋季投入使用，可提供学位810个。",
        [("target", 2014)],
    ),
    (
        "plan",
        "续建第三小学，设计规模30个班，总投资4800万元，年内完成装修。",
        [("target", 2014)] * 2,
    ),
    (
        "plan",
        "现有村小86所。今年计划在两镇各建寄宿制学校1所，建筑面积分别为2900平方米和2400平方米。",
        [("actual", 2014)] + [("target", 2014)] * 3,
    ),
    (
        "plan",
        "新校区总投资9000万元，今年要完成投资2500万元，力争2015年秋季投入使用。",
        [("target", 2014)] * 2,
    ),
    ("plan", "学校占地38亩，建筑面积7600平方米。", [("actual", 2014)] * 2),
    (
        "plan",
        "三年内新建中心园9所，总投资4200万元；附属园2016年春季开园。",
        [("target", 2014)] * 2,
    ),
    (
        "report",
        "投资820万元建成城北小学，占地26亩，可容纳900人，今年9月招生。",
        [("actual", 2014)] * 3,
    ),
    ("report", "新建公寓楼，建筑面积1260平方米，可容纳280名学生。", [("actual", 2014)] * 2),
]


@pytest.mark.parametrize(("kind", "sentence", "found"), WORKS)
def test_the_size_of_what_is_built_is_of_the_year_it_is_ready(
    kind: Kind, sentence: str, found: list[tuple[str, int]]
) -> None:
    assert [(s.nature, s.year) for s in statements(sentence, kind=kind)] == found


FORESEEN_OR_THERE: list[tuple[Kind, str, list[str]]] = [
    # counted or foreseen, and nobody's promise
    ("plan", "据测算，明年秋季一年级新生约5200人，需提前谋划。", ["actual"]),
    ("plan", "据初步摸底，全县缺英语教师近40人。", ["actual"]),
    ("notice", "初步摸底约2650人，分两类组织。", ["actual"]),
    ("plan", "经测算，初中学龄人口将净增约4.2万人。", ["actual"]),
    ("plan", "据统计，随迁子女共有2310人，要全部安排就读。", ["actual"]),
    ("plan", "经测算，工程总投资约1.46亿元。", ["target"]),
    # there already and looked after
    ("plan", "校车126辆逐车体检。", ["actual"]),
    ("plan", "接送学生车辆12台，9月中旬前全部签订责任书。", ["actual"]),
    ("plan", "对去年排查出的8所无证园分类治理。", ["actual"]),
    ("plan", "省城选派的16名支教教师要用到一线去。", ["actual"]),
    ("plan", "今年新建成的38套周转房优先安排支教教师。", ["actual"]),
    ("plan", "继续用好5个市级培训基地。", ["actual"]),
    ("plan", "用好校内300平方米的菜园。", ["actual"]),
    ("plan", "全县26所义务教育学校开展率保持100%。", ["actual", "target"]),
    ("plan", "以全省46个脱贫县为重点。", ["actual"]),
    ("plan", "项目总投资52万元，县里已下达36万元。", ["target", "actual"]),
    # what is still to be done with them
    ("plan", "10月底前完成全部920栋校舍的鉴定。", ["target"]),
    ("plan", "6月底前完成对现有32所无证园的治理。", ["target"]),
    ("plan", "对90名左右的优秀学生建立档案。", ["target"]),
    ("plan", "目前有校车52辆，剩下的9辆必须停运。", ["actual", "target"]),
    ("plan", "全县招聘教师120名，其中城区学校30名。", ["target", "target"]),
    # a plan's figure told by a report
    ("report", "完成投资3.6亿元，占年度计划（6.2亿元）的58%。", ["actual", "target", "actual"]),
    ("report", "招收新生1240人，完成市下达任务1100人的112.7%。", ["actual", "target", "actual"]),
    ("report", "过线186人，离年初定的200人还差一点。", ["actual", "target"]),
    ("report", "辍学率为2.2%，离“控制在2%以内”的要求还有差距。", ["actual", "standard"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), FORESEEN_OR_THERE)
def test_what_is_there_or_foreseen_is_a_fact(kind: Kind, sentence: str, natures: list[str]) -> None:
    assert [s.nature for s in statements(sentence, kind=kind)] == natures


MONEY_OR_NOT: list[tuple[str, list[str]]] = [
    ("学前经费占同级财政性教育经费的比例不足2.5%", ["funding"]),
    ("教育支出占一般预算支出的比例2015年达到18%以上", ["funding"]),
    ("学前教育经费占财政性教育经费的比例到2016年达到5%", ["funding"]),
    ("从合作社采购的蔬菜占采购总额的28%", ["funding"]),
    ("教育费附加按增值税的3%足额征收", ["funding"]),
    ("所需经费由市、县两级财政按7:3的比例分担", ["funding"]),
    ("服务性收费按不高于规定标准的60%收取", ["funding"]),
    ("生活补助每生每年1000元，走读生按寄宿生标准的50%核定", ["funding", "funding"]),
    ("争取省级资金不少于55%", ["funding"]),
    ("培训费中用于特教的部分不低于4%", ["funding"]),
    ("对外培训收入32万元", ["funding"]),
    ("毕业生月薪平均1650元", ["indicator"]),
    ("就业半年后月均起薪在3200元以上", ["indicator"]),
    ("生均设备值2600元，但距示范校3000元的要求还有差距", ["indicator", "indicator"]),
    ("设备总值按标准为180万元，我校现为210万元", ["indicator", "indicator"]),
    ("生均公用经费650元，高于县定600元的要求", ["funding", "funding"]),
    ("名额按在籍学生数的12%核定", ["indicator"]),
    ("女教师占教师总数的62%", ["indicator"]),
    ("师生比达到1:16", ["indicator"]),
]


@pytest.mark.parametrize(("sentence", "categories"), MONEY_OR_NOT)
def test_shares_of_money_are_money_and_what_things_are_worth_is_not(
    sentence: str, categories: list[str]
) -> None:
    assert [s.category for s in statements(sentence)] == categories


CARRIED_RATES: list[tuple[Kind, str, list[str | None], str]] = [
    ("notice", "每生每学期免除保教费600元，补助伙食费380元。", ["人·学期"] * 2, "standard"),
    ("notice", "对困难幼儿每人每年补助700元，免除杂费160元。", ["人·年"] * 2, "standard"),
    ("plan", "省级奖补按学位核定，小学每个学位补助5000元，初中7000元。", ["学位"] * 2, "standard"),
    ("plan", "财政按每个工作室每年2万元标准给予支持。", ["工作室·年"], "standard"),
    ("plan", "加固单价控制在每平米820块以内。", ["平方米"], "target"),
    ("plan", "边远学校教师按程度分档，每月另发150至400元。", ["人·月"], "standard"),
    ("plan", "招待费全年不超过2400元。", ["年"], "standard"),
    ("plan", "津贴年发放总额860万元。", ["年"], "target"),
    ("plan", "督导室对项目抽查比例每年不低于25%。", ["年"], "standard"),
    ("plan", "教师每年交流人数不低于应交流人数的12%。", ["年"], "target"),
    ("plan", "各县市都要办好一所示范幼儿园。", ["县"], "target"),
    ("plan", "各县（市）新建或改扩建1—2所职业学校。", ["县"], "target"),
    ("plan", "每个县至少建成1所特教学校。", ["县"], "target"),
    ("plan", "各乡镇至少办好1所中心园。", ["乡镇"], "target"),
    ("plan", "为6所初中配备心理健康教师各1名。", [None, "校"], "target"),
    ("plan", "各中心校设资助专干1至2名。", ["校"], "target"),
    ("plan", "每名专任教师全年培训不少于40学时。", ["人·年"], "standard"),
    ("plan", "全年每名专任教师参加培训不少于40学时。", ["人·年"], "standard"),
    ("plan", "教师每学期听课不少于30节，每周下校不少于2天。", ["人·学期", "人·周"], "standard"),
    ("plan", "面试评委每组不少于7人，其中外县评委不少于3人。", ["组"] * 2, "standard"),
    ("plan", "各校每周应用资源上课不少于10节。", ["校·周"], "standard"),
    ("plan", "每百名学生拥有计算机8.2台，全市为11.4台。", ["百人"] * 2, "reference"),
    ("plan", "每百名学生拥有骨干教师0.6人，年底要达到0.8人。", ["百人"] * 2, "target"),
    ("plan", "三年培养骨干教师90名，城区学校新建3所。", [None, None], "target"),
    ("report", "各县新建学校共36所。", [None], "actual"),
    ("plan", "各县市共建设实训基地8个。", [None], "target"),
]


@pytest.mark.parametrize(("kind", "sentence", "rates", "last"), CARRIED_RATES)
def test_a_rate_is_carried_to_what_is_said_of_the_same(
    kind: Kind, sentence: str, rates: list[str | None], last: str
) -> None:
    found = statements(sentence, kind=kind)
    assert ([s.per for s in found], found[-1].nature) == (rates, last)


STOOD_THERE = [
    (
        "2013年随迁子女在公办学校就读的比例为88.2%，今年力争再提高2个百分点。",
        ["baseline", "target"],
    ),
    ("大班额占班级总数的6.1%，今年秋季开学后控制在4%以内。", ["baseline", "target"]),
    ("教师本科学历达标率已达94.6%，年内要达到97%。", ["baseline", "target"]),
    ("上一年度体质优良率是52.6%，今年定在56%。", ["baseline", "target"]),
    ("近视率上年末为43.7%，要求下降不少于1个百分点。", ["baseline", "target"]),
    ("招收新生1400人（2013年实际完成1286人）。", ["target", "baseline"]),
    ("去年升学上本科线18人，今年本科上线力争25人。", ["baseline", "target"]),
    ("2013年明厨亮灶覆盖率为95.2%，年底前要实现全覆盖。", ["baseline"]),
    ("入学率要从2013年的93.1%稳步有所提高。", ["baseline"]),
    ("去年入学率98.2%，居全市前列。", ["actual"]),
    ("2013年高考达线2140人，今年力争增长4%左右。", ["actual", "target"]),
    ("毕业升学率达到91%，力争到2016年不低于93%。", ["target", "target"]),
]


@pytest.mark.parametrize(("sentence", "natures"), STOOD_THERE)
def test_what_stood_beside_a_promise_is_its_start(sentence: str, natures: list[str]) -> None:
    assert [s.nature for s in statements(sentence)] == natures


MASKED = [
    ("据20__年统计，城区小学大班额有312个。初中大班额有208个，占七成。", [None] * 3),
    ("20__-20__学年，高中毛入学率为46.2%，低于全省71%的水平。", [None] * 2),
    ("2013年统计显示，大班额有312个。", [2013]),
]


@pytest.mark.parametrize(("sentence", "years"), MASKED)
def test_a_masked_year_leaves_its_line_undated(sentence: str, years: list[int | None]) -> None:
    assert [s.year for s in statements(sentence, kind="speech")] == years


UNPAST = [
    ("去年秋季以来流失的初中生，5月底前动员返校率要达到75%。", 2014),
    ("去年秋季以来离校的学生，4月底前至少劝返50人。", 2014),
]


@pytest.mark.parametrize(("sentence", "year"), UNPAST)
def test_nothing_is_promised_for_a_past_year(sentence: str, year: int) -> None:
    assert statements(sentence)[-1].year == year


ELSEWHERE: list[tuple[Kind, str, list[str]]] = [
    (
        "report",
        "语文、数学平均分分别为76.2分和79.4分，全市平均分别为71.5分和73.8分。",
        [
            "actual",
            "actual",
            "reference",
            "reference",
        ],
    ),
    ("report", "全国同类学校校均规模仅900人左右，我校有1260人。", ["reference", "actual"]),
    ("plan", "邻近几所兄弟学校的上线率都在三成以上。", ["reference"]),
    ("speech", "我们的生均教育费是6800元，全省也有7900元。", ["actual", "reference"]),
    ("report", "教师年均工资为8.62万元，同期公务员为8.57万元。", ["actual", "reference"]),
    ("report", "回收率97.6%，略高于自治区96.9%的平均水平。", ["actual", "reference"]),
    ("report", "全县新建学校9所，全县平均班额45人。", ["actual", "actual"]),
    ("report", "资助贫困公务员子女12人。", ["actual"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), ELSEWHERE)
def test_values_of_others_are_for_comparison(kind: Kind, sentence: str, natures: list[str]) -> None:
    assert [s.nature for s in statements(sentence, kind=kind)] == natures


DEALT_OUT: list[tuple[Kind, str, list[str]]] = [
    ("plan", "学位任务分解如下：城关区1.2万个，江北区8000个，其余各县6000个。", ["target"] * 3),
    ("notice", "综合各地生源，招生计划分配为：一中900人，二中600人。", ["target"] * 2),
    (
        "report",
        "列入规划的学校96所，规划总投资2.6亿元，已开工82所。",
        ["actual", "target", "actual"],
    ),
    ("plan", "前述18个项目共需9200万元。", ["actual", "target"]),
    (
        "plan",
        "比例不低于94%，去年我县为95.1%；残疾儿童入学率达到96%以上。",
        [
            "target",
            "actual",
            "target",
        ],
    ),
    ("plan", "八年级现有学生210人，对80名左右的后进学生建立档案。", ["actual", "target"]),
    ("plan", "据测算2014年秋季新生约6100人，比2013年减少近800人。", ["actual", "actual"]),
    ("report", "经过三年努力，大班额由2011年的120个减少到31个。", ["actual", "actual"]),
    ("report", "下一步，要努力把大班额减少到10个。", ["target"]),
    ("report", "下学期，我们想把绘本补到2600册以上。", ["target"]),
]


@pytest.mark.parametrize(("kind", "sentence", "natures"), DEALT_OUT)
def test_what_is_dealt_out_is_to_be_reached(kind: Kind, sentence: str, natures: list[str]) -> None:
    assert [s.nature for s in statements(sentence, kind=kind)] == natures


def test_years_of_a_review_do_not_end_with_the_plan() -> None:
    text = "一、工作回顾\n五年间向高校输送新生8200人。\n二、目标\n五年间新建学校9所。"
    found = statements(text, year=2011, title="教育事业发展规划（2011—2015年）")
    assert [(s.nature, s.year) for s in found] == [("actual", 2010), ("target", 2015)]


AHEAD_OF_ITS_REPORT = [
    ("年底前力争通过国家认定；巩固率提高到97%以上，大班额比例控制在3%以内。", [2015, 2015]),
    ("启动城南小学迁建，估算投资5200万元，年内完成征地。", [2015]),
    ("开工建设城北公办园，规模9个班，确保次年秋季投入使用。", [2016]),
]


@pytest.mark.parametrize(("sentence", "years"), AHEAD_OF_ITS_REPORT)
def test_a_year_counts_from_that_of_the_section(sentence: str, years: list[int]) -> None:
    found = statements(f"一、2015年工作打算\n{sentence}", kind="report")
    assert [s.year for s in found] == years


def test_where_it_stands_now_is_of_this_year() -> None:
    found = statements("目前配备尚未达标，每百名学生拥有骨干教师仅0.6人，年底要达到0.8人。")
    assert [(s.nature, s.year) for s in found] == [("baseline", 2014), ("target", 2014)]


AUTUMN = [
    ("教学楼960平方米十月底竣工。", 2014),
    ("12月底前培训教师160人次。", 2014),
    ("5月底前培训教师160人次。", 2015),
    ("全年培训教师160人次。", 2015),
]


@pytest.mark.parametrize(("sentence", "year"), AUTUMN)
def test_autumn_lies_in_the_first_year_of_a_school_year(sentence: str, year: int) -> None:
    (found,) = statements(sentence, title="2014—2015学年工作计划")
    assert found.year == year
