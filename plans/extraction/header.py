"""An article enters, what it says about itself leaves: title, kind, year, region, issuer, number."""

import re

from plans.extraction.gazetteer import Gazetteer
from plans.extraction.schema import Article, Header

YEAR = re.compile(r"(?<!\d)(?:19[89]|20[0-3])\d(?=年)")


def read_header(article: Article, gazetteer: Gazetteer, default_year: int | None) -> Header:
    """What the document says about itself."""
    year = YEAR.search(article.text.value)
    return Header(
        title=article.title,
        kind="plan",
        year=int(year.group()) if year else default_year,
        region=None,
        adcode=None,
        level="unknown",
        issuer=None,
        doc_number=None,
        school=None,
        education=True,
    )
