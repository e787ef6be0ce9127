"""What a token lets its program do, and whom the interface turns away."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from eduplan.clients import issuing
from eduplan.clients.access import access_of
from eduplan.clients.models import Token
from eduplan.clients.throttle import take
from indicators.access import Access
from indicators.models import Region
from indicators.problems import Problem
from tests.clients.conftest import asking, facts
from tests.conftest import person

pytestmark = pytest.mark.django_db


def refusal(secret=None, **more):
    with pytest.raises(Problem) as told:
        access_of(asking(secret, **more))
    return told.value


def at(monkeypatch, moment):
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_a_token_reads_its_county_and_nothing_more(issued, program):
    token, secret = issued
    access = access_of(asking(secret))
    assert access == Access(f"token:{token.pk}", ("530199",), user=program)
    assert access_of(asking(secret, scheme="token")) == access


def test_scopes_become_rights(program, manager):
    scopes = {"reads_drafts": True, "writes": True, "publishes": True}
    _, secret = issuing.issue(program, by=manager, facts=facts(**scopes))
    access = access_of(asking(secret))
    assert (access.reads_drafts, access.writes, access.publishes) == (True, True, True)


def test_who_publishes_also_writes(program, manager):
    with pytest.raises(ValidationError, match="也要能写入"):
        issuing.issue(program, by=manager, facts=facts(publishes=True))


def test_the_secret_is_kept_nowhere(issued):
    token, secret = issued
    assert secret.startswith(f"edp_{token.prefix}_") and len(token.prefix) == 8
    kept = repr(model_to_dict(token)) + repr(Token.objects.values().get(pk=token.pk))
    assert secret not in kept and secret.split("_", 2)[2] not in kept
    assert len(secret.split("_", 2)[2]) == 43  # 256 bits in base64


def test_no_token_at_all():
    problem = refusal()
    assert (problem.status, problem.code) == (401, "token_missing")
    assert problem.headers == {"WWW-Authenticate": "Bearer"}


def test_open_data_needs_no_token(settings):
    settings.OPEN_DATA = True
    assert access_of(asking()) == Access("address:10.0.0.7", ("",))
    assert refusal("edp_00000000_wrong").code == "token_invalid"


@pytest.mark.parametrize("scheme", ["Basic", "Bearer x", "Bearer,"])
def test_what_is_no_token_is_invalid(issued, scheme):
    assert refusal(issued[1], scheme=scheme).code == "token_invalid"


def test_unknown_and_revoked_are_not_told_apart(issued, manager):
    token, secret = issued
    issuing.revoke(token, by=manager)
    revoked, unknown = refusal(secret), refusal("edp_00000000_unknown")
    assert revoked.body == unknown.body and revoked.headers == unknown.headers
    assert secret not in str(revoked.body)


def test_a_token_ends_with_its_last_day_in_china(issued, monkeypatch):
    token, secret = issued
    Token.objects.filter(pk=token.pk).update(expires_on=date(2026, 11, 30))
    at(monkeypatch, datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC))
    assert access_of(asking(secret)).client == f"token:{token.pk}"
    at(monkeypatch, datetime(2026, 11, 30, 16, 0, 0, tzinfo=UTC))
    assert refusal(secret).code == "token_expired"


def test_an_inactive_client_is_turned_away(issued, program):
    program.is_active = False
    program.save()
    assert refusal(issued[1]).code == "client_inactive"


def test_a_client_whose_post_has_ended_is_turned_away(issued, program):
    program.posts.update(ended_on=timezone.localdate())
    assert refusal(issued[1]).code == "client_ended"


def test_a_token_reaches_only_as_far_as_its_clients_post(issued, program, other_bureau):
    program.posts.update(region=other_bureau)
    assert access_of(asking(issued[1])).prefixes == ()


def test_regions_outside_of_the_post_are_refused(program, manager, other_bureau):
    with pytest.raises(ValidationError, match="白石县不在"):
        issuing.issue(program, by=manager, facts=facts(), regions=[other_bureau])


def test_a_prefecture_s_client_may_be_held_to_some_counties(bureau, other_bureau, manager):
    city = Region.objects.create(
        adcode="530100", name="长川市", full_name="云岭省长川市", level="prefecture"
    )
    wide = person("wide", "data_client", city)
    _, all_of_it = issuing.issue(wide, by=manager, facts=facts())
    both = [other_bureau, bureau]
    _, some = issuing.issue(wide, by=manager, facts=facts(), regions=both)
    assert access_of(asking(all_of_it)).prefixes == ("5301",)
    assert access_of(asking(some)).prefixes == ("530198", "530199")


@pytest.mark.parametrize(
    ("days", "is_allowed"), [(-1, False), (0, True), (366, True), (367, False)]
)
def test_how_long_a_token_may_last(program, manager, days, is_allowed):
    last = timezone.localdate() + timedelta(days=days)
    try:
        issuing.issue(program, by=manager, facts=facts(expires_on=last))
    except ValidationError as error:
        assert not is_allowed and "expires_on" in error.message_dict
    else:
        assert is_allowed


def test_both_tokens_work_until_the_grace_is_over(issued, manager, monkeypatch):
    old, secret = issued
    today = timezone.localdate()
    last = today + timedelta(days=200)
    new, fresh = issuing.rotate(old, by=manager, grace=7, expires_on=last)
    old.refresh_from_db()
    assert (new.replaces, old.expires_on, new.expires_on) == (old, today + timedelta(7), last)
    assert {access_of(asking(s)).client for s in (secret, fresh)} == {
        f"token:{old.pk}",
        f"token:{new.pk}",
    }
    at(monkeypatch, timezone.now() + timedelta(days=8))
    assert refusal(secret).code == "token_expired"
    assert access_of(asking(fresh)).client == f"token:{new.pk}"


def test_without_grace_the_old_token_ends_at_once(issued, manager):
    issuing.rotate(issued[0], by=manager, grace=0, expires_on=timezone.localdate())
    assert refusal(issued[1]).code == "token_invalid"


def test_a_replaced_token_is_not_lengthened(issued, manager):
    token, _ = issued
    issuing.rotate(token, by=manager, grace=7, expires_on=token.expires_on)
    later = facts(expires_on=timezone.localdate() + timedelta(days=8))
    with pytest.raises(ValidationError, match="不能再延长"):
        issuing.change(token, by=manager, facts=later, regions=[])


def test_grace_never_lengthens_and_no_token_is_replaced_twice(issued, manager):
    token, _ = issued
    tomorrow = timezone.localdate() + timedelta(days=1)
    Token.objects.filter(pk=token.pk).update(expires_on=tomorrow)
    with pytest.raises(ValidationError, match="最多再用 7 天"):
        issuing.rotate(token, by=manager, grace=8, expires_on=tomorrow)
    issuing.rotate(token, by=manager, grace=7, expires_on=tomorrow)
    token.refresh_from_db()
    assert token.expires_on == tomorrow
    with pytest.raises(ValidationError, match="已经换发过"):
        issuing.rotate(token, by=manager, grace=7, expires_on=tomorrow)


def test_too_many_requests_are_told_when_to_return(issued, monkeypatch):
    at(monkeypatch, datetime(2026, 11, 26, 4, 0, 48, tzinfo=UTC))
    for _ in range(5):
        access_of(asking(issued[1]))
    problem = refusal(issued[1])
    assert (problem.status, problem.code) == (429, "too_many_requests")
    assert problem.headers == {"Retry-After": "12"}
    at(monkeypatch, datetime(2026, 11, 26, 4, 1, 0, tzinfo=UTC))
    assert access_of(asking(issued[1]))


def test_strangers_are_counted_by_address(settings):
    settings.OPEN_DATA, settings.OPEN_DATA_PER_MINUTE = True, 1
    access_of(asking(address="10.0.0.1"))
    assert access_of(asking(address="10.0.0.2"))
    now = timezone.now()
    with pytest.raises(Problem, match="每分钟最多 1 次"):
        for _ in range(2):
            take(Access("address:10.0.0.3"), 1, now)


def test_the_last_use_is_written_once_a_minute(issued, monkeypatch):
    token, secret = issued
    began = datetime(2026, 11, 26, 4, 0, 0, tzinfo=UTC)
    for seconds, address, written in (
        (0, "10.0.0.1", (0, "10.0.0.1")),
        (59, "10.0.0.2", (0, "10.0.0.1")),
        (60, "10.0.0.3", (60, "10.0.0.3")),
    ):
        at(monkeypatch, began + timedelta(seconds=seconds))
        access_of(asking(secret, address=address))
        token.refresh_from_db()
        assert token.last_used_at == began + timedelta(seconds=written[0])
        assert token.last_used_from == written[1]


def test_a_request_costs_one_query(issued):
    access_of(asking(issued[1]))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        access = access_of(asking(issued[1]))
    assert len(asked) == 1
    with CaptureQueriesContext(connection) as asked:
        assert access.user.region.significant == "530199"
    assert len(asked) == 1
