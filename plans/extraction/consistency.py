"""A document and its statements enter, contradictions between its figures leave as problems."""

from plans.extraction.schema import Article, Header, Problem, Statement


def find_inconsistencies(
    article: Article, header: Header, statements: tuple[Statement, ...]
) -> tuple[Problem, ...]:
    """Figures that cannot all be right; only clear cases, for a false alarm costs trust."""
    return tuple(
        Problem("consistency", f"{s.text}超过100%", s.span)
        for s in statements
        if s.unit == "%" and s.value > 100 and (s.indicator or "").endswith("合格率")
    )
