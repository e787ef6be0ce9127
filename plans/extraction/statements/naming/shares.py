"""The phrase of a share or ratio enters, its name leaves."""

import re

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.counts import predicate_of, governing, kept
from plans.extraction.statements.naming.phrases import Phrase, Words, is_frame, noun_run, text
from plans.extraction.statements.naming.wording import core, rated

_OUT_OF = re.compile(r"^(.{2,30}?)(?:人?数)?占(.{0,20})")


def share_before(phrase: Phrase) -> str | None:
    """Name before the number: 毛入园率达到85%, 公办园占幼儿园总数的50%."""
    words = phrase.left
    start = _start(words)
    said = text(words[start:])
    whole = text(words)
    out_of = _OUT_OF.match(text(words[_clause_start(words):]))
    if out_of and not lexicon.RATE_HEADS.search(whole):
        return rated(core(out_of[1]) + "占" + out_of[2].removesuffix("的") + "比例") if out_of[2] else rated(core(out_of[1]))
    ratio = _ratio_of_stage(words)
    if ratio:
        return ratio
    return rated(said) if len(said) >= 2 else None


def _clause_start(words: Words) -> int:
    start = 0
    while start < len(words) and words[start].tag in ("time", "region", "adverb", "aside"):
        start += 1
    return start


def _start(words: Words) -> int:
    """Where the name begins: behind the last word that only carries it."""
    start = len(words)
    while start:
        word = words[start - 1]
        if word.tag in ("time", "region", "each", "adverb", "compare") or is_frame(word):
            break
        if word.tag == "preposition" and not (start > 1 and words[start - 2].tag == "noun" and any(w.tag == "of" for w in words[start:])):
            break
        start -= 1
    return start


def _ratio_of_stage(words: Words) -> str | None:
    """生机比初中8:1: the stage stands between head and number."""
    if len(words) > 1 and lexicon.RATE_HEADS.search(words[-2].text) and lexicon.STAGE.fullmatch(words[-1].text):
        return words[-1].text + words[-2].text
    return None


def share_after(phrase: Phrase) -> str | None:
    """Name behind the number: 85%以上的学校建成…"""
    run = noun_run(phrase.right)
    if not run:
        return None
    verb = kept(governing(phrase.left))
    predicate = predicate_of(phrase.right[len(run):])
    return rated(verb + predicate + text(run))
