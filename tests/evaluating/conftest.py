"""A bureau with a framework for schools and the county."""

import pytest

from tests.evaluating.rounds import Stage


@pytest.fixture
def stage(bureau):
    return Stage(bureau)
