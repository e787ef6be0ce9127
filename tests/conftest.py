"""Fixtures that the tests of pages, models and commands share.

Models are asked from the registry: the extraction tests below this folder run without Django.
"""

import os

import pytest
from django.apps import apps
from django.conf import settings as portal
from hypothesis import settings

# The same commit gives the same result; HYPOTHESIS_PROFILE=default looks for new examples.
settings.register_profile("steady", derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


def pytest_configure():
    """Leave out work of a start of the portal that every test client would do again.

    Static files are looked for when asked for, not listed by each client; passwords are hashed
    fast, and the tests that are about hashing name their own hasher. Requests are counted in the
    memory of each process: runs beside each other have the same clients.
    """
    portal.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    portal.WHITENOISE_AUTOREFRESH = True
    portal.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    database = portal.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql"):
        # A commit need not have reached the disk: nothing is read after a crash.
        database["OPTIONS"]["options"] += " -c synchronous_commit=off"


def pytest_itemcollected(item):
    """Mark what asks a database: only that can differ between two of them."""
    asks = {"db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    if asks or item.get_closest_marker("django_db"):
        item.add_marker("database")


@pytest.fixture
def bureau(db):
    """A county, the home of a bureau."""
    return county("530199", "青禾县", "云岭省长川市青禾县")


@pytest.fixture
def other_bureau(db):
    """Another county, whose records the first one must never see."""
    return county("530198", "白石县", "云岭省长川市白石县")


@pytest.fixture
def staff(bureau):
    """A section clerk of the bureau."""
    return person("staff", "bureau_staff", bureau)


@pytest.fixture
def colleague(bureau):
    """Another clerk of the bureau."""
    return person("colleague", "bureau_staff", bureau)


@pytest.fixture
def client_of(client):
    """A function: user -> the test client with that user signed in."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def county(adcode, name, full_name, **years):
    """A county as the reference list would load it."""
    region = apps.get_model("indicators.Region")
    facts = {"name": name, "full_name": full_name, "level": "county", **years}
    return region.objects.create(adcode=adcode, **facts)


def person(username, role, region=None, password=None, school=None):
    """A user in a role; one without a password signs in by force only, which is fast.

    Who works in a school works in 青禾小学 of the region unless the test names another one.
    """
    if role.startswith("school") and school is None:
        schools = apps.get_model("indicators.School").objects
        school, _ = schools.get_or_create(region=region, name="青禾小学")
    return appointed(username, role, region, school, password)


def appointed(username, role, region=None, school=None, password=None):
    """A user who acts in his only post.

    The rows that ``create_user`` writes, without its questions whether the post is allowed: they
    took most of the time of many tests, and ``tests/eduplan/test_posts.py`` asks them.
    """
    user = apps.get_model("accounts.User").objects.create_user(username, password=password)
    posts = apps.get_model("accounts.Post").objects
    place = {"region": region or (school and school.region), "school": school}
    user.post = posts.create(user=user, role=role, **place)
    user.save(update_fields=["post"])
    return user


def pytest_terminal_summary(terminalreporter):
    """Say how many combinations of address, role, plan and method the walk has asked for."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    walked = [
        number
        for report in reports
        if getattr(report, "when", "") == "teardown"
        for name, number in report.user_properties
        if name == "combinations"
    ]
    if walked:
        line = f"walk over all addresses: {sum(walked)} combinations of address, role, plan, method"
        terminalreporter.write_line(line)
