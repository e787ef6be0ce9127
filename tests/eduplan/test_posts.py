"""Posts: what they must say, which one counts, and how a person changes over to another."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.backends import PostBackend
from eduplan.accounts.models import SCHOOL_ROLES, Post, Role, User
from indicators.models import School, Unit
from plans.models import Plan
from tests.conftest import county, person

pytestmark = pytest.mark.django_db

PASSWORD = "qinghe county 42"
SWITCH = "/post/"


def today():
    return timezone.localdate()


def end(post, on=None):
    Post.objects.filter(pk=post.pk).update(ended_on=on or today())


@pytest.fixture
def school(bureau):
    return School.objects.create(region=bureau, name="河湾小学")


@pytest.fixture
def busy(bureau, school):
    """Clerk of the bureau in the first place, head of a school besides."""
    user = person("busy", Role.BUREAU_STAFF, bureau, PASSWORD)
    user.appoint(Role.SCHOOL_HEAD, school=school)
    return user


@pytest.fixture
def sign_in(client):
    """A function: user name -> the answer to the login form."""
    return lambda name: client.post(reverse("login"), {"username": name, "password": PASSWORD})


def now(user):
    return User.objects.for_request().get(pk=user.pk)


def test_a_user_is_made_with_his_post(bureau, school):
    unit = Unit.objects.create(region=bureau, name="教育股")
    user = User.objects.create_user("a", role=Role.BUREAU_STAFF, region=bureau, unit=unit)
    facts = (user.role, user.region, user.region_id, user.unit, user.school, user.school_id)
    assert facts == (Role.BUREAU_STAFF, bureau, bureau.pk, unit, None, None)
    assert str(user.post) == "科室人员 · 青禾县 · 教育股"
    head = User.objects.create_user("b", role=Role.SCHOOL_HEAD, school=school)
    assert (head.region, head.school, str(head.post)) == (bureau, school, "校长（园长） · 河湾小学")


def test_somebody_without_a_post_may_do_nothing(bureau):
    user = User.objects.create_user("nobody")
    assert (user.role, user.region, user.get_role_display()) == ("", None, "没有任职")
    powers = ("has_desk", "is_school_member", "reads_published", "may_import", "reads_subtree")
    assert not any(getattr(user, power) for power in powers)
    assert not user.posts.exists()


@pytest.mark.parametrize("role", sorted(set(Role.values) - {"system_admin", "auditor"}))
def test_a_post_needs_its_place(role, bureau, school):
    what = "请填写所属地区" if role not in SCHOOL_ROLES else "校长和学校填报员要填写所属学校"
    facts = {} if role not in SCHOOL_ROLES else {"region": bureau}
    with pytest.raises(ValidationError, match=what):
        User.objects.create_user("a", role=role, **facts)
    assert not User.objects.exists()
    user = User.objects.create_user("b")
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(user=user, role=role, **facts)


@pytest.mark.parametrize("role", ["system_admin", "auditor"])
def test_two_roles_need_no_place(role):
    assert User.objects.create_user("a", role=role).role == role


def test_only_a_school_post_has_a_school(bureau, school):
    with pytest.raises(ValidationError, match="其他角色不填"):
        User.objects.create_user("a", role=Role.BUREAU_STAFF, region=bureau, school=school)


def test_units_and_schools_lie_in_the_region(bureau, other_bureau, school):
    unit = Unit.objects.create(region=other_bureau, name="财政局")
    with pytest.raises(ValidationError, match="“财政局”不在"):
        User.objects.create_user("a", role=Role.BUREAU_STAFF, region=bureau, unit=unit)
    with pytest.raises(ValidationError, match="“河湾小学”不在"):
        User.objects.create_user("b", role=Role.SCHOOL_HEAD, region=other_bureau, school=school)


def test_the_same_post_is_held_once_until_it_ends(bureau):
    user = person("a", Role.BUREAU_STAFF, bureau)
    with pytest.raises(ValidationError, match="此人已有同样的任职"):
        user.appoint(Role.BUREAU_STAFF, region=bureau)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(user=user, role=Role.BUREAU_STAFF, region=bureau)
    end(user.post)
    now(user).appoint(Role.BUREAU_STAFF, region=bureau)
    assert user.posts.count() == 2 and user.posts.current().count() == 1


def test_a_program_is_nothing_else(bureau):
    program = person("program", Role.DATA_CLIENT, bureau)
    with pytest.raises(ValidationError, match="程序专用"):
        program.appoint(Role.BUREAU_STAFF, region=bureau)
    with pytest.raises(ValidationError, match="程序专用"):
        person("clerk", Role.BUREAU_STAFF, bureau).appoint(Role.DATA_CLIENT, region=bureau)


def test_he_acts_in_a_post_of_his_own(busy, staff):
    busy.post = staff.post
    with pytest.raises(ValidationError, match="只能选择本人的任职"):
        busy.full_clean(exclude=["password"])
    assert busy.role == ""


def test_the_first_post_counts_and_a_new_one_changes_nothing(busy):
    assert (busy.role, busy.school) == (Role.BUREAU_STAFF, None)


def test_switching_changes_rights_at_once_and_for_the_next_login(busy, client_of, sign_in, bureau):
    Plan.objects.create(bureau=bureau, title="起草的计划", state="draft")
    client = client_of(busy)
    assert "起草的计划" in client.get("/plans/").content.decode()
    head = busy.posts.get(role=Role.SCHOOL_HEAD)
    page = client.post(SWITCH, {"post": head.pk}, follow=True)
    assert page.redirect_chain == [("/", 302)]
    assert "现在的身份：校长（园长） · 河湾小学。" in page.content.decode()
    assert "起草的计划" not in client.get("/plans/").content.decode()
    client.post("/logout/")
    sign_in("busy")
    assert client.get("/").context["user"].post == head


def test_switching_takes_a_new_session_key_and_a_post(busy, client_of):
    client = client_of(busy)
    before = client.session.session_key
    assert client.get(SWITCH).status_code == 405
    client.post(SWITCH, {"post": busy.posts.last().pk})
    assert client.session.session_key != before


@pytest.mark.parametrize("asked", ["another's", "ended", "", "x", "0", "9" * 30])
def test_no_other_post_can_be_taken_up(asked, busy, staff, client_of):
    number = {"another's": staff.post_id, "ended": busy.posts.last().pk}.get(asked, asked)
    end(busy.posts.last())
    page = client_of(busy).post(SWITCH, {"post": number}, follow=True)
    assert "只能切换到本人现任的职务" in page.content.decode()
    assert now(busy).post == busy.post


def test_the_choice_is_offered_to_whoever_has_one(busy, staff, client_of):
    html = client_of(busy).get("/").content.decode()
    assert "切换身份" in html and "校长（园长） · 河湾小学</button>" in html
    assert "切换身份" not in client_of(staff).get("/").content.decode()
    end(busy.posts.last())
    assert "切换身份" not in client_of(busy).get("/").content.decode()


def test_an_ended_post_gives_nothing_and_the_others_are_offered(busy, client_of):
    end(busy.post)
    page = client_of(busy).get("/").content.decode()
    assert "您的账号现在没有任职" in page and "河湾小学</button>" in page
    assert client_of(busy).get("/sources/import/").status_code == 403


def test_a_post_counts_until_the_day_it_ends(busy):
    end(busy.post, today() + timedelta(days=1))
    assert now(busy).role == Role.BUREAU_STAFF
    end(busy.post, today())
    assert now(busy).role == ""


def test_signing_in_leads_into_a_current_post(busy, sign_in, client):
    end(busy.post)
    sign_in("busy")
    assert client.get("/").context["user"].role == Role.SCHOOL_HEAD


def test_a_program_signs_in_nowhere(bureau, sign_in, client):
    program = person("program", Role.DATA_CLIENT, bureau, PASSWORD)
    html = sign_in("program").content.decode()
    assert "数据接口账号只供程序调用，不能在网页上登录" in html
    wrong = client.post(reverse("login"), {"username": "program", "password": "falsch"})
    assert "用户名或密码不对" in wrong.content.decode()
    client.force_login(program)
    assert client.get("/plans/").status_code == 302
    assert not isinstance(PostBackend().get_user(program.pk), User | AnonymousUser)


def test_one_query_tells_who_asks(busy, django_assert_num_queries):
    with django_assert_num_queries(1):
        user = PostBackend().get_user(busy.pk)
        assert user.region.name and user.school is None and str(user.post) and user.has_choice


def test_units_exist_without_any_user(bureau):
    Unit.objects.create(region=bureau, name="财政局", is_confirmed=True).full_clean()
    assert not Post.objects.filter(unit__name="财政局").exists()


def test_colleagues_hold_a_post_in_the_bureau_now(busy, staff, bureau, other_bureau):
    person("stranger", Role.BUREAU_STAFF, other_bureau)
    person("head", Role.SCHOOL_HEAD, bureau)
    assert set(User.objects.of_bureau(bureau.pk)) == {busy, staff}
    end(staff.post)
    assert set(User.objects.of_bureau(bureau.pk)) == {busy}


def posts_form(*rows, **facts):
    form = {"posts-TOTAL_FORMS": len(rows), "posts-INITIAL_FORMS": 0, "username": "neu", **facts}
    for number, row in enumerate(rows):
        form |= {f"posts-{number}-{name}": value for name, value in row.items()}
    return form


def test_administrators_appoint_in_the_back_door(admin_client, bureau):
    row = {"role": Role.BUREAU_STAFF, "region": bureau.pk}
    facts = {"password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    add = reverse("admin:accounts_user_add")
    twice = admin_client.post(add, posts_form(row, row, **facts)).content.decode()
    assert "同样的任职填了两次" in twice
    placeless = admin_client.post(add, posts_form({"role": Role.BUREAU_STAFF}, **facts))
    assert "请填写所属地区" in placeless.content.decode()
    assert admin_client.post(add, posts_form(row, **facts)).status_code == 302
    user = User.objects.get(username="neu")
    assert (user.role, user.region) == (Role.BUREAU_STAFF, bureau)
    change = reverse("admin:accounts_user_change", args=[user.pk])
    again = posts_form(row, date_joined_0="2026-01-01", date_joined_1="08:00", is_active="on")
    assert "此人已有同样的任职" in admin_client.post(change, again).content.decode()
    listed = admin_client.get(reverse("admin:accounts_user_changelist"), {"role": "bureau_staff"})
    assert "科室人员 · 青禾县" in listed.content.decode()


@pytest.mark.django_db(transaction=True)
def test_what_users_were_becomes_their_first_post():
    executor = MigrationExecutor(connection)
    executor.migrate([("accounts", "0002_initial")])
    try:
        region = county("530199", "青禾县", "云岭省长川市青禾县")
        school = School.objects.create(region=region, name="河湾小学")
        old = executor.loader.project_state([("accounts", "0002_initial")]).apps
        make = old.get_model("accounts", "User").objects.create
        make(username="clerk", role="bureau_staff", region_id=region.pk)
        make(username="head", role="school_head", region_id=region.pk, school_id=school.pk)
        make(username="root", role="bureau_staff", is_superuser=True)
        make(username="odd", role="school_head", region_id=region.pk)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    found = {u.username: (u.role, u.region_id, u.school_id) for u in User.objects.all()}
    assert found == {
        "clerk": ("bureau_staff", region.pk, None),
        "head": ("school_head", region.pk, school.pk),
        "root": ("system_admin", None, None),
        "odd": ("", None, None),
    }


def test_a_page_of_another_post_is_one_step_away(client_of, busy):
    html = client_of(busy).get("/matters/999/?a=1").content.decode()
    assert "切换身份后查看" in html and 'name="next" value="/matters/999/?a=1"' in html
    other = busy.choices.exclude(pk=busy.post_id).first()
    sent = {"post": other.pk, "next": "/matters/999/?a=1"}
    assert client_of(busy).post("/post/", sent)["Location"] == "/matters/999/?a=1"
    busy.refresh_from_db()
    assert busy.post == other
    away = client_of(busy).post("/post/", {"post": other.pk, "next": "https://example.com/"})
    assert away["Location"] == "/"
