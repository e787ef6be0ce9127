"""The bridge from files to rows: one transaction a source, wholly in or wholly out."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

from django.db import transaction

from indicators.models import Region
from plans.extraction import Extraction, extract_file
from plans.mentions import record_mentions
from plans.models import Source, SourceContent
from plans.offsets import pack
from plans.recording import record_documents, record_problems, record_rows, too_large
from plans.reference import gazetteer
from plans.search import index_source


@dataclass(frozen=True)
class Outcome:
    """What became of one file; ``counts`` says how many rows of each kind it gave."""

    name: str
    state: Literal["imported", "new_version", "unchanged"]
    source: Source
    counts: dict[str, int] = field(default_factory=dict)


def import_file(*, name, data, bureau, user=None, dry_run=False):
    """Read, understand and record one file for a bureau; returns its ``Outcome``.

    The same bytes change nothing. A changed file of the same name becomes a new version beside
    the old one, whose rows stay as people left them. Raises ``ReadError``, with nothing written,
    when the bytes cannot become text. ``dry_run`` does all of it and takes it back.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    known = Source.objects.filter(bureau=bureau, sha256=sha256).first()
    if known:
        return Outcome(name, "unchanged", known)
    extraction = extract_file(name, data, gazetteer=gazetteer())
    with transaction.atomic():
        outcome = _record(name, data, extraction, bureau, user)
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def read_again(plan):
    """The document that a plan is, understood anew; None where its file does not hold it so.

    Raises ``ReadError`` when the stored file cannot become text any more.
    """
    if plan.source is None:
        return None
    file = bytes(plan.source.content.file)
    extraction = extract_file(plan.source.name, file, gazetteer=gazetteer())
    return next((d for d in extraction.documents if d.span[0] == plan.start), None)


@transaction.atomic
def record_again(plan, document):
    """Write the rows of a document that was set aside when its file came in, if it has none yet."""
    if document is None or plan.tasks.exists() or plan.statements.exists():
        return
    _, oversized = record_rows([(plan, document)])
    record_problems(plan.source, too_large(oversized))
    index_source(plan.source)


def _record(name, data, extraction, bureau, user):
    # Versions are counted by one import of the bureau at a time.
    Region.objects.select_for_update(no_key=True).get(pk=bureau.pk)
    sources = Source.objects.filter(bureau=bureau)
    known = sources.filter(sha256=extraction.reading.sha256).first()
    if known:
        return Outcome(name, "unchanged", known)
    previous = sources.current().filter(name=name).first()
    source = _record_source(name, data, extraction, bureau, user, previous)
    counts = record_documents(source, extraction)
    record_mentions(source, extraction.repaired.text)
    index_source(source)
    return Outcome(name, "new_version" if previous else "imported", source, counts)


def _record_source(name, data, extraction: Extraction, bureau, user, previous):
    reading, repaired = extraction.reading, extraction.repaired
    source = Source.objects.create(
        bureau=bureau,
        name=name,
        sha256=reading.sha256,
        media_type=reading.media_type,
        encoding=reading.encoding or "",
        characters=len(reading.text),
        script=repaired.script,
        version=previous.version + 1 if previous else 1,
        previous=previous,
        uploaded_by=user,
    )
    SourceContent.objects.create(
        source=source,
        file=data,
        text=reading.text,
        clean=repaired.text.value,
        offsets=pack(repaired.text),
        removals=[[r.kind, *r.span] for r in repaired.removals],
    )
    return source
