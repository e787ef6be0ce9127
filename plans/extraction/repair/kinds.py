"""The kinds under which repair lists what it took out or rewrote."""

from typing import Final

INVISIBLE: Final = "invisible"
"""Control characters, byte-order marks, zero-width characters."""

ENTITY: Final = "entity"
"""Character references that were never resolved (``&8226;``)."""

MARKUP: Final = "markup"
"""Tags left over from a page."""

PINYIN: Final = "pinyin"
"""Readings that a converter put behind characters."""

DAMAGE: Final = "damage"
"""Damaged bytes that were restored."""

SPACE: Final = "space"
"""Spaces inside Chinese text, blank lines, carriage returns."""

BRACKET: Final = "bracket"
"""Odd brackets around the year of a document number."""

LINE_BREAK: Final = "line_break"
"""Line breaks inside a sentence, or missing before one."""

TERM: Final = "term"
"""Taiwan terms that a converter wrote over mainland ones."""

NAVIGATION: Final = "navigation"
"""Previous and next article, page numbers, breadcrumbs, lists of other articles."""

NOTICE: Final = "notice"
"""Copyright, source and contribution notices, the site speaking of itself."""

ADVERT: Final = "advert"
"""Paragraphs of keywords made for search engines."""
