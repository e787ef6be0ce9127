"""Who does something finds it in the log, and only what he did: one insertion, never a secret."""

import json
import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from eduplan.accounts.models import Role, User
from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import record
from plans.models import SavedFilter
from tests.conftest import person
from tests.plans.records import recorded

pytestmark = pytest.mark.django_db

Action = AuditEntry.Action
SECRET = "geheim-8812"


@pytest.fixture
def source(bureau):
    """A source of the bureau."""
    return recorded(bureau)


@pytest.fixture
def plan(source):
    """Its plan."""
    return source.plans.get()


@pytest.fixture
def clerk(client_of, staff):
    """The clerk's client, whose signing in by force is no entry of these tests."""
    return client_of(staff)


def entries():
    """What was logged since people signed in."""
    signing = (Action.LOGIN, Action.LOGOUT)
    return list(AuditEntry.objects.exclude(action__in=signing).order_by("pk"))


def decide(client, plan, **sent):
    row = plan.statements.first()
    address = reverse("review-decide", args=[plan.pk, row.key])
    return client.post(address, {"state": "accepted", "version": row.version, **sent}), row


def test_a_change_tells_who_what_where_and_how(clerk, staff, bureau, plan):
    _, row = decide(clerk, plan, why=SECRET)
    entry = entries()[0]
    assert (entry.user, entry.username, entry.role) == (staff, "staff", "科室人员")
    assert (entry.bureau, entry.address) == (bureau, "127.0.0.1")
    assert (entry.action, entry.name, entry.label) == ("change", "review-decide", "核对记录")
    assert (entry.object_model, entry.object_pk) == ("plans.plan", str(plan.pk))
    assert (entry.object_text, entry.status) == (plan.title, 302)
    assert entry.details == {"key": row.key, "fields": ["state", "version", "why"]}


def test_values_are_never_logged(clerk, plan):
    decide(clerk, plan, why=SECRET, password=SECRET)
    clerk.post(reverse("plan-new"), {"title": SECRET, "year": "2026"})
    clerk.post(reverse("login"), {"username": SECRET, "password": SECRET})
    assert SECRET not in json.dumps(list(AuditEntry.objects.values()), default=str)


def test_the_log_costs_one_insertion(clerk, plan, django_assert_max_num_queries):
    with django_assert_max_num_queries(100) as found:
        decide(clerk, plan)
    about = [q["sql"] for q in found if "audit_auditentry" in q["sql"]]
    assert len(about) == 1 and about[0].startswith("INSERT")
    assert found.captured_queries[-1]["sql"] == about[0]


def test_what_only_shows_leaves_no_entry(clerk, plan):
    for name in ("home", "source-list", "quality"):
        assert clerk.get(reverse(name)).status_code == 200
    clerk.post(reverse("look"), {"theme": "dark"})
    clerk.post(reverse("review-hold", args=[plan.pk, plan.statements.first().key]))
    assert not entries()


def test_what_was_not_understood_is_no_change(clerk, plan):
    assert clerk.post(reverse("plan-new"), {}).status_code == 422
    assert not entries()


@pytest.mark.parametrize(
    ("name", "query", "label"),
    [
        ("source-file", "", "下载来源文件"),
        ("plan-export", "", "导出计划表格"),
        ("quality", "?as=csv&year=2023", "导出识别质量"),
        ("quality", "?as=xlsx", "导出识别质量"),
    ],
)
def test_a_file_that_is_taken_along_is_logged(name, query, label, clerk, source, plan):
    numbers = {"source-file": [source.pk], "plan-export": [plan.pk, "tasks"]}
    assert clerk.get(reverse(name, args=numbers.get(name)) + query).status_code == 200
    entry = entries()[0]
    assert (entry.action, entry.label, entry.status) == ("export", label, 200)
    named = {"source-file": source.name, "plan-export": plan.title}
    assert entry.object_text == named.get(name, "")
    asked = dict(pair.split("=") for pair in query.lstrip("?").split("&") if pair)
    assert entry.details.get("query", {}) == asked


def test_a_refused_page_and_a_refused_change_are_logged(client_of, bureau, plan):
    client = client_of(person("leader", Role.BUREAU_LEADER, bureau))
    assert client.get(reverse("plan-new")).status_code == 403
    assert decide(client, plan)[0].status_code == 403
    page, change = entries()
    assert (page.action, page.label, page.status) == ("refused", "新建计划", 403)
    assert (change.action, change.label, change.object_text) == ("refused", "核对记录", plan.title)


def test_a_row_of_another_bureau_is_not_named_to_the_own(client_of, other_bureau, plan):
    client = client_of(person("stranger", Role.BUREAU_STAFF, other_bureau))
    assert decide(client, plan)[0].status_code == 404
    entry = entries()[0]
    assert (entry.action, entry.bureau) == ("refused", other_bureau)
    assert (entry.object_pk, entry.object_text) == (str(plan.pk), "")


@pytest.mark.parametrize("path", ["/plans/99999999999999999999999999/review/undo/", "/nowhere/"])
def test_a_change_of_what_does_not_exist_is_logged(path, clerk):
    assert clerk.post(path).status_code == 404
    assert entries()[0].action == "refused"


def test_a_forged_form_is_logged(staff):
    client = Client(enforce_csrf_checks=True)
    client.force_login(staff)
    assert client.post(reverse("plan-new"), {"title": "x"}).status_code == 403
    assert (entries()[0].action, entries()[0].status) == ("refused", 403)


def test_a_stranger_fills_no_log(client, plan):
    decide(client, plan)
    client.post("/nowhere/")
    Client(enforce_csrf_checks=True).post(reverse("login"))
    assert not AuditEntry.objects.exists()


def test_what_is_removed_is_still_named(clerk, staff):
    kept = SavedFilter.objects.create(user=staff, page="plan-list", name="我的条件", query="q=x")
    clerk.post(reverse("filter-delete", args=[kept.pk]))
    assert not SavedFilter.objects.exists()
    assert entries()[0].object_text == "我的条件"


def test_names_of_files_are_told_and_their_bytes_are_not(clerk):
    sent = SimpleUploadedFile("要点.txt", f"青禾县教育局2024年工作要点\n{SECRET}".encode())
    assert clerk.post(reverse("source-import"), {"files": sent}).status_code == 200
    assert entries()[0].details == {"files": ["要点.txt"]}


def test_names_that_no_database_takes_are_logged_all_the_same(clerk, plan):
    decide(clerk, plan, **{"nul\0": "1", "x" * 500: "1"})
    clerk.post("/nowhere/%00/%ff")
    change, refused = entries()
    assert "nul\N{REPLACEMENT CHARACTER}" in change.details["fields"]
    assert max(map(len, change.details["fields"])) == 200
    assert refused.action == "refused"


def test_a_table_of_many_fields_leaves_a_short_entry(clerk, plan):
    decide(clerk, plan, **{f"f{n}": "" for n in range(500)})
    details = entries()[0].details
    assert len(details["fields"]) == 40 and details["fields_count"] == 502


def sign_in(client, username, password):
    return client.post(reverse("login"), {"username": username, "password": password})


def test_signing_in_and_out_is_logged(client, bureau):
    user = person("anna", Role.BUREAU_STAFF, bureau, "richtig 42")
    sign_in(client, "anna", "falsch")
    sign_in(client, "anna", "richtig 42")
    client.post(reverse("logout"))
    found = AuditEntry.objects.order_by("pk")
    assert [e.action for e in found] == ["login_failed", "login", "logout"]
    assert {(e.user, e.username, e.bureau, e.address) for e in found} == {
        (user, "anna", bureau, "127.0.0.1")
    }


def test_a_name_that_is_no_account_is_not_kept(client):
    sign_in(client, SECRET, "x")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.user, entry.username) == ("login_failed", None, "")
    assert "没有这个账号" in entry.label


def user_form(user, **changed):
    """The form of the admin site as it stands, some of its fields changed."""
    post = user.post
    form = {"username": user.username, "post": post.pk}
    form |= {"posts-TOTAL_FORMS": 1, "posts-INITIAL_FORMS": 1, "posts-0-user": user.pk}
    form |= {"posts-0-id": post.pk, "posts-0-role": post.role, "posts-0-region": post.region_id}
    moment = user.date_joined
    form |= {"date_joined_0": f"{moment:%Y-%m-%d}", "date_joined_1": f"{moment:%H:%M:%S}"}
    return form | {"is_active": "on"} | changed


def test_a_change_of_rights_tells_before_and_after(admin_client, staff):
    address = reverse("admin:accounts_user_change", args=[staff.pk])
    promoted = user_form(staff, is_staff="on") | {"posts-0-role": "bureau_admin"}
    response = admin_client.post(address, promoted)
    assert response.status_code == 302
    (entry,) = entries()
    assert (entry.action, entry.label, entry.object_pk) == ("rights", "修改账号", str(staff.pk))
    assert entry.details == {
        "before": {"任职": "科室人员 · 青禾县", "可进后台": "否"},
        "after": {"任职": "局管理员 · 青禾县", "可进后台": "是"},
    }


def test_a_form_of_the_admin_site_that_is_wrong_is_no_change(admin_client, staff):
    address = reverse("admin:accounts_user_change", args=[staff.pk])
    assert admin_client.post(address, {}).status_code == 200
    assert not entries()


def test_other_changes_of_accounts_are_changes_of_rights(admin_client):
    user = User.objects.create_user("bare")
    password = {"password1": f"{SECRET}-xy", "password2": f"{SECRET}-xy", "usable_password": "true"}
    address = reverse("admin:auth_user_password_change", args=[user.pk])
    assert admin_client.post(address, password).status_code == 302
    address = reverse("admin:accounts_user_delete", args=[user.pk])
    assert admin_client.post(address, {"post": "yes"}).status_code == 302
    reset, gone = entries()
    assert {(e.action, e.object_text) for e in (reset, gone)} == {("rights", "bare")}
    assert (reset.label, gone.label) == ("后台重设密码：用户", "后台删除：用户")
    assert SECRET not in json.dumps(reset.details)


def test_rows_that_are_deleted_together_are_numbered(admin_client):
    chosen = [User.objects.create_user(name).pk for name in ("one", "other")]
    sent = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    admin_client.post(reverse("admin:accounts_user_changelist"), sent)
    assert not User.objects.filter(pk__in=chosen).exists()
    assert entries()[0].details["rows"] == [str(pk) for pk in chosen]


def test_an_other_row_of_the_admin_site_is_named(admin_client, bureau):
    address = reverse("admin:indicators_region_change", args=[bureau.pk])
    admin_client.post(
        address, {"adcode": "530199", "name": "新名", "full_name": "新名", "level": "county"}
    )
    entry = entries()[0]
    assert (entry.action, entry.label) == ("change", "后台修改：地区")
    assert entry.object_text == "云岭省长川市青禾县"


def test_a_hand_written_entry_stands_for_the_command_line_too(staff):
    entry = record(None, Action.LOCK, staff, details={"failures": 5})
    assert (entry.username, entry.object_text, entry.label) == ("命令行", "staff", "账号锁定")


@pytest.mark.django_db(transaction=True)
def test_without_a_log_the_work_is_done_and_the_failure_is_told(clerk, plan, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_auditentry RENAME TO away")
    try:
        with caplog.at_level(logging.CRITICAL):
            response, row = decide(clerk, plan)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE away RENAME TO audit_auditentry")
    row.refresh_from_db()
    assert (response.status_code, row.state) == (302, "accepted")
    assert "审计日志写入失败" in caplog.text and "staff" in caplog.text
