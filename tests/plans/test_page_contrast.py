"""Colours of the style sheet: text stays readable (WCAG 2 AA) by day and by night."""

import re

import pytest
from django.conf import settings

KINDS = ("statement", "funding", "deadline", "duty", "school", "problem", "task")
PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "brand", "bad") for ground in ("paper", "ground")),
    *((kind, f"{kind}-ground") for kind in KINDS),
    *(("ink", f"{kind}-ground") for kind in KINDS),
    *((light, ground) for light in ("good", "warn", "bad") for ground in ("paper", "brand-soft")),
    ("brand-ink", "brand"),
    ("brand", "brand-soft"),
    ("soft", "brand-soft"),
    ("soft", "raised"),
    ("ink", "active"),
]


def tokens():
    """The colours by name, for light and for dark."""
    by_day = colours_of("tokens.css")
    return {"light": by_day, "dark": {**by_day, **colours_of("dark.css")}}


def colours_of(sheet):
    text = (settings.BASE_DIR / "static" / "css" / sheet).read_text("utf-8")
    return dict(re.findall(r"--([\w-]+): (#\w{6});", text))


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_is_readable(scheme, ink, ground):
    colours = tokens()[scheme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_and_borders_are_seen(scheme):
    colours = tokens()[scheme]
    assert contrast(colours["focus"], colours["paper"]) >= 3
    assert contrast(colours["line-strong"], colours["paper"]) >= 3
