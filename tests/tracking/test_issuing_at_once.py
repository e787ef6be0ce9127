"""Two who issue, sign or make rules at once, each with a connection of his own."""

import pytest

from plans.models import IssuedNotice, Matter, NoticeReceipt, TrackingRules
from plans.tracking import rule_making
from plans.tracking.issuing import sign
from tests.conftest import county
from tests.plans.test_submission_concurrency import at_once, on_disk
from tests.tracking.matters import Desk
from tests.tracking.test_digest import RULES
from tests.tracking.test_issuing import issue, late_one

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ("on_disk",)


@pytest.fixture
def desk(on_disk):
    return Desk(county("530199", "青禾县", "云岭省长川市青禾县"))


def test_both_who_issue_get_numbers_of_their_own(desk):
    matters = [late_one(desk, title=f"事项{n}") for n in range(2)]
    made = at_once(*(lambda matter=matter: issue(desk, matter) for matter in matters))
    numbers = {notice.number for (notice,) in made}
    assert len(numbers) == 2 and IssuedNotice.objects.count() == 2
    assert all(m.steps.filter(action="inspect").count() == 1 for m in Matter.objects.all())


def test_of_two_with_the_same_number_one_is_refused(desk):
    matters = [late_one(desk, title=f"事项{n}") for n in range(2)]
    acts = (lambda m=m: issue(desk, m, number="教督〔2026〕8号") for m in matters)
    refused = [found for found in at_once(*acts) if isinstance(found, Exception)]
    assert len(refused) == 1 and "已经用过" in str(refused[0])
    assert IssuedNotice.objects.count() == 1


def test_of_two_who_sign_one_is_told(desk):
    (notice,) = issue(desk, late_one(desk))
    found = at_once(*[lambda: sign(notice, user=desk.lead)] * 2)
    assert sum(isinstance(one, NoticeReceipt) for one in found) == 1
    assert any("不用再签" in str(one) for one in found)
    assert NoticeReceipt.objects.count() == 1


def test_of_two_who_make_rules_one_is_told(desk):
    rules = (lambda n=n: rule_making.set_rules(user=desk.admin, seen=0, **RULES) for n in range(2))
    found = at_once(*rules)
    assert sum(isinstance(one, TrackingRules) for one in found) == 1
    assert TrackingRules.objects.count() == 1
