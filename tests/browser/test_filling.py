"""Heads of schools fill in their plans: by keyboard, from a Word file, by a link on a phone.

What was typed outlives a dropped connection, an ended session, a reload and a second writer.
Set ``EDUPLAN_SCREENSHOTS`` to a folder to keep pictures.
"""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from eduplan.accounts.models import Role
from plans import submitting
from plans.models import SectionText, Task
from plans.submitting import links
from tests.browser.conftest import DESKTOP, PASSWORD, PHONE
from tests.browser.test_accessibility import faults
from tests.conftest import county
from tests.plans.campaigning import Stage, day, item, section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = 30_000
"""Milliseconds that handing in may take on a busy machine: it reads and indexes all."""
SAVED = re.compile("已保存")
PLAN = """河湾小学2027年工作计划

一、指导思想
落实立德树人根本任务，办好每一个班。

二、年度目标
2027年，小学巩固率达到99.6%，小学在校生数达到330人。

三、主要工作
（一）加强教师队伍建设
1、组织校本研修12次，2027年11月底前完成。（责任部门：教务处）
2、投入12万元购置图书，2027年9月底前完成。（责任部门：总务处）
"""


@pytest.fixture
def stage(transactional_db):
    """A submission that nobody has begun."""
    stage = Stage(county("530199", "青禾县", "云岭省长川市青禾县"))
    text = section(stage.form, "text")
    text.title, text.most_characters = "指导思想", 60
    text.save()
    for role in (Role.SCHOOL_HEAD, Role.SCHOOL_CLERK):
        stage.people[role].set_password(PASSWORD)
        stage.people[role].save()
    return stage


@pytest.fixture
def begun(stage):
    submitting.begin(stage.submission, user=stage.head)
    return stage


@pytest.fixture
def as_user(open_page, live_server):
    """A function: user, size -> a page whose reader is signed in."""

    def page(user, size=DESKTOP, **options):
        client = Client()
        client.force_login(user)
        opened = open_page(size, **options)
        session = client.cookies["sessionid"].value
        opened.context.add_cookies(
            [{"name": "sessionid", "value": session, "url": live_server.url}]
        )
        return opened

    return page


def where(stage, name="submission-fill"):
    return reverse(name, args=[stage.submission.pk])


def picture(page, name):
    folder = os.environ.get("EDUPLAN_SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def area(page, stage):
    return page.locator(f"#{section(stage.form, 'text').key}-text")


def box(page, stage, code, name="value"):
    return page.locator(f"#{item(stage.form, code).key}-{name}")


def saving(page):
    return page.locator("#saving")


def part(page, stage, kind):
    return page.locator(f"#{section(stage.form, kind).key}")


def type_into(page, place, text):
    place.focus()
    page.keyboard.type(text)


def written():
    return SectionText.objects.get().text


def fill_by_keyboard(page, stage):
    type_into(page, area(page, stage), "以学生发展为本。")
    page.keyboard.press("Tab")
    expect(saving(page)).to_have_text(SAVED)
    type_into(page, box(page, stage, "r1"), "99.5")
    page.keyboard.press("Tab")
    type_into(page, box(page, stage, "n1"), "320")
    page.keyboard.press("Tab")
    expect(page.locator("#contents")).to_contain_text("还有 2 部分要填")
    type_into(page, page.locator("#new-t-title"), "开齐国家课程")
    page.locator("#new-t-due_on").fill(str(day(60)))
    page.locator("#new-t-lead").focus()
    page.keyboard.type("教务处")
    page.keyboard.press("Enter")
    expect(part(page, stage, "tasks").locator("h2")).to_contain_text("已填")
    type_into(page, page.locator("#new-f-purpose"), "购置图书")
    type_into(page, page.locator("#new-f-amount"), "1.2万")
    page.keyboard.press("Enter")
    expect(page.locator("#contents")).to_contain_text("要填的都填好了")


def test_a_head_fills_in_the_form_by_keyboard_and_hands_it_in(as_user, stage):
    page = as_user(stage.head)
    page.goto(reverse("submission-list"))
    page.get_by_role("link", name="2027年度计划上报").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="开始填报").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#contents")).to_be_visible()
    fill_by_keyboard(page, stage)
    picture(page, "filled")
    page.get_by_role("link", name="检查并上报").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("都填好了。")).to_be_visible()
    page.get_by_role("button", name="确认上报").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="等待审阅")).to_be_visible(timeout=LONG)
    assert stage.submission.state == "submitted"
    assert stage.submission.plan.fundingitems.get().amount == 12000


def test_a_jump_and_a_text_that_is_too_long_are_told_while_typing(as_user, begun):
    page = as_user(begun.head)
    page.goto(where(begun))
    type_into(page, area(page, begun), "长" * 65)
    expect(page.locator("[data-count]").first).to_have_text("65 字，超出 5 字，请删减")
    expect(part(page, begun, "text")).to_contain_text("最多 60 字，超出 5 字")
    type_into(page, box(page, begun, "r1"), "120")
    page.keyboard.press("Tab")
    expect(part(page, begun, "indicators")).to_contain_text("不能大于 100%")
    expect(saving(page)).to_contain_text("没有保存")
    expect(box(page, begun, "r1")).to_have_value("120")
    box(page, begun, "r1").fill("98")
    page.keyboard.press("Tab")
    expect(saving(page)).to_have_text(SAVED)
    expect(part(page, begun, "indicators")).not_to_contain_text("不能大于")


def test_a_head_brings_a_word_plan_and_confirms_it(as_user, stage):
    page = as_user(stage.head)
    page.goto(where(stage, "submission"))
    page.get_by_role("link", name="上传 Word 计划").click()
    file = {"name": "计划.txt", "mimeType": "text/plain", "buffer": PLAN.encode()}
    page.set_input_files("#id_file", [file])
    page.get_by_role("button", name="上传并识别").click()
    expect(page.locator(".messages")).to_contain_text("已从文件认出", timeout=2 * LONG)
    expect(area(page, stage)).to_have_value("落实立德树人根本任务，办好每一个班。")
    expect(box(page, stage, "r1")).to_have_value("99.6")
    rate = page.locator(f"#{item(stage.form, 'r1').key}")
    expect(rate).to_contain_text("小学巩固率达到99.6%")
    picture(page, "word")
    rate.get_by_role("button", name="确认").click()
    expect(rate).not_to_contain_text("待确认")
    for kind in ("indicators", "tasks", "funding"):
        part(page, stage, kind).get_by_role("button", name="全部确认").click()
        expect(part(page, stage, kind).locator("h2")).to_contain_text("已填")
    part(page, stage, "text").get_by_role("button", name="确认").click()
    expect(page.locator("#contents")).to_contain_text("要填的都填好了")
    page.goto(where(stage, "submission-submit"))
    page.get_by_role("button", name="确认上报").click()
    expect(page.get_by_role("heading", name="等待审阅")).to_be_visible(timeout=LONG)


def test_a_head_without_an_account_fills_in_by_a_link_on_a_phone(open_page, stage):
    _, token = links.issue(
        stage.submission, user=stage.admin, name="李校长", lasting=timedelta(days=3)
    )
    page = open_page(PHONE)
    page.goto(reverse("fill-link", args=[token]))
    picture(page, "link")
    found = [*faults(page, None)]
    page.set_viewport_size(PHONE)
    page.get_by_role("button", name="进入填报").click()
    expect(page).to_have_url(re.compile(rf"{where(stage, 'submission')}$"))
    expect(page.locator(".who")).to_contain_text("李校长 · 河湾小学")
    page.get_by_role("button", name="开始填报").click()
    fill_by_keyboard(page, stage)
    picture(page, "phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert box(page, stage, "r1").get_attribute("inputmode") == "decimal"
    assert box(page, stage, "r1").bounding_box()["height"] >= 40
    found += faults(page, None)
    page.set_viewport_size(PHONE)
    page.goto(where(stage, "submission-submit"))
    page.get_by_role("button", name="确认上报").click()
    expect(page.get_by_role("heading", name="等待审阅")).to_be_visible(timeout=LONG)
    event = stage.submission.events.get(action="submit")
    assert str(event.by) == "李校长"
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已退出填报")
    assert not found, "\n".join(found)


def test_words_typed_before_the_script_runs_are_saved(as_user, begun):
    page = as_user(begun.head)
    held = []
    page.route("**/js/fill*.js", lambda route: held.append(route))
    page.goto(where(begun), wait_until="commit")
    type_into(page, area(page, begun), "脚本还没来。")
    held[0].continue_()
    expect(saving(page)).to_have_text(SAVED)
    assert written() == "脚本还没来。"


def test_two_who_write_at_once_lose_nothing(as_user, begun):
    one, other = as_user(begun.head), as_user(begun.people[Role.SCHOOL_CLERK])
    for page in (one, other):
        page.goto(where(begun))
    type_into(one, area(one, begun), "校长写的。")
    one.keyboard.press("Tab")
    expect(saving(one)).to_have_text(SAVED)
    type_into(other, area(other, begun), "填报员写的。")
    conflict = other.locator(".conflict")
    expect(conflict).to_contain_text("校长写的。")
    expect(area(other, begun)).to_have_value("填报员写的。")
    picture(other, "conflict")
    type_into(other, area(other, begun), "还在写。")
    other.wait_for_timeout(1500)
    assert written() == "校长写的。"
    found = [*faults(other, None)]
    other.get_by_role("button", name="两段都留").click()
    expect(area(other, begun)).to_have_value("填报员写的。还在写。\n校长写的。")
    assert written() == "填报员写的。还在写。\n校长写的。"
    assert not found, "\n".join(found)


def test_a_dropped_connection_loses_nothing_and_is_made_up_for(as_user, begun):
    page = as_user(begun.head)
    page.goto(where(begun))
    page.context.set_offline(True)
    type_into(page, area(page, begun), "断网时写的。")
    expect(saving(page)).to_contain_text("未保存：网络断开")
    kept = page.evaluate("Object.entries(localStorage).filter(([key]) => key.startsWith('fill:'))")
    assert len(kept) == 1 and "断网时写的。" in kept[0][1]
    assert f"fill:{begun.head.pk}:{begun.submission.pk}:" in kept[0][0]
    page.context.set_offline(False)
    expect(saving(page)).to_have_text(SAVED)
    assert written() == "断网时写的。"
    assert page.evaluate("Object.keys(localStorage).length") == 0


def refuse_to_save(route):
    """A line that is cut before anything arrives."""
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def test_what_a_reload_cuts_off_is_offered_to_its_writer_alone(as_user, begun):
    page = as_user(begun.head)
    page.goto(where(begun))
    page.route(
        "**/fill/",
        lambda route: route.abort() if route.request.method == "POST" else route.continue_(),
    )
    type_into(page, area(page, begun), "还没有存上。")
    expect(saving(page)).to_contain_text("未保存")
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/fill/")
    page.reload()
    expect(page.locator(".draft")).to_contain_text("还没有存上。")
    client = Client()
    client.force_login(begun.people[Role.SCHOOL_CLERK])
    mine = next(c for c in page.context.cookies() if c["name"] == "sessionid")
    page.context.add_cookies([{**mine, "value": client.cookies["sessionid"].value}])
    page.goto(where(begun))
    expect(page.locator("#contents")).to_be_visible()
    expect(page.locator(".draft")).to_have_count(0)
    page.context.add_cookies([mine])
    page.goto(where(begun))
    page.get_by_role("button", name="恢复").click()
    expect(saving(page)).to_have_text(SAVED)
    assert written() == "还没有存上。"


def test_signing_out_takes_unsaved_texts_along(as_user, begun):
    page = as_user(begun.head)
    page.goto(where(begun))
    page.evaluate("localStorage.setItem('fill:1:1:x1', '{}')")
    page.locator(".account summary").click()
    page.get_by_role("button", name="退出").click()
    expect(page.locator("#id_username")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_session_that_ends_while_somebody_types_costs_nothing(as_user, begun):
    page = as_user(begun.head)
    page.goto(where(begun))
    type_into(page, area(page, begun), "先写一句。")
    expect(saving(page)).to_have_text(SAVED)
    Session.objects.all().delete()
    page.keyboard.type("再写一句。")
    notice = page.locator("#interruption [data-interruption]")
    expect(notice).to_contain_text("请在新窗口登录后继续")
    expect(saving(page)).to_contain_text("请先在新窗口登录")
    with page.context.expect_page() as opened:
        notice.get_by_role("link").click()
    window = opened.value
    window.locator("#id_username").fill(begun.head.username)
    window.locator("#id_password").fill(PASSWORD)
    window.keyboard.press("Enter")
    expect(window.get_by_role("heading", level=1)).to_have_text("可以继续了")
    window.close()
    expect(saving(page)).to_have_text(SAVED)
    expect(notice).to_have_count(0)
    assert written() == "先写一句。再写一句。"


def test_without_script_sections_are_saved_by_their_buttons(as_user, begun):
    page = as_user(begun.head, script=False)
    page.goto(where(begun))
    box(page, begun, "r1").fill("120")
    box(page, begun, "n1").fill("320")
    part(page, begun, "indicators").get_by_role("button", name="保存本部分").click()
    expect(part(page, begun, "indicators")).to_contain_text("不能大于 100%")
    expect(box(page, begun, "r1")).to_have_value("120")
    box(page, begun, "r1").fill("99")
    part(page, begun, "indicators").get_by_role("button", name="保存本部分").click()
    expect(page.locator(".messages")).to_contain_text("已保存")
    page.locator("#new-t-title").fill("开齐国家课程")
    part(page, begun, "tasks").get_by_role("button", name="添加任务").click()
    assert Task.objects.get().title == "开齐国家课程"


def test_axe_finds_nothing_on_the_schools_pages(as_user, stage):
    page = as_user(stage.head)
    found = [*faults(page, reverse("submission-list")), *faults(page, where(stage, "submission"))]
    found += faults(page, where(stage, "submission-word"))
    stage.bring("submitted")
    found += faults(page, where(stage, "submission"))
    submission = stage.submission
    key = section(stage.form, "text").key
    submitting.give_back(
        submission, user=stage.admin, version=submission.version, reason="请改", due_on=day(5),
        comments={key: "写清谁负责"},
    )  # fmt: skip
    submitting.recognise(stage.submission, user=stage.head, name="计划.txt", data=PLAN.encode())
    for name in ("submission", "submission-fill", "submission-submit", "submission-print"):
        found += faults(page, where(stage, name))
        for size in (DESKTOP, PHONE):
            page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], name
    found += faults(page, reverse("fill-link", args=["x"]))
    assert not found, "\n".join(found)
