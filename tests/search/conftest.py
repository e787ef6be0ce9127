"""Specimens imported once for all tests of a module, and one small source for each test."""

import pytest
from django.conf import settings
from django.db import transaction

from plans.extraction import ReadError
from plans.importing import import_file
from plans.search import index_source
from tests.conftest import county, person
from tests.plans.records import recorded


@pytest.fixture(scope="module")
def library(django_db_setup, django_db_blocker):
    """A clerk of a county whose bureau has imported every specimen that can be read here."""
    with django_db_blocker.unblock(), transaction.atomic():
        bureau = county("530199", "青禾县", "云岭省长川市青禾县")
        for path in sorted((settings.FIXTURES_DIR / "documents").iterdir()):
            try:
                import_file(name=path.name, data=path.read_bytes(), bureau=bureau)
            except ReadError:  # the .doc specimen, where LibreOffice is missing
                continue
        yield person("reader", "bureau_staff", bureau)
        transaction.set_rollback(True)


@pytest.fixture
def source(bureau):
    """A source with records of every kind, indexed as an import does it."""
    source = recorded(bureau)
    index_source(source)
    return source
