"""A person's own notices: the bell on every page, the list, and the way to what each is about."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.models import Role
from plans.bell import unread_of
from plans.models import Notice
from plans.noticing import tell
from tests.conftest import person
from tests.plans.campaigning import Stage

pytestmark = pytest.mark.django_db

LIST, READ_ALL = reverse("notice-list"), reverse("notice-read-all")


@pytest.fixture
def head(bureau):
    return person("head", Role.SCHOOL_HEAD, bureau)


@pytest.fixture
def reading(client_of, head):
    return client_of(head)


def notice(user, text="河湾小学上报的《2027年度计划上报》已通过。", where="/plans/", **facts):
    made = tell([user], text=text, where=where)[0]
    Notice.objects.filter(pk=made.pk).update(**facts)
    return made


def opened(client, number):
    return client.post(reverse("notice-open", args=[number]))


def shown(client, address=LIST):
    return client.get(address).content.decode()


def bell(words):
    """What the bell of a page says: how many, None without a number."""
    if 'class="bell-count">' not in words:
        return None
    return words.split('class="bell-count">')[1].split("<")[0]


def test_the_bell_counts_what_is_unread_on_every_page(reading, head, staff):
    assert bell(shown(reading, "/plans/")) is None
    for _ in range(3):
        notice(head)
    notice(staff)
    notice(head, read_at=timezone.now())
    assert bell(shown(reading, "/plans/")) == "3" == bell(shown(reading, "/nowhere/"))
    Notice.objects.bulk_create(Notice(user=head, text="请上报", where="/") for _ in range(120))
    assert bell(shown(reading, "/plans/")) == "99+"


def test_a_stranger_sees_no_bell(client):
    assert 'class="bell"' not in shown(client, reverse("login"))


def test_who_came_by_a_link_sees_no_bell_and_costs_no_query(bureau, rf):
    """His request holds a user, who is told nothing."""
    link = person("link-1", "", bureau)
    request = rf.get("/")
    request.user, request.personal_link = link, object()
    with CaptureQueriesContext(connection) as queries:
        assert unread_of(request) == 0
    assert not len(queries)


@pytest.mark.parametrize("address", ["/plans/", LIST, "/nowhere/"])
def test_the_bell_asks_one_query_a_page(reading, head, address):
    for _ in range(3):
        notice(head)
    reading.get(address)
    with CaptureQueriesContext(connection) as queries:
        reading.get(address)
    counting = [
        q["sql"] for q in queries if '"read_at" IS NULL' in q["sql"] and "COUNT" in q["sql"]
    ]
    assert len(counting) == 1


def test_the_list_asks_as_much_for_thirty_as_for_two(reading, head):
    for _ in range(2):
        notice(head)
    reading.get(LIST)
    with CaptureQueriesContext(connection) as few:
        reading.get(LIST)
    Notice.objects.bulk_create(Notice(user=head, text="请上报", where="/") for _ in range(60))
    with CaptureQueriesContext(connection) as many:
        reading.get(LIST)
    assert len(few) == len(many) <= 10


def test_unread_ones_come_first_then_the_newest(reading, head):
    now = timezone.now()
    hours = {"一": 1, "二": 2, "三": 3, "四": 4}
    for text, ago in hours.items():
        read_at = now if text in "一三" else None
        notice(head, text=text, created_at=now - timedelta(hours=ago), read_at=read_at)
    texts = [row.text for row in reading.get(LIST).context["page"]]
    assert texts == ["二", "四", "一", "三"]


def test_the_list_is_paged(reading, head):
    Notice.objects.bulk_create(Notice(user=head, text=f"第{n}条", where="/") for n in range(31))
    assert len(reading.get(LIST).context["page"]) == 30
    assert len(reading.get(f"{LIST}?page=2").context["page"]) == 1
    for odd in ("0", "-1", "x", "9" * 30, "\x00"):
        assert reading.get(LIST, {"page": odd}).status_code == 200


def test_an_empty_list_says_what_will_come(reading):
    words = shown(reading)
    assert "还没有通知" in words and "全部标为已读" not in words


def test_opening_one_marks_it_and_leads_to_its_page(reading, head):
    first, second = notice(head, where="/plans/?q=河湾"), notice(head)
    response = opened(reading, first.pk)
    assert response.status_code == 302
    assert response["Location"] == "/plans/?q=%E6%B2%B3%E6%B9%BE"
    assert Notice.objects.get(pk=first.pk).read_at is not None
    assert Notice.objects.get(pk=second.pk).read_at is None


def test_opening_it_again_keeps_when_it_was_read(reading, head):
    first = timezone.now() - timedelta(days=1)
    made = notice(head, read_at=first)
    assert opened(reading, made.pk).status_code == 302
    assert Notice.objects.get(pk=made.pk).read_at == first


@pytest.mark.parametrize(
    "where", ["//evil.example/", "https://evil.example/", "/\\evil.example", ""]
)
def test_a_row_that_leads_elsewhere_leads_to_the_list(reading, head, where):
    """Nobody can write such a row by ``tell``; the page trusts none all the same."""
    made = notice(head, where="/")
    Notice.objects.filter(pk=made.pk).update(where=where)
    assert opened(reading, made.pk)["Location"] == LIST


def test_nobody_opens_or_marks_the_notice_of_another(reading, staff):
    made = notice(staff)
    assert opened(reading, made.pk).status_code == 404
    reading.post(READ_ALL, {"newest": made.pk})
    assert Notice.objects.get(pk=made.pk).read_at is None


def test_an_address_that_is_too_long_a_number_is_not_found(reading):
    assert reading.post(f"/notices/{'9' * 30}/open/").status_code == 404


def test_all_that_was_listed_is_marked_and_nothing_that_came_since(reading, head):
    seen = [notice(head), notice(head)]
    newest = reading.get(LIST).context["newest"]
    came = notice(head)
    response = reading.post(READ_ALL, {"newest": newest}, follow=True)
    assert "已把 2 条通知标为已读" in response.content.decode()
    unread = Notice.objects.visible_to(head).unread()
    assert list(unread.values_list("pk", flat=True)) == [came.pk] and seen


@pytest.mark.parametrize("newest", [None, "", "x", "-1", "9" * 40, "\x00", "²"])
def test_a_torn_form_marks_nothing_and_says_so(reading, head, newest):
    notice(head)
    sent = {} if newest is None else {"newest": newest}
    response = reading.post(READ_ALL, sent, follow=True)
    assert "没有标记：页面已经过期" in response.content.decode()
    assert Notice.objects.unread().count() == 1


def test_a_form_of_another_site_changes_nothing(head):
    made = notice(head)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(head)
    assert opened(strict, made.pk).status_code == 403
    assert Notice.objects.get(pk=made.pk).read_at is None


def test_a_text_is_shown_as_it_is(reading, head):
    notice(head, text="<script>alert(1)</script>")
    assert "<script>alert(1)" not in shown(reading)


def test_the_back_door_shows_no_words_of_a_notice(admin_client, head):
    made = notice(head, text="只告诉校长的话", where="/plans/?only")
    for name, args in (("changelist", []), ("change", [made.pk])):
        words = shown(admin_client, reverse(f"admin:plans_notice_{name}", args=args))
        assert "head" in words and "只告诉" not in words and "?only" not in words


def test_who_was_given_back_a_plan_reads_it_in_the_list(bureau, client_of):
    stage = Stage(bureau)
    stage.bring("returned")
    words = shown(client_of(stage.head))
    assert bell(words) == "2" and "河湾小学上报的《2027年度计划上报》已退回" in words
