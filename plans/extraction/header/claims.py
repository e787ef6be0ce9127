"""A page and the gazetteer enter, the regions that the page names leave, each with its weight."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from plans.extraction.gazetteer import Gazetteer, Mention, Place
from plans.extraction.header.facts import site_owner, stated_issuer
from plans.extraction.header.numbers import number_prefix
from plans.extraction.header.page import Page
from plans.extraction.place_names import ABBREVIATIONS

LOCATED = 24.0
TITLE, MASTHEAD, SIGNATURE, NUMBER, HEADING, NAMED_PAPER, BODY = 12.0, 8.0, 7.0, 4.0, 3.0, 2.0, 1.0
LISTED_WEIGHT = 1.5
STATED = 3.0
STRONG = 6.0
# 与…结对, 赴…考察, …优质园所对我区: other regions than the document's own.
PARTNER_BEFORE = re.compile(
    r"(?:[与和同赴到去向如]|学习|借鉴|支援|帮扶|援助|来自|邀请|"
    r"组织[^，。；\n]{0,8})[一-鿿]{0,6}$"
    r"|(?:学习|借鉴|考察|参观|观摩)[^，。；\n]{0,12}$"
)
CLAUSE = 16
# Before a short name: nothing, or a word that ends here; 行政和教育 does not name 政和.
WORD_BEFORE = re.compile(
    r"(?:^|[^一-鿿]|[是在为对让使将把的到了来]|我们|推动|促进|加快|实现|建设|发展|打造|提升)$"
)
# 昌乐教育的发展, 大理教育人: what a county calls its own trade.
OWN_TRADE = re.compile(r"教育(?!的?(?:经验|模式|做法|报|网|出版|学院|集团))")
OWN_AFTER = re.compile(r"教育|中小学|人民政府|委员会|教师|[^。，]{0,8}实施方案")
PARTNER_AFTER = re.compile(r"[^，。；\n]{0,6}(?:结对|对口|帮扶|支教|先进经验|考察|对我)")
# 我园位于如皋市, 我校隶属于…: a school says itself where it is, whatever its name sounds like.
LIES_IN = re.compile(
    r"[我本][校园][^，。；\n]{0,8}(?:位于|地处|坐落[于在]?|座落[于在]?|隶属于?)[一-鿿]{0,12}$"
)
LIES_BEFORE = 32
# 秦州、麦积等五个县区; 甲、乙、丙三县
LISTED = re.compile(
    r"、(?P<last>[一-鿿]{2,4}?)等?[\d一二两三四五六七八九十]{0,3}个?(?:县市区|"
    r"市县区|县区|县市|市县|旗县|县|区|市|旗)"
)
LIST_LENGTH = 90
LONGEST_CHAIN = 6
# (?=…) names what the pattern begins with: nothing is tried elsewhere
# 百步中学, 澉浦镇小学, 通元中心幼儿园
TOWN_SCHOOL = re.compile(
    r"(?=[镇乡街中第实初小幼学])(?P<kind>镇|乡|街道)?(?:中心|第[一二]|实验|初级)?(?:中学|小学|初中|中心校|幼儿园|学区)"
)
NUMBER_CORE = re.compile(
    r"^(?:中共)?([一-鿿]{1,8}?)(?:市|县|区)?(?:教|府|政|委|办|文|人|党|学|社|督)"
)


@dataclass
class Claims:
    """Weights of places, apart for what the header says itself and what the body mentions.

    ``named`` has the place of each name that the body mentions, as written.
    """

    strong: list[tuple[Place, float]] = field(default_factory=list)
    body: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    places: dict[str, Place] = field(default_factory=dict)
    towns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    named: dict[str, Place] = field(default_factory=dict)


def read_claims(page: Page, gazetteer: Gazetteer, year: int | None, number: str | None) -> Claims:
    """Everything that the page says about where it comes from."""
    reader = _Reader(gazetteer, year, page)
    claims = Claims()
    for text, weight in _zones(page):
        for place in reader.places(text):
            claims.strong.append((place, weight))
    for place in reader.numbered(number_prefix(number)):
        claims.strong.append((place, NUMBER))
    claims.strong += [(place, LOCATED) for place in reader.located()]
    claims.named = {mention.name: place for place, mention in reader.spoken_of}
    body = page.sample
    for place, weight in (*reader.in_body(), *reader.listed(body)):
        claims.body[place.adcode] += weight
        claims.places[place.adcode] = place
    for town, county in reader.towns(body):
        claims.towns[county].add(town)
    _let_former_counties_win(claims, gazetteer, year)
    return claims


def _let_former_counties_win(claims: Claims, gazetteer: Gazetteer, year: int | None) -> None:
    """Before a merger its towns belong to the county that went, not to its heir."""
    for code in list(claims.towns):
        former = gazetteer.get(code, year)
        if former is None or former.until is None:
            continue
        if year is None or not former.existed(year):
            del claims.towns[code]
            continue
        for heir in former.successors:
            claims.towns[heir] = claims.towns[heir] - claims.towns[code]


def _zones(page: Page) -> Iterator[tuple[str, float]]:
    if page.borrowed:
        yield page.title, MASTHEAD if page.distinct else HEADING
    else:
        yield page.title, TITLE
        if page.heading != page.title:
            yield page.heading, TITLE
    for line in page.issuing_lines:
        if line != page.title:
            yield line, MASTHEAD
    for line in page.closing_lines:
        if line not in page.issuing_lines:
            yield line, SIGNATURE
    yield stated_issuer(page) or "", STATED
    yield site_owner(page) or "", STATED


class _Reader:
    """Resolves names with the help of the other regions of the same page."""

    def __init__(self, gazetteer: Gazetteer, year: int | None, page: Page) -> None:
        self.gazetteer = gazetteer
        self.year = year
        self.body = page.sample
        self.mentions = tuple(gazetteer.mentions(self.body))
        self.anchors = self._anchors((*gazetteer.mentions(page.title), *self.mentions))
        self.spoken_of = tuple(self.chains(self.mentions))

    def _anchors(self, mentions: Iterable[Mention]) -> list[str]:
        seen: Counter[str] = Counter()
        for mention in mentions:
            place = self.gazetteer.choose(mention.candidates, self.year)
            if place and place.level in ("province", "prefecture"):
                seen[place.adcode] += 1 if mention.bare else 3
        return [code for code, _ in seen.most_common(6)]

    def chains(self, mentions: Iterable[Mention]) -> Iterator[tuple[Place, Mention]]:
        """The last region of every run of names (湖北省宜昌市猇亭区), with its mention."""
        run: list[Mention] = []
        for mention in mentions:
            if run and mention.start != run[-1].end:
                yield from self._resolve(run)
                run = []
            run.append(mention)
        yield from self._resolve(run)

    def _resolve(self, run: list[Mention]) -> Iterator[tuple[Place, Mention]]:
        above: list[str] = []
        last: tuple[Place, Mention] | None = None
        for mention in run[:LONGEST_CHAIN]:
            place = self.gazetteer.choose(mention.candidates, self.year, above or self.anchors)
            if place is None or (mention.bare and last and not self._is_in(place, last[0])):
                break  # 某市公安局 does not name 公安县: what follows a region at once lies in it
            last = place, mention
            above.append(place.adcode)
        if last is not None:
            yield last

    def _is_in(self, place: Place, above: Place) -> bool:
        return self.gazetteer.is_within(place, above.adcode)

    def places(self, text: str) -> Iterator[Place]:
        """The regions that a header line names; short names too."""
        return (place for place, _ in self.chains(self.gazetteer.mentions(text)))

    def in_body(self) -> Iterator[tuple[Place, float]]:
        """Regions in running text: more where a title in 《》 names them, nothing for partners."""
        for place, mention in self.spoken_of:
            before = self.body[max(0, mention.start - CLAUSE) : mention.start]
            if PARTNER_BEFORE.search(before) or PARTNER_AFTER.match(self.body, mention.end):
                continue
            own = before.endswith("《") or OWN_AFTER.match(self.body, mention.end)
            if not mention.bare:
                yield place, BODY + (NAMED_PAPER if own else 0)
            elif OWN_TRADE.match(self.body, mention.end) and WORD_BEFORE.search(before):
                yield place, BODY + BODY / 2
            else:
                yield place, BODY / 2

    def located(self) -> Iterator[Place]:
        """Regions, named in full, in which a school says that it lies."""
        for place, mention in self.spoken_of:
            before = self.body[max(0, mention.start - LIES_BEFORE) : mention.start]
            if not mention.bare and LIES_IN.search(before):
                yield place

    def listed(self, text: str) -> Iterator[tuple[Place, float]]:
        """Short names of counties side by side, where at least two share a prefecture."""
        for match in LISTED.finditer(text):
            before = text[max(0, match.start() - LIST_LENGTH) : match.start()]
            names = [match["last"], *reversed(re.split("、", before))]
            found = [p for n in takewhile(_is_item, names) if (p := self._county(n[-4:]))]
            above = Counter(p.parent for p in found)
            for place in found:
                if above[place.parent] >= 2:
                    yield place, LISTED_WEIGHT

    def _county(self, name: str) -> Place | None:
        for start in range(len(name) - 1):
            candidates = [p for p in self.gazetteer.named(name[start:]) if p.level == "county"]
            if candidates:
                return self.gazetteer.choose(candidates, self.year, self.anchors)
        return None

    def towns(self, text: str) -> Iterator[tuple[str, str]]:
        """Towns named in full or in the name of a school, each with the counties that have it."""
        for _, _, town in self.gazetteer.town_mentions(text):
            for county in self.gazetteer.counties_of_town(town):
                yield town.removesuffix("街道").rstrip("镇乡"), county
        for match in TOWN_SCHOOL.finditer(text):
            suffixes = (match["kind"],) if match["kind"] else ("镇", "乡", "街道")
            for length in (4, 3, 2):
                name = text[max(0, match.start() - length) : match.start()]
                counties = [c for s in suffixes for c in self.gazetteer.counties_of_town(name + s)]
                yield from ((name, county) for county in counties)
                if counties:
                    break

    def numbered(self, prefix: str) -> Iterator[Place]:
        """The region that a document number abbreviates: 宜猇教发 -> 猇亭区 of 宜昌市."""
        match = NUMBER_CORE.match(prefix)
        core = match[1] if match else ""
        if len(core) >= 2:
            place = self.gazetteer.choose(self.gazetteer.named(core), self.year, self.anchors)
            found = [place] if place else self._abbreviated(core)
            yield from found
        elif core in ABBREVIATIONS:
            province = self.gazetteer.get(ABBREVIATIONS[core], self.year)
            if province:
                yield province

    def _abbreviated(self, core: str) -> list[Place]:
        """Counties whose name holds the last character and whose region above holds the first."""
        hits = []
        for place in self.gazetteer.places:
            if core[-1] in place.name[:-1] and place.level == "county" and _lives(place, self.year):
                above = self.gazetteer.ancestors(place, self.year)
                if any(
                    core[0] in p.name[:-1] or ABBREVIATIONS.get(core[0]) == p.adcode for p in above
                ):
                    hits.append(place)
        return hits if len(hits) == 1 else []


def _is_item(name: str) -> bool:
    return len(name) >= 2 and "一" <= name[-1] <= "鿿" and "一" <= name[-2] <= "鿿"


def _lives(place: Place, year: int | None) -> bool:
    return place.existed(year) if year else place.until is None
