"""Lines broken at a fixed width: paragraphs come out whole, lists and verses as they are."""

import pytest

from plans.extraction.repair import repair

PARAGRAPHS = (
    "2016年，全镇小学要在巩固基本均衡成果的基础上，把改善村小条件放在首位，年内为9所村小"
    "更换课桌凳640套，硬化活动场地2800平方米，所需资金由镇财政和学校公用经费分担，不足部分"
    "报县教育局解决。",
    "一、教师培训。每月第二周组织片区教研，由中心校教导处牵头，各村小教师轮流上课，全年不少"
    "于10次，培训后填写记录，学期末统一检查，结果记入考核。",
    "二、安全管理。校车驾驶员每季度体检一次，食堂从业人员持证率达到100%，发现问题当天上报，"
    "不得隐瞒，由分管副校长负责处理并在三日内书面回复家长。",
    "以上工作由各校负责人签字落实，年底前由镇中心校逐校验收，验收结果向村民公开，接受社会监督。",
)


def wrapped(paragraphs, width=34, indent="　　", between="\n", line_end="\n"):
    made = []
    for paragraph in paragraphs:
        text = indent + paragraph
        made.append(line_end.join(text[i : i + width] for i in range(0, len(text), width)))
    return (line_end * (1 if between == "\n" else 2)).join(made)


@pytest.mark.parametrize("width", [30, 34, 40])
@pytest.mark.parametrize(
    ("indent", "between"), [("　　", "\n"), ("    ", "\n"), ("", "blank"), ("　　", "blank")]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_paragraphs_are_whole_again(width, indent, between, line_end):
    source = wrapped(PARAGRAPHS, width, indent, between, line_end)
    repaired = repair(source)
    assert repaired.text.value.split("\n") == list(PARAGRAPHS)
    at = repaired.text.value.index("村小更换")
    assert source[slice(*repaired.text.span(at, at + 2))] == "村小"


SCHOOLS = "\n".join(
    f"某县某某镇第{n}中心小学附属幼儿园分园教学点办公室" for n in "一二三四五六七八九"
)
POEM = "\n".join(["青山有意迎新岁，绿水无言送旧年。", "桃李不争三月雨，芝兰自占一溪烟。"] * 5)
TABLE = "\n".join(
    f"{n}   改造村小食堂并添置餐桌和消毒设备      后勤股，财务股   {n}月底" for n in range(1, 9)
)
ITEMS = "\n".join(
    f"{n}.每学期组织一次消防演练，每所学校参加人数占在校人数的九成以" + "上" * (n % 2)
    for n in range(1, 10)
)
SENTENCES = "\n".join(
    f"第{n}周，由值周领导检查各班卫生和纪律情况，并在例会上公布检查结果。"
    for n in "一二三四五六七八"
)


@pytest.mark.parametrize("source", [SCHOOLS, POEM, TABLE, ITEMS, SENTENCES])
def test_lists_verses_and_tables_keep_their_lines(source):
    assert repair(source).text.value.count("\n") == source.count("\n")


def test_long_paragraphs_on_lines_of_their_own_stay_apart():
    source = "\n".join(PARAGRAPHS)
    assert repair(source).text.value == source
