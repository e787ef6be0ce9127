"""How much damage is undone and how much of that wrongly, counted over every way bytes get lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from plans.extraction.repair import repair
from plans.extraction.repair.damage import LOST
from plans.extraction.repair.kinds import DAMAGE
from tests.extraction.byte_damage import WAYS

HERE = Path(__file__).parent
FLOORS = {
    "gbk, leading byte shown as ?": 0.33,
    "utf-8 read as gbk": 0.87,
    "utf-8 read as latin-1": 0.99,
    "utf-8 read as windows-1252": 0.99,
    "utf-8 read as windows-1252, undefined bytes lost": 0.85,
    "gbk read as latin-1": 0.97,
}
"""Share of the damaged characters that come back. The other ways leave no trace of what a
character was, or none of where the damage begins: nothing is put there."""
MOST_WRONG = 1 / 1000


@dataclass
class Count:
    """Characters of the clean text that were damaged, that came back; put there, and wrongly."""

    damaged: int = 0
    restored: int = 0
    repaired: int = 0
    wrong: int = 0


def clean_texts() -> Iterator[str]:
    blocks = (HERE / "damage_specimens.txt").read_text("utf-8").split("### ")[1:]
    sources = [block.split("\n", 1)[1].strip() for block in blocks]
    sources += [path.read_text("utf-8") for path in sorted((HERE / "data").glob("*.txt"))]
    yield from (repair(source).text.value for source in sources)


def unmatched(one: str, other: str) -> tuple[set[int], set[int]]:
    """Places of each text that the other does not have."""
    if one == other:
        return set(), set()
    left, right = set(range(len(one))), set(range(len(other)))
    for a, b, size in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        left -= set(range(a, a + size))
        right -= set(range(b, b + size))
    return left, right


def count(way: str, texts: list[str]) -> Count:
    sum_ = Count()
    for clean in texts:
        damaged = WAYS[way](clean, 20, 7)
        repaired = repair(damaged)
        text = repaired.text
        spans = (text.within(r.span) for r in repaired.removals if r.kind == DAMAGE)
        touched = {at for span in spans for at in range(*span) if text.value[at] not in LOST}
        for line, torn, shown, start in lined(clean, damaged, text.value):
            before, (missing, extra) = unmatched(line, torn)[0], unmatched(line, shown)
            inside = {at - start for at in touched if start <= at < start + len(shown)}
            sum_.damaged += len(before)
            sum_.restored += len(before) - len(missing)
            sum_.repaired += len(inside)
            sum_.wrong += len(inside & extra)
    return sum_


def lined(clean: str, damaged: str, shown: str) -> Iterator[tuple[str, str, str, int]]:
    """The three texts line by line where their lines answer each other, else as a whole."""
    parts = [text.split("\n") for text in (clean, damaged, shown)]
    if len({len(part) for part in parts}) > 1:
        parts = [[clean], [damaged], [shown]]
    start = 0
    for line, torn, new in zip(*parts, strict=True):
        yield line, torn, new, start
        start += len(new) + 1


def is_careless(way: str, found: Count) -> bool:
    is_wrong = found.wrong > max(1, 3 * MOST_WRONG * found.repaired)
    return is_wrong or found.restored < FLOORS.get(way, -0.001) * found.damaged


def test_of_a_thousand_restored_characters_none_is_wrong_in_sum_or_by_any_way() -> None:
    """One test: the counts take most of a minute, and parallel workers would count each anew."""
    texts = list(clean_texts())
    counts = {way: count(way, texts) for way in WAYS}
    assert {way: c for way, c in counts.items() if c.damaged <= 300} == {}
    assert {way: c for way, c in counts.items() if is_careless(way, c)} == {}
    wrong = sum(c.wrong for c in counts.values())
    assert wrong <= MOST_WRONG * sum(c.repaired for c in counts.values())
