"""Where rules hardly tell promised from reached, learned words do: and only there."""

from pathlib import Path

import pytest

from plans.extraction import Gazetteer
from plans.extraction import learned as files
from plans.extraction.learned import Logistic, forget
from plans.extraction.statements import read_statements
from plans.extraction.statements.leaning import LEAN, Surroundings
from plans.extraction.statements.natures import WEAK
from tests.extraction.test_attributes import document, statements
from tests.extraction.training import natures

REGIONS = Path(__file__).parents[2] / "fixtures" / "regions"
UNSURE = "教师占比41.5%"
SURE = "力争教师占比达到45%"


def around(sentence: str, **told: object) -> Surroundings:
    """What stands around the only number of a sentence."""
    ((_, (_, meaning)),) = read_statements(*document(sentence, **told))
    assert meaning.around
    return meaning.around


@pytest.fixture
def only_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Make one word all that was ever learned."""

    def learn(mark: str, weight: float) -> None:
        (tmp_path / "natures.json").write_text(
            f'{{"reached": {{"{mark}": {weight}}}}}', encoding="utf-8"
        )
        monkeypatch.setattr(files, "__file__", str(tmp_path / "__init__.py"))
        forget()

    yield learn
    monkeypatch.undo()
    forget()


def test_a_learned_word_turns_what_rules_hardly_tell(only_words):
    assert abs(around(UNSURE).votes) < WEAK
    for weight, nature in ((-9.0, "target"), (9.0, "actual")):
        only_words("before 占比", weight)
        assert [s.nature for s in statements(UNSURE)] == [nature]


def test_no_learned_word_turns_what_rules_tell(only_words):
    assert abs(around(SURE).votes) >= WEAK
    only_words("before 占比", 9.0)
    assert [s.nature for s in statements(SURE)] == ["target"]


def test_the_votes_of_rules_and_words_are_added():
    told = around(UNSURE)
    assert told.weighed(Logistic({"before 占比": 2.0})) == told.votes + 2 * LEAN
    assert told.weighed(Logistic({})) == told.votes


def test_words_are_marked_by_their_place_and_years_by_how_they_lie():
    marks = set(around("2012年调查过，2015年有教师30名参加，结果尚好", year=2014).marks())
    assert {"clause before 去年", "before 明年", "before 0 教师", "later 结果"} <= marks
    assert not any("30" in mark or "20" in mark for mark in marks)


def test_the_labels_teach_what_the_file_holds_and_it_tells_more_than_rules():
    cases = natures.labelled(Gazetteer.load(REGIONS))
    stored = files.learned("natures", "reached").weights
    assert natures.fitted(cases).weights == pytest.approx(stored, abs=1e-2)
    _, rule, learned = natures.held_out(cases)
    assert learned > rule
