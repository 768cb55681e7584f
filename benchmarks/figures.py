"""A measured figure, what it must reach, and how repeated measurements become one number."""

from __future__ import annotations

import operator
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Figure:
    """One row of the table. A figure that could not be measured has no value, and a note that says why."""
    name: str
    value: float | None
    unit: str
    comparison: str
    """`<=` or `>=`: how the value must relate to the limit."""
    limit: float
    note: str = ""
    raw: dict[str, list[float]] = field(default_factory=dict)
    """Every single measurement that went in, by what was measured."""

    @property
    def reached(self) -> bool:
        compare = operator.le if self.comparison == "<=" else operator.ge
        return self.value is not None and compare(self.value, self.limit)


def interleaved(subjects: dict[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Measure each subject once a round, so that what disturbs the host disturbs all alike."""
    measured: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(rounds):
        for name, measure in subjects.items():
            measured[name].append(measure())
    return measured


def median(values: Sequence[float]) -> float:
    return statistics.median(values)
