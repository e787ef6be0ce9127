"""What people decide of judged items: recorded in versions, shown beside what figures decide."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from indicators.frameworks import building
from indicators.frameworks.loading import load_frameworks
from indicators.models import Framework, FrameworkItem, JudgedResult
from indicators.standing import judging
from plans.management.commands.load_reference import load_indicators
from plans.reference import starter_frameworks, starter_indicators
from tests.conftest import person

pytestmark = pytest.mark.django_db

YEAR = 2025
FACTS = {
    "outcome": "met",
    "reason": "问卷满意度 91%",
    "document": "满意度调查报告（2025）",
    "decided_on": date(2025, 11, 3),
}


@pytest.fixture
def item():
    load_indicators(starter_indicators())
    load_frameworks(starter_frameworks())
    framework = Framework.objects.get(code="balanced-2017")
    return framework.items.get(name="社会认可度", kind="judged")


def recorded(item, region, user, replaces=None, **more):
    told = {"region": region, "year": YEAR, "user": user, "replaces": replaces}
    return judging.record(item, **told, **(FACTS | more))


def page(client, bureau, item=None):
    code = "balanced-2017"
    args = [code, bureau.adcode, YEAR, *([item.pk] if item else [])]
    return reverse("standing-judge" if item else "standing", args=args)


def sent(replaces="", **more):
    return FACTS | {"replaces": replaces, "decided_on": "2025-11-03"} | more


def test_a_result_is_shown_with_who_and_when_and_counted_apart(client_of, item, bureau, staff):
    client = client_of(staff)
    judged = FrameworkItem.objects.filter(framework=item.framework, kind="judged").count()
    before = client.get(page(client, bureau)).content.decode()
    assert "按数据 7 项" in before and f"未评 {judged} 项" in before
    assert client.post(page(client, bureau, item), sent()).status_code == 302
    said = client.get(page(client, bureau)).content.decode()
    assert "人工评定 1 项（达标 1 项）" in said and f"未评 {judged - 1} 项" in said
    for word in ("问卷满意度 91%", "满意度调查报告（2025）", str(staff), "2025-11-03"):
        assert word in said


def test_another_decision_is_another_version_and_the_old_one_stays(item, bureau, staff):
    first = recorded(item, bureau, staff)
    recorded(item, bureau, staff, replaces=first.pk, outcome="not_met", reason="复查不符")
    assert list(JudgedResult.objects.values_list("outcome", "reason", "is_current")) == [
        ("not_met", "复查不符", True),
        ("met", "问卷满意度 91%", False),
    ]


def test_what_is_taken_back_is_open_again(item, bureau, staff):
    with pytest.raises(ValidationError, match="还没有评定结果"):
        recorded(item, bureau, staff, outcome="withdrawn")
    first = recorded(item, bureau, staff)
    recorded(item, bureau, staff, replaces=first.pk, outcome="withdrawn", reason="记错了县")
    assert not JudgedResult.objects.current().exists()
    assert JudgedResult.objects.count() == 2


def test_a_colleagues_newer_version_is_not_replaced_unseen(client_of, item, bureau, staff):
    recorded(item, bureau, staff)
    client = client_of(staff)
    response = client.post(page(client, bureau, item), sent(outcome="not_met"))
    assert response.status_code == 422
    assert "同事刚才记录过" in response.content.decode()
    assert JudgedResult.objects.get().outcome == "met"


@pytest.mark.parametrize(
    "wrong",
    [{"outcome": ""}, {"outcome": "no_data"}, {"reason": " "}, {"document": ""},
     {"decided_on": "昨天"}, {"decided_on": ""}, {"reason": "长" * 501}, {"replaces": "x"}],
)  # fmt: skip
def test_a_decision_without_ground_is_not_written(wrong, client_of, item, bureau, staff):
    client = client_of(staff)
    assert client.post(page(client, bureau, item), sent(**wrong)).status_code == 422
    assert not JudgedResult.objects.exists()


def test_nothing_is_decided_tomorrow(item, bureau, staff):
    with pytest.raises(ValidationError, match="不能晚于今天"):
        recorded(item, bureau, staff, decided_on=timezone.localdate() + timedelta(days=1))


def test_figures_are_not_overruled(item, bureau, staff):
    measured = item.framework.items.get(code="A1-1")
    with pytest.raises(ValidationError, match="按数据判定"):
        recorded(measured, bureau, staff)


def test_only_the_countys_own_people_decide(client_of, item, bureau, other_bureau):
    for name, role, region in (
        ("leader", "bureau_leader", bureau),
        ("stranger", "bureau_admin", other_bureau),
        ("root", "system_admin", None),
    ):
        with pytest.raises(PermissionDenied):
            recorded(item, bureau, person(name, role, region))
    assert not JudgedResult.objects.exists()


def test_another_county_sees_no_result(item, bureau, other_bureau, staff):
    recorded(item, bureau, staff)
    seen = {
        name: JudgedResult.objects.visible_to(person(name, role, region)).exists()
        for name, role, region in (
            ("own", "school_head", bureau),
            ("other", "bureau_admin", other_bureau),
            ("auditor", "auditor", None),
        )
    }
    assert seen == {"own": True, "other": False, "auditor": False}


def test_an_item_with_results_is_not_deleted(item, bureau, staff):
    recorded(item, bureau, staff)
    admin = person("builder", "bureau_admin", bureau)
    Framework.objects.filter(pk=item.framework_id).update(bureau=bureau)
    item.framework.refresh_from_db()
    with pytest.raises(ValidationError, match="不能删除"):
        from_building(item, admin)


def from_building(item, admin):
    item.refresh_from_db()
    building.remove_item(item, user=admin)
