"""Rows of a program enter, published observations and an outcome for each row leave."""

import hashlib
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import transaction

from indicators.api.proposals import Proposal, Refused, reader_of
from indicators.models import Call, Observation
from indicators.problems import Problem
from indicators.releasing import locked, release

MOST_ROWS = 5_000
LONGEST_KEY = 100
MODES = ("atomic", "best_effort")
MEMBERS = {"rows", "mode", "dry_run"}


@dataclass(frozen=True, slots=True)
class Order:
    """What a client wants written."""

    rows: list[Any]
    is_atomic: bool
    is_dry: bool


def body_of(request):
    """The bytes of a request; raises ``Problem`` (413) where there are too many to be read."""
    try:
        return request.body
    except RequestDataTooBig:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE / (1 << 20)
        raise _too_large(f"请求超过 {most:g} MB", "The body is too large") from None


def read(body):
    """An ``Order``; raises ``Problem`` where the body is none."""
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise _malformed("请求不是 JSON。", "The body is no JSON.") from None
    if not isinstance(told, dict) or not isinstance(told.get("rows"), list):
        raise _malformed("请求要有 rows，是一个数组。", "The body needs an array 'rows'.")
    if unknown := sorted(set(told) - MEMBERS):
        raise _malformed(f"没有“{unknown[0]}”这一项。", f"Unknown member {unknown[0]!r}.")
    if len(told["rows"]) > MOST_ROWS:
        raise _too_large(f"一次最多 {MOST_ROWS} 行", f"At most {MOST_ROWS} rows at once")
    mode, is_dry = told.get("mode", "atomic"), told.get("dry_run", False)
    if mode not in MODES or not isinstance(is_dry, bool):
        zh = "mode 要是 atomic 或 best_effort，dry_run 要是 true 或 false。"
        raise _malformed(zh, "mode is atomic or best_effort, dry_run is true or false.")
    return Order(told["rows"], mode == "atomic", is_dry)


def carry_out(order, access, *, key="", body=b""):
    """The outcome of an order, the same again for the same key.

    Nothing is written where one row of an atomic order is refused, or in a dry run.
    """
    digest = hashlib.sha256(body).hexdigest()
    with transaction.atomic(), locked():
        if key and (call := Call.objects.known(access.client, key)):
            return _repeated(call, digest)
        answer = _write(order, access)
        if order.is_dry or (answer["is_refused"]):
            transaction.set_rollback(True)
        elif key:
            Call.objects.create(client=access.client, key=key, digest=digest, answer=answer)
    return answer


def _repeated(call, digest):
    if call.digest != digest:
        raise Problem(
            409,
            "key_reused",
            "这一 Idempotency-Key 已用于另一个请求：新的请求请换一个键。",
            "This Idempotency-Key was used for another request.",
        )
    return call.answer


def _write(order, access):
    reader, proposals, outcomes, seen = reader_of(order.rows, access), [], [], set()
    for number, row in enumerate(order.rows):
        try:
            proposal = reader.proposal(row)
            if proposal.key in seen:
                raise Refused("doubled", "同一数据在请求中出现了两次。", "The figure comes twice.")
            seen.add(proposal.key)
            proposals.append((number, proposal))
        except Refused as refused:
            outcomes.append({"row": number, "outcome": "refused", "problem": refused.body})
    current = _current({proposal.key for _, proposal in proposals})
    figures = []
    for number, proposal in proposals:
        outcome, figure = _settled(proposal, current.get(proposal.key))
        outcomes.append({"row": number, **outcome})
        if figure is not None:
            figures.append((outcomes[-1], figure))
    refused = any(each["outcome"] == "refused" for each in outcomes)
    made = None
    if figures and not (refused and order.is_atomic):
        made = release([figure for _, figure in figures], by=access.user)
        for outcome, figure in figures:
            outcome["id"] = figure.first_id or figure.pk
    return {
        "release": made and made.number,
        "dry_run": order.is_dry,
        "is_refused": refused and order.is_atomic,
        "refused": sum(each["outcome"] == "refused" for each in outcomes),
        "rows": sorted(outcomes, key=lambda each: each["row"]),
    }


def _current(keys):
    """Published observations by what they are of."""
    if not keys:
        return {}
    indicators, regions, *_ = zip(*keys, strict=True)
    rows = Observation.objects.current().filter(
        indicator__in=set(indicators), region__in=set(regions), year__in={key[4] for key in keys}
    )
    return {row.subject: row for row in rows if row.subject in keys}


def _settled(proposal: Proposal, before):
    """(outcome, unsaved figure or None) of a row beside what is published."""
    if before is None and proposal.value is None:
        return _refused(
            "nothing_there", "没有可撤回的数据。", "There is nothing to withdraw."
        ), None
    if before is not None and proposal.says_same_as(before):
        return {"outcome": "unchanged", "id": before.first_id or before.pk}, None
    if before is not None and not proposal.reason:
        zh = "更正或撤回已发布的数据要写 reason。"
        return _refused("reason_missing", zh, "A correction needs a reason."), None
    figure = proposal.figure(before)
    if before is None:
        return {"outcome": "created"}, figure
    return {"outcome": "withdrawn" if proposal.value is None else "updated"}, figure


def _refused(code, zh, en):
    return {"outcome": "refused", "problem": Refused(code, zh, en).body}


def _malformed(zh, en):
    return Problem(400, "malformed", zh, en)


def _too_large(zh, en):
    return Problem(413, "too_large", f"{zh}：请分几次发送。", f"{en}: send it in parts.")
