"""Unary and binary operators: arithmetic with overflow checks, and operators of one's own."""

from __future__ import annotations

from mypy.nodes import Context, Expression, OpExpr, StrExpr

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual, values
from yarara.compiler.lowering.derived_operands import DerivedOperands
from yarara.compiler.program.hierarchy import NoOperator
from yarara.compiler.lowering.percent_formats import Conversion, conversions
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import BOOL, FLOAT, INT, NEVER, NONE, Class, Dynamic, Optional, Starred, StructPointer, Tuple, Type

DUNDERS = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "<<": "lshift", ">>": "rshift",
    "&": "and", "|": "or", "^": "xor", "@": "matmul", "divmod": "divmod",
}

MIXING = {"+": "builtins.list", "|": "builtins.set"}
"""The operators that make one container of two, whose items may be of different types."""

LONGEST = 64
"""Tuples of known length that are made by repeating have no more items."""

LARGEST_ROOT = 3_037_000_499
"""Its square is the largest that fits in a word."""


class Operations(DerivedOperands):
    """Binary and unary operators."""

    # -- arithmetic ----------------------------------------------------------------------------------------------------

    def binary(self, operator: str, left: Value, right: Value, where: Context | None, in_place: bool = False, wrap: bool = False) -> Value:
        """`left operator right`."""
        if operator == "%" and left.type in (self.program.str_class, self.program.builtin_class("bytes"), self.program.builtin_class("bytearray")):
            return self._percent(left, right, where)
        left, right = self._plain_operand(left, where), self._plain_operand(right, where)
        if isinstance(left.type, Dynamic) or isinstance(right.type, Dynamic):
            return self._dynamic_binary(operator, left, right, where, in_place)
        left, right = self._data_operands(left, right, f"__{DUNDERS.get(operator)}__", f"__r{DUNDERS.get(operator)}__")
        if not isinstance(left.type, Class) or self.program.find(left.type, f"__{DUNDERS.get(operator)}__") is None:
            left, right = self.plain_tuple(left), self._unless_own(right, f"__r{DUNDERS.get(operator)}__")
        if operator == "divmod" and (self.is_builtin(left.type) or not self.has_method(left.type, "__divmod__")) and not self.has_method(right.type, "__rdivmod__"):
            if FLOAT in (left.type, right.type):
                left, right = self.coerce(left, FLOAT, where), self.coerce(right, FLOAT, where)
                self.cold_raise(self.instruction(f"fcmp oeq double {right.ref}, 0.0"), "raise_zero_division", [self._text("float divmod()")])
            return self.make_tuple([self.binary("//", left, right, where), self.binary("%", left, right, where)])
        if left.type is BOOL and right.type is BOOL and operator in "&|^":
            return Value(BOOL, self.instruction(f"{DUNDERS[operator]} i1 {left.ref}, {right.ref}"))
        numbers = (INT, FLOAT, BOOL)
        if left.type in numbers and right.type in numbers:
            if FLOAT in (left.type, right.type):
                return self._float_binary(operator, self.coerce(left, FLOAT), self.coerce(right, FLOAT), where)
            return self.int_binary(operator, self.coerce(left, INT), self.coerce(right, INT), where, wrap)
        if types.is_complex(left.type) and right.type in numbers or types.is_complex(right.type) and left.type in numbers:
            left, right = (self.coerce(side, self.program.complex_class, where) for side in (left, right))
        if operator == "*" and isinstance(right.type, Tuple) and left.type in (INT, BOOL):
            left, right = right, left
        if operator == "*" and isinstance(left.type, Tuple) and not left.type.items:
            return left
        if isinstance(left.type, Tuple) and operator == "*":
            repeated = self.tuple_method(left, "mul", values(right), where)
            return repeated if repeated is not None else self._repeated_mixed(left, right, where)
        if isinstance(left.type, Tuple) and isinstance(right.type, Tuple) and operator == "+":
            items = [self.tuple_item(left, i) for i in range(len(left.type.items))] + [self.tuple_item(right, i) for i in range(len(right.type.items))]
            return self.make_tuple(items)
        if operator == "+" and self._is_tuple(left.type) and self._is_tuple(right.type):
            return self._joined_tuples(left, right, where)
        return self._method_binary(operator, left, right, where, in_place)

    def _joined_tuples(self, left: Value, right: Value, where: Context | None) -> Value:
        """`(a, b) + items`, where one of them is a tuple of any length."""
        kinds = list(dict.fromkeys(kind for side in (left, right) for kind in self._kinds_of_items(side.type)))
        if len(kinds) == 1:
            cls = self.program.builtin_class("tuple", kinds[0])
            first, second = (self.tuple_to_sequence(side, cls, where) if isinstance(side.type, Tuple) else side for side in (left, right))
            return self.call_method(first, "__add__", [second], where)
        item = self.program.either(kinds)
        made = self.make_list(self.program.builtin_class("list", item), [])
        for part in (left, right):
            self.append_all(made, Value(Starred(part.type), part.ref), item, where)
        return self.call_runtime("tuple_from_iterable", made, where=where)

    @staticmethod
    def _kinds_of_items(kind: Type) -> tuple[Type, ...]:
        assert isinstance(kind, (Tuple, Class))
        return tuple(kind.items) if isinstance(kind, Tuple) else kind.arguments

    def _repeated_mixed(self, left: Value, right: Value, where: Context | None) -> Value:
        """A tuple of different types, repeated: of known length if the number is known."""
        assert isinstance(left.type, Tuple)
        if right.ref.isdigit() and int(right.ref) * len(left.type.items) <= LONGEST:
            return self.make_tuple([self.tuple_item(left, index) for _ in range(int(right.ref)) for index in range(len(left.type.items))])
        item = self.program.union_of(list(dict.fromkeys(left.type.items)))
        return self.call_method(self.tuple_to_sequence(left, self.program.builtin_class("tuple", item), where), "__mul__", [right], where)

    def _dynamic_binary(self, operator: str, left: Value, right: Value, where: Context | None, in_place: bool) -> Value:
        """The class of one operand, then that of the other decides."""
        one, other, side = (left, right, "left") if isinstance(left.type, Dynamic) else (right, left, "right")
        known = self.result_type(where) if isinstance(where, Expression) else self.instance.result if where is None else None
        result = known if known is not None and known not in (NONE, NEVER) else one.type
        return self.dispatch(one, f"{side} {operator}{'=' if in_place else ''}", [other], result)

    def raise_unsupported_operands(self, operator: str, left: Type, right: Type) -> None:
        """The TypeError of an operator that these types do not have."""
        names = [self.shown_name(kind) for kind in (left, right)]
        ordered = operator in ("<", "<=", ">", ">=")
        text = f"'{operator}' not supported between instances of '{names[0]}' and '{names[1]}'" if ordered else \
            f"bad operand type for unary {operator}: '{names[0]}'" if left is right and operator == "~" else f"unsupported operand type(s) for {operator}: '{names[0]}' and '{names[1]}'"
        self.raise_runtime("raise_type", [self._text(text)])

    @staticmethod
    def shown_name(kind: Type) -> str:
        """`__name__` of the class of values of a type."""
        if isinstance(kind, Class):
            return kind.info.name
        return "tuple" if isinstance(kind, Tuple) else "NoneType" if kind is NONE else str(kind)

    def _plain_operand(self, value: Value, where: Context | None) -> Value:
        if isinstance(value.type, StructPointer):
            return Value(INT, value.ref)
        return self.unwrap(value, where)

    def _data_operand(self, value: Value, method: str) -> Value:
        """What an operator works on: of members of `IntEnum` and its like the number, unless their class has the method."""
        if not isinstance(value.type, Class) or self.program.find(value.type, method) is not None:
            return value
        data = self.data_value(value)
        if data is not value:
            self.refuse_overriding_below(value, method)
        return data

    def _unless_own(self, value: Value, method: str) -> Value:
        """The items of a named tuple, or of a class derived from `tuple`, unless it has the method itself."""
        return value if isinstance(value.type, Class) and self.program.find(value.type, method) is not None else self.plain_tuple(value)

    def _data_operands(self, left: Value, right: Value, method: str, reflected: str) -> tuple[Value, Value]:
        """The same of two operands; where the built-in type of the left one decides, it sees just the value of the right one."""
        data = self._data_operand(left, method)
        if isinstance(left.type, Class) and self.program.find(left.type, method) is not None:
            return left, right
        if data is left or not self._decides(left.type, data.type, right, method):
            return data, self._data_operand(right, reflected)
        return data, self.data_value(right)

    def _decides(self, kind: Type, held: Type, right: Value, method: str) -> bool:
        """Whether Python asks the built-in method of the left operand first, and that knows what to do with the right one."""
        if not isinstance(right.type, Class) or not isinstance(kind, Class) or right.type.info is not kind.info and right.type.derives_from(kind):
            return False
        other = self.data_value(right).type
        if method in ("__lt__", "__le__", "__gt__", "__ge__"):
            return other is held or other in (INT, FLOAT) and held in (INT, FLOAT)
        return other is INT and held in (INT, FLOAT) or other is held is FLOAT

    def refuse_overriding_below(self, value: Value, method: str) -> None:
        """What a class does as its built-in base does is settled here; a class below it that has another method would be missed."""
        if isinstance(value.type, Class) and not value.type.info.is_enum and self.is_virtual(value, method):
            raise Unsupported(f"a class below {value.type.info.name} has a {method} of its own, which {value.type.info.name} has not", None, f"define it in {value.type.info.name} too")

    def _method_binary(self, operator: str, left: Value, right: Value, where: Context | None, in_place: bool) -> Value:
        name = DUNDERS[operator]
        mixed = None if in_place else self.mixed_containers(operator, left, right, where)
        if mixed is not None:
            return mixed
        if operator in ("&", "-") and self._holds_more(right.type, left.type):
            kept = left if in_place else self.call_method(left, "copy", [], where)
            return self.call_runtime("set_keep", kept, right, Value(BOOL, "true" if operator == "&" else "false"), where=where)
        written = f"{operator}{'=' if in_place else ''}"
        if in_place and self.has_method(left.type, f"__i{name}__"):
            if operator == "+" and self.is_builtin(left.type) and not self._may_be_iterated(right.type):
                raise NoOperator(written, left.type, right.type, where)
            return self._in_place(operator, left, right, where)
        complaint = f"unsupported operand type(s) for {written}: "
        derived = self.derived_right(left, right, f"__r{name}__", comparing=False)
        if derived and not self.is_exact(left):
            return self._left_exactly(operator, left, right, where, in_place)
        if derived:
            methods = f"__{name}__", f"__r{name}__"
            return self.derived_first(derived, methods, complaint, " and ", left, right, where, lambda: self._in_usual_order(operator, written, left, right, where))
        return self._in_usual_order(operator, written, left, right, where)

    def _in_place(self, operator: str, left: Value, right: Value, where: Context | None) -> Value:
        """`__iadd__` and its like; what they refuse is done as without `=`."""
        method = f"__i{DUNDERS[operator]}__"
        found = self.call_method(left, method, [right], where)
        refused = self.given_up(found, left.type, method)
        if refused is None:
            return found
        kind = self.answer_type(found, left.type, method)
        result, other, given, done = self.slot(kind.llvm), self.name("refused"), self.name("given"), self.name("done")
        self.branch(refused, other, given, likely=False)
        self.start_quietly(given)
        self.store(self.inside(found) if kind is not found.type else found, result)
        self.jump(done)
        self.start_quietly(other)
        try:
            self.store(self.coerce(self._in_usual_order(operator, f"{operator}=", left, right, where), kind, where), result)
            self.jump(done)
        except NoOperator as error:
            self.raise_unsupported_operands(f"{operator}=", error.left, error.right)
        self.start_quietly(done)
        return self.load(kind, result)

    def _left_exactly(self, operator: str, left: Value, right: Value, where: Context | None, in_place: bool) -> Value:
        """The same in a dispatcher, where the class of the left operand is known."""
        known = self.result_type(where) if isinstance(where, Expression) else None
        owner, node = self._method_of(left.type, f"__{DUNDERS[operator]}__")
        if known is None and owner is not None and node is not None:
            known = self.program.convert(self.signature(node, where).ret_type, self.environment_for(node, owner, left.type), where)  # type: ignore[arg-type]
        return self.dispatch(left, f"left {operator}{'=' if in_place else ''}", [right], known or left.type)

    def _in_usual_order(self, operator: str, written: str, left: Value, right: Value, where: Context | None) -> Value:
        """The left operand's method, if it has one, then the reflected one of the right operand."""
        name = DUNDERS[operator]
        complaint = f"unsupported operand type(s) for {written}: "
        if self.is_builtin(left.type) and not self.is_builtin(right.type) and self.has_method(right.type, f"__r{name}__"):
            return self.reflected(right, f"__r{name}__", complaint, " and ", left, where)  # built-in types give up on classes of the program
        if self.has_method(left.type, f"__{name}__"):
            found = self.call_method(left, f"__{name}__", [right], where)
            return self.unless_given_up(found, (f"__{name}__", f"__r{name}__"), complaint, " and ", left, right, where)
        if self.has_method(right.type, f"__r{name}__"):
            return self.reflected(right, f"__r{name}__", complaint, " and ", left, where)
        if operator == "*" and left.type in (INT, BOOL):
            return self.call_method(right, "__mul__", [self.coerce(left, INT)], where)
        raise NoOperator(written, left.type, right.type, where)

    def _may_be_iterated(self, kind: Type) -> bool:
        return not isinstance(kind, Class) and kind not in (INT, FLOAT, BOOL, NONE) or isinstance(kind, Class) and any(self.has_method(kind, name) for name in ("__iter__", "__getitem__"))

    @staticmethod
    def _holds_more(kind: Type, narrow: Type) -> bool:
        """Whether one is a set, and the other a set of items of several types, or of None, too."""
        if not isinstance(kind, Class) or not isinstance(narrow, Class) or narrow.info.fullname != "builtins.set" or kind.info.fullname not in ("builtins.set", "builtins.frozenset"):
            return False
        return isinstance(kind.arguments[0], (Dynamic, Optional)) and kind.arguments[0] is not narrow.arguments[0]

    # -- text % values -------------------------------------------------------------------------------------------------

    def _percent(self, left: Value, right: Value, where: Context | None) -> Value:
        """`format % values`: the runtime gets the values as objects."""
        right = self.plain_tuple(right)
        kind, objects = right.type, self.program.builtin_class("list", self.program.object)
        binary = left.type is not self.program.str_class
        if isinstance(kind, Dynamic) and (not kind.alternatives or any(self._is_tuple(a) for a in kind.alternatives)):
            raise Unsupported("whether this is a tuple of values is not known", where, "write one value as (value,)")
        if isinstance(kind, Class) and self._is_tuple(kind):
            given = self.make_list(objects, [])
            self.append_all(given, Value(Starred(kind), right.ref), self.program.object, where)
        else:
            items = [self.tuple_item(right, index) for index in range(len(kind.items))] if isinstance(kind, Tuple) else [right]
            if isinstance(where, OpExpr) and isinstance(where.left, StrExpr) and not isinstance(kind, Optional):
                found = self._percent_of_literal(where.left.value, items, where)
                if found is not None:
                    return found
            given = self.make_list(objects, [self.to_dynamic(item, self.program.object) for item in items])
        if isinstance(kind, Class) and kind.info.fullname == "builtins.dict" and not binary:
            return self.call_runtime("percent_mapping", left, right, given, where=where)
        if isinstance(left.type, Class) and left.type.info.fullname == "builtins.bytearray":
            return self.call_runtime("percent_bytearray", left, given, where=where)
        return self.call_runtime("percent_bytes" if binary else "percent_values", left, given, where=where)

    def _percent_of_literal(self, text: str, items: list[Value], where: OpExpr) -> Value | None:
        """As an f-string would do it, where the format and the types of the values allow that."""
        parts = conversions(text)
        wanted = [part for part in parts or () if isinstance(part, Conversion)]
        if not parts or len(wanted) != len(items) or not all(self._fits_conversion(part, item) for part, item in zip(wanted, items)):
            return None
        following = iter(items)
        return self.concatenate([self._percent_text(part, next(following), where) if isinstance(part, Conversion) else self._text(part) for part in parts])

    @staticmethod
    def _fits_conversion(part: Conversion, item: Value) -> bool:
        return part.letter == "s" or item.type is (INT if part.letter in "dxX" else FLOAT)

    def _percent_text(self, part: Conversion, item: Value, where: OpExpr) -> Value:
        value = self.text(item, where) if part.letter == "s" else item
        return value if part.spec == "" and part.letter == "s" else self.format(value, self._text(part.spec), where)

    @staticmethod
    def _is_tuple(kind: Type) -> bool:
        return isinstance(kind, Tuple) or isinstance(kind, Class) and kind.info.fullname == "builtins.tuple"

    @staticmethod
    def is_builtin(kind: Type) -> bool:
        """Whether its operators know nothing of classes of the program."""
        return kind in (INT, FLOAT, BOOL) or isinstance(kind, Tuple) or isinstance(kind, Class) and kind.info.module_name == "builtins"

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
            return self._checked(operator, a, b)
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

    def _checked(self, operator: str, a: str, b: str) -> Value:
        """Addition, subtraction and multiplication that raise OverflowError. What is known of the operands often decides that it cannot."""
        name = DUNDERS[operator]
        if operator == "*":
            return self._checked_product(a, b)
        both = self.instruction(f"call {{ i64, i1 }} @llvm.s{name}.with.overflow.i64(i64 {a}, i64 {b})")
        self._overflow_if(self.extract(both, "{ i64, i1 }", 1))
        return Value(INT, self.extract(both, "{ i64, i1 }", 0))

    def _checked_product(self, a: str, b: str) -> Value:
        if a == b:
            return self._checked_square(a)
        both = self.instruction(f"call {{ i64, i1 }} @llvm.smul.with.overflow.i64(i64 {a}, i64 {b})")
        self._overflow_if(self.extract(both, "{ i64, i1 }", 1))
        return Value(INT, self.extract(both, "{ i64, i1 }", 0))

    def product_remainder(self, left: Value, right: Value, modulus: Value, where: Context | None) -> Value:
        """`left * right % modulus`, exact also where the product does not fit into a word."""
        both = self.instruction(f"call {{ i64, i1 }} @llvm.smul.with.overflow.i64(i64 {left.ref}, i64 {right.ref})")
        large, fits, done = self.name("cold"), self.name("b"), self.name("done")
        self.branch(self.extract(both, "{ i64, i1 }", 1), large, fits, likely=False)
        self.start_quietly(large)
        exact = self.call_runtime("int_product_remainder", left, right, modulus, where=where)
        after_large = self.block
        self.jump(done)
        self.start_quietly(fits)
        found = self._floor_division("%", self.extract(both, "{ i64, i1 }", 0), modulus.ref)
        after_fits = self.block
        self.jump(done)
        self.start_quietly(done)
        return self.phi(INT, [(exact.ref, after_large), (found.ref, after_fits)])

    def _checked_square(self, a: str) -> Value:
        """Fits exactly when its root is not beyond that of the largest word; LLVM then knows this of the root, too."""
        biased = self.instruction(f"add i64 {a}, {LARGEST_ROOT}")
        self._overflow_if(self.instruction(f"icmp ugt i64 {biased}, {2 * LARGEST_ROOT}"))
        return Value(INT, self.instruction(f"mul i64 {a}, {a}"))

    def _overflow_if(self, condition: str) -> None:
        self.cold_raise(condition, "raise_overflow", [])

    def cold_raise(self, condition: str, function: str, arguments: list[Value], fresh: bool = True) -> None:
        """Raise through the runtime when the condition holds; unless `fresh`, in the caller's frame."""
        cold, fine = self.name("cold"), self.name("b")
        self.branch(condition, cold, fine, likely=False)
        self.start_quietly(cold)
        self.raise_runtime(function, arguments, fresh)
        self.start_quietly(fine)

    def refuse_unless(self, condition: str, message: str) -> None:
        """TypeError where the condition does not hold."""
        self.cold_raise(self.instruction(f"xor i1 {condition}, true"), "raise_type", [self._text(message)])

    def _text(self, text: str) -> Value:
        return Value(self.program.str_class, self.program.string_literal(text))

    def _floor_division(self, operator: str, a: str, b: str) -> Value:
        literal = int(b) if b.lstrip("-").isdigit() else None
        if literal is None or literal == 0:
            zero = self.instruction(f"icmp eq i64 {b}, 0")
            message = "integer division or modulo by zero" if operator == "//" else "integer modulo by zero"
            self.cold_raise(zero, "raise_zero_division", [self._text(message)])
        if literal is not None and literal > 0 and literal & (literal - 1) == 0:
            if operator == "//":
                return Value(INT, self.instruction(f"ashr i64 {a}, {literal.bit_length() - 1}"))
            return Value(INT, self.instruction(f"and i64 {a}, {literal - 1}"))
        if operator == "%" and literal in (None, -1):  # the processor cannot divide the lowest int by -1
            minus = self.instruction(f"icmp eq i64 {b}, -1")
            b = self.instruction(f"select i1 {minus}, i64 1, i64 {b}")
        elif literal is None or literal == -1:
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
        if isinstance(value.type, Dynamic):
            return self.dispatch(value, f"unary {operator}", [], self.result_type(where) or value.type if isinstance(where, Expression) else value.type)
        value = self._data_operand(value, {"-": "__neg__", "+": "__pos__", "~": "__invert__"}[operator])
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

    # -- given by the layers above -------------------------------------------------------------------------------------

    def mixed_containers(self, operator: str, left: Value, right: Value, where: Context | None) -> Value | None:
        raise NotImplementedError

    def tuple_method(self, value: Value, name: str, actuals: list[Actual], where: Context | None) -> Value | None:
        raise NotImplementedError

    def text(self, value: Value, where: Context | None = None) -> Value:
        raise NotImplementedError

    def format(self, value: Value, spec: Value, where: Context | None) -> Value:
        raise NotImplementedError
