"""What Django and the libraries say by themselves is Chinese as well."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

pytestmark = pytest.mark.django_db

ENGLISH = ("Model name", "Add link", "Error:", "After you", "Can add", "Unknown", "This field")


@pytest.mark.parametrize(
    "name",
    ["index", "accounts_user_add", "accounts_user_changelist", "plans_plan_changelist"],
)
def test_the_back_door_speaks_chinese(name, admin_client):
    html = admin_client.get(reverse(f"admin:{name}")).content.decode()
    assert not [words for words in ENGLISH if words in html]


def test_a_user_is_edited_in_chinese(admin_client, admin_user):
    address = reverse("admin:accounts_user_change", args=[admin_user.pk])
    html = admin_client.post(address, {}).content.decode()
    assert "该字段是必填项" in html
    assert not [words for words in ENGLISH if words in html]


@pytest.mark.parametrize("command", ["load_reference", "createsuperuser --noinput --username a"])
def test_a_command_without_tables_says_what_to_do(command, tmp_path):
    environment = os.environ | {"EDUPLAN_VAR_DIR": str(tmp_path), "EDUPLAN_DATABASE_URL": ""}
    result = subprocess.run(
        [sys.executable, "manage.py", *command.split()],
        env=environment | {"DJANGO_SUPERUSER_PASSWORD": "x"},
        cwd=Path(settings.BASE_DIR),
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert result.stderr.strip().endswith("请先运行：python manage.py migrate")
    assert "Traceback" not in result.stderr
