"""Files of figures: read in every usual form, checked without writing, kept as people say."""

import html
import io
import re
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from indicators.entering import files as entry_files
from indicators.entering.drafting import Proposal, propose
from indicators.models import Draft, FigureUpload, Observation
from tests.conftest import person
from tests.figures import published

pytestmark = pytest.mark.django_db

WIDE = [
    ["学校标识码", "学校", "时期", "在校生数（人）", "巩固率"],
    ["2130000001", "城关小学", "2025", "1,200", "99.5%"],
    ["", "河湾小学", "2025年", "300", ""],
    ["", "全县", "2025", "1500", "98"],
]
LONG = [
    ["学校", "指标", "时期", "数值", "性别"],
    ["城关小学", "t.pupils", "2024-2025学年", "1200", ""],
    ["城关小学", "在校生数", "2024-2025学年", "550", "女"],
]


def csv_of(rows, encoding="utf-8-sig"):
    quoted = (",".join(f'"{cell}"' for cell in row) for row in rows)
    return "\n".join(quoted).encode(encoding)


def xlsx_of(rows, percents=()):
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"strings_to_formulas": False})
    sheet, percent = book.add_worksheet(), book.add_format({"num_format": "0.0%"})
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(place, column, value, percent if (place, column) in percents else None)
    book.close()
    return stream.getvalue()


@pytest.fixture
def send(client_of, staff, schools, pupils, rate):
    """A function: bytes of a file -> the page that says what is in it, and its address."""

    def sent(data, name="数据.xlsx"):
        client = client_of(staff)
        response = client.post(reverse("figure-import"), {"file": SimpleUploadedFile(name, data)})
        assert response.status_code == 302, response.content.decode()
        address = response["Location"]
        return client, address, client.get(address).content.decode()

    return sent


def write(client, address, **more):
    """Write with the guessed meanings of the columns."""
    return client.post(address, more)


@pytest.mark.parametrize(
    "data", [csv_of(WIDE), csv_of(WIDE, "gb18030"), xlsx_of(WIDE)], ids=["utf-8", "gb18030", "xlsx"]
)
def test_a_wide_file_is_understood_in_every_form(send, data, schools):
    client, address, page = send(data)
    assert "新录入 2 个" in page and not Draft.objects.exists()
    assert write(client, address).status_code == 302
    values = {(d.school and d.school.name, d.indicator.code): d.value for d in Draft.objects.all()}
    assert values == {
        ("城关小学", "t.pupils"): 1200,
        ("城关小学", "t.rate"): Decimal("99.5"),
        ("河湾小学", "t.pupils"): 300,
        (None, "t.pupils"): 1500,
        (None, "t.rate"): 98,
    }
    assert set(Draft.objects.values_list("origin", flat=True)) == {"file"}


def test_a_long_file_says_the_indicator_in_each_row(send):
    client, address, _ = send(csv_of(LONG))
    write(client, address)
    found = Draft.objects.order_by("value").values_list("value", "sex", "frequency", "year")
    assert list(found) == [(550, "female", "school_year", 2024), (1200, "", "school_year", 2024)]


def test_a_cell_shown_as_a_percentage_is_read_as_people_see_it(send):
    rows = [["学校", "时期", "巩固率"], ["城关小学", 2025, 0.985]]
    client, address, _ = send(xlsx_of(rows, {(1, 2)}))
    write(client, address)
    assert Draft.objects.get().value == Decimal("98.5")


def test_unknown_names_name_the_nearest(send):
    rows = [*LONG, ["城关小", "在校生数", "2025", "1", ""], ["河湾小学", "在校生", "2025", "1", ""]]
    *_, page = send(csv_of(rows))
    assert "本局没有叫“城关小”的学校。最接近的是“城关小学”。" in page
    assert "没有叫“在校生”的指标。最接近的是“在校生数”" in page


FAULTY = [*WIDE, ["", "山口小学", "2025", "12.5", "101"], ["", "外县小学", "2025", "5", ""]]


def test_all_or_nothing_or_the_good_rows_as_people_choose(send):
    client, address, page = send(csv_of(FAULTY))
    assert "应当是整数" in page and "超过 100%" in page
    assert write(client, address).status_code == 422 and not Draft.objects.exists()
    assert write(client, address, valid="1").status_code == 302 and Draft.objects.count() == 5
    assert FigureUpload.objects.exists()


def test_the_marked_file_says_what_became_of_each_row_and_comes_back(send):
    client, address, _ = send(csv_of(FAULTY))
    data = client.get(f"{address}marked/").getvalue()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[:5] for row in rows][4][3:] == [12.5, 101]
    assert rows[0][5] == "结果" and rows[1][5] == "新录入 2 个"
    assert rows[4][5].startswith("有误（2 处），不写入：")
    assert rows[1][0] == "2130000001"
    _, _, page = send(data)
    assert "有误（2 处）" in page


def test_what_looks_like_a_formula_stays_text(send):
    rows = [["学校", "时期", "在校生数"], ['=HYPERLINK("http://x","城关小学")', "2025", "5"]]
    client, address, _ = send(xlsx_of(rows))
    data = client.get(f"{address}marked/").getvalue()
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.get_sheet_by_index(0).to_python()[1][0].startswith("=HYPERLINK")


def test_two_values_for_one_figure_are_refused(send):
    rows = [["学校", "时期", "在校生数"], ["城关小学", "2025", "5"], ["城关小学", "2025", "6"]]
    *_, page = send(csv_of(rows))
    assert "与第 2 行是同一个数，那里是 5" in page


def test_outcomes_tell_corrections_drafts_and_equal_values_apart(send, staff, schools, key_for):
    published(Observation, by=staff, value=1, **key_for(schools[0])._asdict())
    published(Observation, by=staff, value=2, **key_for(schools[1])._asdict())
    propose([Proposal(key_for(schools[2]), Decimal(3))], by=staff)
    rows = [["学校", "时期", "在校生数"]]
    rows += [[s.name, "2025", n] for s, n in zip(schools, ("9", "2", "4"), strict=True)]
    *_, page = send(csv_of(rows))
    assert all(word in page for word in ("更正已发布的 1 个", "与现有的相同 1 个", "改草稿 1 个"))


def test_a_person_says_what_a_column_means_and_of_when_the_file_is(send, pupils):
    client, address, page = send(csv_of([["单位", "人数"], ["城关小学", "5"]]))
    assert "请指出哪一列是学校名称" in page
    asked = {"mapped": "1", "c0": "school", "c1": f"i{pupils.pk}", "period": "2025-Q1"}
    assert "新录入 1 个" in client.get(address, asked).content.decode()
    assert client.post(address, asked).status_code == 302
    draft = Draft.objects.get()
    assert (draft.frequency, draft.year, draft.part) == ("quarter", 2025, 1)


def test_nobody_else_opens_a_file(send, client_of, colleague, other_bureau):
    _, address, _ = send(csv_of(WIDE))
    for user in (colleague, person("other", "bureau_admin", other_bureau)):
        assert client_of(user).get(address).status_code == 422
        assert client_of(user).get(f"{address}marked/").status_code == 404


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "表格是空的"),
        (b"PK\x03\x04broken", "表格打不开"),
        (b"\xd0\xcf\x11\xe0broken", "表格打不开"),
        (b"\x00\x01\x02\xff\xfe\x00\x81", "看不懂这个文件"),
        (("学校\n" + "一\n" * 10_001).encode(), "一次最多导入 10000 行"),
        ((",".join("列" * 101) + "\n").encode(), "100 列"),
    ],
    ids=["empty", "no zip", "no workbook", "bytes", "rows", "columns"],
)
def test_what_cannot_be_taken_is_told(client_of, staff, data, words):
    file = SimpleUploadedFile("数据.xlsx", data)
    response = client_of(staff).post(reverse("figure-import"), {"file": file})
    assert response.status_code == 422 and words in response.content.decode()


def test_a_file_above_the_cap_is_told(client_of, staff, monkeypatch):
    monkeypatch.setattr(entry_files, "LARGEST_MB", 0)
    file = SimpleUploadedFile("数据.csv", csv_of(WIDE))
    response = client_of(staff).post(reverse("figure-import"), {"file": file})
    assert response.status_code == 422 and "文件超过 0 MB" in response.content.decode()


@pytest.mark.parametrize("layout", ["wide", "long"])
def test_the_template_holds_the_schools_and_comes_back(send, client_of, staff, pupils, layout):
    client = client_of(staff)
    query = f"?indicator={pupils.pk}&period=2025&layout={layout}"
    data = client.get(reverse("figure-template") + query).getvalue()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows] == ["学校", "全县", "城关小学", "山口小学", "河湾小学"]
    rows[2][{"wide": 3, "long": 4}[layout]] = 77
    client, address, _ = send(xlsx_of(rows))
    write(client, address)
    assert Draft.objects.get().value == 77


FRACTIONS = [
    ["学校", "时期", "巩固率"],
    ["城关小学", "2025", "0.985"],
    ["河湾小学", "2025", "1"],
    ["山口小学", "2025", "0"],
]
ASKED = "这一列像是小数表示的百分数"


def rates():
    return {draft.school.name: draft.value for draft in Draft.objects.all()}


def test_fractions_of_a_rate_are_asked_about_and_stay_what_they_are_until_somebody_says(send):
    client, address, page = send(csv_of(FRACTIONS), "数据.csv")
    assert ASKED in page and "还没有选择" in page and "0.985 读作 98.5%" in page
    assert "checked" not in page
    assert write(client, address).status_code == 302
    assert rates() == {"城关小学": Decimal("0.985"), "河湾小学": 1, "山口小学": 0}


@pytest.mark.parametrize(
    ("choice", "first", "second"), [("share", Decimal("98.5"), 100), ("value", Decimal("0.985"), 1)]
)
def test_who_says_how_fractions_are_meant_is_warned_no_longer(send, rate, choice, first, second):
    client, address, _ = send(csv_of(FRACTIONS), "数据.csv")
    asked = {"mapped": "1", "c0": "school", "c1": "period", "c2": f"i{rate.pk}"}
    page = client.get(address, asked | {f"f{rate.pk}": choice}).content.decode()
    assert ASKED in page and "还没有选择" not in page and page.count("checked") == 1
    assert f'<input type="hidden" name="f{rate.pk}" value="{choice}">' in page
    assert write(client, address, **asked, **{f"f{rate.pk}": choice}).status_code == 302
    assert rates() == {"城关小学": first, "河湾小学": second, "山口小学": 0}


def test_the_marked_file_keeps_how_fractions_were_meant(send, rate):
    client, address, _ = send(csv_of(FRACTIONS), "数据.csv")
    asked = {"mapped": "1", "c0": "school", "c1": "period", "c2": f"i{rate.pk}"}
    asked[f"f{rate.pk}"] = "share"
    _, _, page = send(client.get(f"{address}marked/", asked).getvalue())
    assert "98.5%" in page and ASKED not in page


def test_the_marked_file_is_of_what_was_refused(send, rate):
    rows = [*FRACTIONS, ["外县小学", "2025", "0.5"]]
    client, address, _ = send(csv_of(rows), "数据.csv")
    asked = {"mapped": "1", "c0": "school", "c1": "period", "c2": f"i{rate.pk}"}
    refused = write(client, address, **asked, **{f"f{rate.pk}": "share"})
    assert refused.status_code == 422
    link = re.search(rf'href="({address}marked/[^"]*)"', refused.content.decode())[1]
    data = client.get(html.unescape(link)).getvalue()
    cells = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in cells[1:]] == ["98.5%", "100%", "0%", "50%"]


def test_a_long_file_is_asked_about_the_rows_of_a_rate_alone(send, rate):
    rows = [["学校", "指标", "时期", "数值"], ["城关小学", "巩固率", "2025", "0.985"]]
    rows += [["河湾小学", "巩固率", "2025", "0.9"], ["城关小学", "在校生数", "2025", "1"]]
    rows += [["山口小学", "巩固率", "2025", ".95"]]
    client, address, page = send(csv_of(rows), "数据.csv")
    assert ASKED in page
    columns = {"c0": "school", "c1": "indicator", "c2": "period", "c3": "value"}
    write(client, address, mapped="1", **columns, **{f"f{rate.pk}": "share"})
    found = Draft.objects.order_by("value").values_list("indicator__code", "value")
    assert list(found) == [
        ("t.pupils", 1), ("t.rate", 90), ("t.rate", 95), ("t.rate", Decimal("98.5")),
    ]  # fmt: skip


def test_rates_per_thousand_are_a_thousand_times_their_fraction(send, rate):
    rate.unit = "‰"
    rate.save()
    *_, page = send(csv_of(FRACTIONS[:2]), "数据.csv")
    assert "这一列像是小数表示的千分数" in page and "0.985 读作 985‰" in page


@pytest.mark.parametrize(
    ("values", "percents"),
    [
        (("0.985", "1.2", "0.9"), ()),
        (("0.985", "98%", "0.9"), ()),
        (("0.985", "无", "0.9"), ()),
        (("0", "0", "0"), ()),
        (("", "0.9", "0.8"), ()),
        ((0.985, 0.9, 0.8), {(1, 2), (2, 2), (3, 2)}),
    ],
    ids=["above 1", "percent sign", "no number", "zeros", "two of three", "shown as percentages"],
)
def test_what_is_no_column_of_fractions_is_not_asked_about(send, values, percents):
    rows = [[*row[:2], value] for row, value in zip(FRACTIONS[1:], values, strict=True)]
    *_, page = send(xlsx_of([FRACTIONS[0], *rows], percents))
    assert "像是小数" not in page and "检查结果" in page
