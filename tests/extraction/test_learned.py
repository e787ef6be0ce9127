"""Weights that are learned from cases decide cases like them, the same way every time."""

import pytest

from plans.extraction import learned as files
from plans.extraction.learned import Logistic, forget, learned
from tests.extraction.training.fitting import fit

CASES = [
    (("verb:will", "kind:plan"), True),
    (("verb:will", "kind:report"), True),
    (("verb:did", "kind:plan"), False),
    (("verb:did", "kind:report"), False),
] * 5


def test_what_decides_is_learned_and_what_does_not_is_left_at_even_odds():
    model = fit(CASES)
    assert model.probability(("verb:will",)) > 0.8
    assert model.probability(("verb:did",)) < 0.2
    assert model.probability(("kind:plan",)) == pytest.approx(0.5, abs=0.02)


def test_a_feature_of_a_single_case_is_left_out():
    model = fit([*CASES, (("verb:will", "place:here"), True)])
    assert "place:here" not in model.weights


def test_the_same_cases_in_another_order_give_the_same_weights():
    assert fit(CASES).weights == pytest.approx(fit(CASES[::-1]).weights, abs=1e-3)


def test_the_odds_are_those_of_the_weights():
    model = Logistic({"": -1.0, "a": 1.0, "b": 2.0})
    assert model.score(("a", "b", "unknown")) == 2.0
    assert model.probability(("a",)) == 0.5
    assert 0 < Logistic({"a": 900.0}).probability(("a",)) < 1


def test_without_a_file_nothing_is_learned():
    assert not learned("nothing", "of this name").is_learned


def test_what_was_written_anew_is_read_once_the_old_is_forgotten(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "__file__", str(tmp_path / "__init__.py"))
    kept = tmp_path / "trial.json"
    for weight in (1.0, 2.0):
        kept.write_text(f'{{"table": {{"a": {weight}}}}}', encoding="utf-8")
        forget()
        assert learned("trial", "table").score(("a",)) == weight
    forget()
