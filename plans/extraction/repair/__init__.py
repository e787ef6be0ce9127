"""The text of a reading enters, clean text with offsets leaves, with a list of what was removed."""

from plans.extraction.repair.barred import part_barred_rows
from plans.extraction.repair.draft import Draft
from plans.extraction.repair.furniture import drop_furniture, drop_markup
from plans.extraction.repair.lines import (
    close_up,
    drop_invisible,
    join_lines,
    part_columns,
    trim_lines,
)
from plans.extraction.repair.lost import restore_lost
from plans.extraction.repair.marks import bracket_years, resolve_references
from plans.extraction.repair.pinyin import remove_readings
from plans.extraction.repair.recoded import undo_recoding
from plans.extraction.repair.restoring import note_damage, restore_damage
from plans.extraction.repair.script import detect_script, simplify, use_mainland_terms
from plans.extraction.repair.widths import TABLE, widen_punctuation
from plans.extraction.repair.wrapped import unwrap_lines
from plans.extraction.schema import Repaired
from plans.extraction.text import Text

__all__ = ["repair"]


def repair(source: str) -> Repaired:
    """Clean a text: simplified characters, mainland terms, one paragraph a line.

    Changes that put one character in the place of another (width, script) are not listed; what
    was removed or rewritten is, by kind (``repair.kinds``).
    """
    draft = Draft(Text.of(source))
    undo_recoding(draft)
    drop_invisible(draft)
    resolve_references(draft)
    noisy = remove_readings(draft)
    chooser = restore_damage(draft)
    if noisy:
        restore_lost(draft, chooser.fluency if chooser else None)
    note_damage(draft)
    drop_markup(draft)
    script = detect_script(draft.text.value)
    simplify(draft, script)
    draft.text = draft.text.translate(TABLE)
    part_barred_rows(draft)
    unwrap_lines(draft)
    trim_lines(draft)
    part_columns(draft)
    close_up(draft)
    widen_punctuation(draft)
    close_up(draft)
    bracket_years(draft)
    drop_furniture(draft)
    trim_lines(draft)
    join_lines(draft)
    if script != "hans":
        use_mainland_terms(draft)
    removals = sorted(draft.removals, key=lambda removal: removal.span)
    return Repaired(
        draft.text, script, tuple(removals), tuple(draft.problems), tuple(draft.page_lines)
    )
