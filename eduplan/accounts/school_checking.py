"""Rows of a list of schools enter, what is wrong with them or what they change leaves."""

from django.db import transaction

from eduplan.accounts.list_tables import SCHOOLS
from indicators.models import School
from plans.tables.cells import folded
from plans.tables.checking import Fate, Report
from plans.tables.lists import blame, read_row, settle

CODE_TAKEN = "学校标识码 {} 已经是另一所学校的，请核对。"
CONFIRMED = "确认"


class InRegion:
    """What cells of the list are read with: the region that their schools lie in."""

    def __init__(self, region):
        self.region = region


def check(region, given, user) -> Report:
    """Look at the rows of a list; asks the database twice, however many there are."""
    known = {folded(row.name): row for row in School.objects.filter(region=region)}
    rows = [read_row(SCHOOLS, one, InRegion(region), ("name",)) for one in given]
    codes = [checked.values.get("school_code") for checked in rows]
    owners = dict(
        School.objects.filter(school_code__in=filter(None, codes)).values_list("school_code", "pk")
    )
    names, used = {}, {}
    for checked in rows:
        name = folded(checked.values.get("name") or "")
        _compare(checked, known.get(name), region)
        _check_once(checked, names, "name", name)
        _check_code(checked, used, owners)
    settle(rows)
    return Report(SCHOOLS, rows, InRegion(region))


def _check_code(checked, used, owners):
    code = checked.values.get("school_code")
    _check_once(checked, used, "school_code", code)
    if owners.get(code, checked.row.pk) != checked.row.pk:
        blame(checked, "school_code", CODE_TAKEN.format(code))


def _compare(checked, school, region):
    """What a row changes in a school that is known; empty cells change nothing."""
    if school is None:
        checked.row = School(region=region)
        return
    checked.row, checked.seen = school, school.pk
    checked.values = {
        field: value
        for field, value in checked.values.items()
        if field != "name" and value and value != getattr(school, field)
    }
    checked.present = {
        column.head: (column.text(school), checked.given.texts[column.field])
        for column in SCHOOLS.columns
        if column.field in checked.values
    }
    if not school.is_confirmed:
        checked.present[CONFIRMED] = ("否", "是")
    checked.fate = Fate.CHANGED if checked.present else Fate.SAME


def _check_once(checked, seen, field, key):
    earlier = seen.setdefault(key, checked) if key else checked
    if earlier is not checked:
        blame(checked, field, f"与第 {earlier.given.place + 1} 行重复。")


@transaction.atomic
def write(report):
    """Write all valid rows; numbers of new and of changed schools leave."""
    for checked in report.writable:
        school = checked.row
        for field, value in checked.values.items():
            setattr(school, field, value)
        school.is_confirmed = True
        school.save()
    return report.counts[Fate.NEW], report.counts[Fate.CHANGED]
