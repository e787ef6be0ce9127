"""A bureau enters, a source with records of every kind leaves, as an import writes it."""

import hashlib
from datetime import date

from indicators.models import Indicator, School, Unit
from plans.extraction.text import Text
from plans.models import (
    Deadline,
    Duty,
    FundingItem,
    Plan,
    Problem,
    Source,
    SourceContent,
    Statement,
    Task,
)
from plans.offsets import pack

TITLE = "青禾县2023年教育工作计划"
HEADING = "一、扩充学位"
SENTENCE = "第{n}批新建幼儿园{n}所，投入440000000元，教育股牵头，6月底前在河湾小学旁完成。"
DUE = date(2023, 6, 30)


def recorded(bureau, *, name="计划.txt", times=1, user=None, noise="网(wǎng)", title=TITLE):
    """A source whose text says the same sentence ``times`` times, each with all its records."""
    text = "\n".join([noise + title, HEADING, *(SENTENCE.format(n=n) for n in range(1, times + 1))])
    source = Source.objects.create(
        bureau=bureau,
        name=name,
        sha256=hashlib.sha256(f"{name}{text}".encode()).hexdigest(),
        media_type="text/plain",
        encoding="gb18030",
        characters=len(text),
        script="hans",
        uploaded_by=user,
    )
    clean = Text.of(text).edit([(0, len(noise), "")])
    SourceContent.objects.create(
        source=source,
        file=text.encode(),
        text=text,
        clean=clean.value,
        offsets=pack(clean),
        removals=[["pinyin", 0, len(noise)]] if noise else [],
    )
    plan = planned(source, len(noise), len(text), title)
    _records(plan, text, times)
    return source


def now(row):
    """A row as the database has it."""
    return type(row).objects.get(pk=row.pk)


def planned(source, start, end, title=TITLE, **facts):
    """A document of a source."""
    facts = {"year": 2023, "level": "county", "region": source.bureau, **facts}
    return Plan.objects.create(
        bureau=source.bureau, source=source, start=start, end=end, title=title, **facts
    )


def _records(plan, text, times):
    unit, _ = Unit.objects.get_or_create(region=plan.region, name="教育股")
    school, _ = School.objects.get_or_create(region=plan.region, name="河湾小学")
    indicator, _ = Indicator.objects.get_or_create(code="K1", name="新建幼儿园数", unit="所")
    plan.schools.add(school)
    at = text.index(HEADING)
    task = Task.objects.create(
        plan=plan,
        position=0,
        number="一",
        title="扩充学位",
        text="扩充学位的全部内容",
        start=at + 2,
        end=len(text),
        lead_unit=unit,
        due_on=DUE,
    )
    for n in range(1, times + 1):
        begin = text.index(f"第{n}批")
        _statements(plan, task, indicator, text, begin, n)
        duty = _quoted(Duty, plan, text, "教育股牵头", begin, lead_unit=unit)
        duty.supporting_units.add(unit)
        _quoted(Deadline, plan, text, "6月底前", begin, due_on=DUE, precision="month")
    message = {"stage": "consistency", "message": "合计与分项不符"}
    Problem.objects.create(source=plan.source, plan=plan, start=at, end=at + 2, **message)


def _quoted(model, plan, text, quote, begin, **facts):
    """A duty or deadline at the first place of its quote behind ``begin``."""
    at = text.index(quote, begin)
    return model.objects.create(plan=plan, start=at, end=at + len(quote), quote=quote, **facts)


def _statements(plan, task, indicator, text, begin, n):
    at = text.index(f"{n}所", begin)
    common = {"plan": plan, "task": task, "nature": "target", "quote": SENTENCE.format(n=n)}
    Statement.objects.create(
        **common,
        start=at,
        end=at + len(f"{n}所"),
        text=f"{n}所",
        value=n,
        unit="所",
        comparator="at_least",
        year=2023,
        category="indicator",
        indicator_name="新建幼儿园数",
        indicator=indicator,
    )
    at = text.index("440000000元", begin)
    money = Statement.objects.create(
        **common,
        start=at,
        end=at + 10,
        text="440000000元",
        value=440_000_000,
        unit="元",
        comparator="exactly",
        category="funding",
    )
    FundingItem.objects.create(
        plan=plan, statement=money, amount=money.value, start=money.start, end=money.end
    )
