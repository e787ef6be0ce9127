"""What a quantity means besides its name: comparator, nature, year, category and rate."""

from typing import Any

import pytest

from plans.extraction.outline import read_outline
from plans.extraction.schema import Article, Header, Kind, Level, Statement
from plans.extraction.statements import find_statements
from plans.extraction.tables import read_tables
from plans.extraction.text import Text


def document(
    text: str,
    *,
    kind: Kind = "plan",
    year: int | None = 2014,
    level: Level = "county",
    title: str = "工作要点",
) -> tuple[Article, Header]:
    """A document of one text, with what its header would say."""
    clean = Text.of(text)
    article = Article(
        (0, len(text)), title, clean, read_outline(clean, ()), tables=read_tables(text)
    )
    return article, Header(title, kind, year, None, None, level, None, None, None, True)


def statements(text: str, **told: Any) -> tuple[Statement, ...]:
    """The statements of a ``document``."""
    return find_statements(*document(text, **told))


COMPARED = [
    # before the number
    ("学前三年毛入园率不低于86%", ["at_least"]),
    ("每学期听课至少20节", ["at_least"]),
    ("参训教师超过600人", ["at_least"]),
    ("总投资突破1.2亿元", ["at_least"]),
    ("辐射教师逾900名", ["at_least"]),
    ("起始年级班额不超过50人", ["at_most"]),
    ("初中辍学率控制在1.5%以内", ["at_most"]),
    ("小学辍学率低于0.3%", ["at_most"]),
    ("学生近视率不高于40%", ["at_most"]),
    ("不足30人的教学点予以保留", ["at_most"]),
    ("资金缺口约820万元", ["about"]),
    ("全镇有近600名留守儿童", ["about"]),
    ("接近半数即大约45%的家长参加", ["about"]),
    ("近三年投入2300万元", ["exactly"]),
    # behind or inside the number
    ("高中阶段毛入学率达到92%以上", ["at_least"]),
    ("每班50人以下", ["at_most"]),
    ("培训保安120名左右", ["about"]),
    ("慰问困难教师300余名", ["about"]),
    ("添置图书三万多册", ["about"]),
    ("合格率应达到90%及以上", ["at_least"]),
    ("达到60%以上、控制在5%以下", ["at_least", "at_most"]),
    ("普及率达到98%，巩固率达到97%以上", ["exactly", "at_least"]),
    ("骨干教师交流比例不低于交流教师总数的20%", ["at_least"]),
    # changes
    ("本科上线率超出全市平均上线率3.2个百分点", ["change"]),
    ("公用经费比上年增长12%", ["change"]),
    ("新建校舍面积同比增加3200平方米", ["change"]),
    ("学业合格率提高3个百分点以上", ["change"]),
    ("年内撤并后减少教学点14个", ["change"]),
    ("辍学率较上年下降0.4个百分点", ["change"]),
    ("力争增加2至3所市级示范园", ["change"]),
    ("毛入园率比全市平均高出2.6个百分点", ["change"]),
    ("每年递增5%", ["change"]),
    ("在校生数比全省平均水平高180人", ["change"]),
    ("最低500元", ["at_least"]),
    # levels, although the verb speaks of a change
    ("巩固率提高到98.5%", ["exactly"]),
    ("大班额比例降至5%以下", ["at_most"]),
    ("小学辍学率下降到0.2%", ["exactly"]),
    ("毛入园率由78%上升到85%", ["exactly", "exactly"]),
    ("新增公办学位1800个", ["exactly"]),
    ("寄宿生补助标准增加到每生每年1250元", ["exactly"]),
    # lists that share a bound or a change
    ("预算内拨款三年分别比上年增长3%、4%和8%", ["change", "change", "change"]),
    ("小学和初中辍学率分别控制在0.5%和1.5%以内", ["at_most", "at_most"]),
    ("入园率和巩固率分别达到90%、96%以上", ["at_least", "at_least"]),
    ("小学、初中班额分别不超过45人和50人", ["at_most", "at_most"]),
    ("起始年级班额控制在小学45人、初中50人以内", ["at_most", "at_most"]),
    ("比例分别提高到小学85%、初中90%以上", ["at_least", "at_least"]),
    ("培训校长45人、教师50人以上", ["exactly", "at_least"]),
    ("辍学率控制在省定3%的标准以内", ["at_most"]),
    ("年辍学率1.6%，低于县定2%的控制线", ["exactly", "at_most"]),
    # ranges
    ("创建标准化学校3-4所", ["between"]),
    ("每校配备5至8名骨干教师", ["between"]),
    ("师生比为1:15", ["exactly"]),
]

SIGNED = [
    ("年内减少教学点14个", -14),
    ("辍学率较上年下降0.4个百分点", -0.4),
    ("超编教师压缩60名", -60),
    ("毛入园率提高3个百分点", 3),
    ("招生人数增加220人", 220),
]

JUDGED: list[tuple[Kind, str, list[str]]] = [
    # a plan's own words
    ("plan", "新建乡镇中心幼儿园6所。", ["target"]),
    ("plan", "确保完成1.8万平方米的改造任务。", ["target"]),
    ("plan", "年内完成了400名教师的轮训任务，力争覆盖率达到95%。", ["target", "target"]),
    ("plan", "目前全县已建成寄宿制学校23所，今年再建5所。", ["actual", "target"]),
    ("plan", "我县现有幼儿园76所，在园幼儿9800余人。", ["actual", "actual"]),
    ("plan", "去年投入资金1200万元，今年计划投入1500万元。", ["actual", "target"]),
    ("plan", "2013年，全区招聘教师85名。", ["actual"]),
    ("plan", "到2016年，学前三年毛入园率达到90%。", ["target"]),
    ("plan", "截至2013年底，累计培训校长260人次。", ["actual"]),
    ("plan", "学前三年毛入园率由82%提高到86%。", ["baseline", "target"]),
    ("plan", "优良率达到52%，比2013年的47%提高5个百分点。", ["target", "baseline", "target"]),
    ("plan", "将大班额比例从18.6%降到10%以下。", ["baseline", "target"]),
    # a report's
    ("report", "新建教学楼3栋，改造食堂8个。", ["actual", "actual"]),
    ("report", "毛入园率由2012年的71%上升到2013年的79%。", ["actual", "actual"]),
    ("report", "高考本科上线1126人，比上年增加98人。", ["actual", "actual"]),
    ("report", "明年计划招聘特岗教师40名。", ["target"]),
    ("report", "下一步，力争建成省级示范高中1所。", ["target"]),
    ("report", "招生3200人，超额完成了3000人的招生任务。", ["actual", "actual"]),
    ("report", "到2015年，将建成标准化学校60所。", ["target"]),
    ("report", "完成校舍改造投资2.3亿元，完成年度目标任务的92%。", ["actual", "actual"]),
    ("plan", "现有教学班24个，专任教师58人，其中本科学历42人，占72%。", ["actual"] * 4),
    ("plan", "教师每学期听课不少于15节，教研组长不少于20节。", ["standard", "standard"]),
    ("report", "生机比达到7:1，理科仪器配备率达到95%。", ["actual", "actual"]),
    ("plan", "我镇有初级中学1所、小学9所，教职工380人。", ["actual"] * 3),
    ("report", "毛入园率为42%，低于全州平均水平5.5个百分点。", ["actual", "actual"]),
    ("plan", "发放助学金，每生每年平均1500元。", ["standard"]),
    ("plan", "创建普惠县3个，累计达到14个。", ["target", "target"]),
    ("plan", "不足是：青年教师占比达到41%。", ["actual"]),
    ("plan", "差异系数小学控制在0.45以内。", ["target"]),
    ("report", "完成投资1.1亿元，占全年计划2.2亿元的50%。", ["actual", "target", "actual"]),
    ("plan", "上学期，幼儿出勤率为90.6%。", ["actual"]),
    ("plan", "存在的问题：新入职教师6人，经验不足。", ["actual"]),
    ("speech", "今年1至6月，完成项目投资9.8亿元。", ["actual"]),
    ("speech", "覆盖率由去年的65%提升至80%。", ["baseline", "target"]),
    ("speech", "办学条件较差。60%的宿舍没有洗漱间。", ["actual"]),
    ("plan", "针对学位短缺的问题，新建学校5所。", ["target"]),
    ("plan", "加强全乡4所民办幼儿园管理，规范办园行为。", ["actual"]),
    ("plan", "加强对36项课题研究的指导。", ["actual"]),
    ("plan", "对6个社区所在学校开展慰问。", ["actual"]),
    ("report", "争取省级资金760万元，改造运动场6个。", ["actual", "actual"]),
    ("report", "农村小学人均教育经费支出1260元。", ["actual"]),
    # speeches and news
    ("speech", "去年，我们招聘了126名教师，改造了28所村小。", ["actual", "actual"]),
    ("speech", "今年要新建8所幼儿园，确保毛入园率达到80%以上。", ["target", "target"]),
    ("news", "活动吸引了2600余名师生参加。", ["actual"]),
    # what looks back, what turns to another time
    ("plan", "过去的一年，培训校长40人，建成食堂9个。", ["actual", "actual"]),
    ("plan", "上学年，合格率达到93%。教师参赛获县级以上奖励12人次。", ["actual", "actual"]),
    ("plan", "去年底尚有辍学学生26人，今年全部劝返；资助学生800人。", ["actual", "target"]),
    ("plan", "我园占地3200平方米，幼儿310名，教职工34人。", ["actual"] * 3),
    ("plan", "接送车18辆全部安装定位设备。", ["actual"]),
    ("report", "学生公寓3栋，选址已确定。", ["target"]),
    # somebody else's
    ("report", "我县占比43%，邻近的东川县已达56%。", ["actual", "reference"]),
    ("report", "本科学历占71%，低于全省平均水平（75%）。", ["actual", "reference"]),
    ("report", "毛入学率88%，全省该项指标为91%。", ["actual", "reference"]),
    # shares of sums and what others require
    ("plan", "培训支出不低于公用经费的5%。", ["standard"]),
    ("report", "离国家要求的50%还有差距。", ["standard"]),
    ("plan", "资金到位率低于60%的，不予批复。", ["standard"]),
    # start values
    ("plan", "及格率在82%的基础上提高3个百分点。", ["baseline", "target"]),
    ("plan", "普惠占比从61%提到70%。", ["baseline", "target"]),
    # norms
    ("plan", "小学每生每年补助500元，初中每生每年补助625元。", ["standard", "standard"]),
    ("plan", "住宿费按600元/学期/人收取。", ["standard"]),
    ("plan", "按照生机比8:1的标准配备计算机。", ["standard"]),
    ("plan", "教师培训费按年度公用经费预算总额的5%安排。", ["standard"]),
    ("plan", "按教职工工资总额的1.5%提取培训经费。", ["standard"]),
    ("plan", "保证学生每天锻炼1小时。", ["standard"]),
    ("plan", "教职工编制标准：小学1:19，初中1:13.5，高中1:12.5。", ["standard"] * 3),
    ("plan", "小学生均公用经费标准为600元。", ["standard"]),
    ("report", "农村寄宿制学校按每生每年200元的标准核拨取暖费。", ["standard"]),
    # somebody else's value
    ("plan", "全国平均水平为67.5%，我县仅为58%。", ["reference", "actual"]),
    ("report", "我区毛入园率为74%，低于全省平均水平81.2%。", ["actual", "reference"]),
    ("report", "巩固率96.1%，比全国平均水平高出2.7个百分点。", ["actual", "actual"]),
]

DATED: list[tuple[int | None, str, list[int | None]]] = [
    (2014, "新建幼儿园6所。", [2014]),
    (2014, "2013年职普比为42:58。", [2013]),
    (2014, "到2016年，毛入园率达到90%，巩固率达到98%。", [2016, 2016]),
    (2014, "去年投入资金1200万元，今年计划投入1500万元。", [2013, 2014]),
    (2014, "年底前完成危房改造3200平方米。", [2014]),
    (2014, "明年再建标准化食堂12个。", [2015]),
    (2014, "投入资金6000万元，比2012年增加4000万元。", [2014, 2014]),
    (2014, "计划新建学校3所，2015年9月投入使用。", [2015]),
    (2014, "毛入园率由2012年的60%提高到2014年的75%。", [2012, 2014]),
    (2014, "到十二五末，毛入园率达到85%。", [2015]),
    (2014, "“十三五”期间新建公办园30所。", [2020]),
    (2014, "落实《发展规划（2010-2020年）》，新建学校2所。", [2014]),
    (2014, "2014-2016年新建改建幼儿园45所。", [2016]),
    (2014, "09年下达专项资金300万元。", [2009]),
    (2014, "二〇一三年表彰教师56名。", [2013]),
    (2014, "2010年以来，新建校舍12万平方米。", [2014]),
    (None, "20xx年新建幼儿园6所。", [None]),
    (None, "全年培训教师800人次。", [None]),
    (None, "2012年培训教师800人次，今年培训600人次。", [2012, None]),
    (2014, "2013年，全县成绩显著。新建学校5所，招聘教师60名。", [2013, 2013]),
    (2014, "2013年，全县成绩显著。\n新建学校5所。", [2014]),
    (2014, "总体目标：到2017年，实现以下目标：小学入学率达到100%；巩固率达到97%；", [2017, 2017]),
    (2014, "2011年出台实施意见至今，共建成公办园21所。", [2014]),
    (2014, "自2010年9月实施意见以来，招聘教师320名。", [2014]),
    (2014, "2014年，力争覆盖率由8%上升到25%。", [2013, 2014]),
    (2014, "大班额比例由2010年的16.7%下降到6.9%。", [2010, 2014]),
    (2014, "优良率达到52%，比2013年的47%提高5个百分点。", [2014, 2013, 2014]),
    (2014, "2013年主要指标完成情况：全年完成投资2.3亿元；新增学位960个。", [2013, 2013]),
    (2016, "毛入园率从2011年的68%提高到86%，毛入学率从83%提高到93%。", [2011, 2016, 2011, 2016]),
    (2016, "2015年投入36亿元，比上年的32亿元增长10%。", [2015, 2014, 2015]),
    (2012, "到2015年，毛入园率从62%提高到80%。", [2012, 2015]),
    (2014, "1998年设立奖学金。近年来，共资助学生800余名。", [2014]),
    (2012, "毛入学率由2011年的78%提高到82%，普职招生比保持在55:45。", [2011, 2012, 2012]),
    (2011, "1.毛入园率由上年的42.5%提高到50%以上。改建幼儿园8所。", [2010, 2011, 2011]),
    (2014, "学校创办于1998年，现有24个教学班。", [2014]),
    (2014, "上学年，合格率97%。", [2013]),
    (2014, "2014-2015学年，力争开设社团12个。", [2015]),
    (2014, "2012-2013学年，我校获得奖项16项。", [2012]),
    (2014, "2014级新生招收1200名。", [2014]),
    (2014, "较2011年相比，投入4300万元。", [2014]),
]

PAID = [
    ("完成固定资产投资68亿元", "funding", None),
    ("投入资金380万元", "funding", None),
    ("拖欠工程款1200余万元", "funding", None),
    ("农民人均纯收入8600元", "indicator", "人"),
    ("教育支出占财政支出的比例达到18%", "funding", None),
    ("按工资总额的2.5%拨付继续教育经费", "funding", None),
    ("按在职教师工资总额的1.5%核拨培训经费", "funding", None),
    ("生均仪器设备值达到1000元", "indicator", "人"),
    ("公用经费的5%用于教师培训", "funding", None),
    ("入学率达到99.8%", "indicator", None),
    ("小学每生每年500元", "funding", "人·年"),
    ("按每生每学期250元补助生活费", "funding", "人·学期"),
    ("住宿费800元/学期/人", "funding", "人·学期"),
    ("生活补助1250元/生·年", "funding", "人·年"),
    ("伙食补助每人每天4元", "funding", "人·天"),
    ("生均公用经费达到700元", "funding", "人"),
    ("年生均公用经费600元", "funding", "人·年"),
    ("每校每年安排安保经费2万元", "funding", "校·年"),
    ("班主任津贴每人每月300元", "funding", "人·月"),
    ("本级财政每年安排专项资金500万元", "funding", "年"),
    ("每所幼儿园奖补10万元", "funding", "校"),
    ("生均校舍面积7.6平方米", "indicator", "人"),
    ("小学班额不超过45人", "indicator", "班"),
    ("城区小学平均班额58人", "indicator", "班"),
    ("普通高中办学规模不超过3000人", "indicator", "校"),
    ("脱贫户幼儿每学年减免1500元", "funding", "人·年"),
    ("班主任津贴每月300元", "funding", "人·月"),
    ("教师每年参加培训不少于90学时", "indicator", "人·年"),
    ("城东小学、城西小学各3名", "indicator", "校"),
    ("学生每天锻炼1小时", "indicator", "人·天"),
    ("每年培训骨干教师300名", "indicator", "年"),
    ("录播教室每间投入3.2万元", "funding", "间"),
    ("示范园每所补助5万元", "funding", "校"),
    ("每百名学生拥有计算机15台", "indicator", "百人"),
    ("城区教师到农村任教满一年的90人", "indicator", None),
    ("共培训骨干教师300名", "indicator", None),
    ("保教费收费标准为480元/生/月", "funding", "人·月"),
]


@pytest.mark.parametrize(("sentence", "comparators"), COMPARED)
def test_comparator_stands_before_behind_or_inside_the_number(
    sentence: str, comparators: list[str]
) -> None:
    assert [s.comparator for s in statements(sentence)] == comparators


@pytest.mark.parametrize(("sentence", "value"), SIGNED)
def test_a_change_carries_its_sign(sentence: str, value: float) -> None:
    assert [float(s.value) for s in statements(sentence)] == [value]


def test_both_ends_of_a_decrease_are_negative() -> None:
    (only,) = statements("通过整合，年内减少初级中学6~8所")
    assert (only.value, only.value_high, only.comparator) == (-6, -8, "change")


@pytest.mark.parametrize(("kind", "sentence", "natures"), JUDGED)
def test_nature_follows_verbs_time_and_kind(kind: Kind, sentence: str, natures: list[str]) -> None:
    assert [s.nature for s in statements(sentence, kind=kind)] == natures


@pytest.mark.parametrize(("year", "sentence", "years"), DATED)
def test_year_is_the_one_that_the_value_holds_for(
    year: int | None, sentence: str, years: list[int | None]
) -> None:
    assert [s.year for s in statements(sentence, year=year)] == years


@pytest.mark.parametrize(("sentence", "category", "per"), PAID)
def test_money_and_rates_are_told_apart(sentence: str, category: str, per: str | None) -> None:
    (only,) = statements(sentence)
    assert (only.category, only.per) == (category, per)


def test_a_rate_holds_for_the_members_of_its_list() -> None:
    found = statements("公用经费标准为小学每生每年600元，初中800元，特教学校6000元。")
    assert [s.per for s in found] == ["人·年"] * 3
    assert {s.nature for s in found} == {"standard"}


def test_a_new_clause_does_not_take_over_a_rate() -> None:
    found = statements("教师每月写笔记不少于2篇，本学期全园不少于210篇，推荐论文8篇。")
    assert [s.per for s in found] == ["人·月", None, None]


def test_headings_lend_year_and_nature_to_what_stands_below() -> None:
    text = (
        "一、2013年工作回顾\n新建幼儿园4所，招聘教师66名。\n"
        "二、存在的主要问题\n缺编教师210名。\n"
        "三、2014年工作安排\n新建幼儿园7所，招聘教师90名。"
    )
    found = statements(text, kind="speech")
    assert [(s.year, s.nature) for s in found] == [
        (2013, "actual"),
        (2013, "actual"),
        (2014, "actual"),
        (2014, "target"),
        (2014, "target"),
    ]


def test_labels_at_line_heads_hold_until_the_next_one() -> None:
    text = "学前教育\n去年：新建园所9个。\n问题：缺少教师130名。\n今年：新建园所5个。"
    assert [(s.year, s.nature) for s in statements(text, kind="speech")] == [
        (2013, "actual"),
        (2014, "actual"),
        (2014, "target"),
    ]


def test_a_review_lends_its_year_to_the_sections_beside_it() -> None:
    text = (
        "（一）投入加大\n2013年，本级投入3200万元。\n（二）条件改善\n2013年，新建校舍6000平方米。\n"
        "（三）公平推进\n资助学生2100名，新增学位900个。\n"
        "二、明确任务\n今年要新建幼儿园8所，新增学位1500个。"
    )
    found = statements(text, kind="speech")
    assert [s.year for s in found] == [2013, 2013, 2013, 2013, 2014, 2014]
    assert [s.nature for s in found] == ["actual"] * 4 + ["target"] * 2


def test_average_of_the_own_level_is_no_reference() -> None:
    (own,) = statements("全省平均达到83.4%。", kind="report", level="province")
    (other,) = statements("全省平均达到83.4%。", kind="report", level="county")
    assert (own.nature, other.nature) == ("actual", "reference")


def test_every_record_shows_what_its_span_shows() -> None:
    source = "一、目标\n毛入园率达到85%以上；新建园所3-5所。"
    for statement in statements(source):
        assert source[slice(*statement.span)] == statement.text
        assert statement.text in statement.quote


SHARED = [
    # a list is promised, reached or prescribed together
    ("plan", "班额严格执行：小班25人、中班30人、大班35人。", ["standard"] * 3, ["班"] * 3),
    ("plan", "七年级每班不超过45人，八年级不超过50人。", ["standard"] * 2, ["班"] * 2),
    ("plan", "寄宿生生活补助小学1000元、初中1250元，分学期发放。", ["standard"] * 2, ["人·年"] * 2),
    ("plan", "千人以上学校须配备专职心理教师2名。", ["standard"], ["校"]),
    ("plan", "名额分解如下：东河镇42人，西河镇16人。", ["target"] * 2, [None] * 2),
    ("report", "大班额由年初的83个减至22个。", ["actual"] * 2, [None] * 2),
    ("plan", "辍学率不得高于0.5%。", ["target"], [None]),
    ("plan", "教师年收入不低于4.5万元，生均拨款7300万元。", None, ["人·年", None]),
    ("plan", "学历提升补助标准为每人一次性补助8000元。", ["standard"], ["人"]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "natures", "rates"), SHARED)
def test_what_a_list_shares_and_a_rule_prescribes(
    kind: Kind, text: str, natures: list[str] | None, rates: list[str | None]
) -> None:
    found = statements(text, kind=kind)
    assert [s.per for s in found] == rates
    if natures is not None:
        assert [s.nature for s in found] == natures


def test_a_year_compared_with_dates_nothing_that_follows() -> None:
    found = statements("随迁子女就读比例不低于去年93.6%水平，新建学校7所，总投资2亿元。", year=2025)
    assert [(s.comparator, s.year) for s in found] == [
        ("at_least", 2025),
        ("exactly", 2025),
        ("exactly", 2025),
    ]
