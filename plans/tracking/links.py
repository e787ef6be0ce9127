"""Units and schools that lead matters enter, links for people without an account there leave."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q

from indicators.models import School, Unit
from plans.models import LeadLink, Matter
from plans.personal_links import close, make

KINDS = {"unit": Unit, "school": School}
ANYBODY = "经办人"
"""Whom a link is given to where nobody is named."""


@dataclass(frozen=True, slots=True)
class Leading:
    """A unit or school that leads matters which are not over, and who may report on them."""

    kind: str
    place: Unit | School
    running: int
    """Matters that it has to report on now."""
    has_account: bool
    """Somebody of it can sign in."""
    has_link: bool
    """Somebody of it holds a standing link."""

    @property
    def key(self):
        """How a form names it."""
        return f"{self.kind}-{self.place.pk}"


def leading(user):
    """All that lead matters of the user's bureau, those without account first; few queries."""
    open_ = Matter.objects.visible_to(user).filter(bureau=user.region_id)
    open_ = open_.exclude(state__in=Matter.OVER).order_by()
    found = [one for kind in KINDS for one in _leading(open_, user, kind)]
    return sorted(found, key=lambda one: one.has_account)


def without_account(found, *, again=False):
    """Those of ``leading`` that have matters to report on, and that nobody can sign in for.

    Those that have a standing link already are among them only where it is to be sent ``again``.
    """
    alone = [one for one in found if one.running and not one.has_account]
    return [one for one in alone if again or not one.has_link]


@transaction.atomic
def issue(place, *, user, name, lasting):
    """A link for a person of a unit or school; returns it and its token, shown this once.

    Links for the same place stay valid: several may report. Raises ``PermissionDenied`` for all but
    those who propose matters, ``ValidationError`` without a name, for too long a time, and where
    it leads none of the bureau's matters any more.
    """
    _require_proposer(user, user.region_id)
    kind = "unit" if isinstance(place, Unit) else "school"
    led = Matter.objects.filter(bureau=user.region_id, **{f"lead_{kind}": place})
    if not led.exclude(state__in=Matter.OVER).exists():
        raise ValidationError({"whom": f"“{place}”现在没有牵头的事项，不用发链接。"})
    about = {"bureau": user.region, kind: place}
    return make(LeadLink, user=user, name=name, lasting=lasting, **about)


@transaction.atomic
def issue_many(several, *, user, lasting):
    """A link for each of several that are ``Leading``; triples of it, link and token.

    Raises as ``issue`` does, and ``ValidationError`` without any.
    """
    if not several:
        raise ValidationError("没有需要链接的单位和学校。")
    said = {"user": user, "name": ANYBODY, "lasting": lasting}
    return [(one, *issue(one.place, **said)) for one in several]


def revoke(link, *, user):
    """Close a link for good."""
    _require_proposer(user, link.bureau_id)
    close(link)


def may_issue(user):
    """Whether the user gives links for matters of his bureau: whoever may propose and send them."""
    return user.may_import


def _require_proposer(user, bureau_id):
    if not may_issue(user) or user.region_id != bureau_id:
        raise PermissionDenied("只有本局的管理员和科室人员可以发放和停用办理链接。")


def _leading(open_, user, kind):
    """Those of one kind."""
    lead = f"lead_{kind}"
    running = Count("pk", filter=Q(state__in=Matter.RUNNING))
    led = open_.exclude(**{lead: None}).values(lead).annotate(running=running)
    counts = dict(led.values_list(lead, "running"))
    places = KINDS[kind].objects.filter(pk__in=counts).order_by("name", "pk")
    with_account = _with_account(kind, counts)
    standing = LeadLink.objects.visible_to(user).standing().filter(bureau=user.region_id)
    with_link = set(standing.order_by().values_list(kind, flat=True))
    return [Leading(kind, p, counts[p.pk], p.pk in with_account, p.pk in with_link) for p in places]


def _with_account(kind, numbers):
    """Numbers of the units or schools for which somebody can sign in."""
    users = get_user_model().objects
    found = users.of_units(numbers) if kind == "unit" else users.of_schools(numbers)
    return set(found.filter(is_active=True).values_list(f"at_{kind}", flat=True))
