"""Call expressions: who is called, and the built-in functions that the compiler expands itself."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import (
    ARG_STAR, ARG_STAR2, CallExpr, Context, Decorator, Expression, FuncDef, IndexExpr, MemberExpr, MypyFile, NameExpr, OverloadedFuncDef, RefExpr, StrExpr, SuperExpr, SymbolNode, TypeApplication,
    TypeInfo, Var,
)

from mypy.types import Instance

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual, plain_function
from yarara.compiler.lowering.copies import Copies
from yarara.compiler.program.hierarchy import VALUE_TYPES
from yarara.compiler.program.program import Unsupported, is_decorated
from yarara.compiler.program.types import INT, NEVER, NONE, Class, ClassObject, Dynamic, Optional, Starred, StructPointer, Type
from yarara.compiler.lowering.unification import mentions

SETS_OF_MANY = ("union", "intersection", "difference", "update", "intersection_update", "difference_update")
"""Methods of sets that take any number of iterables."""
IN_PLACE = {"union": "update", "intersection": "intersection_update", "difference": "difference_update"}
BY_NAME = ("__setattr__", "__delattr__")
TAKE_STARS = ("map", "max", "min", "print", "zip")
"""Built-in functions that see to `*items` themselves."""


class BuiltinCalls(Copies):
    """Lowering of `CallExpr`."""

    def _lower_CallExpr(self, e: CallExpr, expected: Type | None) -> Value:
        return self.answer_as_value(e, self._lower_call(e, expected))

    def _lower_call(self, e: CallExpr, expected: Type | None) -> Value:
        if e.analyzed is not None:
            return self.lower(e.analyzed, expected)
        callee = e.callee
        self.note_eager(e)
        if isinstance(callee, SuperExpr):
            return self._super_call(e, callee)
        if isinstance(callee, MemberExpr) and isinstance(callee.expr, StrExpr):
            formatted = self._format_string(e, callee)
            if formatted is not None:
                return formatted
        if isinstance(callee, RefExpr) and self._is_static_reference(callee):
            return self._call_reference(e, callee, expected)
        if isinstance(callee, MemberExpr):
            return self._call_member(e, callee, expected)
        if isinstance(callee, IndexExpr) and isinstance(callee.analyzed, TypeApplication):
            return self._construct(e, self.class_of_expression(callee), expected)
        return self.call_value(self.lower(callee), self.actuals(e), e)

    def _is_static_reference(self, callee: RefExpr) -> bool:
        """Whether a name, or a name in a module, is called (not a method of a value)."""
        if isinstance(callee, NameExpr):
            return True
        return isinstance(callee, MemberExpr) and isinstance(callee.expr, RefExpr) and isinstance(callee.expr.node, MypyFile)

    def _call_reference(self, e: CallExpr, callee: RefExpr, expected: Type | None) -> Value:
        fullname = callee.fullname
        if fullname.startswith("yarara.machine."):
            if fullname == "yarara.machine.Array":
                return self._new_array(e, expected)
            return self.intrinsic(fullname.rpartition(".")[2], e, expected)
        node: object = self.program.function_behind(callee.node) or callee.node
        module, _, name = fullname.rpartition(".")
        if module == "builtins" and ARG_STAR in e.arg_kinds and ARG_STAR2 not in e.arg_kinds and name not in TAKE_STARS and not (isinstance(node, TypeInfo) and node.has_base("builtins.BaseException")):
            e = self.one_by_one(e)
        if module in ("builtins", "typing"):
            writer: Callable[[CallExpr, Type | None], Value] | None = getattr(self, f"_builtin_{name}", None)
            if writer is not None:
                return writer(e, expected)
        if module == "dataclasses" and (record := self.record_call(name, e)) is not None:
            return record
        if module == "copy" and (made := self.copy_call(name, e)) is not None:
            return made
        if module == "functools" and (tool := self.function_tool(name, e, expected)) is not None:
            return tool
        if self.is_struct_call(module, name):
            return self.struct_call(name, e)
        if isinstance(node, TypeInfo) and node.typeddict_type is not None:
            return self.typed_dict_call(node, e)
        if isinstance(node, TypeInfo):
            return self._construct(e, self._constructed_class(e, callee, node, expected), expected)
        if module == "builtins":
            runtime = self.program.runtime.get(self.variant(name, e))
            if runtime is None:
                raise Unsupported(f"the built-in function '{name}' is not supported yet", e)
            return self._call_value(runtime, self.actuals(e), e, wanted=self.result_type(e), inferred=self.inferred(callee))
        if is_decorated(node):
            return self.call_value(self.lower(callee), self.actuals(e), e)
        if isinstance(node, (FuncDef, Decorator, OverloadedFuncDef)):
            function = self._for_these_arguments(e, node) or plain_function(node)
            if function is None:
                raise Unsupported(f"'{name}' cannot be compiled", e)
            if module.startswith(("typing", "collections.abc")):
                raise Unsupported(f"'{fullname}' is not supported", e)
            if function not in self.program.captured and self.program.typed.modules[self.program._module_of(function.fullname)].is_stub:
                raise Unsupported(f"'{fullname}' is not implemented yet", e)
            return self._call_value(function, self.actuals(e), e, inferred=self.inferred(callee), wanted=self.result_type(e) or expected)
        return self.call_value(self.lower(callee), self.actuals(e), e)

    def _for_these_arguments(self, e: CallExpr, node: SymbolNode) -> FuncDef | None:
        """An overloaded function `f` of the library, called with two positional arguments and `key=`, is its `_f_2_key`, if there is one."""
        module = node.fullname.rpartition(".")[0]
        if not isinstance(node, OverloadedFuncDef) or module in self.program.typed.application or module not in self.program.typed.modules:
            return None
        named = sorted(n for n in e.arg_names if n is not None)
        entry = self.program.typed.modules[module].names.get("_".join(["", node.name, str(e.arg_names.count(None)), *named]))
        return entry.node if entry is not None and isinstance(entry.node, FuncDef) else None

    def _constructed_class(self, e: CallExpr, callee: RefExpr, node: TypeInfo, expected: Type | None) -> Type:
        if not node.defn.type_vars:
            return self.class_of_expression(callee)
        kind = expected.inner if isinstance(expected, Optional) else expected
        known = self.result_type(e)
        if known is not None and types.is_unknown(known) and node.fullname.startswith("builtins.") and e.args:
            return self.program.builtin_class(node.name, *[NEVER for _ in node.defn.type_vars])
        if known is not None and not (mentions(known, NEVER) and isinstance(kind, Class) and kind.info is node):
            return known
        if isinstance(kind, Class) and kind.info is node:
            return kind
        if node.fullname.startswith("builtins.") and e.args:
            return self.program.builtin_class(node.name, *[NEVER for _ in node.defn.type_vars])
        raise Unsupported(f"the type arguments of {node.name}() are not known", e, f"annotate: x: {node.name}[...] = {node.name}()")

    def _new_array(self, e: CallExpr, expected: Type | None) -> Value:
        kind = expected if isinstance(expected, Class) and expected.info.fullname == "yarara.machine.Array" else self.result_type(e)
        if not isinstance(kind, Class):
            raise Unsupported("the item type of this Array is not known", e)
        return self.new_array(kind, self.coerce(self.lower(e.args[0]), INT))

    def _construct(self, e: CallExpr, cls: Type, expected: Type | None) -> Value:
        made = e.callee.node if isinstance(e.callee, RefExpr) else None
        if isinstance(made, TypeInfo) and made.is_newtype:
            return self.lower_to(e.args[0], cls)
        if isinstance(cls, StructPointer):
            raise Unsupported("a Struct is made with .at(address)", e)
        if isinstance(made, TypeInfo) and made.fullname == "builtins.object" and not e.args:
            cls = self.program.plain_object
        if not isinstance(cls, Class):
            raise Unsupported(f"{cls} cannot be constructed", e)
        if cls.info.is_enum:
            return self.member_by_value(cls, self.actuals(e), e)
        if self.has_named_items(e, cls, "__init__"):
            return self.construct_with_named_items(e, cls)
        if cls.info.fullname.startswith("builtins.") and not cls.info.has_base("builtins.BaseException"):
            return self._construct_builtin(e, cls)
        return self.construct(cls, self.actuals(e), e, self.inferred(e.callee))

    def _construct_builtin(self, e: CallExpr, cls: Class) -> Value:
        name = cls.info.name
        if not e.args:
            return self.call_runtime(f"{name}_new", where=e, wanted=cls)
        runtime = self.program.runtime.get(f"{name}_from_iterable") or self.program.runtime.get(f"{name}_new")
        if name == "range":
            return self.call_runtime("range_new", *self._range_bounds(e), where=e)
        if runtime is None:
            raise Unsupported(f"{name}() is not supported yet", e)
        given = self.actuals(e)
        if name == "dict" and len(given) == 1 and given[0].name is None and given[0].expression is not None:
            source = self.lower(given[0].expression)
            if isinstance(source.type, Dynamic) and source.type.family is not None and source.type.family.has_base("builtins.dict"):
                source = self.dispatch(source, "items", [], types.ANY)
            item = self.iteration_type(source.type)
            if isinstance(item, Class) and item.info.fullname == "builtins.list":
                return self.call_runtime("dict_from_lists", source, where=e)
            given = [Actual(value=source)]
        if len(given) == 1 and (other := self.of_other_items(cls, given[0], e)) is not None:
            return other
        return self._call_value(runtime, given, e, wanted=None if NEVER in cls.arguments else cls)

    def _range_bounds(self, e: CallExpr) -> list[Value]:
        lowered = [self.coerce(self.data_value(self.lower(a)), INT, a) for a in e.args]
        if len(lowered) > 1:
            lowered[1] = self.coerce(lowered[1], types.optional(INT))
        return lowered

    # -- methods -------------------------------------------------------------------------------------------------------

    def _call_member(self, e: CallExpr, callee: MemberExpr, expected: Type | None) -> Value:
        if isinstance(callee.node, TypeInfo):  # a class inside a class
            return self._construct(e, self._constructed_class(e, callee, callee.node, expected), expected)
        if isinstance(callee.expr, RefExpr) and isinstance(callee.expr.node, TypeInfo):
            return self._call_on_class(e, callee, callee.expr.node)
        if isinstance(callee.expr, IndexExpr) and isinstance(callee.expr.analyzed, TypeApplication):
            inner = callee.expr.analyzed.expr
            if isinstance(inner, RefExpr) and isinstance(inner.node, TypeInfo):
                return self._call_on_class(e, callee, inner.node)
        if (packed := self.struct_method(e, callee)) is not None:
            return packed
        if callee.name == "__class__":
            return self.call_value(self.lower(callee), self.actuals(e), e)
        receiver = self.unwrap(self.lower_owner(callee), callee.expr, callee.name)
        kind = receiver.type
        if (part := self.group_parts(receiver, callee, e)) is not None:
            return part
        if callee.name in ("_replace", "_asdict") and (made := self.named_tuple_call(receiver, callee.name, e)) is not None:
            return made
        if isinstance(kind, ClassObject):
            return self._call_on_class_object(e, callee, receiver, kind)
        if isinstance(kind, StructPointer):
            entry = kind.info.get(callee.name)
            function = plain_function(entry.node) if entry is not None else None
            if function is None:
                raise Unsupported(f"'{kind.info.name}' has no method '{callee.name}'", e)
            return self._call_value(function, self.actuals(e), e, receiver=receiver)
        if isinstance(kind, Class):
            self.program.lay_out(kind)
            if kind.info.fullname == "yarara.machine.Array":
                found = self.array_method(receiver, callee.name, [self.lower(a) for a in e.args])
                if found is not None:
                    return found
            if callee.name in kind.fields:
                return self.call_value(self._narrowed(callee, self.checked_field(receiver, callee.name), True), self.actuals(e), e)
        name = callee.name
        other = name == "union" and self.result_type(e) not in (None, kind)
        if isinstance(kind, Class) and (len(e.args) != 1 or ARG_STAR in e.arg_kinds or other) and kind.info.fullname in ("builtins.set", "builtins.frozenset") and name in SETS_OF_MANY:
            return self._of_many_sets(receiver, name, e)
        if name == "format" and kind is self.program.str_class:
            return self.format_while_running(receiver, e)
        if isinstance(kind, Class) and self.has_named_items(e, kind, name):
            return self.call_with_named_items(e, receiver, name)
        if isinstance(kind, Class) and (self.program.container_base(kind) is not None or kind.info.has_base("typing.MutableMapping")) and not self.user_method(kind, name):
            name = self.method_variant(kind, name, e)
        if self.typed_dict(callee.expr) is not None:
            return self.typed_dict_method(e, receiver, name)
        if name == "throw" and (thrown := self.thrown(callee, e)) is not None:
            return self.invoke(receiver, name, [Actual(value=thrown)], e, result=self.result_type(e))
        return self.invoke(receiver, name, self.actuals(e), e, self.inferred(callee), result=self.result_type(e))

    def _of_many_sets(self, receiver: Value, name: str, e: CallExpr) -> Value:
        """`s.union(a, b)` is `s.union(a).union(b)`; without arguments it is a copy."""
        given = [actual.value or self.lower_as(actual.expression, None) for actual in self.actuals(e)]
        changes = name.endswith("update")
        wanted = self.result_type(e)
        if name == "union" and isinstance(wanted, Class) and wanted is not receiver.type and wanted.info.fullname == "builtins.set":
            return self.of_all_items(wanted, [receiver, *given], e)
        if any(isinstance(other.type, Starred) for other in given):
            return self._of_starred_sets(receiver if changes else self.call_method(receiver, "copy", [], e), name, given, e)
        result = receiver if changes or given else self.call_method(receiver, "copy", [], e)
        for other in given:
            found = self.call_method(result, name, [other], e)
            result = result if changes else found
        return Value(NONE, "null") if changes else result

    def _of_starred_sets(self, receiver: Value, method: str, given: list[Value], e: CallExpr) -> Value:
        """The same where the number of iterables is not known: each of them in turn."""
        result = self.slot("ptr")
        self.store(receiver, result)

        def step(other: Value) -> None:
            found = self.call_method(self.load(receiver.type, result), method, [other], e)
            if not method.endswith("update"):
                self.store(found, result)

        for other in given:
            if isinstance(other.type, Starred):
                self.loop(self.iterate_value(Value(other.type.inner, other.ref), e), step)
            else:
                step(other)
        return Value(NONE, "null") if method.endswith("update") else self.load(receiver.type, result)

    def _of_sets(self, method: str, e: CallExpr) -> Value:
        """`set.union(*sets)`: a copy of the first, changed by each of the others."""
        kind = self.result_type(e)
        if not isinstance(kind, Class):
            raise Unsupported("the type of these sets is not known", e)
        sets = self.make_list(self.program.builtin_class("list", kind), [])
        for actual in self.actuals(e):
            self.append_all(sets, actual.value or self.lower_as(actual.expression, kind), kind, e)
        none = self.instruction(f"icmp eq i64 {self.call_method(sets, '__len__', [], e).ref}, 0")
        self.cold_raise(none, "raise_type", [self.literal(f"unbound method set.{method}() needs an argument", e)])
        made = self.call_method(self.call_method(sets, "pop", [Value(INT, "0")], e), "copy", [], e)

        def step(other: Value) -> None:
            self.call_method(made, IN_PLACE[method], [other], e)

        self.loop(self.iterate_value(sets, e), step)
        return made

    def _call_on_class(self, e: CallExpr, callee: MemberExpr, info: TypeInfo) -> Value:
        """`Class.method(...)`: static and class methods, `Struct.at`, `Base.method(self, ...)`."""
        if info.has_base("yarara.machine.Struct") and callee.name == "at":
            return Value(types.struct_pointer(info), self._word(self.lower(e.args[0])))
        if info.fullname == "builtins.object" and callee.name in BY_NAME and len(e.args) > 1:
            return self.by_name(self.lower(e.args[0]), e.args[1:], e)
        if callee.name == "__new__" and e.args:
            return self._new_call(e, self.program.convert(Instance(info, []), {}, e) if not info.defn.type_vars else None)
        if ARG_STAR in e.arg_kinds and info.fullname == "builtins.set" and callee.name in IN_PLACE:
            return self._of_sets(callee.name, e)
        if callee.name == "_make" and (record := self.named_tuple_made(self.class_of_expression(callee.expr), e)) is not None:
            return record
        entry = info.get(callee.name)
        if callee.name == "mro" and entry is None:
            return self.order_as_list(self.lower(callee.expr), e)
        if info.fullname.startswith("builtins."):
            held = self.static_type(e.args[0]) if e.args and self.program.value_classes.roots else None
            if isinstance(held, Class) and self.program.value_classes.base_of(held.info) == info.fullname:
                return self._call_unbound(e, callee, info)
            runtime = self.program.runtime.get(f"{info.name}_{self.static_variant(info.name, callee.name.strip('_'), e)}")
            wanted = self.result_type(e)
            if runtime is not None and runtime.name == "dict_fromkeys_none" and (not isinstance(wanted, Class) or wanted.arguments[1] is NONE):
                return self.call_runtime("dict_fromkeys", self.lower(e.args[0]), Value(NONE, "null"), where=e, wanted=wanted if isinstance(wanted, Class) else None)  # nothing but None goes in
            if runtime is not None:
                return self._call_value(runtime, self.actuals(e), e, wanted=wanted)
        function = plain_function(entry.node) if entry is not None else None
        if function is not None and not function.is_static and not function.is_class and e.args:
            return self._call_unbound(e, callee, info)
        if function is not None and function.is_static and info.defn.type_vars and entry is not None and info.names.get(callee.name) is entry:
            return self._call_value(function, self.actuals(e), e, inferred=self.inferred(callee), wanted=self.result_type(e))
        made = self.result_type(e) if function is not None and function.is_class and info.defn.type_vars and isinstance(callee.expr, RefExpr) else None
        # `Result.ok(12)`: the class method is called on the class that it makes.
        cls = made if isinstance(made, Class) and made.info is info else self.class_of_expression(callee.expr)
        found = self.program.find(cls, callee.name) if isinstance(cls, Class) else None
        if found is not None and isinstance(cls, Class) and is_decorated(found[1]) and function is not None and function.is_class:
            return self.invoke_on_class(self.class_value(cls), callee.name, self.actuals(e), e, self.inferred(callee))
        if found is not None and (isinstance(found[1], Var) or is_decorated(found[1])):
            return self.call_value(self.lower(callee), self.actuals(e), e)
        if function is None or found is None or not isinstance(cls, Class):
            raise Unsupported(f"'{info.name}.{callee.name}' cannot be called", e)
        if function.is_static:
            return self._call_value(function, self.actuals(e), e, owner=found[0], inferred=self.inferred(callee))
        if function.is_class:
            return self._call_value(function, self.actuals(e), e, receiver=self.class_value(cls), owner=found[0], inferred=self.inferred(callee))
        raise Unsupported(f"'{info.name}.{callee.name}' cannot be called", e)

    def _call_unbound(self, e: CallExpr, callee: MemberExpr, info: TypeInfo) -> Value:
        """`Base.method(self, ...)`: just this method, whatever the class of the object is."""
        receiver = self.unwrap(self.lower(e.args[0]), e)
        kind = receiver.type
        if info.fullname == "builtins.object":
            return self.object_method(receiver, callee.name, self.actuals(e)[1:], e)
        if isinstance(kind, Class) and self.program.value_classes.base_of(kind.info) == info.fullname:
            return self.held_method(receiver, self.data_value(receiver), callee.name, self.actuals(e)[1:], e)
        base = next((at for at in kind.mro if at.info is info), None) if isinstance(kind, Class) else None
        if base is None and self.is_builtin(kind) and info.module_name == "builtins":
            primitive = VALUE_TYPES.get(info.fullname)
            return self.invoke(receiver if primitive is None else self.coerce(receiver, primitive, e), callee.name, self.actuals(e)[1:], e)
        if base is None:
            raise Unsupported(f"'{info.name}.{callee.name}' cannot be called for a value of type {kind}", e)
        return self.invoke(Value(base, receiver.ref), callee.name, self.actuals(e)[1:], e, exact=True)

    def _call_on_class_object(self, e: CallExpr, callee: MemberExpr, receiver: Value, kind: ClassObject) -> Value:
        cls = kind.instance
        if callee.name == "mro" and not (isinstance(cls, Class) and cls.info.get("mro")):
            return self.order_as_list(receiver, e)
        if callee.name == "__new__" and e.args:
            if isinstance(cls, Class) and self.overridden(cls, "__new__"):
                raise Unsupported("__new__() of a class below which another one is defined is not supported", e, "name the class")
            return self._new_call(e, cls)
        found = self.program.find(cls, callee.name) if isinstance(cls, Class) else None
        if found is not None and isinstance(found[1], Var):
            return self.call_value(self.lower(callee), self.actuals(e), e)
        node = plain_function(found[1]) if found is not None else None
        if node is not None and isinstance(cls, Class) and not (node.is_static or node.is_class) and e.args:
            return self.invoke(self.coerce(self.lower(e.args[0]), cls, e), callee.name, self.actuals(e)[1:], e, exact=receiver.ref == cls.symbol)
        return self.invoke_on_class(receiver, callee.name, self.actuals(e), e, self.inferred(callee))

    def _new_call(self, e: CallExpr, home: Type | None) -> Value:
        """`home.__new__(cls, ...)`: the `__new__` that is defined there or above, else a new object."""
        found = self.own_new(home) if isinstance(home, Class) else None
        whole = self.lower(e.args[0])
        if found is None:
            return self.new_object(whole, self.actuals(e)[1:], e)
        return self._call_value(found[1], self.actuals(e)[1:], e, receiver=whole, owner=found[0])

    def _super_call(self, e: CallExpr, callee: SuperExpr) -> Value:
        """`super().name(...)`: the next class in the order of the object's class, which may not be a base of this one."""
        owner, receiver = self.start_of_super(callee)
        name = callee.name
        if name in BY_NAME and e.args and self.program.find_after(owner, owner.info, name) is None:
            return self.by_name(receiver, e.args, e)
        if name == "__new__" and e.args:
            if self.program.goes_another_way(owner.info, name):
                raise Unsupported("super().__new__() of a class that others combine with one that has its own is not supported", e)
            return self._new_call(e, self.program.find_after(owner, owner.info, name))
        if name == "__getitem__" and owner.info.get("__missing__") is not None and owner.info.module_name in self.program.typed.application:
            raise Unsupported("super().__getitem__ of a class with __missing__ is not supported", e, "test with: if key in self")
        if not self.program.goes_another_way(owner.info, name):
            kind = receiver.type
            whole = kind.instance if isinstance(kind, ClassObject) and isinstance(kind.instance, Class) else owner
            return self.invoke_after(Value(owner, receiver.ref) if not isinstance(kind, ClassObject) else receiver, whole, owner, name, self.actuals(e), e)
        if isinstance(receiver.type, ClassObject):
            return self._cooperative(receiver, owner, e, name)
        return self._cooperative(Value(owner, receiver.ref), owner, e, name)

    def _cooperative(self, receiver: Value, owner: Class, e: CallExpr, name: str) -> Value:
        """The class of the object decides."""
        found = self.program.find_after(owner, owner.info, name)
        node = plain_function(self.program.find(found, name)[1]) if found is not None else None  # type: ignore[index]
        result = NONE if name == "__init__" else self.result_type(e) or NONE
        if found is not None and node is not None:
            given, names = self.given_to_virtual(node, found, self.actuals(e), e)
        else:
            actuals = self.actuals(e)
            given, names = [self.lower_as(a.expression, None) if a.value is None else a.value for a in actuals], [a.name for a in actuals]
        return self.dispatch(receiver, f"super {owner.info.fullname} {name}", given, result, names)

    # -- given by the layers above -------------------------------------------------------------------------------------

    def by_name(self, receiver: Value, given: list[Expression], where: Context) -> Value:
        raise NotImplementedError

    def group_parts(self, receiver: Value, callee: MemberExpr, e: CallExpr) -> Value | None:
        raise NotImplementedError

    def thrown(self, callee: MemberExpr, e: CallExpr) -> Value | None:
        raise NotImplementedError
