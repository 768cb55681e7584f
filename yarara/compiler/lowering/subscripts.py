"""Subscripts and slices."""

from __future__ import annotations

from mypy.nodes import CallExpr, Context, Expression, IndexExpr, SliceExpr, TypeApplication

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.lowering.displays import Displays
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import BOOL, INT, NONE, Class, ClassObject, Dynamic, Tuple, Type


class Subscripts(Displays):
    """`x[i]` and `x[a:b:c]`."""

    def _lower_IndexExpr(self, e: IndexExpr, expected: Type | None) -> Value:
        if isinstance(e.analyzed, TypeApplication):
            cls = self.result_type(e)
            raise Unsupported(f"the type {cls} cannot be used as a value here", e)
        value = self.unwrap(self.lower(e.base), e)
        return self._narrowed(e, self.subscript(value, e.index, e), checked=True)

    def subscript(self, value: Value, index: Expression, where: Context) -> Value:
        value = self.plain_tuple(value)
        if isinstance(value.type, ClassObject):
            member = self.member_by_name(value.type, self.lower(index), where)
            if member is not None:
                return member
        if isinstance(index, SliceExpr):
            if isinstance(value.type, Tuple):
                return self._tuple_slice(value, index, where)
            if not self.takes_slice_objects(value.type, "__getitem__"):
                result = self.result_type(where) if isinstance(where, Expression) else None
                return self.invoke(value, "__getitem_slice__", [Actual(value=bound) for bound in self.slice_bounds(index)], where, result=result)
        if self.is_slice(index) and self.has_method(value.type, "__getitem_slice__"):
            return self.call_method(value, "__getitem_slice__", self.bounds_of(self.lower(index)), where)
        if isinstance(where, IndexExpr) and self._may_be_slice(index) and self.has_method(value.type, "__getitem_slice__"):
            return self._by_index_or_slice(value, index, where)
        if isinstance(value.type, Tuple):
            return self._tuple_subscript(value, index, where)
        if isinstance(value.type, Class) and value.type.info.fullname == "builtins.dict":
            return self.call_method(value, "__getitem__", [self.as_sought(self.lower(index, value.type.arguments[0]), value.type.arguments[0], index)], where)
        return self.invoke(value, "__getitem__", [Actual(expression=index)], where, result=self.result_type(where) if isinstance(where, Expression) else None)

    def member_by_name(self, kind: ClassObject, name: Value, where: Context) -> Value | None:
        raise NotImplementedError

    def takes_slice_objects(self, kind: Type, method: str) -> bool:
        """Whether `x[a:b]` of a class of the program goes to its own method, as an object like those that `slice()` makes."""
        bounded = method.removesuffix("__") + "_slice__"
        return isinstance(kind, Class) and not self.has_method(kind, bounded) and self.has_method(kind, method)

    def _lower_SliceExpr(self, e: SliceExpr, expected: Type | None) -> Value:
        return self.call_runtime("slice_new", *self.slice_bounds(e), where=e)

    def is_slice(self, index: Expression) -> bool:
        """Whether a subscript is an object made by `slice()`."""
        kind = None if isinstance(index, SliceExpr) else self.result_type(index)
        return isinstance(kind, Class) and kind.info.fullname == "builtins.slice"

    def _may_be_slice(self, index: Expression) -> bool:
        """Whether a subscript is declared `int | slice`."""
        kind = self.result_type(index)
        several = self.program.builtin_class("slice")
        return isinstance(kind, Dynamic) and several in kind.alternatives and {INT, BOOL, several} >= {*kind.alternatives}

    def _by_index_or_slice(self, value: Value, index: Expression, where: IndexExpr) -> Value:
        """`x[i]` where `i` is an index or a slice, as it turns out: an item or several."""
        given = self.lower(index)
        if not isinstance(given.type, Dynamic):
            return self._by_known(value, given, where)
        kind = self.result_type(where)
        assert kind is not None
        result = self.slot(kind.llvm)
        slices, one, done = self.name("slice"), self.name("one"), self.name("done")
        several = self.program.builtin_class("slice")
        self.branch(self.is_value_of(given, several), slices, one)
        for block, wanted in ((slices, several), (one, INT)):
            self.start_quietly(block)
            self.store(self.coerce(self._by_known(value, self.from_dynamic(given, wanted), where), kind, where), result)
            self.jump(done)
        self.start_quietly(done)
        return self.load(kind, result)

    def _by_known(self, value: Value, index: Value, where: IndexExpr) -> Value:
        if index.type is INT:
            return self.call_method(value, "__getitem__", [index], where)
        return self.call_method(value, "__getitem_slice__", self.bounds_of(index), where)

    def bounds_of(self, found: Value) -> list[Value]:
        """Start, stop and step of a slice object."""
        return [self.field(found, name) for name in ("_start", "_stop", "_step")]

    def slice_bounds(self, index: SliceExpr) -> list[Value]:
        wanted = types.optional(INT)
        return [Value(NONE, "null") if part is None else self.coerce(self.lower(part, wanted), wanted, part) for part in (index.begin_index, index.end_index, index.stride)]

    def _tuple_subscript(self, value: Value, index: Expression, where: Context) -> Value:
        kind = value.type
        assert isinstance(kind, Tuple)
        constant = self.program.constants.evaluate(index)
        if isinstance(constant, int) and -len(kind.items) <= constant < len(kind.items):
            return self.tuple_item(value, constant % len(kind.items))
        item = self.iteration_type(kind)
        if item is None:
            raise Unsupported("the index of a tuple of different types must be a constant", where)
        sequence = self.tuple_to_sequence(value, self.program.builtin_class("tuple", item), where)
        return self.call_method(sequence, "__getitem__", [self.lower(index)], where)

    def _tuple_slice(self, value: Value, index: SliceExpr, where: Context) -> Value:
        kind = value.type
        assert isinstance(kind, Tuple)
        bounds: list[int | None] = []
        for part in (index.begin_index, index.end_index, index.stride):
            constant = self.program.constants.evaluate(part) if part is not None else None
            if part is not None and not isinstance(constant, int):
                raise Unsupported("the slice of a fixed tuple must be constant", where)
            bounds.append(constant if isinstance(constant, int) else None)
        return self.make_tuple([self.tuple_item(value, i) for i in range(len(kind.items))[slice(*bounds)]])
