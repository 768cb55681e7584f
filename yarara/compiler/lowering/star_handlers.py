"""`except*`: each clause handles its part of an exception group; what no clause takes, and what they raise, leaves together.

`yarara/runtime/exception_groups.py` takes groups apart. Which classes a clause names is told to it as a function of an exception.
"""

from __future__ import annotations

from mypy.nodes import CallExpr, Expression, MemberExpr, RefExpr, TryStmt, TupleExpr, TypeInfo, Var

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Cleanup, Value
from yarara.compiler.lowering.exceptional import Exceptional
from yarara.compiler.program.hierarchy import GROUPS
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import BOOL, Class


class StarHandlers(Exceptional):
    """Statements with `except*`."""

    def try_star(self, s: TryStmt) -> None:
        self.guarded(s, lambda error, before, after, ends: self._catch_star(s, error, before, after, ends))

    def _catch_star(self, s: TryStmt, error: str, before: set[Var], after: str, ends: list[set[Var]]) -> None:
        self.assigned = set(before)
        self._star_clauses(s, Value(self.program.base_exception, error))
        self.finish_branch(after, ends)

    def _star_clauses(self, s: TryStmt, error: Value) -> None:
        star = self.call_runtime("star_begin", error)
        for index, kind in enumerate(s.types):
            if kind is None:
                raise Unsupported("except* needs the name of an exception class", s)
            self._star_clause(s, index, star, kind)
        left = self.call_runtime("star_end", star)
        over, out = self.name("over"), self.name("out")
        self.branch(self.is_some(left), out, over)
        self.start_quietly(out)
        self.throw(self.inside(left).ref, fresh=False)
        self.start_quietly(over)

    def _star_clause(self, s: TryStmt, index: int, star: Value, kind: Expression) -> None:
        matched = self.call_runtime("star_match", star, self.exception_test(kind))
        caught, following = self.name("caught"), self.name("next")
        self.branch(self.is_some(matched), caught, following)
        self.start_quietly(caught)
        group, variable, before = self.inside(matched).ref, s.vars[index], set(self.assigned)
        if variable is not None and isinstance(variable.node, Var):
            self._bind_exception(variable.node, group)
        handler = self.new_handler()
        self.cleanups.append(Cleanup(lambda: None, len(self.handlers) - 1, len(self.handling)))
        self._while_handling(group, lambda: self.execute_block(s.handlers[index]))
        self.cleanups.pop()
        self.handlers.pop()
        if not self.terminated:
            self.jump(following)
        if handler.used:
            self.call_runtime("star_raised", star, Value(self.program.base_exception, self.land(handler)))
            self.jump(following)
        self.start_quietly(following)
        self.assigned = before
        if variable is not None and isinstance(variable.node, Var):
            self.emit(f"store i1 false, ptr {self.locals[variable.node].flag}")

    def exception_test(self, kind: Expression) -> Value:
        """A function that says whether an exception is of the class, or one of the classes, that an expression names."""
        kind = self.classes_behind(kind)
        classes = [self.class_of_expression(e) for e in (kind.items if isinstance(kind, TupleExpr) else [kind])]

        def test(lowering: object, _: list[Value], given: list[Value]) -> Value:
            assert isinstance(lowering, StarHandlers)
            answers = [lowering.has_class(given[0].ref, cls) for cls in classes if isinstance(cls, Class)]
            found = answers[0]
            for other in answers[1:]:
                found = lowering.instruction(f"or i1 {found}, {other}")
            return Value(BOOL, found)

        if not all(isinstance(cls, Class) for cls in classes):
            raise Unsupported("the names of exception classes are needed here", kind)
        return self.closure(self._test_type(), [], test)

    def _test_type(self) -> types.Function:
        return types.function_of((self.program.base_exception,), BOOL)

    def group_parts(self, receiver: Value, callee: MemberExpr, e: CallExpr) -> Value | None:
        """`split` and `subgroup` of a group, by classes or by a function."""
        cls = receiver.type
        if callee.name not in ("split", "subgroup") or not isinstance(cls, Class) or not cls.info.has_base(GROUPS[0]) or len(e.args) != 1:
            return None
        wanted = self.classes_behind(e.args[0])
        first = wanted.items[0] if isinstance(wanted, TupleExpr) and wanted.items else wanted
        named = isinstance(first, RefExpr) and isinstance(first.node, TypeInfo)
        test = self.exception_test(wanted) if named else self.coerce(self.lower(e.args[0], self._test_type()), self._test_type(), e)
        return self.call_runtime(f"baseexceptiongroup_{callee.name}", receiver, test, where=e)
