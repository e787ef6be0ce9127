"""Money raised for several things enters; what its section says all of them are for leaves.

争取资金200万元，更新计算机80台，建成录播教室2间 under 加快教育信息化 is 教育信息化资金.
"""

import re
from collections.abc import Sequence

from plans.extraction.statements.naming.phrases import Words
from plans.extraction.statements.naming.said import Said
from plans.extraction.statements.naming.tokens import Token, words_of
from plans.extraction.statements.naming.undertakings import CARRIED_OUT, carried_out

REACH = 60
"""Words behind the sum in which the things stand."""
LONGEST_TITLE = 24
"""Characters of a sentence that only says what its paragraph is about."""
_TITLES = 2

_STEADILY = (
    "(?:明显|显著|全面|不断|持续|进一步|逐步|有效|切实|着力|大力|努力|加快|得到"
    "|有了?|了|新|较大|极大|大)*"
)
_THING = "(?P<{}>[^，。、；“”（）的\\d一二三四五六七八九十]{{0,4}}?(?:条件|环境|面貌))"
_IMPROVED = re.compile(
    f"(?P<deed>改善|优化){_THING.format('after')}"
    f"|{_THING.format('before')}{_STEADILY}(?P<done>改善|优化|好转|变化|改观|改变)"
)
_ADVANCED = re.compile(
    "(?:推进|加快|加强|深化|抓好|实施|提升|推动|提高|^)(?P<field>(?:教育|学校|校园)?(?:信息化|数字化|标准化|现代化)"
    "(?:建设|装备)?)(?:步伐|进程|水平|工作|应用)?[。：:]?$"
)
_FORMAL = {"信息化": "教育信息化", "数字化": "教育数字化"}


def of_several(tokens: Sequence[Token], position: int, said: Said) -> str:
    """The field that the section is about, where two or more things are counted behind a comma."""
    words = tokens[position + 1 : position + REACH]
    if not words or words[0].text not in "，,":
        return ""
    end = next((i for i, w in enumerate(words) if w.text in _STOPS), len(words))
    things = [w for w in words[:end] if w.tag == "quantity" and w.text[-1] not in _NO_THINGS]
    if len(things) < 2:
        return ""
    return of_section(said)


def of_section(said: Said) -> str:
    """The field of the sentence that opens the paragraph, else of a heading from the inmost."""
    return next((field for title in _titles(said) if (field := field_of(title))), "")


def _titles(said: Said) -> tuple[str, ...]:
    """The sentence that opens the paragraph, then the headings from the inmost."""
    opening = said.before if len(said.before) <= LONGEST_TITLE else ""
    return (opening, *reversed(said.headings[-_TITLES:]))


def undertaking_of_item(said: Said) -> str:
    """The undertaking that the item is headed with (实施学位扩容工程。计划投入…)."""
    paragraph = said.above.rpartition("\n")[2].partition("。")[0]
    titles = (each for each in (*_titles(said)[:2], paragraph) if len(each) <= LONGEST_TITLE)
    return next((name for title in titles if (name := carried_out(_as_far_as(title)))), "")


def _as_far_as(title: str) -> Words:
    """The words of a title behind its number, as far as its undertaking."""
    words = words_of(title)
    marks = [i for i, w in enumerate(words[:4]) if w.tag in _NUMBERING]
    ends = [i for i, w in enumerate(words) if CARRIED_OUT.search(w.text)]
    return tuple(words[marks[-1] + 1 if marks else 0 : ends[-1] + 1 if ends else 0])


_NUMBERING = frozenset(("break", "aside", "close", "and"))


_NO_THINGS = frozenset("%％元")
_STOPS = frozenset("。；;\n")


def field_of(title: str) -> str:
    """What a title says is improved or advanced; blank for others."""
    improved = _IMPROVED.search(title)
    if improved:
        thing = improved["after"] or improved["before"]
        deed = improved["deed"] or ("优化" if improved["done"] == "优化" else "改善")
        return thing + deed
    advanced = _ADVANCED.search(title)
    return _FORMAL.get(advanced["field"], advanced["field"]) if advanced else ""
