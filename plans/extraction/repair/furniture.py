"""Clean lines of a page enter, the lines of its document leave: site furniture and spam go."""

import re
from collections.abc import Iterator

from plans.extraction.patterns import opening
from plans.extraction.repair.draft import Draft
from plans.extraction.repair.kinds import ADVERT, MARKUP, NAVIGATION, NOTICE
from plans.extraction.repair.site_lines import CERTAIN, HINT, SITE_LINES
from plans.extraction.text import Edit, Span

_SITE = r"[^\n。，；]{0,10}(?:范文大全|(?:范文|期刊|文库|作文|论文|公文|秘书|总结|文档)网)"

_NAVIGATION = (
    r"[上下前后]一?[篇页章条节](?:文章|新闻)?(?:[：:].*|[：: ]*(?:没有了|无)?)",
    r"(?:[ |\d<>«»]|[首上]一?页|上一篇)*(?:上一[页篇]|下一[页篇]|[末尾]页)"
    r"(?:[ |\d<>«»]|[上下]一[页篇]|[首末尾]页|[共第]\d+页)*",
    r"(?:<\d{1,3}> ?){2,}",
    r"(?:\[\d{1,3}\] ?){2,}",
    r"第 ?\d{1,4} ?页(?:[，/ ]?共 ?\d{1,4} ?页)?",
    r"[-—]+ ?\d{1,4} ?[-—]+",
    r"(?:当前位置|(?:您|你)?(?:现在)?(?:所在)?的?位置)(?:是)?[：:].*",
    r"首页 ?(?:>|»|›|/|·).*",
    r"[^>\n。\d]{1,20}(?:>[^>\n。\d]{1,30}){0,5}>?(?<=>)|[^>\n。\d]{1,20}(?:>[^>\n。\d]{1,30}){1,5}",
    rf"{_SITE}(?: ?(?:首页|精选范文|范文).{{0,40}})?",
    r".{0,20}的?相关(?:参考|阅读|推荐|文章|链接|热词|范文|专题)[：:]?(?:查看更多.{0,30})?",
    r".{0,20}查看更多.{0,30}",
    r"(?:推荐阅读|推荐访问|延伸阅读|拓展阅读|扩展阅读|猜你喜欢|热门文章|最新文章|热门推荐|为您推荐)(?:[：:].*)?",
    r"https?://\S+",
    r"专题|更多",
)
_NOTICE = (
    r".*(?:版权所有|版权归|版权属于|未经.{0,10}(?:许可|授权).{0,20}转载|转载请(?:注明|保留)"
    r"|如有侵权|侵犯.{0,15}(?:权益|版权).{0,30}(?:删除|联系)|All ?Rights ?Reserved|ICP备"
    r"|公安?网?备案?号|Copyright ?(?:©|\(c\)|（c）|\d{4})|©|备案号[：:]?\d{5}).*",
    r"(?:版权声明|免责声明|特别声明|投稿须知)[：:]?.*",
    r".*(?:我要投稿|欢迎投稿|投稿邮箱|投稿热线).{0,60}",
    r"(?:标签|tags?|Tags?|TAGS?|本文标签|文章标签|相关标签|热门标签)[：:].*",
    r"【?(?:分享到|分享至|分享|收藏本文|加入收藏|打印本页|打印|关闭窗口|关闭|返回顶部|返回首页|返回列表"
    r"|复制链接|微信扫一扫|扫一扫.{0,20}|我要评论|发表评论|网友评论|点赞|举报)"
    r"(?:[】【：: |/、].{0,40})?】?",
    r"[【\[]?(?:字体|字号)[：:]?.{0,15}",
    r"(?:浏览次数|点击次数|点击数?|阅读次数|浏览量?|访问量)[：:]\d*次?",
    r"责任编辑[：:].{0,8}",
    r"(?:本文(?:地址|链接|网址)|原文链接)[：:].*",
    r"(?:本|该|此)文(?:档|章)?(?:由|来自|出自|转自).{0,40}",
    r"(?:点击下载|下载文档|下载本文|全文下载).{0,40}",
    r"(?=[^\n]*(?:小编|本站|本网))(?=[^\n]*(?:欢迎|参考|借鉴|帮助|喜欢|收藏|下载))"
    r"(?:前言|导语|以下|下面|本站|小编|这里|今天|接下来|为|一篇|关于|【)[^\n]{10,300}",
)
_MARK_LINE = r"(?:[·●◆■▪※★☆►▶➢] ?)?"


def _lines(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{_MARK_LINE}(?:{'|'.join(patterns)})", re.IGNORECASE)


_KINDS = ((NAVIGATION, _lines(_NAVIGATION)), (NOTICE, _lines(_NOTICE + SITE_LINES)))

_LONGEST = 300
"""Furniture is short; the longest are copyright notices and introductions of a site."""

_SUBSTANCE = re.compile(
    r"\d ?(?:%|所|名|人|个|万|亿|元|平方米|亩|台|项)|责任(?:单位|部门|科室)|牵头|配合单位"
    r"|完成时[限间]"
)
_CERTAIN = re.compile(
    rf"{_MARK_LINE}[上下前后]一?[篇页章条节](?:文章|新闻)?[：:]|.*(?:版权|转载)|{CERTAIN}"
)
_HINTS = (
    r"[上下前后首末尾]一?[篇页章条节]|[<>\[\]]|页|位置|网|相关|查看|推荐|阅读|喜欢|文章|http|版权|转载|侵|备|声明|投稿|专题|更多"
    r"|标签|tag|分享|收藏|打印|关闭|返回|复制|扫|评论|点赞|举报|字[体号]|浏览|点击|访问|[发更录添上创][布新入加传表建][时日]|编辑|本文|[本该此]文|下载|小编|本站|-|—|Rights|©"
    rf"|{HINT}"
)
_HINT = re.compile(f"{opening(_HINTS)}(?:{_HINTS})", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,10}(?: [^<>\n]{0,200})?/?>|<!--[^<>\n]{0,200}-->")
_BLOCK_TAG = re.compile(
    r"<(?:/?(?:p|div|li|tr|table|h[1-6])(?: [^<>\n]{0,200})?|br ?/?|/br)>", re.IGNORECASE
)
_TORN_TAG = re.compile(r"(?<=[\u3001-\u9fff”]|[？！；：）])<?/(?:p|div|span|td|tr|li|br|strong|b)>")
_SLASHES = re.compile(r"(?<=[\u4e00-\u9fff])/!/(?=[\u4e00-\u9fff])")

_KEYWORDS = re.compile(
    r"[^|_\-—，。；：\t]{2,16}(?:[|_][^|_\-—，。；：\t]{2,16}){4,}[|_]?"
    r"|[^|_\-—，。；：\t]{2,16}(?: ?[-—]+ ?[^|_\-—，。；：\t]{2,16}){4,}-?"
)
_SEARCHED = re.compile("范文|大全|下载|教案|作文|论文|课件|试题|资料|模板|方案|总结|心得|计划|报告")
_MOST_OTHER = 0.5
_LEAST_FIELDS = 2
_EDGE = 6
"""Lines from head or foot within which keywords for search engines stand."""


def drop_markup(draft: Draft) -> None:
    """Whole tags, and ends of tags whose beginning was lost."""
    draft.sub(MARKUP, _BLOCK_TAG, "\n")
    for mark, pattern in (("<", _TAG), (">", _TORN_TAG), ("/!/", _SLASHES)):
        if mark in draft.text.value:
            draft.sub(MARKUP, pattern, "")


def drop_furniture(draft: Draft) -> None:
    """Lines that belong to the site and not to a document go, each with its line end."""
    value = draft.text.value
    lines = list(_line_spans(value))
    edits: list[Edit] = []
    for index, (start, end) in enumerate(lines):
        line = value[start:end]
        kind = _kind_of(line) or (ADVERT if _is_advert(value, lines, index) else None)
        if kind:
            draft.record(kind, start, end)
            if kind == NOTICE:
                draft.page_lines.append((draft.text.span(start, end), line))
            edits.append((start, min(end + 1, len(value)), ""))
    draft.text = draft.text.edit(edits)


def _line_spans(value: str) -> Iterator[Span]:
    start = 0
    while start < len(value):
        end = value.find("\n", start)
        end = len(value) if end < 0 else end
        yield start, end
        start = end + 1


def _kind_of(line: str) -> str | None:
    """Which furniture a line is; one with quantities or duties of its own is none."""
    if len(line) > _LONGEST or not _HINT.search(line):
        return None
    if _is_page_line(line):
        return NOTICE
    for kind, pattern in _KINDS:
        if pattern.fullmatch(line):
            return kind if _CERTAIN.match(line) or not _SUBSTANCE.search(line) else None
    return None


_FIELD = re.compile(
    r"(?P<site>(?:发布|更新|录入|添加|上传|发表|创建)(?:时间|日期)|(?:浏览|点击|阅读|访问|查看|下载)"
    r"(?:次数|人数|数量|数|量|率)?|字体(?:大小)?|字号|(?:责任)?编辑|录入|发布(?:人|者)|审核|我要|打印"
    r"|(?:文[档件]|资源)?(?:格式|页数|大小|积分|价格))"
    r"[：: ]|(?P<own>来源|作者|信息来源|稿件来源|文章来源)[：:]"
)
_STRANGER = re.compile(
    r"[：:][ \t]*(?:$|\S{0,12}网站?[ \t】\]]*$|本站|原创|互联网|网络|佚名|未知|不详|admin|管理员"
    r"|小编)"
)
_LONGEST_FIELD = 24


def _is_page_line(line: str) -> bool:
    """发布时间, 浏览, 字体 and the like side by side; one that names the author is kept."""
    fields = list(_FIELD.finditer(line))
    if len(fields) < _LEAST_FIELDS or line[: fields[0].start()].strip("【[（( "):
        return False
    ends = [*(field.start() for field in fields[1:]), len(line)]
    for field, end in zip(fields, ends, strict=True):
        if end - field.start() > _LONGEST_FIELD:
            return False
        if field["own"] and not _STRANGER.search(line[field.end() - 1 : end].rstrip(" \t【[（(")):
            return False
    return True


def _is_advert(value: str, lines: list[Span], index: int) -> bool:
    """Keywords at head or foot, alone: rows of a table have neighbours with the same marks."""
    if _EDGE <= index < len(lines) - _EDGE:
        return False
    line = value[slice(*lines[index])]
    if not _KEYWORDS.fullmatch(line) or _SUBSTANCE.search(line):
        return False
    marks = line.count("|")
    words = re.split(r"[|_\-—]+", line)
    searched = sum(_SEARCHED.search(word) is not None for word in words)
    if re.search(r"\d", line) and not marks and searched < _MOST_OTHER * len(words):
        return False
    around = [value[slice(*lines[i])] for i in (index - 1, index + 1) if 0 <= i < len(lines)]
    return not marks or all(near.count("|") != marks for near in around)
