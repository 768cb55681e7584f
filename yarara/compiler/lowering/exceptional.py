"""`raise`, `try` and `with`: how control leaves a block, and what runs on the way."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import ARG_POS, Block, CallExpr, Expression, MemberExpr, NameExpr, RaiseStmt, RefExpr, TryStmt, TupleExpr, TypeInfo, Var, WithStmt
from mypy.types import CallableType, Instance, get_proper_type

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Cleanup, Handler, Value
from yarara.compiler.lowering.calls import Actual, values
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import BOOL, INT, NONE, Class, ClassObject, Dynamic, Optional, Type
from yarara.compiler.lowering.while_loops import WhileLoops


def _may_be_class(kind: Type) -> bool:
    """Whether values may be classes."""
    if isinstance(kind, Optional):
        return _may_be_class(kind.inner)
    return isinstance(kind, ClassObject) or isinstance(kind, Dynamic) and any(isinstance(one, ClassObject) for one in kind.alternatives)


class Exceptional(WhileLoops):
    """Statements about exceptions."""

    def _execute_RaiseStmt(self, s: RaiseStmt) -> None:
        self.on_the_way_out(lambda: self._raise(s))

    def _raise(self, s: RaiseStmt) -> None:
        if s.expr is None:
            self.throw(self.handling[-1] if self.handling else self._handled_by_caller(), fresh=False)
            return
        error = self._raised(s.expr)
        if s.from_expr is not None:
            self.store_field(error, "__cause__", self._cause(s.from_expr))
            self.store_field(error, "__suppress_context__", Value(BOOL, "true"))
        if self.handling:
            self.call_runtime("set_context", error, Value(self.program.base_exception, self.handling[-1]))
        elif self.application:
            self._with_handled("set_context", error.ref)
        self.throw(error.ref)

    def _handled_by_caller(self) -> str:
        """What a bare `raise` means outside of an except clause: the exception that a caller handles."""
        handled, some, none = self.handled(), self.name("some"), self.name("none")
        self.branch(self.instruction(f"icmp eq ptr {handled}, null"), none, some)
        self.start_quietly(none)
        self.raise_runtime("raise_no_active_exception", [])
        self.start_quietly(some)
        return handled

    def _with_handled(self, function: str, error: str) -> None:
        """Call this function of the runtime with an exception and the one that is handled, by whichever function, if there is one."""
        handled, some, on = self.handled(), self.name("some"), self.name("on")
        self.branch(self.instruction(f"icmp eq ptr {handled}, null"), on, some, likely=True)
        self.start_quietly(some)
        base = self.program.base_exception
        self.call_runtime(function, Value(base, error), Value(base, handled))
        self.jump(on)
        self.start_quietly(on)

    def _while_handling(self, error: str, body: Callable[[], None]) -> None:
        """Write a block that runs while `error` is handled: exceptions that leave it get it as their context.

        CPython notes the context when an exception is raised, also in functions called from the block; here it is noted when the
        exception leaves the block or is caught within, which costs nothing where nothing is raised. What is handled is known to the
        functions called from the block by a word of the core, which the scheduler saves with the thread.
        """
        if not self.notes_contexts:
            self.handling.append(error)
            body()
            self.handling.pop()
            return
        if not self.handling:
            self.handled_outside = self.slot("ptr")
            self.emit(f"store ptr {self.handled()}, ptr {self.handled_outside}")
        guard = self.new_handler()
        self.cleanups.append(Cleanup(self.restore_handled, len(self.handlers) - 1, len(self.handling)))
        self.handling.append(error)
        self.restore_handled()
        body()
        self.handling.pop()
        if not self.terminated:
            self.restore_handled()
        self.cleanups.pop()
        self.handlers.pop()
        if not guard.used:
            return
        past = self.name("past")
        goes_on = not self.terminated
        self.jump(past)
        left = self.land(guard)
        self.restore_handled()
        base = self.program.base_exception
        self.call_runtime("chain_context", Value(base, left), Value(base, error))
        self.throw(left, fresh=False)
        if goes_on:
            self.start_quietly(past)

    def _raised_again(self, error: Value) -> Value:
        """An exception that exists once forgets where it went the last time."""
        self.store_field(error, "_trace_length", Value(INT, "0"))
        self.store_field(error, "__context__", Value(types.optional(self.program.base_exception), "null"))
        return Value(self.program.base_exception, error.ref)

    def _raised(self, e: Expression) -> Value:
        """The exception that `raise e` raises: a bare class is called without arguments."""
        base = self.program.base_exception
        if isinstance(e, RefExpr) and isinstance(e.node, TypeInfo):
            cls = self.class_of_expression(e)
            assert isinstance(cls, Class)
            if cls.info.fullname in ("builtins.StopIteration", "builtins.MemoryError") and not self.application:
                return self._raised_again(Value(cls, self.program.static_exception(cls)))
            return Value(base, self.construct(cls, [], e).ref)
        value = self.unwrap(self.lower(e), e)
        if not isinstance(value.type, (Class, ClassObject, Dynamic)):
            raise Unsupported("only exceptions can be raised", e)
        return self._instance_of_either(value, e)

    def thrown(self, callee: MemberExpr, e: CallExpr) -> Value | None:
        """The exception that `generator.throw(...)` throws, which is given as an exception, as a class, or as a class and what it is called with."""
        generator = get_proper_type(self.mypy_type(callee.expr))
        if not isinstance(generator, Instance) or generator.type.fullname != "typing.Generator" or any(kind is not ARG_POS for kind in e.arg_kinds):
            return None
        if len(e.args) == 1:
            return self._raised(e.args[0])
        named = e.args[0].node if isinstance(e.args[0], RefExpr) else None
        given = get_proper_type(self.mypy_type(e.args[1])) if len(e.args) == 2 else None
        if not isinstance(named, TypeInfo) or not isinstance(given, Instance) or given.type.fullname == "builtins.tuple":
            return None
        if given.type.has_base("builtins.BaseException"):
            return self._raised(e.args[1])
        cls = self.class_of_expression(e.args[0])
        assert isinstance(cls, Class)
        return Value(self.program.base_exception, self.construct(cls, [Actual(value=self.lower(e.args[1]))], e).ref)

    def _cause(self, e: Expression) -> Value:
        """What stands behind `from`: an exception, a class of exceptions, or None."""
        value, wanted = self.lower(e), types.optional(self.program.base_exception)
        if not _may_be_class(value.type):
            return self.coerce(value, wanted, e)
        some, done = self.name("some"), self.name("done")
        start = self.block
        self.branch(self.instruction(f"icmp ne ptr {value.ref}, null"), some, done)
        self.start_quietly(some)
        made = self._instance_of_either(self.unwrap(value, e), e)
        end = self.block
        self.jump(done)
        self.start_quietly(done)
        return self.phi(wanted, [("null", start), (made.ref, end)])

    def _instance_of_either(self, value: Value, e: Expression) -> Value:
        """The exception of a value that may be one, or a class of them, which is called without arguments."""
        base = self.program.base_exception
        if not _may_be_class(value.type):
            return Value(base, value.ref)
        some_class = value.type if isinstance(value.type, ClassObject) and isinstance(value.type.instance, Class) else types.class_object(base)
        if isinstance(value.type, ClassObject):
            return Value(base, self.call_value(Value(some_class, value.ref), [], e).ref)
        made, done = self.name("made"), self.name("done")
        start = self.block
        self.branch(self.has_exact_class(value.ref, self.program.box(some_class)), made, done)
        self.start_quietly(made)
        new = self.call_value(Value(some_class, value.ref), [], e)
        end = self.block
        self.jump(done)
        self.start_quietly(done)
        return self.phi(base, [(value.ref, start), (new.ref, end)])

    def _execute_TryStmt(self, s: TryStmt) -> None:
        handle = self.try_star if s.is_star else self._try_except
        if s.finally_body is None:
            handle(s)
            return
        self._with_cleanup(lambda: handle(s), lambda: self.execute_block(s.finally_body))  # type: ignore[arg-type]

    def _with_cleanup(self, body: Callable[[], None], clean: Callable[[], None]) -> None:
        """`try: body finally: clean`, the clean-up code written once for every way out."""
        before = set(self.assigned)
        handler = self.new_handler()
        self.cleanups.append(Cleanup(clean, len(self.handlers) - 1, len(self.handling)))
        body()
        self.cleanups.pop()
        self.handlers.pop()
        open_end = not self.terminated
        after = self.name("after")
        ends: list[set[Var]] = []
        if open_end:
            clean()
            self.finish_branch(after, ends)
        self.assigned = before
        if handler.used:
            error = self.land(handler)
            self._while_handling(error, clean)
            if not self.terminated:
                self.throw(error, fresh=False)
        self.merge(after, ends)

    def _try_except(self, s: TryStmt) -> None:
        if not s.handlers:
            self.execute_block(s.body)
            if s.else_body is not None:
                self.execute_block(s.else_body)
            return
        self.guarded(s, lambda error, before, after, ends: self._clauses(s, error, before, after, ends))

    def guarded(self, s: TryStmt, catch: Callable[[str, set[Var], str, list[set[Var]]], None]) -> None:
        """The body and `else` of a `try`; `catch` is given the exception, what was assigned before, the label behind it all, and what was assigned where
        control comes there."""
        before = set(self.assigned)
        handler = self.new_handler()
        self.cleanups.append(Cleanup(lambda: None, len(self.handlers) - 1, len(self.handling)))
        self.execute_block(s.body)
        self.cleanups.pop()
        self.handlers.pop()
        after = self.name("after")
        ends: list[set[Var]] = []
        if not self.terminated and s.else_body is not None:
            self.execute_block(s.else_body)
        self.finish_branch(after, ends)
        if handler.used:
            error = self.land(handler)
            if self.notes_contexts:
                self._with_handled("chain_context", error)
            catch(error, before, after, ends)
        self.merge(after, ends)

    def _clauses(self, s: TryStmt, error: str, before: set[Var], after: str, ends: list[set[Var]]) -> None:
        for kind, variable, block in zip(s.types, s.vars, s.handlers):
            self.assigned = set(before)
            if self._except_clause(error, kind, variable, block, after, ends):
                return
        self.throw(error, fresh=False)

    def _except_clause(self, error: str, kind: Expression | None, variable: NameExpr | None, block: Block, after: str, ends: list[set[Var]]) -> bool:
        """One except clause; whether it catches everything."""
        following = self.name("next")
        if kind is not None:
            caught = self.name("caught")
            self._match_exception(error, kind, caught, following)
            self.start_quietly(caught)
        if variable is not None and isinstance(variable.node, Var):
            self._bind_exception(variable.node, error)
        self._while_handling(error, lambda: self.execute_block(block))
        if variable is not None and isinstance(variable.node, Var):
            self.assigned.discard(variable.node)
            if not self.terminated:
                self.emit(f"store i1 false, ptr {self.locals[variable.node].flag}")
        self.finish_branch(after, ends)
        if kind is None:
            return True
        self.start_quietly(following)
        return False

    def _bind_exception(self, node: Var, error: str) -> None:
        """`as name`: one variable for all clauses of a function, narrowed where it is read."""
        local = self.locals.get(node)
        if local is None:
            local = self.locals[node] = self.new_local(self.program.base_exception)
        self.store(self.coerce(Value(self.program.base_exception, error), local.type), local.slot)
        self.emit(f"store i1 true, ptr {local.flag}")
        self.assigned.add(node)

    def _match_exception(self, error: str, kind: Expression, caught: str, following: str) -> None:
        kind = self.classes_behind(kind)
        tested = kind.items if isinstance(kind, TupleExpr) else [kind]
        for index, expression in enumerate(tested):
            other = following if index == len(tested) - 1 else self.name("or")
            self.branch(self._is_caught(error, expression), caught, other)
            if other != following:
                self.start_quietly(other)

    def _is_caught(self, error: str, expression: Expression) -> str:
        """Whether an exception is of the class that is named, or of one in a variable that holds classes."""
        named = expression.node if isinstance(expression, RefExpr) else None
        if isinstance(named, Var) and not (isinstance(kind := get_proper_type(named.type), CallableType) and kind.is_type_obj()):
            return self.covers(self.lower(expression), self.to_dynamic(Value(self.program.base_exception, error), self.program.object), expression)
        cls = self.class_of_expression(expression)
        if not isinstance(cls, Class):
            raise Unsupported("except needs the name of an exception class", expression)
        return self.has_class(error, cls)

    # -- with ----------------------------------------------------------------------------------------------------------

    def _execute_WithStmt(self, s: WithStmt) -> None:
        if s.is_async:
            raise Unsupported("async with is not supported", s)
        self._with(s, 0)

    def _with(self, s: WithStmt, depth: int) -> None:
        """One context manager, and inside it the next ones and the body."""
        if depth == len(s.expr):
            self.execute_block(s.body)
            return
        manager = self.lower(s.expr[depth])
        target = s.target[depth]
        told = types.ANY if isinstance(manager.type, Dynamic) else None  # a union of managers: each may give something else
        entered = self.invoke(manager, "__enter__", [], s, result=told and ((target and self.result_type(target)) or told))
        nothing = values(Value(NONE, "null"), Value(NONE, "null"), Value(NONE, "null"))

        def leave() -> None:
            self.where(s)
            self.invoke(manager, "__exit__", nothing, s, result=told)

        before = set(self.assigned)
        handler = self.new_handler()
        self.cleanups.append(Cleanup(leave, len(self.handlers) - 1, len(self.handling)))
        if target is not None:
            self.assign(target, entered)
        self._with(s, depth + 1)
        self.cleanups.pop()
        self.handlers.pop()
        after = self.name("after")
        ends: list[set[Var]] = []
        if not self.terminated:
            leave()
            self.finish_branch(after, ends)
        self.assigned = set(before)
        if handler.used:
            self._leave_with_exception(handler, manager, s, after, ends)
        self.merge(after, ends)

    def _leave_with_exception(self, handler: Handler, manager: Value, s: WithStmt, after: str, ends: list[set[Var]]) -> None:
        error = self.land(handler)
        if self.notes_contexts:
            self._with_handled("chain_context", error)
        base = self.program.base_exception
        about = values(Value(types.class_object(base), self.class_table(error)), Value(base, error), Value(NONE, "null"))
        told = types.ANY if isinstance(manager.type, Dynamic) else None
        self.where(s)
        verdict: list[str] = []

        def leave() -> None:
            suppressed = self.invoke(manager, "__exit__", about, s, result=told)
            verdict.append(self.truth(suppressed, s))

        self._while_handling(error, leave)
        swallow, again = self.name("swallow"), self.name("again")
        self.branch(verdict[0], swallow, again)
        self.start_quietly(again)
        self.throw(error, fresh=False)
        self.start_quietly(swallow)
        self.finish_branch(after, ends)

    # -- given by the layers above -------------------------------------------------------------------------------------

    def try_star(self, s: TryStmt) -> None:
        raise NotImplementedError

    def execute_block(self, block: Block) -> None:
        raise NotImplementedError

    def finish_branch(self, end: str, ends: list[set[Var]]) -> None:
        raise NotImplementedError

    def merge(self, end: str, ends: list[set[Var]]) -> None:
        raise NotImplementedError
