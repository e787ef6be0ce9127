"""A reading enters, an extraction leaves: the order of the stages and nothing else."""

from plans.extraction.confidence import weigh
from plans.extraction.consistency import find_inconsistencies
from plans.extraction.deadlines import find_deadlines
from plans.extraction.duties import find_duties
from plans.extraction.gazetteer import Gazetteer
from plans.extraction.header import read_header
from plans.extraction.repair import repair
from plans.extraction.schema import Article, Document, Extraction, Header, Kind, Reading, Statement
from plans.extraction.schools import find_schools
from plans.extraction.scopes import place
from plans.extraction.splitting import split
from plans.extraction.stale import find_stale_deadlines
from plans.extraction.statements import find_statements
from plans.extraction.tasks import find_tasks
from plans.extraction.text import Span, Text

_TELLING: tuple[Kind, ...] = ("article", "news")
"""Kinds of document that set nobody a task."""


def extract(
    reading: Reading, *, gazetteer: Gazetteer, default_year: int | None = None
) -> Extraction:
    """Understand a file. ``default_year`` serves 今年 in documents that name no year."""
    repaired = repair(reading.text)
    articles = split(repaired.text, reading.headings, repaired.page_lines)
    documents = tuple(understand(a, gazetteer, default_year) for a in articles)
    return Extraction(reading, repaired, documents, reading.problems + repaired.problems)


def understand(article: Article, gazetteer: Gazetteer, default_year: int | None) -> Document:
    """Everything that one document says."""
    header = read_header(article, gazetteer, default_year)
    duties = find_duties(article, header)
    deadlines = find_deadlines(article, header)
    schools = find_schools(article, header, gazetteer)
    statements = place(find_statements(article, header), schools)
    statements = weigh(article, header, statements)
    return Document(
        span=article.span,
        header=header,
        statements=statements,
        duties=duties,
        deadlines=deadlines,
        schools=schools,
        tasks=() if header.kind in _TELLING else find_tasks(article, duties, deadlines),
        problems=header.problems
        + find_inconsistencies(article, header, statements)
        + find_stale_deadlines(article, deadlines),
    )


def read_passage(text: Text, span: Span, header: Header) -> Statement | None:
    """The statement that a reader points at: the first one of its line inside a source span.

    Where the line yields none, the passage is read alone; None where it holds no quantity.
    """
    start, end = text.within(span)
    line = text.value.rfind("\n", 0, start) + 1, text.value.find("\n", end)
    whole = text.slice(line[0], line[1] if line[1] >= 0 else len(text))
    for part in (whole, text.slice(start, end)):
        article = Article(part.span(0, len(part)), header.title, part, ())
        for found in find_statements(article, header):
            if found.span[0] < span[1] and found.span[1] > span[0]:
                return found
    return None
