"""Where the documents of a page start, on small pages written for the purpose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.extraction.schema import Heading
from plans.extraction.splitting import split
from plans.extraction.tasks import find_tasks
from plans.extraction.text import Text
from tests.growth import is_linear

PLAN = """本年度全县教育系统围绕均衡优质的目标，补短板、强队伍、提质量，办好家门口的每一所学校。
一、扩大学位供给
1.改造城关片区旧校舍，秋季开学前交付使用。
2.在新城片区建成公办园两所，缓解入园压力。
二、建强教师队伍
1.组织暑期全员培训，乡村教师参训率不低于九成。
2.完善交流轮岗办法，让骨干教师到薄弱学校任教。
三、守牢安全底线
定期排查校车、食堂和宿舍隐患，逐项登记并限期改正。"""
REPORT = """这一年我校平稳运行，教学秩序良好，家长满意度稳步上升，现把主要情况报告如下。
一、主要做法
坚持每周教研，开出公开课三十余节，青年教师在片区比赛中多次获奖，课堂面貌明显改观。
二、存在不足
图书更新较慢，运动场地偏小，部分学科教师年龄偏大，信息技术应用水平参差不齐。
三、下一步打算
争取资金改造操场，添置图书，办好家长学校，让每个孩子都能得到适合的发展。"""
INTRODUCTION = "新的一年又开始了，工作之前先要有打算。下面是整理的若干篇参考稿，欢迎查阅。"


def page(*parts: str) -> str:
    return "\n".join(parts) + "\n"


def first_lines(value: str, headings: tuple[Heading, ...] = ()) -> list[str]:
    """The first line of every document found."""
    return [a.text.value.partition("\n")[0] for a in split(Text.of(value), headings)]


COLLECTIONS = [
    ("篇1：镇中心校工作计划", "篇2：县直幼儿园工作计划"),
    ("篇一：镇中心校工作计划", "篇二：县直幼儿园工作计划", "篇三：村小工作总结"),
    ("第1篇：镇中心校工作计划", "第2篇：镇中心校工作计划"),
    ("第一篇：镇中心校工作计划", "第二篇：村小工作总结"),
    ("第1篇镇中心校工作计划", "第2篇村小工作计划", "第3篇城关小学工作计划"),
    ("【篇一】镇中心校工作计划", "【篇二】县直幼儿园工作计划"),
    ("【第1篇】镇中心校工作计划", "【第2篇】县直幼儿园工作计划"),
    ("〖篇1〗", "〖篇2〗"),
    ("篇1", "篇2", "篇3"),
    ("▼篇一：镇中心校工作计划", "▼篇二：村小工作计划"),
    ("范文一：镇中心校工作计划", "范文二：县直幼儿园工作计划"),
    ("范文1", "范文2"),
    ("（范文一）", "（范文二）"),
    ("镇中心校工作计划篇1", "镇中心校工作计划篇2", "镇中心校工作计划篇3"),
    ("镇中心校工作计划（篇一）", "县直幼儿园工作计划（篇二）"),
    ("镇中心校工作计划1", "镇中心校工作计划2", "镇中心校工作计划3"),
    ("镇中心校工作计划（一）", "镇中心校工作计划（二）"),
    ("学校年度工作计划范文【一】", "学校年度工作计划范文【二】"),
    ("学校工作计划第一篇", "学校工作计划第二篇"),
    ("（一）2021年城关小学工作计划", "（二）2021年镇中学工作计划"),
    ("一、2022年城关小学工作总结", "二、2023年镇中学教学工作计划"),
    ("1.某镇2019年教育工作计划", "2.某镇2020年教育工作总结", "3.某镇2021年教育工作计划"),
    ("学校工作计划范文一：镇中心校", "学校工作计划范文二：县直幼儿园"),
    ("镇中心校工作计划（精选）篇1", "镇中心校工作计划（精选）篇2"),
    ("第1篇 某县教育工作总结报告 2150字", "第2篇 某镇教育工作计划 980字"),
    ("【第1篇 某县教育工作总结", "【第2篇 某镇教育工作计划"),
    ("★第一篇★", "★第二篇★"),
    ("第一篇、镇中心校工作计划", "第二篇、村小工作计划"),
    ("篇一（1200字）", "篇二（900字）"),
    ("篇2：镇中心校工作计划", "篇4：县直幼儿园工作计划", "篇5：村小工作总结"),
]


@pytest.mark.parametrize("titles", COLLECTIONS, ids=lambda t: t[0])
def test_every_mark_of_a_collection_opens_a_document(titles: tuple[str, ...]) -> None:
    parts = ["学校工作计划精选", INTRODUCTION]
    for index, title in enumerate(titles):
        parts += [title, (PLAN, REPORT)[index % 2]]
    assert first_lines(page(*parts)) == list(titles)


def test_documents_lie_edge_to_edge_and_keep_their_source_places() -> None:
    value = page("导读", "篇1：甲校工作计划", PLAN, "篇2：乙校工作计划", REPORT)
    text = Text.of("页眉" + value).slice(2, len(value) + 2)
    first, second = split(text, ())
    assert first.span == (2 + len("导读\n"), second.span[0])
    assert second.span == (2 + value.index("篇2"), 2 + len(value))
    assert text.clean(second.span) == second.text.value


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("篇1：甲县教育工作计划", "篇1：甲县教育工作计划"),
        ("篇1\n甲县教育工作计划", "甲县教育工作计划"),
    ],
)
def test_title_is_the_line_that_names_the_document(title: str, expected: str) -> None:
    first, _ = split(Text.of(page(title, PLAN, "篇2：乙县教育工作总结", REPORT)), ())
    assert first.title == expected


@pytest.mark.parametrize(
    "marks",
    [
        ("篇1：甲校工作计划", "篇2：乙校工作总结", "篇3：丙校工作计划"),
        ("【篇一】", "【篇二】", "【篇三】"),
        ("【第1篇】", "【第2篇】", "【第3篇】"),
        ("学校工作计划篇1", "学校工作计划篇2", "学校工作计划篇3"),
    ],
)
def test_marks_part_documents_whose_line_breaks_were_lost(marks: tuple[str, ...]) -> None:
    bodies = (body.replace("\n", "") for body in (PLAN, REPORT, PLAN))
    value = "".join(f"{mark}{body}" for mark, body in zip(marks, bodies, strict=True)) + "\n"
    starts = [a.span[0] for a in split(Text.of(value), ())]
    assert len(starts) == 3
    assert all(abs(at - value.index(m)) <= 8 for at, m in zip(starts, marks, strict=True))


def test_a_page_title_that_counts_its_documents_opens_none() -> None:
    title = "甲县教育局工作计划模板3篇"
    value = page(
        title, INTRODUCTION * 2, title, "甲县教育局工作计划1", PLAN, "甲县教育局工作计划2", REPORT
    )
    assert first_lines(value) == ["甲县教育局工作计划1", "甲县教育局工作计划2"]


def test_contents_at_the_head_open_nothing() -> None:
    titles = ["第1篇：甲校工作计划", "第2篇：乙校工作计划", "第3篇：丙校工作总结"]
    value = page("目录", *titles, INTRODUCTION, titles[0], PLAN, titles[1], PLAN, titles[2], REPORT)
    articles = split(Text.of(value), ())
    assert [a.span[0] for a in articles] == [value.rindex(t) for t in titles]


def test_related_pages_at_the_foot_open_nothing() -> None:
    value = page(
        "篇1：甲校工作计划", PLAN, "篇2：乙校工作计划", PLAN,
        "相关文章：", "篇1：春季工作计划", "篇2：秋季工作计划", "篇3：寒假工作计划",
    )  # fmt: skip
    assert first_lines(value) == ["篇1：甲校工作计划", "篇2：乙校工作计划"]


def test_a_title_shown_twice_opens_one_document() -> None:
    value = page("篇1：甲校工作计划", "篇1：甲校工作计划", PLAN, "篇2：乙校工作计划", PLAN)
    articles = split(Text.of(value), ())
    assert [a.span[0] for a in articles] == [0, value.index("篇2")]


def test_a_document_before_the_first_mark_is_kept() -> None:
    value = page("甲县2020年教育工作计划", PLAN, "篇2：乙校计划", PLAN, "篇3：丙校计划", PLAN)
    assert first_lines(value) == ["甲县2020年教育工作计划", "篇2：乙校计划", "篇3：丙校计划"]


NOTICE = """各乡镇中心校、县直各学校：
为做好秋季学籍核查工作，现就有关事项通知如下，请遵照执行。
一、核查范围
全县义务教育阶段在校学生，重点核查转入转出学生的手续是否齐全。
二、时间安排
各校九月底前完成自查，十月中旬前由县局组织抽查。"""


def test_notices_in_one_file_part_at_red_head_and_number() -> None:
    value = page(
        "甲县教育局文件", "甲教基〔2016〕12号", "关于开展学籍核查的通知", NOTICE, "2016年9月1日",
        "甲县教育局文件", "甲教基〔2016〕15号", "关于做好冬季校园安全工作的通知", NOTICE,
        "2016年11月3日",
    )  # fmt: skip
    articles = split(Text.of(value), ())
    assert [a.span[0] for a in articles] == [0, value.rindex("甲县教育局文件")]
    assert articles[1].title == "关于做好冬季校园安全工作的通知"


def test_notices_in_one_file_part_at_the_signature_and_next_title() -> None:
    value = page(
        "关于开展学籍核查的通知", NOTICE, "甲县教育局", "二〇一六年九月一日",
        "关于做好冬季校园安全工作的通知", NOTICE, "甲县教育局", "2016年11月3日",
        "关于寒假家访的通知", NOTICE, "甲县教育局", "2016年12月30日",
    )  # fmt: skip
    assert first_lines(value) == [
        "关于开展学籍核查的通知", "关于做好冬季校园安全工作的通知", "关于寒假家访的通知",
    ]  # fmt: skip


def test_plans_without_any_mark_part_where_title_and_outline_start_anew() -> None:
    value = page("甲县2018年教育工作要点", PLAN, "乙县2019年教育工作要点", PLAN)
    assert first_lines(value) == ["甲县2018年教育工作要点", "乙县2019年教育工作要点"]


def test_plans_of_several_years_part_without_an_owner_too() -> None:
    value = page("2018年教育工作要点", PLAN, "2019年教育工作要点", PLAN)
    assert first_lines(value) == ["2018年教育工作要点", "2019年教育工作要点"]


def test_a_title_above_its_document_number_begins_the_document() -> None:
    title = "甲县教育局关于做好秋季学籍核查和冬季校园安全大检查两项重点工作有关事项的通知"
    assert first_lines(page(title, "甲教基〔2016〕12号", NOTICE)) == [title]


ONE_DOCUMENT = {
    "no mark": page("甲县2018年教育工作要点", PLAN),
    "bread crumbs": page("当前位置：首页 > 工作计划 > 正文", "甲县2018年教育工作要点", PLAN),
    "issued with its notice": page(
        "关于印发《甲县2018年教育工作要点》的通知", NOTICE, "2018年2月1日",
        "甲县2018年教育工作要点", PLAN,
    ),
    "attachment": page(
        "甲县义务教育均衡发展实施方案", PLAN, "附件1：", "甲县教育局2018年工作任务分解方案", PLAN
    ),
    "report and plan in one": page(
        "甲局2018年工作总结和2019年工作计划", "2018年教育工作总结", REPORT,
        "2019年教育工作计划", PLAN,
    ),
    "report whose plan follows": page(
        "甲县2018年教育工作总结", REPORT, "2019年教育工作计划", PLAN
    ),
    "title repeated after the introduction": page(
        "甲县教育局工作计划", INTRODUCTION, "甲县教育局工作计划", PLAN
    ),
    "sections named after plans": page(
        "甲县学前教育工作意见", INTRODUCTION,
        "一、实施行动计划", "（一）学前教育三年行动计划", "扩大公办资源，规范民办园管理。" * 8,
        "（二）园长能力提升计划", "分批组织园长跟岗学习，提升管理水平。" * 8,
        "二、落实保障方案", "加大投入，完善生均拨款制度。" * 8,
    ),
    "items that sound like titles": page(
        "甲县幼儿园工作计划", "（一）制定园务计划", "一、制定班级计划。二、制定教研计划。" * 9,
        "（二）制定保健计划", "一、坚持晨检。二、坚持消毒。" * 9,
    ),
    "a speech": page("在甲县教育工作会议上的讲话", "（2012年3月5日）", "同志们：", PLAN, REPORT),
    "one line": "甲县教育局2016年工作总结一、回顾1.建园。2.控辍。二、打算1.抓普及。2.提质量。\n",
    "titles of enclosed papers": page(
        "甲县教育督导工作实施方案", PLAN, "附件1", "甲县督导责任区划分方案", PLAN,
        "附件2", "甲县督导经费管理办法", PLAN,
    ),
    "month by month": page(
        "甲镇中心校2018年工作计划", PLAN, "二月份工作安排", "1.开学", "三月份工作安排", "1.植树"
    ),
    "reading plan": page(
        "书香校园活动计划", PLAN, "推荐书目", "第一篇：寓言", "第二篇：童话", "第三篇：散文"
    ),
    "parts of a long plan": page(
        "甲市教育事业发展规划",
        "第一篇 发展基础", "第一章 形势", "普及水平提高。" * 20,
        "第二章 思路", "优先发展。" * 30,
        "第二篇 主要任务", "第三章 学前", "扩大普惠资源。" * 30,
        "第四章 义务教育", "均衡发展。" * 30,
    ),
    "first piece of writing": page("校园文学社计划", "第一篇文章由社长负责约稿。" * 30, PLAN),
}  # fmt: skip


@pytest.mark.parametrize("value", ONE_DOCUMENT.values(), ids=ONE_DOCUMENT)
def test_one_document_stays_whole(value: str) -> None:
    assert len(split(Text.of(value), ())) == 1


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("当前位置：某网 > 工作计划 > 正文", "甲县教育局工作计划"),
        ("首页 >\n工作计划 > 学校工作计划", "乙校教学工作计划"),
        (
            "索引号：001\n文号：甲教〔2020〕5号\n标题：关于甲县教育工作的意见",
            "关于甲县教育工作的意见",
        ),
        ("来源：某某教育信息网 发布时间：2015-03-02", "2015年丙区教育工作要点"),
    ],
)
def test_what_stands_before_the_title_belongs_to_no_document(front: str, title: str) -> None:
    assert first_lines(page(front, title, PLAN)) == [title]


def test_page_facts_above_the_title_are_the_front_of_the_first_document() -> None:
    facts = "索引号\t0001\t发文机关\t昌黎县教育局\n文号\t昌教〔2024〕5号"
    articles = split(Text.of(page(facts, "昌黎县教育局2024年工作要点", PLAN)), ())
    assert [a.front for a in articles] == [facts + "\n"]
    assert articles[0].text.value.startswith("昌黎县教育局2024年工作要点")


def test_the_front_is_bounded() -> None:
    value = page("菜单\t" * 2000, "篇1：镇中心校工作计划", PLAN, "篇2：镇中心校工作计划", PLAN)
    first, second = split(Text.of(value), ())
    assert 0 < len(first.front) <= 1500
    assert second.front == ""


@pytest.mark.parametrize(
    ("titles", "distinct"),
    [
        (("篇1：柳河镇中心校计划", "篇2：县直幼儿园工作计划"), [True, True]),
        (
            ("篇1：镇中心校工作计划", "篇2：镇中心校工作计划", "篇3：县幼儿园总结"),
            [False, False, True],
        ),
        (("镇中心校工作计划1", "镇中心校工作计划2"), [False, False]),
        (("柳河镇中心校2012年工作计划",), [False]),
    ],
)
def test_a_title_is_distinct_where_no_other_of_the_page_is_like_it(
    titles: tuple[str, ...], distinct: list[bool]
) -> None:
    value = page(*(part for title in titles for part in (title, PLAN)))
    assert [a.distinct for a in split(Text.of(value), ())] == distinct


def test_blank_text_holds_no_document() -> None:
    assert split(Text.of(""), ()) == split(Text.of(" \n"), ()) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "一、",
        "篇1：计划\n",
        "甲县工作计划\n一、子\n二、丑\n",
        "（一）2021年甲县计划\n",
        "篇1：甲。",
    ],
)
def test_hostile_repetition_is_split_in_linear_time(unit: str) -> None:
    def text(size: int) -> Text:
        return Text.of(unit * (size // len(unit)))

    assert is_linear(text, lambda text: split(text, ()), 10_000)


PIECES = (
    "一、", "（一）", "1.", "2、", "(2)", "①", "三月", "第一章", "第一条", "1.1", "第一阶段：",
    "附件1：", "篇1：", "第2篇", "【篇三】", "工作计划2\n", "甲县计划（一）\n",
    "关于甲的通知\n", "甲教〔2012〕3号\n", "2012年3月4日", "序号\t任务\t责任单位\n", "\n",
    "\t", "。", "：", "甲校办学",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=200, deadline=None)
def test_whatever_a_page_holds_documents_items_and_tasks_keep_their_places(value: str) -> None:
    text = Text.of(value)
    done = 0
    for article in split(text, ()):
        assert done <= article.span[0] <= article.span[1] <= len(value)
        done = article.span[1]
        for section in article.sections:
            assert section.start <= section.title_start <= section.title_end <= section.body
            assert section.body <= section.end <= len(article.text)
            if section.parent is not None:
                above = article.sections[section.parent]
                assert above.start <= section.start and section.end <= above.end
                assert section.depth == above.depth + 1
        end = article.span[0]
        for task in find_tasks(article, (), ()):
            assert text.clean(task.span) == task.text
            assert end <= task.span[0]
            end = task.span[1]
