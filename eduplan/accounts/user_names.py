"""A Chinese name enters, a free name to sign in with leaves."""

import re

from pypinyin import lazy_pinyin

from eduplan.accounts.models import User

LONGEST = 30
NAMELESS = "user"
"""What a name without any letter begins with."""


def proposed(name, taken):
    """The name in pinyin, with a number where that is taken; ``taken`` are names in small letters.

    The new one is added to them.
    """
    spelt = re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(name)).lower())[:LONGEST] or NAMELESS
    found, number = spelt, 1
    while found in taken:
        number += 1
        found = f"{spelt}{number}"
    taken.add(found)
    return found


def taken():
    """All names that people sign in with, in small letters: who differs in capitals is mistaken."""
    return {name.lower() for name in User.objects.values_list("username", flat=True)}
