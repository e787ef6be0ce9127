"""People are told once what they are to know, in the transaction of what happened."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eduplan.accounts.models import Role, User
from plans.models import Delivery, Notice
from plans.noticing import Message, tell, tell_all
from tests.conftest import county, person
from tests.plans.test_submission_concurrency import at_once, on_disk

pytestmark = pytest.mark.django_db

__all__ = ["on_disk"]

TEXT = "河湾小学上报的《2027年度计划上报》已通过。"


@pytest.fixture
def heads(bureau):
    return [person(f"head{n}", Role.SCHOOL_HEAD, bureau) for n in range(3)]


def test_each_person_gets_a_notice_of_his_own(heads):
    made = tell(heads, text=TEXT, where="/submissions/3/")
    assert sorted(notice.user_id for notice in made) == sorted(head.pk for head in heads)
    for head in heads:
        notice = Notice.objects.visible_to(head).get()
        assert (notice.text, notice.where, notice.kind) == (TEXT, "/submissions/3/", "note")
        assert notice.read_at is None and notice in made


def test_nobody_who_has_left_is_told(heads):
    User.objects.filter(pk=heads[0].pk).update(is_active=False)
    made = tell(User.objects.all(), text=TEXT, where="/submissions/3/")
    assert {notice.user_id for notice in made} == {head.pk for head in heads[1:]}


def test_what_bears_the_same_mark_is_told_once(heads):
    facts = {"text": TEXT, "where": "/submissions/3/"}
    first = tell(heads[:2], once="due:3:7", **facts)
    again = tell(heads, once="due:3:7", **facts)
    other = tell(heads, once="due:3:3", **facts)
    assert [len(made) for made in (first, again, other)] == [2, 1, 3]
    assert [notice.user for notice in again] == [heads[2]]
    assert all(Notice.objects.get(pk=notice.pk).once == "due:3:3" for notice in other)


def test_the_same_person_named_twice_is_told_once_where_it_is_marked(heads):
    made = tell([heads[0], heads[0]], text=TEXT, where="/", once="x")
    assert len(made) == 1 == Notice.objects.count()


def test_the_database_holds_the_mark(heads):
    tell(heads[:1], text=TEXT, where="/", once="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(user=heads[0], text=TEXT, where="/", once="x")
    tell(heads[:1], text=TEXT, where="/")
    tell(heads[:1], text=TEXT, where="/")
    assert Notice.objects.filter(once="").count() == 2


def test_what_is_undone_was_never_told(heads, settings):
    settings.MAIL_IS_ON = True
    User.objects.update(email="xiaozhang@example.gov.cn")
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(User.objects.all(), text=TEXT, where="/")
        assert Delivery.objects.count() == 3
        raise RuntimeError
    assert not Notice.objects.exists() and not Delivery.objects.exists()


def test_a_line_waits_for_each_channel_that_is_on_and_leads_to_the_person(heads, settings):
    heads[0].email = "xiaozhang@example.gov.cn"
    heads[0].save()
    tell(heads, text=TEXT, where="/")
    assert not Delivery.objects.exists()
    settings.MAIL_IS_ON = True
    settings.WEBHOOK_URL = "http://127.0.0.1:9/"
    heads[1].phone = "13800001111"
    tell(heads, text=TEXT, where="/")
    lines = Delivery.objects.values_list("notice__user__username", "channel", "state")
    assert sorted(lines) == [("head0", "mail", "waiting"), ("head1", "webhook", "waiting")]


def test_one_mark_makes_one_line(heads, settings):
    settings.MAIL_IS_ON = True
    for head in heads:
        head.email = "xiaozhang@example.gov.cn"
    for _ in range(2):
        tell(heads, text=TEXT, where="/", once="x")
    assert Delivery.objects.count() == 3


@pytest.mark.parametrize(
    "where",
    [
        "",
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "/a b",
        "/a\n",
        "evil",
        "/" + "a" * 200,
    ],
)
def test_a_notice_leads_to_pages_of_ours_only(heads, where):
    with pytest.raises(ValueError), transaction.atomic():
        tell(heads, text=TEXT, where=where)
    assert not Notice.objects.exists()


def test_a_mark_that_the_database_would_not_take_is_refused(heads):
    with pytest.raises(ValueError), transaction.atomic():
        tell(heads, text=TEXT, where="/", once="x" * 121)
    assert not Notice.objects.exists()


def test_a_long_or_torn_text_is_made_one_short_line(heads):
    notice = tell(heads[:1], text="请\n尽快\x00上报" + "报" * 400, where="/")[0]
    notice.refresh_from_db()
    assert notice.text.startswith("请 尽快上报报") and notice.text.endswith("报…")
    assert len(notice.text) == 300


def test_telling_thirty_costs_as_many_queries_as_telling_two(bureau, settings):
    settings.MAIL_IS_ON = True
    people = [person(f"p{n}", Role.SCHOOL_HEAD, bureau) for n in range(32)]
    for one in people:
        one.email = "xiaozhang@example.gov.cn"

    def cost(some, once):
        with CaptureQueriesContext(connection) as queries:
            tell_all([Message(one, TEXT, "/", once and f"{once}{one.pk}") for one in some])
        return len(queries)

    assert cost(people[:2], "") == cost(people[2:], "")
    assert cost(people[:2], "a") == cost(people[2:], "a")


@pytest.mark.django_db(transaction=True)
def test_two_who_tell_the_same_at_the_same_moment_tell_it_once(on_disk, settings):
    settings.MAIL_IS_ON = True
    bureau = county("530199", "青禾县", "云岭省长川市青禾县")
    people = [person(f"p{n}", Role.SCHOOL_HEAD, bureau) for n in range(30)]
    for one in people:
        one.email = "xiaozhang@example.gov.cn"

    def tell_in(order):
        return lambda: tell(order, text=TEXT, where="/", once="due:3") or True

    for _ in range(3):
        at_once(tell_in(people), tell_in(people[::-1]))
        assert Notice.objects.count() == Delivery.objects.count() == 30
        Notice.objects.all().delete()


def test_nobody_sees_the_notices_of_another(heads, bureau):
    tell(heads[:1], text=TEXT, where="/")
    admin = person("all", Role.SYSTEM_ADMIN)
    admin.is_superuser = True
    for other in (*heads[1:], admin, person("boss", Role.BUREAU_ADMIN, bureau)):
        assert not Notice.objects.visible_to(other).exists()


def test_read_notices_are_deleted_after_their_days_and_unread_ones_stay(heads, settings):
    settings.MAIL_IS_ON = True
    User.objects.filter(pk=heads[0].pk).update(email="head0@example.com")
    heads[0].refresh_from_db()
    for n, (age, is_read) in enumerate(((200, True), (200, False), (100, True))):
        [made] = tell([heads[0]], text=TEXT, where="/plans/", once=f"{n}")
        then = timezone.now() - timedelta(days=age)
        Notice.objects.filter(pk=made.pk).update(created_at=then, read_at=then if is_read else None)
    assert Delivery.objects.count() == 3
    out = StringIO()
    call_command("prune_notices", "--days", "180", stdout=out)
    assert out.getvalue() == "已删除 180 天以前已读的通知 1 条。\n"
    assert set(Notice.objects.values_list("once", flat=True)) == {"1", "2"}
    assert Delivery.objects.count() == 2


@pytest.mark.parametrize("days", ["29", "-1", "999999999"])
def test_notices_are_kept_for_a_month_at_least(days, db):
    with pytest.raises(CommandError, match="至少保存 30 天"):
        call_command("prune_notices", "--days", days)
