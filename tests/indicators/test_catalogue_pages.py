"""The catalogue: found in any script, edited by one role, duplicates made one without loss."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.catalogue.merging import MergeError, merge
from indicators.models import Indicator, IndicatorAlias, Observation, Release
from plans.models import FormIndicator
from tests.conftest import person
from tests.figures import published
from tests.plans.campaigning import form_of, item

pytestmark = pytest.mark.django_db


def indicator(code, name, **facts):
    return Indicator.objects.create(code=code, name=name, unit=facts.pop("unit", "人"), **facts)


@pytest.fixture
def pupils():
    row = indicator("pri.pupils", "小学在校生数", stage="primary")
    IndicatorAlias.objects.create(indicator=row, name="小学生总量")
    return row


@pytest.fixture
def admin():
    return person("root", "system_admin")


@pytest.mark.parametrize(
    "words", ["小学在校学生人数", "小學在校生數", "小学生总量", "PRI.pupils", "在校 小学"]
)
def test_search_finds(client_of, staff, pupils, words):
    indicator("jun.pupils", "初中毕业生数")
    page = client_of(staff).get(reverse("indicator-list"), {"q": words}).content.decode()
    assert "小学在校生数" in page and "初中毕业生数" not in page


def test_a_name_learned_elsewhere_finds_nothing(client_of, staff, other_bureau, pupils):
    IndicatorAlias.objects.create(indicator=pupils, name="外县的说法", bureau=other_bureau)
    page = client_of(staff).get(reverse("indicator-list"), {"q": "外县的说法"})
    assert "没有符合条件的指标" in page.content.decode()


def test_page_shows_own_figures_alone(client_of, staff, bureau, other_bureau, pupils):
    for region, value in ((bureau, 1234), (other_bureau, 9876)):
        facts = {"indicator": pupils, "region": region, "year": 2024, "value": Decimal(value)}
        published(Observation, by=staff, **facts)
    page = client_of(staff).get(reverse("indicator", args=[pupils.code])).content.decode()
    assert "1,234" in page and "9,876" not in page


def sent(row, **facts):
    return {
        "name": row.name, "unit": row.unit, "kind": "number", "direction": "neutral", **facts
    }  # fmt: skip


def test_one_role_edits_and_the_change_is_kept(client_of, admin, staff, pupils):
    where = reverse("indicator-edit", args=[pupils.code])
    assert client_of(staff).post(where, sent(pupils)).status_code == 403
    reply = client_of(admin).post(where, sent(pupils, definition="学年初人数", names="甲\n乙\n甲"))
    assert reply.status_code == 302
    assert [alias.name for alias in pupils.aliases.order_by("pk")] == ["甲", "乙"]
    assert pupils.history.first().history_user == admin
    assert (
        "学年初人数"
        in client_of(admin).get(reverse("indicator", args=[pupils.code])).content.decode()
    )


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("pri.none + 1", "第 1 个字符处的代码“pri.none”不在目录里"),
        ("pri.pupils * 2", "绕回了自己：pri.pupils → pri.pupils"),
        ("(1", "写法不完整"),
    ],
)
def test_wrong_formulas_are_refused(client_of, admin, pupils, formula, said):
    where = reverse("indicator-edit", args=[pupils.code])
    reply = client_of(admin).post(where, sent(pupils, formula=formula))
    assert reply.status_code == 422 and said in reply.content.decode()


def test_merging_moves_all_and_loses_nothing(client_of, admin, staff, bureau):
    form = form_of(bureau)
    asked = item(form, "n1")
    old = asked.indicator
    keep = indicator("keep.one", "保留的指标", unit=old.unit)
    facts = {"region": bureau, "year": 2024, "value": Decimal(7)}
    first = published(Observation, by=staff, indicator=old, **facts)
    where = reverse("indicator-merge", args=[old.code])
    preview = client_of(admin).get(where, {"keep": keep.code}).content.decode()
    assert "监测值" in preview and FormIndicator._meta.verbose_name in preview
    assert client_of(admin).post(where, {"keep": keep.code}).status_code == 302
    asked.refresh_from_db()
    assert asked.indicator == keep
    moved = Observation.objects.current().get()
    assert (moved.indicator, moved.value) == (keep, Decimal(7))
    # What readers saw before the merge is still what the old release says.
    before, after = sorted(Release.objects.values_list("number", flat=True))
    # One release: no moment shows the figure under neither name.
    assert list(Observation.objects.as_of(after)) == [moved]
    assert list(Observation.objects.as_of(before)) == [first]
    assert keep.aliases.filter(name=old.name).exists()
    reply = client_of(staff).get(reverse("indicator", args=[old.code]))
    assert reply.url == reverse("indicator", args=[keep.code])


def test_figures_of_one_place_and_year_are_not_merged(admin, staff, bureau, pupils):
    other = indicator("pri.students", "小学生数")
    for row in (pupils, other):
        facts = {"region": bureau, "year": 2024, "value": Decimal(5)}
        published(Observation, by=staff, indicator=row, **facts)
    with pytest.raises(MergeError, match="1 处同一地区"):
        merge(other, pupils, user=admin)
    assert Observation.objects.current().count() == 2


def test_other_units_are_not_merged(admin, pupils):
    with pytest.raises(MergeError, match="单位不同"):
        merge(indicator("pri.rate", "小学入学率", unit="%"), pupils, user=admin)


def test_what_a_formula_gives_is_not_merged_away(admin, pupils):
    double = indicator("pri.double", "小学在校生数的两倍", formula="pri.pupils * 2")
    with pytest.raises(MergeError, match="由公式重算"):
        merge(double, indicator("pri.other", "另一种说法"), user=admin)


def test_an_indicator_of_the_reference_list_has_a_page_without_versions(client_of, staff):
    (row,) = Indicator.objects.bulk_create([Indicator(code="ref.one", name="参考", unit="人")])
    reply = client_of(staff).get(reverse("indicator", args=[row.code]))
    assert reply.status_code == 200


def test_a_new_formula_says_first_how_many_figures_it_gives(
    client_of, admin, staff, bureau, pupils
):
    teachers, ratio = (
        indicator("pri.teachers", "教师数"),
        indicator("pri.ratio", "生师比", unit="倍"),
    )
    for of, value in ((pupils, 630), (teachers, 42)):
        published(Observation, by=staff, indicator=of, region=bureau, year=2024, value=value)
    where, client = reverse("indicator-edit", args=[ratio.code]), client_of(admin)
    order = sent(ratio, formula="pri.pupils / pri.teachers")
    asked = client.post(where, order)
    assert (
        asked.status_code == 422 and "重算并公布 <strong>1</strong> 个数" in asked.content.decode()
    )
    ratio.refresh_from_db()
    assert ratio.formula == "" and not Observation.objects.filter(indicator=ratio).exists()
    other = client.post(where, order | {"confirmed": "=pri.teachers / pri.pupils"})
    assert other.status_code == 422
    assert (
        client.post(where, order | {"confirmed": "=pri.pupils / pri.teachers"}).status_code == 302
    )
    assert Observation.objects.get(indicator=ratio).value == 15


def test_a_stated_figure_stands_beside_what_the_formula_gives(client_of, staff, bureau, pupils):
    teachers = indicator("pri.teachers", "教师数")
    ratio = indicator("pri.ratio", "生师比", unit="倍", formula="pri.pupils / pri.teachers")
    for of, value in ((ratio, 16), (pupils, 630), (teachers, 42)):
        published(Observation, by=staff, indicator=of, region=bureau, year=2024, value=value)
    page = client_of(staff).get(reverse("indicator", args=[ratio.code])).content.decode()
    assert "按公式算得" in page and "<strong>15</strong>" in page


def test_other_names_are_part_of_the_versions(client_of, admin, pupils):
    where = reverse("indicator-edit", args=[pupils.code])
    client_of(admin).post(where, sent(pupils, names="小学生人数"))
    page = client_of(admin).get(reverse("indicator", args=[pupils.code])).content.decode()
    assert "增加别名 小学生人数；去掉别名 小学生总量" in page
