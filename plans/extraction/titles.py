"""A line of clean text enters, whether it can be a document's title leaves."""

import re

TITLE_LIMIT = 60
"""The longest titles (关于印发《…》的通知 with two issuers) stay under it."""

NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,4})"

_KIND = (
    r"(?:计划|规划|要点|总结|小结|方案|预案|报告|讲话|讲话稿|发言|发言稿|致辞|汇报|安排|意见|思路|打算"
    r"|通知|通报|公告|公报|决定|批复|请示|纲要|述职|细则|办法|责任书|简报|倡议书|公示|心得|体会|反思"
    r"|论文|材料|行事历|清单|函)"
)
_TAIL = (
    r"(?:范文|模板|样本|草案|全文|优秀|最新|通用){0,2}"
    rf"(?:[（(【\[][^（()）\n]{{1,20}}[）)】\]])?(?:第?{NUMERAL}篇?|篇{NUMERAL})?"
    r" ?(?:\d{3,5}字)?[：:]?$"
)
_KIND_END = re.compile(_KIND + _TAIL)
_ABOUT = re.compile(r"关于.{4,50}的(?:通知|意见|报告|函|决定|通报|请示|批复|公告|公示|实施|汇报)")
_YEAR = re.compile(
    r"(?:20|19)\d\d|20[xX_-]|[xX_]{2}年|二[〇○零][〇○零一二三]|学年|年度|半年|学期|十[一二三四]五"
)
_BODY = re.compile(
    r"[省市县区旗盟镇乡校园局厅部院]|小学|中学|大学|教育|教师|教学|学前|义务|高中|中心|工会|德育|安全|招生"
)
_OWNER = re.compile(r"[省市县区旗镇乡局厅部校园院]|小学|中学|大学|[一二三四五六七八九十]中|关于")
_KIND_NAMED = re.compile("总结|计划|要点|打算|安排|思路|汇报|方案|意见|报告|讲话|规划")
_ITEM = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]|第.{1,3}[章节条]")
_SENTENCE = re.compile(r"[。；！？]")
_FURNITURE = re.compile(
    r"^(?:标题|文号|发文字号|索引号|主题分类|发布机构|发文机关|成文日期|名称|主题词)[：:]"
    r"|当前位置|首页|[>»›|]|https?:|www\."
    r"|(?:来源|作者|发布|时间|日期|编辑)[：:]|浏览|点击|收藏|登录|注册"
)


def is_title(line: str) -> bool:
    """A short line that names a document: ends in a kind of document or speaks 关于…的通知."""
    if not 4 <= len(line) <= TITLE_LIMIT or _ITEM.match(line):
        return False
    if _SENTENCE.search(line) or _FURNITURE.search(line):
        return False
    return bool(_KIND_END.search(line) or _ABOUT.search(line))


def is_specific(line: str) -> bool:
    """A title that says whose or which year's document it is, not only 工作计划."""
    if not is_title(line) or len(line) < 6:
        return False
    return bool(_YEAR.search(line) or _BODY.search(line) or _ABOUT.search(line))


def kinds(line: str) -> set[str]:
    """The kinds of document that a title names: 总结和计划 names two."""
    return set(_KIND_NAMED.findall(line))


def has_owner(line: str) -> bool:
    """Whether a title names a place, an office or a school."""
    return bool(_OWNER.search(line))


def is_furniture(line: str) -> bool:
    """A bread crumb, a line of page facts (来源, 发布时间) or a link."""
    return bool(_FURNITURE.search(line))
