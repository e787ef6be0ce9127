"""A document enters, the proper names of the schools in it leave."""

import re

from plans.extraction.schema import Article, Header

_NAMED = re.compile(r"(?<=[、，。；：（“ \n\t和与在对由])([\u4e00-\u9fff]{2,6}(?:小学|中学|高中|幼儿园|大学|学院|中心校))")
_GENERIC = re.compile(r"^(?:各|全|中心|乡镇|农村|民办|公办|初级|高级|普通|示范|寄宿)|中小学")


def find_schools(article: Article, header: Header) -> tuple[str, ...]:
    """Distinct proper names of schools, kindergartens and colleges, in the order of the text."""
    names = (m[1] for m in _NAMED.finditer(article.text.value))
    return tuple(dict.fromkeys(n for n in names if not _GENERIC.search(n)))
