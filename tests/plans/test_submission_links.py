"""Links for heads without an account: made and shown once, listed, revoked, made for many."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from eduplan.accounts.models import Role
from eduplan.audit.models import AuditEntry
from plans.models import FillLink
from plans.personal_links import link_of
from plans.submitting import links
from tests.plans.campaigning import Stage, opened, school_of, somebody
from tests.tables.workbooks import rows_of

pytestmark = pytest.mark.django_db

ADDRESS = re.compile(r"http://testserver/fill/([\w-]{43})/")


@pytest.fixture
def stage(bureau):
    return Stage(bureau)


@pytest.fixture
def page(client_of, stage):
    """The address of the links of a submission, opened by the bureau's administrator."""
    client = client_of(stage.admin)
    address = reverse("submission-links", args=[stage.submission.pk])
    return lambda **sent: client.post(address, sent) if sent else client.get(address)


def test_a_link_is_shown_once_and_opens_its_submission(page, stage):
    response = page(name="李秀英园长", days="7")
    (token,) = set(ADDRESS.findall(response.content.decode()))
    assert response.status_code == 200 and "no-store" in response["Cache-Control"]
    link = link_of(token)
    assert link.submission == stage.submission and link.name == "李秀英园长"
    left = link.expires_at - timezone.now()
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)
    later = page().content.decode()
    assert "李秀英园长" in later and token not in later
    assert not AuditEntry.objects.filter(details__icontains=token).exists()


@pytest.mark.parametrize(
    ("name", "days", "message"),
    [
        ("", "7", "请写明链接发给谁"),
        ("\x00", "7", "请写明链接发给谁"),
        ("李园长", "0", "1 到 60"),
        ("李园长", "61", "1 到 60"),
        ("李园长", "两周", "1 到 60"),
        ("李园长", "9" * 40, "1 到 60"),
        ("李园长", "", "1 到 60"),
    ],
)
def test_a_link_that_cannot_be_made_is_told(name, days, message, page):
    response = page(name=name, days=days)
    assert response.status_code == 422 and message in response.content.decode()
    assert not FillLink.objects.exists()


def test_a_link_says_whether_it_stands_and_was_used(page, stage):
    for name in ("甲园长", "乙园长", "丙园长"):
        issue(stage, name)
    FillLink.objects.filter(name="甲园长").update(last_used_at=timezone.now())
    FillLink.objects.filter(name="乙园长").update(revoked_at=timezone.now())
    FillLink.objects.filter(name="丙园长").update(expires_at=timezone.now())
    text = page().content.decode()
    rows = [re.sub(r"\s+", " ", row) for row in re.findall(r"(?s)<tr>.*?</tr>", text)[1:]]
    assert [word in row for row, word in zip(rows, ("已过期", "已停用", "有效"), strict=True)]
    assert ["还没有用过" in row for row in rows] == [True, True, False]
    assert sum("停用</button>" in row for row in rows) == 1


def issue(stage, name):
    return links.issue(stage.submission, user=stage.admin, name=name, lasting=timedelta(days=3))


def test_a_revoked_link_opens_nothing(client_of, stage):
    link, token = issue(stage, "甲园长")
    address = reverse("submission-link-revoke", args=[stage.submission.pk, link.pk])
    response = client_of(stage.admin).post(address, follow=True)
    assert "已停用发给“甲园长”的链接" in response.content.decode()
    assert link_of(token) is None


def test_a_link_is_revoked_at_its_own_submission_alone(client_of, stage):
    link, token = issue(stage, "甲园长")
    other = opened(stage.admin, stage.form, [school_of(stage.bureau, "乙村小学")], title="补报")
    address = reverse("submission-link-revoke", args=[other.submissions.get().pk, link.pk])
    assert client_of(stage.admin).post(address).status_code == 404
    assert link_of(token) is not None


@pytest.fixture
def many(stage):
    """A campaign of four schools: one has a clerk, one a standing link, two have nobody."""
    schools = [school_of(stage.bureau, f"{name}教学点", town="梅山镇") for name in "甲乙丙丁"]
    campaign = opened(stage.admin, stage.form, schools, title="教学点补报")
    somebody("tb", Role.SCHOOL_CLERK, stage.bureau, schools[0])
    found = campaign.submissions.get(school=schools[1])
    links.issue(found, user=stage.admin, name="乙老师", lasting=timedelta(days=3))
    return campaign


@pytest.mark.parametrize(
    ("again", "names"),
    [("", ["丙教学点", "丁教学点"]), ("1", ["乙教学点", "丙教学点", "丁教学点"])],
)
def test_all_schools_without_account_get_links_in_a_workbook(again, names, client_of, stage, many):
    address = reverse("campaign-links", args=[many.pk])
    client = client_of(stage.admin)
    shown = client.get(address).content.decode()
    assert "没有账号、还没有上报的学校有 <b>3</b> 所，其中 <b>2</b> 所没有有效的链接" in shown
    response = client.post(address, {"days": "10", "again": again})
    assert response["Content-Disposition"].startswith("attachment")
    head, *rows = rows_of(response.content, "填报链接")
    assert head[:3] == ["学校", "乡镇", "填报网址"]
    assert sorted(row[0] for row in rows) == sorted(names)
    for name, town, where, *_ in rows:
        link = link_of(ADDRESS.fullmatch(where)[1])
        assert (link.submission.school.name, town) == (name, "梅山镇")
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.label) == ("export", "下载批量生成的填报链接")


@pytest.mark.parametrize("days", ["", "0", "61", "\x00"])
def test_no_links_are_made_for_a_wrong_time(days, client_of, stage, many):
    response = client_of(stage.admin).post(
        reverse("campaign-links", args=[many.pk]), {"days": days}
    )
    assert response.status_code == 422 and "1 到 60" in response.content.decode()
    assert FillLink.objects.count() == 1


def test_where_nobody_needs_a_link_none_is_made(client_of, stage):
    address = reverse("campaign-links", args=[stage.campaign.pk])
    client = client_of(stage.admin)
    assert "都有可以登录的账号" in client.get(address).content.decode()
    response = client.post(address, {"days": "7"})
    assert response.status_code == 422 and "没有需要链接的学校" in response.content.decode()
