"""The pages where a bureau sets up, opens, widens and ends its campaigns."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans import submitting
from plans.call_forms import first_facts
from plans.models import Campaign, CampaignForm
from tests.conftest import person
from tests.plans.campaigning import day, form_of, opened, school_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(bureau):
    return form_of(bureau)


@pytest.fixture
def client(client, staff):
    """Signed in as a clerk."""
    client.force_login(staff)
    return client


@pytest.fixture
def schools(bureau):
    """Two of a town, a kindergarten elsewhere, one without stage and town, one unconfirmed."""
    return [
        school_of(bureau, "河湾小学", town="河湾镇"),
        school_of(bureau, "河湾二小", town="河湾镇"),
        school_of(bureau, "白鹭幼儿园", stage="preschool", town="白鹭镇"),
        school_of(bureau, "育才学校", stage=""),
        school_of(bureau, "文中小学", is_confirmed=False, town="河湾镇"),
    ]


def facts(asked, **others):
    sent = {
        "year": "2027",
        "title": "2027年度学校工作计划上报",
        "form": asked.pk,
        "scope": "all",
        "opens_on": str(day()),
        "closes_on": str(day(20)),
        "reminder_days": "7、3、1",
        "note": "请写清责任人。",
    }
    return {**sent, **others}


def drafted(staff, form, **others):
    told = {"year": 2027, "title": "上报", "opens_on": day(), "closes_on": day(9), **others}
    return submitting.draft_campaign(user=staff, form=form, **told)


def at(name, campaign):
    return reverse(name, args=[campaign.pk])


def html(response):
    return response.content.decode()


def test_the_list_counts_schools_by_where_they_stand(client, staff, form, schools):
    campaign = opened(staff, form, schools[:4], opens_on=day(-9), closes_on=day(2))
    rows = list(campaign.submissions.order_by("pk"))
    for row, state in zip(rows, ("approved", "submitted", "returned", "filling"), strict=True):
        campaign.submissions.filter(pk=row.pk).update(state=state)
    campaign.submissions.filter(pk=rows[2].pk).update(due_on=day(-1))
    drafted(staff, form)
    page = client.get(reverse("campaign-list"))
    first, second = page.context["page"]
    counts = (first.called, first.approved, first.submitted, first.owing, first.overdue)
    assert (first, counts) == (campaign, (4, 1, 1, 2, 1))
    assert second.state == "draft" and second.called == 0
    assert "还有 2 天" in html(page) and "开放以后学校才能填" in html(page)
    Campaign.objects.filter(pk=campaign.pk).update(closes_on=day(-1))
    page = client.get(reverse("campaign-list"))
    assert page.context["page"][0].overdue == 2 and "已过截止日期" in html(page)


@pytest.mark.parametrize("number", [2, 30])
def test_the_list_costs_as_many_queries_for_any_number_of_campaigns(
    number, client, staff, form, schools
):
    for n in range(number):
        opened(staff, form, schools[:3], title=f"第{n}次")
    with CaptureQueriesContext(connection) as asked:
        assert len(client.get(reverse("campaign-list")).context["page"].object_list) == number
    assert len(asked) <= 6


def test_many_campaigns_are_paged(client, staff, form):
    for n in range(31):
        drafted(staff, form, title=f"第{n}次")
    text = html(client.get(reverse("campaign-list")))
    assert "共 2 页" in text and "第0次" not in text
    assert "第0次" in html(client.get(reverse("campaign-list") + "?page=2"))


def test_an_empty_list_says_the_first_steps(client, client_of, form, bureau):
    text = html(client.get(reverse("campaign-list")))
    assert "只要三步" in text and "标准表可以直接用" in text
    CampaignForm.objects.update(state="retired")
    assert "现在没有可用的表" in html(client.get(reverse("campaign-list")))
    leader = client_of(person("lead", "bureau_leader", bureau))
    text = html(leader.get(reverse("campaign-list")))
    assert "还没有上报任务" in text and reverse("campaign-new") not in text


def test_schools_are_told_whose_page_it_is(client_of, bureau):
    answer = client_of(person("head", "school_head", bureau)).get(reverse("campaign-list"))
    assert answer.status_code == 403 and "上报任务由教育局管理" in html(answer)


@pytest.mark.parametrize(("today", "year"), [(date(2026, 10, 31), 2026), (date(2026, 11, 1), 2027)])
def test_from_november_on_the_next_year_is_proposed(today, year):
    found = first_facts(today)
    assert found["year"] == year and found["title"] == f"{year}年度学校工作计划上报"


def test_a_campaign_is_prepared_and_shown_for_checking(client, form, schools, bureau, staff):
    text = html(client.get(reverse("campaign-new")))
    assert "4 所学校参加" in text and "文中小学" in text
    answer = client.post(reverse("campaign-new"), facts(form, reminder_days="1天，７ 3、3"))
    made = Campaign.objects.get()
    assert answer["Location"] == at("campaign-turn", made)
    assert (made.bureau, made.created_by, made.state) == (bureau, staff, "draft")
    assert made.reminder_days == [7, 3, 1] and made.note == "请写清责任人。"
    text = html(client.get(answer["Location"]))
    for words in ("4 所学校参加", "学校年度计划（第1版）", "内容就此固定", str(day(20)), "7、3、1"):
        assert words in text


@pytest.mark.parametrize(
    ("others", "called"),
    [
        ({"scope": "stages", "stages": ["primary"], "towns": ["白鹭镇"]}, {0, 1}),
        ({"scope": "towns", "towns": ["河湾镇", "白鹭镇"]}, {0, 1, 2}),
        ({"scope": "chosen", "chosen": [2, 4]}, {2, 4}),
    ],
)
def test_only_what_the_scope_needs_is_kept(others, called, client, form, schools, staff):
    if "chosen" in others:
        others = {**others, "chosen": [schools[n].pk for n in others["chosen"]]}
    client.post(reverse("campaign-new"), facts(form, **others))
    made = Campaign.objects.get()
    assert set(submitting.schools_of(made)) == {schools[n] for n in called}
    if others["scope"] != "towns":
        assert made.towns == []


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ({"year": "明年"}, "整数"),
        ({"year": "9" * 50}, "小于"),
        ({"title": ""}, "必填"),
        ({"title": "长" * 121}, "120"),
        ({"title": "a\0"}, "空"),
        ({"form": ""}, "必填"),
        ({"form": "0"}, "有效"),
        ({"form": "x"}, "有效"),
        ({"form": "9" * 40}, "有效"),
        ({"scope": "everybody"}, "everybody"),
        ({"scope": "stages"}, "至少选一个学段"),
        ({"scope": "stages", "stages": ["x\0"]}, "x"),
        ({"scope": "towns"}, "至少选一个乡镇"),
        ({"scope": "towns", "towns": ["没有镇"]}, "没有镇"),
        ({"scope": "chosen"}, "至少选一所学校"),
        ({"scope": "chosen", "chosen": ["0"]}, "不在可选的名录里"),
        ({"scope": "chosen", "chosen": ["x\0"]}, "不在可选的名录里"),
        ({"scope": "chosen", "chosen": ["9" * 40]}, "不在可选的名录里"),
        ({"opens_on": "昨天"}, "日期"),
        ({"closes_on": ""}, "必填"),
        ({"closes_on": str(day(-1)), "opens_on": str(day(-5))}, "已经过了"),
        ({"closes_on": str(day(2)), "opens_on": str(day(5))}, "不能早于开始日期"),
        ({"reminder_days": "七天"}, "“七天”不是 0 到 60 的天数"),
        ({"reminder_days": "61"}, "0 到 60"),
        ({"note": "长" * 2001}, "2000"),
    ],
)
def test_a_campaign_that_cannot_be_keeps_what_was_typed(others, words, client, form, schools):
    answer = client.post(reverse("campaign-new"), facts(form, **{"note": "我写的话", **others}))
    text = html(answer)
    assert answer.status_code == 422 and "没有保存" in text and words in text
    assert others.get("note", "我写的话") in text
    assert not Campaign.objects.exists()


def test_counting_shows_who_is_called_and_saves_nothing(client, form, schools):
    CampaignForm.objects.update(stage="primary")
    sent = facts(form, count="1", scope="stages", stages=["primary", "preschool"], title="")
    answer = client.post(reverse("campaign-new"), sent)
    text = html(answer)
    assert answer.status_code == 200 and "没有保存" not in text
    assert "3 所学校参加" in text
    school_list = f'<a href="{reverse("school-list")}">'
    assert f"没填学段，不会参加（{school_list}去补填</a>）：育才学校" in text
    assert f"还没有确认，不会参加（{school_list}去确认</a>）：文中小学" in text
    assert "参加的有 1 所不是：白鹭幼儿园" in text
    by_town = client.post(
        reverse("campaign-new"), {"count": "1", "scope": "towns", "towns": "白鹭镇"}
    )
    assert "1 所学校参加" in html(by_town) and "去补填</a>）：育才学校" in html(by_town)
    chosen = {"count": "1", "scope": "chosen", "chosen": [schools[0].pk, schools[4].pk]}
    assert "选中的有 1 所还没有在学校名录里确认" in html(
        client.post(reverse("campaign-new"), chosen)
    )
    assert not Campaign.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [{}, {"scope": "x\0", "form": "\0", "chosen": "\0", "stages": "\0", "towns": "\0"}],
)
def test_counting_bears_any_words(sent, client, schools):
    answer = client.post(reverse("campaign-new"), {"count": "1", **sent})
    assert answer.status_code == 200


def test_schools_are_looked_for_without_script(client, form, schools):
    sent = facts(form, count="1", scope="chosen", find="白鹭", chosen=[schools[0].pk])
    rows = client.post(reverse("campaign-new"), sent).context["form"].schools
    assert {row.name for row in rows if row.is_found} == {"河湾小学", "白鹭幼儿园"}
    assert {row.name for row in rows if row.is_ticked} == {"河湾小学"}


@pytest.mark.parametrize("number", [3, 300])
def test_editing_costs_as_many_queries_for_any_number_of_schools(
    number, client, staff, form, bureau
):
    schools = [school_of(bureau, f"第{n}小学", town=f"第{n % 9}镇") for n in range(number)]
    campaign = drafted(staff, form, scope="chosen", chosen=schools)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(at("campaign-edit", campaign))
    assert answer.context["form"].ticked_count == number
    assert len(asked) <= 11
    sent = facts(form, scope="chosen", chosen=[school.pk for school in schools])
    with CaptureQueriesContext(connection) as asked:
        assert client.post(at("campaign-edit", campaign), sent).status_code == 302
    assert len(asked) <= 24


def test_a_draft_is_changed(client, staff, form, schools):
    campaign = drafted(staff, form, scope="chosen", chosen=schools[:1])
    sent = facts(form, year="2028", title="改过的", scope="towns", towns="河湾镇")
    assert client.post(at("campaign-edit", campaign), sent)["Location"] == at(
        "campaign-turn", campaign
    )
    campaign.refresh_from_db()
    assert (campaign.year, campaign.title, campaign.scope) == (2028, "改过的", "towns")
    assert campaign.towns == ["河湾镇"] and not campaign.chosen.exists()


def test_of_two_who_change_a_campaign_the_second_is_told(client, staff, form, schools):
    campaign = drafted(staff, form)
    stamp = client.get(at("campaign-edit", campaign)).context["stamp"]
    client.post(at("campaign-edit", campaign), facts(form, title="甲改的", stamp=stamp))
    answer = client.post(at("campaign-edit", campaign), facts(form, title="乙改的", stamp=stamp))
    text = html(answer)
    assert answer.status_code == 409 and "甲改的" in text and 'value="乙改的"' in text
    campaign.refresh_from_db()
    assert campaign.title == "甲改的"
    again = facts(form, title="乙改的", stamp=answer.context["stamp"])
    assert client.post(at("campaign-edit", campaign), again).status_code == 302
    campaign.refresh_from_db()
    assert campaign.title == "乙改的"


def test_counting_in_between_hides_no_change_of_a_colleague(client, staff, form, schools):
    campaign = drafted(staff, form, scope="chosen", chosen=schools[:1])
    stamp = client.get(at("campaign-edit", campaign)).context["stamp"]
    campaign.chosen.add(schools[1])
    sent = facts(form, scope="chosen", chosen=[schools[2].pk], stamp=stamp)
    counted = client.post(at("campaign-edit", campaign), {**sent, "count": "1"})
    again = {**sent, "stamp": counted.context["stamp"]}
    assert client.post(at("campaign-edit", campaign), again).status_code == 409
    assert set(campaign.chosen.all()) == set(schools[:2])


def test_an_open_campaign_lets_only_its_end_and_words_be_changed(client, staff, form, schools):
    campaign = opened(staff, form, schools[:2])
    fields = client.get(at("campaign-edit", campaign)).context["form"].fields
    assert set(fields) == {"title", "note", "closes_on", "reminder_days"}
    sent = facts(form, year="2031", scope="all", closes_on=str(day(40)), title="延长了")
    assert client.post(at("campaign-edit", campaign), sent).status_code == 302
    campaign.refresh_from_db()
    assert (campaign.title, campaign.closes_on) == ("延长了", day(40))
    assert (campaign.year, campaign.scope) == (2027, "chosen")
    early = client.post(at("campaign-edit", campaign), facts(form, closes_on=str(day(-1))))
    assert early.status_code == 422 and "不能早于开始日期" in html(early)


def test_a_campaign_is_opened_ended_and_opened_again(client, staff, form, schools):
    campaign = drafted(staff, form, scope="towns", towns=["河湾镇"])
    client.post(at("campaign-turn", campaign), {"do": "open"})
    campaign.refresh_from_db()
    assert campaign.state == "open" and campaign.submissions.count() == 2
    assert "确定结束" in html(client.get(at("campaign-turn", campaign)))
    client.post(at("campaign-turn", campaign), {"do": "close"})
    campaign.refresh_from_db()
    assert campaign.state == "closed"
    assert client.get(at("campaign-edit", campaign))["Location"] == at("campaign-turn", campaign)
    for closes_on in ("", "昨天", str(day(-1))):
        sent = {"do": "reopen", "closes_on": closes_on}
        refused = client.post(at("campaign-turn", campaign), sent)
        assert refused.status_code == 422 and "没有办成" in html(refused)
    client.post(at("campaign-turn", campaign), {"do": "reopen", "closes_on": str(day(12))})
    campaign.refresh_from_db()
    assert (campaign.state, campaign.closes_on) == ("open", day(12))


def test_what_stands_against_opening_is_said_before_and_after(client, staff, form, schools):
    campaign = drafted(staff, form, scope="stages", stages=["special"])
    CampaignForm.objects.update(state="retired")
    Campaign.objects.update(opens_on=day(-9), closes_on=day(-1))
    text = html(client.get(at("campaign-turn", campaign)))
    for words in ("没有学校在范围里", "截止日期已经过了", "已停用", 'value="open" disabled'):
        assert words in text
    answer = client.post(at("campaign-turn", campaign), {"do": "open"})
    assert answer.status_code == 422 and "没有办成" in html(answer)
    campaign.refresh_from_db()
    assert campaign.state == "draft"


def test_a_form_that_was_emptied_meanwhile_is_not_opened(client, staff, form, schools):
    campaign = drafted(staff, form)
    form.sections.all().delete()
    answer = client.post(at("campaign-turn", campaign), {"do": "open"})
    assert answer.status_code == 422 and "还没有任何部分" in html(answer)


@pytest.mark.parametrize("do", ["close", "reopen"])
def test_a_step_of_another_state_is_refused_with_the_state(do, client, staff, form, schools):
    campaign = drafted(staff, form)
    sent = {"do": do, "closes_on": str(day(3))}
    answer = client.post(at("campaign-turn", campaign), sent)
    assert answer.status_code == 422 and "准备中" in html(answer)
    assert client.post(at("campaign-turn", campaign), {"do": "x"}).status_code == 400


def test_schools_are_added_to_an_open_campaign(client, staff, form, schools):
    campaign = opened(staff, form, schools[:1])
    offered = client.get(at("campaign-schools", campaign)).context["form"].rows
    assert {s.name for s in offered} == {"河湾二小", "白鹭幼儿园", "育才学校", "文中小学"}
    nobody = client.post(at("campaign-schools", campaign), {})
    assert nobody.status_code == 422 and "至少选一所学校" in html(nobody)
    taken = client.post(at("campaign-schools", campaign), {"chosen": schools[0].pk})
    assert taken.status_code == 422 and "不在可选的名录里" in html(taken)
    client.post(at("campaign-schools", campaign), {"chosen": [schools[1].pk, schools[2].pk]})
    assert {s.school for s in campaign.submissions.all()} == set(schools[:3])


def test_schools_are_added_only_while_it_is_open(client, staff, form, schools):
    campaign = drafted(staff, form)
    assert "现在不能加学校" in html(client.get(at("campaign-schools", campaign)))
    answer = client.post(at("campaign-schools", campaign), {"chosen": schools[0].pk})
    assert answer.status_code == 422 and not campaign.submissions.exists()
    full = opened(staff, form, schools)
    assert "没有可加的学校" in html(client.get(at("campaign-schools", full)))
