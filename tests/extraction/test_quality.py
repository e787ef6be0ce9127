"""The extraction keeps what it has reached on the references (``floors.json`` only rises)."""

import importlib.util
import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from plans.extraction import Gazetteer, extract_file
from plans.extraction.contract import as_contract

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
REFERENCES = sorted((SHARED / "evaluation" / "reference").glob("*.json"))
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.skipif(not REFERENCES, reason="the references are not at hand")


@pytest.fixture(scope="module")
def figures():
    """F1 of every measure over all references together."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "evaluation" / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    gazetteer = Gazetteer.load(ROOT / "fixtures" / "regions")
    tally = defaultdict(Counter)
    for path in REFERENCES:
        (source,) = (SHARED / "seeds").glob(f"{path.stem}_*")
        found = extract_file(source.name, source.read_bytes(), gazetteer=gazetteer)
        score.score_source(
            json.loads(path.read_text(encoding="utf-8")), as_contract(found), tally
        )
    return {
        name: score.prf(c["hit"], c["predicted"], c["reference"])[2] for name, c in tally.items()
    }


@pytest.mark.parametrize("measure", FLOORS)
def test_quality_does_not_fall(figures, measure):
    assert figures[measure] >= FLOORS[measure]
