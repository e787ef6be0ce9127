"""Words beside a number enter; they leave without examples of what is counted and without others.

开设书法、合唱等社团18个 counts 社团, 新增数控、焊接2个专业 counts 专业, and 两栋教学楼和一栋实验楼
counts 教学楼.
"""

import re

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import Phrase, Words, is_known, text

_LISTED = frozenset(("noun", "action", "and", "aside"))
_COUNTED = re.compile("[一二两三四五六七八九十百\\d]+[栋座幢个所间处条套台项名位]")


def past_examples(rest: Words, tail: Words) -> tuple[Words, Words]:
    """Without the examples before 等 where the noun that they are of stands behind it."""
    marks = [i for i, w in enumerate(tail[:-1]) if w.text == "等" and len(text(tail[i + 1 :])) > 1]
    if not marks:
        return rest, tail
    return _before_list(rest), tail[marks[-1] + 1 :]


def before_examples(phrase: Phrase, unit: str) -> Words:
    """What stands before a list of examples that touches the number; other words as they are."""
    left = phrase.left
    before = _before_list(left)
    listed = left[len(before) :]
    examples = any(w.text == "、" for w in listed) and not lexicon.STAGE.fullmatch(text(listed))
    return before if examples and phrase.touching and unit != "人" else left


def _before_list(words: Words) -> Words:
    end = len(words)
    while end and (words[end - 1].tag in _LISTED or _is_example(words, end - 1)):
        end -= 1
    return words[:end]


def _is_example(words: Words, index: int) -> bool:
    """A verb of the general dictionary between a verb and 、 names a thing (开设围棋、书法)."""
    return words[index].tag == "verb" and index > 0 and not is_known(words[index])


def before_counted(run: Words) -> Words:
    """Ends before 和 where that leads to something with a number of its own."""
    for index in range(1, len(run)):
        if run[index].tag == "and" and _COUNTED.match(text(run[index + 1 :])):
            return run[:index]
    return run
