"""A quantity whose measure stands in the clause or at the number before enters, its name leaves."""

import re

from plans.extraction.statements.naming import lexicon
from plans.extraction.statements.naming.phrases import clauses_before, text
from plans.extraction.statements.naming.said import Draft, Said
from plans.extraction.statements.naming.wording import counted, tidy, uncounted
from plans.extraction.statements.quantity import Naming


def name_headed(draft: Draft, said: Said) -> Naming | None:
    """The measure or giver said ahead, with what this number is of; else None."""
    for rule in (_of_stage, _of_size, _of_staff, _of_both, _of_givers):
        name = rule(draft, said)
        if name:
            return Naming(name, None, rule.__name__.strip("_"))
    return None


# 每百名学生拥有骨干教师数，小学1.4人
_FOR_EACH = re.compile(
    "^每(?:[一百千万]+)?[名个位]?(?:学生|教师|人口|人|生|班|校)[^，]{2,24}(?:数|面积|值)$"
)
_NO_WORD = frozenset(("adverb", "time", "verb", "aspect", "compare"))


def _of_stage(draft: Draft, said: Said) -> str:
    """每百名学生拥有骨干教师数，小学1.4人、初中1.6人: the stage stands between."""
    stage = text([w for w in draft.around.left if w.tag not in _NO_WORD])
    if not lexicon.STAGE.fullmatch(stage):
        return ""
    clauses = clauses_before(said.tokens, draft.position)
    ahead = next((t for c in clauses[1:] if _FOR_EACH.match(t := text(c))), "")
    return tidy(stage + ahead) if ahead else ""


_SIZES = frozenset(("超过", "不足", "少于", "大于", "不满", "不到", "多于"))


def _of_size(draft: Draft, said: Said) -> str:
    """超过45人的班有29个: the size belongs to what is counted."""
    mark = said.drafts[-1] if said.drafts else None
    if mark is None or not mark.around.of_right or not draft.around.listed:
        return ""
    bound = mark.around.carried[-2:]
    words = [w for w in draft.around.left if w.tag not in ("of", "adverb", "verb")]
    noun = text(words)
    done = any(w.tag in ("verb", "action") for w in mark.around.left)
    plain = 0 < len(words) <= LONGEST and all(w.tag == "noun" for w in words)
    if bound not in _SIZES or done or not plain:
        return ""
    whose = text([w for w in mark.around.left if w.tag == "noun"])
    return counted(f"{whose}{bound}{mark.around.token.text}{noun}", draft.unit, False)


LONGEST = 3
"""Words of a noun that a size is said of."""

_MOVED = re.compile(
    "^(?:当年|同期|其中|又|另|另有|实际|自然)*"
    "(退休|调[出入离]|辞职|离职|净增|减员|招考|考录|选调|考调|转岗|支教|新招|补充)了?$"
)


def _of_staff(draft: Draft, said: Said) -> str:
    """招聘教师118人，当年退休76人，调出29人: they are teachers as those before."""
    last = said.drafts[-1] if said.drafts else None
    if last is None or not draft.unit == last.unit == "人" or draft.around.right_noun:
        return ""
    deed = _MOVED.search(text(draft.around.left) + draft.around.carried)
    staff = _STAFF.search(last.settle().indicator or "")
    return f"{deed[1]}{staff[0]}数" if deed and staff else ""


_STAFF = re.compile("(?:特岗|专任|乡村|幼儿)?(?:教师|教职工)")
_BOTH = re.compile("^(?:与|和|同)(?P<other>[^，的]{1,8}?)之?比(?:例)?(?:为|是|达到?)?$")


def _of_both(draft: Draft, said: Said) -> str:
    """教职工1236人，与幼儿之比为1:8.8: those counted before are set against others."""
    last = said.drafts[-1] if said.drafts else None
    if last is None or last.unit != "人" or draft.unit != "比":
        return ""
    around = draft.around
    led = _BOTH.match(text(around.left) + around.carried)
    name = uncounted(last.settle().indicator or "")
    return f"{name}与{led['other']}之比" if led and name else ""


_GIVEN = re.compile(
    "(?:全[省市县区镇乡校])?(?P<who>(?![收募争接组发])[^，、为向给共]{2,8}?)(?:[为向给][^，]{1,8})?(?:踊跃|积极|共|累计)*(?P<gift>捐款)(?:共|累计)?$"
    "|(?P<payer>(?:中央|[省市县区]级?)财政)(?:共|累计)?投入(?P<fund>“[^“”]{1,8}”资金)$"
)
_FOUNDED = re.compile("^[，、]?(?:设立|成立|建立|用于)")


def _of_givers(draft: Draft, said: Said) -> str:
    """社会各界为学校捐款6.4万元, 县级财政投入“两基”资金300万元: who gives stands first."""
    given = _GIVEN.match(text(draft.around.left)) if draft.unit == "元" else None
    if given is None or _FOUNDED.search(text(draft.around.following)):
        return ""
    return (given["who"] or given["payer"]) + (given["gift"] or given["fund"])
