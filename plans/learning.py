"""Statements that a person matched to the catalogue enter, the names they teach are remembered."""

from django.core.exceptions import PermissionDenied

from indicators.models import IndicatorAlias
from plans.models import Statement

LONGEST = 80
"""Characters of a name that an alias holds."""


def learn(statements, *, user, at):
    """Remember for the bureau which indicator its people chose for a name.

    The newest choice counts; names of the catalogue itself need no learning.
    """
    chosen = {s.indicator_name: s for s in statements if _teaches(s)}
    if not chosen:
        return
    bureau = next(iter(chosen.values())).plan.bureau
    known = IndicatorAlias.objects.known_to(bureau).filter(name__in=chosen)
    same = {(alias.name, alias.indicator_id) for alias in known}
    IndicatorAlias.objects.bulk_create(
        (
            IndicatorAlias(
                bureau=bureau, name=n, indicator_id=s.indicator_id, learned_by=user, learned_at=at
            )
            for n, s in chosen.items()
            if (n, s.indicator_id) not in same and n != s.indicator.name
        ),
        update_conflicts=True,
        unique_fields=("bureau", "name"),
        update_fields=("indicator", "learned_by", "learned_at"),
    )


def forget(alias, *, user):
    """Take back what a person taught; raises ``PermissionDenied`` for readers."""
    if not user.may_import or alias.bureau_id != user.region_id:
        raise PermissionDenied("只有本局的管理员和科室人员可以撤销学得的名称。")
    alias.delete()


def _teaches(statement: Statement):
    name = statement.indicator_name
    if statement.plan.submission_id is not None:
        return False  # A school's words are not its bureau's.
    return statement.counts and statement.indicator_id and 0 < len(name) <= LONGEST
