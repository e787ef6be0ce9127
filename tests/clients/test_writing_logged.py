"""What programs write stands in the audit log; what they only try does not."""

import json

import pytest

from eduplan.audit.models import AuditEntry
from eduplan.audit.presenting import details_in_words
from eduplan.clients import issuing
from indicators.api.writing import written
from indicators.models import Draft, Indicator, Observation
from tests.clients.conftest import facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def writes(client, program, manager):
    """A function: scopes of a token -> a function that sends rows with it."""
    Indicator.objects.create(code="s.rate", name="毛入园率", unit="%")

    def issued(**scopes):
        _, secret = issuing.issue(program, by=manager, facts=facts(writes=True, **scopes))
        headers = {"Authorization": f"Bearer {secret}"}

        def send(*values, **order):
            rows = [
                {"indicator": "s.rate", "region": "530199", "period": str(2020 + n), "value": value}
                for n, value in enumerate(values)
            ]
            body = json.dumps({"rows": rows, **order})
            path = "/api/v1/observations/"
            return client.post(path, body, content_type="application/json", headers=headers)

        return send

    return issued


def logged():
    """Entries of changes as the log page tells them."""
    return [
        (entry.label, entry.username, entry.object_text, details_in_words(entry, str))
        for entry in AuditEntry.objects.filter(action="change").order_by("pk")
    ]


def test_drafts_of_a_program_are_logged_under_it_and_its_token(writes, bureau, manager):
    assert writes()(1, 2).status_code == 200
    ((label, username, token, details),) = logged()
    assert (label, username) == ("通过数据接口写入待发布的数据", "platform")
    assert token.startswith("市数据平台（") and details == ["各行结果：新增=2"]
    entry = AuditEntry.objects.get(action="change")
    assert (entry.bureau, entry.role, entry.name) == (bureau, "数据接口", "api-observations")
    assert entry.address == "127.0.0.1"
    assert entry in AuditEntry.objects.visible_to(manager)


def test_what_a_program_publishes_is_logged_with_the_release(writes):
    send = writes(publishes=True)
    send(1)
    send(1, "x", mode="best_effort")
    assert send(1, 2).status_code == 200
    # PostgreSQL keeps the members of an object in an order of its own.
    assert [sorted(details) for _, _, _, details in logged()] == [
        ["发布编号：1", "各行结果：新增=1"],
        ["发布编号：2", "各行结果：新增=1、已是这样=1"],
    ]
    assert {label for label, *_ in logged()} == {"通过数据接口发布数据"}


def test_what_is_tried_or_refused_or_the_same_is_not_logged(writes):
    send = writes()
    send(1, dry_run=True)
    send("x")
    assert logged() == []
    send(1)
    send(1)
    assert len(logged()) == 1


def test_what_cannot_be_logged_is_not_written(writes):
    def fail(**_):
        raise OSError("disk full")

    send = writes(publishes=True)
    written.connect(fail)
    try:
        assert [send(1, publish=publish).status_code for publish in (True, False)] == [500, 500]
    finally:
        written.disconnect(fail)
    assert not Observation.objects.exists() and not Draft.objects.exists() and not logged()
