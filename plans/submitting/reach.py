"""A campaign in preparation enters; which schools it would call leaves, and whom it would miss."""

from dataclasses import dataclass

from indicators.models import Stage
from plans.models import Campaign
from plans.submitting.calling import own_schools, schools_of

Scope = Campaign.Scope


@dataclass(frozen=True, slots=True)
class Reach:
    """Schools by what becomes of them; each a tuple of schools."""

    called: tuple
    unconfirmed: tuple
    """Not called, since nobody has confirmed them; or called though, where they were chosen."""
    placeless: tuple
    """Not called, since the stage or town that decides is unknown."""
    strangers: tuple
    """Called, though the form is made for another stage."""
    lacks: str = ""
    """What the placeless lack: 学段 or 乡镇."""
    made_for: str = ""
    """The stage that the form is made for."""
    are_chosen: bool = False


def reach_of(campaign, chosen=None):
    """Whom a campaign calls; ``chosen`` are the schools of one that is not written yet."""
    own = list(own_schools(campaign))
    called = _called(campaign, chosen)
    numbers = {school.pk for school in called}
    is_chosen = campaign.scope == Scope.CHOSEN
    stage = campaign.form.stage if campaign.form_id else ""
    lacks = {Scope.STAGES: "stage", Scope.TOWNS: "town"}.get(campaign.scope)
    return Reach(
        called=called,
        unconfirmed=tuple(
            s for s in own if not s.is_confirmed and (s.pk in numbers or not is_chosen)
        ),
        placeless=tuple(s for s in own if lacks and s.is_confirmed and not getattr(s, lacks)),
        strangers=tuple(s for s in called if stage and s.stage and s.stage != stage),
        lacks={"stage": "学段", "town": "乡镇"}.get(lacks, ""),
        made_for=Stage(stage).label if stage else "",
        are_chosen=is_chosen,
    )


def _called(campaign, chosen):
    if campaign.scope == Scope.CHOSEN and chosen is not None:
        return tuple(chosen)
    if campaign.scope == Scope.CHOSEN and campaign.pk is None:
        return ()
    return tuple(schools_of(campaign))
