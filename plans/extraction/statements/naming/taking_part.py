"""The words before a number enter; persons with what they take part in leave.

教师到边远乡镇支教 and 校长、教师参加各级各类培训 end with a deed, which names nothing alone.
"""

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import Words, noun_tail, text
from plans.extraction.statements.naming.wording import core

RULE = "taking part"
_SENT_TO = frozenset(("到", "赴", "去", "前往", "深入"))
_AWAY = ("支教", "任教", "挂职", "送教", "跟岗")
_JOINING = frozenset(("参加", "参与", "接受"))
_TAUGHT = ("培训", "轮训", "研修", "集训", "进修")
_ANY = frozenset(("各级", "各类", "各种"))


def taking_part(words: Words) -> tuple[str, str]:
    """Persons and their deed; blanks where the words tell of something else."""
    if not words:
        return "", ""
    if text(words).endswith(_AWAY):
        return _led_by(words, _SENT_TO, words[-1:])
    deed = tuple(w for w in noun_tail(words) if w.text not in _ANY)
    if text(deed).endswith(_TAUGHT):
        return _led_by(words, _JOINING, deed)
    return "", _trained(words)


def _led_by(words: Words, verbs: frozenset[str], deed: Words) -> tuple[str, str]:
    places = [i for i, w in enumerate(words) if w.text in verbs]
    persons = core(text(noun_tail(words[: places[-1]]))) if places else ""
    return (persons, text(deed)) if lexicon.FITTING["人"].search(persons) else ("", "")


def _trained(words: Words) -> str:
    """计算机培训12月底前参训: the training is named before."""
    rest = words[:-1]
    while rest and rest[-1].tag in ("time", "adverb"):
        rest = rest[:-1]
    training = core(text(noun_tail(rest))) if words[-1].text == "参训" else ""
    return training if training.endswith(_TAUGHT) and len(training) > 2 else ""
