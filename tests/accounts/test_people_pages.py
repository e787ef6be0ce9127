"""Administrators see their people, make them, appoint them, and let them in and out."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.models import Post, ResetLink, Role, User
from eduplan.accounts.second_factor import is_on, new_secret, turn_on
from eduplan.audit.models import AuditEntry
from indicators.models import School, Unit
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_lockout import fail
from tests.accounts.test_second_factor import shown
from tests.conftest import person

pytestmark = pytest.mark.django_db

LIST = "/people/"


@pytest.fixture
def admin(client_of, manager):
    """The administrator's browser."""
    return client_of(manager)


@pytest.fixture
def root(bureau):
    """Who administers the portal."""
    return person("root", "system_admin", None, PASSWORD)


@pytest.fixture
def school(bureau):
    """A school that somebody confirmed."""
    return School.objects.create(region=bureau, name="青禾小学", is_confirmed=True)


def act(client, user, deed, *more, **sent):
    return client.post(reverse(f"people-{deed}", args=[user.pk, *more]), sent)


def new(client, **sent):
    facts = {"name": "王小明", "role": "bureau_staff", "way": "link"}
    return client.post(reverse("people-new"), facts | sent)


def listed(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200
    return {user.username for user in response.context["page"].object_list}


def logged():
    return AuditEntry.objects.exclude(action__in=("login", "logout")).order_by("-pk").first()


def html_of(response):
    return response.content.decode()


def test_a_bureau_sees_its_own_people_and_no_others(
    client_of, manager, member, bureau, other_bureau, root, school
):
    person("head", "school_head", bureau, school=school)
    person("foreign", "bureau_staff", other_bureau)
    moved = person("moved", "bureau_staff", bureau)
    moved.posts.update(ended_on=timezone.localdate())
    moved.appoint("bureau_staff", region=other_bureau)
    left = person("left", "bureau_staff", bureau)
    left.posts.update(ended_on=timezone.localdate())
    assert listed(client_of(manager)) == {"manager", "member", "head", "left"}
    found = listed(client_of(root))
    assert found == {"manager", "member", "head", "left", "foreign", "moved", "root"}
    assert listed(client_of(root), region="530198") == {"foreign", "moved"}


def test_the_list_is_searched_and_narrowed(admin, member, bureau, school):
    head = person("head", "school_head", bureau, PASSWORD, school=school)
    User.objects.filter(pk=head.pk).update(last_name="陈大山", phone="13900001234")
    assert listed(admin, q="大山") == listed(admin, q="0001234") == {"head"}
    assert listed(admin, role="school_head") == listed(admin, school="青禾") == {"head"}
    assert listed(admin, state="off") == set()
    User.objects.filter(pk=head.pk).update(is_active=False)
    assert listed(admin, state="off") == {"head"}
    assert "head" not in listed(admin, state="open")
    assert listed(admin, state="nonsense", q="\0") >= set()


def test_states_are_told(client, admin, member, bureau):
    fail(client_without_login := type(client)(), 5)
    assert client_without_login
    person("fresh", "bureau_staff", bureau)
    User.objects.filter(username="manager").update(must_change_password=False)
    changing = person("changing", "bureau_staff", bureau, PASSWORD)
    User.objects.filter(pk=changing.pk).update(must_change_password=True)
    assert listed(admin, state="locked") == {"member"}
    assert listed(admin, state="waiting") == {"fresh"}
    assert listed(admin, state="must_change") == {"changing"}
    assert listed(admin, state="open") == {"manager"}
    secret = new_secret()
    turn_on(changing, secret, shown(secret))
    assert listed(admin, state="code") == {"changing"}
    html = html_of(admin.get(LIST))
    assert all(word in html for word in ("已锁定", "未设密码", "须改密码", "可登录", "两步验证"))


def test_ended_posts_are_shown_on_demand(admin, member, bureau):
    unit = Unit.objects.create(region=bureau, name="人事股")
    old = member.appoint("bureau_staff", region=bureau, unit=unit)
    Post.objects.filter(pk=old.pk).update(ended_on=timezone.localdate())
    assert "人事股" not in html_of(admin.get(LIST))
    assert "人事股" in html_of(admin.get(LIST, {"ended": "1"}))


@pytest.mark.parametrize("address", [LIST, "/schools/"])
def test_lists_ask_the_same_for_thirty_as_for_two(
    address, admin, bureau, school, django_assert_max_num_queries
):
    for n in range(2):
        person(f"p{n}", "bureau_staff", bureau)
        School.objects.create(region=bureau, name=f"第{n}小学")
    admin.get(address)
    with django_assert_max_num_queries(20) as first:
        admin.get(address)
    for n in range(2, 30):
        person(f"p{n}", "school_head", bureau, school=school)
        School.objects.create(region=bureau, name=f"第{n}小学")
    with django_assert_max_num_queries(len(first)):
        admin.get(address)


def test_a_person_is_made_with_a_link(admin, manager, school):
    response = new(admin, role="school_head", school="青禾小学", phone="１３９０００01234")
    made = User.objects.get(last_name="王小明")
    assert made.username == "wangxiaoming" and made.phone == "13900001234"
    assert (made.role, made.school) == (Role.SCHOOL_HEAD, school)
    assert not made.has_usable_password()
    path = re.search(r'value="http://testserver(/reset/[\w-]+/)"', html_of(response))[1]
    assert "no-store" in response["Cache-Control"]
    assert admin.get(path).status_code == 302
    assert ResetLink.objects.get().made_by == manager
    entry = logged()
    assert (entry.action, entry.label, entry.object_text) == ("rights", "新增人员", "王小明")
    assert "青禾小学" in entry.details["after"]["任职"]


def test_a_person_is_made_with_a_password_that_must_be_changed(admin, client):
    html = html_of(new(admin, way="password", unit="办公室"))
    password = re.search(r'value="([^"]{12})" data-script', html)[1]
    made = User.objects.get(last_name="王小明")
    assert made.check_password(password) and made.must_change_password
    assert made.unit.name == "办公室" and made.unit.is_confirmed
    assert password not in str(list(AuditEntry.objects.values()))


def test_names_to_sign_in_with_are_free(admin, member):
    new(admin)
    new(admin, unit="办公室")
    assert set(User.objects.filter(last_name="王小明").values_list("username", flat=True)) == {
        "wangxiaoming", "wangxiaoming2",
    }  # fmt: skip
    response = new(admin, username="Member")
    assert response.status_code == 422 and "已经有人用了" in html_of(response)
    assert 'value="王小明"' in html_of(response)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": ""}, "没有新增"),
        ({"name": "王\0"}, "没有新增"),
        ({"role": "system_admin"}, "没有新增"),
        ({"role": "auditor"}, "没有新增"),
        ({"role": "school_head"}, "请填写学校"),
        ({"role": "school_head", "school": "没有的小学"}, "没有名为“没有的小学”的学校"),
        ({"role": "school_head", "school": "白石小学"}, "没有名为“白石小学”的学校"),
        ({"role": "school_head", "school": "传说小学"}, "还没有确认"),
        ({"school": "青禾小学"}, "不填学校"),
        ({"phone": "12345"}, "11 位手机号"),
        ({"email": "nobody"}, "没有新增"),
        ({"username": "王 明"}, "没有新增"),
        ({"unit": "办" * 200}, "没有新增"),
        ({"way": "telepathy"}, "没有新增"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_made(sent, words, admin, bureau, other_bureau, school):
    School.objects.create(region=other_bureau, name="白石小学", is_confirmed=True)
    School.objects.create(region=bureau, name="传说小学")
    before = User.objects.count(), Unit.objects.count()
    response = new(admin, **sent)
    assert response.status_code == 422 and words in html_of(response)
    assert (User.objects.count(), Unit.objects.count()) == before


def test_contact_is_changed(admin, member):
    response = act(admin, member, "edit", name="李四", phone="0564-2345678", email="li@qh.example")
    assert response.status_code == 302
    member.refresh_from_db()
    assert (str(member), member.phone, member.email) == ("李四", "0564-2345678", "li@qh.example")
    entry = logged()
    assert (entry.label, entry.details["fields"]) == ("修改人员", ["name", "phone", "email"])
    refused = act(admin, member, "edit", name="李四", phone="打电话")
    assert refused.status_code == 422 and "打电话" in html_of(refused)


def test_a_post_is_given_and_ended(admin, member, school, bureau):
    assert act(admin, member, "appoint", role="school_clerk", school="青禾小学").status_code == 302
    post = member.posts.get(role="school_clerk")
    assert "学校填报员" in logged().details["after"]["任职"]
    twice = act(admin, member, "appoint", role="school_clerk", school="青禾小学")
    assert twice.status_code == 422 and "已有同样的任职" in html_of(twice)
    day = timezone.localdate() + timedelta(days=3)
    assert act(admin, member, "post-end", post.pk, ended_on=day).status_code == 302
    post.refresh_from_db()
    assert post.ended_on == day and post.is_current
    assert act(admin, member, "post-end", post.pk, ended_on="gestern").status_code == 422
    again = Post.objects.filter(pk=post.pk)
    again.update(ended_on=timezone.localdate())
    late = act(admin, member, "post-end", post.pk, ended_on=day)
    assert late.status_code == 422 and "已经结束" in html_of(late)


def test_ending_the_post_that_he_acts_in_leads_into_another(admin, member, bureau):
    leader = member.appoint("bureau_leader", region=bureau)
    act(admin, member, "post-end", member.post_id, ended_on=timezone.localdate())
    member = User.objects.get(pk=member.pk)
    assert member.acting == leader


def test_a_bureau_gives_no_post_beyond_its_own(admin, member, other_bureau, client_of, root):
    for role in ("system_admin", "auditor", "supervisor", "data_client"):
        assert act(admin, member, "appoint", role=role).status_code == 422
    act(admin, member, "appoint", role="bureau_leader", region="530198")
    assert set(member.posts.values_list("region__adcode", flat=True)) == {"530199"}
    client = client_of(root)
    assert act(client, member, "appoint", role="auditor", region="530198").status_code == 302
    assert act(client, member, "appoint", role="system_admin").status_code == 302
    nowhere = act(client, member, "appoint", role="bureau_staff")
    assert nowhere.status_code == 422 and "请填写所属地区" in html_of(nowhere)


def test_nobody_takes_away_his_own_last_administration(admin, manager, bureau):
    person("second", "bureau_admin", bureau)
    day = timezone.localdate()
    own = act(admin, manager, "post-end", manager.post_id, ended_on=day)
    assert own.status_code == 422 and "自己唯一的管理员任职" in html_of(own)
    closed = act(admin, manager, "state", active="0")
    assert closed.status_code == 422 and "不能停用自己" in html_of(closed)
    assert Post.objects.get(pk=manager.post_id).ended_on is None


def test_the_last_administrator_of_a_bureau_stays(client_of, root, manager, bureau):
    client, day = client_of(root), timezone.localdate()
    closed = person("closed", "bureau_admin", bureau)
    User.objects.filter(pk=closed.pk).update(is_active=False)
    leaving = person("leaving", "bureau_admin", bureau)
    leaving.posts.update(ended_on=day + timedelta(days=9))
    for response in (
        act(client, manager, "post-end", manager.post_id, ended_on=day),
        act(client, manager, "state", active="0"),
    ):
        assert response.status_code == 422 and "最后一位局管理员" in html_of(response)
    person("second", "bureau_admin", bureau)
    assert act(client, manager, "state", active="0").status_code == 302


def test_an_account_is_closed_and_opened(admin, member, client):
    browser = type(client)()
    browser.force_login(member)
    assert act(admin, member, "state", active="0").status_code == 302
    assert logged().details["after"] == {"可以登录": "否"}
    assert browser.get("/").status_code == 302
    assert act(admin, member, "state", active="1").status_code == 302
    member.refresh_from_db()
    assert member.is_active
    assert act(admin, member, "state", active="vielleicht").status_code == 422


def test_who_is_shut_out_or_lost_his_phone_is_let_in(admin, member, client):
    fail(type(client)(), 5)
    assert act(admin, member, "unlock").status_code == 302
    assert logged().label == "解除锁定"
    assert listed(admin, state="locked") == set()
    secret = new_secret()
    turn_on(member, secret, shown(secret))
    assert act(admin, member, "code-off").status_code == 302
    assert not is_on(member) and logged().label == "重置两步验证"


def test_a_password_and_a_link_are_shown_once(admin, member):
    html = html_of(act(admin, member, "password"))
    password = re.search(r'value="([^"]{12})" data-script', html)[1]
    member.refresh_from_db()
    assert member.check_password(password) and member.must_change_password
    assert logged().label == "重置密码"
    first = html_of(act(admin, member, "link"))
    assert "/reset/" in first and logged().label == "生成设置密码的链接"
    page = html_of(admin.get(reverse("people-person", args=[member.pk])))
    assert "/reset/" not in page and password not in page and "没用过的链接" in page


@pytest.mark.parametrize("name", ["password", "link", "code-off"])
def test_ones_own_password_is_not_changed_by_an_open_session(name, admin, manager):
    assert act(admin, manager, name).status_code == 403
    manager.refresh_from_db()
    assert manager.check_password(PASSWORD)


def test_who_works_elsewhere_too_is_only_looked_at(admin, member, other_bureau):
    member.appoint("bureau_staff", region=other_bureau)
    page = admin.get(reverse("people-person", args=[member.pk]))
    assert "只能查看" in html_of(page) and "停用账号" not in html_of(page)
    for name in ("link", "password", "unlock", "code-off", "edit", "appoint", "state"):
        assert act(admin, member, name).status_code == 403, name


def test_a_portal_administrator_is_out_of_reach_of_a_bureau(admin, bureau):
    root = person("root", "system_admin", bureau, PASSWORD)
    assert act(admin, root, "link").status_code == 404
    root.appoint("bureau_staff", region=bureau)
    assert act(admin, root, "link").status_code == 403


def test_nobody_ends_a_post_of_somebody_else_by_this_address(admin, member, manager):
    response = act(admin, member, "post-end", manager.post_id, ended_on=timezone.localdate())
    assert response.status_code == 404
