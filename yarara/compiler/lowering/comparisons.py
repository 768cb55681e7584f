"""Comparison: identity, order, equality, membership, for every type of value."""

from __future__ import annotations

from mypy.nodes import Context, FuncDef

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.equal_to_none import asks_about_none
from yarara.compiler.written.enumerations import VALUE
from yarara.compiler.lowering.operations import Operations
from yarara.compiler.program.hierarchy import NoOperator
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import BOOL, FLOAT, INT, NEVER, NONE, Class, ClassObject, Dynamic, Function, Optional, StructPointer, Tuple, Type, WORD

COMPARISONS = {"<": ("slt", "olt", "lt"), "<=": ("sle", "ole", "le"), ">": ("sgt", "ogt", "gt"), ">=": ("sge", "oge", "ge"), "==": ("eq", "oeq", "eq")}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
REFLECTED_EQUAL = "(reflected_equal)"
"""What is asked of the right operand when the left one has no `__eq__`."""
EQUAL_PAIRS = {"builtins.bytes": "bytearray", "builtins.bytearray": "bytes", "builtins.set": "frozenset", "builtins.frozenset": "set"}
"""Built-in classes whose objects can be equal to objects of another one."""
HASHED = ("builtins.dict", "builtins.set", "builtins.frozenset", "yarara.runtime.dict_views.KeysView")
SETS = ("builtins.set", "builtins.frozenset")
EQUAL_MIXED = {"builtins.dict": "dict_eq_mixed", "builtins.set": "set_eq_mixed", "builtins.frozenset": "set_eq_mixed"}
"""What compares containers whose items have different types."""
PLAIN = (INT, FLOAT, BOOL)
"""Comparing them runs no code."""
OF_CONTAINERS = ("yarara.runtime.", "_collections.")
"""Where `==` is between items of containers."""
ROWS = {"builtins.bytes", "builtins.bytearray", "builtins.memoryview"}


def is_function(kind: Type) -> bool:
    return isinstance(kind.inner if isinstance(kind, Optional) else kind, Function)


def _derives_from(b: Type, a: Class) -> bool:
    return isinstance(b, Class) and b.derives_from(a)


class Comparisons(Operations):
    """`compare`, `equal`, `contains`."""

    def compare(self, operator: str, left: Value, right: Value, where: Context | None) -> Value:
        """`left operator right` for every comparison operator."""
        if operator in ("is", "is not"):
            return self.negate_if(operator == "is not", self.identical(left, right, where))
        if operator in ("in", "not in"):
            return self.negate_if(operator == "not in", self.contains(right, left, where))
        if operator in ("==", "!="):
            return self._equality(operator, left, right, where)
        return self._ordered(operator, left, right, where)

    def negate_if(self, negate: bool, condition: str) -> Value:
        if not negate:
            return Value(BOOL, condition)
        if condition in ("true", "false"):
            return Value(BOOL, "false" if condition == "true" else "true")
        return Value(BOOL, self.instruction(f"xor i1 {condition}, true"))

    def identical(self, left: Value, right: Value, where: Context | None) -> str:
        if right.type is NONE:
            return self.negate_if(True, self.is_some(left)).ref
        if left.type is NONE:
            return self.negate_if(True, self.is_some(right)).ref
        if is_function(left.type) or is_function(right.type):
            return self._same_function(left, right, where)
        if isinstance(left.type, Class) and left.type is right.type and left.type.info.is_enum and left.type.info.has_base("enum.Flag"):
            return self.instruction(f"icmp eq i64 {self.field(left, VALUE).ref}, {self.field(right, VALUE).ref}")  # combinations are equal, not unique
        if left.type.is_reference and right.type.is_reference:
            return self.instruction(f"icmp eq ptr {left.ref}, {right.ref}")
        if left.type is right.type and left.type.llvm in ("i64", "i1"):
            return self.instruction(f"icmp eq {left.type.llvm} {left.ref}, {right.ref}")
        if {left.type, right.type} & {self.program.plain_object, self.program.ellipsis_class} and not isinstance(left.type, Optional) and not isinstance(right.type, Optional):
            return "false"  # the other one is a number or a tuple
        if any(self._is_never_a_number(one) and (other in (INT, FLOAT, BOOL) or isinstance(other, Tuple)) for one, other in ((left.type, right.type), (right.type, left.type))):
            return "false"
        if BOOL in (left.type, right.type):
            return self._is_bool(left, right) if right.type is BOOL else self._is_bool(right, left)
        if not self.application:  # `item is value or item == value` in the library: there are no objects that could be the same
            return self._same_bits(left, right) if left.type is FLOAT and right.type is FLOAT else "false"
        raise Unsupported(f"'is' between {left.type} and {right.type} has no meaning here", where, "use ==")

    def _same_bits(self, left: Value, right: Value) -> str:
        """Also of two floats that are no numbers: these are not equal."""
        return self.instruction(f"icmp eq i64 {self.instruction(f'bitcast double {left.ref} to i64')}, {self.instruction(f'bitcast double {right.ref} to i64')}")

    def _is_never_a_number(self, kind: Type) -> bool:
        """Whether it is a class of the program that is not derived from one of numbers or tuples."""
        return isinstance(kind, Class) and kind.boxed is None and kind.info.module_name in self.program.typed.application and not self.program.value_classes.base_of(kind.info)

    def _is_bool(self, value: Value, wanted: Value) -> str:
        """`value is True`, where the value may be something else than a bool."""
        kind = value.type
        if isinstance(kind, Optional) and kind.inner is BOOL:
            same = self.instruction(f"icmp eq i1 {self.inside(value).ref}, {wanted.ref}")
            return self.instruction(f"and i1 {self.is_some(value)}, {same}")
        if not isinstance(kind, Dynamic):
            return "false"
        look, at_class, done = self.name("look"), self.name("class"), self.name("done")
        start = self.block
        self.branch(self.instruction(f"icmp ne ptr {value.ref}, null"), at_class, done)
        self.start_quietly(at_class)
        is_bool = self.has_exact_class(value.ref, self.program.box(BOOL))
        middle = self.block
        self.branch(is_bool, look, done)
        self.start_quietly(look)
        held = self.load(BOOL, self.offset(value.ref, WORD))
        same = self.instruction(f"icmp eq i1 {held.ref}, {wanted.ref}")
        end = self.block
        self.jump(done)
        self.start_quietly(done)
        return self.phi(BOOL, [("false", start), ("false", middle), (same, end)]).ref

    def _same_function(self, left: Value, right: Value, where: Context | None) -> str:
        """The same function or method may be several objects here, one for each type of function that it is used as."""
        if not is_function(left.type) or not is_function(right.type):
            raise Unsupported("comparing a function with a class or an object that can be called is not supported", where, "keep a name or a number beside it and compare that")
        return self.call_runtime("same_function", self._address(left), self._address(right), self.adapter_table()).ref

    def _address(self, value: Value) -> Value:
        return Value(INT, self.instruction(f"ptrtoint ptr {value.ref} to i64"))

    def adapter_table(self) -> Value:
        """The address of the type table of objects that only call another function."""
        cls = self.program.closure_class((types.ADAPTED,))
        self.program.instantiate(cls)
        return Value(INT, self.instruction(f"ptrtoint ptr {cls.symbol} to i64"))

    def _ordered(self, operator: str, left: Value, right: Value, where: Context | None) -> Value:
        left, right = self._plain_operand(left, where), self._plain_operand(right, where)
        if isinstance(left.type, Dynamic):
            return self.dispatch(left, f"compare {operator}", [right], BOOL)
        if isinstance(right.type, Dynamic):
            return self.dispatch(right, f"mirrored {operator}", [left], BOOL)
        signed, ordered, name = COMPARISONS[operator]
        if not (isinstance(left.type, Class) and self.user_method(left.type, f"__{name}__")):
            left, right = self.plain_tuple(left), self._unless_own(right, f"__{COMPARISONS[MIRRORED[operator]][2]}__")
        left, right = self._data_operands(left, right, f"__{name}__", f"__{COMPARISONS[MIRRORED[operator]][2]}__")
        numbers = (INT, FLOAT, BOOL)
        if left.type in numbers and right.type in numbers:
            if FLOAT in (left.type, right.type):
                return Value(BOOL, self._float_compare(operator, left, right))
            a, b = self.coerce(left, INT), self.coerce(right, INT)
            return Value(BOOL, self.instruction(f"icmp {signed} i64 {a.ref}, {b.ref}"))
        if isinstance(left.type, Tuple) and isinstance(right.type, Tuple):
            return self._tuple_ordered(operator, left, right, where)
        mirrored = COMPARISONS[MIRRORED[operator]][2]
        complaint, between = f"'{operator}' not supported between instances of ", " and "
        derived = self.derived_right(left, right, f"__{mirrored}__", comparing=True)
        if derived and not self.is_exact(left):
            return self.dispatch(left, f"compare {operator}", [right], BOOL)
        if derived:
            methods = f"__{name}__", f"__{mirrored}__"
            return self.derived_first(derived, methods, complaint, between, left, right, where, lambda: self._ordered_as_usual(operator, left, right, where))
        return self._ordered_as_usual(operator, left, right, where)

    def _ordered_as_usual(self, operator: str, left: Value, right: Value, where: Context | None) -> Value:
        """By the left operand's method, if it has one, else by that of the right one."""
        name, mirrored = COMPARISONS[operator][2], COMPARISONS[MIRRORED[operator]][2]
        complaint, between = f"'{operator}' not supported between instances of ", " and "
        if self.is_builtin(left.type) and not self.is_builtin(right.type) and self.has_method(right.type, f"__{mirrored}__"):
            return self.reflected(right, f"__{mirrored}__", complaint, between, left, where)
        if self.has_method(left.type, f"__{name}__"):
            found = self.call_method(left, f"__{name}__", [right], where)
            return self.unless_given_up(found, (f"__{name}__", f"__{mirrored}__"), complaint, between, left, right, where)
        if self.has_method(right.type, f"__{mirrored}__"):
            return self.reflected(right, f"__{mirrored}__", complaint, between, left, where)
        if not self.application:  # mypy has let the container pass: its items come to be compared only if those before them are equal
            self.raise_unsupported_operands(operator, left.type, right.type)
            return Value(BOOL, "false")
        raise NoOperator(operator, left.type, right.type, where)

    def _float_compare(self, operator: str, left: Value, right: Value) -> str:
        """Floats, or a float with an int: exact also where the int has more bits than a float can hold."""
        signed, ordered, _ = COMPARISONS[operator]
        a, b = self.coerce(left, FLOAT), self.coerce(right, FLOAT)
        verdict = self.instruction(f"fcmp {ordered} double {a.ref}, {b.ref}")
        if not self.application or INT not in (left.type, right.type):
            return verdict
        whole, other = (left, b) if left.type is INT else (right, a)
        if whole.ref.lstrip("-").isdigit() and abs(int(whole.ref)) <= 1 << 53:
            return verdict
        near = self.instruction(f"fcmp oeq double {a.ref}, {b.ref}")
        inside = self.instruction(f"fcmp olt double {other.ref}, 0x43E0000000000000")  # 2**63
        both = self.instruction(f"and i1 {near}, {inside}")
        word = self.instruction(f"call i64 @llvm.fptosi.sat.i64.f64(double {other.ref})")
        first, second = (whole.ref, word) if whole is left else (word, whole.ref)
        exact = self.instruction(f"icmp {signed} i64 {first}, {second}")
        beyond = {"<": whole is left, "<=": whole is left, ">": whole is right, ">=": whole is right, "==": False}[operator]
        rounded_up = self.instruction(f"select i1 {near}, i1 {'true' if beyond else 'false'}, i1 {verdict}")
        return self.instruction(f"select i1 {both}, i1 {exact}, i1 {rounded_up}")

    def _tuple_ordered(self, operator: str, left: Value, right: Value, where: Context | None) -> Value:
        """Lexicographic: the first items that differ decide."""
        assert isinstance(left.type, Tuple) and isinstance(right.type, Tuple)
        result = self.slot("i1")
        done = self.name("done")
        for index in range(min(len(left.type.items), len(right.type.items))):
            a, b = self.tuple_item(left, index), self.tuple_item(right, index)
            differ, same = self.name("differ"), self.name("same")
            self.branch(self.equal_as_items(a, b, where), same, differ)
            self.start_quietly(differ)
            try:
                self.store(self._ordered(operator, a, b, where), result)
                self.jump(done)
            except NoOperator as error:  # as in (priority, task): it matters only when all items before are equal
                self.raise_unsupported_operands(operator, error.left, error.right)
            self.start_quietly(same)
        shorter, longer = len(left.type.items), len(right.type.items)
        verdict = {"<": shorter < longer, "<=": shorter <= longer, ">": shorter > longer, ">=": shorter >= longer}[operator]
        self.store(Value(BOOL, "true" if verdict else "false"), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result)

    def _equality(self, operator: str, left: Value, right: Value, where: Context | None) -> Value:
        if operator == "!=" and isinstance(left.type, Class) and self.user_method(left.type, "__ne__"):
            return self.call_method(left, "__ne__", [right], where)
        equal = self.equal_as_items if self.instance.module.startswith(OF_CONTAINERS) else self.equal
        return self.negate_if(operator == "!=", equal(left, right, where))

    def equal_as_items(self, left: Value, right: Value, where: Context | None) -> str:
        """Equality as containers mean it: an object is equal to itself, and is not asked."""
        if not self._may_differ_from_itself(left) or not self._may_differ_from_itself(right):
            return self.equal(left, right, where)
        result, other, done = self.slot("i1"), self.name("other"), self.name("done")
        self.emit(f"store i1 true, ptr {result}")
        self.branch(self.instruction(f"icmp eq ptr {left.ref}, {right.ref}"), done, other)
        self.start_quietly(other)
        self.store(Value(BOOL, self.equal(left, right, where)), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result).ref

    def _may_differ_from_itself(self, value: Value) -> bool:
        """Whether an `__eq__` of the program's own may be asked."""
        kind = value.type.inner if isinstance(value.type, Optional) else value.type
        if value.type.llvm != "ptr":
            return False
        return isinstance(kind, Dynamic) or isinstance(kind, Class) and (self.overridden(kind, "__eq__") or self.user_method(kind, "__eq__"))

    def user_method(self, cls: Class, name: str) -> bool:
        found = self.program.find(cls, name) if cls.boxed is None else None
        return found is not None and not found[1].fullname.startswith("builtins.")

    def equal(self, left: Value, right: Value, where: Context | None) -> str:
        """`left == right` as an i1."""
        if isinstance(left.type, Tuple) or isinstance(right.type, Tuple):
            left, right = self.plain_tuple(left), self.plain_tuple(right)
        a, b = left.type, right.type
        numbers = (INT, FLOAT, BOOL)
        if isinstance(a, StructPointer) or isinstance(b, StructPointer):
            return self.instruction(f"icmp eq i64 {left.ref}, {right.ref}")
        if a in numbers and b in numbers:
            if FLOAT in (a, b):
                return self._float_compare("==", left, right)
            if a is b:
                return self.instruction(f"icmp eq {a.llvm} {left.ref}, {right.ref}")
            return self.instruction(f"icmp eq i64 {self.coerce(left, INT).ref}, {self.coerce(right, INT).ref}")
        if types.is_complex(a) and b in numbers or types.is_complex(b) and a in numbers:
            kind = self.program.complex_class
            return self.equal(self.coerce(left, kind, where), self.coerce(right, kind, where), where)
        if b is NONE or a is NONE:
            return self._equal_to_none(right if a is NONE else left, where)
        if isinstance(a, Optional) or isinstance(b, Optional):
            return self._optional_equal(left, right, where)
        if isinstance(a, Tuple) and isinstance(b, Tuple):
            return self._tuple_equal(left, right, where)
        if isinstance(a, Dynamic) or isinstance(b, Dynamic):
            return self._dynamic_equal(left, right, where)
        if isinstance(a, Tuple) and isinstance(b, Class) and b.info.fullname == "builtins.tuple":
            return self._equal_items(right, left, where)
        if isinstance(b, Tuple) and isinstance(a, Class) and a.info.fullname == "builtins.tuple":
            return self._equal_items(left, right, where)
        if isinstance(a, Class) and (self.is_virtual(left, "__eq__") or self.user_method(a, "__eq__")):
            return self._method_equal(left, right, where)
        if isinstance(a, Class) and self.has_method(a, "__eq__") and self._comparable(a, b):
            mixed = self._equal_mixed(a, b)
            if mixed:
                return self.call_runtime(mixed, left, right).ref
            knows_less = self.is_builtin(a) or self.program.container_base(a) is not None and self.program.container_base(b) is None
            if knows_less and not self.is_builtin(b) and not _derives_from(b, a):
                return self._method_equal(right, left, where)  # a container of the application's, which knows what to do with a built-in one
            return self._method_equal(left, right, where)
        if isinstance(b, Class) and (self.is_virtual(right, "__eq__") or self.user_method(b, "__eq__")):
            return self.dispatch(right, REFLECTED_EQUAL, [left], BOOL).ref if self.is_virtual(right, "__eq__") else self._method_equal(right, left, where)
        if is_function(a) or is_function(b):
            return self._same_function(left, right, where)
        if a.is_reference and b.is_reference and isinstance(a, (Class, Function, ClassObject)) and isinstance(b, (Class, Function, ClassObject)):
            return self.instruction(f"icmp eq ptr {left.ref}, {right.ref}")
        return "false"

    def _equal_items(self, sequence: Value, fixed: Value, where: Context | None) -> str:
        """A tuple of any length and one of fixed length: as many items, and each equal."""
        assert isinstance(fixed.type, Tuple)
        count = len(fixed.type.items)
        result, done, following = self.slot("i1"), self.name("done"), self.name("same")
        self.emit(f"store i1 false, ptr {result}")
        self.branch(self.instruction(f"icmp eq i64 {self.field(sequence, '_length').ref}, {count}"), following, done)
        for index in range(count):
            self.start_quietly(following)
            following = self.name("same")
            self.branch(self.equal_as_items(self.item_at(sequence, Value(INT, str(index))), self.tuple_item(fixed, index), where), following, done)
        self.start_quietly(following)
        self.emit(f"store i1 true, ptr {result}")
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result).ref

    def item_at(self, value: Value, index: Value) -> Value:
        raise NotImplementedError

    def equal_exactly(self, left: Value, right: Value, first: bool, where: Context | None) -> str:
        """In a dispatcher, where the class of `left` is exact: its own `__eq__`; without one, that of the right operand; else identity."""
        assert isinstance(left.type, Class)
        if self.user_method(left.type, "__eq__"):
            return self._method_equal(left, right, where)
        if first and isinstance(right.type, Class) and right.type.boxed is None and (self.overridden(right.type, "__eq__") or self.user_method(right.type, "__eq__")):
            return self.dispatch(right, REFLECTED_EQUAL, [left], BOOL).ref
        return self.instruction(f"icmp eq ptr {left.ref}, {right.ref}") if right.type.is_reference else "false"

    def _comparable(self, a: Class, b: Type) -> bool:
        """Whether two built-in types can be equal at all."""
        if not isinstance(b, Class):
            return False
        if a.info is b.info:
            return True
        if any(a.info.has_base(base) and b.info.has_base(base) for base in ("typing.Mapping", "typing.AbstractSet")) and not (self.is_builtin(a) and self.is_builtin(b)):
            return True
        pair = {a.info.fullname, b.info.fullname}
        return pair <= ROWS or pair <= {"builtins.set", "builtins.frozenset"} or a.derives_from(b) or b.derives_from(a)

    def _method_equal(self, left: Value, right: Value, where: Context | None) -> str:
        assert isinstance(left.type, Class)
        if self.is_virtual(left, "__eq__"):
            return self.dispatch(left, "__eq__", [right], BOOL).ref
        derived = self.derived_right(left, right, "__eq__", comparing=True)
        if derived and not self.is_exact(left):
            return self.dispatch(left, "__eq__", [right], BOOL).ref
        verdict, done = self.slot("i1"), self.name("done")
        for cls in derived:
            asked, other = self.name("asked"), self.name("other")
            self.branch(self.of_class(right, cls), asked, other)
            self.start_quietly(asked)
            self._equal_in_turn([(Value(cls, right.ref), left), (left, right)], verdict, done, where)
            self.start_quietly(other)
        self._equal_in_turn([(left, right), (right, left)], verdict, done, where)
        self.start_quietly(done)
        return self.load(BOOL, verdict).ref

    def _equal_in_turn(self, asked: list[tuple[Value, Value]], verdict: str, done: str, where: Context | None) -> None:
        """The first `__eq__` that does not give up decides; if all do, identity."""
        for receiver, other in asked:
            if not isinstance(receiver.type, Class) or receiver is not asked[0][0] and not self._may_be_asked_too(receiver, other):
                continue
            found = self.call_method(receiver, "__eq__", [other], where)
            if not isinstance(found.type, Optional):
                self.store(found if found.type is BOOL else Value(BOOL, self.truth(found, where)), verdict)
                self.jump(done)
                return
            given, refused = self.name("given"), self.name("refused")
            self.branch(self.is_some(found), given, refused)
            self.start_quietly(given)
            self.store(self.inside(found), verdict)
            self.jump(done)
            self.start_quietly(refused)
        left, right = asked[0]
        same = self.instruction(f"icmp eq ptr {left.ref}, {right.ref}") if right.type.is_reference else "false"
        self.store(Value(BOOL, same), verdict)
        self.jump(done)

    def _may_be_asked_too(self, receiver: Value, other: Value) -> bool:
        """Whether an operand has an `__eq__` that may know more than that of the other one."""
        cls = receiver.type
        assert isinstance(cls, Class)
        return self.user_method(cls, "__eq__") and not (cls is other.type and self._treats_both_alike(cls.info, "__eq__"))

    def _equal_to_none(self, value: Value, where: Context | None) -> str:
        """`value == None`: None itself does, and what says so in its `__eq__`."""
        none = Value(NONE, "null")
        asked = self.program.has_own("__eq__") if isinstance(value.type, Dynamic) else asks_about_none(self.program, value.type)
        if not asked:
            return self.identical(value, none, where)
        if not isinstance(value.type, (Dynamic, Optional)):
            return self._method_equal(value, none, where)
        result, some, done = self.slot("i1"), self.name("some"), self.name("done")
        self.emit(f"store i1 true, ptr {result}")
        self.branch(self.is_some(value), some, done)
        self.start_quietly(some)
        given = self.dispatch(value, "(equal_to)", [none], BOOL) if isinstance(value.type, Dynamic) else Value(BOOL, self.equal(self.inside(value), none, where))
        self.store(given, result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result).ref

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
        if asks_about_none(self.program, left.type) or asks_about_none(self.program, right.type):
            only, other = self.name("only"), self.name("other")
            self.branch(first, only, other)
            self.start_quietly(only)
            self.store(Value(BOOL, self._equal_to_none(self.inside(left), where)), result)
            self.jump(done)
            self.start_quietly(other)
            self.store(Value(BOOL, self._equal_to_none(right, where)), result)
        else:
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
            self.branch(self.equal_as_items(self.tuple_item(left, index), self.tuple_item(right, index), where), following, differ)
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
        self.store(Value(BOOL, self._equal_to_none(other, where)), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result).ref

    def equal_dynamic_to(self, left: Value, right: Value) -> Value:
        """`left == right` where only the right one's class is unknown: equal if it is of the left one's class and equal."""
        cls = left.type
        numbers = (INT, FLOAT, BOOL)
        candidates: list[Type] = [cls]
        assert isinstance(right.type, Dynamic)
        if isinstance(cls, Tuple) or self.program.container_base(cls) is not None or isinstance(cls, Class) and cls.info.fullname in ("builtins.tuple", "builtins.frozenset") \
                or isinstance(cls, Class) and cls.info.module_name == "yarara.runtime.dict_views" or self.program.has_own("__eq__"):
            return self._equal_by_both(left, right)
        if cls in numbers or types.is_complex(cls):
            candidates = [*numbers, *([self.program.complex_class] if "complex_eq" in self.program.runtime else [])]
        elif isinstance(cls, Class) and cls.info.fullname in EQUAL_PAIRS:
            candidates += [self.program.builtin_class(EQUAL_PAIRS[cls.info.fullname], *cls.arguments)]
        if isinstance(cls, Class) and cls.info.fullname in ROWS and self.program.mentions_memoryview:
            candidates = [self.program.builtin_class(name.removeprefix("builtins.")) for name in sorted(ROWS)]
        result = self.slot("i1")
        self.emit(f"store i1 false, ptr {result}")
        done, some = self.name("done"), self.name("some")
        self.branch(self.is_some(right), some, done)
        self.start_quietly(some)
        if isinstance(cls, Class) and (self.user_method(cls, "__eq__") or self.is_virtual(left, "__eq__")):
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

    def _equal_by_both(self, left: Value, right: Value) -> Value:
        """The class of the right operand decides too: containers may have items of other types, and a class its own `__eq__`."""
        result, some, none, done = self.slot("i1"), self.name("some"), self.name("none"), self.name("done")
        self.branch(self.is_some(right), some, none)
        self.start_quietly(some)
        self.store(self.dispatch(right, "(equal_to)", [left], BOOL), result)
        self.jump(done)
        self.start_quietly(none)
        self.store(Value(BOOL, self._equal_to_none(left, None)), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result)

    def equal_exact(self, left: Value, right: Value) -> Value:
        """`left == right` where both classes are exact."""
        a, b = left.type, right.type
        mixed = self._equal_mixed(a, b) if isinstance(a, Class) else ""
        return self.call_runtime(mixed, left, right) if mixed else Value(BOOL, self.equal(left, right, None))

    def _equal_mixed(self, a: Class, b: Type) -> str:
        """The function that compares two hashed containers with items of different types; nothing for all others."""
        if not isinstance(b, Class) or not a.arguments or not b.arguments or a.arguments[0] is b.arguments[0] or not self._comparable(a, b):
            return ""
        base = self.program.container_base(a) or a
        own = self.user_method(a, "__eq__") or b.info.has_base(a.info.fullname) and self.user_method(b, "__eq__")
        return EQUAL_MIXED.get(base.info.fullname, "") if not own else ""

    def is_type(self, value: Value, wanted: Type) -> str:
        """Whether a non-null dynamic value holds `wanted`, exactly for values without a header."""
        held = self.program.held_type(wanted)
        if held is not None and wanted is not FLOAT:
            return self.has_class_of(value.ref, held)
        if isinstance(wanted, Class):
            return self.has_class(value.ref, wanted)
        box = self.program.box(wanted)
        return self.has_exact_class(value.ref, box)

    def contains(self, container: Value, item: Value, where: Context | None) -> str:
        container = self.plain_tuple(self.unwrap(container, where))
        if isinstance(container.type, Dynamic):
            return self.dispatch(container, "(contains)", [item], BOOL).ref
        if isinstance(container.type, ClassObject):
            if item.type is container.type.instance and self.members_tuple(container.type) is not None:
                return "true"
            raise Unsupported(f"'in' between {item.type} and {container.type} is not supported", where)
        if isinstance(container.type, Class) and not self.has_method(container.type, "__contains__"):
            container = self.data_value(container)
        if isinstance(container.type, Tuple):
            return self._among(container, item, where)
        cls = container.type
        if isinstance(cls, Class) and cls.info.fullname in SETS and isinstance(item.type, Class) and item.type.info.has_base("builtins.set"):
            item = self.call_runtime("frozenset_from_iterable", item, where=where)
        hashed = self._hashed_items(cls)
        if hashed is not None and (hashed is NEVER or self._cannot_be_equal(item.type, hashed)):
            return self._not_among_keys(item, where)
        if isinstance(cls, Class) and cls.info.fullname == "builtins.list" and NEVER in cls.arguments:
            return "false"  # `x in []`
        if hashed is not None and isinstance(item.type, (Dynamic, Optional)) and not isinstance(hashed, (Dynamic, Optional)):
            return self._contains_one_of(container, item, hashed, where)
        if isinstance(cls, Class) and cls.arguments and self.program.builtin_method(cls, "__contains__") is not None and len(cls.arguments) <= 2:
            wanted = cls.arguments[0]
            if cls.info.fullname in ("builtins.list", "builtins.tuple") and isinstance(item.type, (Dynamic, Optional)) and not isinstance(wanted, (Dynamic, Optional)):
                return self._contains_one_of(container, item, wanted, where)
            if cls.info.fullname in ("builtins.list", "builtins.tuple") and (self._unrelated(item.type, wanted) or self._cannot_be_equal(item.type, wanted)):
                return self.contains_by_iteration(container, item, where)
            if item.type is not wanted and not isinstance(wanted, Dynamic):
                item = self.as_sought(item, wanted, where)
        if isinstance(cls, Class) and not self.has_method(cls, "__contains__"):
            return self.contains_by_iteration(container, item, where)
        return self.call_method(container, "__contains__", [item], where).ref

    def _among(self, container: Value, item: Value, where: Context | None) -> str:
        """Whether one of the items of a tuple of known length is equal: asked one after another, up to the first where asking may run code of the program."""
        assert isinstance(container.type, Tuple)
        candidates = [self.tuple_item(container, index) for index in range(len(container.type.items))]
        if item.type in PLAIN and all(candidate.type in PLAIN for candidate in candidates):
            result = "false"
            for candidate in candidates:
                same = self.equal(candidate, item, where)
                result = same if result == "false" else self.instruction(f"or i1 {result}, {same}")
            return result
        found, done = self.slot("i1"), self.name("done")
        self.emit(f"store i1 true, ptr {found}")
        for candidate in candidates:
            following = self.name("other")
            self.branch(self.equal_as_items(candidate, item, where), done, following)
            self.start_quietly(following)
        self.emit(f"store i1 false, ptr {found}")
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, found).ref

    def _contains_one_of(self, container: Value, item: Value, wanted: Type, where: Context | None) -> str:
        """A value of one of several types in a container of one type: what is of another type may still be equal to an item."""
        result = self.slot("i1")
        fits, other, done = self.name("fits"), self.name("other"), self.name("done")
        absent = isinstance(item.type, Optional)
        self.branch(self.is_some(item) if absent else self.is_value_of(item, wanted), fits, other)
        self.start_quietly(fits)
        self.store(Value(BOOL, self.contains(container, self.inside(item) if absent else self.from_dynamic(item, wanted), where)), result)
        self.jump(done)
        self.start_quietly(other)
        self.store(Value(BOOL, self.contains_by_iteration(container, Value(NONE, "null") if absent else item, where)), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result).ref

    def _hashed_items(self, kind: Type) -> Type | None:
        """The type of the keys of a dict, or of what is in a set, also of a class derived from these whose objects are not asked themselves."""
        base = next((at for at in kind.mro if at.info.fullname in HASHED and at.arguments), None) if isinstance(kind, Class) else None
        found = self.program.find(kind, "__contains__") if isinstance(kind, Class) and base is not None and base is not kind else None
        asked = found is not None and found[0].info.fullname not in HASHED or isinstance(kind, Class) and bool(self.program.descendants(kind.info)) and self.overridden(kind, "__contains__")
        return None if base is None or asked else base.arguments[0]

    def as_sought(self, value: Value, wanted: Type, where: Context | None) -> Value:
        """What is looked for in a container; of an object that holds a value only equality and hash matter."""
        if isinstance(value.type, Class) and self.is_held_as(value.type, wanted):
            found = [self.program.find(value.type, name) for name in ("__eq__", "__hash__")]
            if all(one is not None and isinstance(one[1], FuncDef) and one[1] in self.program.written.made for one in found) and not self.is_virtual(value, "__eq__"):
                value = self.data_value(value)
        return self.coerce(value, wanted, where)

    @staticmethod
    def _unrelated(item: Type, wanted: Type) -> bool:
        """Whether no object can be of both types: then only an `__eq__` of one's own can find it."""
        if item in (INT, FLOAT, BOOL) or isinstance(item, Tuple):
            return isinstance(wanted, Class)
        return isinstance(item, Class) and isinstance(wanted, Class) and not item.derives_from(wanted) and not wanted.derives_from(item) and item.info is not wanted.info

    @classmethod
    def _cannot_be_equal(cls, item: Type, wanted: Type) -> bool:
        """Whether a value of one type is never equal to one of the other, since built-in types alone decide that."""
        if isinstance(item, Tuple) and isinstance(wanted, Tuple):
            return len(item.items) != len(wanted.items) or any(map(cls._cannot_be_equal, item.items, wanted.items))
        kinds = [cls._kind_of_equals(kind) for kind in (item, wanted)]
        return "" not in kinds and kinds[0] != kinds[1]

    @staticmethod
    def _kind_of_equals(kind: Type) -> str:
        """What built-in values of this type can be equal to; nothing for any other type."""
        if kind in (INT, FLOAT, BOOL):
            return "number"
        if isinstance(kind, Tuple) or kind is NONE:
            return "builtins.tuple" if isinstance(kind, Tuple) else "None"
        name = kind.info.fullname if isinstance(kind, Class) else ""
        return name if name in ("builtins.str", "builtins.bytes", "builtins.tuple", "builtins.list", "builtins.dict") else ""

    def _not_among_keys(self, item: Value, where: Context | None) -> str:
        """TypeError for what has no hash; nothing else that is looked for can be there."""
        if self._kind_of_equals(item.type) in ("builtins.list", "builtins.dict"):
            self.raise_runtime("raise_type", [self._text(f"unhashable type: '{self.shown_name(item.type)}'")])
            self.start_quietly(self.name("dead"))
        return "false"

    def members_tuple(self, kind: Type) -> Value | None:
        raise NotImplementedError

    def contains_by_iteration(self, container: Value, item: Value, where: Context | None) -> str:
        raise NotImplementedError
