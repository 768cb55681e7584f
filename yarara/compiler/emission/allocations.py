"""Which functions allocate from the garbage-collected heap, and the promise of some that they do not.

`@machine.allocates_nothing` is checked when the whole program is lowered: no call that the function makes, nor any that those make, leads to
`heap.allocate`. Whatever may be called counts, also what never is, and a call of a function that is known only at run time breaks the promise. Three things do
not count: what runs only on the way to an exception, functions marked `@machine.cold`, and those marked `@machine.may_allocate`. Assembly allocates nothing.
"""

from __future__ import annotations

from collections import deque

from mypy.nodes import FuncDef

from yarara.compiler.new_objects import NEW
from yarara.compiler.program.instances import Call, Dispatcher, FunctionInstance, Place
from yarara.compiler.program.program import Program, Unsupported
from yarara.compiler.lowering.sharing import alone
from yarara.compiler.program.types import NEVER

PROMISE = "allocates_nothing"
EXEMPT = ("cold", "may_allocate")
ALLOCATE = "yarara.kernel.memory.heap.allocate"
BENEATH = ("yarara.runtime.", "yarara.kernel.memory.", "builtins")
"""Modules that allocate on behalf of others: the place that is reported is where they were called."""

_UNKNOWN = "a function that is known only when the program runs"
RESUMES = "@llvm.coro.resume"


class Allocations:
    """The calls of a lowered program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._functions: dict[str, FunctionInstance] = {}
        for instance in program.instances.values():
            self._functions[instance.symbol] = instance
            self._functions[alone(instance.symbol)] = instance
        self._dispatchers = {dispatcher.symbol: dispatcher for dispatcher in program.dispatchers.values()}
        self._reached: dict[str, tuple[FunctionInstance, Place | None] | None] = {}  # each with the call that led there first

    def check(self) -> None:
        """Raise `Unsupported` for a promise that is not kept."""
        for instance in list(self.program.instances.values()):
            if PROMISE in self._decorators(instance) and instance.symbol not in self._reached:
                self._follow(instance)

    def _decorators(self, instance: FunctionInstance) -> tuple[str, ...]:
        return self.program.machine_decorators(instance.node) if isinstance(instance.node, FuncDef) else ()

    def _follow(self, root: FunctionInstance) -> None:
        self._reached[root.symbol] = None
        waiting = deque([root])
        while waiting:
            caller = waiting.popleft()
            for call in self.program.calls.get(caller.symbol, ()):
                if call.target == f"@{NEW}":
                    self._refuse(root, caller, call, "this allocates an object")
                for target in self.targets(call.target):
                    if target is None:
                        self._refuse(root, caller, call, f"this calls {_UNKNOWN}")
                    elif isinstance(target.node, FuncDef) and target.node.fullname == ALLOCATE:
                        self._refuse(root, caller, call, "this allocates an object")
                    elif target.symbol not in self._reached and target.result is not NEVER and not self._is_exempt(target):
                        self._reached[target.symbol] = caller, call.place
                        waiting.append(target)

    def _is_exempt(self, instance: FunctionInstance) -> bool:
        return any(mark in EXEMPT for mark in self._decorators(instance))

    def targets(self, symbol: str) -> list[FunctionInstance | None]:
        """The functions that a call may go to; None for one that is not known."""
        if symbol in self._functions:
            return [self._functions[symbol]]
        dispatcher: Dispatcher | None = self._dispatchers.get(symbol)
        if dispatcher is not None:
            return list(dispatcher.stubs.values())
        return [None] if symbol.startswith("%") or symbol == RESUMES else []

    def _refuse(self, root: FunctionInstance, caller: FunctionInstance, call: Call, what: str) -> None:
        """Report the innermost call that is not in a module which allocates for others, and the way there."""
        way = [(caller, call.place)]
        while (before := self._reached[way[-1][0].symbol]) is not None:
            way.append(before)
        at, place = next(((function, place) for function, place in way if function.node is not None and not function.module.startswith(BENEATH)), way[-1])
        shown = [f.node for f, _ in reversed(way) if isinstance(f.node, FuncDef) and (f is at or not f.module.startswith(BENEATH))]
        names = [self.program.shown_name(node) for node in shown]
        promise = f"{names[0]} allocates nothing, but {what}"
        hint = "keep an object and use it again, or mark what is seldom called with @machine.may_allocate"
        error = Unsupported(promise, place.node if place is not None else at.node, f"called by way of {', '.join(names)}; {hint}" if len(names) > 1 else hint)
        error.path = self.program.typed.modules[at.module].path
        raise error
