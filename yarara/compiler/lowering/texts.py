"""What every value has: `repr`, `str`, `format` and `hash`, also where its class does not define them."""

from __future__ import annotations

from mypy.nodes import Context

from yarara.compiler.program.abstract_tests import is_unhashable
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual
from yarara.compiler.lowering.comparisons import REFLECTED_EQUAL, Comparisons
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.shown_names import shows_runtime_class
from yarara.compiler.program.types import BOOL, INT, NEVER, NONE, Class, ClassObject, Dynamic, Function, Optional, Tuple, Type
NAME = 40
FULL_NAME = 44
"""Where a type table keeps its names."""


class Texts(Comparisons):
    """Text and hash of values."""

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
        if name == "format" and value.type is self.program.str_class:
            return self.format_given(value, actuals, where)
        if name == "__truth__":
            return Value(BOOL, self.truth(value, where))
        if name in ("__eq__", REFLECTED_EQUAL) and actuals and actuals[0].value is not None:
            other = actuals[0].value
            if isinstance(other.type, Dynamic):
                return self.equal_dynamic_to(value, other)
            if isinstance(value.type, Class) and value.type.boxed is None and not value.type.info.fullname.startswith("builtins."):
                return Value(BOOL, self.equal_exactly(value, other, name == "__eq__", where))
            return Value(BOOL, self.equal(value, other, where))
        if isinstance(value.type, Tuple) and name == "__len__":
            return Value(INT, str(len(value.type.items)))
        if isinstance(value.type, Tuple):
            return self.tuple_method(value, name, actuals, where)
        return None

    def object_method(self, receiver: Value, name: str, actuals: list[Actual], where: Context | None) -> Value:
        """What `object` itself does."""
        if name == "__init__":
            text = [self.type_name(receiver), self._text(".__init__() takes exactly one argument (the instance to initialize)")]
            self.raise_runtime("raise_type", [self.concatenate(text)])
            return Value(NONE, "null")
        if name == "__repr__":
            return self.default_repr(receiver, where)
        if name == "__hash__":
            return self.address_hash(receiver)
        other = actuals[0].value or self.lower_as(actuals[0].expression, None)
        return Value(BOOL, self.instruction(f"icmp eq ptr {receiver.ref}, {other.ref}") if other.type.is_reference else "false")

    def address_hash(self, value: Value) -> Value:
        address = self.instruction(f"ptrtoint ptr {value.ref} to i64")
        return Value(INT, self.instruction(f"lshr i64 {address}, 4"))

    def repr(self, value: Value, where: Context | None = None) -> Value:
        """`repr(value)`."""
        kind = value.type
        if isinstance(kind, Optional) or isinstance(kind, Dynamic):
            return self._text_or_none(value, "__repr__", where)
        if kind is NONE:
            return self._text("None")
        if kind is NEVER:  # an item of an empty display: this code does not run
            return self._text("")
        if isinstance(kind, Tuple):
            return self._tuple_repr(value, where)
        if self.is_virtual(value, "__repr__"):
            return self.dispatch(value, "__repr__", [], self.program.str_class)
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
        if isinstance(kind, Class) and kind.boxed is None:
            if self.is_virtual(value, "__str__") or self.is_virtual(value, "__repr__"):
                return self.dispatch(value, "__str__", [], self.program.str_class)
            if self.user_method(kind, "__str__"):
                return self.call_method(value, "__str__", [], where)
            builtin = self.program.builtin_method(kind, "__str__")
            if builtin is not None:
                return self._call_value(builtin, [], where, receiver=value)
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
        self.note_shown_class(kind)
        if isinstance(kind, ClassObject):
            return self.call_runtime("class_repr", self._full_name(value.ref))
        if isinstance(kind, Function):
            address = Value(INT, self.instruction(f"ptrtoint ptr {value.ref} to i64"))
            return self.call_runtime("function_repr", self._full_name(self.class_table(value.ref)), address, where=where)
        if isinstance(kind, Class) and kind.boxed is None:
            address = Value(INT, self.instruction(f"ptrtoint ptr {value.ref} to i64"))
            return self.call_runtime("object_repr", self._full_name(self.class_table(value.ref)), address, where=where)
        raise Unsupported(f"repr() of {kind} is not supported", where)

    def note_shown_class(self, kind: Type) -> None:
        """The name of the class of such a value, or of a class, is shown."""
        if shows_runtime_class(kind):
            self.program.shows_runtime_classes = True

    def kind_name(self, value: Value) -> Value:
        """The name of a value's class, for a TypeError."""
        kind = value.type
        self.note_shown_class(kind)
        if isinstance(kind, Class) and kind.boxed is None:
            return self.type_name(value)
        return self._text("tuple" if isinstance(kind, Tuple) else "NoneType" if kind is NONE else str(kind))

    def type_name(self, value: Value) -> Value:
        """`type(value).__name__`."""
        return self._table_name(self.class_table(value.ref))

    def _table_name(self, table: str, offset: int = NAME) -> Value:
        address = self.instruction(f"load i32, ptr {self.offset(table, offset)}")
        return Value(self.program.str_class, self.instruction(f"inttoptr i32 {address} to ptr"))

    def _full_name(self, table: str) -> Value:
        """Module and qualified name of a class, as in the default `repr`."""
        return self._table_name(table, FULL_NAME)

    def hash(self, value: Value, where: Context | None = None) -> Value:
        """`hash(value)`."""
        kind = value.type
        if isinstance(kind, Tuple):
            current: Value = Value(INT, "2870177450012600261")
            for index in range(len(kind.items)):
                current = self.call_runtime("combine_hashes", current, self.hash(self.tuple_item(value, index), where))
            return self.call_runtime("finish_hash", current, Value(INT, str(len(kind.items))), where=where)
        if kind is NONE:
            return Value(INT, "4238894208554")
        if isinstance(kind, (Optional, Dynamic)):
            result = self.slot("i64")
            self.emit(f"store i64 4238894208554, ptr {result}")
            some, done = self.name("some"), self.name("done")
            self.branch(self.is_some(value), some, done)
            self.start_quietly(some)
            self.store(self.dispatch(value, "__hash__", [], INT) if isinstance(kind, Dynamic) else self.hash(self.inside(value), where), result)
            self.jump(done)
            self.start_quietly(done)
            return self.load(INT, result)
        if kind is BOOL:
            return self.coerce(value, INT)
        if self.is_virtual(value, "__hash__") or self.is_virtual(value, "__eq__"):
            return self.dispatch(value, "__hash__", [], INT)
        if isinstance(kind, Class) and is_unhashable(kind.info, self.program.constants):
            self.raise_runtime("raise_type", [self._text(f"unhashable type: '{kind.info.name}'")])
            return Value(INT, "0")
        if self.has_method(kind, "__hash__"):
            return self.call_method(value, "__hash__", [], where)
        if isinstance(kind, Function):
            return self.call_runtime("function_hash", Value(INT, self.instruction(f"ptrtoint ptr {value.ref} to i64")), self.adapter_table())
        if kind.is_reference:
            return self.address_hash(value)
        raise Unsupported(f"hash() of {kind} is not supported", where)

    def format(self, value: Value, spec: Value, where: Context | None) -> Value:
        """`format(value, spec)`; a spec that is the empty literal means `str(value)`."""
        kind = value.type
        own = isinstance(kind, Class) and kind.boxed is None and (self.user_method(kind, "__format__") or self.is_virtual(value, "__format__"))
        if spec.ref == self.program.string_literal("") and not own and not (isinstance(kind, Dynamic) and self.program.has_own_format):
            return self.text(value, where)
        if own and self.is_virtual(value, "__format__"):
            return self.dispatch(value, "__format__", [spec], self.program.str_class)
        if isinstance(kind, (Optional, Dynamic)):
            return self._format_or_none(value, spec, where)
        if kind is BOOL:
            return self.call_runtime("bool_format_spec", value, spec, where=where)
        if self.has_method(kind, "__format__"):
            return self.call_method(value, "__format__", [spec], where)
        if kind is self.program.str_class or isinstance(kind, Class) and kind.info.is_enum:
            return self.call_runtime("str_format_spec", self.text(value, where), spec, where=where)
        self.call_runtime("refuse_format_spec", spec, self.kind_name(value), where=where)
        return self.text(value, where)

    def _format_or_none(self, value: Value, spec: Value, where: Context | None) -> Value:
        some, none, done = self.name("some"), self.name("none"), self.name("done")
        self.branch(self.is_some(value), some, none)
        self.start_quietly(some)
        found = self.format(self.inside(value), spec, where) if isinstance(value.type, Optional) else self.dispatch(value, "__format__", [spec], self.program.str_class)
        end = self.block
        self.jump(done)
        self.start_quietly(none)
        nothing = self.format(Value(NONE, "null"), spec, where)
        start = self.block
        self.jump(done)
        self.start_quietly(done)
        return self.phi(self.program.str_class, [(found.ref, end), (nothing.ref, start)])

    # -- given by the layers above -------------------------------------------------------------------------------------

    def format_given(self, template: Value, actuals: list[Actual], where: Context | None) -> Value:
        raise NotImplementedError
