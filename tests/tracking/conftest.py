"""A desk with matters for every test of their logic and pages."""

import pytest

from tests.tracking.matters import Desk


@pytest.fixture
def desk(bureau):
    """People of a bureau and a school, and a way to matters in every state."""
    return Desk(bureau)
