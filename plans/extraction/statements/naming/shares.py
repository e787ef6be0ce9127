"""The phrase of a share or ratio enters, its name leaves."""

import re
from itertools import pairwise

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.counts import governing, kept
from plans.extraction.statements.naming.deeds import predicate_of
from plans.extraction.statements.naming.phrases import (
    Phrase,
    Words,
    is_frame,
    noun_run,
    noun_tail,
    strip_carriers,
    text,
)
from plans.extraction.statements.naming.wording import core, rated, tidy

_OUT_OF = re.compile(r"^(.{2,30}?)(?:人?数)?占(.{0,20})")


def share_before(phrase: Phrase) -> str | None:
    """Name before the number: 毛入园率达到85%, 公办园占幼儿园总数的50%."""
    words = phrase.left
    start = _start(words)
    said = text(words[start:])
    if phrase.carried.startswith(("的占", "的只占", "的仅占", "的约占")):
        return rated(text(words[_clause_start(words) :]))
    set_off = _set_against(phrase)
    if set_off:
        return set_off
    whole = text(words)
    out_of = _OUT_OF.match(text(words[_clause_start(words) :]))
    if out_of and not lexicon.RATE_HEADS.search(whole):
        return (
            rated(
                core(out_of[1]) + "占" + out_of[2].removesuffix("的").removesuffix("总数") + "比例"
            )
            if out_of[2]
            else rated(core(out_of[1]))
        )
    ratio = stage_behind(words, lexicon.RATE_HEADS)
    if ratio:
        return ratio
    return rated(said) if len(said) >= 2 else None


def _set_against(phrase: Phrase) -> str | None:
    """培训经费不低于公用经费的5%, 交流比例达到专任教师的10%: a part set against its whole."""
    words = phrase.left
    mark = next((i for i in range(len(words) - 1, 0, -1) if words[i].tag == "compare"), 0)
    part, whole = measured(words[:mark]), core(text(words[mark + 1 :]).removesuffix("总数"))
    if not phrase.carried.startswith("的") or len(part) < 2 or len(whole) < 2:
        return None
    return part if lexicon.RATE_HEADS.search(part) else f"{core(part)}占{whole}比例"


def _clause_start(words: Words) -> int:
    start = 0
    while start < len(words) and words[start].tag in ("time", "region", "adverb", "aside"):
        start += 1
    return start


def _start(words: Words) -> int:
    """Where the name begins: behind the last word that only carries it."""
    start = len(words)
    while start and not _carries(words, start - 1):
        start -= 1
    return start


def _carries(words: Words, index: int) -> bool:
    word = words[index]
    if word.tag == "time" and index and words[index - 1].tag == "noun":
        return "年" in word.text or any(c.isdigit() for c in word.text)
    if word.tag in ("time", "region", "each", "quantity"):
        return True
    if word.tag == "adverb":
        return word.text in lexicon.ADVERBS and not _qualifies(words, index)
    if word.text in _BETWEEN and index > 0 and words[index - 1].tag == "noun":
        return False
    if word.text == "完成" and _between_nouns(words, index):
        return False
    if is_frame(word) or word.tag in ("preposition", "compare"):
        return not _in_clause(words, index)
    return False


def _between_nouns(words: Words, index: int) -> bool:
    """作业完成时间: what is done stands between its object and its measure."""
    return 0 < index == len(words) - 2 and words[index - 1].tag in ("noun", "action")


def _qualifies(words: Words, index: int) -> bool:
    """Whether an adverb stands inside a name (食品统一配送率)."""
    return words[index].text in _QUALIFYING and index > 0 and words[index - 1].tag == "noun"


_QUALIFYING = frozenset(("统一", "平均", "实际", "有效", "全面", "最终", "同步"))
_BETWEEN = frozenset("在对与向")


def _in_clause(words: Words, index: int) -> bool:
    """Whether a word belongs to a clause before 的 that opens with its own noun (学生对…的)."""
    return (
        index > 0
        and words[index - 1].tag in ("noun", "action", "verb")
        and any(w.tag == "of" for w in words[index:])
    )


def share_of_sum(phrase: Phrase) -> str | None:
    """经费按工资总额的2%安排: what is set aside, as a share of what it is taken from."""
    taken = _TAKEN.match(text(phrase.right))
    source = text(noun_tail(phrase.left))
    if not taken or not lexicon.MONEY_HEADS.search(source):
        return None
    rest = phrase.left[: len(phrase.left) - len(noun_tail(phrase.left))]
    kept_for = text(noun_run(phrase.right[1:])) or text(noun_tail(strip_carriers(rest)))
    if not kept_for:
        return None
    return core(kept_for) + "占" + source + "比例"


_TAKEN = re.compile("安排|提取|拨付|用于|计提|列支|核拨|划拨|足额安排")


def whole_of(words: Words) -> str:
    """占学生总数的20%, after a clause that named the part."""
    if len(words) > 1 and words[0].text in ("占", "约占", "分别占"):
        return core(text(words[1:]).removesuffix("总数").removesuffix("总人数"))
    return ""


def stage_behind(words: Words, heads: re.Pattern[str]) -> str | None:
    """生机比初中8:1: the stage stands between head and number."""
    if len(words) > 1 and lexicon.STAGE.fullmatch(words[-1].text):
        head = text(noun_tail(words[:-1]))
        if heads.search(head):
            return words[-1].text + head
    return None


def is_level(words: Words) -> bool:
    """78%的水平, 70%的指标要求: the number of somebody for what was named before."""
    return bool(words) and _LEVEL.fullmatch(words[0].text) is not None


def compares_level(words: Words) -> bool:
    """低于全省平均水平5个百分点, 高于收入增幅3个百分点."""
    if not words:
        return False
    return words[-1].text.endswith("水平") or words[0].text in ("高于", "低于", "快于", "慢于")


def is_fulfilment(phrase: Phrase) -> bool:
    """完成计划的105%: the share of what was planned."""
    return _FULFILMENT.search(text(phrase.left) + phrase.carried) is not None


def measured(words: Words) -> str:
    """Name of a measure, cut off from what only carries it."""
    start = len(words)
    while start and (
        not _carries(words, start - 1) or words[start - 1].text in ("平均", "人均", "生均")
    ):
        start -= 1
    return tidy(text(words[start:]))


_FULFILMENT = re.compile(r"^(?:已|共)?完成(?:全年|年度|年初)?(?:招生|招聘)?(?:计划|任务|目标)的?$")
_LEVEL = re.compile(
    r"(?:平均|全国|全省|指标|目标)?(?:水平|比例|目标|标准|要求|速度|幅度|指标)(?:要求)?"
)


def share_after(phrase: Phrase, said_before: str = "") -> str | None:
    """Name behind the number: 85%以上的学校建成…; ``said_before`` is searched for the norm met."""
    run = noun_run(phrase.right)
    if not run or phrase.right[0].text in lexicon.CHANGES:
        return None
    verb = kept(governing(phrase.left))
    predicate = predicate_of(phrase.right[len(run) :]) or _common_deed(phrase, run)
    norm = _NORM.match(predicate)
    if norm:
        return tidy(text(run) + _norm(norm, said_before))
    return rated(verb + predicate + text(run))


def _common_deed(phrase: Phrase, run: Words) -> str:
    """98%的小学、96%的初中达到标准: the deed behind the last member holds for all."""
    if not phrase.meets or len(run) + 1 < len(phrase.right):
        return ""
    rest = phrase.following[1:]
    while rest and rest[0].tag in ("compare", "of"):
        rest = rest[1:]
    rest = rest[len(noun_run(rest)) :]
    end = next((i for i, w in enumerate(rest) if w.tag in ("break", "quantity", "open")), len(rest))
    return predicate_of(rest[:end])


_NORM = re.compile(
    r"(?:达到?|符合|通过)(?P<what>.{0,14}?)(?P<mark>合格|优秀|良好|优良|及格|"
    r"达标)?(?:以?上)?(?:的?(?:标准|等级|水平|要求))$"
)
_CITED = re.compile(r"《(?P<what>[^《》]*标准)》")


def _norm(norm: re.Match[str], said_before: str) -> str:
    """达到合格标准 → 体质健康标准合格率, where the sentence cites the norm."""
    cited = None if norm["what"] else _CITED.search(said_before)
    what = cited["what"] if cited else norm["what"]
    return what + (norm["mark"] + "率" if norm["mark"] else "标准达标率")


def split_names(words: Words, parts: int) -> list[str]:
    """As many names as there are numbers, from 小学、初中入学率: what the last says is shared."""
    words = words[_start(words) :]
    marks = [i for i, w in enumerate(words) if w.tag == "and"]
    if len(marks) > parts - 1:
        marks = [i for i in marks if words[i].text == "、"]
    if parts < 2 or len(marks) != parts - 1:
        return []
    edges = [-1, *marks, len(words)]
    members = [words[a + 1 : b] for a, b in pairwise(edges)]
    if not all(members):
        return []
    last = members[-1]
    return [_with_head(member, last) for member in members]


def _with_head(member: Words, last: Words) -> str:
    """城镇 + 农村幼儿园教师持证率 → 城镇幼儿园教师持证率."""
    headless = _HEADED.search(text(last)) and not _HEADED.search(text(member))
    if member is last or len(last) < 2 or not (headless or len(member) == 1):
        return tidy(text(member))
    return tidy(text(member) + text(last[1:]))


_HEADED = re.compile(
    r"(?:率|比例|比重|系数|经费|资金|标准|面积|时间|定额|年限|班额|距离|半径|学时)$"
)


def owner(words: Words) -> str:
    """农村学校按照班师比1:2核编: who stands before the preposition."""
    mark = next((i for i in range(len(words) - 1, 0, -1) if words[i].tag == "preposition"), 0)
    said = text(noun_tail(words[:mark]))
    return core(said) if lexicon.GROUPS.search(said) else ""
