"""The pages where a bureau builds its forms: every act, with script and without, and refusals."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import IndicatorAlias
from plans.form_stamps import branch_stamp, stamp_of
from plans.models import CampaignForm, FormIndicator, FormSection
from tests.conftest import person
from tests.plans.campaigning import form_of, indicator, item, opened, school_of, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(bureau):
    return form_of(bureau)


@pytest.fixture
def client(client, staff):
    """Signed in as a clerk."""
    client.force_login(staff)
    return client


def at(name, form, *rest):
    return reverse(name, args=[form.pk, *rest])


def html(response):
    return response.content.decode()


def read(client, form, query=""):
    return html(client.get(at("form", form) + query))


def test_the_list_says_what_can_be_done_with_each_form(client, staff, form, bureau, other_bureau):
    CampaignForm.objects.create(bureau=None, code="s", title="标准的表", state="ready")
    CampaignForm.objects.create(bureau=other_bureau, title="白石县的表", state="ready")
    CampaignForm.objects.create(bureau=bureau, title="旧表", state="retired")
    opened(staff, form, [school_of(bureau)])
    page = client.get(reverse("form-list"))
    found = [(f.title, f.campaign_count, f.section_count) for f in page.context["page"]]
    assert found == [("标准的表", 0, 0), ("学校年度计划", 1, 5), ("旧表", 0, 0)]
    text = html(page)
    for words in ("用作底稿", "新版本", "确定停用", "恢复"):
        assert words in text
    assert "白石县的表" not in text


def test_campaigns_of_another_bureau_are_not_counted(client, form, other_bureau):
    CampaignForm.objects.update(bureau=None, code="s")
    form.refresh_from_db()
    abroad = person("abroad", "bureau_staff", other_bureau)
    opened(abroad, form, [school_of(other_bureau, "白石小学")])
    found = client.get(reverse("form-list")).context["page"]
    assert [(f.pk, f.campaign_count) for f in found] == [(form.pk, 0)]


def test_without_forms_the_list_says_what_to_do(client):
    text = html(client.get(reverse("form-list")))
    assert "还没有上报表" in text and reverse("form-new") in text


@pytest.mark.parametrize("number", [2, 30])
def test_the_list_costs_as_many_queries_for_any_number_of_forms(number, client, bureau):
    for n in range(number):
        form = CampaignForm.objects.create(bureau=bureau, title=f"表{n:02}")
        FormSection.objects.create(form=form, position=0, kind="text", title="一")
    with CaptureQueriesContext(connection) as asked:
        assert len(client.get(reverse("form-list")).context["page"].object_list) == number
    assert len(asked) <= 6


@pytest.mark.parametrize("number", [3, 60])
def test_the_page_costs_as_many_queries_for_any_number_of_parts(number, client, bureau):
    form = CampaignForm.objects.create(bureau=bureau, title="表")
    asked = FormSection.objects.create(form=form, position=0, kind="indicators", title="目标")
    for n in range(number):
        FormSection.objects.create(form=form, position=n, kind="text", title=f"段{n}")
        row = indicator(f"k{n}", f"指标{n}", "人")
        FormIndicator.objects.create(section=asked, position=n, indicator=row)
    with CaptureQueriesContext(connection) as queries:
        assert f"指标{number - 1}" in read(client, form, f"?edit={asked.key}")
    assert len(queries) <= 14


def test_a_new_form_begins_empty_and_says_what_it_lacks(client, bureau):
    answer = client.post(reverse("form-new"), {"title": "寄宿制学校计划", "stage": "primary"})
    form = CampaignForm.objects.get()
    assert (form.title, form.stage, form.bureau, form.state) == (
        "寄宿制学校计划", "primary", bureau, "draft",
    )  # fmt: skip
    assert answer["Location"] == at("form", form)
    text = read(client, form)
    assert "还没有任何部分" in text and 'value="ready" disabled' in text


@pytest.mark.parametrize(
    "sent",
    [{}, {"title": ""}, {"title": "长" * 121}, {"title": "a\0b"}, {"title": "甲", "stage": "x"}],
)
def test_a_new_form_that_cannot_be_comes_back(sent, client):
    answer = client.post(reverse("form-new"), sent)
    assert answer.status_code == 422 and "没有保存" in html(answer)
    assert not CampaignForm.objects.exists()


@pytest.mark.parametrize("kind", ["text", "indicators", "tasks", "funding", "attachments"])
def test_a_section_of_each_kind_is_added(kind, client, bureau):
    form = CampaignForm.objects.create(bureau=bureau, title="表")
    assert 'name="title"' in read(client, form, f"?add={kind}")
    sent = {"title": "新的部分", "hint": "写清\r\n责任人", "is_required": "on"}
    answer = client.post(at("form-add", form, kind), sent)
    made = form.sections.get()
    assert answer["Location"] == f"{at('form', form)}#{made.key}"
    assert (made.kind, made.title, made.hint, made.is_required) == (
        kind, "新的部分", "写清\n责任人", True,
    )  # fmt: skip
    text = read(client, form)
    assert "写清<br>责任人" in text, "the preview shows it"


def test_a_section_takes_its_place(client, form):
    first = section(form, "text")
    client.post(at("form-add", form, "text"), {"title": "回顾", "after": first.pk})
    titles = [s.title for s in form.sections.order_by("position")]
    assert titles[:3] == ["部分text", "回顾", "部分indicators"]


def test_tasks_and_money_are_offered_once(client, form):
    text = read(client, form)
    assert "?add=text" in text and "?add=tasks" not in text and "?add=funding" not in text
    answer = client.post(at("form-add", form, "tasks"), {"title": "又一个"})
    assert answer.status_code == 422 and "各只能有一个部分" in html(answer)
    assert form.sections.filter(kind="tasks").count() == 1


def test_a_section_is_changed(client, form):
    part = section(form, "text")
    text = read(client, form, f"?edit={part.key}")
    assert 'value="部分text"' in text and stamp_of(part) in text
    sent = {"title": "指导思想", "most_characters": "800", "stamp": stamp_of(part)}
    client.post(at("form-part", form, part.key), sent)
    part.refresh_from_db()
    assert (part.title, part.most_characters, part.is_required) == ("指导思想", 800, False)
    client.post(at("form-part", form, "head"), {"title": "新名", "stage": "special"})
    form.refresh_from_db()
    assert (form.title, form.stage) == ("新名", "special")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"title": ""}, "必填"),
        ({"title": "甲", "most_characters": "0"}, "1"),
        ({"title": "甲", "most_characters": "9" * 40}, "50000"),
        ({"title": "甲", "most_characters": "许多"}, "整数"),
        ({"title": "甲", "hint": "长" * 1001}, "1000 字以内"),
        ({"title": "甲\0"}, "空"),
    ],
)
def test_a_section_that_cannot_be_keeps_what_was_typed(sent, words, client, form):
    part = section(form, "text")
    answer = client.post(at("form-part", form, part.key), {"hint": "我写的说明", **sent})
    text = html(answer)
    assert answer.status_code == 422 and "没有保存" in text and words in text
    assert sent.get("hint", "我写的说明") in text
    part.refresh_from_db()
    assert part.title == "部分text"


def test_an_indicator_is_added_by_its_name_or_another_name(client, form):
    asked = section(form, "indicators")
    row = indicator("q1", "安全疏散演练次数", "次")
    IndicatorAlias.objects.create(indicator=row, name="应急演练次数")
    assert 'list="indicator-names"' in read(client, form, f"?add={asked.key}")
    assert "又称 应急演练次数" in read(client, form)
    sent = {"indicator": "应急演练次数", "low": "2", "high": "１００", "jump": "50"}
    client.post(at("form-add", form, asked.key), sent)
    made = asked.indicators.get(indicator=row)
    assert (made.low, made.high, made.jump, made.is_required) == (2, 100, 50, False)
    assert made.position == 3
    assert "2～100" in read(client, form)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "请填目录里的指标名称"),
        ({"indicator": "小学巩固"}, "是不是：小学巩固率"),
        ({"indicator": "没有的东西"}, "从列表中选择"),
        ({"indicator": "生师比值"}, "比值要填两个数"),
        ({"indicator": "小学巩固率"}, "已经有该指标"),
        ({"indicator": "图书册数", "low": "5", "high": "3"}, "不能大于"),
        ({"indicator": "图书册数", "low": "很多"}, "不是数字"),
        ({"indicator": "图书册数", "high": "9" * 60}, "20"),
        ({"indicator": "图书册数", "jump": "0"}, "1"),
        ({"indicator": "图书册数", "jump": "99999"}, "1000"),
        ({"indicator": "图书册数", "part_of": "x"}, "有效"),
        ({"indicator": "图书册数", "part_of": "9" * 30}, "有效"),
        ({"indicator": "图书\0"}, "空"),
    ],
)
def test_an_indicator_that_cannot_be_comes_back(sent, words, client, form):
    indicator("q1", "生师比值", "比", kind="ratio")
    indicator("q2", "图书册数", "册")
    answer = client.post(at("form-add", form, section(form, "indicators").key), sent)
    assert answer.status_code == 422 and words in html(answer)
    assert FormIndicator.objects.count() == 3


def test_an_indicator_is_changed_and_counts_into_another_one(client, form):
    asked = item(form, "n2")
    teachers = indicator("n3", "教师数", "人")
    client.post(at("form-add", form, asked.section.key), {"indicator": "教师数"})
    sent = {"indicator": "教师数", "part_of": item(form, "n1").pk, "is_required": "on"}
    client.post(at("form-part", form, item(form, "n3").key), sent)
    changed = item(form, "n3")
    assert changed.indicator == teachers and changed.is_required
    assert changed.part_of == item(form, "n1")
    circle = {"indicator": "小学在校生数", "part_of": changed.pk}
    answer = client.post(at("form-part", form, item(form, "n1").key), circle)
    assert answer.status_code == 422 and "互相计入" in html(answer)


def test_parts_are_moved_and_removed(client, form):
    tasks, rate = section(form, "tasks"), item(form, "r1")
    answer = client.post(at("form-arrange", form), {"up": tasks.key})
    assert answer["Location"].endswith(f"#{tasks.key}")
    client.post(at("form-arrange", form), {"down": rate.key})
    client.post(at("form-arrange", form), {"remove": f"{rate.key}:{stamp_of(rate)}"})
    text = section(form, "text")
    client.post(at("form-arrange", form), {"remove": f"{text.key}:{branch_stamp(text)}"})
    assert [s.kind for s in form.sections.order_by("position")] == [
        "tasks", "indicators", "funding", "attachments",
    ]  # fmt: skip
    assert [i.indicator.code for i in FormIndicator.objects.order_by("position")] == ["n1", "n2"]


def test_when_the_last_indicator_goes_its_section_is_gone_on_from(client, form):
    keys = [item(form, code) for code in ("n2", "n1", "r1")]
    for part in keys:
        answer = client.post(at("form-arrange", form), {"remove": f"{part.key}:{stamp_of(part)}"})
    assert answer["Location"].endswith(f"#{section(form, 'indicators').key}")
    assert "里还没有指标" in read(client, form)


def test_at_the_end_nothing_moves_and_it_is_said(client, form):
    answer = client.post(at("form-arrange", form), {"up": section(form, "text").key})
    assert answer.status_code == 409 and "已经在最前面" in html(answer)


@pytest.mark.parametrize("sent", [{}, {"up": ""}, {"up": "x" * 30}, {"remove": "t1:2"}, {"a": "b"}])
def test_a_button_that_there_is_not_is_refused(sent, client, form):
    assert client.post(at("form-arrange", form), sent).status_code == 400
    assert client.post(at("form-turn", form), sent).status_code == 400
    assert form.sections.count() == 5


@pytest.mark.parametrize("key", ["x999999999", "i0", "t1", "x" + "9" * 30, "headless"])
def test_what_is_gone_is_said_and_the_page_stays(key, client, form):
    for answer in (
        client.get(at("form", form) + f"?edit={key}"),
        client.post(at("form-part", form, key), {"title": "甲"}),
        client.post(at("form-add", form, key), {"title": "甲"}),
    ):
        assert answer.status_code in (200, 409)
        assert "刚被别人删除" in html(answer) and "部分text" in html(answer)


def test_of_two_builders_the_second_sees_both_and_decides(client, form):
    part = section(form, "text")
    old = stamp_of(part)
    client.post(at("form-part", form, part.key), {"title": "甲写的", "stamp": old})
    answer = client.post(at("form-part", form, part.key), {"title": "乙写的", "stamp": old})
    text = html(answer)
    assert answer.status_code == 409 and "用我的内容覆盖" in text
    assert "现在：甲写的" in text and 'value="乙写的"' in text
    part.refresh_from_db()
    assert part.title == "甲写的"
    again = {"title": "乙写的", "stamp": answer.context["opened"].stamp}
    client.post(at("form-part", form, part.key), again)
    part.refresh_from_db()
    assert part.title == "乙写的"
    gone = client.post(at("form-arrange", form), {"remove": f"{part.key}:{old}"})
    assert gone.status_code == 409 and "刚被别人改过" in html(gone)
    assert FormSection.objects.filter(pk=part.pk).exists()


def test_a_script_gets_the_builder_alone_and_where_to_go_on(client, form):
    tasks = section(form, "tasks")
    answer = client.post(
        at("form-arrange", form), {"up": tasks.key}, headers={"HX-Request": "true"}
    )
    text = html(answer)
    assert "<!doctype" not in text and f'data-focus="{tasks.key}"' in text and "已移动" in text
    assert "HX-Request" in answer["Vary"]


def test_ready_retired_and_offered_again(client, form, bureau):
    draft = CampaignForm.objects.create(bureau=bureau, title="新表")
    for do, state in (("ready", "draft"), ("retire", "retired"), ("restore", "retired")):
        client.post(at("form-turn", draft), {"do": do})
        draft.refresh_from_db()
        assert draft.state == state
    assert "还没有任何部分" in read(client, draft)
    FormSection.objects.create(form=draft, position=0, kind="text", title="一")
    client.post(at("form-turn", draft), {"do": "restore"})
    draft.refresh_from_db()
    assert draft.state == "ready"


def test_what_was_used_is_fixed_and_followed_by_a_new_version(client, staff, form, bureau):
    opened(staff, form, [school_of(bureau)])
    text = read(client, form, f"?edit={section(form, 'text').key}")
    assert "内容固定" in text and "另存为新版本" in text and 'id="edit-' not in text
    refused = client.post(at("form-part", form, "head"), {"title": "改名"})
    assert refused.status_code == 409 and "没有改动" in html(refused)
    answer = client.post(at("form-turn", form), {"do": "version"})
    new = CampaignForm.objects.get(supersedes=form)
    assert answer["Location"] == at("form", new) and new.version == 2
    again = client.post(at("form-turn", form), {"do": "version"})
    assert again["Location"] == at("form", new), "the draft that is begun is gone on with"


def test_a_standard_form_is_read_and_copied(client, form, bureau):
    CampaignForm.objects.update(bureau=None, code="s")
    text = read(client, form)
    assert "这是标准表" in text and "另存为新版本" in text and "停用" not in text
    client.post(at("form-turn", form), {"do": "version"})
    assert CampaignForm.objects.get(bureau=bureau).sections.count() == 5
    assert client.post(at("form-turn", form), {"do": "retire"}).status_code == 403


def test_a_leader_reads_and_changes_nothing(client_of, form, bureau):
    client = client_of(person("lead", "bureau_leader", bureau))
    text = read(client, form, f"?edit={section(form, 'text').key}")
    assert "部分text" in text and "设为可使用" not in text and 'name="title"' not in text
    for name, rest, sent in (
        ("form-part", ["head"], {"title": "改名"}),
        ("form-add", ["text"], {"title": "加"}),
        ("form-arrange", [], {"up": section(form, "tasks").key}),
        ("form-turn", [], {"do": "retire"}),
    ):
        assert client.post(at(name, form, *rest), sent).status_code == 403
    form.refresh_from_db()
    assert (form.title, form.state, form.sections.count()) == ("学校年度计划", "ready", 5)


def test_another_bureau_finds_no_form(client_of, form, other_bureau):
    client = client_of(person("abroad", "bureau_admin", other_bureau))
    assert client.get(at("form", form)).status_code == 404
    assert client.post(at("form-turn", form), {"do": "version"}).status_code == 404
