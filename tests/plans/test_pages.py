"""Pages of sources and plans: what they show and what they ask of the database."""

import re

import pytest
from django.urls import reverse

from plans.models import Plan, Source
from tests.plans.records import TITLE, planned, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client_of, staff):
    """A function: address -> the page as text, for a clerk of the bureau."""

    def get(address, status=200):
        response = client_of(staff).get(address)
        assert response.status_code == status
        return response.content.decode()

    return get


def ids(html):
    """All anchors of a page."""
    return re.findall(r'\bid="([^"]+)"', html)


def test_empty_lists_say_what_to_do_next(page):
    assert "导入第一批文件" in page(reverse("source-list"))
    assert "还没有计划" in page(reverse("plan-list"))


def test_list_of_sources_shows_name_counts_and_importer(page, bureau, staff):
    recorded(bureau, times=3, user=staff)
    html = page(reverse("source-list"))
    row = html[html.index("<tbody>") :]
    assert "计划.txt" in row and "staff" in row
    assert re.search(r'data-label="篇数" class="num">1<', row)
    assert re.search(r'data-label="表述" class="num">6<', row)


def test_search_finds_by_name_and_says_when_nothing_fits(page, bureau):
    recorded(bureau, name="要点.txt")
    recorded(bureau, name="总结.txt")
    html = page(reverse("source-list") + "?q=要点")
    assert "要点.txt" in html and "总结.txt" not in html
    nothing = page(reverse("source-list") + "?q=<b>")
    assert "没有符合条件的文件" in nothing and "文字：&lt;b&gt;" in nothing


def test_second_page_holds_the_rest(page, bureau):
    for n in range(31):
        Source.objects.create(
            bureau=bureau, name=f"第{n}号", sha256=str(n), media_type="text/plain", characters=1
        )
    html = page(reverse("source-list") + "?page=2&q=号")
    assert html.count('<th scope="row">') == 1 and "第 2 页，共 2 页" in html
    assert "q=%E5%8F%B7" in html[html.index('rel="prev"') :]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("source-list", ""),
        ("source-list", "?q=教育&type=text/plain&uploaded_from=2020-01-01&review=open&o=-name"),
        ("plan-list", "?q=教育&kind=plan&year_from=2023&o=-year"),
        (
            "plan-list",
            "?region=青禾县&unit=教育股&school=河湾&review=open&problems=open&state=proposed",
        ),
    ],
)
def test_lists_ask_as_much_for_thirty_as_for_one(
    name, query, client_of, staff, bureau, django_assert_max_num_queries
):
    client = client_of(staff)
    recorded(bureau, name="0.txt")
    with django_assert_max_num_queries(18) as first:
        client.get(reverse(name) + query)
    for n in range(1, 30):
        recorded(bureau, name=f"{n}.txt", title=f"{TITLE}{n}")
    with django_assert_max_num_queries(len(first.captured_queries)):
        assert client.get(reverse(name) + query).status_code == 200


@pytest.mark.parametrize("view", ["", "?view=source"])
def test_source_page_asks_as_much_for_thirty_sentences_as_for_one(
    view, client_of, staff, bureau, django_assert_max_num_queries
):
    client = client_of(staff)
    small, large = recorded(bureau, name="小.txt"), recorded(bureau, name="大.txt", times=30)
    with django_assert_max_num_queries(20) as first:
        client.get(reverse("source", args=[small.pk]) + view)
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get(reverse("source", args=[large.pk]) + view)


def test_plan_page_asks_as_much_for_thirty_sentences_as_for_one(
    client_of, staff, bureau, django_assert_max_num_queries
):
    client = client_of(staff)
    plans = [recorded(bureau, name=str(n), times=n).plans.get() for n in (1, 30)]
    with django_assert_max_num_queries(16) as first:
        client.get(reverse("plan", args=[plans[0].pk]))
    with django_assert_max_num_queries(len(first.captured_queries)):
        client.get(reverse("plan", args=[plans[1].pk]))


@pytest.mark.parametrize("view", ["", "&view=source"])
def test_every_mark_has_its_card_and_every_card_its_mark(view, page, bureau):
    source = recorded(bureau, times=2)
    html = page(reverse("source", args=[source.pk]) + "?document=1" + view)
    anchors = ids(html)
    assert len(anchors) == len(set(anchors))
    marks = {a for a in anchors if re.fullmatch(r"[stdrg]\d+", a)}
    cards = {a[2:] for a in anchors if a.startswith("c-")}
    assert len(marks) == 1 + 2 * 4 + 1
    assert marks == cards
    assert {f"#{a}" for a in marks} <= set(re.findall(r'href="(#[^"]+)"', html))


def test_marks_stand_on_the_words_of_their_records(page, bureau):
    source = recorded(bureau)
    html = page(reverse("source", args=[source.pk]))
    found = {
        kind: re.search(rf'<mark class="{kind}[^"]*" data-key[^>]*>([^<]*)<', html).group(1)
        for kind in ("statement", "funding", "deadline", "duty", "school", "problem")
    }
    assert found == {
        "statement": "1所",
        "funding": "440000000元",
        "deadline": "6月底前",
        "duty": "教育股牵头",
        "school": "河湾小学",
        "problem": "一、",
    }
    assert '<mark class="title">青禾县2023年教育工作计划</mark>' in html


def test_clean_text_leaves_out_what_the_source_view_strikes(page, bureau):
    source = recorded(bureau)
    address = reverse("source", args=[source.pk])
    assert "wǎng" not in page(address)
    original = page(address + "?view=source")
    assert '<mark class="removed" title="已清除：夹注拼音">网(wǎng)</mark>' in original


def test_empty_fields_are_called_unrecognised_and_figures_are_natural(page, bureau):
    html = page(reverse("source", args=[recorded(bureau).pk]))
    money = html[html.index('class="card is-funding"') :]
    money = money[: money.index("</article>")]
    assert "4.4亿元" in money and 'title="440,000,000元"' in money
    assert "未识别：文中指标、年度<" in money
    assert "≥1所" in html and "不低于" in html


def test_problems_lead_to_their_place(page, bureau):
    source = recorded(bureau)
    problem = source.problems.get()
    html = page(reverse("source", args=[source.pk]))
    assert f'href="#p{problem.pk}"' in html and f'id="p{problem.pk}"' in html
    planned(source, source.characters - 5, source.characters, "另一篇")
    other = page(reverse("source", args=[source.pk]) + "?document=2")
    assert f'href="?at={problem.start}#p{problem.pk}"' in other


def test_evidence_links_of_a_plan_arrive_at_their_marks(page, bureau):
    source = recorded(bureau, times=2)
    html = page(reverse("plan", args=[source.plans.get().pk]))
    links = re.findall(rf'href="{reverse("source", args=[source.pk])}(\?at=\d+)#(\w+)"', html)
    assert len(links) == 1 + 2 + 2 + 1
    for query, anchor in links:
        assert anchor in ids(page(reverse("source", args=[source.pk]) + query))


def test_plan_page_shows_header_tasks_figures_and_money(page, bureau):
    html = page(reverse("plan", args=[recorded(bureau).plans.get().pk]))
    for shown in ("2023", "县级", "530199", "教育股", "2023-06-30", "新建幼儿园数", "不低于"):
        assert shown in html
    assert 'title="440,000,000元">4.4<' in html and "亿元" in html
    assert "河湾小学" in html and "合计与分项不符" in html


def test_a_plan_set_aside_says_so_and_why(page, bureau):
    source = recorded(bureau)
    source.plans.update(state="set_aside")
    html = page(reverse("plan", args=[source.plans.get().pk]))
    assert "不是教育工作文件" in html and 'id="targets"' not in html


def test_plans_are_filtered_and_sorted_by_the_address(page, bureau):
    source = recorded(bureau)
    planned(source, source.characters - 1, source.characters, "旧总结", kind="report", year=2001)
    address = reverse("plan-list")
    assert "旧总结" not in page(address + "?kind=plan")
    assert TITLE not in page(address + "?year_to=2001")
    html = page(address + "?o=year")
    assert html.index("旧总结") < html.index(TITLE)
    assert 'aria-sort="ascending"' in html and 'href="/plans/?o=-year"' in html
    assert "没有符合条件的计划" in page(address + "?q=没有这样的词")


def test_a_masked_year_is_shown_as_unrecognised(page, bureau):
    source = recorded(bureau)
    source.plans.update(year=None)
    assert '<dt>年度</dt><dd><span class="missing">未识别</span>' in page(
        reverse("plan", args=[source.plans.get().pk])
    )


def test_markup_in_a_source_is_text(page, bureau):
    html = page(reverse("source", args=[recorded(bureau, title="<script>alert(1)</script>").pk]))
    assert "<script>alert" not in html and "&lt;script&gt;alert" in html


def test_a_source_without_documents_still_shows_its_text(page, bureau):
    source = recorded(bureau)
    source.problems.all().delete()
    source.plans.all().delete()
    html = page(reverse("source", args=[source.pk]))
    assert "扩充学位" in html and "这里没有找到" in html


@pytest.mark.parametrize("query", ["?document=99", "?document=x", "?at=99999", "?part=-1", "?at=²"])
def test_places_that_do_not_exist_show_the_nearest(query, page, bureau):
    assert "<article" in page(reverse("source", args=[recorded(bureau).pk]) + query)


def test_the_file_comes_back_as_it_was_and_is_not_opened_by_the_browser(client_of, staff, bureau):
    source = recorded(bureau, name="页面.html")
    response = client_of(staff).get(reverse("source-file", args=[source.pk]))
    assert response.content == bytes(source.content.file)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")


def test_versions_of_a_file_are_linked(page, bureau):
    old = recorded(bureau)
    new = Source.objects.get(pk=recorded(bureau, name="临时").pk)
    Source.objects.filter(pk=new.pk).update(name=old.name, version=2, previous=old)
    assert reverse("source", args=[old.pk]) in page(reverse("source", args=[new.pk]))
    assert reverse("source", args=[new.pk]) in page(reverse("source", args=[old.pk]))


def test_a_plan_is_listed_once_however_many_versions_its_file_has(page, bureau):
    old, new = recorded(bureau), recorded(bureau, name="临时")
    Source.objects.filter(pk=new.pk).update(name=old.name, version=2, previous=old)
    html = page(reverse("plan-list"))
    assert reverse("plan", args=[new.plans.get().pk]) in html
    assert reverse("plan", args=[old.plans.get().pk]) not in html
    for address in ("source", old.pk), ("plan", old.plans.get().pk):
        shown = page(reverse(address[0], args=[address[1]]))
        assert "这是旧版本" in shown and reverse("source", args=[new.pk]) in shown
    assert "这是旧版本" not in page(reverse("source", args=[new.pk]))


def test_a_plan_without_a_source_is_listed_and_shown(page, bureau):
    plan = Plan.objects.create(bureau=bureau, title=TITLE)
    assert TITLE in page(reverse("plan-list"))
    assert "手工录入" in page(reverse("plan", args=[plan.pk]))


def test_a_plan_without_a_region_is_shown(page, bureau):
    source = recorded(bureau)
    source.plans.update(region=None, region_name="")
    assert '<dt>地区</dt><dd><span class="missing">未识别</span>' in page(
        reverse("plan", args=[source.plans.get().pk])
    )
    assert TITLE in page(reverse("plan-list"))
