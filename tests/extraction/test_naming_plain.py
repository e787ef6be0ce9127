"""Sentences that tempt to take up words beside the name enter; names as a clerk reads them leave."""

# ruff: noqa: E501  (a sentence and its names stay on one line)

import pytest

from plans.extraction.statements.naming import name_quantities
from tests.extraction.test_naming import check, quantities

# A name after ~ has to share half of its character pairs with what is found.
CASES = [
    ("乡镇初中平均班额为【58人】，最大的一个班竟有【79人】。", "乡镇初中平均班额", "乡镇初中最大班额"),
    ("历年基建债务尚有【3400万元】未还。", "基建债务"),
    ("生均图书仅【12册】，但距省定标准化学校【20册】的要求还有差距。", "~生均图书册数", "省定标准化学校生均图书册数标准"),
    ("幼儿到园率：小班【90%】以上，大班【96%】以上。", "小班幼儿到园率", "大班幼儿到园率"),
    ("春季学期开设班级【9个】：大班【3个】、中班【4个】、小班【2个】。", "~班级数", "大班班级数", "中班班级数", "小班班级数"),
    ("全县初中一年级预计招生【4100人】。", "初中一年级招生人数"),
    ("低年级班额小学不得超过【40人】、初中不得超过【48人】。", "~小学低年级班额", "~初中低年级班额"),
    ("想方设法化解基建债务，争取年内化解【900万元】。", "化解基建债务"),
    ("县财政挤出【60万元】专项经费。", "专项经费"),
    ("代课教师人均年收入仅【0.9万元】。", "代课教师人均年收入"),
    ("毕业生起步月薪平均【1600元】。", "毕业生起步月薪"),
    ("暑期完成教师公寓（投资【320万元】）外墙粉刷。", "教师公寓投资"),
    ("东门小学综合楼（【2400平方米】）年底竣工。", "东门小学综合楼面积"),
    ("国家助学金每人每年【1500元】，首批【310名】学生已领到手。", "国家助学金标准", "国家助学金受助学生数"),
    ("班级数：【21个】，专任教师数：【47人】，毛入园率：【88%】。", "班级数", "专任教师数", "毛入园率"),
    ("撤并沙河小学、北坡小学等【7所】。", "撤并学校数"),
    ("县财政在十分紧张的情况下拿出【200万元】，对困难乡镇予以补助。", "~县财政补助"),
    ("我校招收新生【900人】，完成下达任务【800人】的【112.5%】。", "招收新生数", "~任务人数", "招收新生任务完成率"),
    ("邻县同类学校校均规模仅【760人】。", "~学校校均规模"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c[0])
def test_plain(case: tuple[str, ...]) -> None:
    check(case[0], case[1:])


# What leads up to a number is no part of its name, whatever the verb.
LED_UP_TO = [
    ("县城学校食堂供应商由【6家】压减为【2家】。", "县城学校食堂供应商数", "县城学校食堂供应商数"),
    ("乡镇寄宿制学校由现有的【21所】变为【26所】。", "~乡镇寄宿制学校数", "~乡镇寄宿制学校数"),
    ("高中平均班额由【57.3人】回落至【50人】以内。", "高中平均班额", "高中平均班额"),
    ("初中巩固率稳在【98%】以上，普惠率从【82%】提到【91%】。", "初中巩固率", "普惠率", "普惠率"),
    ("小学班额压到【45人】，村级教学点从【40个】并成【25个】。", "小学班额", "村级教学点数", "村级教学点数"),
]  # fmt: skip


@pytest.mark.parametrize("case", LED_UP_TO, ids=lambda c: c[0])
def test_what_leads_up_to_a_number(case: tuple[str, ...]) -> None:
    check(case[0], case[1:])


# Frames, times and words of address around a number are no part of its name either.
FRAMED = [
    ("2026年，上述毛入学率达到【91%】，普惠园覆盖率【88%】，九年巩固率【97%】。", "毛入学率", "普惠园覆盖率", "九年巩固率"),
    ("小学专任教师本科及以上学历者由【61%】增至【75%】。", "小学专任教师本科及以上学历者比例", "小学专任教师本科及以上学历者比例"),
    ("学历提升资助标准为每人一次性补助【6000元】。", "学历提升资助标准"),
    ("课后服务：学生参与率≥【90%】，开展学校≥【30所】。", "学生参与率", "~开展学校数"),
    ("东湖学校二期项目，匡算【1.8亿元】，资金来源为专项债【1亿元】。", "东湖学校二期项目投资", "专项债"),
    ("去年我们多方筹资【960万元】，维修校舍【41栋】。", "维修校舍资金", "维修校舍数"),
    ("校车【95辆】逐车检测。", "校车检测数"),
    ("计划开工建设公办园【7所】，10月底前竣工【4所】。", "开工建设公办园数", "~竣工公办园数"),
    ("中考普高上线人数在去年【2050人】的基础上增加【150人】。", "中考普高上线人数", "中考普高上线人数"),
    ("高一新生仍将增至【8200人】左右的实际需求，要提前谋划。", "高一新生数"),
]  # fmt: skip


@pytest.mark.parametrize("case", FRAMED, ids=lambda c: c[0])
def test_frames_are_left_out(case: tuple[str, ...]) -> None:
    check(case[0], case[1:])


# A mark or a start value before a number belongs to its name, a task set to what was reached.
BOUND = [
    ("招收新生【860人】，超额完成市下达的【800人】任务。", "招收新生数", "招收新生任务人数"),
    ("全县50岁以上的专任教师仍占【三成】多。", "~50岁以上专任教师比例"),
    ("今年本科上线率力争突破【52%】，【650分】以上人数不少于【30人】。", "本科上线率", "分数", "650分以上人数"),
    ("初中【55人】以上大班额占比压到【2%】。", "大班额标准", "~初中55人以上大班额占比"),
    ("午休由【60分钟】延长到【90分钟】的学校已有【57所】。", "午休时间", "午休时间", "学校数"),
    ("肥胖率同比回落【1.1个百分点】。", "学生肥胖率"),
    ("七年级每班不超过【45人】，幼儿园大班每班不得多于【35人】。", "七年级班额", "~幼儿园大班班额"),
    ("在训教练员【120名】。", "在训教练员数"),
]  # fmt: skip


@pytest.mark.parametrize("case", BOUND, ids=lambda c: c[0])
def test_what_belongs_to_the_name(case: tuple[str, ...]) -> None:
    check(case[0], case[1:])


# What is dealt out stands before the colon, to whom before each number.
DISTRIBUTED = [
    ("普通高中学位分解如下：东河市【2.4万个】（其中桥东区、桥西区不低于【1万个】），西河市【1.3万个】，其余县（市、区）共【8000个】。", ("普通高中学位数", "东河市"), ("普通高中学位数", "桥东区、桥西区"), ("普通高中学位数", "西河市"), ("普通高中学位数", "其余县（市、区）")),
    ("B类名额切块：柳林镇【36人】，石桥乡【12人】，县直学校【20人】。", ("B类名额", "柳林镇"), ("B类名额", "石桥乡"), ("B类名额", "县直学校")),
    ("取暖补助资金分配：一中【18万元】，城关小学【9万元】，其余学校【25万元】。", ("取暖补助资金", "一中"), ("取暖补助资金", "城关小学"), ("取暖补助资金", "其余学校")),
]  # fmt: skip


@pytest.mark.parametrize("case", DISTRIBUTED, ids=lambda c: c[0])
def test_members_of_a_distribution(case: tuple) -> None:
    sentence, found = quantities(case[0])
    named = [(n.indicator, n.scope) for n in name_quantities(sentence, found, (), "")]
    assert named == list(case[1:])
