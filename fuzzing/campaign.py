"""Programs by the seed, one after another: what goes wrong is told once, made small, and kept."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from fuzzing.outcome import Difference, compare
from fuzzing.programs import program
from fuzzing.shrinking import shrink, silence
from yarara.compiler.options import UNOPTIMISED

TOLERATED = 12
"""So many refusals in one program are put aside to see the rest of it run."""


def differences(seed: int, folder: Path, level: int = UNOPTIMISED, tests: int = 8) -> list[tuple[Difference, str]]:
    """What is wrong with the program of a seed, each with the source that shows it: refusals, and at last a crash or a wrong result."""
    source = program(seed, tests)
    found: list[tuple[Difference, str]] = []
    for _ in range(TOLERATED):
        difference = compare(source, folder, level)
        if difference is None:
            break
        found.append((difference, source))
        without = silence(source, difference.line) if difference.line else None
        if without is None:
            break
        source = without
    return found


def smaller(difference: Difference, source: str, level: int = UNOPTIMISED, report: Callable[[int], None] = lambda lines: None) -> str:
    """The smallest program that shows the same difference."""
    with tempfile.TemporaryDirectory() as name:
        def shows(candidate: str) -> bool:
            other = compare(candidate, Path(name), level)
            return other is not None and other.key == difference.key
        return shrink(source, shows, report)


class Campaign:
    """Counts, and a folder for what was found."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.folder = folder
        self.say = say
        self.counts: Counter[str] = Counter()
        self.known: set[str] = set()

    def run(self, seed: int, level: int, shrinking: bool) -> None:
        """One program."""
        with tempfile.TemporaryDirectory() as name:
            found = differences(seed, Path(name), level)
        self.counts["programs"] += 1
        for difference, source in found:
            self.counts[difference.sort] += 1
            if difference.key in self.known and difference.sort != "result":
                continue
            self.known.add(difference.key)
            self.say(f"seed {seed}: {difference.sort}: {difference.text}")
            self._keep(seed, difference, source, level, shrinking)

    def _keep(self, seed: int, difference: Difference, source: str, level: int, shrinking: bool) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{difference.sort}_{seed}_{len(self.known)}.py"
        path.write_text(source)
        if shrinking:
            path.write_text(smaller(difference, source, level) + "\n")
        self.say(f"    {path}")
