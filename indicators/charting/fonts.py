"""The setting PDF_FONT enters, whether pictures of charts can show Chinese leaves."""

from functools import cache
from pathlib import Path

import vl_convert
from django.conf import settings

_SAMPLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    '<text y="16" font-size="16" font-family="sans-serif">{}</text></svg>'
)


@cache
def find_fonts():
    """Make known the fonts beside PDF_FONT, for machines that have none of their own."""
    if settings.PDF_FONT:
        vl_convert.register_font_directory(str(Path(settings.PDF_FONT).parent))


@cache
def writes_chinese():
    """Whether a picture of points shows Chinese characters: without a font all look the same."""
    find_fonts()
    one, other = (vl_convert.svg_to_png(_SAMPLE.format(word)) for word in "学校")
    return one != other
