"""Built-in functions about numbers."""

from __future__ import annotations


from mypy.nodes import ARG_STAR, CallExpr, Context, Expression, NameExpr

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.lowering.file_calls import FileCalls
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import BOOL, FLOAT, INT, NEVER, NONE, Class, Dynamic, Type


class BuiltinNumbers(FileCalls):
    """Functions that make numbers."""

    def _builtin_int(self, e: CallExpr, expected: Type | None) -> Value:
        if not e.args:
            return Value(INT, "0")
        return self.int_of(self.unwrap(self.lower(e.args[0]), e), self.actuals(e)[1:], e)

    def int_of(self, value: Value, more: list[Actual], e: Context | None) -> Value:
        """`int(value)`, perhaps with a base."""
        value = self._data_operand(value, "__int__")
        if value.type in (INT, BOOL):
            return self.coerce(value, INT)
        if value.type is FLOAT:
            return self.call_runtime("int_from_float", value, where=e)
        if value.type is self.program.str_class:
            return self._call_value(self.program.runtime_function("int_from_str"), [Actual(value=value), *more], e)
        if isinstance(value.type, Class) and self.has_method(value.type, "__int__"):
            return self.call_method(value, "__int__", [], e)
        if isinstance(value.type, Dynamic):
            self._check_alternatives(value.type, "int", e)
            return self._call_value(self.program.runtime_function("int_from_text" if more else "int_from_any"), [Actual(value=value), *more], e)
        return self._call_value(self.program.runtime_function("int_from_bytes_text"), [Actual(value=value), *more], e)

    @staticmethod
    def _check_alternatives(kind: Dynamic, function: str, e: Context | None) -> None:
        """The runtime knows the built-in types."""
        if types.is_unknown(kind):
            return
        if not kind.alternatives or any(isinstance(one, Class) and not one.info.fullname.startswith("builtins.") for one in kind.alternatives):
            raise Unsupported(f"{function}() of {kind} is not supported", e, "ask with isinstance first")

    def _builtin_float(self, e: CallExpr, expected: Type | None) -> Value:
        if not e.args:
            return self.literal(0.0, e)
        return self.float_of(self.unwrap(self.lower(e.args[0]), e), e)

    def float_of(self, value: Value, e: Context | None) -> Value:
        """`float(value)`."""
        value = self._data_operand(value, "__float__")
        if value.type in (INT, BOOL, FLOAT):
            return self.coerce(value, FLOAT)
        if isinstance(value.type, Class) and self.has_method(value.type, "__float__"):
            return self.call_method(value, "__float__", [], e)
        if isinstance(value.type, Dynamic):
            self._check_alternatives(value.type, "float", e)
            return self.call_runtime("float_from_any", value, where=e)
        return self.call_runtime("float_from_str", value, where=e)

    def _builtin_complex(self, e: CallExpr, expected: Type | None) -> Value:
        kind = self.program.complex_class
        given = {name or ("real", "imag")[at]: self._plain_operand(self.lower(argument), argument) for at, (argument, name) in enumerate(zip(e.args, e.arg_names))}
        real, imaginary = given.get("real"), given.get("imag")
        if real is not None and real.type is self.program.str_class:
            return self.call_runtime("complex_from_text", real, where=e)
        if real is not None and types.is_complex(real.type):
            return real if imaginary is None else self.binary("+", real, self.call_runtime("complex_new", self.literal(0.0, e), self.float_of(imaginary, e)), e)
        parts = [self.literal(0.0, e) if part is None else self.float_of(part, e) for part in (real, imaginary)]
        return self.coerce(self.call_runtime("complex_new", *parts, where=e), kind, e)

    def _builtin_bool(self, e: CallExpr, expected: Type | None) -> Value:
        return Value(BOOL, self.truth(self.lower(e.args[0]), e)) if e.args else Value(BOOL, "false")

    def _builtin_abs(self, e: CallExpr, expected: Type | None) -> Value:
        return self.absolute(self.lower(e.args[0]), e)

    def absolute(self, value: Value, e: Context | None) -> Value:
        """`abs(value)`."""
        value = self._data_operand(self._plain_operand(value, e), "__abs__")
        if value.type in (INT, BOOL):
            value = self.coerce(value, INT)
            self._overflow_if(self.instruction(f"icmp eq i64 {value.ref}, -9223372036854775808"))
            return Value(INT, self.instruction(f"call i64 @llvm.abs.i64(i64 {value.ref}, i1 false)"))
        if value.type is FLOAT:
            return Value(FLOAT, self.instruction(f"call double @llvm.fabs.f64(double {value.ref})"))
        if isinstance(value.type, Dynamic):
            return self.dispatch(value, "(absolute)", [], self._number_type(e, value))
        return self.call_method(value, "__abs__", [], e)

    def _number_type(self, e: Context | None, value: Value) -> Type:
        """What mypy says of a call; where that is `float`, and the value may be an `int`, the result may be one too."""
        known = self.result_type(e) if isinstance(e, Expression) else None
        if known is None or known in (NONE, NEVER) or known is FLOAT and isinstance(value.type, Dynamic) and INT in value.type.alternatives:
            return value.type
        return known

    def _builtin_divmod(self, e: CallExpr, expected: Type | None) -> Value:
        left, right = (self._data_operand(self._plain_operand(self.lower(a), e), name) for a, name in zip(e.args, ("__divmod__", "__rdivmod__")))
        if isinstance(left.type, Dynamic) or isinstance(right.type, Dynamic):
            return self.binary("divmod", left, right, e)
        return self.make_tuple([self.binary("//", left, right, e), self.binary("%", left, right, e)])

    def _builtin_pow(self, e: CallExpr, expected: Type | None) -> Value:
        if len(e.args) == 3:
            return self.call_runtime("int_pow_mod", *(self.lower(a) for a in e.args), where=e)
        return self.binary("**", self.lower(e.args[0]), self.lower(e.args[1]), e)

    def _builtin_round(self, e: CallExpr, expected: Type | None) -> Value:
        return self.rounded(self.lower(e.args[0]), self.lower(e.args[1]) if len(e.args) > 1 else None, e)

    def rounded(self, value: Value, digits: Value | None, e: Context | None) -> Value:
        """`round(value, digits)`."""
        value = self._data_operand(self.unwrap(value, e), "__round__")
        if isinstance(value.type, Dynamic):
            return self.dispatch(value, "(rounded)", [digits] if digits is not None else [], self._number_type(e, value))
        if value.type is FLOAT:
            if digits is None or digits.type is NONE:
                return self.call_runtime("float_round", value, where=e)
            return self.call_runtime("float_round_digits", value, digits, where=e)
        if value.type in (INT, BOOL):
            value = self.coerce(value, INT)
            return value if digits is None or digits.type is NONE else self.call_runtime("int_round_digits", value, digits, where=e)
        return self.call_method(value, "__round__", [digits] if digits is not None else [], e)

    def _builtin_min(self, e: CallExpr, expected: Type | None) -> Value:
        return self._extreme(e, "min", "<")

    def _builtin_max(self, e: CallExpr, expected: Type | None) -> Value:
        return self._extreme(e, "max", ">")

    def _extreme(self, e: CallExpr, name: str, operator: str) -> Value:
        """Several arguments are compared here; one is an iterable, for the runtime."""
        named = [n for n in e.arg_names if n is not None]
        if ARG_STAR in e.arg_kinds:
            return self._spread_extreme(e, name)
        if len(e.args) - len(named) == 1:
            return self._call_value(self.program.runtime_function(self.variant(name, e)), self.actuals(e), e)
        if named:
            return self._keyed_extreme(e, name)
        lowered = [self.lower(a) for a in e.args]
        kind = self.result_type(e) or lowered[0].type
        if FLOAT in [v.type for v in lowered] and all(v.type in (INT, FLOAT, BOOL) for v in lowered):
            kind = FLOAT
        best = self.coerce(lowered[0], kind, e)
        for candidate in lowered[1:]:
            other = self.coerce(candidate, kind, e)
            better = self.compare(operator, other, best, e)
            best = self.select(better.ref, other, best)
        return best

    def _spread_extreme(self, e: CallExpr, name: str) -> Value:
        """`max(*items)`: together there must be at least two."""
        kind = self.result_type(e)
        if kind is None or self.iteration_type(kind) is not None:
            raise Unsupported(f"{name}(*items) is for items that are not iterable themselves", e, f"write {name}(items)")
        actuals = self.actuals(e)
        whole = self.make_list(self.program.builtin_class("list", kind), [])
        for actual in actuals:
            if actual.name is None:
                self.append_all(whole, actual.value or self.lower_as(actual.expression, kind), kind, e)
        length = self.call_method(whole, "__len__", [], e)
        none = self.instruction(f"icmp eq i64 {length.ref}, 0")
        self.cold_raise(none, "raise_type", [self.literal(f"{name} expected at least 1 argument, got 0", e)])
        lone = self.instruction(f"icmp eq i64 {length.ref}, 1")
        self.cold_raise(lone, "raise_type", [self.literal(f"'{self.shown_name(kind)}' object is not iterable", e)])
        return self._call_value(self.program.runtime_function(self.variant(name, e)), [Actual(value=whole), *(a for a in actuals if a.name is not None)], e)

    def _keyed_extreme(self, e: CallExpr, name: str) -> Value:
        """`max(a, b, key=f)`: the values as a list, for the runtime."""
        kind = self.result_type(e)
        if kind is None:
            raise Unsupported("the type of this is not known", e)
        items = [self.coerce(self.lower(a, kind), kind, a) for a, n in zip(e.args, e.arg_names) if n is None]
        whole = self.make_list(self.program.builtin_class("list", kind), items)
        key = next(a for a, n in zip(e.args, e.arg_names) if n == "key")
        if isinstance(key, NameExpr) and key.fullname == "builtins.None":
            return self.call_runtime(name, whole, where=e)
        return self._call_value(self.program.runtime_function(f"{name}_key"), [Actual(value=whole), Actual(expression=key, name="key")], e)
