"""Rows of a program enter, observations or drafts of them and an outcome for each row leave."""

import hashlib
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import orjson
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.dispatch import Signal

from indicators.api.proposals import Proposal, Refused, reader_of
from indicators.choices import Origin
from indicators.entering import drafting
from indicators.models import Call, Key, Observation
from indicators.problems import Problem
from indicators.releasing import locked, release

MOST_ROWS = 5_000
LONGEST_KEY = 100
MODES = ("atomic", "best_effort")
MEMBERS = {"rows", "mode", "dry_run", "publish"}
written = Signal()
"""Sent with ``request``, ``access`` and ``answer`` in the transaction that writes for good."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a client wants written."""

    rows: list[Any]
    is_atomic: bool
    is_dry: bool
    publishes: bool


def body_of(request):
    """The bytes of a request; raises ``Problem`` (413) where there are too many to be read."""
    try:
        return request.body
    except RequestDataTooBig:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE / (1 << 20)
        raise _too_large(f"请求超过 {most:g} MB", "The body is too large") from None


def read(body, access):
    """An ``Order``; raises ``Problem`` where the body is none, or orders what the token may not.

    Who may publish does so unless he says otherwise.
    """
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
    publishes = told.get("publish", access.publishes)
    if mode not in MODES or not isinstance(is_dry, bool) or not isinstance(publishes, bool):
        zh = "mode 要是 atomic 或 best_effort，dry_run 和 publish 要是 true 或 false。"
        en = "mode is atomic or best_effort, dry_run and publish are true or false."
        raise _malformed(zh, en)
    if publishes and not access.publishes:
        raise Problem(
            403,
            "may_not_publish",
            "令牌没有发布的权限：请去掉 publish，写成待发布的数据，或请教育局管理员换发。",
            "The token may not publish: leave out 'publish' to write drafts.",
        )
    return Order(told["rows"], mode == "atomic", is_dry, publishes)


def carry_out(order, access, request, *, key=""):
    """The outcome of an order, the same again for the same key.

    Nothing is written where one row of an atomic order is refused, or in a dry run.
    """
    digest = hashlib.sha256(request.body).hexdigest()
    with transaction.atomic(), _in_turn(order, access):
        if key and (call := Call.objects.known(access.client, key)):
            return _repeated(call, digest)
        answer = _write(order, access)
        if order.is_dry or answer["is_refused"]:
            transaction.set_rollback(True)
            return _without_numbers(answer)
        written.send(Order, request=request, access=access, answer=answer)
        if key:
            Call.objects.create(client=access.client, key=key, digest=digest, answer=answer)
    return answer


def _in_turn(order, access):
    """One call of a client after another; where it publishes, nobody else publishes meanwhile.

    Drafts ask for no lock of releases: who publishes drafts has them before he has that lock.
    """
    own = get_user_model().objects.filter(pk=access.user.pk).order_by()
    list(own.select_for_update(no_key=True).values_list("pk"))
    return locked() if order.publishes else nullcontext()


def _without_numbers(answer):
    """What was not written has no number that lasts."""
    for each in answer["rows"]:
        if each["outcome"] == "created":
            each.pop("id", None)
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
    proposals, outcomes = _proposed(order, access)
    write = _publish if order.publishes else _propose
    made = write(order, access, proposals, outcomes)
    refused = sum(each["outcome"] == "refused" for each in outcomes)
    return {
        "release": made and made.number,
        "publish": order.publishes,
        "dry_run": order.is_dry,
        "is_refused": order.is_atomic and refused > 0,
        "refused": refused,
        "rows": sorted(outcomes, key=lambda each: each["row"]),
    }


def _proposed(order, access):
    """(what rows want by their numbers, outcomes of rows that cannot be read)."""
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
    return proposals, outcomes


def _publish(order, access, proposals, outcomes):
    """Publish what rows want and add their outcomes; leaves the release, if there is one."""
    current = _current({proposal.key for _, proposal in proposals})
    figures = []
    for number, proposal in proposals:
        outcome, figure = _settled(proposal, current.get(proposal.key))
        outcomes.append({"row": number, **outcome})
        if figure is not None:
            figures.append((outcomes[-1], figure))
    refused = any(each["outcome"] == "refused" for each in outcomes)
    if not figures or (refused and order.is_atomic):
        return None
    made = release([figure for _, figure in figures], by=access.user)
    for outcome, figure in figures:
        outcome["id"] = figure.first_id or figure.pk
    return made


def _propose(_order, access, proposals, outcomes):
    """Leave what rows want to the bureaus as drafts, and add their outcomes."""
    drafts = [proposal.draft() for _, proposal in proposals]
    kept = drafting.propose(drafts, by=access, origin=Origin.CLIENT)
    for number, proposal in proposals:
        outcomes.append({"row": number, **_waiting(proposal, kept)})


def _waiting(proposal: Proposal, kept):
    """The outcome of a row beside the drafts that there are now; ``id`` is the draft's."""
    key = Key(*proposal.key)
    fate, draft = kept.fates[key], kept.drafts.get(key)
    if draft:
        return {"outcome": fate.value, "id": draft.pk}
    if fate == drafting.Fate.REFUSED:
        zh = "科室或另一程序已录入这一数据，还没有发布：请等发布以后再写。"
        return _refused("drafted_by_others", zh, "Others have drafted this figure.")
    if fate == drafting.Fate.UNCHANGED and proposal.value is None:
        return _nothing_there()
    return {"outcome": fate.value}


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
        return _nothing_there(), None
    if before is not None and proposal.says_same_as(before):
        return {"outcome": "unchanged", "id": before.first_id or before.pk}, None
    if before is not None and not proposal.reason:
        zh = "更正或撤回已发布的数据要写 reason。"
        return _refused("reason_missing", zh, "A correction needs a reason."), None
    figure = proposal.figure(before)
    if before is None:
        return {"outcome": "created"}, figure
    return {"outcome": "withdrawn" if proposal.value is None else "updated"}, figure


def _nothing_there():
    return _refused("nothing_there", "没有可撤回的数据。", "There is nothing to withdraw.")


def _refused(code, zh, en):
    return {"outcome": "refused", "problem": Refused(code, zh, en).body}


def _malformed(zh, en):
    return Problem(400, "malformed", zh, en)


def _too_large(zh, en):
    return Problem(413, "too_large", f"{zh}：请分几次发送。", f"{en}: send it in parts.")
