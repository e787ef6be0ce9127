"""The sheet: what is typed becomes drafts of the own bureau, and nothing is written over unseen."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.entering.drafting import Proposal, propose
from indicators.models import Draft, Observation
from tests.conftest import person
from tests.figures import published

pytestmark = pytest.mark.django_db


def address(indicators, **more):
    query = "&".join(
        [f"indicator={i.pk}" for i in indicators]
        + [f"{name}={value}" for name, value in ({"period": "2025"} | more).items()]
    )
    return f"{reverse('figure-entry')}?{query}"


def typed(row, indicator, text, was=""):
    return {"row": row, f"{row}-was": was, f"{row}-{indicator.pk}": text}


def test_the_page_shows_confirmed_schools_and_the_county(client_of, staff, schools, pupils):
    page = client_of(staff).get(address([pupils])).content.decode()
    assert "青禾县（全县）" in page and "城关小学" in page and "待核小学" not in page


def test_typed_values_become_drafts_and_publish_nothing(client_of, staff, schools, pupils):
    row = f"s{schools[0].pk}"
    response = client_of(staff).post(address([pupils]), typed(row, pupils, "1,200"))
    assert response.status_code == 302
    draft = Draft.objects.get()
    assert (draft.value, draft.school, draft.bureau) == (1200, schools[0], staff.region)
    assert (draft.origin, draft.entered_by) == ("entry", staff)
    assert not Observation.objects.exists()


def test_a_faulty_cell_keeps_what_was_typed_and_writes_nothing(client_of, staff, schools, pupils):
    one, two = (f"s{school.pk}" for school in schools[:2])
    form = typed(one, pupils, "12") | typed(two, pupils, "很多") | {"row": [one, two]}
    response = client_of(staff).post(address([pupils]), form)
    page = response.content.decode()
    assert response.status_code == 422 and "不是数字" in page and 'value="很多"' in page
    assert not Draft.objects.exists()
    response = client_of(staff).post(address([pupils]), form | {"valid": "1"})
    assert response.status_code == 422 and 'value="很多"' in response.content.decode()
    assert Draft.objects.get().value == 12


def test_a_colleagues_change_is_told_and_kept(
    client_of, staff, colleague, schools, pupils, key_for
):
    propose([Proposal(key_for(schools[0]), Decimal(5))], by=colleague)
    row = f"s{schools[0].pk}"
    response = client_of(staff).post(address([pupils]), typed(row, pupils, "7", was=""))
    page = response.content.decode()
    assert response.status_code == 422 and "同事刚改成 5，您填的是 7" in page
    assert 'value="7"' in page and f'name="{row}-was" value="5"' in page
    assert Draft.objects.get().value == 5
    response = client_of(staff).post(address([pupils]), typed(row, pupils, "7", was="5"))
    assert response.status_code == 302 and Draft.objects.get().value == 7


def test_a_cell_left_alone_takes_no_colleagues_change_back(
    client_of, staff, colleague, schools, pupils, key_for
):
    propose([Proposal(key_for(schools[0]), Decimal(5))], by=colleague)
    row = f"s{schools[0].pk}"
    client_of(staff).post(address([pupils]), typed(row, pupils, "", was=""))
    assert Draft.objects.get().value == 5


def test_the_published_value_again_takes_the_draft_away(
    client_of, staff, bureau, schools, pupils, key_for
):
    published(Observation, by=staff, value=9, **key_for(schools[0])._asdict())
    row = f"s{schools[0].pk}"
    client = client_of(staff)
    client.post(address([pupils]), typed(row, pupils, "8", was="9"))
    assert "已发布 9" in client.get(address([pupils])).content.decode()
    client.post(address([pupils]), typed(row, pupils, "9", was="8"))
    assert not Draft.objects.exists()


def test_drafts_are_seen_by_the_own_bureau_alone(staff, other_bureau, bureau, schools, key_for):
    propose([Proposal(key_for(schools[0]), Decimal(5))], by=staff)
    seeing = {
        "bureau_admin": 1, "bureau_staff": 1, "bureau_leader": 1, "system_admin": 1,
        "school_head": 0, "school_clerk": 0, "supervisor": 0, "auditor": 0, "data_client": 0,
    }  # fmt: skip
    for role, count in seeing.items():
        place = None if role in ("system_admin", "auditor") else bureau
        someone = person(f"one_{role}", role, place)
        assert Draft.objects.visible_to(someone).count() == count, role
    other = person("other", "bureau_admin", other_bureau)
    assert not Draft.objects.visible_to(other).exists()


@pytest.mark.parametrize(("role", "status"), [("bureau_leader", 403), ("school_head", 403)])
def test_only_who_enters_may_save(client_of, bureau, schools, pupils, role, status):
    client = client_of(person("someone", role, bureau))
    form = typed(f"s{schools[0].pk}", pupils, "5")
    assert client.post(address([pupils]), form).status_code == status
    assert not Draft.objects.exists()


def test_a_school_of_another_county_takes_nothing(client_of, staff, other_bureau, schools, pupils):
    school = type(schools[0]).objects.create(
        region=other_bureau, name="外县小学", stage="primary", is_confirmed=True
    )
    client_of(staff).post(address([pupils]), typed(f"s{school.pk}", pupils, "5"))
    assert not Draft.objects.exists()


def test_the_number_of_queries_does_not_grow(
    client_of, staff, bureau, schools, pupils, rate, django_assert_max_num_queries
):
    for n in range(40):
        type(schools[0]).objects.create(
            region=bureau, name=f"第{n}小学", stage="primary", is_confirmed=True
        )
    client = client_of(staff)
    client.get(address([pupils, rate]))
    with django_assert_max_num_queries(30):
        client.get(address([pupils, rate]))


def test_a_sheet_without_schools_says_where_they_come_from(client_of, staff, pupils):
    page = client_of(staff).get(address([pupils])).content.decode()
    assert "青禾县（全县）" in page and "请先在学校名单里登记学校" in page
