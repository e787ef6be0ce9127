"""The words before a number enter; persons with what they take part in leave.

教师到边远乡镇支教 and 校长、教师参加各级各类培训 end with a deed, which names nothing alone.
"""

import re

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.parts import Parts
from plans.extraction.statements.naming.phrases import Words, noun_tail, text
from plans.extraction.statements.naming.wording import core

RULE = "taking part"
_SENT_TO = frozenset(("到", "赴", "去", "前往", "深入"))
_AWAY = re.compile(
    "(?:顶岗|实习|交流|巡回)?(?:支教|任教|走教|送教)|挂职(?:锻炼|学习)?|跟岗(?:学习|研修|培训|锻炼)?|"
    "(?:交流|脱产|参观)?(?:学习|进修)|交流轮岗$"
)
_ABROAD = frozenset(("学习", "进修"))
"""Deeds that tell nothing without that they are done elsewhere."""
_SENT = re.compile(f"[到赴去](?!校|岗).+?(?P<deed>{_AWAY.pattern})")
_SENDING = frozenset(("选派", "选送", "抽调", "派出", "选拔", "派遣", "委派"))
_JOINING = frozenset(("参加", "参与", "接受"))
_TAUGHT = ("培训", "轮训", "研修", "集训", "进修")
_ANY = frozenset(("各级", "各类", "各种"))


def taking_part(words: Words) -> Parts | None:
    """Persons and their deed; None where the words tell of something else."""
    if not words:
        return None
    away = _away(words)
    if away:
        return away
    deed = tuple(w for w in noun_tail(words) if w.text not in _ANY)
    if text(deed).endswith(_TAUGHT):
        persons, _ = _led_by(words, _JOINING)
        return _doing(persons, text(deed)) if persons else None
    training = _trained(words)
    return _doing("", training) if training else None


def _doing(persons: str, deed: str) -> Parts:
    return Parts(subject=persons, noun=deed, action=True, rule=RULE)


def sent_to(verb: str, where: str, persons: str) -> Parts | None:
    """选派36名教师到山区支教: those who are sent are told by what they are sent for."""
    deed = _SENT.fullmatch(where)
    return _sent(verb, deed["deed"], persons) if deed and verb in _SENDING else None


def _sent(verb: str, deed: str, persons: str) -> Parts:
    away = "外出" if deed in _ABROAD else ""
    return Parts(verb=verb, noun=away + deed + persons, rule="sent")


def _away(words: Words) -> Parts | None:
    deed = re.search(f"(?:{_AWAY.pattern})$", text(words))
    persons, verb = _led_by(words, _SENT_TO) if deed else ("", "")
    if not deed or not persons:
        return None
    return _sent(verb, deed[0], persons) if verb in _SENDING else _doing(persons, deed[0])


def _led_by(words: Words, verbs: frozenset[str]) -> tuple[str, str]:
    """The persons before the verb that leads to the deed, and the verb before them."""
    places = [i for i, w in enumerate(words) if w.text in verbs]
    tail = noun_tail(words[: places[-1]]) if places else ()
    persons = core(text(tail))
    if not lexicon.FITTING["人"].search(persons):
        return "", ""
    return persons, text(words[: places[-1] - len(tail)][-1:])


def _trained(words: Words) -> str:
    """计算机培训12月底前参训: the training is named before."""
    rest = words[:-1]
    while rest and rest[-1].tag in ("time", "adverb"):
        rest = rest[:-1]
    training = core(text(noun_tail(rest))) if words[-1].text == "参训" else ""
    return training if training.endswith(_TAUGHT) and len(training) > 2 else ""
