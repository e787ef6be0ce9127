"""A request enters, what its user may see of a text leaves."""

from functools import cached_property, lru_cache
from itertools import compress, count
from operator import add

from django.db.models import Count, Max

from plans.extraction.personal import Personal, find, find_sure, is_word, mask
from plans.models import PersonalMention
from plans.rights import may_see_personal

SHORT = 2_000
"""Characters of a text whose finds are remembered: a sentence comes back with each figure."""
LEAST = 5
"""Digits of a number that betray it where a text was cut inside."""


class Reader:
    """The user of a request; looked at no sooner than the first text is read."""

    def __init__(self, request):
        self._request = request
        self.hidden = 0
        """How many texts were masked so far."""

    @cached_property
    def sees(self):
        """Whether the user sees personal data of all that is visible to him."""
        return may_see_personal(self._request.user, self._request.user.region_id)

    def hide(self, text, *, is_scanned=False):
        """The text as the user may see it; of a scanned one all that is personal is known."""
        if not self._request.user.is_authenticated or not self.sees:
            found = [*_found(text, is_scanned), *self._known.find(text)]
            self.hidden += bool(found)
            return mask(text, found) if found else text
        return text

    @cached_property
    def _known(self):
        user = self._request.user
        own = user.is_authenticated and user.is_bureau_member and not user.is_system_admin
        return known_of(user.region_id if own else None)


class Outsider:
    """Whoever reads what leaves the portal, of a bureau's texts: nothing that is personal."""

    sees = False

    def __init__(self, bureau_id):
        self._bureau_id = bureau_id

    def hide(self, text, *, is_scanned=False):
        """The text with all that is personal masked."""
        found = [*_found(text, is_scanned), *self._known.find(text)]
        return mask(text, found) if found else text

    @cached_property
    def _known(self):
        return known_of(self._bureau_id)


def _found(text, is_scanned):
    if is_scanned:
        return find_sure(text)
    return _remembered(text) if len(text) < SHORT else find(text)


_remembered = lru_cache(maxsize=8_192)(find)


def known_of(bureau_id):
    """All personal data that imports found for a bureau, or for all of them."""
    mentions = PersonalMention.objects.order_by()
    if bureau_id:
        mentions = mentions.filter(source__bureau=bureau_id)
    state = mentions.aggregate(n=Count("pk"), last=Max("pk"))
    return _loaded(bureau_id, state["n"], state["last"])


@lru_cache(maxsize=16)
def _loaded(bureau_id, _number, _last):
    """Remembered until a mention comes or goes."""
    mentions = PersonalMention.objects.all()
    if bureau_id:
        mentions = mentions.filter(source__bureau=bureau_id)
    rows = mentions.order_by().values_list("kind", "said", "written").distinct()
    return Known({text: kind for kind, *texts in rows for text in texts if len(text) > 1})


class Known:
    """Personal data by its wording, found wherever it stands."""

    def __init__(self, kinds):
        self._kinds = kinds
        self._by_head = {}
        for text in sorted(kinds, key=len, reverse=True):
            self._by_head.setdefault(text[:2], []).append(text)
        self._words = {text for text in kinds if is_word(text)}
        self._numbers = [text for text in kinds if sum(map(str.isdigit, text)) > LEAST]

    def find(self, text):
        """Its places in a text; a name that is a word as well (文明) only where it stands alone."""
        if not self._kinds:
            return []
        heads = map(self._by_head.__contains__, map(add, text, text[1:]))
        found = [p for at in compress(count(), heads) if (p := self._at(text, at))]
        return found + self._cut(text)

    def _at(self, text, at):
        for value in self._by_head[text[at : at + 2]]:
            end = at + len(value)
            if text.startswith(value, at) and not self._goes_on(text, at, end, value):
                return Personal(at, end, self._kinds[value])
        return None

    def _goes_on(self, text, start, end, value):
        """Whether it is part of a longer word or number."""
        around = text[start - 1 : start] + text[end : end + 1]
        if value in self._words:
            return any("\u3400" <= one <= "\u9fff" for one in around)
        return value[0].isdigit() and text[end : end + 1].isdigit()

    def _cut(self, text):
        """The rest of a number at either end of a text that was cut inside it."""
        found = []
        if text[-1:].isdigit() or text[:1].isdigit():
            for value in self._numbers:
                for length in range(len(value) - 1, LEAST, -1):
                    if text.endswith(value[:length]):
                        found.append(Personal(len(text) - length, len(text), "identity"))
                    if text.startswith(value[-length:]):
                        found.append(Personal(0, length, "identity"))
        return found
