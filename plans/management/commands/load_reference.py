"""Load regions, catalogue, frameworks and forms: ``manage.py load_reference``; repeatable."""

from django.core.management.base import BaseCommand
from django.db import transaction

from indicators.frameworks.loading import load_frameworks
from indicators.models import Indicator, IndicatorAlias, Region
from plans.form_building import load_standard
from plans.reference import gazetteer, standard_forms, starter_frameworks, starter_indicators


class Command(BaseCommand):
    """Bring the reference tables to the state of the fixtures; rows made by people stay."""

    help = "装入行政区划、指标目录、指标体系和标准上报表（可重复执行）。"

    @transaction.atomic
    def handle(self, *, verbosity, **options):
        regions = load_regions(gazetteer())
        indicators = load_indicators(starter_indicators())
        frameworks = load_frameworks(starter_frameworks())
        forms = load_standard(standard_forms())
        if verbosity:
            places = f"行政区划 {regions} 个，指标 {indicators} 个，指标体系 {frameworks} 套"
            self.stdout.write(f"{places}，新装标准上报表 {forms} 张。")


def load_regions(places):
    """Write every province, prefecture and county, parents first; returns how many."""
    for level in Region.Level.values:
        known = {r.adcode: r for r in Region.objects.reverse()}
        Region.objects.bulk_create(
            (
                Region(
                    adcode=place.adcode,
                    name=place.name,
                    full_name=places.full_name(place),
                    level=level,
                    parent=known.get(place.parent),
                    since=place.since,
                    until=place.until,
                )
                for place in places.places
                if place.level == level
            ),
            update_conflicts=True,
            unique_fields=("adcode", "name"),
            update_fields=("full_name", "level", "parent", "since", "until"),
        )
    return Region.objects.count()


def load_indicators(entries):
    """Write the catalogue's entries and aliases by code; returns how many."""
    Indicator.objects.bulk_create(
        (
            Indicator(
                code=entry["code"],
                name=entry["name"],
                unit=entry["unit"],
                stage=entry["stage"] or "",
                direction=entry["direction"],
                kind=entry["kind"],
                definition=entry.get("definition") or "",
                source_note=entry.get("source_note") or "",
            )
            for entry in entries
        ),
        update_conflicts=True,
        unique_fields=("code",),
        update_fields=(
            "name",
            "unit",
            "stage",
            "direction",
            "kind",
            "definition",
            "source_note",
        ),
    )
    ids = dict(Indicator.objects.values_list("code", "pk"))
    _decide_aggregation(entries, ids)
    _decide_parts(entries, ids)
    IndicatorAlias.objects.bulk_create(
        (
            IndicatorAlias(indicator_id=ids[entry["code"]], name=alias)
            for entry in entries
            for alias in entry["aliases"]
        ),
        ignore_conflicts=True,
    )
    return len(ids)


def _decide_aggregation(entries, ids):
    """Say how figures of schools are brought together, where nobody has said so yet.

    What an administrator decided, "not at all" included, stays as it is.
    """
    known = {entry["code"]: entry for entry in entries}
    undecided = list(Indicator.objects.filter(code__in=known, aggregation=""))
    for indicator in undecided:
        entry = known[indicator.code]
        indicator.aggregation = entry["aggregation"]
        indicator.aggregation_note = entry["aggregation_note"]
        indicator.weight_id = ids[entry["weight"]] if entry.get("weight") else None
    Indicator.objects.bulk_update(undecided, ("aggregation", "aggregation_note", "weight"))


def _decide_parts(entries, ids):
    """Say which numbers are among others (其中), where nobody has said so yet."""
    wholes = {entry["code"]: ids[entry["part_of"]] for entry in entries if "part_of" in entry}
    undecided = list(Indicator.objects.filter(code__in=wholes, part_of=None))
    for indicator in undecided:
        indicator.part_of_id = wholes[indicator.code]
    Indicator.objects.bulk_update(undecided, ("part_of",))
