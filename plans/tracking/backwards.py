"""A last day and stages with their durations enter, the days of each stage leave (倒排工期)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from graphlib import CycleError, TopologicalSorter


class CircleError(ValueError):
    """Stages wait for each other in a circle; ``keys`` are those of it."""

    def __init__(self, keys: Sequence[str]):
        super().__init__("、".join(keys))
        self.keys = keys


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of so many calendar days that begins when all that it waits for is over."""

    key: str
    days: int
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """First and last day of a stage."""

    first: date
    last: date


def schedule(stages: Sequence[Stage], last: date) -> dict[str, Placed]:
    """Key -> days, reckoned back from the last day of all: each as late as what follows allows.

    Raises ``CircleError`` where stages wait for each other, ``KeyError`` for one that waits for
    what there is not, ``ValueError`` for a stage of less than a day.
    """
    by_key = {stage.key: stage for stage in stages}
    followers: dict[str, list[str]] = {key: [] for key in by_key}
    for stage in stages:
        if stage.days < 1:
            raise ValueError(stage.key)
        for before in stage.waits_for:
            followers[before].append(stage.key)
    placed: dict[str, Placed] = {}
    for key in _from_the_end(followers):
        begins = [placed[after].first for after in followers[key]]
        end = min(begins) - timedelta(days=1) if begins else last
        placed[key] = Placed(end - timedelta(days=by_key[key].days - 1), end)
    return {stage.key: placed[stage.key] for stage in stages}


def _from_the_end(followers: dict[str, list[str]]) -> tuple[str, ...]:
    """Keys in an order in which what follows a stage comes before it."""
    try:
        return tuple(TopologicalSorter(followers).static_order())
    except CycleError as error:
        raise CircleError(error.args[1][:-1]) from None
