"""The page of one matter: what it shows, and every step that is taken from it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from eduplan.accounts.models import Role
from plans import attaching
from plans.models import Matter, MatterFile
from plans.step_forms import ASKED, address_of
from plans.tracking import proposing, steps
from plans.tracking.transitions import LEAD, TRANSITIONS
from tests.plans.campaigning import day
from tests.tracking.matters import NOTE

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG rest"


def at(matter, step=""):
    return reverse(f"matter-{step}" if step else "matter", args=[matter.pk])


def photo(name="现场.png", data=PNG):
    return SimpleUploadedFile(name, data)


def offered(response):
    return [form.step.value for form in response.context["forms"]]


@pytest.mark.parametrize(
    ("state", "who", "steps_"),
    [
        ("proposed", "leader", ["check", "stop"]),
        ("checked", "lead", ["dispatch"]),
        ("dispatched", "lead", ["acknowledge", "ask_extension", "urge"]),
        ("working", "lead", ["report", "finish", "ask_extension", "urge"]),
        ("working", "leader", ["stop"]),
        ("reported", "leader", ["close", "stop"]),
        ("reported", "lead", ["give_back"]),
        ("closed", "leader", ["reopen"]),
        ("closed", "lead", []),
    ],
)
def test_the_page_offers_what_may_be_done_now(state, who, steps_, desk, client_of):
    matter = desk.matter(state)
    assert offered(client_of(getattr(desk, who)).get(at(matter))) == steps_


def test_a_life_from_checking_to_closing_is_led_from_the_page(desk, client_of):
    matter = desk.matter()
    way = (
        ("check", desk.leader, {"note": "同意"}),
        ("dispatch", desk.admin, {}),
        ("acknowledge", desk.lead, {}),
        ("report", desk.lead, {"progress": "45", "note": NOTE, "files": [photo()]}),
        ("ask-extension", desk.lead, {"until": day(90), "reason": "雨季停工"}),
        ("grant-extension", desk.leader, {"until": day(80), "note": "抓紧"}),
        ("urge", desk.admin, {"note": "请加快"}),
        ("finish", desk.lead, {"note": "全部完成"}),
        ("give-back", desk.admin, {"reason": "缺少验收表", "progress": "90"}),
        ("finish", desk.lead, {"note": "已补验收表", "files": [photo("验收.pdf", b"%PDF-1")]}),
        ("close", desk.leader, {"note": "同意销号"}),
    )
    for step, user, sent in way:
        matter.refresh_from_db()
        sent = sent | {"version": matter.version}
        response = client_of(user).post(at(matter, step), sent)
        assert response.status_code == 302, (step, response.content.decode()[:3000])
    matter.refresh_from_db()
    assert (matter.state, matter.progress, matter.due_on) == ("closed", 100, day(80))
    html = client_of(desk.admin).get(at(matter)).content.decode()
    for words in ("同意销号", "缺少验收表", NOTE, "现场.png", "验收.pdf", "原定", "请加快"):
        assert words in html
    assert f"{day(60):%Y-%m-%d}</span>" in html and f"{day(80):%Y-%m-%d}</span>" in html


@pytest.mark.parametrize(
    ("state", "step", "sent", "words"),
    [
        ("working", "report", {"progress": "101", "note": "好"}, "0 到 100"),
        ("working", "report", {"progress": "甲", "note": "好"}, "0 到 100"),
        ("working", "report", {"progress": "9" * 40, "note": "好"}, "10"),
        ("working", "report", {"progress": "5", "note": " "}, "请写一句进展"),
        ("working", "report", {"progress": "5", "note": "长" * 2001}, "2000"),
        ("working", "report", {"progress": "5", "note": "空\0"}, "空字符"),
        ("working", "finish", {"note": ""}, "请写一句进展"),
        ("working", "ask-extension", {"until": "", "reason": "雨"}, "要晚于"),
        ("working", "ask-extension", {"until": "明天", "reason": "雨"}, "日期"),
        ("working", "ask-extension", {"until": "9999-12-31", "reason": "雨"}, "年份要在"),
        ("working", "ask-extension", {"until": day(99), "reason": ""}, "理由"),
        ("working", "urge", {"note": ""}, "催办的要求"),
        ("working", "stop", {"reason": "长" * 301}, "300"),
        ("reported", "give-back", {"reason": "", "progress": "x"}, "原因"),
        ("reported", "close", {"note": "空\0"}, "空字符"),
        ("closed", "reopen", {"reason": "复查", "due_on": "0001-01-01"}, "年份要在"),
        ("closed", "check", {}, "不能审核"),
        ("working", "grant-extension", {}, "没有待答复"),
    ],
)
def test_what_is_wrong_stands_in_the_page(state, step, sent, words, desk, client_of):
    matter = desk.matter(state)
    before = Matter.objects.get(pk=matter.pk)
    sent = sent | {"version": before.version}
    response = client_of(desk.admin).post(at(matter, step), sent)
    html = response.content.decode()
    assert response.status_code == 422 and words in html
    assert Matter.objects.get(pk=matter.pk).version == before.version
    for typed in sent.values():
        if isinstance(typed, str) and 0 < len(typed.strip()) < 100 and "\0" not in typed:
            assert typed in html


WRONG = {
    "progress": "甲", "until": "明天", "due_on": "明天", "figure": "很多",
    "note": "长" * 2001, "reason": "长" * 301,
}  # fmt: skip


@pytest.mark.parametrize("step", ASKED)
def test_the_right_is_asked_before_what_was_typed(step, desk, client_of):
    matter = desk.matter("checked", lead_unit=None, lead_school=desk.school)
    steps.dispatch(matter, user=desk.admin)
    is_schools = TRANSITIONS[step].part == LEAD
    stranger = desk.lead if is_schools else desk.people[Role.SCHOOL_HEAD]
    response = client_of(stranger).post(at(matter, address_of(step)), WRONG)
    assert response.status_code == 403
    assert client_of(desk.admin).post(at(matter, address_of(step)), WRONG).status_code == 422


def test_of_two_reports_the_second_keeps_what_was_typed(desk, client_of):
    matter = desk.matter("working")
    seen = matter.version
    steps.report(matter, user=desk.admin, version=seen, progress=20, note=NOTE)
    sent = {"version": seen, "progress": "30", "note": "我的进展"}
    response = client_of(desk.lead).post(at(matter, "report"), sent)
    html = response.content.decode()
    assert response.status_code == 409 and "别人刚办理过" in html and "我的进展" in html
    assert f'name="version" value="{seen + 1}"' in html
    assert (
        client_of(desk.lead).post(at(matter, "report"), sent | {"version": seen + 1}).status_code
        == 302
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("木马.exe", b"MZ", "只能上传"),
        ("假的.png", b"GIF89a", "不符"),
        ("空的.pdf", b"", ""),
        ("大的.png", PNG + b"0" * attaching.LARGEST_FILE, "超过"),
    ],
)
def test_a_file_that_cannot_be_kept_keeps_nothing(name, data, words, desk, client_of):
    matter = desk.matter("working")
    sent = {"version": matter.version, "progress": "5", "note": NOTE, "files": [photo(name, data)]}
    response = client_of(desk.lead).post(at(matter, "report"), sent)
    assert response.status_code == 422 and words in response.content.decode()
    assert not MatterFile.objects.exists() and not matter.steps.filter(action="report").exists()


def test_too_many_files_are_refused(desk, client_of):
    matter = desk.matter("working")
    files = [photo(f"{n}.png", PNG + bytes([n])) for n in range(21)]
    sent = {"version": matter.version, "progress": "5", "note": NOTE, "files": files}
    response = client_of(desk.lead).post(at(matter, "report"), sent)
    assert response.status_code == 422 and "最多 20 个" in response.content.decode()


def test_files_that_are_too_large_together_are_refused(desk, client_of, monkeypatch):
    monkeypatch.setattr("plans.step_forms.LARGEST_SUM", 30)
    matter = desk.matter("working")
    files = [photo(f"{n}.png", PNG + bytes([n]) * 9) for n in range(2)]
    sent = {"version": matter.version, "progress": "5", "note": NOTE, "files": files}
    response = client_of(desk.lead).post(at(matter, "report"), sent)
    assert response.status_code == 422 and "合计不超过" in response.content.decode()
    assert not MatterFile.objects.exists()


def test_a_file_is_downloaded_never_opened_and_taken_out_with_a_trace(desk, client_of):
    matter = desk.matter("working")
    files = [("../../照片.png", PNG), ("再来.png", PNG)]
    steps.report(matter, user=desk.lead, version=matter.version, progress=5, note=NOTE, files=files)
    file = MatterFile.objects.get()
    address = reverse("matter-file", args=[matter.pk, file.pk])
    response = client_of(desk.leader).get(address)
    assert response.content == PNG
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    remove = reverse("matter-file-remove", args=[matter.pk, file.pk])
    assert client_of(desk.people[Role.BUREAU_STAFF]).post(remove).status_code == 403
    assert client_of(desk.lead).post(remove).status_code == 302
    assert client_of(desk.lead).get(address).status_code == 404
    assert client_of(desk.lead).post(remove).status_code == 404
    file.refresh_from_db()
    assert file.removed_by == desk.lead and bytes(file.content.file) == PNG
    assert "再来.png" in client_of(desk.leader).get(at(matter)).content.decode()


def test_a_file_of_a_closed_matter_stays(desk, client_of):
    matter = desk.matter("working")
    files = [("照片.png", PNG)]
    steps.finish(matter, user=desk.lead, version=matter.version, note=NOTE, files=files)
    remove = reverse("matter-file-remove", args=[matter.pk, MatterFile.objects.get().pk])
    response = client_of(desk.lead).post(remove)
    assert response.status_code == 422 and "待复核" in response.content.decode()
    assert MatterFile.objects.kept().exists()


def test_a_file_is_found_at_its_own_matter_alone(desk, client_of):
    one, other = desk.matter("working"), desk.matter("working", title="另一项")
    files = [("照片.png", PNG)]
    steps.report(one, user=desk.lead, version=one.version, progress=5, note=NOTE, files=files)
    file = MatterFile.objects.get()
    for name in ("matter-file", "matter-file-remove"):
        client = client_of(desk.lead)
        method = client.post if name.endswith("remove") else client.get
        assert method(reverse(name, args=[other.pk, file.pk])).status_code == 404


def test_a_divided_matter_shows_its_parts_and_takes_no_report(desk, client_of):
    whole = desk.matter("working")
    proposing.break_down(whole, user=desk.admin, parts=[{"title": "城区", "weight": 3}])
    response = client_of(desk.lead).get(at(whole))
    assert "report" not in offered(response) and "城区" in response.content.decode()


def test_a_school_reads_no_part_of_others_and_no_whole(desk, client_of):
    whole = desk.matter("working", title="全县的事")
    parts = [
        {"title": "本校的", "lead_school": desk.school},
        {"title": "科室的", "lead_unit": desk.unit},
    ]
    own, _ = proposing.break_down(whole, user=desk.admin, parts=parts)
    steps.dispatch(own, user=desk.admin)
    client = client_of(desk.people[Role.SCHOOL_HEAD])
    html = client.get(at(own)).content.decode()
    assert "本校的" in html and "全县的事" not in html and "科室的" not in html
    assert client.get(at(whole)).status_code == 404
    assert "全县的事" not in client.get(reverse("matter-list")).content.decode()


def test_queries_do_not_grow_with_steps_and_parts(desk, client_of):
    client, found = client_of(desk.admin), []
    matter = desk.matter("working")
    for number in (2, 28):
        parts = [{"title": f"第{n}项", "lead_unit": desk.unit} for n in range(number)]
        proposing.break_down(matter, user=desk.admin, parts=parts)
        for n in range(number):
            steps.urge(matter, user=desk.admin, note=f"第{n}次")
        client.get(at(matter))
        with CaptureQueriesContext(connection) as asked:
            client.get(at(matter))
        found.append(len(asked))
    assert found[0] == found[1]
