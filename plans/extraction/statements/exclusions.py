"""A sentence enters; it leaves with the numerals that measure nothing blotted out.

Blotting keeps every position. Each alternative names what it is for.
"""

import re

from plans.extraction.statements.measures import words

BLOT = "\0"

_CN = "零〇○一二两三四五六七八九十百千"
_SMALL = "一二两三四五六七八九十"
_LIST = r"[、，,和与至到~—–\-]"

_EMPTY = words(
    """
    方面 层面 层次 环节 阶段 步骤 原则 重点 难点 关键 突出 确保 基本 必须 坚持 加强 提高 提升 强化
    深化 转变 创新 到位 结合 统一 不 为 面向 代表 文明 意识 自信 维护 覆盖 全覆盖 体系 机制
    问题 要求 关系 角度 维度 特点 短板 增强 落实 率先 倾斜 延伸 亮点 目标 抓手 主题 专题 更加 更
    严格 规范 注重 着力 狠抓 抓 促进 推进 保障 优先 严禁 严 务必 凡是 回合 行业 字 到底 怎么 离不开
    纳入 优化 明显 进一步 走进 走向 服务 满意 放心 零 大力 同步 步调 时段 梯次 档次 等级 级别 部委
    部门 制度 文本 过程 视角 协调 坚决 百分百 维 服从 带头 表率 争 有利 高于 决定 规定 认同 确立
    牢固
    """
)
_ROUTINE = words(
    """
    规定 基本 原则 准则 纪律 制度 机制 措施 要求 任务 工作 职能 重点 内容 举措 承诺 禁令 行动 活动
    职责 权利 改革 计划 常规 管理 政策 标准 技能 能力 素质 主题 服务 行为 功能
    """
)
_IDIOM = words(
    """
    两免一补 三支一扶 两为主 三为主 三位一体 四位一体 五位一体 三名工程 三名建设 三天两头 三家村
    千家万户 二十四节气 四套班子 五套班子 两套班子 四家班子 五家班子
    三台合一 一事一议 两手抓 两不误 三通两平台 三个代表
    七台河 九台市 九台区 五台县 五台山 三台县 五家渠 八家子 四所县 三门县 三门峡 九门口 两个确立
    一次性 百家争鸣 三位数 两位数 四位数 两院院士 两人转 二人转 三人成 百人计划 千人计划 万人计划
    万人评议 百千万 十百千 四个自信 两个维护 四个意识 四个全面 一个中心
    """
)

_FIRST = rf"(?=[\d{_CN}A-Za-z第“《〔（(\[级届前提上下浏点阅访])"
"""Every alternative begins with one of these: trying none elsewhere saves most of the time."""

_MEASURING_NOTHING = re.compile(
    _FIRST
    + "(?:"
    + "|".join(
        (
            # web and mail addresses, telephone numbers
            r"(?:https?://|www\.)[!-~]+",
            r"(?<![\w.])[A-Za-z\d][A-Za-z\d._-]{0,40}@[A-Za-z\d.]{1,40}",
            r"(?<!\d)0\d{2,3}[-－]\d{7,8}(?!\d)",
            r"(?<!\d)1[3-9]\d{9}(?!\d)",
            # titles of works and documents, document numbers
            r"《[^《》\n]{1,60}》",
            r"[〔\[（(](?:19|20)\d\d[〕\])）]\s?(?:第?\d{1,5}号)?",
            # short quoted words: slogans and names (“三个一”, “1530”); measured shares stay
            r"“[^“”%\n]{1,12}”",
            # ordinals
            rf"第\s?(?:\d{{1,5}}|[{_CN}]{{1,6}})(?:{_LIST}(?:\d{{1,5}}|[{_CN}]{{1,6}})){{0,9}}[所名个项批期次届位场]?",
            rf"届(?:[{_CN}]{{1,3}}次(?:全会|会议)?[、，和]?){{1,6}}",
            # years, school years, months, days, times of day
            r"(?<!\d)(?:19|20)\d\d(?:年?[-~—–－至到]+(?:19|20)?\d\d(?!\d))?(?:年度?|学年度?|春|秋|届|级)",
            r"(?<!\d)(?:19|20)\d\d\s?[-~—–－/.]\s?(?:20)?\d{1,2}(?:[-/.]\d{1,2})?(?![\d%万人所])",
            r"(?:(?<!\d)\d{1,2}[、，和\-~—–至到]){0,11}(?<!\d)\d{1,2}月(?:份|[上中下]旬|[底初末])?"
            r"(?:\s?\d{1,2}(?:[-~—–、至到]+\d{1,2})?[日号]?(?![\d.%万人所名个]))?",
            r"(?<!\d)\d{1,2}(?:[-~—–、至到]\d{1,2})?[日号]",
            rf"[二一][{_CN}]{{3}}年",
            rf"(?<!个)[{_SMALL}]{{1,2}}月(?:份|[{_SMALL}]{{1,3}}[日号])?",
            r"(?<!\d)\d{1,2}[时点](?:\d{1,2}分|半)?(?!\d)",
            # weeks of a school calendar, at the head of a line
            r"^\d{1,2}(?:[-—~、]\d{1,2})?周",
            # classes, grades, systems, blocks
            rf"(?:\d{{1,2}}|[{_CN}]{{1,4}})(?:{_LIST}(?:\d{{1,2}}|[{_CN}]{{1,4}})){{0,8}}年[级制]",
            r"[（(]\d{1,2}[)）]班",
            r"级\d{1,2}班",
            r"\d{1,4}#",
            # ranks, round-the-clock duty, time limits
            rf"前(?:\d{{1,3}}|[{_CN}]{{1,3}})[名位天]",
            rf"(?:前移|前进|上升|提升|提高|下降)了?(?:\d{{1,3}}|[{_CN}]{{1,3}})[个]?(?:位次|名次|位)",
            r"(?:浏览|点击|阅读|访问)(?:次数|量)?[：:]?\d{1,9}次?",
            r"(?:24|二十四|8|八)\s?小时(?:[^，。；、\d]{0,6}热线|值班|值守|监控|在岗|开通|开机|专人|不间断|制|工作|报|[以之]?外)",
            rf"(?<!作业)(?<!\d)(?:\d{{1,3}}|[{_CN}]{{1,3}})\s?(?:天|小时|分钟|个?工作日|个月|周)(?:之?内(?!容|撤离|疏散)|之?前|之?后|前后)",
            rf"提前(?:\d{{1,3}}|[{_CN}]{{1,3}})\s?(?:天|个月|周|小时)",
            # how long something took
            rf"(?<=用)(?:\d{{1,3}}|[{_CN}]{{1,3}})(?:个?多?月|年|天|个?小时)(?:多?的?时间|左右)?",
            # names built with plus or middle dot: 2+1项目, 5·12
            r"\d{1,3}[+·•]\d{1,3}(?:[+·•]\d{1,3}){0,4}",
            r"(?<![A-Za-z])[A-Za-z]{1,8}\d{1,8}[A-Za-z\d]{0,8}",
            # slogan counts, fixed phrases
            rf"(?<![\d.点{_CN}])(?:1?\d|[{_CN}]{{1,3}})个(?:{'|'.join(_EMPTY)})",
            rf"(?<![\d.点有{_CN}])(?:1?\d|[{_CN}]{{1,3}})个没有",
            rf"(?<![\d.点{_CN}])(?:1?\d|[{_CN}]{{1,3}})项(?:{'|'.join(_ROUTINE)})",
            "|".join(_IDIOM),
            rf"[{_CN}]{{1,3}}件(?:实事|大事|好事|事)",
            r"[一二三四五六七八九十]五(?:规划|时期|期[间末]|末)",
        )
    )
    + ")"
)


def blot(sentence: str) -> str:
    """The sentence with dates, names, ordinals, titles and slogans made unreadable."""
    return _MEASURING_NOTHING.sub(lambda match: BLOT * len(match.group()), sentence)
