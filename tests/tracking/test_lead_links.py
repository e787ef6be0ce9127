"""Links to the matters of a unit or school: who gives them, what they open, when they end."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.attempts import MOST
from eduplan.accounts.models import Role, User
from eduplan.audit.models import AuditEntry
from plans.models import LeadLink, Matter, MatterFile, answers_for
from plans.personal_links import KINDS, link_of
from plans.step_forms import address_of
from plans.tracking import links, steps
from plans.tracking.transitions import LEAD, TRANSITIONS
from tests.plans.campaigning import day, people_of, school_of, somebody
from tests.tracking.matters import NOTE, come
from tests.tracking.test_my_workbook import filled, number_of, upload

pytestmark = pytest.mark.django_db

PAGE, MANY, MINE = map(reverse, ("lead-links", "lead-links-many", "my-matters"))
ADDRESS = re.compile(r"http://testserver/fill/([\w-]{43})/")
WEEK = timedelta(days=7)


@pytest.fixture
def matter(desk):
    """A matter that the unit works on."""
    return desk.matter("working")


def holder_of(link):
    """The person of a link, as a request reads him."""
    return User.objects.get(pk=link.user_id)


def line(matter):
    return reverse("my-matters-line", args=[matter.pk])


def text_of(response):
    return response.content.decode()


# Who gives links, and for whom


def test_a_link_is_shown_once_and_stored_nowhere(desk, matter, client_of):
    client = client_of(desk.people[Role.BUREAU_STAFF])
    whom = f"unit-{desk.unit.pk}"
    response = client.post(PAGE, {"whom": whom, "name": "王建国", "days": "7"})
    (token,) = set(ADDRESS.findall(text_of(response)))
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    link = link_of(token)
    assert (link.place, link.name, link.bureau) == (desk.unit, "王建国", desk.bureau)
    assert WEEK - timedelta(hours=1) < link.expires_at - timezone.now() <= WEEK
    assert AuditEntry.objects.latest("pk").label == "生成办理链接"
    later = text_of(client.get(PAGE))
    assert "王建国" in later and "安全股" in later and token not in later
    assert token not in str(LeadLink.objects.values().get())
    assert not AuditEntry.objects.filter(details__icontains=token).exists()
    holder = holder_of(link)
    assert not holder.is_active and not holder.has_usable_password() and not holder.role


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": ""}, "请写明链接发给谁"),
        ({"name": "\x00 "}, "请写明链接发给谁"),
        ({"days": "0"}, "1 到 60"),
        ({"days": "61"}, "1 到 60"),
        ({"days": "9" * 40}, "1 到 60"),
        ({"whom": ""}, "请选择单位或学校"),
        ({"whom": "unit-0"}, "请选择单位或学校"),
        ({"whom": "\x00"}, "请选择单位或学校"),
    ],
)
def test_a_link_that_cannot_be_made_is_told_and_what_was_typed_stays(
    wrong, message, desk, matter, client_of
):
    sent = {"whom": f"unit-{desk.unit.pk}", "name": "王建国", "days": "7", **wrong}
    response = client_of(desk.admin).post(PAGE, sent)
    html = text_of(response)
    assert response.status_code == 422 and message in html
    assert "selected" in html or "whom" in wrong
    assert 'value="王建国"' in html or "name" in wrong
    assert not LeadLink.objects.exists() and not User.objects.filter(username__startswith="link-")


GIVERS = (Role.BUREAU_ADMIN, Role.BUREAU_STAFF)


@pytest.mark.parametrize("role", [role for role in Role if role not in GIVERS])
def test_only_who_proposes_matters_gives_and_ends_links(role, desk, matter):
    link, token = desk.link()
    with pytest.raises(PermissionDenied):
        desk.link(user=desk.people[role])
    with pytest.raises(PermissionDenied):
        links.revoke(link, user=desk.people[role])
    assert link_of(token)


@pytest.mark.parametrize("role", GIVERS)
def test_a_bureau_gives_and_ends_its_own_links_alone(role, desk, matter, other_bureau):
    other = people_of(other_bureau, school_of(other_bureau, "白石小学"), "-other")[role]
    link, token = desk.link(user=desk.people[role])
    with pytest.raises(ValidationError, match="没有牵头的事项"):
        desk.link(user=other)
    with pytest.raises(PermissionDenied):
        links.revoke(link, user=other)
    assert not LeadLink.objects.visible_to(other).exists() and link_of(token)
    links.revoke(link, user=desk.people[role])
    assert link_of(token) is None


def test_the_holder_of_a_link_gives_none(desk, matter):
    link, _ = desk.link()
    with pytest.raises(PermissionDenied):
        desk.link(user=holder_of(link))
    assert not LeadLink.objects.visible_to(holder_of(link)).exists()


@pytest.mark.parametrize("state", ["closed", "stopped"])
def test_who_leads_nothing_any_more_needs_no_link(state, desk):
    desk.matter(state)
    with pytest.raises(ValidationError, match="没有牵头的事项"):
        desk.link()
    assert links.leading(desk.admin) == []


def test_a_link_is_for_a_unit_or_for_a_school(desk, matter):
    link, _ = desk.link()
    with pytest.raises(IntegrityError), transaction.atomic():
        LeadLink.objects.filter(pk=link.pk).update(school=desk.school)
    with pytest.raises(IntegrityError), transaction.atomic():
        LeadLink.objects.filter(pk=link.pk).update(unit=None)


def test_a_page_lists_links_with_their_last_use_and_ends_them(desk, matter, client_of):
    for name in ("甲", "乙", "丙"):
        desk.link(name=name)
    LeadLink.objects.filter(name="甲").update(last_used_at=timezone.now())
    LeadLink.objects.filter(name="乙").update(expires_at=timezone.now())
    client = client_of(desk.admin)
    names = {name for name in "甲乙丙" if f">{name}<" in text_of(client.get(PAGE))}
    assert names == {"甲", "丙"}
    rows = re.findall(r"(?s)<tr>.*?</tr>", text_of(client.get(PAGE, {"all": "1"})))[1:]
    assert ["还没有用过" in row for row in rows] == [True, True, False]
    assert [("已过期" in row, "停用</button>" in row) for row in rows] == [
        (False, True), (True, False), (False, True)
    ]  # fmt: skip
    third = LeadLink.objects.get(name="丙")
    response = client.post(reverse("lead-link-revoke", args=[third.pk]), follow=True)
    assert "已停用发给安全股“丙”的链接" in text_of(response)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.label, entry.object_text) == ("停用办理链接", "丙")
    third.refresh_from_db()
    assert not third.is_standing


# What a link opens


def test_a_link_opens_the_addresses_of_whoever_leads_and_no_other():
    leading = {f"matter-{address_of(step)}" for step, t in TRANSITIONS.items() if t.part == LEAD}
    assert leading == {
        name for name in LeadLink.OPEN if name.startswith("matter-")
    } - {"matter-file", "matter-file-remove"}  # fmt: skip
    names = (*LeadLink.OPEN, "submission", "submission-fill", "matter-list", "tracking", "home", "")
    for name in names:
        assert sum(kind.opens(name) for kind in KINDS) <= 1, name


def test_the_holder_comes_in_and_sees_his_units_matters_alone(desk, matter, town):
    inside = desk.matter("checked", title="还没有下发的")
    stranger = Matter.objects.get(lead_unit=town)
    _, token = desk.link()
    client = Client()
    shown = text_of(client.get(reverse("fill-link", args=[token])))
    assert "安全股的督办事项" in shown and "王建国" in shown and "进入办理" in shown
    response = client.post(reverse("fill-link", args=[token]))
    assert response["Location"] == MINE and token not in response["Location"]
    html = text_of(client.get(MINE))
    assert matter.title in html and "王建国 · 安全股" in html
    assert inside.title not in html and stranger.title not in html and token not in html
    for name in ("matter-list", "tracking", "plan-list", "account", "home"):
        assert f'href="{reverse(name)}"' not in html
        gone = client.get(reverse(name))
        assert gone.status_code == 302 and "login" in gone["Location"], name
    page = text_of(client.get(reverse("matter", args=[matter.pk])))
    assert f'href="{reverse("matter-list")}"' not in page and "销号</button>" not in page
    for other in (inside, stranger):
        assert client.get(reverse("matter", args=[other.pk])).status_code == 404
        assert client.post(line(other), {"acknowledge": "1"}).status_code == 404
        for step in ("acknowledge", "report", "finish", "ask-extension"):
            where = reverse(f"matter-{step}", args=[other.pk])
            assert client.post(where).status_code == 404, step


def test_the_holder_reports_and_his_steps_say_who_it_was(desk):
    matter = desk.matter("dispatched")
    link, token = desk.link()
    client = come(token)
    client.post(line(matter), {"acknowledge": "1"})
    matter.refresh_from_db()
    sent = {"version": matter.version, "save": "1", "progress": "60", "note": "已完成六成"}
    photo = SimpleUploadedFile("现场.png", b"\x89PNG")
    assert client.post(line(matter), {**sent, "files": [photo]}).status_code == 302
    matter.refresh_from_db()
    client.post(line(matter), {"version": matter.version, "unchanged": "1"})
    ask = reverse("matter-ask-extension", args=[matter.pk])
    client.post(ask, {"until": f"{day(90):%Y-%m-%d}", "reason": "雨季停工"})
    matter.refresh_from_db()
    assert (matter.state, matter.progress, matter.asked_until) == ("working", 60, day(90))
    finish = reverse("matter-finish", args=[matter.pk])
    assert client.post(finish, {"version": matter.version, "note": "完成"}).status_code == 302
    taken = list(matter.steps.order_by("pk").values_list("action", "by"))[-5:]
    names = ("acknowledge", "report", "report", "ask_extension", "finish")
    assert taken == [(name, link.user_id) for name in names]
    html = text_of(client.get(reverse("matter", args=[matter.pk])))
    assert "安全股 王建国（链接）" in html
    file = MatterFile.objects.get()
    kept = client.get(reverse("matter-file", args=[matter.pk, file.pk]))
    assert b"".join(kept) == b"\x89PNG"
    steps.close(matter, user=desk.leader)
    assert matter.title not in text_of(client.get(MINE))


def test_the_workbook_comes_and_goes_by_link(desk, matter):
    link, token = desk.link()
    client = come(token)
    response = upload(client, filled(client, (45, "完成四成半")))
    client.post(reverse("my-matters-import"), {"upload": number_of(response)})
    report = matter.steps.get(action="report")
    assert (report.progress, report.note, report.by) == (45, "完成四成半", link.user)


def test_personal_data_is_hidden_from_the_holder(desk):
    text = "联系人张小燕，身份证号530112201503041236，手机13987654321。"
    matter = desk.matter("working", text=text)
    steps.report(matter, user=desk.lead, version=matter.version, progress=10, note=text)
    _, token = desk.link()
    client = come(token)
    for address in (MINE, reverse("matter", args=[matter.pk])):
        html = text_of(client.get(address))
        assert "530112201503041236" not in html and "13987654321" not in html
    matter.refresh_from_db()
    client.post(line(matter), {"version": matter.version, "unchanged": "1"})
    assert Matter.objects.get(pk=matter.pk).text == text


def test_of_two_holders_the_second_sees_what_the_first_wrote(desk, matter):
    (one, first), (two, second) = desk.link(name="王建国"), desk.link(name="李秀英")
    sent = {"version": matter.version, "save": "1", "progress": "60", "note": "王写的"}
    assert come(first).post(line(matter), sent).status_code == 302
    client = come(second)
    response = client.post(line(matter), {**sent, "note": "李写的"})
    html = text_of(response)
    assert response.status_code == 409 and "王写的" in html and "李写的" in html
    matter.refresh_from_db()
    assert client.post(line(matter), {**sent, "version": matter.version}).status_code == 302
    by = matter.steps.filter(action="report").order_by("pk").values_list("by", flat=True)
    assert list(by) == [one.user_id, two.user_id]


def test_one_browser_holds_a_link_of_each_kind(desk, matter):
    link, token = desk.link()
    client = come(token)
    session = client.session
    assert session[LeadLink.HELD] == link.pk
    session["fill_link"] = 0
    session.save()
    assert client.get(MINE).status_code == 200
    left = client.post(reverse("fill-leave"))
    assert "已退出填报和办理" in text_of(left)
    assert client.get(MINE).status_code == 302


# When it ends


@pytest.mark.parametrize("end", ["revoked", "expired"])
def test_a_link_that_ends_ends_at_once(end, desk, matter):
    link, token = desk.link()
    client = come(token)
    if end == "revoked":
        links.revoke(link, user=desk.admin)
    else:
        LeadLink.objects.update(expires_at=timezone.now())
    sent = {"version": matter.version, "save": "1", "progress": "60", "note": "写了很久的话"}
    refused = client.post(line(matter), sent)
    assert refused.status_code == 401 and "写了很久的话" in text_of(refused)
    assert "已经过期，或已被停用" in text_of(refused)
    assert client.get(MINE).status_code == 302
    holder = holder_of(link)
    assert answers_for(holder) == {} and not Matter.objects.visible_to(holder).exists()
    with pytest.raises(PermissionDenied):
        steps.report(matter, user=holder, version=matter.version, progress=1, note=NOTE)
    again = Client()
    for ask in (again.get, again.post):
        response = ask(reverse("fill-link", args=[token]))
        assert response.status_code == 404 and "请联系教育局" in text_of(response)


def test_tokens_are_not_found_by_trying(desk, matter):
    _, token = desk.link()
    prober, other = Client(REMOTE_ADDR="10.0.0.7"), Client(REMOTE_ADDR="10.0.0.8")
    for n in range(MOST["fill-link"]):
        assert prober.get(reverse("fill-link", args=[f"wrong-{n}"])).status_code == 404
    where = reverse("fill-link", args=[token])
    assert prober.get(where).status_code == prober.post(where).status_code == 429
    assert other.get(where).status_code == 200


def test_the_log_says_who_came_and_did_what_and_the_bureau_reads_it(desk, matter):
    link, token = desk.link()
    client = come(token)
    client.post(line(matter), {"version": matter.version, "unchanged": "1"})
    client.post(reverse("fill-leave"))
    own = AuditEntry.objects.visible_to(desk.admin).filter(user=link.user_id).order_by("pk")
    assert [(e.label, e.person, e.role) for e in own] == [
        ("凭个人链接进入", "安全股 王建国（链接）", "办理链接"),
        ("反馈或签收督办事项", "安全股 王建国（链接）", "办理链接"),
    ]
    assert own[1].object_pk == str(matter.pk) and own[1].object_text == matter.title
    assert not any(token in str(e) for e in AuditEntry.objects.values())


def test_holders_are_no_people_of_the_portal(desk, matter):
    link, _ = desk.link()
    root = somebody("root", Role.SYSTEM_ADMIN)
    for user in (root, desk.admin):
        assert link.user not in User.objects.visible_to(user)
