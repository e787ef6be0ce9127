"""Confidence holds on documents that it was not learned from."""

from statistics import fmean

from tests.extraction.training.comparing import is_alike, judged
from tests.extraction.training.confidence import error, held_out, labelled

LABEL = {
    "span": [0, 3],
    "value": 3,
    "unit": "人",
    "comparator": "exactly",
    "nature": "target",
    "year": 2020,
    "category": "indicator",
    "indicator": "新招教师数",
}
WORST = 0.08
"""Mean distance of predicted and right over tenths of about 32 statements, chance included."""


def test_predicted_is_what_is_right_and_the_surer_part_is_better_than_the_whole():
    """One test: the documents are read for long, and parallel workers would read them anew."""
    pairs = held_out(labelled())
    assert error(pairs) < WORST
    top = pairs[: round(len(pairs) * 0.6)]
    assert fmean(t for _, t in top) > fmean(t for _, t in pairs) + 0.02


def test_a_synonym_of_the_unit_is_found_and_a_wrong_year_is_told():
    (right,) = judged([LABEL | {"unit": "名", "year": 2021}], [LABEL])
    assert right["found"] and right["nature"] and not right["year"] and not right["all"]


def test_a_false_alarm_tells_nothing_of_attributes_and_an_optional_label_nothing_at_all():
    other = LABEL | {"value": 4}
    assert list(judged([other], [LABEL])) == [{"found": False, "all": False}]
    assert list(judged([other], [LABEL | {"optional": True}])) == [None]


def test_names_are_alike_by_pairs_or_where_one_holds_the_other():
    assert is_alike("新招教师数", "全县新招教师数")
    assert is_alike(None, None)
    assert not is_alike("新招教师数", "入学率")
