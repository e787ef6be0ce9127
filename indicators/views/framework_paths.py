"""Addresses of frameworks enter, what they name leaves, or 404 where the user may not see it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from indicators.models import Framework, Region
from indicators.standing.facts import facts_of
from indicators.standing.judged import judged_of
from indicators.standing.reckoning import county_cells, rule_of, stand

YEARS = range(1990, 2100)


def framework_of(request, code):
    """The framework, if the user may see it."""
    return get_object_or_404(
        Framework.objects.visible_to(request.user).select_related("bureau"), code=code
    )


def counties_of(user):
    """Counties whose figures the user may read; a county once, under its newest name."""
    if not (user.is_system_admin or user.reads_published):
        return Region.objects.none()
    counties = Region.objects.visible_to(user).filter(level=Region.Level.COUNTY)
    if user.is_system_admin:
        return counties
    return counties.filter(adcode__startswith=user.region.significant)


def county_of(request, adcode, year):
    """The county of a code as it was in a year, else under its newest name."""
    if year not in YEARS:
        raise Http404
    found = counties_of(request.user).filter(adcode=adcode).select_related("parent")
    county = found.in_year(year).first() or found.first()
    if county is None:
        raise Http404
    return county


class Page:
    """What all pages of a county's standing show."""

    def __init__(self, request, code, adcode, year):
        self.framework = framework_of(request, code)
        self.county = county_of(request, adcode, year)
        self.year = year
        self.facts = facts_of(self.framework, self.county, year, request.user)
        self.rule = rule_of(self.framework)
        self.stages = stand(self.facts, self.rule)
        self._user = request.user

    @property
    def context(self):
        """Names of the templates."""
        return {
            "framework": self.framework,
            "county": self.county,
            "year": self.year,
            "stages": self.stages,
        }

    @property
    def county_cells(self):
        """Items of the county as a whole."""
        return county_cells(self.facts)

    @cached_property
    def judged(self):
        """Items that people decide, with what they decided."""
        facts = self.facts.standards
        return judged_of(self.framework, facts, self.county, self.year, self._user)

    def line(self, stage, school):
        """A school in a stage; None where it is not there."""
        lines = (line for one in self.stages if one.stage == stage for line in one.lines)
        return next((line for line in lines if str(line.school.pk) == school), None)
