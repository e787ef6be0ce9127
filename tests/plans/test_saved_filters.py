"""Filters that people keep: who sees, changes and drops them."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from eduplan.accounts.models import Role, User
from plans.models import Plan, SavedFilter
from tests.conftest import person

pytestmark = pytest.mark.django_db

LIST = "plan-list"


def kept(user, name="今年", **facts):
    return SavedFilter.objects.create(
        user=user, name=name, **{"page": LIST, "query": "kind=plan", **facts}
    )


def said(response):
    return response.content.decode()


def save(client, **fields):
    fields = {"page": LIST, "query": "kind=plan&page=3", "name": "今年", **fields}
    return client.post(reverse("filter-save"), fields, follow=True)


def test_a_filter_is_kept_without_page_and_without_what_is_wrong(client_of, staff):
    response = save(client_of(staff), query="kind=plan&page=3&year_from=x&o=-year&foo=1")
    saved = SavedFilter.objects.get()
    assert (saved.user, saved.page, saved.query) == (staff, LIST, "kind=plan&o=-year")
    assert response.redirect_chain == [("/plans/?kind=plan&o=-year", 302)]
    assert "已保存常用筛选“今年”" in said(response)
    assert 'href="?kind=plan&amp;o=-year">今年' in said(response)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "  "}, "请写一个名称"),
        ({"name": "长" * 41}, "40"),
        ({"query": ""}, "还没有设置任何条件"),
        ({"query": "page=2&foo=1"}, "还没有设置任何条件"),
        ({"page": "nowhere"}, "不知道是哪个列表"),
        ({"name": "已有"}, "您已有同名的常用筛选"),
    ],
)
def test_what_cannot_be_kept_is_said(fields, message, client_of, staff):
    kept(staff, "已有")
    response = save(client_of(staff), **fields)
    assert "没有保存" in said(response) and message in said(response)
    assert SavedFilter.objects.count() == 1


def test_names_are_unique_for_a_person_and_a_list_only(staff, colleague):
    kept(staff), kept(colleague), kept(staff, page="source-list")
    with pytest.raises(IntegrityError), transaction.atomic():
        kept(staff)


def test_the_default_opens_the_list_until_all_is_asked_for(client_of, staff, bureau):
    Plan.objects.create(bureau=bureau, title="总结", kind="report")
    kept(staff, is_default=True)
    client = client_of(staff)
    assert client.get("/plans/")["Location"] == "/plans/?kind=plan"
    assert "总结" in said(client.get("/plans/?all=1"))
    assert client.get("/sources/").status_code == 200


def test_a_new_default_takes_the_place_of_the_old_one(client_of, staff, colleague):
    old, other = kept(staff, "旧", is_default=True), kept(colleague, "旧", is_default=True)
    save(client_of(staff), name="新", is_default="on")
    for row, is_default in ((old, False), (other, True)):
        row.refresh_from_db()
        assert row.is_default is is_default
    assert SavedFilter.objects.get(name="新").is_default


def test_a_refused_default_leaves_the_old_one(client_of, staff):
    old = kept(staff, "旧", is_default=True)
    save(client_of(staff), name="", is_default="on")
    old.refresh_from_db()
    assert old.is_default


def test_a_filter_is_renamed_shared_and_dropped(client_of, staff):
    saved, client = kept(staff), client_of(staff)
    client.post(reverse("filter-change", args=[saved.pk]), {"name": "改名", "is_shared": "on"})
    saved.refresh_from_db()
    assert (saved.name, saved.is_shared, saved.query) == ("改名", True, "kind=plan")
    response = client.post(reverse("filter-delete", args=[saved.pk]), follow=True)
    assert "已删除常用筛选“改名”" in said(response)
    assert not SavedFilter.objects.exists()


def test_only_shared_ones_of_the_same_bureau_are_seen(client_of, staff, colleague, other_bureau):
    stranger = person("stranger", "bureau_staff", other_bureau)
    kept(colleague, "私用"), kept(colleague, "共用", is_shared=True)
    kept(stranger, "外局", is_shared=True)
    html = said(client_of(staff).get("/plans/"))
    assert "共用" in html and "私用" not in html and "外局" not in html
    assert "管理常用筛选" not in html


@pytest.mark.parametrize("role", sorted(set(Role.values) - {Role.DATA_CLIENT}))
def test_nobody_changes_what_another_keeps(role, client_of, staff, bureau):
    saved = kept(staff, is_shared=True)
    client = client_of(person("other", role, bureau))
    for name in ("filter-change", "filter-delete"):
        response = client.post(reverse(name, args=[saved.pk]), {"name": "抢来"})
        assert response.status_code == 404
    saved.refresh_from_db()
    assert saved.name == "今年"


def test_shared_ones_stay_within_the_bureau_members(staff, bureau):
    kept(staff, is_shared=True)
    members = {Role.BUREAU_ADMIN, Role.BUREAU_STAFF, Role.BUREAU_LEADER}
    for role in Role.values:
        seen = SavedFilter.objects.visible_to(person(role, role, bureau)).exists()
        assert seen is (role in members)
    homeless = [User.objects.create_user(f"{n}") for n in (1, 2)]
    kept(homeless[0], is_shared=True)
    assert not SavedFilter.objects.visible_to(homeless[1]).exists()


def test_anothers_default_opens_nothing(client_of, staff, colleague):
    kept(colleague, is_default=True, is_shared=True)
    assert client_of(staff).get("/plans/").status_code == 200
