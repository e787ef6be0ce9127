"""The national frameworks as loaded, and which standard is in force where."""

from decimal import Decimal

import pytest

from indicators.frameworks.loading import load_frameworks
from indicators.frameworks.standards import nearest
from indicators.models import Framework, FrameworkItem, Region, Standard
from plans.management.commands.load_reference import load_indicators
from plans.reference import starter_frameworks, starter_indicators
from tests.conftest import person

pytestmark = pytest.mark.django_db

SEVEN = {
    "每百名学生拥有高于规定学历教师数": ("4.2", "5.3"),
    "每百名学生拥有县级以上骨干教师数": ("1", "1"),
    "每百名学生拥有体育、艺术（美术、音乐）专任教师数": ("0.9", "0.9"),
    "生均教学及辅助用房面积": ("4.5", "5.8"),
    "生均体育运动场馆面积": ("7.5", "10.2"),
    "生均教学仪器设备值": ("2000", "2500"),
    "每百名学生拥有网络多媒体教室数": ("2.3", "2.4"),
}


def load():
    load_indicators(starter_indicators())
    load_frameworks(starter_frameworks())


def rows():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Framework, FrameworkItem, Standard)
    ]


def test_loading_twice_changes_nothing():
    load()
    before = rows()
    load()
    assert rows() == before
    assert _of_balanced(Standard.Measure.VALUE) == {
        (name, stage): Decimal(value)
        for name, values in SEVEN.items()
        for stage, value in zip(("primary", "lower_secondary"), values, strict=True)
    }
    limits = _of_balanced(Standard.Measure.VARIATION)
    assert {stage: value for (_, stage), value in limits.items()} == {
        "primary": Decimal("0.5"),
        "lower_secondary": Decimal("0.45"),
    }
    assert len(limits) == 14


def test_loading_again_keeps_what_people_verified_and_settles_what_was_in_doubt():
    load()
    of = Standard.objects.filter(item__framework__code="preschool-2020")
    verified = of.get(item__code="A3-1")
    told = {"value": 14, "is_verified": True, "doubt": "", "article": "第八条"}
    of.filter(pk=verified.pk).update(**told)
    Framework.objects.filter(code="balanced-2017").update(
        rest_percent=90, is_rule_verified=True, rule_doubt=""
    )
    entries = starter_frameworks()
    [group] = [one for one in entries[1]["items"] if one["code"] == "A3"]
    [later] = [one for one in group["items"] if one["code"] == "A3-3"]
    del later["doubt"]
    later["standards"]["preschool"] = "98"
    load_frameworks(entries)
    verified.refresh_from_db()
    assert {name: getattr(verified, name) for name in told} == told
    settled = of.get(item__code="A3-3")
    assert (settled.is_verified, settled.doubt, settled.value) == (True, "", 98)
    framework = Framework.objects.get(code="balanced-2017")
    assert (framework.rest_percent, framework.is_rule_verified) == (90, True)
    assert framework.rule_doubt == ""


def _of_balanced(measure):
    found = Standard.objects.filter(item__framework__code="balanced-2017", measure=measure)
    found = found.filter(item__kind="measured")
    return {(s.item.name, s.stage): s.value for s in found.select_related("item")}


def test_what_nobody_verified_is_marked():
    load()
    doubtful = Standard.objects.filter(item__framework__code="preschool-2020", is_verified=False)
    assert "每名专任教师平均负责幼儿数" in {s.item.name for s in doubtful}
    sure = Standard.objects.filter(item__framework__code="preschool-2020", is_verified=True)
    assert {(s.item.name, int(s.value)) for s in sure} == {
        ("学前三年毛入园率", 85),
        ("普惠性幼儿园覆盖率", 80),
        ("公办园在园幼儿占比", 50),
    }


@pytest.fixture
def item():
    framework = Framework.objects.create(code="f", name="体系")
    return FrameworkItem.objects.create(framework=framework, code="A1", name="入园率")


def standard(item, value, since, region=None, **more):
    told = {"item": item, "since": since, "region": region, "is_verified": True, **more}
    return Standard.objects.create(value=Decimal(value), **told)


def in_force(item, region, year):
    found = nearest(Standard.objects.in_force(region, year), year)
    one = found.get((item.pk, "value", ""))
    return one and int(one.value)


def test_the_nearest_region_counts_and_there_the_newest_version(item, bureau, other_bureau):
    prefecture = _region("530100", "prefecture")
    province = _region("530000", "province")
    standard(item, 85, 2020)
    standard(item, 88, 2024)
    standard(item, 90, 2022, province)
    standard(item, 91, 2023, province, until=2024)
    standard(item, 95, 2026, prefecture)
    standard(item, 99, 2020, other_bureau)
    found = [in_force(item, bureau, year) for year in (2019, 2020, 2022, 2023, 2025, 2026)]
    assert found == [None, 85, 90, 91, 90, 95]


def _region(adcode, level):
    return Region.objects.create(adcode=adcode, name=adcode, full_name=adcode, level=level)


def test_a_bureaus_own_framework_is_seen_from_above_only(bureau, other_bureau):
    own = Framework.objects.create(code="own", name="本县方案", bureau=bureau)
    shared = Framework.objects.create(code="all", name="全国办法")
    above = person("above", "supervisor", _region("530100", "prefecture"))
    seen = {
        name: set(Framework.objects.visible_to(user))
        for name, user in {
            "own": person("own", "bureau_staff", bureau),
            "school": person("school", "school_head", bureau),
            "above": above,
            "other": person("other", "bureau_admin", other_bureau),
            "auditor": person("auditor", "auditor"),
        }.items()
    }
    both, one = {own, shared}, {shared}
    assert seen == {"own": both, "school": both, "above": both, "other": one, "auditor": one}
