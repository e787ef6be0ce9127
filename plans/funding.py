"""Statements enter, the funding items that rest on them follow: made, altered or dropped."""

from plans.models import FundingItem, Statement

MONEY = "元"
FOLLOWING = ("purpose", "amount", "per", "year", "state", "reviewed_by", "reviewed_at", "reason")
"""What a funding item takes from its statement."""


def follow(statements):
    """Bring the funding item of every statement of a sum of money to what the statement says.

    Its source of funding is a person's own word and stays.
    """
    resting = FundingItem.objects.filter(statement__in=statements)
    known = {item.statement_id: item for item in resting}
    wanted = [s for s in statements if tells_sum(s)]
    items = [_following(known.get(s.pk) or _new(s), s) for s in wanted]
    FundingItem.objects.bulk_create(item for item in items if item.pk is None)
    old = [item for item in items if item.statement_id in known]
    FundingItem.objects.bulk_create(
        old, update_conflicts=True, unique_fields=["id"], update_fields=FOLLOWING
    )
    dropped = known.keys() - {s.pk for s in wanted}
    FundingItem.objects.filter(statement__in=dropped).delete()


def tells_sum(statement: Statement) -> bool:
    """Whether a funding item rests on it: it tells how much money, not only a share of it."""
    return statement.is_money and statement.unit == MONEY


def resting_on(statement: Statement) -> FundingItem:
    """A funding item that is still to be saved and says what its statement says."""
    return _following(_new(statement), statement)


def _new(statement):
    place = {"start": statement.start, "end": statement.end}
    return FundingItem(plan_id=statement.plan_id, statement=statement, **place)


def _following(item, statement):
    item.purpose, item.amount = statement.indicator_name, statement.value
    item.per, item.year = statement.per, statement.year
    item.state, item.reason = statement.state, statement.reason
    item.reviewed_by_id, item.reviewed_at = statement.reviewed_by_id, statement.reviewed_at
    return item
