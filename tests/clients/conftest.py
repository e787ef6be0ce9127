"""A program of a county with a token, and what a request of it holds."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import timezone

from eduplan.clients import issuing
from tests.conftest import person


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def manager(bureau):
    return person("manager", "bureau_admin", bureau)


@pytest.fixture
def program(bureau):
    return person("platform", "data_client", bureau)


def facts(**changed):
    last = timezone.localdate() + timedelta(days=90)
    return {"name": "市数据平台", "expires_on": last, "requests_per_minute": 5} | changed


@pytest.fixture
def issued(program, manager):
    """The token and its secret."""
    return issuing.issue(program, by=manager, facts=facts())


def asking(secret=None, *, scheme="Bearer", address="10.0.0.7"):
    headers = {"Authorization": f"{scheme} {secret}"} if secret else {}
    return RequestFactory().get("/api/v1/indicators/", headers=headers, REMOTE_ADDR=address)
