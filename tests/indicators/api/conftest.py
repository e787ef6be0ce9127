"""Figures of two counties, and a client that asks for them as programs do."""

from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model

from indicators.access import EVERYWHERE, Access
from indicators.models import Indicator, Observation, School
from indicators.problems import Problem
from tests.figures import published

API = "/api/v1"


def everywhere(_request):
    """Who asks: a client that reads all."""
    return Access("all", EVERYWHERE, reads_drafts=True)


def one_county(_request):
    """Who asks: a client of one county."""
    return Access("one", ("530199",))


def bearers_of_none(request):
    """Who asks: whoever says that his token is ``none``."""
    if request.headers.get("Authorization") != "Bearer none":
        raise Problem(401, "token_missing", "缺少令牌。", "No token.")
    return everywhere(request)


def writers_of_none(request):
    """Who asks: the same, who may publish everywhere too."""
    user = get_user_model().objects.get(username="program")
    return replace(bearers_of_none(request), writes=True, publishes=True, user=user)


@pytest.fixture(autouse=True)
def open_to_all(settings):
    """Tokens have tests of their own."""
    settings.API_ACCESS = f"{__name__}.everywhere"


@pytest.fixture
def asks(client):
    """A function: path and parameters -> the answer."""

    def ask(path, headers=None, **query):
        return client.get(f"{API}/{path}/", query, headers=headers or {})

    return ask


@pytest.fixture
def rate(db):
    """An indicator."""
    return Indicator.objects.create(code="t.rate", name="毛入园率", unit="%", kind="rate")


@pytest.fixture
def pupils(db):
    """Another one."""
    return Indicator.objects.create(code="t.pupils", name="在校生数", unit="人")


@pytest.fixture
def school(bureau):
    """A confirmed school of the bureau."""
    facts = {"name": "青禾县第一小学", "school_code": "2153019901", "is_confirmed": True}
    return School.objects.create(region=bureau, **facts)


@pytest.fixture
def observed(staff):
    """A function: facts -> a published observation."""
    return lambda **facts: published(Observation, by=staff, **facts)


def rows(answer):
    """The rows of a JSON answer, which must be one."""
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()["data"]
