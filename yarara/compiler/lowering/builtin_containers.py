"""Built-in functions about containers and iteration."""

from __future__ import annotations

from mypy.nodes import CallExpr, Context, Expression, GeneratorExpr, OpExpr

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual, values
from yarara.compiler.lowering.builtin_types import BuiltinTypes
from yarara.compiler.lowering.operations import MIXING
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import BOOL, FLOAT, INT, NEVER, NONE, Class, Dynamic, Optional, Starred, Tuple, Type


def _is_wider(wide: Type, narrow: Type) -> bool:
    """Whether each value of one type can be made one of the other."""
    if isinstance(wide, Class) and isinstance(narrow, Class):
        return narrow.derives_from(wide)
    return isinstance(wide, (Dynamic, Optional)) or wide is FLOAT and narrow in (INT, BOOL) or isinstance(wide, Tuple) and isinstance(narrow, Tuple)


class BuiltinContainers(BuiltinTypes):
    """Functions over iterables."""

    def _builtin_len(self, e: CallExpr, expected: Type | None) -> Value:
        value = self.unwrap(self.lower(e.args[0]), e)
        value = self.members_tuple(value.type) or self.plain_tuple(value)
        kind = value.type
        if isinstance(kind, Tuple):
            return Value(INT, str(len(kind.items)))
        if isinstance(kind, Class):
            self.program.lay_out(kind)
            if kind.info.fullname == "yarara.machine.Array":
                return self.load(INT, self.offset(value.ref, 8))
        return self.invoke(value, "__len__", [], e, result=INT)

    def _builtin_iter(self, e: CallExpr, expected: Type | None) -> Value:
        if len(e.args) == 2:
            given = [self.lower(a) for a in e.args]
            return self.call_runtime("iter_until", *given, where=e) if given[1].type is not NONE else self.call_runtime("iter_until_none", given[0], where=e)
        value = self.lower(e.args[0])
        if isinstance(value.type, Tuple):
            item = self.iteration_type(value.type)
            if item is None:
                raise Unsupported("iter() of a tuple of different types is not supported", e)
            value = self.tuple_to_sequence(value, self.program.builtin_class("tuple", item), e)
        return self.invoke(value, "__iter__", [], e, result=self.result_type(e))

    def _builtin_next(self, e: CallExpr, expected: Type | None) -> Value:
        value = self.lower(e.args[0])
        if len(e.args) == 2:
            return self._next_or_default(e, value)
        return self.invoke(value, "__next__", [], e, result=self.result_type(e))

    def _next_or_default(self, e: CallExpr, value: Value) -> Value:
        kind = self.result_type(e)
        if kind is None:
            raise Unsupported("the type of this next() is not known", e)
        result = self.slot(kind.llvm)
        done, exhausted = self.name("done"), self.name("exhausted")
        default = self.lower(e.args[1], kind)
        item = self._iterator(value, e.args[0])(exhausted)
        self.store(self.coerce(item, kind, e), result)
        self.jump(done)
        self.start_quietly(exhausted)
        self.store(self.coerce(default, kind, e.args[1]), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(kind, result)

    def _builtin_slice(self, e: CallExpr, expected: Type | None) -> Value:
        given = [self.lower(a) for a in e.args]
        none = Value(NONE, "null")
        bounds = [none, *given, none] if len(given) == 1 else [*given, *[none] * (3 - len(given))]
        return self.call_runtime("slice_new", *(self.coerce(b, types.optional(INT), e) for b in bounds), where=e)

    # -- containers of different items ---------------------------------------------------------------------------------

    def mixed_containers(self, operator: str, left: Value, right: Value, where: Context | None) -> Value | None:
        """`[1] + [2.5]` and `{1} | {"a"}`: a new container that holds the items of both, where their types differ."""
        kinds = left.type, right.type
        wanted = self.result_type(where) if isinstance(where, OpExpr) else None
        same = [kind for kind in kinds if isinstance(kind, Class) and kind.info.fullname == MIXING.get(operator) and NEVER not in kind.arguments]
        if len(same) != 2 or left.type is right.type or not isinstance(wanted, Class) or wanted is left.type:
            return None
        if BOOL in (same[0].arguments[0], same[1].arguments[0]) and wanted.arguments[0] in (INT, FLOAT):
            return None  # they would become numbers
        return self.of_all_items(wanted, [left, right], where)

    def of_all_items(self, wanted: Class, parts: list[Value], where: Context | None) -> Value:
        """A new list or set with the items of all these iterables, or of the iterables in starred ones."""
        made = self.call_runtime(f"{wanted.info.name}_new", where=where, wanted=wanted)
        method = "append" if wanted.info.name == "list" else "add"

        def put(item: Value) -> None:
            self.call_method(made, method, [self.coerce(item, wanted.arguments[0], where)], where)

        def put_all(part: Value) -> None:
            if self.iteration_type(part.type) in (NONE, NEVER) and not isinstance(wanted.arguments[0], (Optional, Dynamic)):
                return  # an empty one, of nothing in particular
            self.loop(self.iterate_value(part, where), put)

        for part in parts:
            if isinstance(part.type, Starred):
                self.loop(self.iterate_value(Value(part.type.inner, part.ref), where), put_all)
            else:
                put_all(part)
        return made

    def of_other_items(self, wanted: Class, given: Actual, e: CallExpr) -> Value | None:
        """`xs: list[float] = list(integers)`: a new container whose items are of another type than those it is made of; None where they are not."""
        name = wanted.info.name
        if name == "dict" or not wanted.arguments or NEVER in wanted.arguments:
            return None
        value = given.value = given.value or self.lower_as(given.expression, None)
        item, becomes = self.iteration_type(value.type), wanted.arguments[0]
        if item is None or item in (NEVER, becomes) or isinstance(item, Dynamic) or types.is_unknown(value.type) or not _is_wider(becomes, item):
            return None
        if name in ("list", "set"):
            return self.of_all_items(wanted, [value], e)
        between = self.of_all_items(self.program.builtin_class("set" if name == "frozenset" else "list", wanted.arguments[0]), [value], e)
        return self.call_runtime(f"{name}_from_iterable", between, where=e)

    def _builtin_hash(self, e: CallExpr, expected: Type | None) -> Value:
        return self.hash(self.lower(e.args[0]), e)

    def _builtin_id(self, e: CallExpr, expected: Type | None) -> Value:
        value = self.lower(e.args[0])
        if not value.type.is_reference:
            raise Unsupported(f"id() of {value.type} has no meaning", e, "such values are no objects: compare them with ==")
        return Value(INT, self.instruction(f"ptrtoint ptr {value.ref} to i64"))

    def _builtin_tuple(self, e: CallExpr, expected: Type | None) -> Value:
        if not e.args:
            return Value(types.tuple_of(()), "zeroinitializer")
        known = self.result_type(e)
        given = self.actuals(e)
        if isinstance(known, Class) and (other := self.of_other_items(known, given[0], e)) is not None:
            return other
        return self._call_value(self.program.runtime_function("tuple_from_iterable"), given, e, wanted=known if isinstance(known, Class) else None)

    def _builtin_bytes(self, e: CallExpr, expected: Type | None) -> Value:
        return self._bytes_like(e, "bytes")

    def _builtin_bytearray(self, e: CallExpr, expected: Type | None) -> Value:
        return self._bytes_like(e, "bytearray")

    def _bytes_like(self, e: CallExpr, name: str) -> Value:
        """`bytes(x)`: the runtime decides by the type of x; a class of one's own may say it."""
        if name == "bytes" and len(e.args) == 1:
            given = self.unwrap(self.lower(e.args[0]), e)
            if isinstance(given.type, Class) and self.user_method(given.type, "__bytes__"):
                return self.call_method(given, "__bytes__", [], e)
            return self._call_value(self.program.runtime_function("bytes_new"), values(given), e)
        return self._call_value(self.program.runtime_function(f"{name}_new"), self.actuals(e), e)

    def _builtin_reversed(self, e: CallExpr, expected: Type | None) -> Value:
        return self.call_method(self.lower(e.args[0]), "__reversed__", [], e)

    def _builtin_any(self, e: CallExpr, expected: Type | None) -> Value:
        return self._quantifier(e, "any", True)

    def _builtin_all(self, e: CallExpr, expected: Type | None) -> Value:
        return self._quantifier(e, "all", False)

    def _quantifier(self, e: CallExpr, name: str, decided: bool) -> Value:
        """Over a generator expression or any iterable, stopping as soon as it is decided."""
        result = self.slot("i1")
        self.emit(f"store i1 {'false' if decided else 'true'}, ptr {result}")

        def test(condition: str) -> None:
            found, on = self.name("decided"), self.name("on")
            self.branch(condition, *((found, on) if decided else (on, found)))
            self.start_quietly(found)
            self.emit(f"store i1 {'true' if decided else 'false'}, ptr {result}")
            self.jump(after)
            self.start_quietly(on)

        after = self.name("after")
        argument = e.args[0]
        if isinstance(argument, GeneratorExpr):
            self._generate(argument, lambda item: test(self.truth(item, e)))
        else:
            self.loop(self.iterate(argument), lambda item: test(self.truth(item, e)))
        self.start(after)
        return self.load(BOOL, result)

    def _sum_of_tuples(self, argument: Expression) -> Type | None:
        """`sum(rows, ())`: a tuple of any length."""
        rows = self.result_type(argument)
        row = self.result_type(argument.left_expr) if isinstance(argument, GeneratorExpr) else self.iteration_type(rows) if rows is not None else None
        item = self.iteration_type(row) if isinstance(row, (Tuple, Class)) else None
        return self.program.builtin_class("tuple", item) if item is not None else None

    def _builtin_sum(self, e: CallExpr, expected: Type | None) -> Value:
        """Adds as it goes, so that a generator expression needs no list."""
        argument = e.args[0]
        start = self.lower(e.args[1]) if len(e.args) > 1 else Value(INT, "0")
        kind = self.result_type(e) or expected or start.type
        if isinstance(kind, Class) and kind.info.is_enum and kind.info.has_base("builtins.int"):
            kind = INT
        if len(e.args) > 1 and isinstance(kind, Class) and not self.user_method(kind, "__add__"):
            start = self.data_value(start)
            kind = start.type
        if isinstance(start.type, Tuple):
            kind = self._sum_of_tuples(argument) or kind
        total = self.slot(kind.llvm)
        self.store(self.coerce(start, kind, e), total)

        def add(item: Value) -> None:
            if len(e.args) == 1 and kind in (INT, FLOAT) and isinstance(item.type, Class) and self.user_method(item.type, "__radd__"):
                raise Unsupported(f"sum() of {item.type}, which has an __radd__ of its own, is not supported", e, "give it a start, or add in a loop")
            self.store(self.coerce(self.binary("+", self.load(kind, total), item, e), kind, e), total)

        if isinstance(argument, GeneratorExpr):
            self._generate(argument, add)
        else:
            self.loop(self.iterate(argument), add)
        return self.load(kind, total)
