"""Publishing drafts: checked, in one transaction, in versions, and only by whom it belongs to."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.access import Access
from indicators.entering.drafting import Proposal, propose
from indicators.entering.publishing import stamp_of
from indicators.models import Draft, Indicator, Observation, Release
from tests.conftest import person
from tests.figures import published

pytestmark = pytest.mark.django_db

LIST = reverse("draft-list")


@pytest.fixture
def drafted(staff, key_for):
    """A function: value, school -> the draft."""

    def made(value, school=None, **more):
        key = key_for(school, **more)
        propose([Proposal(key, None if value is None else Decimal(value))], by=staff)
        return Draft.objects.get(**key._asdict())

    return made


def chosen(*drafts, **more):
    form = {"draft": [draft.pk for draft in drafts]}
    return form | {f"stamp-{draft.pk}": stamp_of(draft) for draft in drafts} | more


def test_a_new_figure_is_published_and_its_draft_is_gone(client_of, staff, schools, drafted):
    draft = drafted("120", schools[0])
    assert client_of(staff).post(LIST, chosen(draft)).status_code == 302
    row = Observation.objects.get()
    assert (row.value, row.school, row.origin, row.recorded_by) == (120, schools[0], "entry", staff)
    assert row.supersedes is None and not Draft.objects.exists()


def test_a_correction_needs_a_reason_and_is_the_next_version(
    client_of, staff, schools, drafted, key_for
):
    old = published(Observation, by=staff, value=100, **key_for(schools[0])._asdict())
    draft = drafted("120", schools[0])
    client = client_of(staff)
    response = client.post(LIST, chosen(draft))
    assert response.status_code == 422 and "必须写明原因" in response.content.decode()
    assert client.post(LIST, chosen(draft, reason="漏统计")).status_code == 302
    new = Observation.objects.current().get()
    assert (new.value, new.supersedes, new.reason) == (120, old, "漏统计")


def test_an_empty_value_withdraws_what_is_published(client_of, staff, schools, drafted, key_for):
    published(Observation, by=staff, value=100, **key_for(schools[0])._asdict())
    draft = drafted(None, schools[0])
    client_of(staff).post(LIST, chosen(draft, **{f"reason-{draft.pk}": "报错了学校"}))
    assert not Observation.objects.current().exists()
    assert Observation.objects.get(is_withdrawn=True).reason == "报错了学校"


def test_an_error_hinders_all_that_were_chosen(client_of, staff, schools, drafted):
    good, bad = drafted("120", schools[0]), drafted("1.5", schools[1])
    response = client_of(staff).post(LIST, chosen(good, bad))
    assert response.status_code == 422 and "应当是整数" in response.content.decode()
    assert not Release.objects.exists() and Draft.objects.count() == 2


def test_a_warning_asks_for_a_tick(client_of, staff, schools, drafted, key_for):
    before = key_for(schools[0], year=2024)
    published(Observation, by=staff, value=100, **before._asdict())
    draft = drafted("151", schools[0])
    client = client_of(staff)
    assert client.post(LIST, chosen(draft)).status_code == 422
    assert client.post(LIST, chosen(draft, **{f"confirmed-{draft.pk}": "1"})).status_code == 302


def test_a_draft_changed_or_overtaken_meanwhile_is_not_published(
    client_of, staff, colleague, schools, drafted, key_for
):
    draft = drafted("120", schools[0])
    propose([Proposal(draft.key, Decimal(121))], by=colleague)
    client = client_of(staff)
    response = client.post(LIST, chosen(draft))
    assert response.status_code == 422 and "同事刚才改过" in response.content.decode()
    published(Observation, by=colleague, value=7, **key_for(schools[0])._asdict())
    response = client.post(LIST, chosen(Draft.objects.get(), reason="更正"))
    assert response.status_code == 422 and "又发布了新的版本" in response.content.decode()
    assert Observation.objects.get().value == 7


def test_an_equal_value_is_no_new_version(client_of, staff, schools, drafted, key_for):
    draft = drafted("120", schools[0])
    old = published(Observation, by=staff, value=120, **key_for(schools[0])._asdict())
    Draft.objects.update(supersedes=old)
    assert client_of(staff).post(LIST, chosen(draft)).status_code == 302
    assert Observation.objects.get() == old and not Draft.objects.exists()


def test_schools_and_parts_are_checked_against_the_whole(client_of, staff, schools, drafted):
    for school, value in zip(schools, ("100", "200", "300"), strict=True):
        drafted(value, school)
    drafted("601")
    drafted("40", schools[0], sex="female")
    drafted("50", schools[0], sex="male")
    page = client_of(staff).get(LIST).content.decode()
    assert "各校合计 600，与总数 601 相差 -1。" in page
    assert "分性别合计 90，与总数 100 相差 -10。" in page


def test_another_county_publishes_and_discards_nothing(client_of, other_bureau, schools, drafted):
    draft = drafted("120", schools[0])
    client = client_of(person("other", "bureau_admin", other_bureau))
    assert client.post(LIST, chosen(draft)).status_code == 422
    client.post(reverse("draft-discard"), chosen(draft))
    assert Draft.objects.exists() and not Observation.objects.exists()
    assert "城关小学" not in client.get(LIST).content.decode()


def test_chosen_drafts_are_discarded(client_of, staff, schools, drafted):
    one, other = drafted("1", schools[0]), drafted("2", schools[1])
    assert client_of(staff).post(reverse("draft-discard"), chosen(one)).status_code == 302
    assert Draft.objects.get() == other


def test_all_without_doubts_are_published_at_once(client_of, staff, schools, drafted):
    good, bad = drafted("1", schools[0]), drafted("1.5", schools[1])
    form = chosen(good, bad) | {"clean": "1"}
    del form["draft"]
    assert client_of(staff).post(LIST, form).status_code == 302
    assert Draft.objects.get() == bad and Observation.objects.get().value == 1


@pytest.fixture
def mixed(staff, bureau, schools, pupils, rate, key_for):
    """Drafts of a person and of a program, of which the page tells one from the other."""
    program = person("platform", "data_client", bureau)
    program.last_name = "市数据平台"
    program.save()
    propose([Proposal(key_for(schools[0]), Decimal(101))], by=staff)
    propose(
        [Proposal(key_for(None, rate, 2024), Decimal(98), note="月报")], by=staff, origin="file"
    )
    access = Access("t", ("530199",), writes=True, user=program)
    propose([Proposal(key_for(schools[1]), Decimal(103))], by=access, origin="client")
    return program


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("", {101, 98, 103}),
        ("place=河湾", {103}),
        ("place=青禾县", {98}),
        ("place=灣", {103}),
        ("period=2024", {98}),
        ("period=2025", {101, 103}),
        ("period=bald", {101, 98, 103}),
        ("origin=client", {103}),
        ("origin=client&period=2024", set()),
    ],
)
def test_the_list_is_narrowed(client_of, staff, mixed, query, values):
    page = client_of(staff).get(f"{LIST}?{query}")
    assert page.status_code == 200
    assert {int(draft.value) for draft in page.context["drafts"]} == values
    assert ("没有符合条件" in page.content.decode()) == (not values)
    assert ('role="alert"' in page.content.decode()) == ("bald" in query)


def test_the_list_is_narrowed_to_an_indicator_or_to_who_entered(client_of, staff, mixed, rate):
    client = client_of(staff)
    for query, value in ((f"indicator={rate.pk}", 98), (f"who={mixed.pk}", 103)):
        (draft,) = client.get(f"{LIST}?{query}").context["drafts"]
        assert draft.value == value
    offered = client.get(LIST).context["filter"].form.fields
    assert [user.username for user in offered["who"].queryset] == ["staff", "platform"]


def test_other_bureaus_offer_nothing_to_choose_from(client_of, other_bureau, mixed):
    page = client_of(person("foreign", "bureau_staff", other_bureau)).get(f"{LIST}?who={mixed.pk}")
    assert "市数据平台" not in page.content.decode() and "月报" not in page.content.decode()


def test_a_draft_says_which_program_it_came_from(client_of, staff, mixed):
    page = client_of(staff).get(f"{LIST}?origin=client").content.decode()
    assert "市数据平台" in page and "程序经数据接口写入" in page


def test_what_was_asked_for_stays_after_discarding(client_of, staff, mixed):
    draft = Draft.objects.get(origin="client")
    address = f"{reverse('draft-discard')}?period=2025"
    response = client_of(staff).post(address, chosen(draft))
    assert response["Location"] == f"{LIST}?period=2025"
    assert Draft.objects.count() == 2


@pytest.fixture
def girls(pupils):
    return Indicator.objects.create(code="t.girls", name="女生数", unit="人", part_of=pupils)


def test_a_number_among_another_is_not_above_it(client_of, staff, drafted, girls):
    drafted("120")
    draft = drafted("121", indicator=girls)
    response = client_of(staff).post(LIST, chosen(draft))
    assert response.status_code == 422
    assert "“女生数”121 大于“在校生数”120" in response.content.decode()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("女生比率", "48.3", ""),
        ("女生比率", "48", ""),
        ("女生比率", "50", "按“女生数”除以“在校生数”算得 48.3333"),
    ],
)
def test_a_stated_rate_is_held_against_its_parts(
    client_of, staff, drafted, pupils, girls, name, value, words
):
    facts = {"numerator": girls, "denominator": pupils, "kind": "rate"}
    share = Indicator.objects.create(code="t.share", name=name, unit="%", **facts)
    drafted("120")
    drafted("58", indicator=girls)
    draft = drafted(value, indicator=share)
    response = client_of(staff).post(LIST, chosen(draft))
    assert response.status_code == (422 if words else 302)
    assert words in response.content.decode()


@pytest.mark.parametrize(("name", "status"), [("女生比率", 422), ("女生毛入园率", 302)])
def test_a_numerator_is_above_its_denominator_only_in_gross_rates(
    client_of, staff, drafted, pupils, girls, name, status
):
    girls.part_of = None
    girls.save()
    facts = {"numerator": girls, "denominator": pupils, "kind": "rate"}
    Indicator.objects.create(code="t.share", name=name, unit="%", **facts)
    drafted("120")
    draft = drafted("121", indicator=girls)
    assert client_of(staff).post(LIST, chosen(draft)).status_code == status


@pytest.mark.parametrize("value", ["17", None])
def test_a_draft_from_before_the_formula_is_not_published(
    client_of, staff, drafted, pupils, girls, key_for, value
):
    published(Observation, by=staff, value=120, **key_for()._asdict())
    share = Indicator.objects.create(code="t.share", name="女生比", unit="比")
    published(Observation, by=staff, value=3, **key_for(indicator=share)._asdict())
    draft = drafted(value, indicator=share)
    share.formula = "t.girls / t.pupils"
    share.save()
    response = client_of(staff).post(LIST, chosen(draft, reason="更正"))
    assert response.status_code == 422 and "由公式重算" in response.content.decode()


@pytest.mark.parametrize(
    ("parts", "whole", "words"),
    [
        ({"female": 90}, "80", "“女”90 大于“在校生数”80"),
        ({"urban": 50, "town": 40}, "80", "“分城乡合计”90 大于“在校生数”80"),
        ({"urban": 50, "town": 40}, "90", ""),
        ({"urban": 50, "town": 10, "rural": 90}, "80", "“乡村”90 大于“在校生数”80"),
    ],
)
def test_a_whole_is_not_below_the_parts_that_are_known(
    client_of, staff, drafted, key_for, parts, whole, words
):
    for part, value in parts.items():
        key = key_for(**{"sex" if part == "female" else "residence": part})
        published(Observation, by=staff, value=value, **key._asdict())
    response = client_of(staff).post(LIST, chosen(drafted(whole)))
    assert response.status_code == (422 if words else 302)
    assert words in response.content.decode()


def test_an_empty_list_leads_only_those_to_entering_who_may_enter(client_of, staff):
    imports = reverse("figure-import")
    told = client_of(staff).get(LIST).content.decode()
    assert f'到<a href="{reverse("figure-entry")}">录入</a>或<a href="{imports}">' in told
    admin = person("system", "system_admin")
    told = client_of(admin).get(LIST).content.decode()
    assert "教育局人员录入或导入的数" in told and imports not in told
