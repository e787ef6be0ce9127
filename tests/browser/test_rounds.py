"""Rounds of evaluation in a browser: axe and width, and the main way from self mark to close."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from plans.evaluating import finding, marking
from plans.evaluating.marking import Said
from plans.models import EvaluationRound, Finding, Mark
from tests.browser.conftest import DESKTOP, PASSWORD, PHONE
from tests.browser.test_accessibility import (
    OUT_OF_ORDER,
    UNSEEN_FOCUS,
    ZOOMED,
    client,
    faults,
    page,
    user,
)
from tests.conftest import county
from tests.evaluating.rounds import Stage
from tests.plans.campaigning import day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ("client", "page", "user")


@pytest.fixture
def empty(user):
    """Addresses of the pages that there are without any round."""
    return [reverse(name) for name in ("round-list", "round-new")]


@pytest.fixture
def full(user, empty):
    """Addresses of all pages, of a round in each phase."""
    stage = Stage(user.region)
    stage.bring("self")
    found = [reverse("round", args=[stage.round.pk]), *_of(stage, "to-check")]
    stage.round = stage.draft(name="复评中的评估")
    stage.bring("check")
    said = Said("not_met", reason="消防通道堆放杂物")
    stage.score(stage.clerk, "check", A2=said)
    marking.agree(stage.place(stage.next), user=stage.clerk)
    found += _of(stage, "close")
    stage.round = stage.draft(name="结束的评估")
    stage.bring("check")
    stage.score(stage.clerk, "check", A2=said)
    stage.bring("closed")
    failed = [stage.item("A2").pk]
    finding.register(stage.place(), failed, user=stage.clerk, due_on=day(30))
    names = ("round", "round-credibility", "round-result")
    found += [reverse(name, args=[stage.round.pk]) for name in names]
    stage.round = stage.draft(name="准备中的评估")
    edit = [reverse(name, args=[stage.round.pk]) for name in ("round", "round-edit")]
    return [*empty, *found, *edit, *_of_place(stage)]


def _of(stage, turn):
    return [
        reverse("round-turn", args=[stage.round.pk, turn]),
        reverse("assessment", args=[stage.place().pk]),
        reverse("assessment", args=[stage.place(stage.bureau).pk]),
    ]


def _of_place(stage):
    closed = EvaluationRound.objects.get(state="closed")
    return [reverse("assessment", args=[place.pk]) for place in closed.assessments.all()]


def test_axe_finds_nothing_on_full_and_empty_pages(page, empty, request):
    found = {fault for path in empty for fault in faults(page, path)}
    found |= {fault for path in request.getfixturevalue("full") for fault in faults(page, path)}
    assert not found, "\n".join(sorted(found))


@pytest.mark.parametrize("size", [DESKTOP, PHONE, ZOOMED], ids=["desktop", "phone", "zoomed"])
def test_nothing_runs_out_sideways_and_focus_is_seen_in_order(size, page, full):
    page.set_viewport_size(size)
    wrong = []
    for path in full:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        wrong += [(path, width)] if width > size["width"] else []
        wrong += page.evaluate(UNSEEN_FOCUS) + page.evaluate(OUT_OF_ORDER)
    assert not wrong


@pytest.fixture
def stage(transactional_db):
    """A round without a sample in which the school has to score itself."""
    stage = Stage(county("530199", "青禾县", "云岭省长川市青禾县"))
    stage.round = stage.draft(name="年终评估", sample_percent=0, asks_counties=False)
    stage.bring("self")
    for who in (stage.head, stage.clerk, stage.admin):
        who.set_password(PASSWORD)
        who.save()
    return stage


@pytest.fixture
def signed_in(open_page):
    """A function: somebody -> a page where he has signed in."""

    def page(somebody):
        opened = open_page()
        opened.goto("/login/")
        opened.locator("#id_username").fill(somebody.username)
        opened.locator("#id_password").fill(PASSWORD)
        opened.keyboard.press("Enter")
        expect(opened.get_by_role("heading", level=1)).to_have_text("工作台")
        return opened

    return page


def test_a_school_scores_itself_the_clerk_differs_and_the_round_is_closed(stage, signed_in):
    _score(signed_in(stage.head), stage)
    stage.hand_in(stage.next)
    clerk = signed_in(stage.clerk)
    _turn(clerk, stage, "转入复评")
    _check(clerk, stage)
    marking.agree(stage.place(stage.next), user=stage.clerk)
    _turn(signed_in(stage.admin), stage, "结束评估")
    held = stage.now()
    assert held.is_closed and held.closed_by == stage.admin
    place = stage.place()
    assert (place.points, place.met, place.not_met) == (9, 1, 1)


def _score(page, stage):
    """With the keyboard: one row by its own button, the others by Enter, then hand in."""
    page.get_by_role("link", name="年终评估").click()
    _scripts_ready(page)
    page.get_by_label("制度建设：得分").focus()
    page.keyboard.type("9")
    page.get_by_role("button", name="保存“制度建设”").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".mark-row").first).to_contain_text("已保存")
    expect(page.locator("#left")).to_have_text("还有 2 条没有评")
    for name in ("校园安全", "生均图书"):
        page.get_by_label(f"{name}：评定").select_option("met")
    page.get_by_label("生均图书：说明").press("Enter")
    expect(page.locator("#left")).to_have_text("全部评完")
    assert Mark.objects.filter(assessment=stage.place(), step="self").count() == 3
    page.get_by_role("button", name="保存并提交自评").click()
    expect(page.locator(".head")).to_contain_text("已提交")


def _scripts_ready(page):
    """Before that, a row is sent as the whole form is, and the page comes back whole."""
    page.wait_for_url("**/rounds/assessments/*/")
    page.wait_for_load_state("load")


def _turn(page, stage, name):
    page.goto(reverse("round", args=[stage.round.pk]))
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("年终评估")


def _check(page, stage):
    """One item differs and goes into the ledger, the others are as the school said."""
    page.get_by_role("link", name="河湾小学").click()
    _scripts_ready(page)
    page.get_by_label("校园安全：评定").select_option("not_met")
    page.get_by_role("button", name="保存“校园安全”").click()
    expect(page.locator(".wrong-why")).to_have_text("与自评不一致，请写明理由。")
    page.get_by_label("校园安全：理由").fill("消防通道堆放杂物")
    page.get_by_role("button", name="保存“校园安全”").click()
    expect(page.locator(".mark-row.differs")).to_contain_text("与自评不一致")
    page.get_by_role("button", name="保存，其余各条与自评一致").click()
    page.get_by_label("整改时限").fill(day(30).isoformat())
    expect(page.get_by_label("A1 制度建设：9 分")).not_to_be_checked()
    expect(page.get_by_label("A2 校园安全：未达标")).to_be_checked()
    page.get_by_role("button", name="列入整改台账").click()
    expect(page.locator(".mark-row.differs")).to_contain_text("已列入整改台账")
    assert Finding.objects.get().matter.lead_school == stage.school
