"""A page enters, whether it is education work leaves."""

import re

from plans.extraction.header.page import Page

SCHOOL_WORDS = re.compile(
    r"教育局|教体局|教育厅|教育部|教委|学校|中小学|小学|中学|初中|高中|幼儿园|"
    r"学前教育|义务教育|职业教育|特殊教育|"
    r"基础教育|高等教育|民办教育|教育教学|素质教育|教育事业|教师|教学|校长|班主任|"
    r"学生|师生|课程|课堂|招生|高考|中考|"
    r"入学率|巩固率|控辍保学|教研|校园|校舍|德育|师德|育人|语文|培训学员|督导|备课|幼儿|家长"
)
# 公安局, 税务, 医院 …: whose work it is when a title or an opening names them.
OTHER_TRADES = re.compile(
    r"公安|派出所|消防|交警|税务|地税|国税|医院|卫生院|疾控|法院|检察院|司法局|银行|"
    r"信用社|财政局|水利|林业局|农业局|"
    r"环保局|住建|国土|城管|工商局|质监|食药监|物业|公司|(?<!教育)集团|酒店|营销|销售|车间|"
    r"煤矿|电力|供电|护理|药品|"
    r"安监局|统计局|审计局|民政局|气象|烟草|保险|施工|工程项目部|小说|旅游局|招商"
)
GENERAL_GOVERNMENT = re.compile(r"政府工作报告|国民经济和社会发展")
# 教育 in a title is the trade itself, unless it is 安全教育 or a campaign.
TITLE_WORDS = re.compile(
    r"(?<!安全)(?<!廉政)(?<!思想)(?<!健康)(?<!警示)(?<!法制)(?<!党员)(?<!普法)(?<!国防)(?<!宣传)"
    r"教育(?!训练|活动|实践|培训|整顿)|中小学|幼儿园|学前|义务教育|教学|教师|校长|班主任"
)
SHORT = 300
DENSE = 5.0
MIXED = 11.0


def is_education(page: Page) -> bool:
    """Whether the document is education work: by how often it speaks of schools.

    Per 1,000 characters work documents of education have 15-60 such words, police training plans
    and government reports under 6 (own samples); a title of another trade raises the bar.
    """
    text = page.title + "\n" + page.sample
    density = 1000 * sum(1 for _ in SCHOOL_WORDS.finditer(text)) / max(len(text), SHORT)
    foreign = OTHER_TRADES.search(page.title) or GENERAL_GOVERNMENT.search(page.title)
    trades = sum(1 for _ in OTHER_TRADES.finditer(text)) * 1000 / max(len(text), SHORT)
    if not foreign and TITLE_WORDS.search(page.title):
        return density + 1000 * text.count("教育") / max(len(text), SHORT) >= DENSE
    if foreign or trades > density:
        return density >= MIXED and bool(SCHOOL_WORDS.search(page.title))
    return density >= DENSE
