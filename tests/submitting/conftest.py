"""A submission with the people of its school, each with a browser of his own."""

import pytest
from django.test import Client
from django.urls import reverse

from eduplan.accounts.models import Role
from tests.plans.campaigning import Stage


@pytest.fixture
def stage(bureau):
    """A submission that nobody has begun."""
    return Stage(bureau)


@pytest.fixture
def desk(stage):
    """The head's browser at the stage's submission."""
    return Desk(stage)


class Desk:
    """Somebody of the school who fills in: asks pages and sends sections as a browser does."""

    def __init__(self, stage, role=Role.SCHOOL_HEAD):
        self.stage, self.user = stage, stage.people[role]
        self.client = Client()
        self.client.force_login(self.user)

    @property
    def submission(self):
        return self.stage.submission

    def where(self, name):
        return reverse(name, args=[self.submission.pk])

    def get(self, name):
        return self.client.get(self.where(name))

    def html(self, name="submission-fill"):
        response = self.get(name)
        assert response.status_code == 200
        return response.content.decode()

    def post(self, name, data=None):
        return self.client.post(self.where(name), data or {})

    def section(self, kind):
        return self.stage.form.sections.get(kind=kind)

    def send(self, kind, fields=None, *, do=None, script=False):
        """Send a section; ``do`` is the button, ``script`` asks as the page's script does."""
        sent = {"section": self.section(kind).key, **(fields or {})}
        sent |= {"do": do} if do else {}
        headers = {"HX-Request": "true"} if script else {}
        return self.client.post(self.where("submission-fill"), sent, headers=headers)
