"""A place in a text enters, the sentence and the clauses around it leave."""

import re

_SENTENCE_BREAK = re.compile(r"[。；！？\n]")
# 10月底前做完，上学年的已建档
_OTHER_TIME = re.compile(r"(?:上学[年期]|去年|上年)")


def sentence(value: str, start: int, end: int) -> tuple[int, int]:
    """Bounds of the sentence around a stretch, at most 120 characters to either side."""
    first = sentence_start(value, max(0, start - 120), start)
    stop = _SENTENCE_BREAK.search(value, end, end + 120)
    return first, stop.start() if stop else min(len(value), end + 120)


def sentence_start(value: str, floor: int, position: int) -> int:
    """Where the sentence that holds a place begins, at the floor at the latest."""
    return max(floor, *(value.rfind(mark, floor, position) + 1 for mark in "。；！？\n"))


def clause_of(before: str, after: str) -> str:
    """The comma clause of the moment and the one after it, where the verb may stand."""
    behind = [part for part in after.split("，")[:2] if not _OTHER_TIME.match(part)]
    return re.split("[，：]", before)[-1] + "，".join(behind)
