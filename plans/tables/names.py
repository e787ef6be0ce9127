"""Names in a table enter, the rows that bear them leave, in a fixed number of queries."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q

from indicators.models import Indicator, Region, School, Unit
from plans.fields import SEPARATORS
from plans.models import Plan
from plans.tables.cells import CellError

LONGEST = 120
"""Characters of a unit's name."""


@dataclass
class Names:
    """What the names of a table mean to a user; ``places`` are the names of regions in it."""

    plan: Plan
    user: object
    places: frozenset = frozenset()
    new_units: dict = field(default_factory=dict)

    @cached_property
    def _indicators(self):
        return {row.name: row for row in Indicator.objects.visible_to(self.user).kept()}

    @cached_property
    def _units(self):
        return self._owned(Unit)

    @cached_property
    def _schools(self):
        return self._owned(School)

    @cached_property
    def _regions(self):
        found = {}
        by_name = Q(name__in=self.places) | Q(full_name__in=self.places)
        current = Region.objects.visible_to(self.user).filter(until__isnull=True)
        for row in current.filter(by_name | Q(adcode__in=self.places)):
            for name in {row.name, row.full_name, row.adcode}:
                found.setdefault(name, []).append(row)
        return found

    def _owned(self, model):
        """Rows by name; of several of one name the bureau's own."""
        rows = model.objects.visible_to(self.user)
        ordered = sorted(rows, key=lambda row: row.region_id == self.plan.bureau_id)
        return {row.name: row for row in ordered}

    def indicator(self, name):
        """The indicator of the catalogue that has the name."""
        return _asked(self._indicators, name, "目录里没有指标“{}”，请从下拉列表里选，或留空。")

    def school(self, name):
        """The school that has the name."""
        return _asked(self._schools, name, "没有名为“{}”的学校，请填学校的全称。")

    def region(self, name):
        """The current region of a name or code."""
        found = _asked(self._regions, name, "没有名为“{}”的地区，请填全称或行政区划代码。")
        if len(found) > 1:
            raise CellError(f"名为“{name}”的地区不止一个，请填全称或行政区划代码。")
        return found[0]

    def unit(self, name):
        """The unit that has the name; a name that nobody used before makes one."""
        if len(name) > LONGEST:
            raise CellError(f"单位名称太长（{len(name)} 字），最多 {LONGEST} 字。")
        if name in self._units:
            return self._units[name]
        fresh = Unit(region=self.plan.bureau, name=name, is_confirmed=True)
        return self.new_units.setdefault(name, fresh)

    def units(self, names):
        """The units of a list such as 财务股、人事股, each once."""
        return [self.unit(name) for name in dict.fromkeys(filter(None, SEPARATORS.split(names)))]


def _asked(rows, name, refusal):
    if name not in rows:
        raise CellError(refusal.format(name))
    return rows[name]
