"""The page of all lines that a person reports on, each saved alone, with and without script."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.models import Role
from plans.models import Matter, MatterFile
from plans.tracking import proposing, steps
from tests.plans.campaigning import day
from tests.tracking.matters import NOTE

pytestmark = pytest.mark.django_db
PAGE = reverse("my-matters")
HTMX = {"HX-Request": "true"}


def line(matter):
    return reverse("my-matters-line", args=[matter.pk])


def sent(matter, **more):
    return {"version": matter.version, "save": "1", "progress": "60", "note": "已完成六成", **more}


def test_lines_stand_by_what_is_due(desk, client_of):
    old = timezone.now() - timedelta(days=40)
    due = desk.matter("working", title="该反馈的")
    Matter.objects.filter(pk=due.pk).update(dispatched_at=old)
    near = desk.matter("working", title="临近的", due_on=day(2))
    new = desk.matter("dispatched", title="新的")
    rest = desk.matter("working", title="其他的")
    done = desk.matter("reported", title="报了的")
    desk.matter("closed", title="销了的")
    desk.matter(title="没下发的")
    groups = client_of(desk.lead).get(PAGE).context["groups"]
    found = [(group, [row.matter for row in rows]) for group, _, rows in groups]
    assert found == [
        ("due", [due]), ("near", [near]), ("new", [new]), ("rest", [rest]), ("waiting", [done])
    ]  # fmt: skip


def test_a_line_is_saved_alone_without_script(desk, client_of):
    matter, other = desk.matter("working"), desk.matter("working", title="另一项")
    photo = SimpleUploadedFile("现场.png", b"\x89PNG")
    response = client_of(desk.lead).post(line(matter), sent(matter, files=[photo]))
    assert response["Location"] == f"{PAGE}#m{matter.pk}"
    matter.refresh_from_db()
    assert (matter.progress, matter.note) == (60, "已完成六成")
    assert MatterFile.objects.get().step == matter.steps.get(action="report")
    other.refresh_from_db()
    assert other.progress == 0


def test_a_line_is_swapped_alone_with_script(desk, client_of):
    matter = desk.matter("working")
    response = client_of(desk.lead).post(line(matter), sent(matter), headers=HTMX)
    html = response.content.decode()
    assert html.count("<article") == 1 and "已保存" in html and "60%" in html
    assert "<html" not in html and f'value="{matter.version + 1}"' in html


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_no_change_is_said_with_one_button(headers, desk, client_of):
    matter = desk.matter("working")
    steps.report(matter, user=desk.lead, version=matter.version, progress=35, note=NOTE)
    matter.refresh_from_db()
    # What stands half typed in the fields is not taken for a report.
    pressed = {"version": matter.version, "unchanged": "1", "progress": "x", "note": ""}
    response = client_of(desk.lead).post(line(matter), pressed, headers=headers)
    assert response.status_code == (200 if headers else 302)
    matter.refresh_from_db()
    assert (matter.progress, matter.note) == (35, "进展无变化。")


def test_a_new_line_is_taken_up(desk, client_of):
    matter = desk.matter("dispatched")
    html = client_of(desk.lead).get(PAGE).content.decode()
    assert 'name="acknowledge"' in html and 'name="progress"' not in html
    response = client_of(desk.lead).post(line(matter), {"acknowledge": "1"}, headers=HTMX)
    assert 'name="progress"' in response.content.decode()
    matter.refresh_from_db()
    assert matter.state == "working"


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"progress": "200"}, "0 到 100"),
        ({"note": ""}, "请写一句进展"),
        ({"note": "空\0"}, "空字符"),
        ({"progress": ""}, "0 到 100"),
    ],
)
def test_what_is_wrong_stays_in_the_line(wrong, words, headers, desk, client_of):
    matter = desk.matter("working")
    response = client_of(desk.lead).post(line(matter), sent(matter, **wrong), headers=headers)
    html = response.content.decode()
    assert response.status_code == 422 and words in html
    assert "已完成六成" in html or "note" in wrong
    matter.refresh_from_db()
    assert matter.progress == 0


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_of_two_the_second_sees_both_and_may_go_on(headers, desk, client_of):
    matter = desk.matter("working")
    steps.report(matter, user=desk.admin, version=matter.version, progress=20, note="别人写的")
    client = client_of(desk.lead)
    response = client.post(line(matter), sent(matter), headers=headers)
    html = response.content.decode()
    assert response.status_code == 409 and "别人写的" in html and "已完成六成" in html
    assert client.post(line(matter), sent(matter, version=matter.version + 1)).status_code == 302


@pytest.mark.parametrize("version", ["", "x", "9" * 40])
def test_a_version_that_never_was_is_a_conflict(version, desk, client_of):
    matter = desk.matter("working")
    for step in ("save", "unchanged"):
        pressed = sent(matter, version=version) | {step: "1"}
        assert client_of(desk.lead).post(line(matter), pressed).status_code == 409


def test_lines_of_others_are_not_there(desk, client_of):
    matter = desk.matter("working")
    colleague = desk.people[Role.BUREAU_STAFF]
    html = client_of(colleague).get(PAGE).content.decode()
    assert matter.title not in html and "任职没有填科室" in html
    for role in (Role.BUREAU_STAFF, Role.SCHOOL_HEAD, Role.SUPERVISOR):
        assert client_of(desk.people[role]).post(line(matter), sent(matter)).status_code == 404
    matter.refresh_from_db()
    assert matter.progress == 0


def test_a_school_reports_on_its_own(desk, client_of):
    matter = desk.matter("checked", lead_unit=None, lead_school=desk.school, title="本校食堂")
    head = desk.people[Role.SCHOOL_HEAD]
    steps.dispatch(matter, user=desk.admin)
    client = client_of(head)
    assert "本校食堂" in client.get(PAGE).content.decode()
    client.post(line(matter), {"acknowledge": "1"})
    matter.refresh_from_db()
    assert client.post(line(matter), sent(matter)).status_code == 302


def test_what_is_divided_is_reported_by_its_parts(desk, client_of):
    whole = desk.matter("working", title="全县排查")
    part = {"title": "城区排查", "lead_unit": desk.unit}
    proposing.break_down(whole, user=desk.admin, parts=[part])
    html = client_of(desk.lead).get(PAGE).content.decode()
    assert "由 1 项分解事项合成" in html and 'name="progress"' not in html
    for headers in ({}, HTMX):
        response = client_of(desk.lead).post(line(whole), sent(whole), headers=headers)
        assert response.status_code == 422 and "已经分解" in response.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("state", ["reported", "closed"])
def test_what_a_colleague_finished_meanwhile_says_so_and_loses_nothing(
    state, headers, desk, client_of
):
    matter = desk.matter(state)
    response = client_of(desk.lead).post(line(matter), sent(matter), headers=headers)
    html = response.content.decode()
    assert response.status_code == 422 and "不能反馈" in html and "您写的是：“已完成六成”" in html


def test_queries_do_not_grow_with_lines(desk, client_of):
    client = client_of(desk.lead)

    def asked(number):
        for n in range(number):
            desk.matter("working", title=f"第{n}项")
        client.get(PAGE)
        with CaptureQueriesContext(connection) as found:
            client.get(PAGE)
        return len(found)

    assert asked(3) == asked(27)


def test_an_ended_session_gives_back_what_was_typed(desk, client):
    matter = desk.matter("working")
    response = client.post(line(matter), sent(matter))
    assert response.status_code == 401 and "已完成六成" in response.content.decode()
    response = client.post(line(matter), sent(matter), headers=HTMX)
    assert response.status_code == 401 and "data-interruption" in response.content.decode()
