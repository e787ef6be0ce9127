"""For whom somebody reports on matters, and the links of those who have no account for it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from indicators.models import Region, School, Unit
from plans.models.personal_links import PersonalLink, PersonalLinkQuerySet


def answers_for(user):
    """What all matters that the user reports on have in common, by field; empty where none are.

    The clerk and the administrator of a bureau answer for the section of their post, the head and
    the clerk of a school for their school, and the holder of a link for the unit or school that
    it was given for: of one bureau, as long as it stands.
    """
    if user.is_school_member:
        return {"lead_school_id": user.school_id}
    if user.may_import:
        own = {"bureau_id": user.region_id, "lead_unit_id": user.unit_id}
        return own if user.unit_id else {}
    link = None if user.role else getattr(user, "leadlink", None)
    return link.leads if link and link.is_standing else {}


def fits(row, facts):
    """Whether a row has all of some facts; none are no fit."""
    return bool(facts) and all(getattr(row, name) == value for name, value in facts.items())


class LeadLinkQuerySet(PersonalLinkQuerySet):
    def visible_to(self, user):
        """Links are the bureau's own business: never shown to schools or holders of links."""
        if not user.is_authenticated:
            return self.none()
        if user.is_system_admin:
            return self
        return self.filter(bureau=user.region_id) if user.is_bureau_member else self.none()


class LeadLink(PersonalLink):
    """A way to the matters that a unit or a school leads for a bureau, and to nothing else."""

    HELD, DOING, HOME = "lead_link", "办理", "my-matters"
    JOINS = ("bureau", "unit", "school")
    OPEN = frozenset(
        (
            "my-matters",
            "my-matters-line",
            "my-matters-export",
            "my-matters-import",
            "my-matters-marked",
            "matter",
            "matter-acknowledge",
            "matter-report",
            "matter-finish",
            "matter-ask-extension",
            "matter-file",
            "matter-file-remove",
            "issued-notice",
            "issued-file",
            "issued-sign",
        )
    )
    """Names of the addresses where whoever leads a matter reports on it, or signs for a notice."""

    bureau = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name="所属教育局")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="牵头单位"
    )
    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承办学校"
    )

    objects = LeadLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "办理链接"
        verbose_name_plural = "办理链接"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(unit__isnull=True) ^ Q(school__isnull=True),
                name="lead_link_one_place",
                violation_error_message="办理链接要么发给单位，要么发给学校。",
            ),
        )

    @classmethod
    def opens(cls, name):
        """The lines of the unit or school, its matters, and the notices about them."""
        return name in cls.OPEN

    @property
    def leads(self):
        """What all matters that its holder reports on have in common."""
        place = "lead_unit_id" if self.unit_id else "lead_school_id"
        return {"bureau_id": self.bureau_id, place: self.unit_id or self.school_id}

    @property
    def place(self):
        """The unit or school that leads them."""
        return self.unit or self.school

    @property
    def subject(self):
        """What it is about."""
        return f"{self.place}的督办事项"

    @property
    def holder_name(self):
        """With the unit or school before it, as everybody reads it beside his steps."""
        return {"first_name": self.place.name, "last_name": f"{self.name}（链接）"}

    @property
    def revoke_address(self):
        """Where its bureau closes it."""
        return reverse("lead-link-revoke", args=[self.pk])

    def get_absolute_url(self):
        """Where its holder begins."""
        return reverse("my-matters")
