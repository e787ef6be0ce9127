"""Saved pages: the text without the site around it, tables as rows, the right encoding."""

import pytest

from plans.extraction.reading import read

PARAGRAPHS = [
    f"{n}、组织第{n}批骨干教师到村小支教，每批不少于{n + 4}人，"
    "交通费由县财政承担，校长每月听课评议。"
    for n in range(1, 13)
]
SITE = (
    '<div class="nav"><a href="/">首页</a><a href="/a">新闻</a><a href="/b">公开</a></div>'
    '<div class="crumb">您的位置：<a href="/">首页</a> &gt; <a href="/c">工作计划</a></div>'
)
FEET = (
    '<div class="rel"><ul><li><a href="1">邻县校车新规</a></li>'
    '<li><a href="2">春游注意事项</a></li><li><a href="3">作文大全下载</a></li></ul></div>'
    '<div class="footer">版权所有 备案号</div>'
)
TABLE = (
    "<table><tr><th>序号</th><th>任务</th><th>责任单位</th><th>时限</th></tr>"
    '<tr><td rowspan="2">1</td><td>改造<br>旱厕</td><td>计财股<br>基教股</td><td>6月</td></tr>'
    '<tr><td colspan="2">更新课桌</td><td>9月</td></tr></table>'
)


def page(*blocks: str, label: str = "utf-8", around: bool = True) -> str:
    site, feet = (SITE, FEET) if around else ("", "")
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    article = "".join(blocks)
    return (
        f"<!DOCTYPE html><html><head>{head}<title>沅清县教育局</title></head><body>{site}"
        f'<div class="article">{article}</div>{feet}</body></html>'
    )


def long(*more: str) -> list[str]:
    return ["<h1>沅清县支教工作方案</h1>", *(f"<p>　　{p}</p>" for p in PARAGRAPHS), *more]


def test_the_article_is_kept_and_the_site_is_not():
    reading = read("a.html", page(*long()).encode())
    assert reading.text.split("\n") == ["沅清县支教工作方案", *PARAGRAPHS]
    assert reading.problems == ()


def test_headings_keep_place_and_level():
    reading = read("a.html", page(*long("<h2>二、经费</h2><p>每人每月补助六百元。</p>")).encode())
    shown = [(reading.text[h.span[0] : h.span[1]], h.level) for h in reading.headings]
    assert shown == [("沅清县支教工作方案", 1), ("二、经费", 2)]


def test_table_rows_are_lines_and_merged_rows_repeat_their_value():
    lines = read("a.html", page(*long(TABLE)).encode()).text.split("\n")
    assert lines[-3:] == [
        "序号\t任务\t责任单位\t时限",
        "1\t改造 旱厕\t计财股、基教股\t6月",
        "1\t更新课桌\t\t9月",
    ]


def test_a_page_that_is_one_table_is_read():
    reading = read("a.html", page(TABLE, around=False).encode())
    assert "1\t更新课桌\t\t9月" in reading.text.split("\n")


def test_a_table_that_lays_out_the_page_is_no_table():
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS * 2)
    layout = f"<table><tr><td>左栏</td><td>{text}</td></tr></table>"
    lines = read("a.html", page(layout, around=False).encode()).text.split("\n")
    assert lines[-24:] == PARAGRAPHS * 2


def test_line_breaks_part_paragraphs():
    body = "<br><br>　　".join(PARAGRAPHS)
    assert read("a.html", page(f"<div>{body}</div>").encode()).text.split("\n") == PARAGRAPHS


def test_ordered_lists_show_their_numbers():
    items = "<ol start='3'><li>清点图书</li><li>登记器材</li></ol>"
    assert read("a.html", page(*long(items)).encode()).text.endswith("3. 清点图书\n4. 登记器材")


def test_a_short_page_keeps_its_lines_apart():
    short = page("<h1>放假通知</h1>", "<p>寒假从一月十八日开始。</p>", "<p>二月二十日返校。</p>")
    lines = read("a.html", short.encode()).text.split("\n")
    assert lines == ["放假通知", "寒假从一月十八日开始。", "二月二十日返校。"]


@pytest.mark.parametrize(
    ("label", "encoding", "found"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("gbk", "gb18030", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("big5", "utf-8", "utf-8"),
        ("no-such-charset", "gb18030", "gb18030"),
        ("gb2312", "utf-16", "utf-16"),
    ],
)
def test_a_label_is_believed_only_where_it_holds(label, encoding, found):
    data = page(*long("<p>昇镕堃同学获奖。</p>"), label=label).encode(encoding)
    reading = read("a.html", data)
    assert reading.encoding == found
    assert reading.text.endswith("昇镕堃同学获奖。")


def test_scripts_forms_and_hidden_markup_leave_nothing():
    noise = "<script>var 题=1</script><style>p{}</style><!-- 注释 --><select><option>选</select>"
    text = read("a.html", page(*long(noise)).encode()).text
    assert not any(word in text for word in ("var", "注释", "选", "p{}"))


def test_a_page_saved_in_one_file_is_read():
    body = page(*long()).encode()
    head = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=XX\r\n\r\n--XX\r\n"
        b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    )
    reading = read("a.mht", head + body + b"\r\n--XX--\r\n")
    assert reading.text.split("\n") == ["沅清县支教工作方案", *PARAGRAPHS]


@pytest.mark.parametrize("sign", ["\x01", "&#1;", "&#x1f;", "&#31", "\uffff"])
def test_control_characters_in_a_page_are_left_out(sign):
    items = f"<ol><li>{sign}清点图书</li></ol><div class='nav'>栏目</div>{sign}完。"
    text = read("a.html", page(*long(items), around=False).encode()).text
    assert text.endswith("1. 清点图书\n完。")
    assert "&#10;甲" not in read("a.html", page(*long("<p>甲&#10;乙&#49;</p>")).encode()).text
    assert read("a.html", page(*long("<p>甲&#10;乙&#49;</p>")).encode()).text.endswith("甲 乙1")


def test_thousands_of_nested_blocks_do_not_break_the_reader():
    nested = "<div>" * 5000 + "深" + "</div>" * 5000
    assert PARAGRAPHS[0] in read("a.html", page(*long(nested)).encode()).text


def test_hostile_spans_stay_small():
    cell = '<td rowspan="99999" colspan="99999">x</td>'
    table = "<table>" + f"<tr>{cell}{cell}</tr>" * 60 + "</table>"
    assert len(read("a.html", page(table, around=False).encode()).text) < 100_000


def test_signature_and_date_below_the_text_are_kept():
    after = "<div>沅清县教育局</div><div>2021年3月2日</div>"
    lines = read("a.html", page(*long(after)).encode()).text.split("\n")
    assert lines[-3:] == [PARAGRAPHS[-1], "沅清县教育局", "2021年3月2日"]
