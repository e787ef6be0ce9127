"""The extraction keeps what it has reached on labelled documents (``floors.json`` only rises)."""

import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from plans.extraction import Gazetteer, extract_file
from plans.extraction.contract import as_contract

ROOT = Path(__file__).resolve().parents[2]
EVALUATION = ROOT.parent / "shared" / "evaluation"
SEEDS = ROOT.parent / "shared" / "seeds"
DATA = Path(__file__).parent / "data"
LABELS = {
    "references": sorted((EVALUATION / "reference").glob("*.json")),
    # nine articles of a page that the project does not hold: spans and values alone
    "page": [DATA / "002.json"],
    "own": [*sorted(DATA.glob("0[1-9]_*.json")), DATA / "10_vocational_report.json"],
    # documents of twelve writers who knew only the guide; two readers each, settled
    "ordinary": sorted(DATA.glob("[56][1-5]_*.json")),
    "twelve": sorted(DATA.glob("[789][1-4]_*.json")),
    "dozen": sorted(DATA.glob("[789][5-8]_*.json")),
    "ten": sorted(DATA.glob("[56][06-9]_*.json")),
    "eight": sorted(DATA.glob("[3789][09]_*.json")),
    # written as tired clerks write, after looking at how real documents run
    "clerks": sorted(DATA.glob("1[01][0-9]_*.json")),
    # of all kinds, most without a year in the title; two readers each, settled
    "kinds": sorted(DATA.glob("1[2-4][0-9]_*.json")),
    # written to be hard: every way of telling a number, by twelve imagined clerks; settled
    "hard": sorted(DATA.glob("1[56][0-9]_*.json")),
    # ordinary prose, measured before anybody read a miss; two readers each, settled
    "offices": sorted(DATA.glob("1[7-9][0-9]_*.json")),
    # plans, reports, speeches, notices of schools, counties, provinces: by many hands
    "varied": sorted(DATA.glob("[1-4][1-6]_*.json")),
}
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(
    not (EVALUATION / "score.py").exists(), reason="the scoring program is not at hand"
)


def labelled(group: str) -> Iterator[tuple[Path, Path]]:
    """Labels and source of each document; a reference is named by its source's number."""
    for labels in LABELS[group]:
        own = labels.with_suffix(".txt")
        yield labels, own if own.exists() else next(SEEDS.glob(f"{labels.stem}_*"))


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    """F1 of every measure over all documents of a group together."""
    spec = importlib.util.spec_from_file_location("score", EVALUATION / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    gazetteer = Gazetteer.load(ROOT / "fixtures" / "regions")
    result = {}
    for group in LABELS:
        tally = defaultdict(Counter)
        for labels, source in labelled(group):
            found = extract_file(source.name, source.read_bytes(), gazetteer=gazetteer)
            wanted = json.loads(labels.read_text(encoding="utf-8"))
            score.score_source(wanted, as_contract(found), tally)
        result[group] = {
            name: score.prf(c["hit"], c["predicted"], c["reference"])[2]
            for name, c in tally.items()
        }
    return result


@pytest.mark.parametrize(
    ("group", "measure"), [(group, name) for group in FLOORS for name in FLOORS[group]]
)
def test_quality_does_not_fall(
    figures: dict[str, dict[str, float]], group: str, measure: str
) -> None:
    if not LABELS[group]:
        pytest.skip("no labelled documents at hand")
    assert figures[group][measure] >= FLOORS[group][measure]
