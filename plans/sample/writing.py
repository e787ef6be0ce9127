"""Drafted plans enter, their rows leave: batch by batch, each wholly in or wholly out."""

import hashlib
from itertools import chain, islice

from django.db import reset_queries, transaction

from indicators.models import School, Unit
from plans.extraction.text import Text
from plans.models import Plan, Problem, Source, SourceContent
from plans.offsets import pack
from plans.recording import ensure
from plans.sample import deciding, publishing
from plans.sample.evidence import write_evidence
from plans.search import index_sources

BATCH = 40
"""Plans of one transaction: some four thousand statements at the usual size."""


def write(ground, drafts):
    """Write all drafts; gives after each batch how many it wrote."""
    drafts = iter(drafts)
    while batch := list(islice(drafts, BATCH)):
        with transaction.atomic():
            _write_batch(ground, batch)
        # In development Django keeps every statement of SQL, here with the texts.
        reset_queries()
        yield len(batch)


def _write_batch(ground, batch):
    sources = _write_sources(ground, batch)
    schools = ensure(School, {key for draft in batch for key in _keys(draft, draft.schools)})
    plans = Plan.objects.bulk_create(map(_plan, batch, sources, _own_schools(batch, schools)))
    _write_mentions(batch, plans, schools)
    units = ensure(Unit, {key for draft in batch for key in _unit_keys(draft)})
    statements = write_evidence(ground, batch, plans, units)
    clerks = [ground.clerks[draft.bureau.pk] for draft in batch]
    Problem.objects.bulk_create(
        chain.from_iterable(map(deciding.doubts, batch, sources, plans, clerks))
    )
    for draft, plan, clerk in zip(batch, plans, clerks, strict=True):
        deciding.record_corrections(statements[plan.pk], draft, clerk)
        if plan.is_published:
            publishing.publish(plan, draft, clerk)
    index_sources(sources)


def _write_sources(ground, batch):
    sources = Source.objects.bulk_create(_source(ground, draft) for draft in batch)
    for source, draft in zip(sources, batch, strict=True):
        source.uploaded_at = draft.uploaded_at
    # The column fills itself with the clock when a row is made.
    Source.objects.bulk_update(sources, ["uploaded_at"])
    SourceContent.objects.bulk_create(map(_content, sources, batch))
    return sources


def _source(ground, draft):
    text = draft.document.text
    return Source(
        bureau=draft.bureau,
        name=f"{draft.label} {draft.title}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        media_type="text/plain",
        encoding="utf-8",
        characters=len(text),
        script="hans",
        uploaded_by=ground.clerks[draft.bureau.pk],
    )


def _content(source, draft):
    text = draft.document.text
    offsets = pack(Text.of(text))
    return SourceContent(source=source, file=text.encode(), text=text, clean=text, offsets=offsets)


def _plan(draft, source, school):
    region = draft.region
    is_confirmed = draft.state == Plan.State.PUBLISHED
    return Plan(
        bureau=draft.bureau,
        source=source,
        start=0,
        end=len(draft.document.text),
        title=draft.title,
        kind=draft.kind,
        year=draft.year,
        level=draft.level,
        region=region,
        region_name=region.full_name if region else "",
        school=school,
        issuer=draft.issuer,
        doc_number=draft.doc_number,
        state=draft.state,
        confirmed_by=source.uploaded_by if is_confirmed else None,
        confirmed_at=draft.uploaded_at + deciding.BEGINNING if is_confirmed else None,
    )


def _own_schools(batch, schools):
    """The school of every school plan, None of the others."""
    for draft in batch:
        (key, *_) = _keys(draft, draft.schools)
        yield schools[key] if draft.level == Plan.Level.SCHOOL else None


def _write_mentions(batch, plans, schools):
    through = Plan.schools.through
    through.objects.bulk_create(
        through(plan=plan, school=schools[key])
        for draft, plan in zip(batch, plans, strict=True)
        for key in dict.fromkeys(_keys(draft, draft.schools))
    )


def _keys(draft, names):
    """Keys ``(region id, name)`` of what a draft names."""
    return [(draft.region and draft.region.pk, name) for name in names]


def _unit_keys(draft):
    return _keys(draft, {name for item in draft.document.items for name in item.units})
