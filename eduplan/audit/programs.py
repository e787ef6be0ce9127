"""What a program wrote through the data interface enters, an entry of the log leaves."""

from collections import Counter

from django.dispatch import receiver

from eduplan.audit.models import AuditEntry
from eduplan.audit.recording import record
from eduplan.clients.access import token_behind
from indicators.api.writing import Order, written
from indicators.entering.drafting import Fate

PUBLISHED = "通过数据接口发布数据"
DRAFTED = "通过数据接口写入待发布的数据"
IDLE = {Fate.UNCHANGED, Fate.REFUSED}
"""Outcomes of rows that changed nothing."""


@receiver(written, sender=Order)
def wrote(request, access, answer, **_):
    """Which client wrote by which token, how many rows of each outcome, and in which release.

    In the transaction that wrote: what cannot be logged is not written.
    """
    counts = Counter(Fate(each["outcome"]) for each in answer["rows"])
    if not set(counts) - IDLE:
        return
    record(
        request,
        AuditEntry.Action.CHANGE,
        token_behind(access),
        user=access.user,
        label=PUBLISHED if answer["publish"] else DRAFTED,
        status=200,
        details={
            "outcomes": {fate.label: counts[fate] for fate in Fate if counts[fate]},
            **({"release": answer["release"]} if answer["publish"] else {}),
        },
    )
