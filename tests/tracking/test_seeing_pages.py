"""Pages that look at all of a bureau's matters: who may, what is empty, what is asked wrongly."""

import itertools
from datetime import timedelta

import pytest
from django.test import Client

from eduplan.accounts.models import Role, User
from plans.models import Matter
from plans.sample.following import follow
from plans.tables import reading
from plans.tracking import months
from plans.tracking.lines import matters_of
from plans.views import tracking_ledger, tracking_timeline
from tests.plans.campaigning import day
from tests.tracking.matters import Desk
from tests.tracking.seeing import PAGES, figures, rows_found, sampled, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(bureau):
    return Desk(bureau)


@pytest.mark.parametrize("path", PAGES)
def test_only_the_bureau_looks_at_all_of_it(path, desk):
    for role, user in desk.people.items():
        client = Client()
        client.force_login(user)
        response = client.get(path)
        wanted = 200 if user.is_bureau_member else 403
        if role != Role.DATA_CLIENT:
            assert response.status_code == wanted, role
        if role == Role.SYSTEM_ADMIN:
            assert "切换到该任职" in response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_another_bureau_sees_nothing_of_it(path, desk, other_bureau, client_of):
    sampled(desk)
    stranger = User.objects.create_user("other", role=Role.BUREAU_ADMIN, region=other_bureau)
    page = tree(client_of(stranger).get(path + "?month=2026-11"))
    text = page.text_content()
    assert "督样" not in text and not figures(page)
    assert "校车路线复核" not in text


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/tracking/", "还没有督办事项"),
        ("/tracking/calendar/", "没有到期的事项"),
        ("/tracking/timeline/", "这段时间没有督办事项"),
        ("/tracking/ledger/", "没有符合条件的事项"),
        ("/tracking/notice/", "没有需要出通知的事项"),
    ],
)
def test_empty_pages_say_what_to_do(path, told, desk, client_of):
    text = tree(client_of(desk.admin).get(path)).text_content()
    assert told in text


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/tracking/?by=moon", "没有这种分组"),
        ("/tracking/?o=-size", "没有这种排序"),
        ("/tracking/?o=%00", "没有这种排序"),
        ("/tracking/calendar/?month=2026-13", "月份要写成"),
        ("/tracking/calendar/?month=%00", "月份要写成"),
        ("/tracking/calendar/?month=0001-01", "月份要写成"),
        ("/tracking/calendar/?month=99999999999-1", "月份要写成"),
        ("/tracking/timeline/?from=soon", "起始月份"),
        ("/tracking/timeline/?from=2027-03&to=2026-01", "写反了"),
        ("/tracking/timeline/?from=2000-01&to=2099-12", "最多显示 36 个月"),
        ("/tracking/timeline/?light=green", "灯："),
        ("/tracking/ledger/?by=moon", "只能按"),
        ("/tracking/ledger/?lead_unit=99999999999999999999", "牵头单位"),
        ("/tracking/ledger/?due_from=x", "时限起"),
        ("/tracking/notice/?lead_unit=x", "牵头单位"),
    ],
)
def test_what_is_asked_wrongly_is_said_and_the_page_still_shown(path, told, desk, client_of):
    sampled(desk, 3)
    page = tree(client_of(desk.admin).get(path))
    alerts = " ".join(note.text_content() for note in page.xpath("//*[@role='alert']"))
    assert told in alerts


def test_the_board_sorts_and_keeps_its_group(desk, client_of):
    sampled(desk)
    page = tree(client_of(desk.admin).get("/tracking/?by=kind&o=-sent"))
    cells = page.xpath("//table[contains(@class,'board')]/tbody//td[contains(@class,'of-sent')]")
    counts = [int(cell.text_content()) for cell in cells]
    assert counts == sorted(counts, reverse=True) and len(counts) == 5
    total = page.xpath("//tfoot//td[contains(@class,'of-sent')]")[0].text_content()
    assert int(total) == sum(counts)
    heads = page.xpath("//table[contains(@class,'board')]//th[@aria-sort]")
    assert [head.get("aria-sort") for head in heads] == ["descending"]
    assert all("by=kind" in a.get("href") for a in page.xpath("//thead//a[contains(@href, 'o=')]"))


def test_the_definition_of_the_rate_stands_on_the_page(desk, client_of):
    sampled(desk)
    text = tree(client_of(desk.admin).get("/tracking/")).text_content()
    assert "按时办结数 ÷（已办结数 + 已逾期未办结数）" in text
    assert "不计：" in text and "不足 5 件的数量少" in text


def test_days_of_the_calendar_hold_what_is_due_with_its_light(desk, client_of):
    on = day(40)
    desk.matter("working", title="开展校舍安全排查", due_on=on)
    desk.matter("checked", title="还没有下发", due_on=on)
    page = tree(client_of(desk.admin).get(f"/tracking/calendar/?month={on:%Y-%m}"))
    cell = page.xpath(f"//td[.//time[@datetime='{on}']]")[0]
    text = cell.text_content()
    assert "开展校舍安全排查" in text and "蓝灯" in text and "还没有下发" not in text


def test_holidays_and_days_that_make_up_are_marked(desk, client_of):
    page = tree(client_of(desk.admin).get("/tracking/calendar/?month=2026-02"))

    def told(on):
        return page.xpath(f"//td[.//time[@datetime='{on}']]")[0].text_content()

    assert "休 春节" in told("2026-02-17") and "班" in told("2026-02-14")
    assert "休" in told("2026-02-20") and "休" not in told("2026-02-10")
    assert "还没有收录" not in page.text_content()
    later = tree(client_of(desk.admin).get("/tracking/calendar/?month=2031-10"))
    assert "还没有收录" in later.text_content() and "休 国庆节" in later.text_content()


def test_the_timeline_draws_parts_below_their_whole(desk, client_of):
    sampled(desk)
    whole = Matter.objects.filter(parts__isnull=False).distinct().get()
    page = tree(client_of(desk.admin).get("/tracking/timeline/"))
    rows = page.xpath("//table[contains(@class,'timeline')]/tbody/tr")
    titles = [row.xpath("string(th)").strip() for row in rows]
    place = titles.index(whole.title)
    assert rows[place + 1].get("class") == "depth-1" and whole.title in titles[place + 1]
    assert all(row.xpath(".//*[local-name()='svg'][@aria-label]") for row in rows)
    assert page.xpath("//*[@class='original']")


def test_the_timeline_shows_what_is_closed_when_asked(desk, client_of):
    desk.matter("closed", title="完成消防整改", due_on=day(10))
    client = client_of(desk.admin)
    assert "完成消防整改" not in tree(client.get("/tracking/timeline/")).text_content()
    for query in ("?light=", "?light=grey", "?light=sent"):
        assert "完成消防整改" in tree(client.get(f"/tracking/timeline/{query}")).text_content()


def test_parts_come_with_their_whole_and_nothing_stands_on_two_pages(desk, client_of, monkeypatch):
    monkeypatch.setattr(tracking_timeline, "ROWS", 7)
    list(follow([desk.bureau], 150))
    client, found = client_of(desk.admin), []
    for number in range(1, 40):
        response = client.get(
            f"/tracking/timeline/?light=sent&from=2025-12&to=2027-11&page={number}"
        )
        page = response.context["page"]
        found += [(bar.row.matter.pk, bar.depth) for bar, *_ in page.object_list]
        if not page.has_next():
            break
    wanted = matters_of(desk.admin).sent()
    numbers = [pk for pk, _ in found]
    assert len(numbers) == len(set(numbers)) and set(numbers) == {row.pk for row in wanted}
    parts = {row.pk for row in wanted if row.parent_id and row.parent.state != "stopped"}
    assert {pk for pk, depth in found if depth} == parts and len(parts) > 5


def test_a_long_ledger_has_pages_and_files_have_all_of_it(desk, client_of, monkeypatch):
    monkeypatch.setattr(tracking_ledger, "ROWS", 10)
    sampled(desk)
    client = client_of(desk.admin)
    for by in ("unit", "kind"):
        titles, numbers, names = [], [], []
        for number in (1, 2, 3, 4):
            page = tree(client.get(f"/tracking/ledger/?by={by}&page={number}"))
            titles += [a.text_content() for a in page.xpath("//tbody/tr/th[@scope='row']/a")]
            numbers += [int(td.text_content()) for td in page.xpath("//td[@class='number']")]
            names += [th.text.split("（")[0] for th in page.xpath("//tr[@class='chapter']/th")]
        sent = matters_of(desk.admin).sent()
        assert sorted(titles) == sorted(map(str, sent))
        assert numbers == list(range(1, len(titles) + 1))
        # A chapter that a page ends in goes on in the next one, and comes no more after it.
        runs = [name for name, _ in itertools.groupby(names)]
        assert len(runs) == len(set(runs))
        (sheet,) = reading.read(client.get(f"/tracking/ledger/?by={by}&page=2&as=xlsx").content)
        assert len(sheet.rows) == len(titles) + 1


def test_of_a_crowded_month_each_day_shows_its_first_and_counts_all(desk, client_of, monkeypatch):
    monkeypatch.setattr(months, "MOST", 8)
    on = day(40).replace(day=10)
    for number in range(9):
        desk.matter("working", title=f"第{number}项", due_on=on + timedelta(days=number // 8))
    path = f"/tracking/calendar/?month={on:%Y-%m}"
    page = tree(client_of(desk.admin).get(path))
    cell = page.xpath(f"//td[.//time[@datetime='{on}']]")[0]
    assert len(cell.xpath(".//li")) == months.SHOWN
    (link,) = cell.xpath(".//a[contains(@class,'is-cut')]")
    assert link.get("data-rows") == "8" and rows_found(link.get("href"), desk.admin) == 8
    assert "每天先列前几件" in page.text_content()
    (sheet,) = reading.read(client_of(desk.admin).get(f"{path}&as=xlsx").content)
    assert len(sheet.rows) == 10
