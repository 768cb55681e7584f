"""How compile time grows with the program: 1,250, 2,500 and 5,000 lines of ordinary typed code."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.machines import ROOT

PART = '''
@dataclass
class Account{n}:
    owner: str
    balance: float = 0.0
    history: list[str] = field(default_factory=list)

    def deposit(self, amount: float) -> None:
        if amount <= {n}:
            raise ValueError(f"{{self.owner}} cannot deposit {{amount:.2f}}")
        self.balance += amount
        self.history.append(f"deposit {{amount:.2f}}")

    def summary(self) -> str:
        lines = [f"{{i}}: {{line}}" for i, line in enumerate(self.history) if line]
        return "; ".join([self.owner.title(), *lines])


class Savings{n}(Account{n}):
    def deposit(self, amount: float) -> None:
        super().deposit(amount * 1.0{n})
        self.history[-1] += " with interest"


def frequencies{n}(text: str, least: int = {n} % 3) -> dict[str, int]:
    counted: dict[str, int] = {{}}
    for word in text.lower().split():
        word = word.strip(".,;!?")
        if not word:
            continue
        counted[word] = counted.get(word, 0) + 1
    return {{word: count for word, count in sorted(counted.items()) if count > least}}


def distance{n}(left: tuple[int, int], right: tuple[int, int]) -> int:
    total = {n}
    for a, b in zip(left, right):
        while a < b:
            total, a = total + 1, a + 1
        else:
            total += a - b
    return total


def run{n}() -> None:
    for account in (Account{n}("ada"), Savings{n}("grace", 10.5)):
        try:
            account.deposit({n} + 1.5)
            account.deposit({n} - 1.5)
        except ValueError as error:
            print(error, account.summary())
    print(frequencies{n}("the cat, the dog, and the {n} mice!"), distance{n}((1, 2), (3, {n})))

'''
LINES = PART.count("\n")
SIZES = (1, 2, 4)
FULL = 5000


def program(lines: int) -> str:
    """About this many lines that are all reached and print something."""
    parts = range(1, lines // LINES + 1)
    calls = "\n".join(f"run{n}()" for n in parts)
    return "from dataclasses import dataclass, field\n\n" + "".join(PART.format(n=n) for n in parts) + calls + "\n"


def figures() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as directory:
        empty = _seconds(Path(directory), "print()\n")
        seconds = {size: _seconds(Path(directory), program(FULL * size // SIZES[-1])) for size in SIZES}
    note = "; ".join(f"{FULL * size // SIZES[-1]} lines: {spent:.1f} s" for size, spent in seconds.items()) + f"; one line: {empty:.1f} s"
    whole = seconds[SIZES[-1]]
    yield Figure("yarara build of 5,000 lines, CPU time", whole, "s", "<=", 20, note)
    added = (whole - empty) / (seconds[SIZES[0]] - empty)
    yield Figure("... what 4 times as many lines add, against what the first quarter adds", added, "times", "<=", 4.4)


def _seconds(directory: Path, text: str) -> float:
    """Processor time of the compiler, which other work on the machine hardly changes."""
    source = directory / f"lines{text.count(chr(10))}.py"
    source.write_text(text)
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([sys.executable, "-m", "yarara", "build", str(source), "-o", str(directory / "program.elf")], cwd=ROOT, check=True, timeout=900)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return min(after.ru_utime - before.ru_utime, time.monotonic() - start)
