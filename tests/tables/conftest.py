"""A plan with rows of every kind, and its tables in and out."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps


@pytest.fixture
def plan(bureau):
    """A plan written by hand with three figures, two tasks and two sums."""
    model = apps.get_model
    made = model("plans.Plan").objects.create(
        bureau=bureau, region=bureau, title="青禾县2025年教育工作要点", year=2025, state="draft"
    )
    rate = model("indicators.Indicator").objects.create(code="R1", name="毛入园率", unit="%")
    figures = (
        ("毛入园率", Decimal("92.5"), "%", "at_least", "indicator", rate),
        ("新建幼儿园", Decimal(3), "所", "exactly", "indicator", None),
        ("改善办学条件", Decimal("440000000.123456"), "元", "about", "funding", None),
    )
    for start, (name, value, unit, comparator, category, indicator) in enumerate(figures):
        model("plans.Statement").objects.create(
            plan=made, indicator_name=name, value=value, unit=unit, comparator=comparator,
            nature="target", category=category, indicator=indicator, year=2025, start=start, end=9,
            state="accepted", quote="=cmd|'/c calc'!A1",
        )  # fmt: skip
    units = [
        model("indicators.Unit").objects.create(region=bureau, name=n) for n in ("财务股", "人事股")
    ]
    for n in (1, 2):
        task = model("plans.Task").objects.create(
            plan=made, position=n, number="1.1", title="+扩充学位", text="第一行\r\n 第二行\x07",
            lead_unit=units[0], due_on=date(2025, 6, 30),
        )  # fmt: skip
        task.supporting_units.set(units)
    model("plans.FundingItem").objects.create(plan=made, purpose="-维修", amount=Decimal("12.30"))
    model("plans.FundingItem").objects.create(
        plan=made, purpose="改善办学条件", amount=440_000_000,
        statement=made.statements.get(category="funding"),
    )  # fmt: skip
    return made
