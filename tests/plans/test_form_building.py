"""Adding, moving and removing parts of a form, by one person and by two at once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans import form_building
from plans.editing import Conflict
from plans.form_stamps import branch_stamp, stamp_of
from plans.models import CampaignForm, FormIndicator, FormSection
from tests.conftest import person
from tests.plans.campaigning import form_of, indicator, item, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(bureau):
    return form_of(bureau)


def titles(form):
    return [s.title for s in form.sections.order_by("position", "pk")]


def codes(form):
    items = FormIndicator.objects.filter(section__form=form).order_by("position")
    return [i.indicator.code for i in items]


def test_a_part_is_added_behind_another_one_or_at_the_end(staff, form):
    end = FormSection(form=form, kind="text", title="保障措施")
    form_building.add_part(end, user=staff)
    first = form.sections.get(title="部分text")
    behind = FormSection(form=form, kind="text", title="上年回顾")
    form_building.add_part(behind, user=staff, after=first)
    assert titles(form) == [
        "部分text", "上年回顾", "部分indicators", "部分tasks", "部分funding", "部分attachments",
        "保障措施",
    ]  # fmt: skip
    assert [s.position for s in form.sections.order_by("position")] == list(range(7))


def test_parts_change_places_and_stop_at_the_ends(staff, form):
    form_building.move_part(section(form, "tasks"), user=staff, step="up")
    assert titles(form)[:3] == ["部分text", "部分tasks", "部分indicators"]
    form_building.move_part(item(form, "r1"), user=staff, step="down")
    assert codes(form) == ["n1", "r1", "n2"]
    for part, step, words in (
        (section(form, "text"), "up", "最前面"),
        (section(form, "attachments"), "down", "最后面"),
        (item(form, "n1"), "up", "最前面"),
    ):
        with pytest.raises(ValidationError, match=words):
            form_building.move_part(part, user=staff, step=step)


def test_of_two_who_save_the_same_part_the_second_is_told(staff, form):
    seen = stamp_of(section(form, "text"))
    first, second = section(form, "text"), section(form, "text")
    first.title = "指导思想"
    form_building.save_part(first, user=staff, seen=seen)
    second.title = "办学思想"
    with pytest.raises(Conflict) as conflict:
        form_building.save_part(second, user=staff, seen=seen)
    assert conflict.value.rows[0].title == "指导思想"
    assert titles(form)[0] == "指导思想"
    form_building.save_part(second, user=staff, seen=stamp_of(conflict.value.rows[0]))
    assert titles(form)[0] == "办学思想"


def test_moving_a_part_is_no_change_of_it(staff, form):
    seen = stamp_of(section(form, "tasks"))
    form_building.move_part(section(form, "tasks"), user=staff, step="up")
    changed = section(form, "tasks")
    changed.title = "工作任务"
    form_building.save_part(changed, user=staff, seen=seen)
    assert titles(form)[1] == "工作任务"


def test_nobody_removes_what_a_colleague_has_just_added(staff, form):
    asked = section(form, "indicators")
    seen = branch_stamp(asked)
    new = FormIndicator(section=asked, indicator=indicator("q9", "图书册数", "册"))
    form_building.add_part(new, user=staff)
    with pytest.raises(Conflict):
        form_building.remove_part(asked, user=staff, seen=seen)
    assert codes(form) == ["r1", "n1", "n2", "q9"]
    form_building.remove_part(asked, user=staff, seen=branch_stamp(section(form, "indicators")))
    assert not codes(form)


def test_what_is_gone_is_not_saved_again(staff, form):
    part = section(form, "text")
    seen = stamp_of(part)
    FormSection.objects.filter(pk=part.pk).delete()
    with pytest.raises(ValidationError, match="刚被别人删除"):
        form_building.save_part(part, user=staff, seen=seen)
    assert "部分text" not in titles(form)


def test_items_count_into_the_same_form_and_never_in_a_circle(staff, form, bureau):
    whole, part = item(form, "n1"), item(form, "n2")
    whole.part_of = part
    with pytest.raises(ValidationError, match="互相计入"):
        form_building.save_part(whole, user=staff)
    elsewhere = FormSection.objects.create(
        form=CampaignForm.objects.create(bureau=bureau, title="另一张"),
        position=0, kind="indicators", title="目标",
    )  # fmt: skip
    foreign = FormIndicator(section=elsewhere, position=0, indicator=part.indicator, part_of=whole)
    with pytest.raises(ValidationError, match="同一张表"):
        form_building.save_part(foreign, user=staff)
    part.part_of = item(form, "r1")
    with pytest.raises(ValidationError, match="单位与这一项不同"):
        form_building.save_part(part, user=staff)


def test_a_frozen_form_keeps_its_order_and_parts(staff, form):
    CampaignForm.objects.update(frozen_at="2026-09-01T08:00+08:00")
    part = section(form, "tasks")
    for act in (
        lambda: form_building.move_part(part, user=staff, step="up"),
        lambda: form_building.remove_part(part, user=staff),
        lambda: form_building.add_part(FormSection(form=form, kind="text", title="新"), user=staff),
    ):
        with pytest.raises(ValidationError, match="新版本"):
            act()
    assert len(titles(form)) == 5


def test_a_retired_form_is_offered_again_if_nothing_is_missing(staff, form, bureau):
    with pytest.raises(ValidationError, match="不用恢复"):
        form_building.offer_again(form, user=staff)
    form_building.retire(form, user=staff)
    with pytest.raises(ValidationError, match="已经停用"):
        form_building.retire(form, user=staff)
    assert form_building.offer_again(form, user=staff).state == "ready"
    empty = CampaignForm.objects.create(bureau=bureau, title="空表", state="retired")
    with pytest.raises(ValidationError, match="还没有任何部分"):
        form_building.offer_again(empty, user=staff)
    with pytest.raises(PermissionDenied):
        form_building.offer_again(form, user=person("lead", "bureau_leader", bureau))


def test_versions_of_the_same_title_never_share_a_number(staff, form, bureau):
    standard = CampaignForm.objects.create(
        code="x", title="学校年度计划", state="ready", bureau=None
    )
    first = form_building.new_version(standard, user=staff)
    assert first.version == 2, "the bureau has a form of this title"
    assert form_building.new_version(standard, user=staff).version == 3
