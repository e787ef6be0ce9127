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
_BEGUN = re.compile(r"^(?:新建|改建|扩建|改扩建|续建|迁建|改造|维修|建设|完成)")
_JOINED = re.compile(r"^[、和与及]")


def place(statements: Iterable[Statement], schools: Sequence[str]) -> tuple[Statement, ...]:
    """The statements, those named by a school with the school as their scope."""
    longest = sorted(schools, key=len, reverse=True)
    return tuple(_placed(statements, longest))


def _placed(statements: Iterable[Statement], schools: Sequence[str]) -> Iterator[Statement]:
    last: Statement | None = None
    for statement in statements:
        name, held = _parted(statement.indicator or "", schools)
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


def _of_all(statement: Statement, last: Statement | None) -> str:
    """The name of the figure before, where both are told together and of one kind."""
    if last is None or last.unit != statement.unit:
        return ""
    near = last.quote == statement.quote or statement.quote.startswith("其中")
    return (last.indicator or "") if near else ""
