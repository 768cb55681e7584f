"""What is asked of an enumeration: its members, `Color(2)`, `Color["RED"]`, iteration, `len`, `in`, and the values that members are, too."""

from __future__ import annotations

from mypy.nodes import Context, EnumCallExpr, TypeInfo

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual, plain_function, values
from yarara.compiler.written.enumerations import NAME, VALUE, Enumeration, Member
from yarara.compiler.program.program import Unsupported
from yarara.compiler.lowering.record_calls import RecordCalls
from yarara.compiler.program.types import BOOL, INT, NONE, Class, ClassObject, Type


class EnumCalls(RecordCalls):
    """Enumerations in expressions."""

    def define_members(self, enumeration: Enumeration) -> None:
        """Where the class statement runs: compute the values that are not in the image, and call `__init__`."""
        cls = self.program.class_instance(enumeration.info, ())
        self.program.lay_out(cls)
        found = self.program.find(cls, "__init__")
        node = plain_function(found[1]) if found is not None and not found[1].fullname.startswith("builtins.") else None
        for position, member in enumerate(enumeration.members):
            made = self.enum_member(cls, member)
            if node is None and self.program.lies_in_image(member, cls):
                continue
            value = self._member_value(member, cls)
            if not self.program.lies_in_image(member, cls):
                self.store_field(made, NAME, self.literal(member.name, member.expression))
                self.store_field(made, VALUE, self.coerce(value, cls.fields[VALUE].type, member.expression))
                self._refuse_equal(made, [self.enum_member(cls, m) for m in enumeration.members[:position]], member)
            if node is not None and found is not None:
                items = [self.tuple_item(value, i) for i in range(len(value.type.items))] if isinstance(value.type, types.Tuple) else [value]
                self._call_value(node, values(*items), member.expression, receiver=Value(found[0], made.ref), owner=found[0])

    def _member_value(self, member: Member, cls: Class) -> Value:
        kind = cls.fields[VALUE].type
        if isinstance(member.value, (int, float, str)):
            return self.literal(member.value, member.expression)
        return self.lower(member.expression, kind)

    def _refuse_equal(self, made: Value, others: list[Value], member: Member) -> None:
        """Whether a computed value equals an earlier one, which would make an alias, is known only now."""
        value = self.field(made, VALUE)
        for other in others:
            same = self.equal(value, self.field(other, VALUE), member.expression)
            if same != "false":
                self.cold_raise(same, "raise_type", [self.literal(f"{member.name} has the value of another member: aliases need constants", member.expression)])

    def _lower_EnumCallExpr(self, e: EnumCallExpr, expected: Type | None) -> Value:
        raise Unsupported("an enumeration made by a call must be made in a module", e, "write: class Color(Enum): and its members below")

    def enum_member(self, cls: Class, member: Member) -> Value:
        return Value(cls, self.program.member_object(cls, member))

    def enumeration(self, kind: Type) -> Enumeration | None:
        """The enumeration that a class is."""
        return self.program.enumerations.of(kind.info) if isinstance(kind, Class) else None

    def enumeration_class(self, kind: Type) -> tuple[Class, Enumeration] | None:
        """The enumeration that a class as a value is."""
        cls = kind.instance if isinstance(kind, ClassObject) else None
        found = self.enumeration(cls) if isinstance(cls, Class) else None
        return (cls, found) if found is not None and isinstance(cls, Class) else None

    def member_of(self, info: TypeInfo, name: str) -> Value | None:
        """`Color.RED`."""
        found = self.program.enumerations.of(info)
        member = found.names.get(name) if found is not None else None
        return self.enum_member(self.program.class_instance(info, ()), member) if member is not None else None

    def members_tuple(self, kind: Type) -> Value | None:
        """All members in order, as a tuple, when `kind` is an enumeration itself."""
        found = self.enumeration_class(kind)
        return self.make_tuple([self.enum_member(found[0], m) for m in found[1].listed()]) if found is not None else None

    def members_dict(self, kind: ClassObject, where: Context | None) -> Value | None:
        """`Color.__members__`."""
        found = self.enumeration_class(kind)
        if found is None:
            return None
        cls, enumeration = found
        made = self.call_runtime("dict_new", where=where, wanted=self.program.builtin_class("dict", self.program.str_class, cls))
        for name, member in enumeration.names.items():
            self.call_runtime("dict_setitem", made, self.literal(name, where), self.enum_member(cls, member))
        return made

    # -- by value and by name ------------------------------------------------------------------------------------------

    def member_by_value(self, cls: Class, actuals: list[Actual], e: Context | None) -> Value:
        """`Color(2)`."""
        enumeration = self.enumeration(cls)
        if len(actuals) != 1 or enumeration is None or not enumeration.members:
            raise Unsupported("an enumeration with members is called with one value", e, "the functional form Enum(name, names) is not supported: write a class")
        value = actuals[0].value or self.lower_as(actuals[0].expression, None)
        if value.type is cls:
            return value
        data = self.data_value(value)
        made = self.program.synthetic(f"{cls.name} by value", (data.type,), cls, lambda lowering: _write_by_value(lowering, cls, enumeration, e), self.instance.module)
        return self.call(made, [data])

    def write_by_value(self, cls: Class, enumeration: Enumeration, where: Context | None) -> None:
        value = self.parameter_values()[0]
        self.program.lay_out(cls)
        for member in enumeration.members:
            made = self.enum_member(cls, member)
            kept = self.literal(member.value, where) if isinstance(member.value, (int, str)) else self.field(made, VALUE)
            self._return_if(self.equal(value, kept, where), made)
        if enumeration.is_flag:
            self._make_flag(cls, enumeration, value, where)
            return
        self._missing(cls, value, where)
        name = enumeration.info.fullname.removeprefix(f"{enumeration.info.module_name}.")
        text = self.concatenate([self.repr(value, where), self.literal(f" is not a valid {name}", where)])
        self.raise_runtime("raise_value", [text])

    def _return_if(self, condition: str, found: Value) -> None:
        if condition == "false":
            return
        yes, no = self.name("yes"), self.name("no")
        self.branch(condition, yes, no)
        self.start_quietly(yes)
        self.leave(found)
        self.start(no)

    def _missing(self, cls: Class, value: Value, where: Context | None) -> None:
        """A `_missing_` of the program's own may find a member."""
        found = self.program.find(cls, "_missing_")
        node = plain_function(found[1]) if found is not None else None
        if found is None or node is None:
            return
        given = self._call_value(node, values(value), where, receiver=self.class_value(cls), owner=found[0])
        if given.type is not NONE:
            inside = self.inside(given) if isinstance(given.type, types.Optional) else given
            self._return_if(self.is_some(given), self.coerce(inside, cls, where))

    def _make_flag(self, cls: Class, enumeration: Enumeration, value: Value, where: Context | None) -> None:
        name, mask = self.literal(enumeration.info.name, where), Value(INT, str(enumeration.mask))
        keep = Value(BOOL, "true" if enumeration.data else "false")
        node = self.program.named_function("_enum", "settled_bits")
        bits = self._call_value(node, values(name, self.coerce(value, INT, where), mask, keep), where)
        for member in enumeration.members:
            self._return_if(self.instruction(f"icmp eq i64 {bits.ref}, {member.value}"), self.enum_member(cls, member))
        made = Value(cls, self.allocate(cls))
        self.store_field(made, VALUE, bits)
        self.leave(made)

    def member_by_name(self, kind: ClassObject, name: Value, where: Context) -> Value | None:
        """`Color["RED"]`."""
        found = self.enumeration_class(kind)
        if found is None:
            return None
        cls, enumeration = found
        made = self.program.synthetic(f"{cls.name} by name", (self.program.str_class,), cls, lambda lowering: _write_by_name(lowering, cls, enumeration, where), self.instance.module)
        return self.call(made, [self.coerce(name, self.program.str_class, where)])

    def write_by_name(self, cls: Class, enumeration: Enumeration, where: Context | None) -> None:
        name = self.parameter_values()[0]
        for written, member in enumeration.names.items():
            self._return_if(self.equal(name, self.literal(written, where), where), self.enum_member(cls, member))
        self.raise_runtime("raise_key", [name])

    # -- attributes ----------------------------------------------------------------------------------------------------

    def enum_attribute(self, value: Value, cls: Class, name: str) -> Value | None:
        """`name` and `value` of a member."""
        if name not in ("name", "value", NAME, VALUE) or not cls.info.is_enum or name in ("name", "value") and self.user_method(cls, name):
            return None
        self.program.lay_out(cls)
        if name in ("name", NAME):
            flag = self.enumeration(cls)
            if flag is not None and flag.is_flag and flag.members:
                return self.call_method(value, "__flag_name", [])
            return self.field(value, NAME)
        if VALUE in cls.fields:
            return self.field(value, VALUE)
        return self.dispatch(value, "getattr value", [], self.program.object)

    def enum_flag_members(self, value: Value, where: Context | None) -> Value:
        """A list of the members of one bit in a flag."""
        kind = value.type
        found = self.enumeration(kind)
        assert found is not None and isinstance(kind, Class)
        made = self.make_list(self.program.builtin_class("list", kind), [])
        bits = self.field(value, VALUE)
        for member in found.listed():
            yes, no = self.name("yes"), self.name("no")
            has = self.instruction(f"and i64 {bits.ref}, {member.value}")
            self.branch(self.instruction(f"icmp ne i64 {has}, 0"), yes, no)
            self.start_quietly(yes)
            self.call_runtime("list_append", made, self.enum_member(kind, member), where=where)
            self.jump(no)
            self.start_quietly(no)
        return made


def _write_by_value(lowering: object, cls: Class, enumeration: Enumeration, where: Context | None) -> None:
    assert isinstance(lowering, EnumCalls)
    lowering.write_by_value(cls, enumeration, where)


def _write_by_name(lowering: object, cls: Class, enumeration: Enumeration, where: Context | None) -> None:
    assert isinstance(lowering, EnumCalls)
    lowering.write_by_name(cls, enumeration, where)
