"""An article with its duties and deadlines enters, its tasks leave."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from plans.extraction.schema import Article, Deadline, Duty, Section, Span, Task
from plans.extraction.tables import Row, Table, read_tables


def find_tasks(
    article: Article, duties: tuple[Duty, ...], deadlines: tuple[Deadline, ...]
) -> tuple[Task, ...]:
    """The leaves of the outline that say what to do, and the rows of breakdown tables."""
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
