"""Which functions need not look at the stack when they begin.

A function of the application looks whether there is stack left, and whether another thread is to run, because functions may call each other without
end. One from which only a few more calls can follow, whatever happens, needs neither: what it takes is part of what every check leaves over
(`RESERVE` in kernel/memory/stacks.py). That is known when everything is lowered: calls are followed as for allocations (`allocations.py`).
"""

from __future__ import annotations

from yarara.compiler.emission.allocations import RESUMES, Allocations
from yarara.compiler.lowering.lowering import CHECK, CHECKED
from yarara.compiler.program.program import Program

DEEPEST = 3
"""Calls within calls that may go without a check."""
LONGEST = 20_000
"""Characters of a function whose frame may be on the stack without one."""
HARMLESS = ("@llvm.", '@"yarara.runtime.errors.raise_', '@"yarara.kernel.threads.scheduler.checkpoint', '@"yarara.kernel.threads.stack_growth.grow', "@yarara_")
"""What is called in many functions and never calls the application."""


class StackChecks:
    """The calls of a lowered program."""

    def __init__(self, program: Program, calls: Allocations) -> None:
        self.program, self.calls = program, calls
        self._known: dict[tuple[str, int], bool] = {}

    def without(self, symbol: str, text: str) -> str:
        """The text of a function, without a check if it can do without."""
        begin = text.find(CHECK)
        if begin < 0 or len(text) > LONGEST or not self._ends(symbol, DEEPEST):
            return text
        end = text.index(CHECKED, begin)
        label = text[begin + len(CHECK):text.index("\n", begin)].strip()
        return f"{text[:begin]}br label %{label}\n{label}:\n{text[end + len(CHECKED):]}"

    def _ends(self, symbol: str, most: int) -> bool:
        """Whether a function comes to at most so many calls within each other."""
        found = self._known.get((symbol, most))
        if found is None:
            found = self._known[symbol, most] = all(self._call_ends(call.target, most) for call in self.program.calls.get(symbol, ()))
        return found

    def _call_ends(self, target: str, most: int) -> bool:
        if target.startswith(HARMLESS) and target != RESUMES:
            return True
        return most > 0 and all(callee is not None and self._ends(callee.symbol, most - 1) for callee in self.calls.targets(target))
