"""What a file calls indicators and schools enters, which they are leaves, or the nearest one."""

import re
import unicodedata
from difflib import get_close_matches

from indicators.matching import Entry, Ranker, folded, is_same_unit
from indicators.models import Indicator, IndicatorAlias, School
from indicators.values import ValueFault

_UNIT = re.compile(r"[（(]([^（）()]{1,12})[)）]$")
WHOLE = ("全县", "全区", "全市", "全县合计", "合计", "本县")
"""How people call the row of all schools together."""


class Names:
    """Indicators and schools that a user knows, loaded once for a file."""

    def __init__(self, user):
        self.indicators = {i.pk: i for i in Indicator.objects.visible_to(user)}
        aliases = {}
        for pk, name in IndicatorAlias.objects.visible_to(user).values_list("indicator", "name"):
            aliases.setdefault(pk, []).append(name)
        self._by_code = {i.code.casefold(): i for i in self.indicators.values()}
        self._by_name = {}
        for pk, indicator in self.indicators.items():
            for name in {folded(n) for n in (indicator.name, *aliases.get(pk, ()))}:
                self._by_name.setdefault(name, []).append(indicator)
        self._ranker = Ranker(
            Entry(i, i.name, i.unit, tuple(aliases.get(pk, ())))
            for pk, i in self.indicators.items()
        )
        region = user.region
        self._wholes = {_plain(word) for word in (*WHOLE, region.name, region.full_name)}
        schools = School.objects.visible_to(user).filter(region=region, is_confirmed=True)
        self._schools = {_plain(school.name): school for school in schools}
        self._school_codes = {s.school_code: s for s in schools if s.school_code}

    def indicator(self, text):
        """The one indicator of a code, name or alias; raises ``ValueFault`` with the nearest."""
        found = self.known(text)
        if found:
            refuse_reckoned(found)
            return found
        name, unit = _split(text)
        near = [likely.entry.key.name for likely in self._nearest(name, unit)]
        advice = (
            f"最接近的是“{near[0]}”，是它就照这样写。" if near else "请到指标目录里查名称或代码。"
        )
        raise ValueFault(f"没有叫“{text}”的指标。{advice}")

    def known(self, text):
        """The one indicator of a code, name or alias, None where it is not sure."""
        if found := self._by_code.get(text.strip().casefold()):
            return found
        name, unit = _split(text)
        named = self._by_name.get(folded(text)) or self._by_name.get(folded(name), ())
        fitting = [i for i in named if not unit or is_same_unit(i.unit, unit)]
        return fitting[0] if len(fitting) == 1 else None

    def _nearest(self, name, unit):
        units = [unit] if unit else {i.unit for i in self.indicators.values()}
        found = [likely for each in units for likely in self._ranker.rank(name, each, most=1)]
        return sorted(found, key=lambda likely: -likely.nearness)[:1]

    def school(self, code, name):
        """The school, None for the whole county; raises ``ValueFault`` with the nearest."""
        if code:
            return self._coded(code, name)
        if not name:
            raise ValueFault("没有写学校。请填学校名称或标识码；全县的数请填“全县”。")
        plain = _plain(name)
        if plain in self._schools:
            return self._schools[plain]
        if plain in self._wholes:
            return None
        near = get_close_matches(plain, self._schools, n=1, cutoff=0.4)
        advice = f"最接近的是“{self._schools[near[0]].name}”。" if near else ""
        raise ValueFault(f"本局没有叫“{name}”的学校。{advice}请改正名称，或先在学校名录里登记。")

    def _coded(self, code, name):
        found = self._school_codes.get(code.strip())
        if found is None:
            near = get_close_matches(code, self._school_codes, n=1, cutoff=0.6)
            advice = f"最接近的是 {near[0]}（{self._school_codes[near[0]].name}）。" if near else ""
            raise ValueFault(f"本局没有标识码是“{code}”的学校。{advice}请核对。")
        if name and _plain(name) != _plain(found.name):
            raise ValueFault(f"标识码 {code} 是“{found.name}”，不是“{name}”。请核对是哪一所。")
        return found


def refuse_reckoned(indicator):
    """Raises ``ValueFault`` where a formula gives the figures: nobody enters those."""
    if indicator.formula:
        raise ValueFault(
            f"“{indicator.name}”由公式“{indicator.formula}”重算，不能录入。请录入公式里的指标。"
        )


def _plain(name):
    return "".join(unicodedata.normalize("NFKC", name).split())


def _split(text):
    """A name and the unit in brackets behind it; empty where there is none."""
    text = text.strip()
    match = _UNIT.search(text)
    return (text[: match.start()].strip(), match[1]) if match else (text, "")
