"""Figures come out in numbered releases; what was seen after each can be asked again."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from indicators.models import Edition, Indicator, Observation, Region, Release, School, Target
from indicators.releasing import release, withdraw
from tests.conftest import person


@pytest.fixture
def rate(db):
    return Indicator.objects.create(code="t.rate", name="毛入园率", unit="%")


@pytest.fixture
def figure(rate, bureau):
    """A function: value -> an unsaved observation of one year, the next version of another."""

    def make(value, model=Observation, **facts):
        facts = {"indicator": rate, "region": bureau, "year": 2024, **facts}
        return model(value=value, **facts)

    return make


def values(rows):
    return sorted(int(row.value) for row in rows)


def test_each_release_shows_its_own_state_for_ever(figure, staff):
    first, other = figure(80), figure(7, year=2023)
    one = release([first, other], by=staff)
    two = release([figure(85, supersedes=first, reason="更正")], by=staff)
    newest = Observation.objects.current().get(year=2024)
    three = withdraw([newest], by=staff, reason="报错了")
    again = Observation.objects.get(is_withdrawn=True)
    four = release([figure(86, supersedes=again, reason="核实")], by=staff)
    assert [one.number, two.number, three.number, four.number] == [1, 2, 3, 4]
    seen = {n: values(Observation.objects.as_of(n)) for n in range(5)}
    assert seen == {0: [], 1: [7, 80], 2: [7, 85], 3: [7], 4: [7, 86]}
    assert values(Observation.objects.current()) == [7, 86]


def test_all_versions_of_a_figure_know_the_first(figure, staff):
    first = figure(80)
    release([first], by=staff)
    second = figure(85, supersedes=first, reason="更正")
    release([second], by=staff)
    withdraw([second], by=staff, reason="报错了")
    assert list(Observation.objects.order_by("pk").values_list("first", flat=True)) == [
        None, first.pk, first.pk,
    ]  # fmt: skip


def test_targets_and_observations_come_out_together(figure, staff):
    made = release([figure(80), figure(90, Target)], by=staff)
    assert Target.objects.get().released_in == Observation.objects.get().released_in == made
    assert Edition.objects.now().release == made.number and made.by == staff


def test_nothing_to_publish_is_no_release(staff):
    assert release([], by=staff) is None
    assert withdraw([], by=staff, reason="") is None
    assert not Release.objects.exists() and Edition.objects.now().release == 0


def test_moments_of_releases_only_rise_whatever_the_clock_says(figure, staff, monkeypatch):
    release([figure(80)], by=staff)
    before = Release.objects.get().at
    monkeypatch.setattr(timezone, "now", lambda: before - timedelta(hours=1))
    release([figure(81, year=2023)], by=staff)
    assert Release.objects.get(number=2).at > before
    assert Release.objects.until(before).newest_number() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time")
@pytest.mark.django_db(transaction=True)
def test_two_that_publish_at_once_get_numbers_in_the_order_in_which_they_end(bureau):
    staff = person("two", "bureau_staff", bureau)
    rate = Indicator.objects.create(code="t.rate", name="毛入园率", unit="%")
    begun, go_on = threading.Event(), threading.Event()

    def slow():
        try:
            with transaction.atomic():
                release([Observation(indicator=rate, region=bureau, year=2020, value=1)], by=staff)
                begun.set()
                go_on.wait(10)
        finally:
            connection.close()

    def fast():
        try:
            release([Observation(indicator=rate, region=bureau, year=2021, value=2)], by=staff)
        finally:
            connection.close()

    threads = [threading.Thread(target=slow), threading.Thread(target=fast)]
    threads[0].start()
    assert begun.wait(10)
    threads[1].start()
    threads[1].join(0.3)
    seen_meanwhile = Release.objects.newest_number()
    go_on.set()
    for thread in threads:
        thread.join(20)
    assert seen_meanwhile == 0
    assert values(Observation.objects.as_of(1)) == [1]
    assert values(Observation.objects.as_of(2)) == [1, 2]


class TestNames:
    """A change of a name is counted through whatever door it comes."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @staticmethod
    def names():
        return Edition.objects.now().names

    def test_names_of_indicators_and_regions_count(self, rate, bureau):
        for change in (
            lambda: Indicator.objects.filter(pk=rate.pk).update(name="毛入学率"),
            lambda: Region.objects.filter(pk=bureau.pk).update(full_name="青禾县"),
            lambda: rate.delete(),
        ):
            before = self.names()
            change()
            assert self.names() > before

    def test_a_school_counts_once_somebody_confirmed_it(self, bureau):
        school = School.objects.create(region=bureau, name="青禾一小")
        before = self.names()
        School.objects.filter(pk=school.pk).update(name="青禾第一小学")
        assert self.names() == before
        School.objects.filter(pk=school.pk).update(is_confirmed=True)
        assert self.names() > before

    def test_counting_leaves_the_release_alone(self, figure, staff, rate):
        release([figure(80)], by=staff)
        Indicator.objects.filter(pk=rate.pk).update(name="毛入学率")
        edition = Edition.objects.now()
        assert edition.release == 1 and edition.names >= 1
