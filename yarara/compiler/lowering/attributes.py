"""Attributes: of objects, of classes, of modules; methods as values."""

from __future__ import annotations


from mypy.nodes import Context, Decorator, Expression, ExpressionStmt, StrExpr, FuncDef, MemberExpr, RefExpr, SuperExpr, TypeInfo, Var, MypyFile, NameExpr

from yarara.compiler.lowering.ancestors import ORDERS, TEXTS, Ancestors
from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.callables import Callables
from yarara.compiler.lowering.calls import plain_function
from yarara.compiler.program.hierarchy import GROUPS, VALUE_TYPES, NoMember
from yarara.compiler.program.program import Unsupported, is_decorated
from yarara.compiler.program.types import BOOL, FLOAT, INT, Class, ClassObject, Dynamic, Function, Optional, StructPointer, Type


class AttributeExpressions(Ancestors):
    """Lowering of `value.name`."""

    def _lower_MemberExpr(self, e: MemberExpr, expected: Type | None) -> Value:
        if isinstance(e.expr, RefExpr) and isinstance(e.expr.node, MypyFile):
            return self.reference(e, e.node, expected)
        if isinstance(e.expr, RefExpr) and isinstance(e.expr.node, TypeInfo):
            return self._class_member(e, e.expr.node, expected)
        value = self.lower_owner(e)
        if isinstance(value.type, Class) and value.type.info.is_enum and e.name in ("name", "value", "_name_", "_value_"):
            return self._typed_as_declared(e, self.attribute(value, e.name, e, expected))
        return self._narrowed(e, self.attribute(value, e.name, e, expected), checked=True)

    def _lower_SuperExpr(self, e: SuperExpr, expected: Type | None) -> Value:
        """`super().name` of a property or class attribute (a method is called, see `builtin_calls.py`)."""
        owner, receiver = self.start_of_super(e)
        after = self.program.find_after(owner, owner.info, e.name)
        found = self.program.find(after, e.name) if after is not None else None
        if found is None or self.program.goes_another_way(owner.info, e.name):
            raise Unsupported("super() is supported only in a call here: super().method(...)", e)
        home, node = found
        if isinstance(node, Decorator) and is_decorated(node) and node.func.is_property and not isinstance(receiver.type, ClassObject):
            return self._narrowed(e, self.call_decorated_method(Value(home, receiver.ref), home, node, [], e, True), True)
        if self.is_property(node) and (function := plain_function(node)) is not None and not isinstance(receiver.type, ClassObject):
            return self._narrowed(e, self._call_value(function, [], e, receiver=Value(home, receiver.ref), owner=home), True)
        if isinstance(node, Var) and not node.is_property:
            return self.class_variable(after, e.name, e)  # type: ignore[arg-type]
        raise Unsupported("super() is supported only in a call here: super().method(...)", e)

    def start_of_super(self, e: SuperExpr) -> tuple[Class, Value]:
        """The class behind which `super().name` begins to look, and the object or class that it looks for: `super(Class, object)` names both."""
        if not e.call.args:
            if self.instance.owner is None:
                raise Unsupported("super() outside of a class", e, "write super(Class, self)" if self.instance.node is not None else "")
            return self.instance.owner, self.parameter_values()[0]
        named = e.call.args[0].node if isinstance(e.call.args[0], RefExpr) else None
        receiver = self.lower(e.call.args[1]) if len(e.call.args) == 2 else None
        kind = receiver.type.instance if receiver is not None and isinstance(receiver.type, ClassObject) else receiver.type if receiver is not None else None
        owner = next((at for at in kind.mro if at.info is named), None) if isinstance(kind, Class) else None
        if owner is None or receiver is None:
            raise Unsupported("super() with arguments takes the name of a class and an object of it here", e, "write super(Class, self)")
        return owner, receiver

    def _typed_as_declared(self, e: MemberExpr, value: Value) -> Value:
        """Name or value of a member: known more exactly than mypy's plugin for `enum` says when the class is known."""
        wanted = self.result_type(e)
        return self.narrow(value, wanted, True, e) if wanted is not None and not isinstance(wanted, Dynamic) and isinstance(value.type, (Dynamic, Optional)) else value

    def lower_owner(self, e: MemberExpr) -> Value:
        """The value whose attribute is meant."""
        outer = self.accessed
        self.accessed = e.name if isinstance(e.expr, (MemberExpr, NameExpr)) else ""
        value = self.lower(e.expr)
        self.accessed = outer
        return value

    def _class_member(self, e: MemberExpr, info: TypeInfo, expected: Type | None) -> Value:
        if isinstance(e.node, TypeInfo):
            return self.reference(e, e.node, expected)
        member = self.member_of(info, e.name)
        if member is not None:
            return member
        if e.name == "SIZE" and info.has_base("yarara.machine.Struct"):
            return Value(INT, str(self.program.struct_fields(info)["SIZE"][0]))
        if e.name == "_fields" and (names := self.program.named_tuples.of(info)) is not None:
            return self.make_tuple([self.literal(name, e) for name in names])
        if e.name == "__members__" and info.is_enum:
            return self.attribute(self.lower(e.expr), e.name, e)
        if e.name == "__name__" or e.name in TEXTS:
            return self.said_of_class(info, e.name)
        if e.name in ORDERS:
            return self.order_of_class(self.lower(e.expr), info, False, e.name, e)
        if info.defn.type_vars and (shared := self.variable_of_all(info, e.name)) is not None:
            return shared
        built_in = self._built_in_method(info, e, expected)
        if built_in is not None:
            return built_in
        cls = self.class_of_expression(e.expr)
        found = self.program.find(cls, e.name) if isinstance(cls, Class) else None
        if found is None and e.name == "_make" and isinstance(cls, Class) and self.program.named_tuples.of(info) is not None:
            return self._maker(cls, expected if isinstance(expected, Function) else self.result_type(e), e)
        if found is None:
            raise Unsupported(f"'{info.name}.{e.name}' cannot be compiled", e)
        owner, node = found
        if isinstance(node, Var):
            if isinstance(cls, Class) and self.program.descriptors.of(node) is not None:
                return self._narrowed(e, self.get_of_class(self.class_value(cls), cls, node, e), checked=True)
            constant = self.program.constants.value(node)
            if constant is not None and not self.program.is_stored(owner.info, node):
                return self.literal(constant, e)
            return self.class_variable(cls, e.name, e)  # type: ignore[arg-type]
        if isinstance(node, Decorator) and is_decorated(node):
            return self._decorated_class_method(cls, e) if node.func.is_class else self.variable(e, node.var)
        function = plain_function(node)
        kind = expected if isinstance(expected, Function) else self.result_type(e)
        if function is not None and isinstance(kind, Function) and function.is_static:
            return self.function_value(function, kind, e, owner)
        if function is not None and isinstance(kind, Function) and function.is_class and isinstance(cls, Class):
            return self._class_method_value(cls, owner, function, kind, e)
        if function is not None and isinstance(kind, Function) and kind.parameters and not function.is_class:
            return self.unbound_method(owner, function, kind, e)
        raise Unsupported(f"'{info.name}.{e.name}' cannot be used as a value", e)

    def _built_in_method(self, info: TypeInfo, e: MemberExpr, expected: Type | None) -> Value | None:
        """`int.bit_length`, `list.__len__`: a function that takes the value first. Of containers the items are as this function is to take them."""
        entry = info.get(e.name) if info.module_name == "builtins" else None
        function = plain_function(entry.node) if entry is not None and entry.node is not None else None
        kind = expected if isinstance(expected, Function) else self.result_type(e) if function is not None else None
        if function is None or function.is_static or function.is_class or not isinstance(kind, Function) or not kind.parameters:
            return None
        owner = VALUE_TYPES.get(info.fullname) or kind.parameters[0]
        fits = not isinstance(owner, Class) or owner.info.has_base(info.fullname)
        return self.unbound_method(owner, function, kind, e) if fits else None

    def _maker(self, cls: Class, kind: Type | None, e: MemberExpr) -> Value:
        """`_make` of a named tuple as a function."""
        def body(lowering: Callables, captured: list[Value], given: list[Value]) -> Value | None:
            return lowering.named_tuple_of(cls, given[0], e)

        if not isinstance(kind, Function) or len(kind.parameters) != 1:
            raise Unsupported(f"'{cls.info.name}._make' cannot be used as a value here", e, "write a lambda")
        return self.closure(kind, [], body, about=self.program.about(e.name, e.name, None))

    def _class_method_value(self, cls: Class, owner: Class, function: FuncDef, kind: Function, e: MemberExpr) -> Value:
        def body(lowering: Callables, captured: list[Value], given: list[Value]) -> Value | None:
            result = lowering.call_function(function, lowering.passed(given), e, receiver=lowering.class_value(cls), owner=owner)
            assert isinstance(result, Value)
            return result

        return self.closure(kind, [], body, about=self.about_function(function))

    def _decorated_class_method(self, cls: Type, e: MemberExpr) -> Value:
        kind = self.result_type(e)
        if not isinstance(cls, Class) or not isinstance(kind, Function):
            raise Unsupported(f"'{e.name}' cannot be used as a value", e)

        def body(lowering: Callables, captured: list[Value], given: list[Value]) -> Value | None:
            return lowering.invoke_on_class(captured[0], e.name, lowering.passed(given), e)

        return self.closure(kind, [self.class_value(cls)], body, about=self.program.about(e.name, e.name, None))

    def unbound_method(self, owner: Type, function: FuncDef, kind: Function, e: Context) -> Value:
        """`Class.method` as a function that takes the object first."""
        def body(lowering: Callables, captured: list[Value], given: list[Value]) -> Value | None:
            receiver = lowering.coerce(given[0], owner, e)
            if function.fullname.startswith("builtins."):
                return lowering.invoke(receiver, function.name, lowering.passed(given)[1:], e)
            assert isinstance(owner, Class)
            result = lowering.call_function(function, lowering.passed(given)[1:], e, receiver=receiver, owner=owner)
            assert isinstance(result, Value)
            return result

        return self.closure(kind, [], body, about=self.about_function(function))

    def unbound_class_method(self, owner: Class, function: FuncDef, kind: Function, e: Context) -> Value:
        """What is below `@classmethod`: a function that takes the class first."""
        def body(lowering: Callables, captured: list[Value], given: list[Value]) -> Value | None:
            result = lowering.call_function(function, lowering.passed(given)[1:], e, receiver=lowering.coerce(given[0], types.class_object(owner)), owner=owner)
            assert isinstance(result, Value)
            return result

        return self.closure(kind, [], body, about=self.about_function(function))

    def attribute(self, value: Value, name: str, where: Context | None, expected: Type | None = None) -> Value:
        """`value.name`."""
        if name == "__class__" and not isinstance(value.type, Class):
            return self.class_of_value(value)
        value = self.unwrap(value, where, name)
        kind = value.type
        if isinstance(kind, StructPointer):
            return self._struct_attribute(value, kind, name, where)
        if isinstance(kind, Dynamic):
            wanted = self.result_type(where) if isinstance(where, Expression) else None
            if wanted is None:
                raise Unsupported(f"the attribute '{name}' of a value of type {kind} is not supported", where)
            return self.dispatch(value, f"getattr {name}", [], wanted)
        if isinstance(kind, Function):
            known = self.function_attribute(value, name)
            if known is not None:
                return known
        if isinstance(kind, ClassObject) and (told := self.said_of_value(value, name, where)) is not None:
            return told
        if isinstance(kind, ClassObject) and name == "_full_name":
            return self._full_name(value.ref)
        if isinstance(kind, ClassObject) and isinstance(kind.instance, Class):
            member = self.members_dict(kind, where) if name == "__members__" else self.member_of(kind.instance.info, name)
            if member is not None:
                return member
            shared = self._attribute_of_class(value, kind.instance, name, where)
            if shared is not None:
                return shared
        if isinstance(kind, Class):
            found = self._class_attribute(value, kind, name, where, expected)
            if found is not None:
                return found
        if kind in (INT, FLOAT, BOOL) and name in ("real", "imag", "numerator", "denominator"):
            whole = FLOAT if kind is FLOAT else INT
            return self.coerce(value, whole) if name in ("real", "numerator") else self.coerce(Value(INT, "1" if name == "denominator" else "0"), whole)
        wanted = expected if isinstance(expected, Function) else self.result_type(where) if isinstance(where, Expression) and self.is_builtin(kind) else None
        if isinstance(wanted, Function) and (self.by_operator(kind, name) or self.program.builtin_method(kind, name) is not None):
            return self.method_value(value, name, wanted, where)
        if isinstance(kind, Class) and self.hooked(kind, "__getattr__"):
            return self._ask_getattr(value, kind, name, where)
        if self.from_below(value, name):
            return self.dispatch(value, f"getattr {name}", [], types.ANY)
        raise NoMember(f"'{kind}' has no attribute '{name}' that can be compiled", where)

    def class_of_value(self, value: Value) -> Value:
        raise NotImplementedError

    def _attribute_of_class(self, value: Value, cls: Class, name: str, where: Context | None) -> Value | None:
        """`cls.name` where the class is a value."""
        found = self.program.find(cls, name)
        if found is None or not isinstance(found[1], Var):
            return None
        if self.program.descriptors.of(found[1]) is not None:
            return self.get_of_class(value, cls, found[1], where)
        if self.overridden(cls, name) and value.ref != cls.symbol:
            return self.dispatch(value, f"classvar {name}", [], self.program.convert(found[1].type, self.program.class_environment(found[0]), where))
        return self.class_variable(cls, name, where)

    def _parts_of_group(self, group: Value, where: Context | None) -> Value:
        """`exceptions`: a tuple of what mypy says is in this group; the group itself holds any exceptions."""
        parts = self.call_runtime("baseexceptiongroup_exceptions", group, where=where)
        kind = self.result_type(where) if isinstance(where, Expression) else None
        item = kind.arguments[0] if isinstance(kind, Class) and kind.arguments else self.program.base_exception
        if item is self.program.base_exception:
            return parts
        made = self.make_list(self.program.builtin_class("list", item), [])

        def append(part: Value) -> None:
            self.call_runtime("list_append", made, Value(item, part.ref) if isinstance(item, Class) else self.coerce(part, item, where))

        self.loop(self.iterate_value(parts, where), append)
        return self.call_runtime("tuple_from_iterable", made, where=where)

    def _class_attribute(self, value: Value, cls: Class, name: str, where: Context | None, expected: Type | None) -> Value | None:
        if cls.info.is_enum:
            member = self.member_of(cls.info, name) or self.enum_attribute(value, cls, name)
            if member is not None:
                return member
        self.program.lay_out(cls)
        if name == "args" and self.program.is_exception(cls) and self.application:
            return self.call_runtime("exception_arguments", Value(self.program.base_exception, value.ref), where=where)
        if name in cls.fields:
            return self.checked_field(value, name)
        if name == "exceptions" and self.application and cls.info.has_base(GROUPS[0]):
            return self._parts_of_group(value, where)
        if name == "__class__":
            return Value(types.class_object(cls), self.class_table(value.ref))
        found = self.program.find(cls, name)
        if found is None:
            return None
        owner, node = found
        if isinstance(node, Var) and (kind_of := self.program.descriptors.of(node)) is not None:
            return self._get_of_object(value, cls, node, kind_of, where)
        if isinstance(node, Var) and not node.is_property:
            if self.is_virtual(value, name):
                storage_type = self.program.convert(node.type, self.program.class_environment(owner), where)
                return self.dispatch(value, f"classvar {name}", [], storage_type)
            return self.class_variable(cls, name, where, of=value)
        function = plain_function(node)
        if function is None:
            return None
        if self.is_property(node):
            runtime = self.program.builtin_method(cls, name) if node.fullname.startswith("builtins.") else None
            if runtime is not None:
                return self._call_value(runtime, [], where, receiver=value)
            if self.is_virtual(value, name):
                wanted = self.program.convert(self.signature(function, where).ret_type, self.program.class_environment(owner), where)
                return self.dispatch(value, f"getattr {name}", [], wanted)
            if isinstance(node, Decorator) and is_decorated(node):
                return self.call_decorated_method(value, owner, node, [], where, True)
            return self._call_value(function, [], where, receiver=Value(owner, value.ref), owner=owner)
        kind = expected.inner if isinstance(expected, Optional) else expected
        if not isinstance(kind, Function) and isinstance(where, Expression):
            kind = self.result_type(where)
        if isinstance(kind, Function):
            return self.method_value(value, name, kind, where, self.about_function(function))
        return None

    def _get_of_object(self, value: Value, cls: Class, node: Var, kind: TypeInfo, where: Context | None) -> Value:
        """`value.name` where the class has a descriptor of this name."""
        if self.is_virtual(value, node.name):
            wanted = self.result_type(where) if isinstance(where, Expression) else None
            if wanted is None:
                raise Unsupported(f"the descriptor '{node.name}', which a class below {cls.info.name} has too, is not supported here", where)
            return self.dispatch(value, f"getattr {node.name}", [], wanted)
        if kind.get("__get__") is None:
            raise Unsupported(f"'{node.name}' is a descriptor without __get__, so each object could have an attribute of this name beside it", where, "give it a __get__")
        descriptor = self.class_variable(cls, node.name, where)
        return self.call_method(descriptor, "__get__", [value, Value(types.class_object(cls), self.class_table(value.ref))], where)

    def get_of_class(self, value: Value, cls: Class, node: Var, where: Context | None) -> Value:
        """`Class.name` where the class has a descriptor of this name."""
        if self.overridden(cls, node.name) and value.ref != cls.symbol:
            raise Unsupported(f"which class has this descriptor '{node.name}' is known only at run time", where, "name the class")
        descriptor = self.class_variable(cls, node.name, where)
        if self.program.descriptors.found[node].get("__get__") is None:
            return descriptor
        return self.call_method(descriptor, "__get__", [Value(types.NONE, "null"), value], where)

    def checked_field(self, value: Value, name: str) -> Value:
        """An attribute that is stored; AttributeError when it was never assigned."""
        cls = value.type
        assert isinstance(cls, Class)
        place = cls.fields[name]
        value = self.of_thread(value, name)
        found = self.field(value, name)
        if not place.may_be_missing:
            return found
        if place.flag:
            has = self.instruction(f"load i1, ptr {self.offset(value.ref, place.flag)}")
        else:
            has = self.instruction(f"icmp ne ptr {found.ref}, null")
        if self.hooked(cls, "__getattr__") or self.is_virtual(value, "__getattr__"):
            return self._or_asked(value, name, found, has)
        fine, missing = self.name("fine"), self.name("missing")
        self.branch(has, fine, missing, likely=True)
        self.start_quietly(missing)
        shown = cls.info.metadata.get("shown")  # CPython writes these two with their modules
        self.raise_runtime("raise_attribute", [self.literal(shown["name"], None) if shown is not None else self.type_name(value), self.literal(name, None)])
        self.start_quietly(fine)
        return found

    # -- __getattr__ of one's own --------------------------------------------------------------------------------------

    def _ask_getattr(self, value: Value, cls: Class, name: str, where: Context | None) -> Value:
        """An attribute that the class does not have; one below may have it."""
        if value.ref != self.exact_receiver and any(name in below.names for below in self.program.descendants(cls.info)):
            wanted = self.result_type(where) if isinstance(where, Expression) else None
            if wanted is None:
                raise Unsupported(f"a class below {cls.info.name} has the attribute '{name}', which others get from __getattr__", where, "declare it in the class above")
            return self.dispatch(value, f"getattr {name}", [], wanted)
        return self.call_method(value, "__getattr__", [self.literal(name, None)], where)

    def _or_asked(self, value: Value, name: str, found: Value, has: str) -> Value:
        """An attribute of the object, or what `__getattr__` gives while it has no value."""
        result = self.slot(found.type.llvm)
        there, missing, done = self.name("there"), self.name("missing"), self.name("done")
        self.branch(has, there, missing, likely=True)
        self.start_quietly(there)
        self.store(found, result)
        self.jump(done)
        self.start_quietly(missing)
        assert isinstance(value.type, Class)
        if self.hooked(value.type, "__getattr__"):
            self.store(self.coerce(self.call_method(value, "__getattr__", [self.literal(name, None)]), found.type), result)
        else:
            self.store(self.dispatch(value, f"getattr {name}", [], found.type), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(found.type, result)

    def _struct_attribute(self, value: Value, kind: StructPointer, name: str, where: Context | None) -> Value:
        if name == "address":
            return Value(INT, value.ref)
        place = self.struct_field(kind.info, name)
        if place is not None and name != "SIZE":
            offset, size, big_endian, volatile = place
            address = self.instruction(f"add i64 {value.ref}, {offset}") if offset else value.ref
            return self.load_bits(address, 8 * size, "volatile " if volatile else "", big_endian)
        if name == "SIZE":
            return Value(INT, str(self.program.struct_fields(kind.info)["SIZE"][0]))
        entry = kind.info.get(name)
        function = plain_function(entry.node) if entry is not None else None
        if function is not None and entry is not None and self.is_property(entry.node):
            return self._call_value(function, [], where, receiver=value)
        raise Unsupported(f"'{kind.info.name}' has no field '{name}'", where)
