"""A heading or a kind of document enters; how far what stands below it was reached leaves."""

import re

from plans.extraction.schema import Kind

# only where they close or open a title: 基础教育发展情况 looks back, 总结经验,推进改革 does not
_HEADING_ACTUAL = re.compile(
    r"(?:回顾|总结|情况|现状|概况|简介|基础|[校园学班县]情(?:分析)?|(?:情况|现状|问题)分析|成绩|成效|成果|问题|不足|困难|差距|进展|做法|亮点)[。：:]?$|^(?:存在|过去|已经|工作回顾)|年工作回顾"
)
_HEADING_TARGET = re.compile(
    r"(?:安排|计划|打算|目标|任务|要点|思路|设想|部署|规划|重点工作|工作重点|展望|对策|建议)[。：:]?$"
    r"|^(?:下一步|下步|今后|明年|来年|下半年|下阶段)"
)
# 肯定成绩，坚定信心; 正视差距，增强紧迫感: a speech looks back in the first half of its heading
_REVIEWS = re.compile(
    r"^(?:[认充][真分])?(?:肯定|回顾|总结|盘点)[^，]{0,8}(?:成绩|工作|过去|成效)(?!经验)|^成绩[^，]{0,4}(?:来之不易|显著|喜人)"
)
_ADMITS = re.compile(
    r"^(?:清醒)?(?:正视|认清|看到|直面|剖析|查找|找准|反思)[^，]{0,6}(?:差距|问题|不足|短板|困难|矛盾)"
)
# 对标优质均衡，缩小城乡差距: what it ends with is done
_LAST_CLAUSE = re.compile("[，,、 ](?=.)")
# 办学条件有了新变化, 教师队伍得到加强
_CAME_ABOUT = re.compile(
    r"^[^，。]{2,14}(?:(?:有了?|取得了?|实现了?|迈[出上]了?)[^，。]{0,4}(?:新|明显|显著|长足|较大|可喜)[^，。]{0,8}|得到了?[^，。]{0,6}|有了(?:起色|好转|改观|进步|突破|改善))$"
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


# 巩固普及成果, 夯实发展基础, 缩小城乡差距: what is done about it is a task
_ACTS_ON = re.compile(
    r"^(?:着力|进一步|全面|持续|不断|努力|切实|大力|加快|有效|重点|积极|深入|全力)*(?:巩固|扩大|深化|拓展|转化|运用|推广|提升|提高|抓好"
    r"|夯实|加强|强化|打牢|筑牢|解决|缩小|破解|整改|消除|克服|化解|补齐|改善|改进|狠抓|紧盯|聚焦|围绕|坚持|推进)"
)


def heading_vote(title: str) -> float:
    """Vote of a heading for what stands below it, 0 if it has none."""
    if _HEADING_TARGET.search(title) and not _REVIEWS.search(title):
        return -3.0
    if _HEADING_MEASURES.search(title):
        return -1.5
    reached = _HEADING_ACTUAL.search(title) and not _ACTS_ON.search(_LAST_CLAUSE.split(title)[-1])
    if reached or _REVIEWS.search(title) or _ADMITS.search(title):
        return 3.0
    return 1.5 if _CAME_ABOUT.search(title) else 0.0


def looks_back(title: str) -> bool:
    """Whether a heading, or the sentence that opens a paragraph, tells of what was reached."""
    return bool(_REVIEWS.search(title) or _CAME_ABOUT.search(title))
