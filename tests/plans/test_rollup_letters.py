"""Dividing a county's target among schools, and the letters that go out."""

import io
import zipfile
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pdfplumber
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from indicators.models import Target
from plans import submitting
from plans.models import AppendOnlyError, AssignedTarget, AssignmentSet, Letter
from plans.rollup import assigning
from plans.rollup.letter_pdf import BUILT_IN, as_pdf, font_of
from plans.rollup.letter_word import as_word
from plans.rollup.letters import letters_of
from plans.submitting import links
from tests.plans.campaigning import YEAR, school_of
from tests.plans.rollups import County

pytestmark = pytest.mark.django_db

D = Decimal


@pytest.fixture
def county(bureau):
    """Three schools with 300, 100 and 50 pupils, a fourth that says nothing; 48 to divide."""
    found = County(bureau, [("99", 300), ("96", 100), ("97", 50)], waiting=1)
    found.promise(found.boarders, "48")
    return found


@pytest.fixture
def clerk(county, client_of):
    return client_of(county.staff)


def page(county, indicator):
    args = [county.campaign.pk, indicator.pk]
    return reverse("campaign-rollup-division", args=args)


def letters_page(county, name="campaign-letters", *args):
    return reverse(name, args=[county.campaign.pk, *args])


def way(county, **changed):
    facts = {"whole": "48", "basis": "pupils_now", "measure": str(county.pupils.pk)}
    return facts | changed


def sent(county, *values, **changed):
    """A filled-in form: a value for each school in their order."""
    fields = {
        f"value-{county.submission(school).pk}": value
        for school, value in zip(county.schools, values, strict=False)
    }
    return way(county, **changed) | fields


def divided(county, *values, indicator=None):
    """The boarders as divided by a person."""
    parts = {
        county.submission(school).pk: (None, value and D(value))
        for school, value in zip(county.schools, values, strict=False)
    }
    facts = {"indicator": indicator or county.boarders, "whole": D(48), "measure": None}
    return assigning.assign(
        county.campaign, user=county.staff, facts={**facts, "basis": "by_hand"}, values=parts
    )


def issue(county, user=None):
    draft = assigning.newest_set(county.campaign, county.admin)
    seen = assigning.stamp(draft)
    return assigning.issue(county.campaign, user=user or county.leader, seen=seen)


def assigned():
    rows = AssignedTarget.objects.order_by("submission__school__name")
    return [(row.submission.school.name, row.proposed, row.value) for row in rows]


def test_the_page_proposes_by_pupils_and_names_who_has_none(county, clerk):
    found = clerk.get(page(county, county.boarders)).context
    rows = [(row.portion.submission.school.name, row.portion.weight, row.text)
            for row in found["rows"]]  # fmt: skip
    # 48 by 300:100:50 is 32, 10.67, 5.33.
    assert rows == [
        ("第1小学", 300, "32"), ("第2小学", 100, "11"), ("第3小学", 50, "5"), ("第4小学", None, ""),
    ]  # fmt: skip
    assert (found["sum"], found["rest"], found["blank"]) == (48, 0, 1)


def test_ways_of_dividing_are_tried_without_saving(county, clerk):
    found = clerk.get(page(county, county.boarders), way(county, basis="equally", whole="10"))
    assert [row.text for row in found.context["rows"]] == ["3", "3", "2", "2"]
    county.observe(county.schools[3], county.pupils, 100)
    found = clerk.get(page(county, county.boarders), way(county, basis="pupils_before"))
    assert [row.text for row in found.context["rows"]] == ["", "", "", "48"]
    assert not AssignmentSet.objects.exists()


def test_a_rate_is_not_divided(county, clerk):
    county.promise(county.rate, "98.5")
    found = clerk.get(page(county, county.rate))
    assert [row.text for row in found.context["rows"]] == ["98.5"] * 4
    assert "不能拆分相加" in found.content.decode()
    assert not found.context["is_summed"]


def test_a_division_is_corrected_by_hand_and_saved_as_a_draft(county, clerk):
    response = clerk.post(page(county, county.boarders), sent(county, "30", "11", "5", "2"))
    assert response.status_code == 302
    assert assigned() == [
        ("第1小学", 32, 30), ("第2小学", 11, 11), ("第3小学", 5, 5), ("第4小学", None, 2),
    ]  # fmt: skip
    found = clerk.get(page(county, county.boarders)).context
    assert [row.text for row in found["rows"]] == ["30", "11", "5", "2"]
    tallies = clerk.get(letters_page(county)).context["tallies"]
    assert [(t.sum, t.rest, t.schools, t.corrected) for t in tallies] == [(48, 0, 4, 2)]


def test_what_is_assigned_is_never_the_schools_own_target(county, clerk):
    before = Target.objects.count()
    clerk.post(page(county, county.boarders), sent(county, "30", "11", "5", "2"))
    issue(county)
    assert Target.objects.count() == before


@pytest.mark.parametrize(
    ("values", "changed", "words"),
    [
        (("abc", "11"), {}, "请填写数字"),
        (("1.5", "11"), {}, "要填整数"),
        (("-3", "11"), {}, "请填写数字"),
        (("9" * 30, "1"), {}, "请填写数字"),
        (("1\x00", "1"), {}, "请填写数字"),
        (("１２", "1"), {}, "请填写数字"),
        ((), {}, "至少给一所学校"),
        (("3",), {"whole": ""}, "请填写要分解的全县目标"),
        (("3",), {"whole": "1.5"}, "整数"),
        (("3",), {"whole": "NaN"}, "请填写数字"),
        (("3",), {"basis": "same"}, "请选择分解办法"),
        (("3",), {"measure": "x"}, "按哪一项人数"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(county, clerk, values, changed, words):
    response = clerk.post(page(county, county.boarders), sent(county, *values, **changed))
    assert response.status_code == 422
    text = response.content.decode()
    assert words in text
    assert not AssignedTarget.objects.exists()
    typed = [row.text for row in response.context["rows"]][: len(values)]
    assert typed == [value.strip() for value in values]


def test_only_who_runs_campaigns_divides(county, client_of):
    form = sent(county, "30", "11", "5", "2")
    for user in (county.leader, county.head(county.schools[0])):
        assert client_of(user).post(page(county, county.boarders), form).status_code == 403
    assert not AssignedTarget.objects.exists()


def test_an_indicator_is_taken_out_of_the_draft_again(county, clerk):
    divided(county, "30", "11")
    assert clerk.post(page(county, county.boarders), {"do": "drop"}).status_code == 302
    assert not AssignedTarget.objects.exists()


def test_only_leaders_and_administrators_issue(county):
    divided(county, "30")
    with pytest.raises(PermissionDenied):
        issue(county, county.staff)
    assert issue(county, county.admin).is_issued


def test_what_changed_since_it_was_seen_is_not_issued(county):
    divided(county, "30")
    seen = assigning.stamp(assigning.newest_set(county.campaign, county.admin))
    divided(county, "31")
    with pytest.raises(ValidationError, match="有了变化"):
        assigning.issue(county.campaign, user=county.leader, seen=seen)


def assigned_to(submission, indicator):
    """What the newest letters say of an indicator."""
    rows = AssignedTarget.objects.issued_to(submission)
    return {row.division.indicator_id: row.value for row in rows}[indicator.pk]


def test_what_is_issued_stays_until_a_new_version_is_issued_for_a_reason(county, clerk):
    divided(county, "30", "18")
    issue(county)
    with pytest.raises(ValidationError, match="已经下达"):
        divided(county, "31")
    response = clerk.post(letters_page(county, "campaign-letters-revise"), {"reason": " "})
    assert response.status_code == 422
    assert "请写明原因" in response.content.decode()
    reason = {"reason": "新建校区，\x00寄宿生增加"}
    assert clerk.post(letters_page(county, "campaign-letters-revise"), reason).status_code == 302
    school = county.submission(county.schools[0])
    divided(county, "31", "17")
    assert assigned_to(school, county.boarders) == 30
    issue(county)
    assert assigned_to(school, county.boarders) == 31
    kept = Letter.objects.filter(submission=school).order_by("assignment_set__version")
    assert [letter.content["lines"][0]["value"] for letter in kept] == ["30", "31"]
    assert "新建校区" in clerk.get(letters_page(county)).content.decode()


def test_a_letter_is_written_once(county):
    divided(county, "30")
    issue(county)
    letter = Letter.objects.first()
    with pytest.raises(AppendOnlyError):
        letter.save()
    with pytest.raises(AppendOnlyError):
        letter.delete()


def test_there_is_one_draft_at_a_time_and_a_change_has_its_reason(county):
    divided(county, "30")
    facts = {"campaign": county.campaign, "bureau_name": "局", "created_by": county.admin}
    for wrong in ({"version": 2, "reason": "改"}, {"version": 3, "state": "issued"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AssignmentSet.objects.create(**facts, **wrong)


def test_a_school_reads_its_own_letter_once_it_is_issued(county, client_of):
    divided(county, "30", "18")
    school = county.submission(county.schools[0])
    own = reverse("submission-letter", args=[school.pk])
    own_client = client_of(county.head(county.schools[0]))
    assert "还没有下达" in own_client.get(own).content.decode()
    assert own_client.get(own, {"as": "docx"}).status_code == 404
    assert not AssignedTarget.objects.visible_to(county.head(county.schools[0])).exists()
    issue(county)
    page_ = own_client.get(own).content.decode()
    assert "县级下达" in page_ and "寄宿生数" in page_
    mine = AssignedTarget.objects.visible_to(county.head(county.schools[0]))
    assert [row.value for row in mine] == [30]
    other = client_of(county.head(county.schools[1]))
    assert other.get(own).status_code == 404
    for kind in ("docx", "pdf"):
        file = client_of(county.head(county.schools[0])).get(own, {"as": kind})
        assert file.status_code == 200
        assert "filename*=utf-8''" in file["Content-Disposition"]


def test_who_holds_a_link_reads_the_letter_of_his_school(county):
    divided(county, "30", "18")
    issue(county)
    school = county.submission(county.schools[0])
    link, _ = links.issue(school, user=county.admin, name="代办", lasting=timedelta(days=2))
    assert [one.submission_id for one in Letter.objects.visible_to(link.user)] == [school.pk]


def test_promised_targets_and_tasks_stand_beside_where_the_bureau_wants(county, clerk):
    divided(county, "30")
    draft = assigning.newest_set(county.campaign, county.staff)
    first = county.submission(county.schools[0]).pk
    lines = letters_of(draft, county.staff)[first].lines
    assert [(line.name, line.value, line.origin) for line in lines] == [
        ("寄宿生数", "30", "县级下达"),
        ("小学巩固率", "≥99", "学校自定"),
        ("小学在校生数", "300", "学校自定"),
    ]
    words = {"bureau_name": "青禾县教育体育局", "preamble": "{学校}：请完成{年度}年目标。",
             "terms": "由{教育局}考核。", "has_tasks": "on"}  # fmt: skip
    assert clerk.post(letters_page(county), words).status_code == 302
    draft.refresh_from_db()
    letters = letters_of(draft, county.staff)
    assert list(letters) == [first]
    letter = letters[first]
    assert [line.origin for line in letter.lines] == ["县级下达"]
    assert letter.preamble == f"第1小学：请完成{YEAR}年目标。"
    assert letter.terms == ("由青禾县教育体育局考核。",)
    assert [task.title for task in letter.tasks] == ["开齐课程"]


def test_words_that_are_missing_are_told(county, clerk):
    response = clerk.post(letters_page(county), {"bureau_name": "", "preamble": "甲", "terms": ""})
    assert response.status_code == 422
    text = response.content.decode()
    assert text.count("wrong-why") == 2
    assert ">甲</textarea>" in text


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("preamble", "甲" * 2001, "2000 字以内"),
        ("terms", "甲" * 5001, "5000 字以内"),
        ("bureau_name", "甲" * 61, "60"),
        ("terms", "一\x00二", ""),
    ],
)
def test_words_that_cannot_be_kept_are_told(county, clerk, name, value, words):
    form = {"bureau_name": "青禾县教育局", "preamble": "甲", "terms": "乙"} | {name: value}
    response = clerk.post(letters_page(county), form)
    if words:
        assert response.status_code == 422
        assert words in response.content.decode()
    else:
        assert response.status_code == 302
        assert AssignmentSet.objects.get().terms == "一二"


def test_word_and_pdf_say_the_same_in_the_look_of_official_papers(county):
    divided(county, "30")
    issue(county)
    content = letters_of(assigning.newest_set(county.campaign, county.staff), county.staff)
    letter = content[county.submission(county.schools[0]).pk]
    document = Document(io.BytesIO(as_word(letter)))
    fonts = {
        style.element.rPr.rFonts.get(qn("w:eastAsia"))
        for style in document.styles
        if style.name.startswith("Letter")
    }
    assert {"方正小标宋简体", "仿宋_GB2312", "黑体"} <= fonts
    sizes = document.sections[0]
    margins = (sizes.top_margin, sizes.bottom_margin, sizes.left_margin, sizes.right_margin)
    assert [round(side.mm) for side in margins] == [37, 35, 28, 26]
    assert document.styles["Lettertext"].paragraph_format.line_spacing.pt == pytest.approx(28.95)
    with pdfplumber.open(io.BytesIO(as_pdf(letter))) as pdf:
        printed = "".join(p.extract_text() for p in pdf.pages).replace("\n", "").replace(" ", "")
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for words in (p.text for p in document.paragraphs):
        assert words.replace(" ", "") in printed
    assert {"寄宿生数", "30", "县级下达", "≥99"} <= set(cells)
    assert all(cell.replace(" ", "").replace("　", "") in printed.replace("　", "")
               for cell in cells)  # fmt: skip
    assert "校长（签字）：" in printed


def test_all_letters_go_into_one_archive_with_chinese_names(county, clerk):
    divided(county, "30", "18")
    for kind in ("docx", "pdf"):
        response = clerk.get(letters_page(county, "campaign-letters-all"), {"as": kind})
        names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
        assert names == [f"{n:03} 第{n}小学{YEAR}年度目标责任书（草稿）.{kind}" for n in (1, 2, 3)]
    assert clerk.get(letters_page(county, "campaign-letters-all"), {"as": "x"}).status_code == 404


def test_a_kindergarten_signs_by_its_head(county):
    school = county.schools[0]
    school.stage = "preschool"
    school.save()
    divided(county, "30")
    draft = assigning.newest_set(county.campaign, county.staff)
    letter = letters_of(draft, county.staff)[county.submission(school).pk]
    assert letter.head_of_school == "园长"


def test_a_font_that_cannot_be_read_is_told_and_not_used(tmp_path, caplog):
    broken = tmp_path / "simsun.ttf"
    broken.write_bytes(b"no font")
    assert font_of(str(broken)) == BUILT_IN
    assert "simsun.ttf" in caplog.text
    assert font_of(str(tmp_path / "nowhere.ttf")) == BUILT_IN


def test_the_letters_ask_as_much_for_many_schools_as_for_few(county, clerk):
    divided(county, "30")
    few = queries(clerk, letters_page(county))
    schools = [school_of(county.bureau, f"村小{n}") for n in range(30)]
    submitting.add_schools(county.campaign, user=county.admin, schools=schools)
    county.schools += schools
    divided(county, *["1"] * 34)
    assert queries(clerk, letters_page(county)) == few
    assert queries(clerk, letters_page(county, "campaign-letters-all")) <= few


def queries(client, address):
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_a_font_of_the_offices_own_is_embedded(county, settings):
    fonts = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not fonts.exists():
        pytest.skip("no TrueType font here")
    settings.PDF_FONT = str(fonts)
    divided(county, "30")
    draft = assigning.newest_set(county.campaign, county.staff)
    letter = letters_of(draft, county.staff)[county.submission(county.schools[0]).pk]
    with pdfplumber.open(io.BytesIO(as_pdf(letter))) as pdf:
        names = {char["fontname"] for page_ in pdf.pages for char in page_.chars}
    assert names and all("DejaVu" in name for name in names)
