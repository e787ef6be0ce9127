"""What was learned from the project's own labelled text: weights in JSON beside this file.

``python -m tests.extraction.training`` writes them anew; the same text gives the same file.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from plans.extraction.learned.logistic import Logistic

__all__ = ["Logistic", "forget", "learned"]


@cache
def learned(file: str, table: str) -> Logistic:
    """The model of a table of ``file.json``; without it one that says nothing: the rules decide."""
    return Logistic(_file(file).get(table, {}))


@cache
def _file(name: str) -> dict[str, Any]:
    path = Path(__file__).with_name(f"{name}.json")
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def forget() -> None:
    """Read the files anew when they are next asked for: they have been written."""
    learned.cache_clear()
    _file.cache_clear()
