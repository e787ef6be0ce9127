"""What was learned from the project's own labelled text: weights in JSON beside this file.

``python -m tests.extraction.training`` writes them anew; the same text gives the same file.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from plans.extraction.learned.logistic import Logistic

__all__ = ["Logistic", "learned"]


@cache
def learned(name: str) -> Logistic:
    """The model of this name; without its file one that says nothing, so that the rules decide.

    ``confidence-year`` is the table ``year`` of ``confidence.json``, ``names`` all of
    ``names.json``.
    """
    file, _, table = name.partition("-")
    weights = _file(file)
    return Logistic(weights.get(table, {}) if table else weights)


@cache
def _file(name: str) -> dict[str, Any]:
    path = Path(__file__).with_name(f"{name}.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
