"""The page of the audit log: who reads what of it, narrowed, paged, and as a file."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from eduplan.accounts.models import Role
from eduplan.accounts.session_clock import SEEN, STARTED
from eduplan.audit import filters, views
from eduplan.audit.models import AuditEntry
from indicators.models import Region
from tests.conftest import person
from tests.eduplan.audit_entries import logged
from tests.plans.records import recorded
from tests.plans.test_page_access import PEOPLE
from tests.plans.test_personal import NUMBERS

pytestmark = pytest.mark.django_db

PAGE = "/audit/"


@pytest.fixture
def admin(bureau):
    """The administrator of the bureau."""
    return person("boss", Role.BUREAU_ADMIN, bureau)


@pytest.fixture
def reader(client, admin):
    """The administrator's client; his session begins without a trace in the log."""
    session = client.session
    session[SESSION_KEY] = str(admin.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = admin.get_session_auth_hash()
    session[STARTED] = session[SEEN] = timezone.now().timestamp()
    session.save()
    return client


def labels(client, query=""):
    """What the page lists, in its order."""
    return [entry.label for entry in client.get(PAGE + query).context["page"]]


@pytest.mark.parametrize(
    ("role", "has_region", "expected"),
    [
        (Role.SYSTEM_ADMIN, False, {"own", "other", "nobody"}),
        (Role.AUDITOR, False, {"own", "other", "nobody"}),
        (Role.AUDITOR, True, {"own"}),
        (Role.BUREAU_ADMIN, True, {"own"}),
    ],
)
def test_each_reader_sees_his_part(
    role, has_region, expected, client_of, bureau, other_bureau, staff
):
    client = client_of(person("reader", role, bureau if has_region else None))
    logged(staff, label="own")
    logged(person("stranger", Role.BUREAU_STAFF, other_bureau), label="other")
    logged(username="", action="login_failed", label="nobody")
    assert set(labels(client)) - {"登录"} == expected


def test_an_auditor_of_a_prefecture_sees_its_counties(client_of, bureau, staff):
    prefecture = Region.objects.create(
        adcode="530100", name="长川市", full_name="云岭省长川市", level="prefecture"
    )
    elsewhere = Region.objects.create(
        adcode="530200", name="别市", full_name="云岭省别市", level="prefecture"
    )
    logged(staff, label="below")
    logged(person("far", Role.BUREAU_STAFF, elsewhere), label="elsewhere")
    client = client_of(person("reader", Role.AUDITOR, prefecture))
    assert set(labels(client)) == {"below", "登录"}


@pytest.mark.parametrize("role", sorted({*PEOPLE} - {"auditor", "bureau_admin", "system_admin"}))
def test_others_find_neither_page_nor_link(role, client_of, bureau):
    client = client_of(person("someone", role, bureau))
    response = client.get(PAGE)
    assert response.status_code == 403 and "审计员" in response.content.decode()
    assert PAGE not in client.get("/").content.decode()


def test_readers_find_the_link(reader):
    assert f'href="{PAGE}"' in reader.get("/").content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "甲乙丙"),
        ("?q=工作", "乙丙"),
        ("?q=工作 计划", "丙"),
        ("?q=100%25", ""),
        ("?q=甲", "甲"),
        ("?action=export", "乙"),
        ("?person=sta", "甲丙"),
        ("?person=王", "乙"),
        ("?person=nobody", ""),
        ("?address=10.0.0.1", "甲"),
        ("?address=10.0.0", ""),
        # Midnight in Shanghai is 16:00 UTC of the day before.
        ("?day_from=2026-03-02", "甲乙"),
        ("?day_to=2026-03-01", "丙"),
        ("?day_from=2026-03-02&day_to=2026-03-02", "乙"),
        ("?person=staff&address=10.0.0.2", "丙"),
    ],
)
def test_each_condition_finds_its_entries(query, expected, reader, staff, colleague):
    colleague.last_name = "王科员"
    colleague.save()
    rows = (
        ("丙", staff, "青禾县工作计划", "change", "10.0.0.2", datetime(2026, 3, 1, 15, 59)),
        ("乙", colleague, "工作要点", "export", "10.0.0.2", datetime(2026, 3, 1, 16, 0)),
        ("甲", staff, "通知", "change", "10.0.0.1", datetime(2026, 3, 3)),
    )
    for label, user, text, action, address, at in rows:
        AuditEntry.objects.create(
            at=at.replace(tzinfo=UTC), user=user, username=user.username, bureau=user.region,
            label=label, object_text=text, action=action, address=address,
        )  # fmt: skip
    response = reader.get(PAGE + query)
    assert "".join(entry.label for entry in response.context["page"]) == expected
    assert not response.context["complaints"]


@pytest.mark.parametrize(
    "query", ["action=x", "day_from=x", "day_from=2026-03-02&day_to=2026-03-01", "size=7"]
)
def test_a_bad_value_is_said_and_the_list_stays(query, reader, staff):
    logged(staff, label="kept")
    response = reader.get(f"{PAGE}?{query}")
    assert len(response.context["complaints"]) == 1
    assert [entry.label for entry in response.context["page"]] == ["kept"]


@pytest.mark.parametrize("query", ["page=99", "page=x", "q=%00", "person=%00", "as=pdf", "o=at"])
def test_no_address_breaks_the_page(query, reader, staff):
    logged(staff)
    assert reader.get(f"{PAGE}?{query}").status_code == 200


def test_an_empty_log_says_what_will_be_there(reader):
    assert "还没有记录" in reader.get(PAGE).content.decode()
    assert "没有符合条件的记录" in reader.get(f"{PAGE}?q=x").content.decode()


def test_many_entries_are_paged_newest_first(reader, staff):
    for n in range(45):
        logged(staff, days=n, label=f"{n}")
    assert labels(reader) == [f"{n}" for n in range(30)]
    assert labels(reader, "?page=2") == [f"{n}" for n in range(30, 45)]


def test_a_page_takes_no_more_queries_for_more_entries(reader, staff, colleague, admin):
    def count():
        with CaptureQueriesContext(connection) as found:
            reader.get(f"{PAGE}?q=x&person=s&size=100")
        return len(found)

    logged(staff, label="x")
    few = count()
    for n in range(60):
        person_of_three = (staff, colleague, admin)[n % 3]
        logged(person_of_three, label=f"x{n}", object_model="plans.plan", object_pk=n or "")
    assert count() == few


def test_pages_end_where_nobody_leafs_any_more(reader, staff, monkeypatch):
    monkeypatch.setattr(filters, "MOST", 3)
    monkeypatch.setattr(views, "MOST", 3)
    for n in range(5):
        logged(staff, days=n, label=f"{n}")
    assert labels(reader) == ["0", "1", "2"]
    assert "只列出最新的 3 条" in reader.get(PAGE).content.decode()


def test_details_are_words_and_lead_to_the_history(client_of, admin, staff, bureau):
    plan = recorded(bureau).plans.get()
    row = plan.statements.first()
    sent = {"state": "accepted", "version": row.version}
    client_of(staff).post(reverse("review-decide", args=[plan.pk, row.key]), sent)
    client = client_of(admin)
    html = client.get(f"{PAGE}?action=change").content.decode()
    assert f"记录：{row.key}" in html and "字段：state、version" in html
    (entry,) = client.get(f"{PAGE}?action=change").context["page"]
    history = client.get(entry.history)
    assert [o.user for o in history.context["operations"]] == [staff]


def test_before_and_after_of_rights_are_told(reader, staff):
    details = {"before": {"角色": "科室人员"}, "after": {"角色": "局管理员"}}
    logged(staff, action="rights", details=details)
    assert "角色：科室人员 → 局管理员" in reader.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("action", "status", "word"),
    [
        ("change", 302, "成功"),
        ("login", None, "成功"),
        ("login_failed", None, "失败"),
        ("refused", 403, "没有权限"),
        ("refused", 404, "没有找到"),
    ],
)
def test_the_result_is_a_word(action, status, word, reader, staff):
    logged(staff, action=action, status=status)
    assert exported(reader)[0]["结果"] == word
    (entry,) = [e for e in reader.get(PAGE).context["page"] if e.action != "export"]
    assert entry.result == word


def exported(client, query="?as=csv"):
    """The rows of a file without its head."""
    text = client.get(PAGE + query).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_file_holds_what_is_asked_for_and_is_logged_itself(reader, staff):
    logged(staff, label="wanted", object_text="甲", details={"fields": ["state"]})
    logged(staff, label="other", object_text="乙")
    (row,) = exported(reader, "?as=csv&q=甲")
    assert (row["账号"], row["操作"], row["详情"]) == ("staff", "wanted", "字段：state")
    entry = AuditEntry.objects.newest_first().first()
    assert (entry.action, entry.label) == ("export", "导出审计日志")
    assert entry.details == {"query": {"as": "csv", "q": "甲"}}


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_no_cell_is_reckoned_with(text, reader, staff):
    logged(staff, object_text=text)
    assert exported(reader)[0]["对象"] == f"'{text}"
    book = CalamineWorkbook.from_filelike(io.BytesIO(reader.get(f"{PAGE}?as=xlsx").content))
    head, *rows = book.get_sheet_by_index(0).to_python()
    assert text in [row[head.index("对象")] for row in rows]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_too_much_for_a_file_is_said(kind, reader, staff, monkeypatch):
    monkeypatch.setitem(views.LARGEST, kind, 2)
    for n in range(3):
        logged(staff, label=f"{n}")
    assert "超过 2 条，没有导出" in reader.get(f"{PAGE}?as={kind}").content.decode()
    assert len(labels(reader, f"?as={kind}")) == 3


def test_a_file_of_a_wrong_condition_is_refused(reader, staff):
    logged(staff)
    assert "条件有误，没有导出" in reader.get(f"{PAGE}?as=csv&day_from=x").content.decode()


def test_a_file_holds_the_own_bureau_alone(reader, staff, other_bureau):
    logged(person("stranger", Role.BUREAU_STAFF, other_bureau))
    logged(staff)
    assert [row["账号"] for row in exported(reader)] == ["staff"]


@pytest.mark.parametrize(("role", "sees"), [(Role.AUDITOR, False), (Role.BUREAU_ADMIN, True)])
def test_personal_data_in_titles_and_files_is_masked_for_who_may_not_see_it(
    role, sees, client_of, staff, bureau
):
    number = NUMBERS[1]
    text = f"家长电话{number}的资助计划"
    logged(staff, object_model="plans.plan", object_pk="1", object_text=text)
    logged(staff, details={"files": [f"家长电话{number}.docx"]})
    client = client_of(person("reader", role, bureau))
    told = client.get(PAGE).content.decode()
    file = client.get(f"{PAGE}?as=csv").content.decode("utf-8-sig")
    assert [number in said for said in (told, file)] == [sees, sees]
    assert "的资助计划" in told and "的资助计划" in file
    assert bool(labels(client, f"?q={number}")) == sees
