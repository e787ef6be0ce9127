"""Size, building time and query time of the search index, on the database that is configured.

    python -m tests.benchmarks.search [STATEMENTS]

Makes a database of its own with that many statements (100,000 unless told) in plans of a hundred,
a tenth of them in a second county, with their tasks and sources, and drops it again. Printed: how
long the index takes to build and how large it is, per 100,000 statements; and how long a search
takes, median of five, in the whole and in the first hundredth of it.
"""

import os
import random
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eduplan.settings")
django.setup()

# ruff: noqa: E402
from django.db import connection, reset_queries
from django.test.utils import setup_databases, teardown_databases

from plans.extraction.text import Text
from plans.models import Plan, Source, SourceContent, Statement, Task
from plans.offsets import pack
from plans.search import hits, index_source, parse_query, rebuild, search
from tests.conftest import county, person

RUNS = 5
UNIT = 100_000
PER_PLAN = 100
SUBJECTS = ("小学", "初中", "普通高中", "中等职业学校", "特殊教育学校", "公办幼儿园", "教学点")
MEASURES = (
    "毛入园率", "巩固率", "辍学率", "专任教师", "骨干教师", "生均公用经费",
    "校舍面积", "宿舍床位", "图书册数", "多媒体设备", "心理辅导室", "营养改善计划",
    "课后服务", "集团化办学", "送教上门", "校车", "食堂", "取暖设备",
)  # fmt: skip
VERBS = ["达到", "提高到", "不低于", "新增", "改造", "配备", "培训", "投入", "控制在", "完成"]
UNITS = ["%", "所", "名", "万元", "平方米", "套", "人次", "个"]
PLACES = [f"{a}{b}镇" for a in "青白红云石龙凤江河山" for b in "禾水桥坪湾岭溪塘冲坝"]
QUERIES = (
    "园", "教师", "毛入園率", "控辍保学", "1200万元", "85%", "乡村教师 培训", "青禾镇 心理辅导室",
    "送教上門", '"营养改善计划"', "2023年", "教育工作计划",
)  # fmt: skip


def sentence(chance):
    """A sentence with its figure: as long as those of plans, some forty characters."""
    figure = f"{chance.randrange(1, 5000)}{chance.choice(UNITS)}"
    verb, subject, measure = map(chance.choice, (VERBS, SUBJECTS, MEASURES))
    start = f"{chance.choice(PLACES)}{subject}{measure}{verb}{figure}，"
    return (
        f"{start}责任落实到人，{chance.randrange(1, 13)}月底前由教育股完成验收。",
        figure,
        measure,
    )


def fill(bureau, numbers, chance):
    """Plans with these numbers, with their sources, tasks and statements."""
    for number in numbers:
        found = [sentence(chance) for _ in range(PER_PLAN)]
        title = f"{chance.choice(PLACES)}{chance.randrange(2010, 2026)}年教育工作计划"
        text = Text.of("\n".join([title, *(quote for quote, _, _ in found)]))
        source = Source.objects.create(
            bureau=bureau, name=f"{number}.txt", sha256=str(number), media_type="text/plain",
            characters=len(text),
        )  # fmt: skip
        SourceContent.objects.create(
            source=source, file=b"", text=text.value, clean=text.value, offsets=pack(text)
        )
        plan = Plan.objects.create(
            bureau=bureau, source=source, start=0, end=len(text), title=title, year=2023
        )
        rows(plan, found)
    reset_queries()


def rows(plan, found):
    """A statement a sentence, and a task for every third, as in plans."""
    place, statements, tasks = len(plan.title) + 1, [], []
    for number, (quote, figure, measure) in enumerate(found):
        common = {"plan": plan, "start": place, "end": place + len(quote)}
        figures = {"value": 1, "comparator": "exactly", "nature": "target"}
        named = {"category": "indicator", "indicator_name": measure, "text": figure}
        statements.append(Statement(**common, **figures, **named, quote=quote))
        if number % 3 == 0:
            tasks.append(Task(**common, position=number, title=quote[:20], text=quote))
        place += len(quote) + 1
    Statement.objects.bulk_create(statements)
    Task.objects.bulk_create(tasks)


def size():
    """Bytes of the index: its entries and their terms."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            mine = "name LIKE 'plans_search%' OR name LIKE 'searchentry%'"
            cursor.execute(f"SELECT sum(pgsize) FROM dbstat WHERE {mine}")
        else:
            tables = "pg_total_relation_size('plans_search{}')"
            cursor.execute(f"SELECT {tables.format('entry')} + {tables.format('terms')}")
        return cursor.fetchone()[0]


def settle():
    """What a database does by itself after a while, done now."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


def timed(call):
    """Seconds of a call, and what it gave."""
    start = time.perf_counter()
    result = call()
    return time.perf_counter() - start, result


def milliseconds(user, query):
    """Median time of what the page of a search does, and how many hits it counts."""

    def ask():
        terms = parse_query(query)
        numbers = search(user, terms).numbers()
        hits(user, numbers[:20], terms)
        return len(numbers)

    times, found = zip(*(timed(ask) for _ in range(RUNS)), strict=True)
    return median(times) * 1000, found[0]


def measure(statements):
    """Fill, build and ask; print as it goes."""
    chance = random.Random(1)
    home, other = county("530199", "青禾县", "青禾县"), county("530198", "白石县", "白石县")
    user, root = person("clerk", "bureau_staff", home), person("root", "system_admin")
    plans = statements // PER_PLAN
    few = max(1, plans // 100)
    fill(home, range(few), chance)
    rebuild()
    settle()
    small = {query: milliseconds(user, query) for query in QUERIES}
    fill(other, range(plans // 10), chance)
    fill(home, range(few, plans - plans // 10), chance)
    began = time.process_time()
    seconds, entries = timed(rebuild)
    own = time.process_time() - began
    share = statements / UNIT
    print(f"{connection.vendor}: {statements:,} statements, {entries:,} entries")
    took = f"{seconds / share:.0f} s, {own / share:.0f} s of them this program's own"
    print(f"build: {took}, per {UNIT:,} statements")
    print(f"size: {size() / share / 2**20:.0f} MiB per {UNIT:,} statements")
    settle()
    one, _ = timed(lambda: index_source(Source.objects.first()))
    print(f"one plan of {PER_PLAN} statements anew: {one * 1000:.0f} ms")
    for query in QUERIES:
        (large, count), (little, held) = milliseconds(user, query), small[query]
        everywhere, _ = milliseconds(root, query)
        print(
            f"{query:<16} {large:6.1f} ms for {count:>4} hits, all counties {everywhere:6.1f} ms, "
            f"small {little:6.1f} ms for {held:>4}: {large / little:.1f}"
        )


def main():
    statements = int(sys.argv[1]) if len(sys.argv) > 1 else UNIT
    with tempfile.TemporaryDirectory() as folder:
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "benchmark.sqlite3")
        old = setup_databases(verbosity=0, interactive=False)
        try:
            measure(statements)
        finally:
            teardown_databases(old, verbosity=0)


if __name__ == "__main__":
    main()
