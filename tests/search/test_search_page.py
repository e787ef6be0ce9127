"""The page of a search: hits with marks and places, filters, messages, what it asks."""

import re

import pytest
from django.urls import reverse

from plans.models import Plan
from plans.search import index_source
from tests.conftest import county, person
from tests.plans.records import recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client_of, staff):
    """A function: parameters -> the page as text, for a clerk of the bureau."""

    def get(user=staff, **parameters):
        response = client_of(user).get(reverse("search"), parameters)
        assert response.status_code == 200
        return response.content.decode()

    return get


def tabs(html):
    """What each tab says: name and count."""
    return re.findall(r">(\S+) <b>([\d+]+)</b></a>", html)


def links(html):
    return re.findall(r'<p class="hit-head">.*?<a href="([^"]+)"', html)


def test_a_traditional_query_marks_simplified_text_and_leads_to_its_place(page, source):
    html = page(q="擴充學位")
    assert '<mark class="found">扩充学位</mark>' in html
    task = source.plans.get().tasks.get()
    passage = source.content.text.index("一、扩充")
    assert links(html) == [
        f"/sources/{source.pk}/?at={task.start}#t{task.pk}",
        f"/sources/{source.pk}/?at={passage}&amp;to={passage + 6}#found",
    ]


def test_the_source_page_marks_the_place_that_a_hit_names(client_of, staff, source):
    start = source.content.text.index("440000000")
    client = client_of(staff)
    url = reverse("source", args=[source.pk])
    marked = client.get(f"{url}?at={start}&to={start + 9}").content.decode()
    assert '<mark class="found" data-key="found" id="found"' in marked
    for nothing in (f"?at={start}", f"?at={start}&to={start}", "?at=1&to=x", "?to=5"):
        assert 'class="found"' not in client.get(url + nothing).content.decode()


def test_hits_lead_to_the_plan_where_there_is_no_place(page, source):
    plan = Plan.objects.get()
    assert links(page(q="2023年教育工作计划", kind="plan")) == [f"/plans/{plan.pk}/"]


def test_tabs_count_kinds_and_choose_one(page, source):
    html = page(q="新建幼儿园")
    assert tabs(html) == [("全部", "3"), ("计划", "0"), ("任务", "0"), ("表述", "2"), ("原文", "1")]
    assert len(links(page(q="新建幼儿园", kind="statement"))) == 2
    assert "这一类里没有" in page(q="新建幼儿园", kind="task")


def test_year_and_region_with_its_subtree_narrow(page, source, bureau):
    province = county("530000", "云岭省", "云岭省")
    province.level = "province"
    province.save()
    Plan.objects.create(bureau=bureau, title="云岭省教育规划", region=province, year=2021)
    assert links(page(q="扩充学位", year=2023))
    assert "去掉年度和地区的条件" in page(q="扩充学位", year=2022)
    assert links(page(q="扩充学位", region=province.adcode))
    assert links(page(q="扩充学位", region=bureau.name))


def test_only_regions_of_own_plans_are_offered(page, source, other_bureau):
    assert "青禾县</option>" in page(q="园")
    assert "白石县</option>" not in page(q="园")
    assert not links(page(q="园", region="白石县"))
    assert "地区：没有找到地区“乌有县”" in page(q="园", region="乌有县")


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "用空格分开几个词"),
        ({"q": ""}, "请输入要找的字词"),
        ({"q": "  "}, "请输入要找的字词"),
        ({"q": '""'}, "请输入要找的字词"),
        ({"q": "园" * 61}, "最多 60 个字，您输入了 61 个"),
        ({"q": "园", "year": "去年"}, "年度：输入整数。"),
        ({"q": "园", "kind": "x"}, "种类："),
        ({"q": "园\x00"}, "不允许"),
        ({"q": "园", "page": "x"}, "没有找到含 “园” 的内容"),
        ({"q": "量子 航天"}, "没有找到同时含 “量子”“航天” 的内容"),
        ({"q": "<b>"}, "“&lt;b&gt;”"),
    ],
)
def test_what_cannot_be_searched_or_found_is_said(page, bureau, parameters, message):
    html = page(**parameters)
    assert message in html and not links(html)


def test_set_aside_documents_are_found_and_said_to_be_so(page, source):
    Plan.objects.update(state=Plan.State.SET_ASIDE)
    assert "搁置" in page(q="扩充学位")


def test_twenty_hits_a_page(page, bureau):
    index_source(recorded(bureau, times=30))
    html = page(q="新建幼儿园", kind="statement")
    assert len(links(html)) == 20 and "第 1 页，共 3 页" in html
    assert 'href="?q=' in html[html.index('rel="next"') :]


def test_more_than_are_ranked_is_said(page, bureau):
    index_source(recorded(bureau, times=60))
    html = page(q="新建幼儿园")
    assert ("表述", "100+") in tabs(html)
    assert "表述中含这些词的超过 100 条，只列最新的 100 条" in html


def test_those_who_read_no_drafts_are_told_why_they_find_nothing(page, source):
    html = page(person("head", "school_head", source.bureau), q="扩充学位")
    assert "计划只对本局人员开放" in html and not links(html)


def test_the_page_asks_as_much_for_thirty_hits_as_for_one(
    client_of, staff, bureau, django_assert_max_num_queries, django_assert_num_queries
):
    client = client_of(staff)
    index_source(recorded(bureau))
    with django_assert_max_num_queries(12) as first:
        client.get(reverse("search"), {"q": "新建"})
    index_source(recorded(bureau, name="大.txt", times=30))
    with django_assert_num_queries(len(first.captured_queries)):
        assert client.get(reverse("search"), {"q": "新建"}).status_code == 200


def test_every_page_has_the_box(client_of, staff, source):
    html = client_of(staff).get(reverse("plan-list")).content.decode()
    form = html[html.index('<form class="find"') :]
    assert f'action="{reverse("search")}" role="search"' in form
    assert '<label class="unseen" for="find">' in form and 'name="q"' in form
