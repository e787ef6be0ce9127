"""Pages of rounds: what they show and refuse, how many queries they ask, the workbook."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from eduplan.accounts.models import Role
from indicators.models import Observation
from indicators.releasing import release
from plans.evaluating import evidence, marking, turning
from plans.evaluating.marking import Said
from plans.models import Assessment, AssessmentFile, EvaluationRound, Finding, Mark
from tests.plans.campaigning import day, indicator, school_of

pytestmark = pytest.mark.django_db
NOW = day().isoformat()


def shown(response):
    return " ".join(response.content.decode().split())


def facts(stage, **more):
    return {
        "name": "年终评估", "framework": stage.framework.pk, "year": "2026", "self_until": NOW,
        "check_until": NOW, "sample_percent": "20", "scope": "all", **more,
    }  # fmt: skip


def fields(stage, place=None, **said):
    """What the form of an assessment sends: values by code of the item, stamps as shown."""
    place = place or stage.place()
    sent = {}
    for code, (name, value, *reason) in said.items():
        number = stage.item(code).pk
        sent[f"{name}-{number}"] = value
        sent[f"reason-{number}"] = "".join(reason)
        sent[f"seen-{number}"] = Said().stamp
    return sent


def test_a_round_is_prepared_changed_and_opened(client_of, stage):
    client = client_of(stage.clerk)
    made = client.post(reverse("round-new"), facts(stage))
    held = EvaluationRound.objects.get(name="年终评估")
    assert made["Location"] == reverse("round", args=[held.pk])
    assert "将评 <b>2</b> 所学校" in shown(client.get(made["Location"]))
    edit = reverse("round-edit", args=[held.pk])
    assert "年终评估" in shown(client.get(edit))
    sent = facts(stage, scope="chosen", chosen=[stage.next.pk])
    assert client.post(edit, sent).status_code == 302
    turn = reverse("round-turn", args=[held.pk, "open"])
    assert "将通知 <b>1</b> 所学校" in shown(client.get(turn))
    for _ in range(2):
        client.post(turn)
    assert [str(p) for p in Assessment.objects.filter(round=held)] == ["邻山小学"]
    assert client.get(edit).status_code == 302


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"check_until": day(-1).isoformat()}, "复评截止不能早于自评截止"),
        ({"sample_percent": "101"}, "100"),
        ({"scope": "stages"}, "请至少选一个学段"),
        ({"scope": "none"}, "请勾选"),
        ({"framework": "0"}, "本局可以使用的指标体系"),
        ({"chosen": ["999999"], "scope": "chosen"}, "不在可选的名录里"),
        ({"name": "办学水平评估"}, "已有同名的评估"),
    ],
)
def test_a_round_that_cannot_be_says_why(client_of, stage, more, told):
    response = client_of(stage.clerk).post(reverse("round-new"), facts(stage, **more))
    assert response.status_code == 422 and told in shown(response)
    assert EvaluationRound.objects.count() == 1


def test_a_round_of_a_framework_without_items_for_schools_is_not_opened(client_of, stage):
    stage.framework.items.filter(scope="school").exclude(kind="group").update(scope="county")
    client = client_of(stage.clerk)
    response = client.post(reverse("round-turn", args=[stage.round.pk, "open"]))
    assert response.status_code == 422 and "没有“逐校”的条目" in shown(response)
    assert not Assessment.objects.exists()


def test_an_unknown_turn_is_no_page(client_of, stage):
    where = reverse("round-turn", args=[stage.round.pk, "reopen"])
    assert client_of(stage.admin).get(where).status_code == 404


def test_a_school_finds_its_evaluation_scores_it_and_hands_it_in(client_of, stage):
    client = client_of(stage.head)
    assert "自评</a>" not in shown(client.get(reverse("home")))
    stage.bring("self")
    where = reverse("assessment", args=[stage.place().pk])
    home = shown(client.get(reverse("home")))
    assert where in home and ">自评</a>" in home
    assert where in shown(client.get(reverse("round-list")))
    mark = reverse("assessment-mark", args=[stage.place().pk])
    sent = fields(stage, A1=("points", "９.5分"), A2=("verdict", "met"), A3=("verdict", ""))
    file = SimpleUploadedFile("制度.pdf", b"%PDF-1.4")
    sent[f"files-{stage.item('A1').pk}"] = file
    assert client.post(mark, sent).status_code == 302
    assert Mark.objects.get(item=stage.item("A1")).points == Decimal("9.5")
    kept = AssessmentFile.objects.get()
    page = shown(client.get(where))
    assert "制度.pdf" in page and "还有 <b>1</b> 条没有评" in page
    hand_in = reverse("assessment-hand-in", args=[stage.place().pk])
    refused = client.post(hand_in)
    assert refused.status_code == 422 and "还有 1 条没有自评：A3" in shown(refused)
    stage.score(stage.head, A3="met")
    for _ in range(2):
        assert client.post(hand_in).status_code == 302
    assert ">自评</a>" not in shown(client.get(reverse("home")))
    remove = reverse("assessment-file-remove", args=[stage.place().pk, kept.pk])
    assert "不能自评" in shown(client.post(remove, follow=True))
    assert AssessmentFile.objects.kept().exists()


def test_what_was_typed_is_saved_before_it_is_handed_in_or_agreed_to(client_of, stage):
    stage.bring("self")
    place = stage.place()
    sent = fields(stage, A1=("points", "8"), A2=("verdict", "met"), A3=("verdict", "met"))
    hand_in = reverse("assessment-hand-in", args=[place.pk])
    wrong = {**sent, f"points-{stage.item('A1').pk}": "80"}
    assert client_of(stage.head).post(hand_in, wrong).status_code == 422
    assert not stage.place().is_handed_in
    for _ in range(2):
        assert client_of(stage.head).post(hand_in, sent).status_code == 302
    assert stage.place().is_handed_in
    stage.bring("check")
    agree = reverse("assessment-agree", args=[place.pk])
    sent = fields(stage, A1=("points", "6", "缺制度"), A2=("verdict", ""), A3=("verdict", ""))
    assert client_of(stage.clerk).post(agree, sent).status_code == 302
    marks = Mark.objects.filter(assessment=place, step="check").order_by("item__position")
    assert [str(mark) for mark in marks] == ["6 分", "达标", "达标"]


def test_a_row_that_comes_too_late_leads_back_to_the_page(client_of, stage):
    stage.bring("check")
    mark = reverse("assessment-mark", args=[stage.place().pk])
    sent = fields(stage, A1=("points", "9")) | {"only": stage.item("A1").pk}
    response = client_of(stage.head).post(mark, sent, headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == reverse("assessment", args=[stage.place().pk])
    assert "自评已经截止" in shown(client_of(stage.head).get(response["HX-Redirect"]))


def test_files_that_are_too_large_together_are_refused(client_of, stage, monkeypatch):
    monkeypatch.setattr("plans.views.assessments.LARGEST_SUM", 10)
    stage.bring("self")
    sent = fields(stage, A1=("points", "9"))
    sent[f"files-{stage.item('A1').pk}"] = SimpleUploadedFile("制度.pdf", b"%PDF-1.4 and more")
    where = reverse("assessment-mark", args=[stage.place().pk])
    response = client_of(stage.head).post(where, sent)
    assert response.status_code == 422 and "合计不超过" in shown(response)


@pytest.mark.parametrize("typed", ["很好", "1e1000000"])
def test_what_is_wrong_stands_beside_its_row_and_nothing_is_saved(client_of, stage, typed):
    stage.bring("self")
    mark = reverse("assessment-mark", args=[stage.place().pk])
    sent = fields(stage, A1=("points", typed), A2=("verdict", "met"))
    response = client_of(stage.head).post(mark, sent)
    assert response.status_code == 422 and f"“{typed}”不是得分" in shown(response)
    assert 'value="met" selected' in shown(response)
    assert not Mark.objects.exists()


def test_a_file_of_a_wrong_kind_saves_nothing_of_its_request(client_of, stage):
    stage.bring("self")
    sent = fields(stage, A1=("points", "9"))
    sent[f"files-{stage.item('A1').pk}"] = SimpleUploadedFile("制度.exe", b"MZ")
    response = client_of(stage.head).post(reverse("assessment-mark", args=[stage.place().pk]), sent)
    assert response.status_code == 422 and "只能上传" in shown(response)
    assert not Mark.objects.exists() and not AssessmentFile.objects.exists()


def test_a_row_is_saved_alone_and_comes_back_alone(client_of, stage):
    stage.bring("self")
    mark = reverse("assessment-mark", args=[stage.place().pk])
    sent = fields(stage, A1=("points", "9"), A2=("verdict", "met"))
    sent["only"] = stage.item("A2").pk
    response = client_of(stage.head).post(mark, sent, headers={"HX-Request": "true"})
    page = shown(response)
    assert response.status_code == 200 and "已保存" in page and "<html" not in page
    assert "还有 <b>2</b> 条没有评" in page
    assert Mark.objects.get().item == stage.item("A2")
    sent = fields(stage, A1=("points", "99"))
    sent["only"] = stage.item("A1").pk
    response = client_of(stage.head).post(mark, sent, headers={"HX-Request": "true"})
    assert response.status_code == 422 and "0 到 10 之间" in shown(response)


def test_the_clerk_checks_gives_back_and_lists_problems(client_of, stage):
    stage.bring("self")
    stage.hand_in()
    client, place = client_of(stage.clerk), stage.place()
    back = reverse("assessment-give-back", args=[place.pk])
    assert client.post(back, {"reason": ""}).status_code == 422
    assert client.post(back, {"reason": "缺佐证"}).status_code == 302
    assert "已退回：缺佐证" in shown(
        client_of(stage.head).get(reverse("assessment", args=[place.pk]))
    )
    marking.hand_in(place, user=stage.head)
    stage.bring("check")
    client = client_of(stage.clerk)
    mark = reverse("assessment-mark", args=[place.pk])
    sent = fields(stage, A1=("points", "7"))
    response = client.post(mark, sent)
    assert response.status_code == 422 and "与自评不一致，请写明理由" in shown(response)
    sent = fields(stage, A1=("points", "7", "缺制度"))
    assert client.post(mark, sent).status_code == 302
    client.post(reverse("assessment-agree", args=[place.pk]))
    assert Mark.objects.filter(assessment=place, step="check").count() == 3
    find = reverse("assessment-find", args=[place.pk])
    asked = {"item": [stage.item("A1").pk], "due_on": day(30).isoformat()}
    assert client.post(find, {**asked, "due_on": ""}).status_code == 422
    for number in ("", "x", "0", "9" * 30, "9" * 5000):
        assert client.post(find, {**asked, "item": number}).status_code == 422
    for _ in range(2):
        client.post(find, {**asked, "measures": "加\0固"})
    row = Finding.objects.get()
    assert row.measures == "加固"
    matter = shown(client.get(reverse("matter", args=[row.matter_id])))
    assert f"/rounds/assessments/{place.pk}/#i{stage.item('A1').pk}" in matter
    assert "已列入整改台账" in shown(client.get(reverse("assessment", args=[place.pk])))


def test_a_published_figure_is_shown_and_fills_in_nothing(client_of, stage):
    rows = {"books": 2480, "pupils": 100}
    region = {"region": stage.bureau, "school": stage.school, "year": 2025, "origin": "entry"}
    figures = [
        Observation(indicator=indicator(code, "", ""), value=value, **region)
        for code, value in rows.items()
    ]
    release(figures, by=stage.admin)
    stage.bring("self")
    page = shown(client_of(stage.head).get(reverse("assessment", args=[stage.place().pk])))
    assert "<b>24.8</b>" in page and "2025年已发布数据，对照小学 不低于25册" in page
    assert "缺 20" in page
    assert not Mark.objects.exists()


def test_before_closing_the_page_names_what_is_unmarked_and_that_it_is_for_good(client_of, stage):
    stage.bring("self")
    stage.hand_in(stage.next)
    turning.to_check(stage.round, user=stage.clerk)
    marking.agree(stage.place(stage.next), user=stage.clerk)
    turning.to_sample(stage.round, user=stage.leader)
    client = client_of(stage.leader)
    where = reverse("round-turn", args=[stage.round.pk, "close"])
    page = shown(client.get(where))
    assert "结束以后不能重新打开" in page and "河湾小学" in page and "复评 0 / 3" in page
    for _ in range(2):
        client.post(where)
    held = stage.now()
    assert held.is_closed
    page = shown(client.get(reverse("round", args=[held.pk])))
    assert "结束了这次评估，结果已经固定" in page and str(stage.leader) in page


def test_credibility_and_result_say_nothing_where_nothing_is_known(client_of, stage):
    stage.bring("self")
    client = client_of(stage.clerk)
    assert "还没有可比的评定" in shown(
        client.get(reverse("round-credibility", args=[stage.round.pk]))
    )
    result = shown(client.get(reverse("round-result", args=[stage.round.pk])))
    assert "100%" not in result and "—" in result


def test_the_result_is_a_workbook_of_items_by_school(client_of, stage):
    stage.bring("check")
    stage.score(stage.clerk, "check", A1=Said(points=Decimal("7.5"), reason="缺制度"), A2="met")
    stage.bring("closed")
    where = reverse("round-result", args=[stage.round.pk])
    response = client_of(stage.leader).get(f"{where}?as=xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    head, *rows = book.get_sheet_by_name("结果").to_python()
    assert head[7:] == ["A1 制度建设", "A2 校园安全", "A3 生均图书", "B 经费保障"]
    by_name = {row[1]: row for row in rows}
    assert by_name["河湾小学"][3:] == [7.5, 10, 2, 0, 7.5, "达标", "达标", ""]
    assert by_name["青禾县"][3:] == ["", "", 1, 0, "", "", "", "达标"]
    told = {row[0]: row for row in book.get_sheet_by_name("自评可信度").to_python()[1:]}
    # (0.85 + 1 + 1) / 3 = 95 %, 9 - 7.5 = 1.5 too high.
    assert told["河湾小学"][2:] == [3, 95, 1, 0, 1.5]
    items = book.get_sheet_by_name("各条目").to_python()[1:]
    assert [row[1] for row in items] == head[7:]


def test_a_school_reads_its_result_once_the_round_is_closed(client_of, stage):
    stage.bring("check")
    stage.score(stage.clerk, "check", A2=Said("not_met", reason="通道堆放杂物"))
    where = reverse("assessment", args=[stage.place().pk])
    assert "通道堆放杂物" not in shown(client_of(stage.head).get(where))
    stage.bring("closed")
    page = shown(client_of(stage.head).get(where))
    assert "通道堆放杂物" in page and "自评可信度 <b> 66.66%" in page.replace("<b>", "<b> ")
    assert client_of(stage.next_head).get(where).status_code == 404


def test_pages_ask_the_same_number_of_queries_for_any_number_of_schools(client_of, stage):
    def asked():
        client = client_of(stage.clerk)
        found = {}
        for name in ("round", "round-credibility", "round-result"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(reverse(name, args=[stage.round.pk])).status_code == 200
            found[name] = len(queries)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("round-turn", args=[stage.round.pk, "to-check"]))
            client.get(reverse("round-list"))
        return found | {"turn and list": len(queries)}

    stage.bring("self")
    stage.hand_in()
    few = asked()
    for number in range(30):
        school_of(stage.bureau, f"山湾第{number}小学")
    stage.round = stage.draft(name="更多学校的评估")
    stage.bring("self")
    stage.hand_in()
    assert Assessment.objects.filter(round=stage.round).count() == 33
    assert asked() == few


def test_an_assessment_asks_the_same_number_of_queries_for_any_number_of_items(client_of, stage):
    def asked():
        client, where = client_of(stage.head), reverse("assessment", args=[stage.place().pk])
        client.get(where)
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        return len(queries)

    stage.bring("self")
    stage.hand_in()
    few = asked()
    group = stage.framework.items.get(code="A")
    stage.framework.items.bulk_create(
        type(group)(framework=stage.framework, parent=group, code=f"A1{n}", name=f"条目{n}",
                    kind="judged", scope="school", sequence=10 + n)
        for n in range(30)
    )  # fmt: skip
    stage.round = stage.draft(name="更多条目的评估")
    stage.bring("self")
    more = {f"A1{n}": "met" for n in range(30)}
    stage.hand_in(A1=9, A2="met", A3="met", **more)
    assert asked() == few


def test_others_have_no_rounds(client_of, stage):
    for role in (Role.SUPERVISOR, Role.AUDITOR):
        assert client_of(stage.people[role]).get(reverse("round-list")).status_code == 403


def test_what_nobody_handed_in_counts_for_nothing_on_any_page(client_of, stage):
    stage.bring("self")
    stage.score(stage.clerk, of=stage.bureau, B="met")
    stage.score(stage.head, A1=9, A2="met", A3="met")
    turning.to_check(stage.round, user=stage.clerk)
    stage.score(stage.leader, "check", stage.bureau, B="met")
    stage.score(stage.clerk, "check", A1=9)
    for user in (stage.clerk, stage.people[Role.SYSTEM_ADMIN]):
        client = client_of(user)
        page = client.get(reverse("round-credibility", args=[stage.round.pk]))
        assert page.context["whole"].compared == 0
        result = client.get(reverse("round-result", args=[stage.round.pk]))
        totals = {str(sheet.place): sums for sheet, sums in result.context["rows"]}
        assert (totals["河湾小学"].points, totals["河湾小学"].met) == (9, 0)


def test_the_list_counts_who_takes_part_and_who_has_handed_in(client_of, stage):
    stage.bring("self")
    stage.hand_in()
    [row] = client_of(stage.clerk).get(reverse("round-list")).context["rounds"]
    assert (row.places, row.handed_in) == (3, 1)


def test_a_file_is_taken_out_after_what_was_typed_is_saved(client_of, stage):
    stage.bring("self")
    evidence.keep(stage.place(), stage.item("A1"), [("制度.pdf", b"%PDF-1.4")], user=stage.head)
    place = stage.place()
    where = reverse("assessment-file-remove", args=[place.pk, place.files.get().pk])
    sent = fields(stage, A1=("points", "9"))
    assert client_of(stage.head).post(where, sent).status_code == 302
    assert not AssessmentFile.objects.kept().exists()
    assert Mark.objects.get().points == 9
