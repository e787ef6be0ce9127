"""``python -m tests.extraction.training`` learns every model anew and prints how far it holds."""

from plans.extraction.learned import forget
from tests.extraction.training import confidence, naming, natures
from tests.extraction.training.confidence import ROOT, Gazetteer


def train_naming() -> None:
    """Choice of the names of statements."""
    cases = naming.labelled(Gazetteer.load(ROOT / "fixtures" / "regions"))
    naming.write(naming.fitted(cases))
    naming.report(cases)
    forget()


def train_natures() -> None:
    """What leans to reached or promised."""
    cases = natures.labelled(Gazetteer.load(ROOT / "fixtures" / "regions"))
    natures.write(natures.fitted(cases))
    natures.report(cases)
    forget()


def train_confidence() -> None:
    """Confidence of statements."""
    cases = confidence.labelled()
    confidence.write(confidence.fitted(cases))
    confidence.report(cases)


MODELS = (train_naming, train_natures, train_confidence)
"""In the order that they need one another."""

if __name__ == "__main__":
    for train in MODELS:
        train()
