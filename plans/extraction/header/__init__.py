"""An article enters, what it says about itself leaves: title, kind, year, region, issuer."""

from plans.extraction.gazetteer import Gazetteer
from plans.extraction.header.claims import Claims, read_claims
from plans.extraction.header.dates import posted_on
from plans.extraction.header.facts import stated_number
from plans.extraction.header.home import Home, find_home
from plans.extraction.header.issuer import find_office
from plans.extraction.header.kinds import find_kind
from plans.extraction.header.numbers import find_number
from plans.extraction.header.page import Page
from plans.extraction.header.subject import other_subject, subject_problems
from plans.extraction.header.years import find_era, find_year, is_masked
from plans.extraction.place_names import ORDINARY_WORDS
from plans.extraction.schema import Article, Header, Problem

NATION = "全国"


def read_header(article: Article, gazetteer: Gazetteer, default_year: int | None) -> Header:
    """What the document says about itself; ``default_year`` serves 今年 where no year is named."""
    page = Page.of(article)
    kind = find_kind(page)
    number = find_number(page) or stated_number(page)
    posted = posted_on(page)
    year = find_year(page, kind, number, posted=posted)
    only_posted = year is not None and posted and find_year(page, kind, number) != year
    era = year or find_era(page)
    claims = read_claims(page, gazetteer, era, number)
    home = find_home(page, gazetteer, claims, era)
    subject = other_subject(page)
    problems = subject_problems(subject) + home.problems + _year_problems(page, year, default_year)
    if only_posted:
        message = f"年份按网页发布日期推定为{year}年，请核对"
        problems = (*problems, Problem("header", message))
    if year is None and not is_masked(page) and "今年" in page.body:
        year = default_year
    return Header(
        title=page.title,
        kind=kind,
        year=year,
        region=_region(home, gazetteer, era),
        adcode=home.place.adcode if home.place else None,
        level=home.level,
        issuer=find_office(page, home),
        doc_number=number,
        school=home.school,
        education=subject is None,
        problems=problems,
        neighbours=_neighbours(home, gazetteer, claims),
    )


def _neighbours(home: Home, gazetteer: Gazetteer, claims: Claims) -> tuple[str, ...]:
    """Names of the regions in the body that are neither part of the document's own nor above it."""
    own = home.place
    if own is None:
        return ()
    return tuple(
        name
        for name, place in claims.named.items()
        if name not in ORDINARY_WORDS
        and not gazetteer.is_within(place, own.adcode)
        and not gazetteer.is_within(own, place.adcode)
    )


def _region(home: Home, gazetteer: Gazetteer, year: int | None) -> str | None:
    if home.place is None:
        return NATION if home.level == "national" else None
    return gazetteer.full_name(home.place, year) + home.below


def _year_problems(page: Page, year: int | None, default: int | None) -> tuple[Problem, ...]:
    if year is not None:
        return ()
    if is_masked(page):
        return (Problem("header", "文中年份被遮盖，请补填年度"),)
    if default is not None and "今年" in page.body:
        return (Problem("header", f"文中没有写明年份，“今年”按{default}年理解，请核对"),)
    return (Problem("header", "文中没有可以确定的年份，请补填年度"),)
