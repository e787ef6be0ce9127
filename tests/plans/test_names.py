"""Names that a bureau has learned: shown, and taken back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.models import Indicator, IndicatorAlias
from tests.conftest import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def alias(bureau, staff):
    indicator = Indicator.objects.create(code="g3", name="学前三年毛入园率", unit="%")
    return IndicatorAlias.objects.create(
        indicator=indicator,
        name="三年入园率",
        bureau=bureau,
        learned_by=staff,
        learned_at=timezone.now(),
    )


def test_a_learned_name_is_shown_with_who_taught_it(alias, client_of, staff):
    html = client_of(staff).get(reverse("name-list")).content.decode()
    assert "三年入园率" in html and "学前三年毛入园率" in html and "staff" in html


def test_a_learned_name_is_taken_back(alias, client_of, staff):
    response = client_of(staff).post(reverse("name-forget", args=[alias.pk]), follow=True)
    assert "已撤销“三年入园率”" in response.content.decode()
    assert not IndicatorAlias.objects.exists()


def test_names_of_the_catalogue_itself_cannot_be_taken_back(alias, client_of, staff):
    IndicatorAlias.objects.update(bureau=None)
    assert client_of(staff).post(reverse("name-forget", args=[alias.pk])).status_code == 404


def test_another_bureau_neither_sees_nor_takes_back(alias, client_of, other_bureau):
    client = client_of(person("stranger", "bureau_admin", other_bureau))
    assert "三年入园率" not in client.get(reverse("name-list")).content.decode()
    assert client.post(reverse("name-forget", args=[alias.pk])).status_code == 404
    assert IndicatorAlias.objects.exists()


def test_a_leader_sees_but_does_not_take_back(alias, client_of, bureau):
    client = client_of(person("leader", "bureau_leader", bureau))
    html = client.get(reverse("name-list")).content.decode()
    assert "三年入园率" in html and "撤销“" not in html
    assert client.post(reverse("name-forget", args=[alias.pk])).status_code == 403
