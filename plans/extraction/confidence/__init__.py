"""Statements enter and leave with the probabilities that they are right."""

from collections.abc import Sequence
from dataclasses import fields, replace

from plans.extraction.confidence.features import features
from plans.extraction.learned import learned
from plans.extraction.schema import Article, Confidence, Header, Statement

ASPECTS = tuple(field.name for field in fields(Confidence))
"""What is weighed of a statement, each by a table of ``learned/confidence.json``."""


def weigh(
    article: Article, header: Header, statements: Sequence[Statement]
) -> tuple[Statement, ...]:
    """The statements, each with its confidence; as they were where nothing was learned."""
    models = {name: learned("confidence", name) for name in ASPECTS}
    if not all(model.is_learned for model in models.values()):
        return tuple(statements)
    return tuple(
        replace(
            statement,
            confidence=Confidence(
                **{name: round(model.probability(said), 4) for name, model in models.items()}
            ),
        )
        for statement, said in zip(statements, features(article, header, statements), strict=True)
    )
