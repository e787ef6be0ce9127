"""A document enters, its assignments of responsibility leave, lead unit first."""

import re

from plans.extraction.schema import Article, Duty, Header
from plans.extraction.units import is_office, is_unit, split_units, units_only

_ROLE = (
    r"(?:(?:主要|第一|具体|共同)?(?:牵头|责任|配合|主办|协办|承办|主责|主管|协助|协同|参与|参加|完成|实施|承担|落实|组织|督办|分管|负责))+"
)
_BODY = r"(?:单位|部门|科室|股室|处室|学校|机构|科|股|处|室|局)"
LABEL = re.compile(rf"(?:{_ROLE}{_BODY}|{_ROLE}(?=[：:])|责任)[：:]")
_LABELLED = re.compile(
    rf"(?:{_ROLE}{_BODY}|{_ROLE}|责任)[：:][^。；：:\n\t（）()［］\[\]【】]{{2,200}}"
    rf"(?:[；，;,。 ]?(?:{_ROLE}{_BODY}|{_ROLE})[：:][^。；：:\n\t（）()［］\[\]【】]{{2,200}})*"
)
_BRACKETED = re.compile(r"[（(［\[【]([^（）()［］\[\]【】\n。：:]{2,120})[）)］\]】](?=[。；;\n]|$)|(?<=[。；;])[（(［\[【]([^（）()［］\[\]【】\n。：:]{2,120})[）)］\]】]", re.M)
_DASHED = re.compile(r"——([^\n，。—]{2,60})$", re.M)
_BY = re.compile(
    r"由([^，。；：\n]{2,60}?)(?:具体|共同|牵头|主要|统一|全面|直接)*(?:牵头|负责|承担|承办|组织实施|主办)"
    r"(?:[，、](?:会同)?([^，。；：\n]{2,60}?)(?:等(?:部门|单位)?)?(?:积极|密切)?(?:配合|参与|协助|参加))?"
)
_BEARS = re.compile(r"(?:^|(?<=[，。；：、）\n\t]))([^，。；：\n\t]{2,40}?)(?:具体|主要|统一|全面|共同|牵头)*负责", re.M)
_OWN_TASKS = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．]?)?([^，。；：\n\t]{2,25}?)(?:(?:主要|工作|具体)*(?:任务|职责)(?:分工)?)[：:]?(?=\n|$|[：:])", re.M)
_WORDS = re.compile(r"(?:具体|共同|分别|主要)*(?:牵头|负责|配合|落实|参与|协助|主办|协办|承办)(?:落实|实施|完成)?$")


def find_duties(article: Article, header: Header) -> tuple[Duty, ...]:
    """Every explicit assignment of responsibility in the document."""
    value = article.text.value
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for finder in (_labelled, _bracketed, _dashed, _by, _own_tasks, _bears):
        for start, end, units in finder(value):
            if units and not any(start < e and s < end for s, e, _ in found):
                found.append((start, end, units))
    duties = []
    for start, end, units in sorted(found):
        span, quote = article.text.cut(start, end)
        duties.append(Duty(span, quote, units))
    return tuple(duties)


def _labelled(value):
    for match in _LABELLED.finditer(value):
        units: list[str] = []
        for part in LABEL.split(match.group()):
            units += [u for u in split_units(part) if len(u) >= 2]
        yield match.start(), match.end(), tuple(dict.fromkeys(units))


def _bracketed(value):
    for match in _BRACKETED.finditer(value):
        inner = match[1] or match[2]
        parts = [_WORDS.sub("", p) for p in re.split(r"[，；]", inner)]
        units = units_only("、".join(parts))
        if units and any(is_office(u) for u in units):
            yield match.start(), match.end(), units


def _dashed(value):
    for match in _DASHED.finditer(value):
        units = units_only(match[1])
        if units and any(is_office(u) for u in units):
            yield match.start(), match.end(), units


def _by(value):
    for match in _BY.finditer(value):
        units = units_only(match[1]) + (units_only(match[2]) if match[2] else ())
        yield match.start(), match.end(), tuple(dict.fromkeys(units))


def _bears(value):
    for match in _BEARS.finditer(value):
        units = units_only(match[1])
        if all(is_unit(u) for u in units):
            yield match.start(1), match.end(), units


def _own_tasks(value):
    for match in _OWN_TASKS.finditer(value):
        units = units_only(match[1])
        yield match.start(1), match.end(), units
