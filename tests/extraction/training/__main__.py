"""``python -m tests.extraction.training`` learns every model anew and prints how far it holds."""

from tests.extraction.training import confidence


def train_confidence() -> None:
    """Confidence of statements."""
    cases = confidence.labelled()
    confidence.write(confidence.fitted(cases))
    confidence.report(cases)


MODELS = (train_confidence,)
"""In the order that they need one another."""

if __name__ == "__main__":
    for train in MODELS:
        train()
