"""The digest of a day: who is told what, once, in constant queries, also after being killed."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from eduplan.accounts.models import Role
from indicators.models import Unit
from plans.models import Matter, Notice
from plans.tracking import rule_making, steps, working_days
from plans.tracking.reminding import remind
from tests.plans.campaigning import day, somebody
from tests.tracking.matters import Desk

ROOT = Path(__file__).resolve().parents[2]
RULES = {
    "near": 5,
    "behind": 20,
    "yellow_days": 3,
    "red_days": 5,
    "weekdays": [1, 2, 3, 4, 5, 6, 7],
}


def work_day():
    """Today, or the next day on which people work: the digest goes out on such a day."""
    return working_days.after(day(-1), 1)


@pytest.fixture
def desk(bureau, db):
    return Desk(bureau)


@pytest.fixture
def full(desk):
    """A red, a yellow, a new and a proposed matter of the unit, nothing told of them."""
    late = desk.matter("working", title="逾期")
    Matter.objects.filter(pk=late.pk).update(begun_on=day(-40), due_on=day(-3), heard_at=None)
    near = desk.matter("working", title="临近", leader="bureau_leader")
    Matter.objects.filter(pk=near.pk).update(begun_on=day(-40), due_on=day(4), progress=90)
    desk.matter("dispatched", title="新的", due_on=day(300))
    desk.matter("proposed", title="待审")
    Notice.objects.all().delete()
    return desk


def told(moment):
    """Name of a person -> the text that a day gives him."""
    known = set(Notice.objects.values_list("pk", flat=True))
    remind(moment)
    new = Notice.objects.exclude(pk__in=known).select_related("user")
    assert all(count == 1 for count in Counter(notice.user_id for notice in new).values())
    return {notice.user.username: notice.text.partition("。")[2] for notice in new}


def test_who_is_told_what(full):
    said = told(work_day())
    assert said["lead"].startswith("安全股：红灯（逾期） 1 件，黄灯（临近或滞后） 1 件")
    assert "待签收 1 件" in said["lead"] and "待审核" not in said["lead"]
    assert said["bureau_admin"] == "局里待办：待审核 1 件。"
    # The red one has no leader in charge who signs in: all leaders of the bureau are told.
    assert "全局：红灯（逾期） 1 件" in said["bureau_leader"]
    assert "局里待办：待审核 1 件" in said["bureau_leader"]
    assert set(said) == {"lead", "bureau_admin", "bureau_leader"}


def test_where_it_leads(full):
    remind(work_day())
    pages = dict(Notice.objects.values_list("user__username", "where"))
    assert pages["lead"] == "/my-matters/" and pages["bureau_leader"] == "/tracking/"


def test_a_leader_is_told_of_his_own_and_others_of_what_is_late_for_long(full):
    other = somebody("刘副局长", Role.BUREAU_LEADER, full.bureau)
    Matter.objects.filter(title="逾期").update(leader=other.username, due_on=day(-3))
    said = told(work_day())
    assert "分管事项：红灯（逾期） 1 件" in said["刘副局长"]
    assert "红灯" not in said["bureau_leader"]
    Notice.objects.all().delete()
    Matter.objects.filter(title="逾期").update(due_on=day(-30))
    said = told(work_day())
    assert "全局：长期逾期 1 件" in said["bureau_leader"]


def test_the_same_day_tells_nothing_twice_and_the_next_one_does(full):
    assert told(work_day())
    assert told(work_day()) == {}
    assert told(working_days.after(work_day(), 1))


def test_a_person_of_two_posts_gets_one_notice_with_both(full):
    full.lead.appoint(Role.SCHOOL_CLERK, school=full.school)
    own = full.matter("dispatched", lead_unit=None, lead_school=full.school)
    Matter.objects.filter(pk=own.pk).update(begun_on=day(-9), due_on=day(-1))
    said = told(work_day())
    assert "安全股：红灯" in said["lead"] and "河湾小学：红灯（逾期） 1 件" in said["lead"]


def test_nobody_is_told_on_a_day_of_rest_or_one_that_the_rules_leave_out(full):
    sunday = next(day(n) for n in range(7) if day(n).isoweekday() == 7)
    assert not working_days.is_working_day(sunday) and told(sunday) == {}
    facts = {**RULES, "weekdays": [1], "on_rest_days": True}
    rule_making.set_rules(user=full.admin, seen=0, **facts)
    monday = next(day(n) for n in range(7) if day(n).isoweekday() == 1)
    tuesday = next(day(n) for n in range(7) if day(n).isoweekday() == 2)
    assert told(tuesday) == {} and set(told(monday)) >= {"lead"}


def test_a_day_of_rest_that_is_worked_is_a_working_day(full):
    saturday = date(2026, 2, 14)
    assert saturday.isoweekday() == 6
    Matter.objects.filter(title="逾期").update(begun_on=date(2025, 1, 1), due_on=date(2026, 1, 5))
    assert "安全股：红灯" in told(saturday)["lead"]


def test_the_rules_of_the_bureau_say_what_is_near(full):
    facts = {**RULES, "near": 0, "behind": 100}
    rule_making.set_rules(user=full.admin, seen=0, **facts)
    assert "黄灯" not in told(work_day())["lead"]


def test_supporting_units_are_told_where_the_rules_say_so(full):
    helper = Unit.objects.create(region=full.bureau, name="财务股", is_confirmed=True)
    user = somebody("helper", Role.BUREAU_STAFF, full.bureau)
    user.post.unit = helper
    user.post.save()
    Matter.objects.get(title="逾期").supporting_units.add(helper)
    assert "helper" not in told(work_day())
    Notice.objects.all().delete()
    rule_making.set_rules(user=full.admin, seen=0, tells_supporting=True, **RULES)
    assert told(work_day())["helper"].startswith("财务股配合：红灯（逾期） 1 件")
    assert "unit=" in Notice.objects.get(user=user).where


def test_the_parts_of_a_divided_matter_owe_reports_and_the_whole_does_not(desk):
    whole = desk.matter("working", due_on=day(300))
    Matter.objects.filter(pk=whole.pk).update(dispatched_at=whole.created_at.replace(year=2025))
    assert "该反馈 1 件" in told(work_day())["lead"]
    part = desk.matter("dispatched", title="部分", due_on=day(300))
    Matter.objects.filter(pk=part.pk).update(parent=whole)
    Notice.objects.all().delete()
    assert "该反馈" not in told(work_day())["lead"]


def test_who_has_left_is_not_told(full):
    full.lead.is_active = False
    full.lead.save()
    full.admin.posts.update(ended_on=day(-1))
    assert set(told(work_day())) == {"bureau_leader"}


def test_what_is_asked_for_is_said_to_who_decides(full):
    working = full.matter("working", title="延期")
    steps.ask_extension(working, user=full.lead, until=day(90), reason="雨季")
    assert "待答复延期 1 件" in told(work_day())["bureau_admin"]


def cost(moment):
    with CaptureQueriesContext(connection) as queries:
        assert remind(moment)
    return len(queries)


def test_thirty_people_and_three_hundred_matters_cost_as_many_queries_as_three_and_ten(desk):
    copies(desk, people=3, matters=10)
    few = cost(work_day())
    copies(desk, people=30, matters=300)
    many = cost(working_days.after(work_day(), 1))
    print(f"queries of a digest: {few} for few, {many} for many")
    assert many == few


def copies(desk, *, people, matters):
    """So many members of units of their own, and so many late matters that these lead."""
    units = []
    for n in range(people):
        unit = Unit.objects.create(region=desk.bureau, name=f"科室{people}-{n}", is_confirmed=True)
        user = somebody(f"member{people}-{n}", Role.BUREAU_STAFF, desk.bureau)
        user.post.unit = unit
        user.post.save()
        units.append(unit)
    Matter.objects.bulk_create(
        Matter(
            bureau=desk.bureau,
            created_by=desk.admin,
            title=f"事项{n}",
            lead_unit=units[n % people],
            state="working",
            begun_on=day(-90),
            due_on=day(-2),
        )
        for n in range(matters)
    )


def run(*arguments):
    out = StringIO()
    call_command("remind_matters", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_how_many_it_told(full):
    assert run("--day", f"{work_day()}") == f"{work_day()}：督办提醒 3 人。\n"
    assert run("--day", f"{work_day()}") == f"{work_day()}：督办提醒 0 人。\n"


@pytest.mark.parametrize("words", ["2026-02-30", "9999-12-31", "昨天"])
def test_a_day_that_is_none_is_refused_in_words(words, db):
    with pytest.raises(CommandError, match=f"没有“{words}”这一天"):
        run("--day", words)


KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from plans.tracking import reminding

reminding.CHUNK = 4
written = 0

def kill_in_the_middle(execute, sql, params, many, context):
    global written
    answer = execute(sql, params, many, context)
    written += sql.startswith("INSERT") and "plans_notice" in sql
    if written == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer

with connection.execute_wrapper(kill_in_the_middle):
    call_command("remind_matters", "--day", sys.argv[1])
"""
"""A run that dies when it has written the third chunk and has not finished its transaction."""


@pytest.mark.django_db(transaction=True)
def test_after_being_killed_in_the_middle_nobody_is_left_out_or_told_twice(bureau, tmp_path):
    desk = Desk(bureau)
    copies(desk, people=20, matters=60)
    Notice.objects.all().delete()
    where = environment(tmp_path)
    moment = f"{work_day()}"
    killed = subprocess.run([sys.executable, "-c", KILLED, moment], env=where, cwd=ROOT)
    assert killed.returncode == -signal.SIGKILL
    half = counts(tmp_path, moment)
    assert 0 < len(half) <= 8
    command = [sys.executable, "manage.py", "remind_matters", "--day", moment]
    for _ in range(2):
        subprocess.run(command, env=where, cwd=ROOT, check=True)
    whole = counts(tmp_path, moment)
    # Twenty members, and the bureau's leader.
    assert len(whole) == 21 and set(whole.values()) == {1}


def environment(folder):
    """How another process finds the rows of this test: the same database, or a copy of it."""
    found = os.environ | {"DJANGO_SETTINGS_MODULE": "eduplan.settings"}
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / "eduplan.sqlite3")])
        return found | {"EDUPLAN_VAR_DIR": str(folder), "EDUPLAN_DATABASE_URL": ""}
    facts = connection.settings_dict
    name = f"{facts['USER']}@{facts['HOST']}:{facts['PORT'] or 5432}/{facts['NAME']}"
    return found | {"EDUPLAN_DATABASE_URL": f"postgres://{name}"}


def counts(folder, moment):
    """Number of a person -> how many digests of the day he has."""
    asked = "SELECT user_id, COUNT(*) FROM plans_notice WHERE once = '{}' GROUP BY user_id"
    asked = asked.format(f"matters:{moment}")
    if connection.vendor == "sqlite":
        with sqlite3.connect(folder / "eduplan.sqlite3") as copy:
            return dict(copy.execute(asked).fetchall())
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return dict(cursor.fetchall())
