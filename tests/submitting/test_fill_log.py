"""What is typed is kept field by field; the audit log holds one entry for a stretch of it."""

import pytest

from eduplan.audit.models import AuditEntry
from plans.models import SectionText
from tests.submitting.conftest import Desk

pytestmark = pytest.mark.django_db


def entries():
    return AuditEntry.objects.filter(name="submission-fill", label="填报").count()


@pytest.fixture
def desk(stage):
    stage.bring("filling")
    return Desk(stage)


def back(client, seconds):
    """As if so many seconds had passed since the last entry."""
    session = client.session
    for key in [name for name, _ in session.items() if name.startswith("told-")]:
        session[key] -= seconds
    session.save()


def typed(desk, text):
    """A text as the page's script sends it once it rests."""
    version = SectionText.objects.get().version
    key = desk.section("text").key
    fields = {f"{key}-text": text, f"{key}-version": version}
    assert desk.send("text", fields, script=True).status_code == 200


def test_a_stretch_of_typing_leaves_one_entry(desk):
    for number in range(4):
        typed(desk, f"办好第{number}个班。")
    assert entries() == 1
    back(desk.client, 590)
    typed(desk, "办好每一个班。")
    assert entries() == 1
    back(desk.client, 20)
    typed(desk, "办好每一个学校。")
    assert entries() == 2
