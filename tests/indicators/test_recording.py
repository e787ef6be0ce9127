"""A plan with levels and changes of one rate enters; only the levels carry its indicator."""

import pytest

from indicators.models import Indicator
from plans.importing import import_file
from plans.models import Statement

PLAN = """青禾县教育局2024年工作要点

一、提高普及水平
1、学前三年毛入园率达到91%，比上年提高4个百分点。（责任单位：基教股）
2、高中阶段毛入学率达到93%。（责任单位：职成股）
"""


@pytest.mark.django_db
def test_change_of_a_rate_is_no_level_of_it(bureau):
    rate = Indicator.objects.create(code="pre.gross", name="学前三年毛入园率", unit="%")
    import_file(name="要点.txt", data=PLAN.encode(), bureau=bureau)
    level = Statement.objects.get(text="91%")
    change = Statement.objects.get(comparator="change")
    assert level.indicator == rate
    assert change.indicator_name == "学前三年毛入园率"
    assert change.indicator is None
