"""People with passwords."""

import pytest

from tests.conftest import person

PASSWORD = "Qinghe-42 county"


@pytest.fixture
def member(bureau):
    """A clerk with a password."""
    return person("member", "bureau_staff", bureau, PASSWORD)


@pytest.fixture
def manager(bureau):
    """Who administers the bureau."""
    return person("manager", "bureau_admin", bureau, PASSWORD)
