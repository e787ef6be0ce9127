"""What browsers are told, and that a portal for work is set up safely."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse

PRODUCTION = {
    "EDUPLAN_DEBUG": "0",
    "EDUPLAN_SECRET_KEY": "9b1Zq-x7Lk2Vw4-pT0sRt6Yp8Sd0Fg3Hj5Kn7Mb9Qc1We4Xu6Iz8Ao",
    "EDUPLAN_ALLOWED_HOSTS": "plans.example.cn",
    "EDUPLAN_HTTPS": "1",
}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/login/", "/nowhere/", "/plans/", "/admin/"])
def test_every_answer_limits_the_browser(path, client):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_no_page_holds_a_script_or_a_style():
    wrong = [
        str(path)
        for path in settings.BASE_DIR.joinpath("templates").rglob("*.html")
        for part in ("<style", " style=", "<script>", " onclick=", "hx-on", "js:")
        if part in path.read_text(encoding="utf-8")
    ]
    assert not wrong


def run(tmp_path, *arguments):
    own = ("EDUPLAN_", "DJANGO_")  # what other tests set, those in a browser above all
    environment = {k: v for k, v in os.environ.items() if not k.startswith(own)}
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment | PRODUCTION | {"EDUPLAN_VAR_DIR": str(tmp_path)},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )


def test_the_deployment_check_finds_nothing(tmp_path):
    result = run(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr


def test_behind_its_proxy_the_portal_is_secure_and_elsewhere_leads_there(tmp_path):
    code = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'eduplan.settings'\n"
        "import django; django.setup()\n"
        "from django.test import Client; c = Client(headers={'host': 'plans.example.cn'})\n"
        "r = c.get('/login/'); print(r.status_code, r['Location'])\n"
        "r = c.get('/login/', headers={'X-Forwarded-Proto': 'https'}); print(r.status_code,\n"
        "    r['Strict-Transport-Security'], bool(c.cookies['csrftoken']['secure']))"
    )
    plain, secure = run(tmp_path, "-c", code).stdout.splitlines()
    assert plain == "301 https://plans.example.cn/login/"
    assert secure == "200 max-age=31536000; includeSubDomains True"


@pytest.mark.django_db
def test_an_error_of_ours_needs_no_style_of_its_page(client_of, staff, monkeypatch):
    client = client_of(staff)
    client.raise_request_exception = False
    monkeypatch.delattr("plans.views.sources.SourceFilter")
    response = client.get(reverse("source-list"))
    assert response.status_code == 500 and "css/failure.css" in response.content.decode()
