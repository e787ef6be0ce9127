"""Findings of inspections: registered, put right, closed one by one with proof alone."""

import io

import docx
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from eduplan.accounts.models import Role
from indicators.models import Unit
from plans.editing import Conflict
from plans.models import Finding, Inspection, Matter
from plans.tracking import evidence, findings, proposing, steps
from tests.conftest import county
from tests.plans.campaigning import day, somebody
from tests.tables.workbooks import rows_of
from tests.tracking.matters import NOTE

pytestmark = pytest.mark.django_db
PNG = ("现场.png", b"\x89PNG rest")
PROBLEM = "部分学校消防通道堆放杂物，应急照明损坏未修"


@pytest.fixture
def audit(desk):
    return findings.add_inspection(
        user=desk.admin, kind="audit", name="2026年经费审计", issuer="县审计局", day=day(-30)
    )


def found(desk, inspection, **facts):
    """A problem of an inspection, not yet checked."""
    given = {
        "problem": PROBLEM, "measures": "清理通道，更换照明", "lead": desk.unit, "person": "王某某",
        "manner": "limited", "due_on": day(20),
    } | facts  # fmt: skip
    return findings.register(inspection, user=desk.admin, **given)


def worked_on(desk, finding):
    """The matter of a finding, sent and taken up."""
    matter = finding.matter
    steps.check(matter, user=desk.leader)
    steps.dispatch(matter, user=desk.admin)
    return steps.acknowledge(matter, user=desk.lead)


def finished(desk, matter, **proof):
    matter.refresh_from_db()
    return steps.finish(matter, user=desk.lead, version=matter.version, note=NOTE, **proof)


def test_a_finding_is_a_matter_with_its_measures(desk, audit):
    finding = found(desk, audit)
    matter = finding.matter
    assert (matter.kind, matter.state, matter.text) == ("finding", "proposed", PROBLEM)
    assert (matter.lead_unit, matter.due_on, matter.begun_on) == (desk.unit, day(20), day(-30))
    assert matter.steps.get().action == "propose"
    long = found(desk, audit, problem="长" * 300).matter
    assert len(long.title) == 60 and len(long.text) == 300


@pytest.mark.parametrize("proof", [{"files": [PNG]}, {"proof": "青教督〔2026〕3号，存安全股"}])
def test_it_is_closed_with_a_file_or_a_written_proof(proof, desk, audit):
    matter = worked_on(desk, found(desk, audit))
    with pytest.raises(ValidationError, match="佐证"):
        finished(desk, matter)
    assert Matter.objects.get(pk=matter.pk).state == "working"
    steps.close(finished(desk, matter, **proof), user=desk.leader)
    assert Matter.objects.get(pk=matter.pk).state == "closed"


def test_blank_words_prove_nothing(desk, audit):
    matter = worked_on(desk, found(desk, audit))
    with pytest.raises(ValidationError, match="佐证"):
        finished(desk, matter, proof="  \n")


def test_a_proof_that_was_taken_out_proves_nothing(desk, audit):
    matter = worked_on(desk, found(desk, audit))
    seen = {"user": desk.lead, "version": matter.version}
    steps.report(matter, **seen, progress=50, note=NOTE, files=[PNG])
    evidence.take_out(matter.steps.get(action="report").files.get(), user=desk.lead)
    with pytest.raises(ValidationError, match="佐证"):
        finished(desk, matter)


def test_what_was_closed_once_is_proven_anew(desk, audit):
    matter = worked_on(desk, found(desk, audit))
    steps.close(finished(desk, matter, files=[PNG]), user=desk.leader)
    steps.reopen(matter, user=desk.leader, reason="复查又出现")
    with pytest.raises(ValidationError, match="佐证"):
        finished(desk, matter)
    assert finished(desk, matter, proof="复查照片存安全股").state == "reported"


def test_what_was_reported_without_proof_is_not_closed(desk):
    matter = desk.matter("reported", title="别的来源")
    Matter.objects.filter(pk=matter.pk).update(kind="finding")
    with pytest.raises(ValidationError, match="佐证"):
        steps.close(matter, user=desk.leader)


def test_what_proves_the_parts_proves_the_whole(desk, audit):
    matter = worked_on(desk, found(desk, audit))
    [part] = proposing.break_down(
        matter, user=desk.admin, parts=[{"title": "一中", "lead_unit": desk.unit}]
    )
    steps.dispatch(part, user=desk.admin)
    steps.acknowledge(part, user=desk.lead)
    steps.close(finished(desk, part, files=[PNG]), user=desk.leader)
    assert finished(desk, matter).state == "reported"


def test_other_matters_need_no_proof(desk):
    assert desk.matter("closed").state == "closed"


def test_what_must_stay_right_needs_no_last_day(desk, audit):
    matter = worked_on(desk, found(desk, audit, manner="lasting", due_on=None))
    assert (matter.state, matter.due_on) == ("working", None)
    with pytest.raises(ValidationError, match="整改时限"):
        found(desk, audit, problem="另一个", manner="at_once", due_on=None)


def test_it_stays_a_finding(desk, audit):
    matter = found(desk, audit).matter
    change = {"user": desk.admin, "version": matter.version, "values": {"kind": "meeting"}}
    with pytest.raises(ValidationError, match="别的来源"):
        proposing.change(matter, **change)


def test_measures_change_with_a_trace_and_a_reason(desk, audit):
    matter = worked_on(desk, found(desk, audit))
    seen = {"user": desk.admin, "version": matter.version}
    with pytest.raises(ValidationError, match="原因"):
        findings.revise(matter, **seen, measures="重新制定")
    findings.revise(matter, **seen, measures="重新制定", reason="原措施不到位")
    finding = Finding.objects.get(matter=matter)
    assert (finding.measures, finding.person) == ("重新制定", "王某某")
    assert matter.steps.get(action="change").note == "原措施不到位"
    with pytest.raises(Conflict):
        findings.revise(matter, **seen, measures="又改", reason="又改")


def test_only_the_bureaus_own_clerks_register(desk, audit, bureau):
    with pytest.raises(PermissionDenied):
        findings.add_inspection(
            user=desk.leader, kind="own", name="自查", issuer="本局", day=day(0)
        )
    other = somebody("other", Role.BUREAU_ADMIN, county("530198", "白石县", "云岭省长川市白石县"))
    with pytest.raises(PermissionDenied):
        findings.register(
            audit, user=other, problem="x", measures="y", lead=desk.unit, manner="lasting"
        )
    assert not Finding.objects.exists()


def test_an_inspection_is_registered_once(desk, audit):
    with pytest.raises(ValidationError, match="同名的检查"):
        findings.add_inspection(
            user=desk.admin, kind="audit", name=audit.name, issuer="县审计局", day=day(0)
        )


# Pages


def ledger(client, **query):
    return client.get(reverse("tracking-findings"), query)


def cells(response):
    """Official columns of every entry."""
    return [entry.cells for chapter in response.context["chapters"] for entry in chapter.entries]


def test_the_ledger_has_the_official_columns_and_counts(desk, audit, client_of):
    worked_on(desk, found(desk, audit))
    late = worked_on(desk, found(desk, audit, problem="台账不全"))
    Matter.objects.filter(pk=late.pk).update(due_on=day(-1), first_due_on=day(-1))
    done = worked_on(desk, found(desk, audit, problem="账目混乱"))
    steps.close(finished(desk, done, files=[PNG], proof="审计整改函"), user=desk.leader)
    found(desk, audit, problem="还没下发")
    stopped = found(desk, audit, problem="不再整改").matter
    steps.stop(stopped, user=desk.leader, reason="并入别项")
    response = ledger(client_of(desk.leader))
    html = response.content.decode()
    for head in (
        "序号",
        "反馈问题",
        "整改措施",
        "责任单位",
        "责任人",
        "整改时限",
        "整改进展",
        "佐证",
        "销号",
    ):
        assert f'<th scope="col">{head}</th>' in html
    counts = {name: number for name, number, _, _ in response.context["tiles"]}
    assert counts == {"共": 4, "已销号": 1, "整改中": 2, "其中逾期": 1, "未下发": 1}
    rows = {row[1]: row for row in cells(response)}
    assert rows["账目混乱"][3:5] == ("安全股", "王某某")
    assert rows["账目混乱"][7] == "现场.png；审计整改函" and rows["账目混乱"][8].startswith(
        "已销号"
    )
    assert rows[PROBLEM][5] == f"限期整改 {day(20):%Y-%m-%d}"
    assert "审计：2026年经费审计（县审计局" in html and "不再整改" not in html


@pytest.mark.parametrize(
    ("stage", "problems"),
    [("closed", {"甲"}), ("open", {"乙", "丙"}), ("overdue", {"丙"}), ("inside", {"丁"})],
)
def test_each_count_leads_to_its_rows(stage, problems, desk, audit, client_of):
    done = worked_on(desk, found(desk, audit, problem="甲"))
    steps.close(finished(desk, done, files=[PNG]), user=desk.leader)
    worked_on(desk, found(desk, audit, problem="乙"))
    late = worked_on(desk, found(desk, audit, problem="丙"))
    Matter.objects.filter(pk=late.pk).update(due_on=day(-1))
    found(desk, audit, problem="丁")
    client = client_of(desk.admin)
    response = ledger(client, stage=stage)
    assert {row[1] for row in cells(response)} == problems
    tile = next(tile for tile in response.context["tiles"] if tile[3])
    assert tile[1] == len(problems)


def test_the_ledger_is_narrowed_by_inspection_unit_and_words(desk, audit, client_of):
    own = findings.add_inspection(
        user=desk.admin, kind="own", name="秋季自查", issuer="本局", day=day(-3)
    )
    other = Unit.objects.create(region=desk.bureau, name="财务股", is_confirmed=True)
    found(desk, audit)
    found(desk, own, problem="食堂台账不全", lead=other)
    found(desk, own, problem="学校自己的", lead=desk.school)
    client = client_of(desk.admin)
    for query, problems in (
        ({"inspection": own.pk}, ["食堂台账不全", "学校自己的"]),
        ({"lead_unit": other.pk}, ["食堂台账不全"]),
        ({"lead_school": desk.school.pk}, ["学校自己的"]),
        ({"q": "消防"}, [PROBLEM]),
        ({}, ["食堂台账不全", "学校自己的", PROBLEM]),
    ):
        assert [row[1] for row in cells(ledger(client, **query))] == problems
    wrong = ledger(client, inspection="9999", stage="many").content.decode()
    assert "这一条件没有使用" in wrong


def test_the_ledger_is_exported_with_the_official_heading(desk, audit, client_of):
    found(desk, audit)
    client = client_of(desk.admin)
    book = ledger(client, **{"as": "xlsx", "inspection": audit.pk})
    rows = rows_of(book.content, "整改台账")
    assert rows[0][:3] == ["序号", "反馈问题", "整改措施"] and rows[1][1] == PROBLEM
    paper = ledger(client, **{"as": "docx", "inspection": audit.pk})
    document = docx.Document(io.BytesIO(paper.content))
    assert document.paragraphs[0].text == "青禾县2026年经费审计问题整改台账"
    assert [cell.text for cell in document.tables[0].rows[0].cells][-1] == "销号"
    assert document.tables[0].rows[2].cells[1].text == PROBLEM


def test_one_is_registered_by_hand_from_the_page(desk, client_of):
    client = client_of(desk.admin)
    assert "请先登记检查" in client.get(reverse("finding-new")).content.decode()
    sent = {"kind": "patrol", "name": "县委巡察", "issuer": "县委第一巡察组", "day": day(-9)}
    response = client.post(reverse("inspection-new"), sent)
    inspection = Inspection.objects.get()
    assert response["Location"].endswith(f"?inspection={inspection.pk}")
    sent = {
        "inspection": inspection.pk, "problem": PROBLEM, "measures": "清理", "lead_unit": "后勤股",
        "person": "李某", "manner": "at_once", "due_on": day(3),
    }  # fmt: skip
    wrong = client.post(reverse("finding-new"), sent | {"lead_unit": "", "due_on": "明天"})
    html = wrong.content.decode()
    assert wrong.status_code == 422 and PROBLEM in html and not Matter.objects.exists()
    early = client.post(reverse("finding-new"), sent | {"due_on": day(-10)})
    assert early.status_code == 422 and "不能早于" in early.content.decode()
    assert not Unit.objects.filter(name="后勤股").exists()
    response = client.post(reverse("finding-new"), sent | {"more": "1"})
    assert response["Location"].endswith(f"/new/?inspection={inspection.pk}")
    finding = Finding.objects.get()
    assert (finding.matter.lead_unit.name, finding.manner) == ("后勤股", "at_once")
    response = client.post(
        reverse("inspection-edit", args=[inspection.pk]),
        {"kind": "patrol", "name": "县委专项巡察", "issuer": "县委第一巡察组", "day": day(-9)},
    )
    inspection.refresh_from_db()
    assert response.status_code == 302 and inspection.name == "县委专项巡察"


def test_the_lead_sees_problem_and_measures_and_is_asked_for_proof(desk, audit, client_of):
    matter = worked_on(desk, found(desk, audit))
    client = client_of(desk.lead)
    page = reverse("matter", args=[matter.pk])
    html = client.get(page).content.decode()
    assert PROBLEM in html and "清理通道，更换照明" in html and 'name="proof"' in html
    lines = client.get(reverse("my-matters")).content.decode()
    assert "消防通道" in lines and "清理通道，更换照明" in lines
    sent = {"version": matter.version, "note": "已完成", "proof": ""}
    refused = client.post(reverse("matter-finish", args=[matter.pk]), sent)
    assert refused.status_code == 422 and "要有佐证才能销号" in refused.content.decode()
    done = client.post(reverse("matter-finish", args=[matter.pk]), sent | {"proof": "见档案"})
    assert done.status_code == 302 and "见档案" in client.get(page).content.decode()
    plain = desk.matter("working", title="没有佐证也行")
    assert 'name="proof"' not in client.get(reverse("matter", args=[plain.pk])).content.decode()


def test_measures_are_changed_from_the_matter(desk, audit, client_of):
    matter = worked_on(desk, found(desk, audit))
    client, page = client_of(desk.admin), reverse("finding-edit", args=[matter.pk])
    sent = {"inspection": audit.pk, "measures": "新措施", "manner": "limited", "person": "赵某"}
    old = client.post(page, sent | {"version": matter.version - 1, "reason": "补充"})
    assert old.status_code == 409 and "新措施" in old.content.decode()
    none = client.post(page, sent | {"version": matter.version})
    assert none.status_code == 422 and "原因" in none.content.decode()
    assert (
        client.post(page, sent | {"version": matter.version, "reason": "补充"}).status_code == 302
    )
    assert Finding.objects.get().measures == "新措施"


def test_queries_do_not_grow_with_findings(desk, audit, client_of, django_assert_max_num_queries):
    client = client_of(desk.leader)
    for number in range(12):
        matter = worked_on(desk, found(desk, audit, problem=f"问题{number}"))
        finished(desk, matter, files=[PNG])
    with django_assert_max_num_queries(25):
        assert len(cells(ledger(client))) == 12
