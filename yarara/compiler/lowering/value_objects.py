"""Objects of classes derived from `int`, `float`, `str`, `bytes` and `tuple`: the value that one is made of, and what the built-in type does with it."""

from __future__ import annotations

from mypy.nodes import Context

from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.builtin_containers import BuiltinContainers
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.lowering.comparisons import COMPARISONS
from yarara.compiler.program.hierarchy import Misfit
from yarara.compiler.lowering.operations import DUNDERS
from yarara.compiler.program.program import Program, Unsupported
from yarara.compiler.program.types import BOOL, FLOAT, INT, Class, Tuple, Type
from yarara.compiler.written.value_classes import HELD, PLAIN_OPERATIONS

BINARY = {f"__{name}__": operator for operator, name in DUNDERS.items()}
REFLECTED = {f"__r{name}__": operator for operator, name in DUNDERS.items()}
ORDER = {f"__{name}__": operator for operator, (_, _, name) in COMPARISONS.items()} | {"__ne__": "!="}
UNARY = {"__neg__": "-", "__pos__": "+", "__invert__": "~"}


class ValueObjects(BuiltinContainers):
    """See the module's docstring."""

    def held_value(self, cls: Class, actuals: list[Actual], where: Context | None) -> Value:
        """What the built-in base makes of these arguments."""
        self.program.lay_out(cls)
        wanted = cls.fields[HELD].type
        if not actuals:
            return Value(wanted, wanted.zero) if not wanted.is_reference else self._empty(wanted, where)
        if actuals[0].name is not None or len(actuals) > (1 if wanted is FLOAT or self._is_tuple(wanted) else 3):
            raise Unsupported(f"{cls.info.name}() gives its built-in base other arguments than it takes", where, "define __new__")
        value, more = self.unwrap(actuals[0].value or self.lower_as(actuals[0].expression, wanted), where), actuals[1:]
        if wanted is INT:
            return self.int_of(value, more, where)
        if wanted is FLOAT:
            return self.float_of(value, where)
        if wanted is self.program.str_class:
            return self.str_of(value, more, where)
        if self._is_tuple(wanted):
            return self._held_tuple(value, wanted, where)
        return self.coerce(self._call_value(self.program.runtime_function("bytes_new"), [Actual(value=self.data_value(value)), *more], where), wanted, where)

    def _empty(self, wanted: object, where: Context | None) -> Value:
        if wanted is self.program.str_class:
            return self.literal("", None)
        if wanted is self.program.bytes_class:
            return self.literal(b"", None)
        assert isinstance(wanted, Class)
        return self.tuple_to_sequence(self.make_tuple([]), wanted, where)

    def _held_tuple(self, value: Value, wanted: object, where: Context | None) -> Value:
        value = self.plain_iterable(value, where)
        if isinstance(wanted, Tuple):
            if not isinstance(value.type, Tuple) or len(value.type.items) != len(wanted.items):
                raise Unsupported(f"how many items there are is not known, and {wanted} is to be made of them", where, "write them side by side")
            return self.coerce(value, wanted, where)
        assert isinstance(wanted, Class)
        if not isinstance(value.type, Tuple):
            value = self._call_value(self.program.runtime_function("tuple_from_iterable"), [Actual(value=value)], where)
        return self.coerce(value, wanted, where)

    def by_operator(self, kind: Type, name: str) -> bool:
        """Whether a method of a built-in type is what an operator does: `(3).__add__`, `int.__lt__`."""
        of_number = kind in (INT, FLOAT, BOOL) and (name in UNARY or name in ("__int__", "__float__", "__abs__", "__index__", "__round__", "__bool__"))
        return self.is_builtin(kind) and (name in BINARY or name in REFLECTED or name in ORDER) or of_number

    def held_method(self, value: Value, data: Value, name: str, actuals: list[Actual], where: Context | None) -> Value:
        """`int.__add__(x, 1)`, `super().__repr__()`, `x.upper()`: what the built-in base does with the value that an object holds."""
        if name == "__str__" and isinstance(value.type, Class) and self.program.value_classes.base_of(value.type.info) not in PLAIN_OPERATIONS:
            return self.repr(value, where)  # as `object.__str__` does
        if name in UNARY:
            return self.unary(UNARY[name], data, where)
        if name in BINARY or name in REFLECTED or name in ORDER:
            other = actuals[0].value or self.lower_as(actuals[0].expression, None)
            if name in ORDER:
                return self.compare(ORDER[name], data, other, where)
            return self.binary(BINARY[name], data, other, where) if name in BINARY else self.binary(REFLECTED[name], other, data, where)
        if data.type in (INT, FLOAT, BOOL) and name in ("__int__", "__float__", "__abs__", "__index__", "__round__", "__bool__"):
            return self._number_method(data, name, actuals, where)
        if name == "__bool__":
            return Value(BOOL, self.truth(data, where))
        if name == "__contains__":
            return Value(BOOL, self.contains(data, actuals[0].value or self.lower_as(actuals[0].expression, None), where))
        if name == "__getitem__" and actuals[0].expression is not None and where is not None:
            return self.subscript(data, actuals[0].expression, where)
        return self.invoke(data, name, actuals, where)

    def _number_method(self, data: Value, name: str, actuals: list[Actual], where: Context | None) -> Value:
        if name in ("__int__", "__index__"):
            return self.int_of(data, [], where)
        if name == "__float__":
            return self.float_of(data, where)
        if name == "__abs__":
            return self.absolute(data, where)
        if name == "__bool__":
            return Value(BOOL, self.truth(data, where))
        digits = actuals[0].value or self.lower_as(actuals[0].expression, None) if actuals else None
        return self.rounded(data, digits, where)

    def plain_of(self, value: Value, purpose: str, program: Program) -> Value:
        """In a dispatcher's branch: a value of a built-in type, out of the object that holds it, if it does."""
        kind = value.type
        if not isinstance(kind, Class) or kind.info.module_name == "builtins":
            return value
        data = self.data_value(value)
        if data is value and self.program.named_tuples.of(kind.info) is None:
            raise Misfit(f"a value of type {kind} is of another type than wanted", None)
        if not kind.info.is_enum and purpose == "kept" and program.value_classes.base_of(kind.info) and program.value_classes.overriding(kind.info, program.descendants):
            self.raise_runtime("raise_type", [self._text(f"an object of {kind.info.name} has methods of its own that would be lost here: test for {kind.info.name} first")])
        return data
