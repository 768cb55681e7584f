"""`zip`, `map` and `filter` as values; a `for` over them is compiled without these objects (`iteration.py`).

`zip` of many is the `zip` of a `zip`: `((a, b), c)`, and a function that lays the items side by side. `map` of many is the `map` over a `zip`.
"""

from __future__ import annotations

from mypy.nodes import ARG_POS, ARG_STAR, CallExpr, Expression, LambdaExpr, NameExpr, RefExpr
from mypy.types import Instance, get_proper_type

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.value_objects import ValueObjects
from yarara.compiler.lowering.callables import Callables
from yarara.compiler.lowering.calls import values
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import BOOL, INT, Class, Function, Starred, Tuple, Type

FALSE = Value(BOOL, "false")


class BuiltinIterators(ValueObjects):
    """Functions that give iterators."""

    # -- zip -----------------------------------------------------------------------------------------------------------

    def _builtin_zip(self, e: CallExpr, expected: Type | None) -> Value:
        rows = [a for a, kind in zip(e.args, e.arg_kinds) if kind is ARG_STAR]
        given = [a for a, kind in zip(e.args, e.arg_kinds) if kind is ARG_POS]
        lowered = [self._gathered_rows(e)] if rows and len(rows) + len(given) > 1 else [self.lower(argument) for argument in rows or given]
        strict = next((self.lower_to(a, BOOL) for a, name in zip(e.args, e.arg_names) if name == "strict"), FALSE)
        if rows:
            return self.call_runtime("zip_rows", lowered[0], strict, where=e)
        if not lowered:
            raise Unsupported("zip() of nothing is not supported", e, "write an empty list")
        return self._zipped(lowered, strict, e)

    def _gathered_rows(self, e: CallExpr) -> Value:
        """`zip(first, *rows)`: all of them in one list, if they are of one type."""
        values_given = [(self.lower(a), kind is ARG_STAR) for a, kind in zip(e.args, e.arg_kinds) if not kind.is_named()]
        row = next(self.iteration_type(value.type) for value, starred in values_given if starred)
        if not isinstance(row, Class):
            raise Unsupported("zip() of some iterables and a star is not supported", e, "give all of them in one list: zip(*rows)")
        whole = self.make_list(self.program.builtin_class("list", row), [])
        for value, starred in values_given:
            if not starred and value.type is not row and row.info.fullname == "builtins.list" and self.iteration_type(value.type) is row.arguments[0]:
                value = self.call_runtime("list_from_iterable", value, where=e)
            if (self.iteration_type(value.type) if starred else value.type) is not row:
                raise Unsupported("zip() of iterables of different types and a star is not supported", e, "make lists of all of them: zip(list(first), *rows)")
            self.append_all(whole, Value(Starred(value.type), value.ref) if starred else value, row, e)
        return whole

    def _zipped(self, iterables: list[Value], strict: Value, e: CallExpr) -> Value:
        """An iterator over tuples with an item of each."""
        items = [self._known_item(value, e) for value in iterables]
        zipped = iterables[0]
        for number, iterable in enumerate(iterables[1:], 2):
            zipped = self.call_runtime("zip", zipped, iterable, strict, Value(INT, str(number)), where=e)
        if len(items) == 2:
            return zipped
        nested: Type = items[0]
        for item in items[1:]:
            nested = types.tuple_of((nested, item))
        flat = self.closure(types.function_of((nested,), types.tuple_of(tuple(items))), [],
                            lambda lowering, _, given: lowering.make_tuple(flattened(lowering, given[0], len(items))))
        return self._call_value(self.program.runtime_function("zip_of_many"), values(flat, zipped), e)

    def _known_item(self, iterable: Value, e: CallExpr) -> Type:
        found = self.iteration_type(iterable.type)
        if found is None:
            raise Unsupported("the type of the items is not known", e, "use a list comprehension")
        return found

    # -- map and filter ------------------------------------------------------------------------------------------------

    def _builtin_map(self, e: CallExpr, expected: Type | None) -> Value:
        if any(kind is ARG_STAR for kind in e.arg_kinds):
            raise Unsupported("map() with a star is not supported", e, "use a list comprehension over zip()")
        known = get_proper_type(self.mypy_type(e))
        result = self.program.convert(known.args[0], self.instance.environment, e) if isinstance(known, Instance) and known.args else None
        function = self._function_first(e.args[0])
        iterables = [self.lower(argument) for argument in e.args[1:]]
        function = self._fitting(e.args[0], function, tuple(self._known_item(value, e) for value in iterables), result)
        if len(iterables) == 1:
            return self.call_runtime("map", function, iterables[0], where=e)
        zipped = self._zipped(iterables, FALSE, e)
        return self._call_value(self.program.runtime_function("map"), values(self._of_a_tuple(function, iterables, e), zipped), e)

    def _of_a_tuple(self, function: Value, iterables: list[Value], e: CallExpr) -> Value:
        """A function of one tuple, which calls the function with its items."""
        if not isinstance(function.type, Function):
            raise Unsupported(f"a value of type {function.type} cannot be called by map()", e)
        row = types.tuple_of(tuple(self._known_item(value, e) for value in iterables))
        return self.closure(types.function_of((row,), function.type.result), [function],
                            lambda lowering, saved, given: lowering.call_value(saved[0], values(*items_of(lowering, given[0])), e))

    def _function_first(self, function: Expression) -> Value | None:
        """The function that `map` or `filter` gets; None where it is only named: it learns its parameters from the items."""
        return None if isinstance(function, (RefExpr, LambdaExpr)) else self.lower(function)

    def _fitting(self, written: Expression, function: Value | None, items: tuple[Type, ...], result: Type | None) -> Value:
        if function is not None:
            return function
        kind = types.function_of(items, result) if result is not None else self.function_kind(written, items)
        function = self.lower(written, kind)
        return function if kind is None else self.coerce(function, kind, written)

    def _builtin_filter(self, e: CallExpr, expected: Type | None) -> Value:
        function = e.args[0]
        if not (isinstance(function, NameExpr) and function.fullname == "builtins.None"):
            first = self._function_first(function)
            items = self.lower(e.args[1])
            return self.call_runtime("filter", self._fitting(function, first, (self._known_item(items, e),), None), items, where=e)
        items = self.lower(e.args[1])
        item = self.iteration_type(items.type)
        if item is None:
            raise Unsupported("the type of the items is not known", e)
        truth = self.closure(types.function_of((item,), BOOL), [], lambda lowering, _, given: Value(BOOL, lowering.truth(given[0], e)))
        return self._call_value(self.program.runtime_function("filter"), values(truth, items), e)


def items_of(lowering: Callables, value: Value) -> list[Value]:
    """The items of a tuple of known length."""
    kind = value.type
    assert isinstance(kind, Tuple)
    return [Value(item, lowering.extract(value.ref, kind.llvm, index)) for index, item in enumerate(kind.items)]


def flattened(lowering: Callables, value: Value, count: int) -> list[Value]:
    """The `count` items of `(((a, b), c), d)`."""
    if count == 1:
        return [value]
    first, last = items_of(lowering, value)
    return [*flattened(lowering, first, count - 1), last]
