"""Statements and the schools of their document enter; whose figure it is leaves their names.

An indicator is the same for every school, so that its figures can stand side by side: the school
itself is the scope of the statement.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from plans.extraction.schema import Statement

_BARE = re.compile(r"(?:人?数|[班校套间栋]数|人次|面积|资金|总?投资|经费|比例|时间|次数|标准)?")
"""What is left of a name that says no more than its measure."""
_BUILDING = "新建|改建|扩建|改扩建|续建|迁建|重建|建成|兴建|改造|维修"
_BEGUN = re.compile(rf"^(?:{_BUILDING}|建设|完成)")
_PAID = re.compile(rf"(?P<deed>{_BUILDING})?(?P<money>总?(?:投资|投入)|资金|经费|捐资)")
"""A name that says no more than what is done, and that money is spent on it."""
_DEED_LAST = re.compile(rf"(?:{_BUILDING}|建设)(?=了?$)")
_KIND = re.compile("(?:幼儿园|小学|中学|初中|高中|学院)$")
_JOINED = re.compile(r"^[、和与及]")


def place(statements: Iterable[Statement], schools: Sequence[str]) -> tuple[Statement, ...]:
    """The statements, those named by a school with the school as their scope."""
    longest = sorted(schools, key=len, reverse=True)
    return tuple(_placed(statements, longest))


def _placed(statements: Iterable[Statement], schools: Sequence[str]) -> Iterator[Statement]:
    last: Statement | None = None
    for statement in statements:
        name, held = _parted(statement.indicator or "", schools)
        name = _spent_on_kind(name, held, statement.quote)
        if held and _BARE.fullmatch(name):
            name = _of_all(statement, last)
        if held and name:
            scope = statement.scope or "、".join(held)
            statement = replace(statement, indicator=name, scope=scope)
        last = statement
        yield statement


def _parted(name: str, schools: Sequence[str]) -> tuple[str, list[str]]:
    """The name without the schools at its head, and these."""
    begun = _BEGUN.match(name)
    deed = begun.group() if begun else ""
    rest, held = name[len(deed) :], []
    while school := next((s for s in schools if rest.startswith(s)), ""):
        held.append(school)
        rest = _JOINED.sub("", rest[len(school) :])
    return deed + rest, held


def _spent_on_kind(name: str, held: Sequence[str], quote: str) -> str:
    """What is spent on building a school is spent on its kind (幼儿园新建投资)."""
    spent = _PAID.fullmatch(name) if held else None
    if spent is None:
        return name
    before = _DEED_LAST.search(quote.partition(held[0])[0][-LONGEST_DEED:])
    deed = spent["deed"] or (before.group() if before else "")
    kinds = {found.group() if (found := _KIND.search(school)) else "学校" for school in held}
    kind = kinds.pop() if len(kinds) == 1 else "学校"
    return kind + deed.replace("建成", "建设") + spent["money"] if deed else name


LONGEST_DEED = 4
"""Characters before a school in which the deed stands that its building is."""


def _of_all(statement: Statement, last: Statement | None) -> str:
    """The name of the figure before, where both are told together and of one kind."""
    if last is None or last.unit != statement.unit:
        return ""
    near = last.quote == statement.quote or statement.quote.startswith("其中")
    return (last.indicator or "") if near else ""
