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
    is_known,
    noun_run,
    noun_tail,
    strip_carriers,
    text,
)
from plans.extraction.statements.naming.tokens import words_of
from plans.extraction.statements.naming.wording import core, rated, tidy

_OUT_OF = re.compile(r"^(.{2,30}?)(?:人?数)?[应须要]?占(.{0,20})")


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
    faced = _faced(words)
    if faced and phrase.carried.startswith("的"):
        return faced
    clause = text(words[_clause_start(words) :])
    taking_up = _TAKING_UP.fullmatch(clause)
    if taking_up:
        return core(taking_up["part"]) + taking_up["share"]
    within = _WITHIN.fullmatch(clause + phrase.carried)
    if within:
        return f"{core(within['part'])}占{core(within['whole'])}比例"
    out_of = _OUT_OF.match(clause)
    if out_of and not lexicon.RATE_HEADS.search(whole):
        return _part_of(core(out_of[1]), out_of[2].removesuffix("的").removesuffix("总数"))
    ratio = stage_behind(words, lexicon.RATE_HEADS)
    if ratio:
        return ratio
    return rated(said) if len(said) >= 2 else None


_TAKING_UP = re.compile("(?P<part>[^，]{2,16})所占的?(?P<share>份额|比例|比重|比率)")
_WITHIN = re.compile(
    "(?P<part>[^，在]{2,12})在(?:[全我咱][省市县区镇乡校]|咱们?[县镇乡]?)?(?P<whole>[^，]{2,10}?)[里中]头?"
    "(?:仍|还|只|约|大约|就|已)*占"
)


def _part_of(part: str, whole: str) -> str:
    """大班额 are a share of classes alone; other parts name their whole."""
    implied = not whole or (part.endswith("班额") and _CLASSES.search(whole))
    return rated(part if implied else f"{part}占{whole}比例")


_CLASSES = re.compile("(?:班|班级|教学班|班数)$")


def _faced(words: Words) -> str:
    """资助面为在园幼儿的10%: a head that is followed by its whole is the name."""
    mark = next((i for i, w in enumerate(words) if i and w.text in _EQUALS), 0)
    name = measured(strip_carriers(words[:mark]))
    return name if _FACE.search(name) else ""


_EQUALS = frozenset(("为", "占", "约占", "约为", "达", "达到", "不低于", "不超过"))
_FACE = re.compile("(?:资助|受助|补助|覆盖|受益|惠及)(?:面|率|比例)$")


def _set_against(phrase: Phrase) -> str | None:
    """培训经费不低于公用经费的5%, 交流比例达到专任教师的10%: a part set against its whole."""
    words = phrase.left
    mark = next((i for i in range(len(words) - 1, 0, -1) if _sets(words, i)), 0)
    if not phrase.carried.startswith("的") or not mark or "占" in text(words[:mark]):
        return None
    led = strip_carriers(words[:mark])
    part, whole = measured(led), core(text(words[mark + 1 :]).removesuffix("总数"))
    if len(part) < 2 or len(whole) < 2:
        return None
    if lexicon.RATE_HEADS.search(part):
        return before_time(led, part) + part
    return f"{_persons(core(part), whole)}占{whole}比例"


def _sets(words: Words, index: int) -> bool:
    """不低于, 压缩至: what sets a part against its whole."""
    reached = words[index].text in ("至", "到") and words[index - 1].text in lexicon.CHANGES
    return words[index].tag == "compare" or reached


def before_time(words: Words, part: str) -> str:
    """城区学校每年交流教师的比例: whose part it is stands before the time."""
    start = next((i for i, w in enumerate(words) if i and w.tag in ("each", "time")), 0)
    who = core(text(noun_tail(words[:start])))
    return who if lexicon.GROUPS.search(who) and who not in part else ""


_DONE_BY = re.compile("(?:教师|校长|园长|学生|毕业生|教职工|幼儿)$")


def _persons(part: str, whole: str) -> str:
    """交流人数 against 专任教师: 交流教师."""
    who = _DONE_BY.search(whole)
    bare = len(part) <= LONGEST_DEED and {t.tag for t in words_of(part)} <= _DEEDS
    return part + who[0] if who and bare else part


LONGEST_DEED = 6
_DEEDS = frozenset(("verb", "action"))


def _clause_start(words: Words) -> int:
    start = 0
    while start < len(words) and _leads(words, start):
        start += 1
    return start


def _leads(words: Words, index: int) -> bool:
    """Times, places, 每年, and the 以上的 of a number before."""
    word = words[index]
    if word.text in _BOUNDS or (word.tag == "of" and index == 1):
        return words[0].text in _BOUNDS
    return word.tag in ("time", "region", "adverb", "aside") or word.text in _YEARLY


_BOUNDS = frozenset(("以上", "以下", "以内"))
_YEARLY = frozenset(("每年", "每学年", "每学期"))


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
    if word.tag == "region" and index and words[index - 1].text in _BESIDE:
        return False
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
_BESIDE = frozenset("与和同跟")


def _in_clause(words: Words, index: int) -> bool:
    """Whether a word belongs to a clause before 的 that opens with its own noun (学生对…的)."""
    return (
        index > 0
        and words[index - 1].tag in ("noun", "action", "verb")
        and any(w.tag == "of" for w in words[index:])
    )


def whole_of(words: Words) -> str:
    """占学生总数的20%, after a clause that named the part."""
    while words and words[0].tag == "adverb":
        words = words[1:]
    if len(words) > 1 and words[0].text in ("占", "约占", "分别占"):
        whole = re.sub("的?(?:比例|比重|比率|份额)$", "", text(words[1:]))
        return core(whole.removesuffix("总数").removesuffix("总人数"))
    return ""


_PART = re.compile(f"{lexicon.STAGE.pattern}|教师|学生|家长|校长|园长")


def stage_behind(words: Words, heads: re.Pattern[str]) -> str | None:
    """生机比初中8:1, 达标率教师95%: the stage stands between head and number."""
    if len(words) > 1 and _PART.fullmatch(words[-1].text):
        head = text(noun_tail(words[:-1]))
        if lexicon.RATE_HEADS.search(head):
            head = text(_whole_tail(words[:-1]))
        if heads.search(head):
            return words[-1].text + head
    return None


def _whole_tail(words: Words) -> Words:
    """The noun phrase at the end, with a verb of the dictionary that stands inside it."""
    start = len(words) - len(noun_tail(words))
    while start and start < len(words) and words[start - 1].tag == "verb":
        if is_known(words[start - 1]):
            break
        start -= 1
    return words[start:]


def is_level(words: Words) -> bool:
    """78%的水平, 70%的指标要求: the number of somebody for what was named before."""
    return bool(words) and _LEVEL.fullmatch(words[0].text) is not None


def compares_level(words: Words) -> bool:
    """低于全省平均水平5个百分点, 高于收入增幅3个百分点."""
    if not words:
        return False
    return words[-1].text.endswith("水平") or words[0].text in ("高于", "低于", "快于", "慢于")


def exceeds(words: Words) -> bool:
    """超出省定要求10个百分点, after a rate."""
    return bool(words) and words[0].text in ("超出", "超过", "高出", "低出", "领先", "落后")


def is_aim(words: Words) -> bool:
    """今年目标98%, （省定标准为95%）: what is aimed at or asked for is what was named before."""
    return _AIM.fullmatch(text(words)) is not None


_AIM = re.compile(
    "(?:今年|本年|年度|全年)?(?:国家|国定|部定|省|省定|市|市定|县|县定|规定的?|上级)?"
    "(?:目标|目标值|任务|指标|标准|达标线|底线|红线|警戒线|要求|规定)"
)


def judged(words: Words) -> str:
    """占比仍然偏少，只有6%: the share that a clause judges before its number."""
    head = next((i for i in range(len(words) - 1, -1, -1) if _is_head(words, i)), -1)
    verdict = words[head + 1 :]
    if head < 0 or len(text(verdict)) > LONGEST_VERDICT or any(w.tag == "of" for w in verdict):
        return ""
    return rated(measured(words[: head + 1]))


LONGEST_VERDICT = 8


def _is_head(words: Words, index: int) -> bool:
    word = words[index]
    return word.tag in ("noun", "action") and _SHARE.search(word.text) is not None


_SHARE = re.compile("(?:率|比例|比重|占比|比值)$")


def led_by_verb(words: Words) -> Words:
    """升学率要守住93%: up to the rate, where nothing but verbs follows it."""
    end = len(words)
    while end and words[end - 1].tag in _VERBAL:
        end -= 1
    return words[:end] if end and _is_head(words, end - 1) else words


_VERBAL = frozenset(("verb", "adverb", "compare", "aspect", "time", "preposition"))


def measured(words: Words) -> str:
    """Name of a measure, cut off from what only carries it."""
    start = len(words)
    while start and (
        not _carries(words, start - 1) or words[start - 1].text in ("平均", "人均", "生均")
    ):
        start -= 1
    return tidy(text(words[start:]))


_LEVEL = re.compile(
    r"(?:平均|全国|全省|指标|目标)?(?:水平|比例|目标|标准|要求|速度|幅度|指标)(?:要求)?"
)


def share_after(phrase: Phrase, said_before: str = "") -> str | None:
    """Name behind the number: 85%以上的学校建成…; ``said_before`` is searched for the norm met."""
    run = noun_run(phrase.right)
    if not run or phrase.right[0].text in lexicon.CHANGES:
        return None
    covering = noun_tail(strip_carriers(phrase.left[:-1]))
    if covering and phrase.left[-1].text in _COVERING:
        return tidy(text(covering)) + tidy(text(run)) + "覆盖率"
    verb = kept(governing(phrase.left))
    predicate = predicate_of(phrase.right[len(run) :]) or _common_deed(phrase, run)
    norm = _NORM.match(predicate)
    if norm:
        return tidy(text(run) + _norm(norm, said_before))
    return rated(verb + predicate + text(run))


_COVERING = frozenset(("覆盖", "已覆盖", "覆盖到", "普及到"))


def placed(phrase: Phrase) -> str | None:
    """新聘教师80%以上安排到农村学校任教: of whom stands before, what becomes of them behind."""
    who = text(noun_tail(phrase.left))
    where = _PLACED.match(" ".join(w.text for w in phrase.right))
    plain = phrase.carried in ("", "的") and not any(w.tag == "time" for w in phrase.right)
    if not where or not plain or len(who) < 2 or lexicon.RATE_HEADS.search(who):
        return None
    opening = phrase.left[-len(noun_tail(phrase.left)) - 1 :][:1]
    made = text(opening) if opening[0].text in lexicon.KEEP else ""
    return tidy(made + who) + where["where"].replace(" ", "") + "比例"


_PLACED = re.compile(
    "(?:(?:统一|优先|重点|安排|充实|补充|流动|定向|合理|均衡|直接) )*"
    "(?P<where>(?:(?:分配|分派|投放|轮岗|交流|流向|安排) ?)?[到在至向于] .{2,16})$"
)


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
