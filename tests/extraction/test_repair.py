"""Repair: a noisy text in, clean lines and a list of what was removed out."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from plans.extraction.repair import repair
from plans.extraction.repair.draft import Draft
from plans.extraction.repair.kinds import (
    ADVERT,
    BRACKET,
    ENTITY,
    INVISIBLE,
    LINE_BREAK,
    MARKUP,
    NAVIGATION,
    NOTICE,
    PINYIN,
    SPACE,
    TERM,
)
from plans.extraction.repair.script import simplify
from plans.extraction.text import Text

SPECIMENS = sorted((Path(__file__).resolve().parents[2] / "fixtures" / "specimens").glob("*.txt"))


def clean(source: str) -> str:
    return repair(source).text.value


def kinds(source: str) -> set[str]:
    return {removal.kind for removal in repair(source).removals}


NOISY = "開展網(wǎng)絡課程,總結(jié)農(nóng)村學校經(jīng)驗,提高質(zhì)量。"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (NOISY, "开展网络课程，总结农村学校经验，提高质量。"),
        (
            NOISY + "防范甲型(H1N1)流感",
            "开展网络课程，总结农村学校经验，提高质量。防范甲型（H1N1）流感",
        ),
        ("校车配备除颤器(AED)两台。", "校车配备除颤器（AED）两台。"),
        # A teacher's note on a character with several readings stays.
        ("“重(chóng)庆”的“重”读二声。", "“重（chóng）庆”的“重”读二声。"),
        ("朗读时注意“行(háng)业”一词。", "朗读时注意“行（háng）业”一词。"),
        # A traditional character with one reading is never annotated by a mainland teacher.
        ("我縣的職業(yè)學校", "我县的职业学校"),
        # The character before was lost: its reading names it where only one fits.
        (NOISY + "擴(kuò)大(guī)模", "开展网络课程，总结农村学校经验，提高质量。扩大规模"),
        (NOISY + "加強(qiáng)?(guǎn)理", "开展网络课程，总结农村学校经验，提高质量。加强管理"),
    ],
)
def test_readings(source: str, expected: str) -> None:
    assert clean(source) == expected


def test_a_reading_that_names_several_characters_stays_and_is_noted() -> None:
    repaired = repair(NOISY + "甲，(shì)，乙")
    assert "（shì）" in repaired.text.value
    assert "读音" in repaired.problems[0].message


def test_readings_are_listed() -> None:
    removals = [r for r in repair(NOISY).removals if r.kind == PINYIN]
    assert [NOISY[slice(*r.span)] for r in removals] == [
        "(wǎng)", "(jié)", "(nóng)", "(jīng)", "(zhì)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("全縣中國小教師著眼質量", "全县中小学教师着眼质量"),
        ("參加全國中國小生運動會", "参加全国中小学生运动会"),
        ("推廣中國小麥的種植經驗", "推广中国小麦的种植经验"),
        ("閱讀中國小說的學生", "阅读中国小说的学生"),
        ("認真組織大學聯考報名", "认真组织高考报名"),
        ("市國中學生綜合素質評價", "市初中学生综合素质评价"),
        ("全國中學生運動會與我國中小學", "全国中学生运动会与我国中小学"),
        ("鄉鎮國小與國中各一所", "乡镇小学与初中各一所"),
        ("沿著這條路,隨著經濟發展", "沿着这条路，随着经济发展"),
        ("著名專著《學記》成效顯著", "著名专著《学记》成效显著"),
        ("衞生間與陝西、陜西羣眾", "卫生间与陕西、陕西群众"),
        ("乾坤之大,餅乾與乾燥", "乾坤之大，饼干与干燥"),
        ("不斷髮展,考試製度", "不断发展，考试制度"),
        ("校園網路與資訊課程", "校园网络与信息课程"),
        ("聘請保全人員,不可保全人員財產", "聘请保安人员，不可保全人员财产"),
    ],
)
def test_traditional_text_becomes_mainland_text(source: str, expected: str) -> None:
    assert clean(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "中国小麦产区的中国小学校",
        "瞭望塔下的乾隆遗迹",
        "著书立说，资讯发达",
        "全国中小学生的国中之国",
    ],
)
def test_simplified_text_keeps_its_words(source: str) -> None:
    assert clean(source) == source
    assert TERM not in kinds(source)


@pytest.mark.parametrize(
    "source",
    [
        "乾坤、餅乾、乾燥、瞭望塔、明瞭、藉口、狼藉、徵收與五音之徵",
        "頭髮與發展,皇后與以後,麵粉與面積,鬱鬱蔥蔥,計畫和憑藉",
        "一目瞭然,批覆與覆蓋,答覆,覆轍,彷彿,祇有,慰藉,沈陽與深沈",
        "已經是简体的句子，乾隆年间的书籍",
    ],
)
def test_single_characters_follow_opencc(source: str) -> None:
    draft = Draft(Text.of(source))
    simplify(draft, "hans")
    assert draft.text.value == OpenCC("t2s").convert(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("加强学前教育管理，提高保教质量", "hans"),
        ("加強學前教育管理,提高保教質量", "hant"),
        ("加強學前教育管理\n加强学前教育管理，提高保教质量", "mixed"),
        ("2012", "hans"),
        ("", "hans"),
    ],
)
def test_script(source: str, expected: str) -> None:
    assert repair(source).script == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("新建幼儿园１２所，入园率８５％以上", "新建幼儿园12所，入园率85%以上"),
        ("师机比1：1，生机比8∶1", "师机比1:1，生机比8:1"),
        ("拨款1,000元,其中500元为奖金", "拨款1,000元，其中500元为奖金"),
        ("达到95%,3年不变;全面完成!", "达到95%，3年不变；全面完成！"),
        ("责任单位:教育股", "责任单位：教育股"),
        ("网址http://edu.example.cn/a,b", "网址http://edu.example.cn/a,b"),
        ("时间8:30", "时间8:30"),
        ("占地面积3.5亩.", "占地面积3.5亩。"),
        ("1.加强管理", "1.加强管理"),
        ("(一)加强管理(2019)", "（一）加强管理（2019）"),
        ("A(B)C", "A(B)C"),
        ("实施「雙減」工程，學習『學記』", "实施“双减”工程，学习‘学记’"),
        ('落实"两免一补"政策', "落实“两免一补”政策"),
        ("2013–2015年，０～３岁", "2013-2015年，0~3岁"),
        ("怎样办好学校?依靠教师。", "怎样办好学校？依靠教师。"),
        ("“十一&8226;五”规划&nbsp;和&#8220;十二五&#8221;", "“十一·五”规划和“十二五”"),
        ("AT&T;与R&D", "AT&T；与R&D"),
    ],
)
def test_widths_and_marks(source: str, expected: str) -> None:
    assert clean(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "\ufeff一、目标\r\n\r\n  二、任务　\r三、措施\x0c四、保障\n",
            "一、目标\n二、任务\n三、措施\n四、保障",
        ),
        ("加\u200b强\xa0管 理, 提高 95 % 以上", "加强管理，提高95%以上"),
        ("使用 Word 软件 read me", "使用Word软件read me"),
        ("培训教师52 000名和2012 300名", "培训教师52000名和2012 300名"),
        ("生机比8 : 1", "生机比8:1"),
        ("通　　知", "通知"),
        ("张 三", "张三"),
        ("实验小学　城关中学　东街幼儿园", "实验小学\t城关中学\t东街幼儿园"),
        ("序号\t任务\t单位\n1\t\t教育股", "序号\t任务\t单位\n1\t\t教育股"),
        ("\t落实责任", "落实责任"),
        ("二○一二年三月五日 某县教育工作要点", "二○一二年三月五日\n某县教育工作要点"),
        (
            "(二)抓好校园安全教育 继续把校园安全教育作为头等大事，每月检查一次食堂和宿舍。",
            "（二）抓好校园安全教育\n继续把校园安全教育作为头等大事，每月检查一次食堂和宿舍。",
        ),
        (
            "2、进一步加强 农村学校的信息技术教育，为每所小学配备计算机教师一名。",
            "2、进一步加强农村学校的信息技术教育，为每所小学配备计算机教师一名。",
        ),
        (
            "三、规范办学行为，减轻负担 5.严格执行课程计划",
            "三、规范办学行为，减轻负担\n5.严格执行课程计划",
        ),
        ("1.召开会议 2.检查食堂 3.上报信息 十月", "1.召开会议\n2.检查食堂\n3.上报信息\n十月"),
        ("每年 3、4月份和 2、三百人", "每年3、4月份和2、三百人"),
        ("小学生机比8:\n\n1、初中10:1的标准", "小学生机比8:1、初中10:1的标准"),
        ("附件3:\n\n1、名单", "附件3：\n1、名单"),
        ("4、开展教研活动。\n\n3、4月份，组织比赛", "4、开展教研活动。3、4月份，组织比赛"),
        ("2、制定方案。\n3、4月份组织比赛", "2、制定方案。\n3、4月份组织比赛"),
        ("改善农村学校食堂，\n宿舍和厕所。", "改善农村学校食堂，宿舍和厕所。"),
        ("一要抓管理，\n二、抓质量", "一要抓管理，\n二、抓质量"),
        ("落实责任\n，确保安全。", "落实责任，确保安全。"),
        (
            "全县小学教师平均年龄偏大，骨干力量不足，各校音体美教\n师缺编较多，需要逐年补充。",
            "全县小学教师平均年龄偏大，骨干力量不足，各校音体美教师缺编较多，需要逐年补充。",
        ),
        (
            "全县小学教师平均年龄偏大，骨干力量不足，主要集中在语文和\n数学学科，需要逐年调整。",
            "全县小学教师平均年龄偏大，骨干力量不足，主要集中在语文和数学学科，需要逐年调整。",
        ),
        (
            "全县小学教师平均年龄偏大，骨干力量不足，需要逐年补充\n幼儿园建设，一要规划，二要资金。",
            "全县小学教师平均年龄偏大，骨干力量不足，需要逐年补充\n幼儿园建设，一要规划，二要资金。",
        ),
        ("传达****会议精神", "传达****会议精神"),
    ],
)
def test_lines_and_spaces(source: str, expected: str) -> None:
    assert clean(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("某教发„2013‟7号", "某教发〔2013〕7号"),
        ("某教发[2013]7号", "某教发〔2013〕7号"),
        ("某教发(2013)第7号", "某教发〔2013〕第7号"),
        ("某教发【2013】 7 号", "某教发〔2013〕7号"),
        ("某教发（2013）7号", "某教发〔2013〕7号"),
        ("某政办[]15号文", "某政办〔〕15号文"),
        ("某教办[xx]15号", "某教办〔xx〕15号"),
        ("规划(2013)由7个部门编制", "规划（2013）由7个部门编制"),
        ("见参考文献[12]", "见参考文献[12]"),
    ],
)
def test_document_numbers(source: str, expected: str) -> None:
    assert clean(source) == expected


BODY = "一、加强学校安全管理，全年排查隐患120处。\n二、新建校舍3000平方米。"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("上一篇:春游活动方案下一篇:安全工作总结", NAVIGATION),
        ("下一篇：2011年招生计划", NAVIGATION),
        ("上一页 1 2 3 下一页", NAVIGATION),
        ("<1> <2> <3>", NAVIGATION),
        ("[1] [2] [3]", NAVIGATION),
        ("当前位置:某某范文网 > 工作计划 >", NAVIGATION),
        ("工作计划 >教育计划 >", NAVIGATION),
        ("的相关参考：查看更多>> 学校工作总结", NAVIGATION),
        ("第 3 页 共 8 页", NAVIGATION),
        ("- 12 -", NAVIGATION),
        ("• 文章版权归作者所有，转载请注明出处", NOTICE),
        ("标签：安全 校园 计划", NOTICE),
        ("分享到：微博 空间 朋友圈", NOTICE),
        ("【打印】【关闭】", NOTICE),
        ("发布日期：2016-05-04 　浏览次数：88　字体：[大 中 小]", NOTICE),
        ("来源：本站 作者：佚名 点击：1024", NOTICE),
        ("更新时间:2019-1-2 来源:某某范文网 阅读:33次", NOTICE),
        ("Copyright 2003-2014 某某学习网", NOTICE),
        ("© 2015 某某资料站 备案号：1234567", NOTICE),
        ("总结-计划-心得-2015范文-报告-方案大全", ADVERT),
        ("以下是小编为大家整理的学校安全工作计划，仅供参考，欢迎阅读。", NOTICE),
    ],
)
def test_site_furniture_goes_with_its_line(line: str, kind: str) -> None:
    for source in (f"{line}\n{BODY}", f"{BODY}\n{line}"):
        repaired = repair(source)
        assert repaired.text.value == BODY
        assert kind in {r.kind for r in repaired.removals}


@pytest.mark.parametrize(
    "line",
    [
        "篇1 某县2012年教育工作要点",
        "第3篇：某镇中心小学工作计划",
        "某某教育局工作计划(精选8篇)",
        "主题词：教育 安全 要点",
        "关键词：随班就读；资源教室",
        "抄送：县人大、县政协。",
        "下一步，全县新建幼儿园12所。",
        "开展“分享阅读”活动，参加学生500人。",
        "本站小编培训记者20人，欢迎各校参考。",
        "本文件由县教育局负责解释。",
        "责任单位：教育股—财务股—人事股",
        "来源：某县教育局 发布时间：2016-05-04",
        "作者：某镇中心校 浏览：12",
        "发文机关：某县教育局 成文日期：2016年5月4日",
        "3月-5月-7月-9月-11月-12月",
        "目标值>95%的学校12所",
        "教育部网站公布了通知。",
    ],
)
def test_lines_of_the_document_stay(line: str) -> None:
    assert line.replace(" ", "").replace("(", "（").replace(")", "）") in clean(
        f"{line}\n{BODY}"
    ).replace(" ", "")


def test_keywords_at_head_and_foot_go_but_tables_stay() -> None:
    spam = "教案下载|作文大全|考试资料|论文范文|课件下载|简历模板"
    assert clean(f"{spam}\n{BODY}\n{spam}") == BODY
    assert ADVERT in kinds(f"{spam}\n{BODY}")
    table = "任务|单位|时限|备注|经费\n建校|教育股|三月|无|有\n修路|后勤股|四月|无|有"
    parted = table.replace("|", "\t")
    assert clean(f"{table}\n{BODY}") == f"{parted}\n{BODY}"


def test_markup_goes() -> None:
    source = '<p class="a">加强管理。</p>\n提高质量。/p>\n乡镇教育/!/站'
    assert clean(source) == "加强管理。\n提高质量。\n乡镇教育站"
    assert MARKUP in kinds(source)


def test_every_kind_of_change_is_listed_where_it_happened() -> None:
    source = "\u200b某教发[2013]7号 &8226;  管 理\n\n\n生机比8:\n1、师机比2:1"
    found = {r.kind: source[slice(*r.span)] for r in repair(source).removals}
    assert found[INVISIBLE] == "\u200b"
    assert found[BRACKET] == "[2013]"
    assert found[ENTITY] == "&8226;"
    assert found[LINE_BREAK].startswith(":")
    assert SPACE in found
    spans = [r.span for r in repair(source).removals]
    assert spans == sorted(spans)


PIECES = st.sampled_from(
    [NOISY, "中國小", "(", ")", "（一）", "?", "??", "？", "\n", "\r\n", "\t", " ", "　", "&8226;",
     "\ue477", "\ufffd", "茖W", "jīng)", "(jié)", "8:", "1、", "[2012]", "3号", "上一篇：", "|",
     "-", "著", "國中", "，", ",", ".", "<p>", "/p>", "52 000", "年", "\x00", "\u200b", "a", "𠮷",
     '"']
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join)))
def test_any_text_is_repaired_and_every_record_shows_its_span(source: str) -> None:
    repaired = repair(source)
    text = repaired.text
    assert list(text.starts) == sorted(text.starts)
    assert list(text.ends) == sorted(text.ends)
    assert all(0 <= a < b <= len(source) for a, b in zip(text.starts, text.ends, strict=True))
    for at in range(len(text)):
        span, shown = text.cut(at, min(at + 3, len(text)))
        assert text.clean(span) == shown
    for span in [r.span for r in repaired.removals] + [p.span for p in repaired.problems if p.span]:
        assert 0 <= span[0] <= span[1] <= len(source)
    assert "\r" not in text.value
    assert "\n\n" not in text.value
    assert text.value == text.value.strip()


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_clean_text_stays_as_it_is(path: Path) -> None:
    once = clean(path.read_text(encoding="utf-8"))
    assert clean(once) == once
