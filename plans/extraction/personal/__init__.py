"""A text enters, the personal data of pupils and of other private persons in it leave.

What the law calls 个人信息 (个人信息保护法 §4; of children under 14 sensitive, §28), as far as it
turns up in the papers of a bureau: names of pupils and parents, identity and pupils' numbers,
telephones, bank cards, mailboxes, where people live. What an office publishes is none: its
telephone, the names of those who answer for a task.
"""

from plans.extraction.personal.columns import find_figures, find_in_columns
from plans.extraction.personal.kinds import Kind, Personal, folded
from plans.extraction.personal.masking import STAR, WIDE_STAR, hidden, is_masked, mask
from plans.extraction.personal.numbers import find_addresses, find_emails, find_numbers
from plans.extraction.personal.people import find_people
from plans.extraction.personal.surnames import is_word

__all__ = [
    "STAR",
    "WIDE_STAR",
    "Kind",
    "Personal",
    "find",
    "find_sure",
    "hidden",
    "is_masked",
    "is_word",
    "mask",
]


def find(text: str) -> tuple[Personal, ...]:
    """All personal data of a text in order, no two of them crossing."""
    plain = folded(text)
    found = [
        *_without_figures(plain, list(find_numbers(plain))),
        *find_emails(plain),
        *find_addresses(plain),
        *find_people(plain),
        *find_in_columns(plain),
    ]
    return tuple(_apart(sorted(found, key=lambda p: (p.start, -p.end))))


def find_sure(text: str) -> tuple[Personal, ...]:
    """Only numbers that need nothing beside them, of cards of identity and mobile telephones."""
    plain = folded(text)
    return tuple(_apart(sorted(_without_figures(plain, list(find_numbers(plain))))))


def _without_figures(text: str, found: list[Personal]) -> list[Personal]:
    """Numbers but for telephones in columns of sums and codes."""
    if all(personal.kind != "phone" for personal in found):
        return found
    figures = find_figures(text)
    return [p for p in found if p.kind != "phone" or not any(a <= p.start < b for a, b in figures)]


def _apart(found: list[Personal]) -> list[Personal]:
    """What crosses an earlier find goes on behind it, or goes where nothing is left."""
    kept: list[Personal] = []
    for personal in found:
        start = max(personal.start, kept[-1].end if kept else 0)
        if start < personal.end:
            kept.append(Personal(start, personal.end, personal.kind))
    return kept
