"""Loops over generators that nobody else has: the generator's body is written where the loop stands, with the loop's body in the place of its `yield`.

`for item in function(...)` asks for one item after the other and drops the generator at the end. So there is nobody who could see that no generator is
made. What remains of it is its frame in tracebacks, and that a StopIteration does not leave it. Functions that clean up when they are closed, that have
several `yield`s, that are large or that are called by themselves stay coroutines (`generators.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from mypy.nodes import (
    CallExpr, ClassDef, DictionaryComprehension, ExpressionStmt, ForStmt, FuncDef, GeneratorExpr, Import, ImportFrom, LambdaExpr, MatchStmt, NameExpr, Node, ReturnStmt, TryStmt, WithStmt, YieldExpr, YieldFromExpr,
)

from yarara.compiler.frontend.branched_functions import visible_name
from yarara.compiler.lowering.builder import Cleanup, Loop, Value
from yarara.compiler.lowering.closures import survey
from yarara.compiler.lowering.generators import Generators
from yarara.compiler.program.instances import FunctionInstance
from yarara.compiler.lowering.names import Local
from yarara.compiler.program.types import NONE, Class
from yarara.compiler.walk import walk

LARGEST = 100
"""Nodes of a body that is written in the place of loops."""

DEEPEST = 3
"""How many generators that loop over generators are written into each other."""

_OUT_OF_PLACE = (
    ClassDef, DictionaryComprehension, FuncDef, GeneratorExpr, Import, ImportFrom, LambdaExpr, MatchStmt, TryStmt, WithStmt, YieldFromExpr,
)
"""What such a body does not hold: what must be closed, or would need variables of a function of its own."""


def _fits_in_place(function: FuncDef) -> bool:
    """Whether the body is small, yields in one place, and has nothing to clean up."""
    size, yields, plain_yields, fits = 0, 0, 0, True

    def enter(node: Node) -> bool:
        nonlocal size, yields, plain_yields, fits
        size += 1
        yields += isinstance(node, YieldExpr)
        plain_yields += isinstance(node, ExpressionStmt) and isinstance(node.expr, YieldExpr)
        fits = fits and size <= LARGEST and not isinstance(node, _OUT_OF_PLACE) and not (isinstance(node, ReturnStmt) and node.expr is not None)
        return fits

    walk(function.body, enter)
    return fits and yields == plain_yields == 1


@dataclass
class Taken:
    """A generator function whose body is being written in the place of a loop."""

    function: FuncDef
    instance: FunctionInstance
    consume: Callable[[Value], None]
    """Writes the loop's body for an item."""
    done: str


class GeneratorsInPlace(Generators):
    """`for` over calls of small generator functions."""

    taken: tuple[Taken, ...] = ()
    begun: tuple[FuncDef, ...] = ()
    """Whose code is not finished yet, because the body of a loop over it is written."""

    def _execute_ForStmt(self, s: ForStmt) -> None:
        function = self._taken_function(s)
        if function is None:
            super()._execute_ForStmt(s)
        else:
            self._take(s, function)

    def _taken_function(self, s: ForStmt) -> FuncDef | None:
        """The generator function of this module that the loop calls, if its body can be written here."""
        e = s.expr
        if not self.application or s.is_async or not isinstance(e, CallExpr) or e.analyzed is not None or not isinstance(e.callee, NameExpr):
            return None
        function = e.callee.node
        if not isinstance(function, FuncDef) or not function.is_generator or function.is_coroutine or function.fullname != f"{self.instance.module}.{function.name}":
            return None
        if function is self.instance.node or function in self.begun or len(self.begun) == DEEPEST or self.program.function_behind(function) not in (None, function):
            return None
        return function if _fits_in_place(function) else None

    # -- the loop ------------------------------------------------------------------------------------------------------

    def _take(self, s: ForStmt, function: FuncDef) -> None:
        e = s.expr
        assert isinstance(e, CallExpr) and isinstance(e.callee, NameExpr)
        span = self.span
        self.where(e)
        passed, made, environment = self.prepare_call(function, self.actuals(e), e, inferred=self.inferred(e.callee))
        assert isinstance(made, Class)
        instance = FunctionInstance(
            self.instance.symbol, function, self.instance.module, tuple(p.type for p in passed), made, environment, generator=made, name=visible_name(function.name),
        )
        after, done = self.name("after"), self.name("done")
        before = set(self.assigned)
        taken = Taken(function, instance, self._consumer(s, after), done)
        handler = self.new_handler()
        self.in_frame(instance.name, lambda: self._write_body(taken, passed), span)
        self.handlers.pop()
        goes_on = not self.terminated
        past = self.name("past")
        self.jump(past)
        if handler.used:
            self.where(s)
            self._leave_generator(self.land(handler))
        if goes_on:
            self.start_quietly(past)
        self.assigned = set(before)
        if goes_on and s.else_body is not None:
            self.execute_block(s.else_body)
        self.start_if_reached(after)
        self.assigned = set(before)

    def _leave_generator(self, error: str) -> None:
        """An exception that left the generator's body, and has the frame of the loop by now."""
        stopped, other = self.name("stopped"), self.name("other")
        self.branch(self.has_class(error, self.program.builtin_class("StopIteration")), stopped, other)
        self.start_quietly(stopped)
        self.raise_runtime("raise_stopped", [Value(self.program.base_exception, error)])
        self.start_quietly(other)
        self.throw(error, fresh=False)

    def _write_body(self, taken: Taken, passed: list[Value]) -> None:
        """The generator's own code, with variables of its own, which have no value yet each time that the loop begins."""
        function = taken.function
        variables = survey(function).variables | {formal.variable for formal in function.arguments}
        for variable in variables:
            self.locals.pop(variable, None)
            self.assigned.discard(variable)
        start = len(self.lines)
        self.taken, self.begun = (*self.taken, taken), (*self.begun, function)
        with self._written_in(taken.instance, [], []):
            self.bind_parameters(function, passed)
            self.execute_block(function.body)
        self.taken, self.begun = self.taken[:-1], self.begun[:-1]
        self.start(taken.done)
        flags = (self.locals[v].flag for v in sorted(variables, key=lambda v: (v.line, v.name)) if v in self.locals)
        self.lines[start:start] = [f"  store i1 false, ptr {flag}" for flag in flags if flag]

    @contextmanager
    def _written_in(self, instance: FunctionInstance, loops: list[Loop], cleanups: list[Cleanup]) -> Iterator[None]:
        """Write code of another function in this one."""
        outer = self.instance, self.loops, self.cleanups
        self.instance, self.loops, self.cleanups = instance, loops, cleanups
        yield
        self.instance, self.loops, self.cleanups = outer

    def _consumer(self, s: ForStmt, after: str) -> Callable[[Value], None]:
        """The loop's body, as what happens at the `yield`."""
        instance, loops, cleanups, taken = self.instance, self.loops, self.cleanups, self.taken

        def body(item: Value) -> None:
            again = self.name("again")
            inner, handler = self.taken, self.handlers.pop()
            self.taken = taken
            with self._written_in(instance, [*loops, Loop(after, again, len(cleanups))], cleanups):
                self.assign(s.index, item)
                self.execute_block(s.body)
            self.start(again)
            self.taken = inner
            self.handlers.append(handler)

        def consume(item: Value) -> None:
            known = set(self.assigned)
            self.out_of_frame(lambda: body(item))
            self.assigned = known

        return consume

    # -- what the generator's code does otherwise ----------------------------------------------------------------------

    def _is_taken(self) -> bool:
        return bool(self.taken) and self.instance is self.taken[-1].instance

    def yield_value(self, e: YieldExpr) -> None:
        if not self._is_taken():
            super().yield_value(e)
            return
        made = self.instance.generator
        assert made is not None
        item = Value(NONE, "null") if e.expr is None else self.coerce(self.lower(e.expr, made.arguments[0]), made.arguments[0], e)
        self.taken[-1].consume(item)

    def return_from_generator(self, result: Value | None) -> None:
        if self._is_taken():
            self.jump(self.taken[-1].done)
        else:
            super().return_from_generator(result)

    def bind_parameters(self, node: FuncDef, values: list[Value]) -> None:
        """Variables for the parameters of a function."""
        for formal, value in zip(node.arguments, values):
            local = self.locals[formal.variable] = Local(value.type, self.slot(value.type.llvm), "")
            self.store(value, local.slot)
            self.assigned.add(formal.variable)
            local.flag = self.slot("i1")
