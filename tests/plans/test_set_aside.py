"""A document that was set aside: what its desk offers, and taking it up again."""

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import Plan
from tests.plans.records import now, planned, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(staff):
    client = Client()
    client.force_login(staff)
    return client


def url(name, plan):
    return reverse(name, args=[plan.pk])


def test_a_document_set_aside_can_be_taken_up(clerk, bureau):
    source = recorded(bureau, name="茶.txt")
    aside = planned(source, source.characters - 2, source.characters, "茶", state="set_aside")
    assert "恢复核对" in clerk.get(url("review", aside)).content.decode()
    clerk.post(url("review-aside", aside), {"aside": "0"})
    assert now(aside).state == Plan.State.PROPOSED
    clerk.post(url("review-aside", aside), {"aside": "1"})
    assert now(aside).state == Plan.State.SET_ASIDE


def test_a_document_set_aside_offers_nothing_that_it_cannot(clerk, bureau):
    source = recorded(bureau, name="茶.txt")
    aside = planned(source, source.characters - 2, source.characters, "茶", state="set_aside")
    html = clerk.get(url("review", aside)).content.decode()
    assert "已搁置，没有列出记录" in html and "这里没有找到" not in html
    assert reverse("publish", args=[aside.pk]) not in html
    assert url("review-add", aside) not in html and url("review-surest", aside) not in html
    assert "没有要核对的记录" in html


def test_a_file_that_cannot_be_read_again_is_said_and_stays_aside(clerk, bureau):
    source = recorded(bureau, name="茶.txt")
    aside = planned(source, source.characters - 2, source.characters, "茶", state="set_aside")
    type(source.content).objects.filter(pk=source.pk).update(file=b"")
    html = clerk.post(url("review-aside", aside), {"aside": "0"}, follow=True).content.decode()
    assert "没有恢复" in html and now(aside).state == Plan.State.SET_ASIDE
