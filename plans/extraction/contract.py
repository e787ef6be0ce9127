"""An extraction enters, the published JSON contract leaves (plain dicts, spans as lists)."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from plans.extraction.schema import (
    Deadline,
    Document,
    Duty,
    Extraction,
    Problem,
    Statement,
    Task,
)

PLAIN = "text/plain"


def as_contract(extraction: Extraction) -> dict[str, Any]:
    """The object that ``extract --json`` prints for one file."""
    reading = extraction.reading
    source = {
        "name": reading.name,
        "sha256": reading.sha256,
        "media_type": reading.media_type,
        "encoding": reading.encoding,
        "characters": len(reading.text),
        "script": extraction.repaired.script,
    }
    if reading.media_type != PLAIN:
        source["text"] = reading.text
    return {
        "source": source,
        "problems": [_problem(p) for p in extraction.problems],
        "documents": [_document(d) for d in extraction.documents],
    }


def _document(document: Document) -> dict[str, Any]:
    header = document.header
    return {
        "span": list(document.span),
        "title": header.title,
        "kind": header.kind,
        "year": header.year,
        "region": header.region,
        "adcode": header.adcode,
        "level": header.level,
        "issuer": header.issuer,
        "doc_number": header.doc_number,
        "school": header.school,
        "education": header.education,
        "statements": [_statement(s) for s in document.statements],
        "duties": [_duty(d) for d in document.duties],
        "deadlines": [_deadline(d) for d in document.deadlines],
        "schools": list(document.schools),
        "tasks": [_task(t) for t in document.tasks],
        "problems": [_problem(p) for p in document.problems],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "span": list(statement.span),
        "text": statement.text,
        "value": _plain(statement.value),
        "value_high": _plain(statement.value_high),
        "unit": statement.unit,
        "comparator": statement.comparator,
        "nature": statement.nature,
        "year": statement.year,
        "category": statement.category,
        "indicator": statement.indicator,
        "per": statement.per,
        "scope": statement.scope,
        "quote": statement.quote,
        "confidence": asdict(statement.confidence) if statement.confidence else None,
    }


def _plain(value: Decimal | None) -> int | float | None:
    """A JSON number: whole where the value is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _duty(duty: Duty) -> dict[str, Any]:
    return {"span": list(duty.span), "quote": duty.quote, "units": list(duty.units)}


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "span": list(deadline.span),
        "quote": deadline.quote,
        "date": deadline.date,
        "precision": deadline.precision,
    }


def _task(task: Task) -> dict[str, Any]:
    return {
        "span": list(task.span),
        "number": task.number,
        "depth": task.depth,
        "path": list(task.path),
        "title": task.title,
        "text": task.text,
        "units": list(task.units),
        "due": task.due,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    span = list(problem.span) if problem.span else None
    return {"stage": problem.stage, "message": problem.message, "span": span}


def failed(name: str, message: str) -> dict[str, Any]:
    """The object of a file that could not be read: no documents, and the reason."""
    problem = {"stage": "reading", "message": message, "span": None}
    return {"source": {"name": name}, "problems": [problem], "documents": []}
