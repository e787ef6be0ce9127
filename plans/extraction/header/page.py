"""An article enters, its title, opening and close leave: what the header's readers look at."""

import re
from dataclasses import dataclass
from functools import cached_property

from plans.extraction.schema import Article

HEAD_LINES = 14
SUBTITLE_LINES = 3
LONGEST_HEADING = 120
HEAD_LENGTH = 1500
HEAD_SAMPLE, TAIL_SAMPLE = 9_000, 3_000
TAIL_LENGTH = 500
TITLE_LENGTH = 60
MASTHEAD_LINE = 48
CLOSING_LINE = 30

# 篇1: … / 第3篇：… / 【篇四】… / （二）2021年…计划: how collection pages number what they collect.
COLLECTED = re.compile(
    r"^[【\[]?(?:第\s*[\d一二三四五六七八九十]{1,3}\s*篇|"
    r"篇\s*[\d一二三四五六七八九十]{1,3})[】\]]?"
    r"\s*[：:、.．]?\s*"
    r"|^(?:[（(][\d一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|"
    r"\d{1,2}[、.．](?!\d))\s*"
)
# …范文 / …(精选9篇) / …模板 / …篇3: a shop's words behind a title.
SHOP_WORDS = re.compile(
    r"[（(](?:精选|共|通用|优秀|推荐|汇总|最新|集合|合集|"
    r"热门)?\s*[\d一二三四五六七八九十]+\s*篇[)）]"
    r"|(?:精选|通用|优秀|最新|推荐)?\s*(?:范文|范本|模板|样本)(?:大全|精选|参考)?\s*$"
    r"|(?<=[划点案结告排报])\s*[（(]?[\d一二三四五六七八九十]{1,2}[）)]?\s*$"
    r"|[（(]\s*第?篇?\s*[\d一二三四五六七八九十]{1,3}\s*篇?[）)]\s*$"
    r"|[\d一二三四五六七八九十]+\s*篇\s*$|\s*篇\s*[\d一二三四五六七八九十]{1,3}\s*$"
)
ROW_NUMBER = re.compile(r"[\d一二三四五六七八九十]\s*(?:篇\s*)?[）)]?\s*$")
# The noun that closes a title (工作要点, 的通知), and what may follow it (（试行）).
NOUN = (
    r"(?:计划|要点|方案|安排|规划|打算|思路|纲要|目标|行事历|日程|总结|小结|汇报|"
    r"报告|述职|讲话|"
    r"发言|致辞|演讲|通知|意见|公告|通报|通告|办法|规定|细则|决定|函|配档|任务分解|"
    r"责任|措施|预案)"
)
TITLE_NOUN = re.compile(NOUN)
TITLE_END = re.compile(
    rf"{NOUN}(?:稿|表|书)?[》”]?(?:的通知|的意见|的报告|的函)?(?:[（(][^（）()]{{1,24}}[)）])?$"
)
NOT_A_TITLE = re.compile(r"[。；;！？]|^[一二三四五六七八九十\d]+[、.．)）]|^[（(]|^附|[：:]$")
# ——某县教育综述: what stands under a title and says more of it.
SUBTITLE = re.compile(r"[—–―─-]{1,4}\s*(?P<words>[^—\n]{4,60})$")
# 作者：某小学 发表时间：… : what a web page puts around the author.
SITE_LABEL = re.compile(
    r"^(?:作者|来源|发布单位|发文机关|发布机构|供稿|单位|信息来源)\s*[：:]\s*"
    r"|\s*(?:发表|发布|更新|阅读|浏览|点击)(?:时间|日期|次数|数)?\s*[：:].*$"
)
# A letterhead: school or office, alone on a line above the title, or two (镇党委 镇政府) together.
ISSUER_NAME = (
    r"[一-鿿]{2,24}(?:小学|中学|幼儿园|学校|高中|初中|中心校|教育局|教体局|教育体育局|教育厅|"
    r"委员会|人民政府|督导室|教研室)"
)
ISSUER_ALONE = re.compile(rf"(?P<name>{ISSUER_NAME}(?:\s*{ISSUER_NAME})?)(?:文件)?")
DATE_BEFORE = re.compile(
    r"^[二一〇○零\d]{4}年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日\s*"
)


@dataclass(frozen=True)
class Page:
    """The text of an article cut into lines, with the line that it was found by."""

    heading: str
    text: str
    front: str = ""
    distinct: bool = False

    @classmethod
    def of(cls, article: Article) -> "Page":
        """The page of an article."""
        heading = article.title.strip()[:LONGEST_HEADING]
        return cls(heading, article.text.value, article.front[-HEAD_LENGTH:], article.distinct)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Lines without the heading."""
        lines = [line.strip() for line in self.text.split("\n")]
        start = 1 if lines[0][:LONGEST_HEADING] == self.heading else 0
        return tuple(line for line in lines[start:] if line)

    @cached_property
    def body(self) -> str:
        """Everything after the heading."""
        return "\n".join(self.lines)

    @cached_property
    def sample(self) -> str:
        """As much of the body as the header needs: a long document tells its home early or late."""
        if len(self.body) <= HEAD_SAMPLE + TAIL_SAMPLE:
            return self.body
        return f"{self.body[:HEAD_SAMPLE]}\n{self.body[-TAIL_SAMPLE:]}"

    @cached_property
    def head(self) -> str:
        """The opening."""
        return self.body[:HEAD_LENGTH]

    @cached_property
    def tail(self) -> str:
        """The close, where the signature stands."""
        return self.body[-TAIL_LENGTH:]

    @cached_property
    def masthead(self) -> tuple[str, ...]:
        """The short lines before the first paragraph: number, issuer, title, addressees."""
        lines: list[str] = []
        for line in self.lines[:HEAD_LINES]:
            if len(line) > MASTHEAD_LINE or line[-1] in "。；":
                break
            lines.append(line)
        return tuple(lines)

    @cached_property
    def issuing_lines(self) -> tuple[str, ...]:
        """The masthead without addressees: lines that can name who speaks."""
        lines = (SITE_LABEL.sub("", line) for line in (*self._above, *self.masthead))
        return tuple(line for line in lines if line and not _addresses(line))

    @cached_property
    def _above(self) -> tuple[str, ...]:
        """The line right above the title where it is nothing but an issuer's name."""
        line = self.front.rstrip().rpartition("\n")[2].strip()
        alone = ISSUER_ALONE.fullmatch(line)
        return (alone["name"],) if alone else ()

    @cached_property
    def closing_lines(self) -> tuple[str, ...]:
        """Short lines at the very end: signature and date."""
        return tuple(
            line
            for line in self.lines[-5:]
            if len(line) <= CLOSING_LINE and line[-1] not in "。；" and not _addresses(line)
        )

    @cached_property
    def collected(self) -> bool:
        """Whether the heading is a collection page's, which may say nothing of what follows."""
        return bool(COLLECTED.match(self.heading) or SHOP_WORDS.search(self.heading))

    @cached_property
    def numbered(self) -> bool:
        """Whether the heading is one of a row (篇3) and not just dressed up (范文)."""
        return bool(COLLECTED.match(self.heading) or ROW_NUMBER.search(self.heading))

    @cached_property
    def own_title(self) -> str | None:
        """A title that the document itself carries, below the heading by which it was found."""
        for line in _joined(self.lines[:HEAD_LINES]):
            bare = DATE_BEFORE.sub("", line)
            if bare != self.heading and is_title(bare) and bare not in self.heading:
                return bare
        return None

    @cached_property
    def title(self) -> str:
        """The title that says most: the document's own, else the heading without shop words."""
        if self.own_title and (self.collected or not TITLE_NOUN.search(self.heading)):
            return self.own_title
        bare = SHOP_WORDS.sub("", COLLECTED.sub("", self.heading)).strip(" :：、-—_")
        return bare or self.own_title or self.heading

    @cached_property
    def subtitle(self) -> str:
        """The line under the title that begins with a dash, or ""."""
        matches = (SUBTITLE.match(line) for line in self.lines[:SUBTITLE_LINES])
        return next((match["words"] for match in matches if match), "")

    @cached_property
    def borrowed(self) -> bool:
        """Whether the title is the collection's: evidence only where the body agrees."""
        return self.collected and self.own_title is None

    @cached_property
    def names_in_title(self) -> bool:
        """Whether places and schools in the title are the document's.

        They are not where one heading stands over all documents of a collection.
        """
        return self.distinct or not self.borrowed


def _joined(lines: tuple[str, ...]) -> list[str]:
    """Lines with those put together that break inside 《》."""
    whole: list[str] = []
    for line in lines:
        if (
            whole
            and whole[-1].count("《") > whole[-1].count("》")
            and len(whole[-1]) <= TITLE_LENGTH
        ):
            whole[-1] += line
        else:
            whole.append(line)
    return whole


def _addresses(line: str) -> bool:
    return line[0] == "各" or line[-1] in "：:"


def is_title(line: str) -> bool:
    """Whether a line reads like a document's title."""
    return (
        6 <= len(line) <= TITLE_LENGTH
        and not NOT_A_TITLE.search(line)
        and bool(TITLE_END.search(line))
    )
