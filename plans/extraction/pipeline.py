"""A reading enters, an extraction leaves: the order of the stages and nothing else."""

from plans.extraction.consistency import find_inconsistencies
from plans.extraction.deadlines import find_deadlines
from plans.extraction.duties import find_duties
from plans.extraction.gazetteer import Gazetteer
from plans.extraction.header import read_header
from plans.extraction.repair import repair
from plans.extraction.schema import Article, Document, Extraction, Reading
from plans.extraction.schools import find_schools
from plans.extraction.splitting import split
from plans.extraction.stale import find_stale_deadlines
from plans.extraction.statements import find_statements
from plans.extraction.tasks import find_tasks


def extract(
    reading: Reading, *, gazetteer: Gazetteer, default_year: int | None = None
) -> Extraction:
    """Understand a file. ``default_year`` serves 今年 in documents that name no year."""
    repaired = repair(reading.text)
    articles = split(repaired.text, reading.headings)
    documents = tuple(understand(a, gazetteer, default_year) for a in articles)
    return Extraction(reading, repaired, documents, reading.problems + repaired.problems)


def understand(article: Article, gazetteer: Gazetteer, default_year: int | None) -> Document:
    """Everything that one document says."""
    header = read_header(article, gazetteer, default_year)
    duties = find_duties(article, header)
    deadlines = find_deadlines(article, header)
    statements = find_statements(article, header)
    return Document(
        span=article.span,
        header=header,
        statements=statements,
        duties=duties,
        deadlines=deadlines,
        schools=find_schools(article, header),
        tasks=find_tasks(article, duties, deadlines),
        problems=header.problems
        + find_inconsistencies(article, header, statements)
        + find_stale_deadlines(article, deadlines),
    )
