"""A heading or a kind of document enters; how far what stands below it was reached leaves."""

import re

from plans.extraction.schema import Kind

# only where they close or open a title: 基础教育发展情况 looks back, 总结经验,推进改革 does not
_HEADING_ACTUAL = re.compile(
    r"(?:回顾|总结|情况|现状|概况|简介|基础|[校园学班县]情(?:分析)?|现状分析|成绩|成效|成果|问题|不足|困难|差距|进展|做法|亮点)[。：:]?$|^(?:存在|过去|已经|工作回顾)|年工作回顾"
)
_HEADING_TARGET = re.compile(
    r"(?:安排|计划|打算|目标|任务|要点|思路|设想|部署|规划|重点工作|工作重点|展望)[。：:]?$"
    r"|^(?:下一步|下步|今后|明年|来年|下半年|下阶段)"
)
_HEADING_MEASURES = re.compile(r"(?:措施|举措)[。：:]?$")
KIND_VOTE: dict[Kind, float] = {
    "plan": -1.5,
    "notice": -1.5,
    "speech": -0.5,
    "report": 1.5,
    "news": 1.5,
    "article": 1.0,
}


def heading_vote(title: str) -> float:
    """Vote of a heading for what stands below it, 0 if it has none."""
    if _HEADING_TARGET.search(title):
        return -3.0
    if _HEADING_MEASURES.search(title):
        return -1.5
    return 3.0 if _HEADING_ACTUAL.search(title) else 0.0
