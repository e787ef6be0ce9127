"""The portal starts on nothing, and refuses what would be unsafe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.urls import reverse

ROOT = Path(__file__).resolve().parents[2]
# All but what is edited with its parent, and what nobody has to see.
UNLISTED = {
    "indicatoralias", "formerpassword", "secondfactor", "recoverycode", "attachmentcontent",
    "resetlink", "listupload",
}  # fmt: skip
OURS = [
    model
    for label in ("accounts", "indicators", "plans")
    for model in apps.get_app_config(label).get_models()
    if model._meta.model_name not in UNLISTED and "historical" not in model._meta.model_name
]


def check(**variables):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("EDUPLAN_")}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=environment | variables,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_without_debug_and_without_key_it_refuses_and_says_why(tmp_path):
    result = check(EDUPLAN_DEBUG="0", EDUPLAN_VAR_DIR=str(tmp_path))
    assert result.returncode != 0
    assert "EDUPLAN_SECRET_KEY" in result.stderr
    assert "未设置密钥" in result.stderr


def test_with_a_key_it_starts(tmp_path):
    result = check(EDUPLAN_DEBUG="0", EDUPLAN_SECRET_KEY="k" * 50, EDUPLAN_VAR_DIR=str(tmp_path))
    assert result.returncode == 0, result.stderr


def test_a_database_in_a_folder_of_any_name_is_found_where_it_was_said(tmp_path):
    home = tmp_path / "c++ 教育#1?100%25"
    code = "from django.conf import settings; print(settings.DATABASES['default']['NAME'])"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "eduplan.settings",
        "EDUPLAN_DATABASE_URL": "",
        "EDUPLAN_VAR_DIR": str(home),
    }
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert result.stdout.strip() == str(home / "eduplan.sqlite3"), result.stderr


def test_a_mail_server_is_taken_from_its_address(tmp_path):
    code = (
        "from django.conf import settings as s\n"
        "print(s.MAIL_IS_ON, s.EMAIL_BACKEND, s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_HOST_USER,"
        " s.EMAIL_HOST_PASSWORD, s.EMAIL_USE_TLS, s.DEFAULT_FROM_EMAIL, s.ADDRESS)"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "eduplan.settings",
        "EDUPLAN_VAR_DIR": str(tmp_path),
        "EDUPLAN_EMAIL_URL": "smtp+tls://jyj%40qinghe.gov.cn:geheim@mail.qinghe.gov.cn:587",
        "EDUPLAN_MAIL_FROM": "jyj@qinghe.gov.cn",
        "EDUPLAN_ADDRESS": "https://jy.qinghe.gov.cn/",
    }
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert result.stdout.split() == [
        "True", "django.core.mail.backends.smtp.EmailBackend", "mail.qinghe.gov.cn", "587",
        "jyj@qinghe.gov.cn", "geheim", "True", "jyj@qinghe.gov.cn", "https://jy.qinghe.gov.cn",
    ], result.stderr  # fmt: skip


def test_without_an_address_of_its_own_a_portal_that_sends_is_warned(tmp_path):
    result = check(EDUPLAN_VAR_DIR=str(tmp_path), EDUPLAN_EMAIL_URL="smtp://127.0.0.1:25")
    assert result.returncode == 0 and "plans.W001" in result.stderr
    assert "EDUPLAN_ADDRESS" in result.stderr


def test_the_public_passwords_of_the_demonstration_stay_out_of_production(tmp_path):
    environment = {"EDUPLAN_DEBUG": "0", "EDUPLAN_SECRET_KEY": "k" * 50}
    result = subprocess.run(
        [sys.executable, "manage.py", "demo", "--no-server"],
        env=os.environ | environment | {"EDUPLAN_VAR_DIR": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert "EDUPLAN_DEBUG" in result.stderr


def test_sqlite_takes_its_real_limit_of_variables(db):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only")
    assert connection.features.max_query_params > 999


def test_sqlite_lets_readers_go_on_while_one_writes(tmp_path):
    code = (
        "import django; django.setup(); from django.db import connection as c\n"
        "with c.cursor() as k:\n"
        "    k.execute('pragma journal_mode'); print(k.fetchone()[0], c.transaction_mode)"
    )
    environment = {k: v for k, v in os.environ.items() if k != "EDUPLAN_DATABASE_URL"}
    environment |= {"EDUPLAN_VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "eduplan.settings"}
    result = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True
    )
    assert result.stdout.split() == ["wal", "IMMEDIATE"], result.stderr


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.model_name)
def test_every_model_has_its_admin_list(model, admin_client):
    assert model in admin.site._registry
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    assert admin_client.get(reverse(name), {"q": "县"}).status_code == 200


def test_mail_is_on_where_a_server_is_named(tmp_path):
    code = (
        "from django.conf import settings as s;"
        "print(s.MAIL_IS_ON, s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_HOST, s.EMAIL_PORT,"
        " getattr(s, 'EMAIL_USE_TLS', None), s.DEFAULT_FROM_EMAIL)"
    )
    said = []
    for url in ("", "smtp+tls://portal:secret@mail.example:587"):
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "eduplan.settings",
            "EDUPLAN_VAR_DIR": str(tmp_path),
            "EDUPLAN_EMAIL_URL": url,
            "EDUPLAN_MAIL_FROM": "portal@qinghe.example",
        }
        result = subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True
        )
        said.append(result.stdout.split())
    assert said[0][:2] == ["False", "dummy"]
    assert said[1] == ["True", "smtp", "mail.example", "587", "True", "portal@qinghe.example"]
