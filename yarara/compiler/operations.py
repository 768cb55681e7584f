"""Operators and the operations every type has: arithmetic with overflow checks, comparison, equality, hash, text."""

from __future__ import annotations

from mypy.nodes import Context

from yarara.compiler import types
from yarara.compiler.builder import Value
from yarara.compiler.calls import Actual, Calls, values
from yarara.compiler.program import Unsupported, float_literal
from yarara.compiler.types import BOOL, FLOAT, INT, NEVER, NONE, Class, ClassObject, Dynamic, Function, Optional, StructPointer, Tuple, Type

DUNDERS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "<<": "lshift", ">>": "rshift",
    "&": "and", "|": "or", "^": "xor", "@": "matmul",
}
COMPARISONS = {"<": ("slt", "olt", "lt"), "<=": ("sle", "ole", "le"), ">": ("sgt", "ogt", "gt"), ">=": ("sge", "oge", "ge")}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


class Operations(Calls):
    """Binary and unary operators, comparisons, and generated methods of tuples, optionals and dynamic values."""

    # -- arithmetic ----------------------------------------------------------------------------------------------------

    def binary(self, operator: str, left: Value, right: Value, where: Context | None, in_place: bool = False, wrap: bool = False) -> Value:
        """`left operator right`."""
        left, right = self._plain_operand(left, where), self._plain_operand(right, where)
        if operator == "divmod":
            return self.make_tuple([self.binary("//", left, right, where), self.binary("%", left, right, where)])
        if left.type is BOOL and right.type is BOOL and operator in "&|^":
            return Value(BOOL, self.instruction(f"{DUNDERS[operator]} i1 {left.ref}, {right.ref}"))
        numbers = (INT, FLOAT, BOOL)
        if left.type in numbers and right.type in numbers:
            if FLOAT in (left.type, right.type):
                return self._float_binary(operator, self.coerce(left, FLOAT), self.coerce(right, FLOAT), where)
            return self.int_binary(operator, self.coerce(left, INT), self.coerce(right, INT), where, wrap)
        if isinstance(left.type, Tuple) and operator == "*":
            repeated = self.tuple_method(left, "mul", values(right), where)
            if repeated is not None:
                return repeated
        if isinstance(left.type, Tuple) and isinstance(right.type, Tuple) and operator == "+":
            items = [self.tuple_item(left, i) for i in range(len(left.type.items))] + [self.tuple_item(right, i) for i in range(len(right.type.items))]
            return self.make_tuple(items)
        return self._method_binary(operator, left, right, where, in_place)

    def _plain_operand(self, value: Value, where: Context | None) -> Value:
        if isinstance(value.type, StructPointer):
            return Value(INT, value.ref)
        return self.unwrap(value, where)

    def _method_binary(self, operator: str, left: Value, right: Value, where: Context | None, in_place: bool) -> Value:
        name = DUNDERS[operator]
        if in_place and self.has_method(left.type, f"__i{name}__"):
            return self.call_method(left, f"__i{name}__", [right], where)
        if self.has_method(left.type, f"__{name}__"):
            return self.call_method(left, f"__{name}__", [right], where)
        if self.has_method(right.type, f"__r{name}__"):
            return self.call_method(right, f"__r{name}__", [left], where)
        if operator == "*" and left.type in (INT, BOOL):
            return self.call_method(right, "__mul__", [self.coerce(left, INT)], where)
        raise Unsupported(f"'{operator}' between {left.type} and {right.type} is not supported", where)

    def int_binary(self, operator: str, left: Value, right: Value, where: Context | None, wrap: bool = False) -> Value:
        """On two words. `wrap`: modulo 2**64, because only low bits of the result are used, or in the kernel (docs/static-python.md)."""
        wrap = wrap or self.word_arithmetic
        a, b = left.ref, right.ref
        if operator in "&|^":
            return Value(INT, self.instruction(f"{DUNDERS[operator]} i64 {a}, {b}"))
        if operator in "+-*":
            name = DUNDERS[operator]
            if wrap:
                return Value(INT, self.instruction(f"{name} i64 {a}, {b}"))
            both = self.instruction(f"call {{ i64, i1 }} @llvm.s{name}.with.overflow.i64(i64 {a}, i64 {b})")
            self._overflow_if(self.extract(both, "{ i64, i1 }", 1))
            return Value(INT, self.extract(both, "{ i64, i1 }", 0))
        if operator in ("//", "%"):
            return self._floor_division(operator, a, b)
        if operator in ("<<", ">>"):
            return self._shift(operator, a, b, where, wrap)
        if operator == "/":
            return self.call_runtime("int_truediv", left, right, where=where)
        if operator == "**":
            if b.startswith("-"):
                return self.call_runtime("float_pow", self.coerce(left, FLOAT), self.coerce(right, FLOAT), where=where)
            return self.call_runtime("int_pow", left, right, where=where)
        raise Unsupported(f"'{operator}' on int is not supported", where)

    def _overflow_if(self, condition: str) -> None:
        self.cold_raise(condition, "raise_overflow", [])

    def cold_raise(self, condition: str, function: str, arguments: list[Value]) -> None:
        """Raise through the runtime when the condition holds."""
        cold, fine = self.name("cold"), self.name("b")
        self.branch(condition, cold, fine, likely=False)
        self.start_quietly(cold)
        self.raise_runtime(function, arguments)
        self.start_quietly(fine)

    def _text(self, text: str) -> Value:
        return Value(self.program.str_class, self.program.string_literal(text))

    def _floor_division(self, operator: str, a: str, b: str) -> Value:
        literal = int(b) if b.lstrip("-").isdigit() else None
        if literal is None or literal == 0:
            zero = self.instruction(f"icmp eq i64 {b}, 0")
            message = "integer division or modulo by zero"
            self.cold_raise(zero, "raise_zero_division", [self._text(message)])
        if literal is not None and literal > 0 and literal & (literal - 1) == 0:
            if operator == "//":
                return Value(INT, self.instruction(f"ashr i64 {a}, {literal.bit_length() - 1}"))
            return Value(INT, self.instruction(f"and i64 {a}, {literal - 1}"))
        if literal is None or literal == -1:
            lowest = self.instruction(f"icmp eq i64 {a}, -9223372036854775808")
            minus = self.instruction(f"icmp eq i64 {b}, -1")
            both = self.instruction(f"and i1 {lowest}, {minus}")
            self._overflow_if(both)
        remainder = self.instruction(f"srem i64 {a}, {b}")
        nonzero = self.instruction(f"icmp ne i64 {remainder}, 0")
        mixed = self.instruction(f"xor i64 {remainder}, {b}")
        opposite = self.instruction(f"icmp slt i64 {mixed}, 0")
        adjust = self.instruction(f"and i1 {nonzero}, {opposite}")
        if operator == "//":
            quotient = self.instruction(f"sdiv i64 {a}, {b}")
            return Value(INT, self.instruction(f"add i64 {quotient}, {self.instruction(f'sext i1 {adjust} to i64')}"))
        extra = self.instruction(f"select i1 {adjust}, i64 {b}, i64 0")
        return Value(INT, self.instruction(f"add i64 {remainder}, {extra}"))

    def _shift(self, operator: str, a: str, b: str, where: Context | None, wrap: bool) -> Value:
        literal = int(b) if b.lstrip("-").isdigit() else None
        if literal is None:
            negative = self.instruction(f"icmp slt i64 {b}, 0")
            self.cold_raise(negative, "raise_negative_shift", [])
        elif literal < 0:
            self.raise_runtime("raise_negative_shift", [])
            return Value(INT, "0")
        if operator == ">>":
            count = str(min(literal, 63)) if literal is not None else self.instruction(f"call i64 @llvm.umin.i64(i64 {b}, i64 63)")
            return Value(INT, self.instruction(f"ashr i64 {a}, {count}"))
        if literal is not None and literal > 63:
            return self.call_runtime("int_lshift_large", Value(INT, a), where=where) if not wrap else Value(INT, "0")
        count = b if literal is not None else self.instruction(f"call i64 @llvm.umin.i64(i64 {b}, i64 63)")
        shifted = self.instruction(f"shl i64 {a}, {count}")
        if wrap:
            if literal is None:
                large = self.instruction(f"icmp ugt i64 {b}, 63")
                return Value(INT, self.instruction(f"select i1 {large}, i64 0, i64 {shifted}"))
            return Value(INT, shifted)
        back = self.instruction(f"ashr i64 {shifted}, {count}")
        lost = self.instruction(f"icmp ne i64 {back}, {a}")
        if literal is None:
            large = self.instruction(f"icmp ugt i64 {b}, 63")
            nonzero = self.instruction(f"icmp ne i64 {a}, 0")
            lost = self.instruction(f"or i1 {lost}, {self.instruction(f'and i1 {large}, {nonzero}')}")
        self._overflow_if(lost)
        return Value(INT, shifted)

    def _float_binary(self, operator: str, left: Value, right: Value, where: Context | None) -> Value:
        a, b = left.ref, right.ref
        simple = {"+": "fadd", "-": "fsub", "*": "fmul"}.get(operator)
        if simple is not None:
            return Value(FLOAT, self.instruction(f"{simple} double {a}, {b}"))
        if operator == "/":
            zero = self.instruction(f"fcmp oeq double {b}, 0.0")
            self.cold_raise(zero, "raise_zero_division", [self._text("float division by zero")])
            return Value(FLOAT, self.instruction(f"fdiv double {a}, {b}"))
        if operator in ("//", "%", "**"):
            return self.call_runtime(f"float_{DUNDERS[operator]}", left, right, where=where)
        raise Unsupported(f"'{operator}' on float is not supported", where)

    def unary(self, operator: str, value: Value, where: Context | None, wrap: bool = False) -> Value:
        if operator == "not":
            return Value(BOOL, self.instruction(f"xor i1 {self.truth(value, where)}, true"))
        value = self._plain_operand(value, where)
        if value.type is BOOL:
            value = self.coerce(value, INT)
        if value.type is INT:
            if operator == "+":
                return value
            if operator == "~":
                return Value(INT, self.instruction(f"xor i64 {value.ref}, -1"))
            return self.int_binary("-", Value(INT, "0"), value, where, wrap)
        if value.type is FLOAT:
            return Value(FLOAT, self.instruction(f"fneg double {value.ref}")) if operator == "-" else value
        name = {"-": "__neg__", "+": "__pos__", "~": "__invert__"}[operator]
        return self.call_method(value, name, [], where)

    # -- comparison ----------------------------------------------------------------------------------------------------

    def compare(self, operator: str, left: Value, right: Value, where: Context | None) -> Value:
        """`left operator right` for every comparison operator."""
        if operator in ("is", "is not"):
            return self._negate_if(operator == "is not", self.identical(left, right, where))
        if operator in ("in", "not in"):
            return self._negate_if(operator == "not in", self.contains(right, left, where))
        if operator in ("==", "!="):
            return self._equality(operator, left, right, where)
        return self._ordered(operator, left, right, where)

    def _negate_if(self, negate: bool, condition: str) -> Value:
        if not negate:
            return Value(BOOL, condition)
        if condition in ("true", "false"):
            return Value(BOOL, "false" if condition == "true" else "true")
        return Value(BOOL, self.instruction(f"xor i1 {condition}, true"))

    def identical(self, left: Value, right: Value, where: Context | None) -> str:
        if right.type is NONE:
            return self._negate_if(True, self.is_some(left)).ref
        if left.type is NONE:
            return self._negate_if(True, self.is_some(right)).ref
        if left.type.is_reference and right.type.is_reference:
            return self.instruction(f"icmp eq ptr {left.ref}, {right.ref}")
        if left.type is right.type and left.type.llvm in ("i64", "i1"):
            return self.instruction(f"icmp eq {left.type.llvm} {left.ref}, {right.ref}")
        raise Unsupported(f"'is' between {left.type} and {right.type} has no meaning here", where, "use ==")

    def _ordered(self, operator: str, left: Value, right: Value, where: Context | None) -> Value:
        left, right = self._plain_operand(left, where), self._plain_operand(right, where)
        signed, ordered, name = COMPARISONS[operator]
        numbers = (INT, FLOAT, BOOL)
        if left.type in numbers and right.type in numbers:
            if FLOAT in (left.type, right.type):
                a, b = self.coerce(left, FLOAT), self.coerce(right, FLOAT)
                return Value(BOOL, self.instruction(f"fcmp {ordered} double {a.ref}, {b.ref}"))
            a, b = self.coerce(left, INT), self.coerce(right, INT)
            return Value(BOOL, self.instruction(f"icmp {signed} i64 {a.ref}, {b.ref}"))
        if isinstance(left.type, Tuple) and isinstance(right.type, Tuple):
            return self._tuple_ordered(operator, left, right, where)
        if self.has_method(left.type, f"__{name}__"):
            return self.call_method(left, f"__{name}__", [right], where)
        mirrored = COMPARISONS[MIRRORED[operator]][2]
        if self.has_method(right.type, f"__{mirrored}__"):
            return self.call_method(right, f"__{mirrored}__", [left], where)
        raise Unsupported(f"'{operator}' between {left.type} and {right.type} is not supported", where)

    def _tuple_ordered(self, operator: str, left: Value, right: Value, where: Context | None) -> Value:
        """Lexicographic: the first items that differ decide."""
        assert isinstance(left.type, Tuple) and isinstance(right.type, Tuple)
        result = self.slot("i1")
        done = self.name("done")
        for index in range(min(len(left.type.items), len(right.type.items))):
            a, b = self.tuple_item(left, index), self.tuple_item(right, index)
            differ, same = self.name("differ"), self.name("same")
            self.branch(self.equal(a, b, where), same, differ)
            self.start_quietly(differ)
            self.store(self._ordered(operator, a, b, where), result)
            self.jump(done)
            self.start_quietly(same)
        shorter, longer = len(left.type.items), len(right.type.items)
        verdict = {"<": shorter < longer, "<=": shorter <= longer, ">": shorter > longer, ">=": shorter >= longer}[operator]
        self.store(Value(BOOL, "true" if verdict else "false"), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result)

    def _equality(self, operator: str, left: Value, right: Value, where: Context | None) -> Value:
        if operator == "!=" and isinstance(left.type, Class) and self._user_method(left.type, "__ne__"):
            return self.call_method(left, "__ne__", [right], where)
        return self._negate_if(operator == "!=", self.equal(left, right, where))

    def _user_method(self, cls: Class, name: str) -> bool:
        found = self.program.find(cls, name) if cls.boxed is None else None
        return found is not None and not found[1].fullname.startswith("builtins.")

    def equal(self, left: Value, right: Value, where: Context | None) -> str:
        """`left == right` as an i1."""
        a, b = left.type, right.type
        numbers = (INT, FLOAT, BOOL)
        if isinstance(a, StructPointer) or isinstance(b, StructPointer):
            return self.instruction(f"icmp eq i64 {left.ref}, {right.ref}")
        if a in numbers and b in numbers:
            if FLOAT in (a, b):
                return self.instruction(f"fcmp oeq double {self.coerce(left, FLOAT).ref}, {self.coerce(right, FLOAT).ref}")
            if a is b:
                return self.instruction(f"icmp eq {a.llvm} {left.ref}, {right.ref}")
            return self.instruction(f"icmp eq i64 {self.coerce(left, INT).ref}, {self.coerce(right, INT).ref}")
        if b is NONE or a is NONE:
            return self.identical(left, right, where)
        if isinstance(a, Optional) or isinstance(b, Optional):
            return self._optional_equal(left, right, where)
        if isinstance(a, Tuple) and isinstance(b, Tuple):
            return self._tuple_equal(left, right, where)
        if isinstance(a, Dynamic) or isinstance(b, Dynamic):
            return self._dynamic_equal(left, right, where)
        if isinstance(a, Class) and self.has_method(a, "__eq__") and (self._user_method(a, "__eq__") or self._comparable(a, b)):
            return self._method_equal(left, right, where)
        if isinstance(b, Class) and self._user_method(b, "__eq__"):
            return self._method_equal(right, left, where)
        if a.is_reference and b.is_reference and isinstance(a, (Class, Function, ClassObject)) and isinstance(b, (Class, Function, ClassObject)):
            return self.instruction(f"icmp eq ptr {left.ref}, {right.ref}")
        return "false"

    def _comparable(self, a: Class, b: Type) -> bool:
        """Whether two built-in types can be equal at all."""
        if not isinstance(b, Class):
            return False
        if a.info is b.info:
            return True
        pair = {a.info.fullname, b.info.fullname}
        return pair in ({"builtins.bytes", "builtins.bytearray"}, {"builtins.set", "builtins.frozenset"}) or a.derives_from(b) or b.derives_from(a)

    def _method_equal(self, left: Value, right: Value, where: Context | None) -> str:
        found = self.call_method(left, "__eq__", [right], where)
        if found.type is BOOL:
            return found.ref
        return self.truth(found, where)

    def _optional_equal(self, left: Value, right: Value, where: Context | None) -> str:
        """Equal when both are None, or neither and what is inside is equal."""
        both, one, done = self.name("both"), self.name("one"), self.name("done")
        result = self.slot("i1")
        first, second = self.is_some(left), self.is_some(right)
        self.branch(self.instruction(f"and i1 {first}, {second}"), both, one)
        self.start_quietly(both)
        self.store(Value(BOOL, self.equal(self.inside(left), self.inside(right), where)), result)
        self.jump(done)
        self.start_quietly(one)
        self.store(Value(BOOL, self.instruction(f"icmp eq i1 {first}, {second}")), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result).ref

    def _tuple_equal(self, left: Value, right: Value, where: Context | None) -> str:
        assert isinstance(left.type, Tuple) and isinstance(right.type, Tuple)
        if len(left.type.items) != len(right.type.items):
            return "false"
        result = self.slot("i1")
        done, differ = self.name("done"), self.name("differ")
        for index in range(len(left.type.items)):
            following = self.name("same")
            self.branch(self.equal(self.tuple_item(left, index), self.tuple_item(right, index), where), following, differ)
            self.start_quietly(following)
        self.emit(f"store i1 true, ptr {result}")
        self.jump(done)
        self.start_quietly(differ)
        self.emit(f"store i1 false, ptr {result}")
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result).ref

    def _dynamic_equal(self, left: Value, right: Value, where: Context | None) -> str:
        if not isinstance(left.type, Dynamic):
            left, right = right, left
        some, none, done = self.name("some"), self.name("none"), self.name("done")
        result = self.slot("i1")
        other = right if isinstance(right.type, Dynamic) else self.to_dynamic(right, self.program.object)
        self.branch(self.is_some(left), some, none)
        self.start_quietly(some)
        self.store(self.dispatch(left, "__eq__", [other], BOOL), result)
        self.jump(done)
        self.start_quietly(none)
        self.store(self._negate_if(True, self.is_some(other)), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result).ref

    def equal_dynamic_to(self, left: Value, right: Value) -> Value:
        """`left == right` where only the right one's class is unknown: equal if it is of the left one's class and equal."""
        cls = left.type
        numbers = (INT, FLOAT, BOOL)
        candidates: list[Type] = [cls]
        assert isinstance(right.type, Dynamic)
        if cls in numbers:
            candidates = [n for n in numbers if n is cls or n in right.type.all_members()]
        result = self.slot("i1")
        self.emit(f"store i1 false, ptr {result}")
        done, some = self.name("done"), self.name("some")
        self.branch(self.is_some(right), some, done)
        self.start_quietly(some)
        if isinstance(cls, Class) and self._user_method(cls, "__eq__"):
            self.store(Value(BOOL, self._method_equal(left, right, None)), result)
            self.jump(done)
        else:
            for candidate in candidates:
                yes, no = self.name("yes"), self.name("no")
                self.branch(self.is_type(right, candidate), yes, no)
                self.start_quietly(yes)
                self.store(Value(BOOL, self.equal(left, self.from_dynamic(right, candidate), None)), result)
                self.jump(done)
                self.start_quietly(no)
            self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result)

    def is_type(self, value: Value, wanted: Type) -> str:
        """Whether a non-null dynamic value holds `wanted`, exactly for values without a header."""
        if isinstance(wanted, Class):
            return self.has_class(value.ref, wanted)
        box = self.program.box(wanted)
        return self.has_exact_class(value.ref, box)

    def contains(self, container: Value, item: Value, where: Context | None) -> str:
        container = self.unwrap(container, where)
        if isinstance(container.type, Tuple):
            result = "false"
            for index in range(len(container.type.items)):
                same = self.equal(self.tuple_item(container, index), item, where)
                result = same if result == "false" else self.instruction(f"or i1 {result}, {same}")
            return result
        cls = container.type
        if isinstance(cls, Class) and cls.arguments and self.program.builtin_method(cls, "__contains__") is not None and len(cls.arguments) <= 2:
            wanted = cls.arguments[0]
            if item.type is not wanted and not isinstance(wanted, Dynamic):
                item = self.coerce(item, wanted, where)
        if isinstance(cls, Class) and not self.has_method(cls, "__contains__"):
            return self.contains_by_iteration(container, item, where)
        return self.call_method(container, "__contains__", [item], where).ref

    def contains_by_iteration(self, container: Value, item: Value, where: Context | None) -> str:
        raise NotImplementedError

    # -- text and hash -------------------------------------------------------------------------------------------------

    def special_method(self, value: Value, name: str, actuals: list[Actual], where: Context | None) -> Value | None:
        """Methods that every value has, where the type itself does not define them."""
        if name == "__repr__":
            return self.default_repr(value, where)
        if name == "__str__":
            return self.text(value, where)
        if name == "__hash__":
            return self.hash(value, where)
        if name == "__format__":
            spec = actuals[0].value or self.lower_as(actuals[0].expression, self.program.str_class)
            return self.format(value, spec, where)
        if name == "__truth__":
            return Value(BOOL, self.truth(value, where))
        if name == "__eq__" and actuals and actuals[0].value is not None:
            other = actuals[0].value
            if isinstance(other.type, Dynamic):
                return self.equal_dynamic_to(value, other)
            return Value(BOOL, self.equal(value, other, where))
        if isinstance(value.type, Tuple) and name == "__len__":
            return Value(INT, str(len(value.type.items)))
        if isinstance(value.type, Tuple):
            return self.tuple_method(value, name, actuals, where)
        return None

    def tuple_method(self, value: Value, name: str, actuals: list[Actual], where: Context | None) -> Value | None:
        raise NotImplementedError

    def repr(self, value: Value, where: Context | None = None) -> Value:
        """`repr(value)`."""
        kind = value.type
        if isinstance(kind, Optional) or isinstance(kind, Dynamic):
            return self._text_or_none(value, "__repr__", where)
        if kind is NONE:
            return self._text("None")
        if isinstance(kind, Tuple):
            return self._tuple_repr(value, where)
        if self.has_method(kind, "__repr__"):
            return self.call_method(value, "__repr__", [], where)
        return self.default_repr(value, where)

    def text(self, value: Value, where: Context | None = None) -> Value:
        """`str(value)`."""
        kind = value.type
        if kind is self.program.str_class:
            return value
        if isinstance(kind, Optional) or isinstance(kind, Dynamic):
            return self._text_or_none(value, "__str__", where)
        if isinstance(kind, (Class,)) and self.has_method(kind, "__str__"):
            user_repr = self.program.find(kind, "__repr__") if kind.boxed is None else None
            user_str = self.program.find(kind, "__str__") if kind.boxed is None else None
            if user_str is None or not (user_repr and user_str[1].fullname.startswith("builtins.object")):
                return self.call_method(value, "__str__", [], where)
        return self.repr(value, where)

    def _text_or_none(self, value: Value, method: str, where: Context | None) -> Value:
        some, done = self.name("some"), self.name("done")
        condition = self.is_some(value)
        start = self.block
        self.branch(condition, some, done)
        self.start_quietly(some)
        if isinstance(value.type, Optional):
            inner = self.inside(value)
            found = self.repr(inner, where) if method == "__repr__" else self.text(inner, where)
        else:
            found = self.dispatch(value, method, [], self.program.str_class)
        end = self.block
        self.jump(done)
        self.start_quietly(done)
        return self.phi(self.program.str_class, [(self._text("None").ref, start), (found.ref, end)])

    def _tuple_repr(self, value: Value, where: Context | None) -> Value:
        assert isinstance(value.type, Tuple)
        items = [self.tuple_item(value, i) for i in range(len(value.type.items))]
        parts: list[Value] = [self._text("(")]
        for index, item in enumerate(items):
            if index:
                parts.append(self._text(", "))
            parts.append(self.repr(item, where))
        parts.append(self._text(",)" if len(items) == 1 else ")"))
        return self.concatenate(parts)

    def concatenate(self, parts: list[Value]) -> Value:
        """One string from several: `str_join_array` of an `Array[str]`."""
        if len(parts) == 1:
            return parts[0]
        if len(parts) == 2:
            return self.call_runtime("str_add", parts[0], parts[1])
        array = self.make_array(self.program.str_class, parts)
        return self.call_runtime("str_concatenate", array)

    def make_array(self, item: Type, parts: list[Value]) -> Value:
        """A new `machine.Array` of these values."""
        cls = self.program.array_class(item)
        made = self.allocate(cls, str(-(-item.size * len(parts) // 8) * 8) if parts else "0")
        self.emit(f"store i64 {len(parts)}, ptr {self.offset(made, 8)}")
        for index, part in enumerate(parts):
            self.store(self.coerce(part, item), self.offset(made, 16 + index * item.size))
        return Value(cls, made)

    def default_repr(self, value: Value, where: Context | None) -> Value:
        kind = value.type
        if isinstance(kind, Class) and kind.boxed is None and not kind.info.fullname.startswith("builtins."):
            address = Value(INT, self.instruction(f"ptrtoint ptr {value.ref} to i64"))
            return self.call_runtime("object_repr", self.type_name(value, qualified=True), address, where=where)
        if isinstance(kind, ClassObject):
            return self.call_runtime("class_repr", self._table_name(value.ref))
        if isinstance(kind, Function):
            address = Value(INT, self.instruction(f"ptrtoint ptr {value.ref} to i64"))
            return self.call_runtime("object_repr", self._text("function"), address, where=where)
        raise Unsupported(f"repr() of {kind} is not supported", where)

    def type_name(self, value: Value, qualified: bool = False) -> Value:
        """`type(value).__name__`, module first when `qualified`."""
        return self._table_name(self.class_table(value.ref))

    def _table_name(self, table: str) -> Value:
        address = self.instruction(f"load i64, ptr {self.offset(table, 40)}")
        return Value(self.program.str_class, self.instruction(f"inttoptr i64 {address} to ptr"))

    def hash(self, value: Value, where: Context | None = None) -> Value:
        """`hash(value)`."""
        kind = value.type
        if isinstance(kind, Tuple):
            current: Value = Value(INT, "2870177450012600261")
            for index in range(len(kind.items)):
                current = self.call_runtime("combine_hashes", current, self.hash(self.tuple_item(value, index), where))
            return current
        if kind is NONE:
            return Value(INT, "4238894208554")
        if isinstance(kind, Optional):
            result = self.slot("i64")
            self.emit(f"store i64 4238894208554, ptr {result}")
            some, done = self.name("some"), self.name("done")
            self.branch(self.is_some(value), some, done)
            self.start_quietly(some)
            self.store(self.hash(self.inside(value), where), result)
            self.jump(done)
            self.start_quietly(done)
            return self.load(INT, result)
        if isinstance(kind, Dynamic):
            return self.dispatch(value, "__hash__", [], INT)
        if kind is BOOL:
            return self.coerce(value, INT)
        if self.has_method(kind, "__hash__"):
            return self.call_method(value, "__hash__", [], where)
        if kind.is_reference:
            if isinstance(kind, Class) and (self._user_method(kind, "__eq__") or kind.info.fullname in ("builtins.list", "builtins.dict", "builtins.set", "builtins.bytearray")):
                raise Unsupported(f"{kind} is not hashable", where)
            address = self.instruction(f"ptrtoint ptr {value.ref} to i64")
            return Value(INT, self.instruction(f"lshr i64 {address}, 4"))
        raise Unsupported(f"hash() of {kind} is not supported", where)

    def format(self, value: Value, spec: Value, where: Context | None) -> Value:
        """`format(value, spec)`; a spec that is the empty literal means `str(value)`."""
        if spec.ref == self.program.string_literal(""):
            return self.text(value, where)
        kind = value.type
        if isinstance(kind, Dynamic):
            return self.dispatch(value, "__format__", [spec], self.program.str_class)
        if kind is BOOL:
            return self.format(self.coerce(value, INT), spec, where)
        if self.has_method(kind, "__format__"):
            return self.call_method(value, "__format__", [spec], where)
        return self.call_runtime("str_format_spec", self.text(value, where), spec, where=where)
