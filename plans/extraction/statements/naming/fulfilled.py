"""A share of a plan or task that is done enters; its name leaves (招生任务完成率)."""

import re

from plans.extraction.statements.naming import shares, topics
from plans.extraction.statements.naming.phrases import (
    Phrase,
    clauses_before,
    strip_carriers,
    text,
)
from plans.extraction.statements.naming.said import Said
from plans.extraction.statements.naming.wording import uncounted
from plans.extraction.statements.quantity import Naming


def name_fulfilment(around: Phrase, position: int, said: Said) -> Naming | None:
    """The name of a share of what was planned or set; None for other shares."""
    return _fulfils(around, position, said) or _done(around, position, said)


_PLANNED = re.compile("(?:计划|任务|目标)(?:总?投资|总?数|总?量)?$")


def _fulfils(around: Phrase, position: int, said: Said) -> Naming | None:
    """完成投资3亿元，占年度计划（5亿元）的60%: how far the plan in the bracket is fulfilled."""
    if around.left or around.carried != "的" or len(said.drafts) < 2:
        return None
    done, plan = said.drafts[-2:]
    opened = plan.position - 1
    closed = [w.text for w in said.tokens[plan.position + 1 : position]] == ["）", "的"]
    if not closed or done.unit != plan.unit or said.tokens[opened].tag != "open":
        return None
    clauses = clauses_before(said.tokens, opened)
    if not clauses or not clauses[0] or not clauses[0][0].text.startswith("占"):
        return None
    name = done.settle().indicator
    if not name or not _PLANNED.search(text(clauses[0])):
        return None
    return Naming(uncounted(name.replace("完成投资", "投资")) + "完成率", None, "plan fulfilled")


def _done(around: Phrase, position: int, said: Said) -> Naming | None:
    """招生700人，完成市下达任务的105%: how far what was set for it is fulfilled."""
    done = _task_done(around)
    if not done:
        return None
    who, what = done
    of = who or uncounted(said.last_name()) or topics.opening(said.tokens, position)
    return Naming(f"{of.removesuffix(what)}{what}完成率", None, "fulfilment") if of else None


def _task_done(phrase: Phrase) -> tuple[str, str] | None:
    """完成市下达任务的105%: who was to do it, if said there, and what was set (任务, 计划)."""
    done = _FULFILMENT.search(text(phrase.left) + phrase.carried)
    if not done:
        return None
    mark = next((i for i, w in enumerate(phrase.left) if w.text.endswith("完成")), 0)
    who = shares.measured(strip_carriers(phrase.left[:mark]))
    return (who if len(who) > 1 else ""), done["set"]


_FULFILMENT = re.compile(
    "完成了?(?:[^，。；、的]{0,10}(?:下达|分配|核定)(?:我[县市区州])?的?)?(?:全年|年度|年初|当年)?的?"
    "(?:招生|招聘|建设|培训)?总?(?P<set>计划|任务|目标)(?:总?数)?的$"
)
