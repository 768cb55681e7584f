"""Generators: functions with `yield` are LLVM coroutines.

Calling one allocates a `Generator` (`yarara/runtime/generators.py`) and suspends at once; LLVM splits the function at its suspension points
and keeps what is alive across them in a frame behind the object's fields. So a `yield` may stand anywhere: inside an expression,
a `try`, a `with`. Values in and out go through the fields.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import (
    CallExpr, Context, DictionaryComprehension, Expression, ForStmt, GeneratorExpr, Node, RefExpr, TryStmt, WithStmt, YieldExpr, YieldFromExpr,
)

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Handler, Value
from yarara.compiler.lowering.calls import plain_function
from yarara.compiler.lowering.iteration import INDEXED, Next
from yarara.compiler.program.program import Unsupported
from yarara.compiler.lowering.statements import Statements
from yarara.compiler.walk import walk
from yarara.compiler.program.types import BOOL, INT, NONE, Class, Dynamic, Type

SUSPENDED, ENDED = "1", "3"  # as the runtime has them
SUSPEND = "suspended"
"""The block through which every way out of the body leads."""


class Generators(Statements):
    """The body of a generator function."""

    made: Value  # the generator
    frame: str  # the register of its frame
    expression: GeneratorExpr | None = None  # whose body this is

    def begin_generator(self, cls: Class) -> Handler:
        """Make the object and leave; what follows runs when it is asked for the first item. The handler is for want of memory."""
        handler = self.new_handler()
        identity = self.instruction("call token @llvm.coro.id(i32 8, ptr null, ptr null, ptr null)")
        size = self.instruction("call i64 @llvm.coro.size.i64()")
        made = self.allocate(cls, size)
        self.handlers.pop()
        frame = self.instruction(f"call noalias ptr @llvm.coro.begin(token {identity}, ptr {self.offset(made, cls.body_size)})")
        self.made = Value(cls, self.offset(frame, -cls.body_size))
        self.store_field(self.made, "_words", Value(INT, self.instruction(f"lshr i64 {size}, 3")))
        self.store_field(self.made, "_frame", Value(INT, self.instruction(f"ptrtoint ptr {frame} to i64")))
        self.frame = frame
        self._suspend(self._raise_here)
        return handler

    def _suspend(self, thrown_in: Callable[[Value], None]) -> None:
        """Leave the body; the code after this runs when it is resumed. `thrown_in` writes what happens with an exception from outside."""
        resumed, thrown, on = self.name("resumed"), self.name("thrown"), self.name("on")
        handles = self.notes_contexts and bool(self.handling)
        if handles:
            self.set_handled(self.instruction(f"load ptr, ptr {self.handled_outside}"))
        how = self.instruction("call i8 @llvm.coro.suspend(token none, i1 false)")
        self.emit(f"switch i8 {how}, label %{SUSPEND} [ i8 0, label %{resumed} i8 1, label %{SUSPEND} ]")
        self.terminated = True
        self.start_quietly(resumed)
        if handles:
            self.emit(f"store ptr {self.handled()}, ptr {self.handled_outside}")
            self.restore_handled()
        if self.application:
            self.check_stack()
        error = self.field(self.made, "_thrown")
        self.branch(self.instruction(f"icmp eq ptr {error.ref}, null"), on, thrown, likely=True)
        self.start_quietly(thrown)
        self.store_field(self.made, "_thrown", Value(error.type, "null"))
        thrown_in(error)
        self.start_quietly(on)

    def end_generator(self, allocation: Handler, outermost: Handler) -> None:
        """After the body: the ways out."""
        if outermost.used:
            self.handlers.pop()
            error = self.land(outermost)
            self.emit(f"store ptr {error}, ptr {self._place('_error')}")
            self._finish()
        if allocation.used:
            error = self.land(allocation)
            self._return_made("null", error)
        self.terminated = True
        self.start_quietly(SUSPEND)
        self.emit(f"call void @llvm.coro.end(ptr {self.frame}, i1 false, token none)")
        self._return_made(self.made.ref, "null")

    def _return_made(self, made: str, error: str) -> None:
        both = self.instruction(f"insertvalue {{ ptr, ptr }} undef, ptr {made}, 0")
        self.emit(f"ret {{ ptr, ptr }} {self.instruction(f'insertvalue {{ ptr, ptr }} {both}, ptr {error}, 1')}")
        self.terminated = True

    def _place(self, field: str) -> str:
        cls = self.made.type
        assert isinstance(cls, Class)
        return self.offset(self.made.ref, cls.fields[field].offset)

    def return_from_generator(self, result: Value | None) -> None:
        if result is not None and self.instance.returned is not NONE:
            self.store_field(self.made, "_result", self.coerce(result, self.instance.returned))
        self._finish()

    def _finish(self) -> None:
        self.store_field(self.made, "_state", Value(INT, ENDED))
        self.store_field(self.made, "_words", Value(INT, "0"))
        self.jump(SUSPEND)

    # -- yield ---------------------------------------------------------------------------------------------------------

    def _generator_class(self, where: Expression) -> Class:
        if self.instance.generator is None:
            raise Unsupported("'yield' is supported only in functions", where)
        return self.instance.generator

    def _raise_here(self, error: Value) -> None:
        self.throw(error.ref)

    def give(self, value: Value, where: Context | None, thrown_in: Callable[[Value], None] | None = None) -> None:
        """Hand out one item and wait until the next one is wanted."""
        cls = self.made.type
        assert isinstance(cls, Class)
        if cls.arguments[0] is not NONE:
            self.store_field(self.made, "_value", self.coerce(value, cls.arguments[0], where))
        self.store_field(self.made, "_state", Value(INT, SUSPENDED))
        self._suspend(thrown_in or self._raise_here)

    def yield_value(self, e: YieldExpr) -> None:
        cls = self._generator_class(e)
        self.give(self.lower(e.expr, cls.arguments[0]) if e.expr is not None else Value(NONE, "null"), e)

    def _lower_YieldExpr(self, e: YieldExpr, expected: Type | None) -> Value:
        """What was sent. `next()` sends None, also where the declared type has no room for it."""
        self.yield_value(e)
        sent, wanted = self.field(self.made, "_sent"), self._generator_class(e).arguments[1]
        if sent.type is wanted:
            return sent
        some, none = self.name("some"), self.name("none")
        self.branch(self.is_some(sent), some, none, likely=True)
        self.start_quietly(none)
        self.raise_runtime("raise_type", [Value(self.program.str_class, self.program.string_literal(f"this generator expects send({wanted}), got None"))])
        self.start_quietly(some)
        return self.inside(sent)

    # -- yield from ----------------------------------------------------------------------------------------------------

    def _lower_YieldFromExpr(self, e: YieldFromExpr, expected: Type | None) -> Value:
        self._generator_class(e)
        value = self.unwrap(self.lower(e.expr), e.expr)
        asked = isinstance(value.type, Class) and not value.type.is_generator and self.user_method(value.type, "__iter__")
        if asked:
            value = self.call_method(value, "__iter__", [], e)
        if isinstance(value.type, Class) and value.type.is_generator:
            return self._delegate(value, e)
        if isinstance(value.type, Dynamic):
            self._delegate_to_iterator(value, e)
            return Value(NONE, "null")
        following = self._iterator(value, e.expr) if asked else self.iterate_value(value, e.expr)
        self.loop(following, lambda item: self.give(item, e, self._closing(value, e)))
        return Value(NONE, "null")

    def _closing(self, iterator: Value, e: YieldFromExpr) -> Callable[[Value], None] | None:
        """What to do with an exception that is thrown in while an iterator gives the items: one with a `close` of its own is closed first."""
        kind, own = iterator.type, self.made.type
        assert isinstance(own, Class)
        if not isinstance(kind, Class):
            return None
        for name, used in (("throw", True), ("send", own.arguments[1] is not NONE)):
            if used and self.user_method(kind, name):
                raise Unsupported(f"'yield from' an object with a {name}() of its own", e, "write a generator")
        if not self.user_method(kind, "close"):
            return None

        def close(error: Value) -> None:
            leaves, stays = self.name("leaves"), self.name("stays")
            self.branch(self.has_class(error.ref, self.program.builtin_class("GeneratorExit")), leaves, stays)
            self.start_quietly(leaves)
            self.call_method(iterator, "close", [], e)
            self.throw(error.ref)
            self.start_quietly(stays)
            self._raise_here(error)

        return close

    def _delegate(self, inner: Value, e: YieldFromExpr) -> Value:
        """Everything that is sent or thrown goes on to the inner generator; its result is the value."""
        cls, own = inner.type, self.made.type
        assert isinstance(cls, Class) and isinstance(own, Class)
        head, item, done = self.name("delegate"), self.name("item"), self.name("done")
        first = Value(cls.fields["_sent"].type, cls.fields["_sent"].type.zero)
        self.store_field(inner, "_sent", first)
        self.jump(head)
        self.start_quietly(head)
        self.branch(self.call_method(inner, "_advance", []).ref, item, done)
        self.start_quietly(item)
        self.give(self.field(inner, "_value"), e, lambda error: self._pass_on(inner, error, item, done))
        if own.fields["_sent"].type is first.type:
            self.store_field(inner, "_sent", self.field(self.made, "_sent"))
        self.yield_point()
        self.jump(head)
        self.start_quietly(done)
        result = self.call_method(inner, "_take_result", [])
        return self.unwrap(result, e, "value") if result.type is not cls.arguments[2] else result

    def _delegate_to_iterator(self, value: Value, e: YieldFromExpr) -> None:
        """What is thrown in goes on to an iterator that turns out to be a generator; from any other it comes back."""
        own = self.made.type
        assert isinstance(value.type, Dynamic) and isinstance(own, Class)
        if own.arguments[1] is not NONE and not value.type.alternatives:
            raise Unsupported("'yield from' an iterator, in a generator to which values are sent", e, "declare what it iterates over as a Generator")
        iterator, kind = self.dynamic_iterator(value, e.expr)
        again, done, item = self.name("again"), self.name("done"), self.slot(kind.llvm)

        def thrown_in(error: Value) -> None:
            gives = self.name("gives")
            self.branch(self.dispatch(iterator, "(thrown)", [Value(self.program.base_exception, error.ref)], BOOL).ref, gives, done)
            self.start_quietly(gives)
            self.store(self.dispatch(iterator, "(yielded)", [], kind), item)
            self.jump(again)

        def each(value: Value) -> None:
            self.store(self.coerce(value, kind, e), item)
            self.jump(again)
            self.start_quietly(again)
            self.give(self.load(kind, item), e, thrown_in)

        self.loop(self._dynamic_next(iterator, e.expr, kind), each)
        self.jump(done)
        self.start_quietly(done)

    def _pass_on(self, inner: Value, error: Value, item: str, done: str) -> None:
        """An exception thrown into the outer generator at a `yield from`."""
        leaves, goes_on = self.name("leaves"), self.name("in")
        base = Value(self.program.base_exception, error.ref)
        self.branch(self.has_class(error.ref, self.program.builtin_class("GeneratorExit")), leaves, goes_on)
        self.start_quietly(leaves)
        self.call_method(inner, "close", [])
        self.throw(error.ref)
        self.start_quietly(goes_on)
        self.branch(self.call_method(inner, "_deliver", [base]).ref, item, done)

    # -- loops over a generator that nobody else has -------------------------------------------------------------------

    def _execute_ForStmt(self, s: ForStmt) -> None:
        """`for x in f()`: a generator that the loop leaves early is closed, if there is something to run then."""
        if not self._may_need_closing(s.expr):
            super()._execute_ForStmt(s)
            return
        value = self.lower(s.expr)
        if not isinstance(value.type, Class) or not value.type.is_generator:
            self.loop_over(s, lambda: self.iterate_value(value, s.expr))
            return
        self._with_cleanup(lambda: self.loop_over(s, lambda: self.iterate_value(value, s.expr)), lambda: self._close(value))

    def _close(self, value: Value) -> None:
        self.call_method(value, "close", [])

    def _may_need_closing(self, e: Expression) -> bool:
        """Whether this calls a generator function with a `try`, a `with` or a `yield from`."""
        callee = e.callee if isinstance(e, CallExpr) and e.analyzed is None else None
        function = plain_function(callee.node) if isinstance(callee, RefExpr) else None
        if function is None or not function.is_generator or not self.application:
            return False
        found = False

        def enter(node: Node) -> bool:
            nonlocal found
            found = found or isinstance(node, (TryStmt, WithStmt, YieldFromExpr))
            return not found

        walk(function.body, enter)
        return found

    # -- generator expressions -----------------------------------------------------------------------------------------

    def kept_expression(self, e: GeneratorExpr) -> Value:
        """A generator whose body is a function of its own; the first iterable is evaluated, and asked for its iterator, at once."""
        cls = self.result_type(e)
        if not isinstance(cls, Class) or not cls.is_generator:
            raise Unsupported("the type of the items is not known", e)
        made = cls
        self.where(e)
        first = self._first_iterator(e)
        cells = self.cells_of(e, e)
        self.program.closure_count += 1

        def write(lowering: object) -> None:
            assert isinstance(lowering, Generators)
            lowering.expression_body(e, made)

        name = f"{self.instance.module}.<genexpr>.{self.program.closure_count}"
        body = self.program.synthetic(name, tuple(v.type for v in (first, *cells)), made, write, self.instance.module)
        body.environment, body.name, body.generator = self.instance.environment, "<genexpr>", made
        return self.call(body, [first, *cells])

    def _first_iterator(self, e: GeneratorExpr) -> Value:
        value = self.unwrap(self.lower(e.sequences[0]), e)
        kind = value.type
        if isinstance(kind, Dynamic):
            return self.dispatch(value, "__iter__", [], types.dynamic(f"typing.Iterator[{self._dynamic_item(value, e.sequences[0])}]"))
        if isinstance(kind, Class) and not kind.is_generator and kind.info.fullname not in INDEXED and kind.info.fullname != "builtins.range":
            return self.call_method(value, "__iter__", [], e)
        return value

    def expression_body(self, e: GeneratorExpr, cls: Class) -> None:
        """The body of a generator expression; its parameters are the first iterator and the cells it uses."""
        self.expression = e
        self.bind_cells(e, self.parameter_values()[1:])
        self.prepare_nested(e)
        self.where(e)
        self.comprehension_loop(e, self.iterate_sequence(e, 0), lambda: self.give(self.lower_to(e.left_expr, cls.arguments[0]), e), 0)

    def iterate_sequence(self, e: GeneratorExpr | DictionaryComprehension, depth: int) -> Next:
        if depth or e is not self.expression:
            return super().iterate_sequence(e, depth)
        first = self.parameter_values()[0]
        if isinstance(first.type, Dynamic):
            return self._dynamic_next(first, e.sequences[0])
        if isinstance(first.type, Class) and not first.type.is_generator and self.has_method(first.type, "__next__"):
            return self._iterator(first, e)
        return self.iterate_value(first, e)

    # -- given by the layer above --------------------------------------------------------------------------------------

    def check_stack(self) -> None:
        raise NotImplementedError
