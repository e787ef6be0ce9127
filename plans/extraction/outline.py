"""An article's clean text enters, its outline leaves as sections."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plans.extraction.schema import Article, Deadline, Duty, Heading, Section, Task
from plans.extraction.text import Text

TITLE_LIMIT = 40

_HAN = "一二三四五六七八九十"
_MARK = re.compile(
    rf"^(?:(?P<han>[{_HAN}]{{1,3}})[、.．]|[（(](?P<bracketed>[{_HAN}]{{1,3}})[）)]"
    rf"|(?P<arabic>\d{{1,2}})(?:、|[.．](?!\d))|[（(](?P<small>\d{{1,2}})[）)]|(?P<circled>[①-⑳]))",
    re.M,
)
_STYLES = ("han", "bracketed", "arabic", "small", "circled")


@dataclass(frozen=True, slots=True)
class Mark:
    start: int
    end: int
    style: int
    number: str


def read_outline(text: Text, headings: tuple[Heading, ...]) -> tuple[Section, ...]:
    """The numbered items of an article, in order, each knowing its parent."""
    marks = list(_marks(text.value))
    parents: list[int | None] = []
    ends = [len(text)] * len(marks)
    stack: list[int] = []
    for index, mark in enumerate(marks):
        while stack and marks[stack[-1]].style >= mark.style:
            ends[stack.pop()] = mark.start
        parents.append(stack[-1] if stack else None)
        stack.append(index)
    depths: list[int] = []
    for parent in parents:
        depths.append(0 if parent is None else depths[parent] + 1)
    return tuple(
        _section(text.value, mark, end, depth, parent)
        for mark, end, depth, parent in zip(marks, ends, depths, parents, strict=True)
    )


def _marks(value: str) -> Iterator[Mark]:
    for match in _MARK.finditer(value):
        style = match.lastgroup or ""
        yield Mark(match.start(), match.end(), _STYLES.index(style), match.group())


def _section(value: str, mark: Mark, end: int, depth: int, parent: int | None) -> Section:
    line_end = value.find("\n", mark.end)
    line_end = len(value) if line_end < 0 else line_end
    stop = re.compile("[。：]").search(value, mark.end, line_end)
    title_end = stop.start() if stop else line_end
    body = stop.end() if stop else line_end
    if title_end - mark.end > TITLE_LIMIT:
        title_end = body = mark.end
    title = value[mark.end : title_end]
    return Section(
        mark.number, title, mark.start, mark.end, title_end, body, end, depth, parent
    )


def find_tasks(
    article: Article, duties: tuple[Duty, ...], deadlines: tuple[Deadline, ...]
) -> tuple[Task, ...]:
    """The leaves of the outline as tasks."""
    parents = {s.parent for s in article.sections}
    tasks = []
    for index, section in enumerate(article.sections):
        if index in parents:
            continue
        value = article.text.value[section.title_start : section.end].rstrip()
        span, shown = article.text.cut(section.title_start, section.title_start + len(value))
        path = tuple(s.title for s in article.path(section.start)[:-1])
        tasks.append(Task(span, section.number, path, section.title, shown))
    return tuple(tasks)
