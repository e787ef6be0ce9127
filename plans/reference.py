"""Facts that extraction and import stand on, loaded once for each process."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings

from plans.extraction import Gazetteer


@cache
def gazetteer() -> Gazetteer:
    """Regions of GB/T 2260 and their towns, from the fixtures."""
    return Gazetteer.load(regions_dir())


def regions_dir() -> Path:
    """Folder of the region facts."""
    return settings.FIXTURES_DIR / "regions"


def starter_indicators() -> list[dict]:
    """Entries of the starter catalogue, one dict an indicator."""
    text = (settings.FIXTURES_DIR / "indicators.json").read_text(encoding="utf-8")
    return json.loads(text)


def standard_forms() -> list[dict]:
    """The forms for the yearly plans of schools that every bureau may use."""
    text = (settings.FIXTURES_DIR / "campaign_forms.json").read_text(encoding="utf-8")
    return json.loads(text)


def starter_frameworks() -> list[dict]:
    """The national frameworks of evaluation, with their items and standards."""
    text = (settings.FIXTURES_DIR / "frameworks.json").read_text(encoding="utf-8")
    return json.loads(text)
