"""Sentences enter in order; year and nature that section, line and document lend them leave."""

import re

from plans.extraction.schema import Article, Header, Nature, Section
from plans.extraction.statements.clauses import Context
from plans.extraction.statements.headings import KIND_VOTE, heading_vote, looks_back
from plans.extraction.statements.horizon import (
    horizon,
    is_of_school_year,
    is_programme,
    looks_back_from,
    years_planned,
)
from plans.extraction.statements.parts import Parts
from plans.extraction.statements.standing import as_of, basis
from plans.extraction.statements.timing import When, years_in

_LABEL = re.compile(
    r"^(?:[一二三四五六七八九十\d]{1,3}[、.．])?(?P<time>去年|上年|今年|明年|过去|(?:19|20)\d\d年)[\s：]|^(?P<trouble>问题|困难|不足|存在(?:的)?问题)[\s：]"
)
_BARE_LABEL = re.compile(r"^(?P<time>去年|今年)(?P<trouble>)")
_OPENING = re.compile(
    r"^[^，。；由从自比较]{0,6}?(?P<time>(?:19|20)(?:\d\d|[xX×*_＿]{1,2})年(?![^，\d的]{1,8}的\d)|今年|去年|上年|明年)"
)
# below a heading that lends its year 2021年6月的调测 dates its own sentence
_MONTH = re.compile(r"(?:1[0-2]|0?[1-9]|十?[一二]|[三-十])月")
_FIGURE = re.compile(r"\d(?<!(?:19|20)\d\d)(?!\d{0,3}年)[\d.]*[%一-鿿]")
"""A title with a figure is a sentence: what it says holds for itself only."""
_TROUBLE_OR_PAST = 3.0
_LOOKING_BACK = re.compile(
    r"^(?:[一二三四五六七八九十\d]{1,3}[、.．])?[^，。；：]{0,8}?(?P<span>过去的?一年|一年以?来|[两三四五]年来)(?![^，。]{0,6}(?:后|内))"
)
_LOOKING_AHEAD = re.compile(
    r"^(?:但是?|然而)?[，]?(?:今年(?!以来|[高中会学]考|[春夏上\d])|明年|来年|下半年|下一步|下一阶段|本学期|今后|新的一年|新学[年期]|下学期|接下来|各位|同志们|到20\d\d年)"
)
_AIMED_AT = re.compile(r"到((?:19|20)\d\d)年")
_THIS_YEAR_NOW = re.compile(
    r"[，；](?:新学[年期]|本学[年期](?=[^，]{0,8}(?:要|将|力争|计划|拟)))"
    r"|[，；]今年[^，]{0,8}(?:要|将|力争|计划|拟|再|控制在|达到|提高到)"
)
_BACK_TO_NOW = re.compile("[，；]今年(?!以来)")
_STATE = re.compile("现状|形势|基础|背景|基本情况")
# 同时也要看到，…: the troubles are those of now
_ADMITTING = re.compile(r"^(?:但是?|然而|不过|同时|当然)[，]?[^，。]{0,6}(?:看到|认识到|存在)")
_BY_THEN = re.compile("届时|到时候?|到那时")
_NEXT_YEAR = re.compile(r"^(?:展望)?(?:在)?(?:新的一年|新一年|来年)")
_LAST_TERM = re.compile(r"^(?:回顾)?上一?(?:个)?学[期年]")
_REVIEWED_TERM = re.compile(r"上一?个?学[期年]")
_REVIEW = re.compile(r"(?:工作|主要工作|简要)?回顾$|^(?:主要)?工作总结$|过去的?一年|一年来")
_OF_TERM = re.compile("学年|学期|[春秋]|半年")
_SPRING = re.compile(r"春|第二学期|下学期|下半年")
# 整改安排如下：
_WILL_FOLLOW = re.compile(
    r"(?:整改|下一?步|今后|明年|下年度?)[^，。；\d]{0,6}(?:安排|措施|打算|计划|任务)(?:如下|是|为)?：?$"
)
_AHEAD = -3.0
_OPENS_WITH_TIME = re.compile("[年期：步后来位们]")
_TOPIC = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?(?P<topic>[^，。；：\d]{2,16}|(?:19|20)\d\d年[^，。；：\d]{2,16})："
)
_THIS_YEAR_WILL = re.compile(
    r"(?:今年|新的一年|新一年)[^。\n]{0,16}(?:要|将|力争|计划|任务|目标|安排|工作的|打算)"
)


_PLANNING = ("plan", "notice")
_THIS_SCHOOL_YEAR = re.compile("[本新]学年")
_BY_CALENDAR = re.compile("[今去明]年|下一?学年")
# a meeting in the middle of the year looks back on its first half
_HALFWAY = re.compile("年中|上半年|半年")
_OPENING_REACH = 400
"""Characters of a text in which it says so."""
_AUTUMN = re.compile(r"(?:(?<!\d)(?:9|1[0-2])|(?<!十)[九十]|十[一二])月(?!份?考)|国庆|教师节")
# 12月底前完成护眼灯改造，涉及教室36间; by what one work is finished binds no other
_BY_AUTUMN = re.compile(
    rf"(?:{_AUTUMN.pattern}|元旦)(?:份|[上中下]旬|\d{{1,2}}日)?[底末]?[之以]?前"
    r"(?![^，]*(?:竣工|完工|交付|投入使用|建成))"
)


class Zones:
    """What holds for the sentence at hand although it does not say so.

    A heading holds for its section; a label at the head of a line (去年 …, 问题：) until the next
    label or heading; a year that opens a sentence for the rest of its line.
    """

    def __init__(self, article: Article, header: Header) -> None:
        self.header = header
        self._article = article
        self._section = -1
        self._section_end = 0
        self._parts = Parts(article, header)
        self._part_year: When | None = None
        self._heading_year: When | None = None
        self._heading_vote = 0.0
        self._label_year: When | None = None
        self._label_vote = 0.0
        self._line_year: When | None = None
        self._line_vote = 0.0
        self.horizon = horizon(article, header)
        """The last year of a plan for several years, None of others."""
        self._last_year = self._year_looked_back_on()
        self._of_school_year = is_of_school_year(article, header)
        self._basis = basis(article, header.year)
        self._state: When | None = None
        self.stood: When | None = None
        """The year to which the section of the present state dated its figures."""
        self._aimed_at: When | None = None
        self._to_come = False
        self._told: dict[str, int] = {}
        self._ahead_until = 0
        self._named: tuple[int, When] | None = None
        self._started: tuple[int, When] | None = None
        self._by_year = all(
            len(re.findall(rf"^{t}", article.text.value, re.M)) > 1 for t in ("去年", "今年")
        )

    @property
    def year(self) -> When | None:
        """The year that line, label, heading or document lend, None where all are silent."""
        return self._lent()[1]

    @property
    def lender(self) -> str:
        """What lends the year: the line, its label, the heading, the run of sections or none."""
        return self._lent()[0]

    def _lent(self) -> tuple[str, When | None]:
        for name, when in (
            ("line", self._line_year),
            ("label", self._label_year),
            ("heading", self._heading_year),
            ("state", self._state),
            ("part", self._part_year),
        ):
            if when:
                return name, when
        if self._basis and self.vote > 0:
            return "basis", self._basis
        year = self.header.year
        return "document", When(year, year, 0) if year else None

    @property
    def vote(self) -> float:
        """Positive where what is said is more likely reached than promised."""
        return (
            self._line_vote or self._label_vote or self._heading_vote or KIND_VOTE[self.header.kind]
        )

    @property
    def plans(self) -> bool:
        """Whether what is said is planned, although a sentence of it may look back."""
        return (self._label_vote or self._heading_vote or KIND_VOTE[self.header.kind]) <= 0

    @property
    def counts_years(self) -> bool:
        """Whether 三年内 is counted from the document's year."""
        if self.horizon or self.lender == "heading":
            return False
        return self.header.kind not in _PLANNING or is_programme(self.header.title)

    @property
    def standing(self) -> When | None:
        """The year of a fact on a line that opened with a year to come."""
        year = self.header.year
        lent = self._label_year or self._heading_year or self._state or self._part_year
        return lent or (When(year, year, 0) if year else None)

    def by_then(self, context: Context) -> When | None:
        """The year last aimed at (到2016年…), where the clause or one before says 届时."""
        said = any(_BY_THEN.search(text) for text in (context.lead, *context.earlier))
        return self._aimed_at if said else None

    def named_before(self, period: int) -> When | None:
        """The year last named for a number of the period that begins there."""
        return self._named[1] if self._named and self._named[0] == period else None

    def remember(self, period: int, named: When) -> None:
        """Keep a year named for a number, for those after it in the period."""
        self._named = (period, named)

    def tell(self, number: str, year: int | None, nature: Nature) -> None:
        """Keep the year of a fact, where its figure is one that another hardly has (91.2%)."""
        if year and nature == "actual" and "." in number:
            self._told[number] = year

    def told(self, number: str) -> When | None:
        """The year of a fact told before in the same figure."""
        year = self._told.get(number)
        return When(year, year) if year else None

    def started(self, period: int, stated: When | None) -> When | None:
        """The year that a start value states, else the one that start values before it stated."""
        if stated:
            self._started = (period, stated)
        return self._started[1] if self._started and self._started[0] == period else None

    def is_autumn(self, context: Context) -> bool:
        """Whether a plan for a school year names a month of its first half: 10月底竣工."""
        if not self._of_school_year:
            return False
        said = (context.lead, context.tail, context.later, *context.earlier[: bool(context.outer)])
        return any(map(_AUTUMN.search, said)) or any(map(_BY_AUTUMN.search, context.earlier[:2]))

    def in_school_year(self, own: When | None, context: Context) -> When | None:
        """本学年 of a plan ends in the year after; its report is written in that year."""
        if own and own.shift and own.shift < 0 and self._basis and self._basis.of_school_year:
            year = (self._basis.start or 0) + own.shift
            return When(year, year)
        said = "".join((context.lead, *context.earlier))
        if own and own.shift == -1 and "上学年" in said and self._by_calendar:
            # that which was over when the year began
            return When((own.year or 0) - 1, own.year, -1) if own.year else own
        if own is None or own.shift is None or not self._of_school_year:
            return own
        if self.header.kind in _PLANNING:
            return self.horizon if own.shift == 0 and _THIS_SCHOOL_YEAR.search(said) else own
        if own.year is None or not _BY_CALENDAR.search(said):
            return own
        return When(own.year + 1, own.year + 1, own.shift)

    def last_term(self, *, of_year: bool) -> When | None:
        """The year of 上学期: in the plan of a spring term the one before, like that of 上学年.

        So it is in the plan of a calendar year, which is made in spring.
        """
        year = self.header.year
        if not year:
            return None
        year -= bool(of_year or _SPRING.search(self.header.title) or self._by_calendar)
        return When(year, year)

    @property
    def _by_calendar(self) -> bool:
        """Whether it is a plan of a calendar year."""
        title = self.header.title
        return self.header.kind in _PLANNING and "年" in title and not _OF_TERM.search(title)

    def enter(self, start: int, sentence: str) -> None:
        """Move on to the sentence that begins at a position of the article's text."""
        self._enter_section(start)
        value = self._article.text.value
        if start == 0 or value[start - 1] == "\n":
            self._line_year, self._line_vote = None, 0.0
            self._enter_line(sentence)
            if self.header.kind == "speech" and looks_back(sentence.rstrip("。：")):
                self._line_year, self._line_vote = self._last_year, _TROUBLE_OR_PAST
        self._turn_to_come(start, sentence)
        if _WILL_FOLLOW.search(sentence) and (path := self._article.path(start)):
            self._ahead_until, self._heading_vote = path[-1].end, _AHEAD
        self._enter_sentence(sentence)
        if aims := _AIMED_AT.findall(sentence):
            self._aimed_at = When(int(aims[-1]), int(aims[-1]))
        opening = _OPENING.match(sentence)
        if opening:
            years = years_in(sentence[:24], self.header.year)
            turns = opening["time"] in ("去年", "上年") and _BACK_TO_NOW.search(sentence)
            of_month = self._heading_year and _MONTH.match(sentence, opening.end())
            if not of_month:
                self._line_year = years[0] if years and not turns else None

    def _turn_to_come(self, start: int, sentence: str) -> None:
        """截至去年底…，今年要…: what stands behind on the line is of this year."""
        if self._to_come and self._article.text.value[start - 1] != "\n":
            self._line_year, self._line_vote = None, 0.0
        self._to_come = bool(_THIS_YEAR_NOW.search(sentence))

    def _enter_sentence(self, sentence: str) -> None:
        """What opens by looking back (一年来) or ahead (今年) turns the rest of its line."""
        if not _OPENS_WITH_TIME.search(sentence, 0, 24):
            return
        back = _LOOKING_BACK.match(sentence)
        term = _LAST_TERM.match(sentence)
        topic = _TOPIC.match(sentence)
        if back or term:
            lent = self.last_term(of_year=term.group().endswith("年")) if term else self._last_year
            self._line_year, self._line_vote = lent, _TROUBLE_OR_PAST
        elif _NEXT_YEAR.match(sentence) and self.header.kind == "report" and self.header.year:
            following = self.header.year + 1
            self._line_year, self._line_vote = When(following, following), 0.0
        elif _LOOKING_AHEAD.match(sentence) and self._line_vote > 0:
            self._line_year, self._line_vote = None, 0.0
        elif topic and heading_vote(topic["topic"]):
            self._line_vote = heading_vote(topic["topic"])
            years = years_in(topic["topic"], self.header.year)
            self._line_year = years[-1] if years else self._line_year

    def _year_reviewed(self, title: str) -> When | None:
        """The year of a heading that looks back without a date: 上学期工作回顾, 工作总结."""
        term = _REVIEWED_TERM.search(title)
        if term:
            return self.last_term(of_year=term.group().endswith("年"))
        return self._last_year if _REVIEW.search(title) or looks_back(title) else None

    def _year_looked_back_on(self) -> When | None:
        """The year that 一年来 means: in a plan, or a speech about this year, the one before."""
        year = self.header.year
        if not year:
            return None
        text = self._article.text.value
        half = _HALFWAY.search(self.header.title) or _HALFWAY.search(text, 0, _OPENING_REACH)
        before = self.header.kind in _PLANNING or (
            self.header.kind == "speech" and not half and _THIS_YEAR_WILL.search(text)
        )
        return When(year - 1, year - 1) if before else When(year, year, 0)

    def _enter_section(self, start: int) -> None:
        sections = self._article.sections
        following = self._section + 1
        if start < self._section_end and (
            following == len(sections) or start < sections[following].start
        ):
            return
        while following < len(sections) and sections[following].start <= start:
            following += 1
        self._section = following - 1
        self._read_headings(self._article.path(start))

    def _read_headings(self, path: tuple[Section, ...]) -> None:
        self._section_end = path[-1].end if path else self._next_start()
        self._label_year, self._label_vote = None, 0.0
        self._heading_year, self._heading_vote = None, 0.0
        self._part_year = self._parts.year(self._section, path)
        self._state = None
        for item in path:
            title = item.title[:40]
            if _FIGURE.search(title):
                continue
            years = years_in(title, self._written_in()) or years_planned(title)
            lent = years[-1] if years else self._year_reviewed(title)
            lent = self.horizon if self._of_plan(lent, title) else lent
            self._heading_year = lent or self._heading_year
            if len(item.title) <= 24:
                self._heading_vote = heading_vote(title) or self._heading_vote
            if not self._state and (self._heading_vote > 0 or _STATE.search(title)):
                self._state = as_of(self._article, item.start, item.end, self.header.year)
        self.stood = self._state or self.stood
        if path and path[-1].start < self._ahead_until:
            self._heading_vote = _AHEAD
        if self._heading_vote > 0 and not self._state:
            self._heading_year = self._heading_year or looks_back_from(self.header)

    def _of_plan(self, lent: When | None, title: str) -> bool:
        """Whether a heading names the school year that a plan is for."""
        plan = self._of_school_year and self.header.kind in _PLANNING
        return bool(plan and lent and lent.shift == 0 and "学年" in title)

    def _written_in(self) -> int | None:
        """The year in which it says 下学年: that in which the school year ends it reports on."""
        year = self.header.year
        reports = self.header.kind == "report" and self._of_school_year
        return year + 1 if year and reports else year

    def _next_start(self) -> int:
        sections = self._article.sections
        following = self._section + 1
        return sections[following].start if following < len(sections) else len(self._article.text)

    def _enter_line(self, sentence: str) -> None:
        if _ADMITTING.match(sentence) and self._state:
            self._state, self._heading_year = None, looks_back_from(self.header)
        label = _LABEL.match(sentence) or (_BARE_LABEL.match(sentence) if self._by_year else None)
        if not label:
            return
        years = years_in(label["time"] or "", self.header.year)
        self._label_year = years[0] if years else None
        looks_back = bool(label["trouble"]) or label["time"] == "过去"
        self._label_vote = _TROUBLE_OR_PAST if looks_back else 0.0
