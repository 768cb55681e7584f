"""Call expressions: who is called, and the built-in functions that the compiler expands itself."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import (
    ARG_NAMED, ARG_POS, ARG_STAR, ARG_STAR2, CallExpr, Decorator, Expression, FuncDef, GeneratorExpr, IndexExpr, ListExpr, MemberExpr, MypyFile, NameExpr, OverloadedFuncDef,
    RefExpr, StrExpr, SuperExpr, TupleExpr, TypeApplication, TypeInfo, Var, OpExpr, ComparisonExpr,
)
from mypy.types import CallableType, get_proper_type

from yarara.compiler import types
from yarara.compiler.builder import Value
from yarara.compiler.calls import Actual, plain_function, values
from yarara.compiler.closures import Closures
from yarara.compiler.program import VALUE_TYPES, Unsupported
from yarara.compiler.types import BOOL, FLOAT, INT, NEVER, NONE, Class, ClassObject, Dynamic, Function, Optional, StructPointer, Tuple, Type


class BuiltinCalls(Closures):
    """Lowering of `CallExpr`."""

    def _lower_CallExpr(self, e: CallExpr, expected: Type | None) -> Value:
        if e.analyzed is not None:
            return self.lower(e.analyzed, expected)
        callee = e.callee
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

    def actuals(self, e: CallExpr) -> list[Actual]:
        """The arguments as written."""
        found: list[Actual] = []
        for argument, kind, name in zip(e.args, e.arg_kinds, e.arg_names):
            if kind == ARG_STAR:
                value = self.lower(argument)
                if not isinstance(value.type, Tuple):
                    raise Unsupported("*arguments must be a tuple of known length", argument)
                found += values(*(self.tuple_item(value, i) for i in range(len(value.type.items))))
            elif kind == ARG_STAR2:
                raise Unsupported("**arguments are not supported yet", argument, "pass them by name")
            else:
                found.append(Actual(expression=argument, name=name if kind == ARG_NAMED else None))
        return found

    def inferred(self, callee: Expression) -> CallableType | None:
        proper = get_proper_type(self.mypy_type(callee))
        return proper if isinstance(proper, CallableType) else None

    def _call_reference(self, e: CallExpr, callee: RefExpr, expected: Type | None) -> Value:
        fullname = callee.fullname
        if fullname.startswith("yarara.machine."):
            if fullname == "yarara.machine.Array":
                return self._new_array(e, expected)
            return self.intrinsic(fullname.rpartition(".")[2], e, expected)
        node = callee.node
        module, _, name = fullname.rpartition(".")
        if module in ("builtins", "typing"):
            writer: Callable[[CallExpr, Type | None], Value] | None = getattr(self, f"_builtin_{name}", None)
            if writer is not None:
                return writer(e, expected)
        if isinstance(node, TypeInfo):
            return self._construct(e, self._constructed_class(e, callee, node, expected), expected)
        if module == "builtins":
            runtime = self.program.runtime.get(self.variant(name, e))
            if runtime is None:
                raise Unsupported(f"the built-in function '{name}' is not supported yet", e)
            return self._call_value(runtime, self.actuals(e), e, wanted=self.result_type(e))
        if isinstance(node, (FuncDef, Decorator, OverloadedFuncDef)):
            self.refuse_decorators(node, e)
            function = plain_function(node)
            if function is None:
                raise Unsupported(f"'{name}' cannot be compiled", e)
            if module.startswith(("typing", "collections.abc")):
                raise Unsupported(f"'{fullname}' is not supported", e)
            if function not in self.program.captured and self.program.typed.modules[self.program._module_of(function.fullname)].is_stub:
                raise Unsupported(f"'{fullname}' is not implemented yet", e)
            return self._call_value(function, self.actuals(e), e, inferred=self.inferred(callee), wanted=self.result_type(e) or expected)
        return self.call_value(self.lower(callee), self.actuals(e), e)

    def variant(self, name: str, e: CallExpr) -> str:
        """`sorted(x, key=f)` is the runtime's `sorted_key`: arguments that change the types have functions of their own."""
        chosen = sorted(n for n in e.arg_names if n in ("key", "default"))
        if name == "zip" and e.arg_names == [None] * 3:
            return "zip_3"
        return "_".join([name, *chosen])

    def method_variant(self, kind: Class, name: str, e: CallExpr) -> str:
        """`d.pop(key, default)` is the runtime's `dict_pop_default`, `x.sort(key=f)` its `list_sort_key`."""
        if name == "pop" and kind.info.name == "dict" and len(e.args) == 2:
            return "pop_default"
        return self.variant(name, e)

    def refuse_decorators(self, node: object, where: Expression) -> None:
        """A decorator of one's own would change what is called."""
        if isinstance(node, Decorator):
            for decorator in node.decorators:
                name = decorator.fullname if isinstance(decorator, RefExpr) else ""
                if isinstance(decorator, CallExpr) and isinstance(decorator.callee, RefExpr):
                    name = decorator.callee.fullname
                if not name.startswith(("yarara.machine.", "typing.", "abc.", "builtins.")):
                    raise Unsupported(f"the decorator '{name or '?'}' is not supported yet", decorator, "call the wrapping function explicitly")

    def _constructed_class(self, e: CallExpr, callee: RefExpr, node: TypeInfo, expected: Type | None) -> Type:
        if not node.defn.type_vars:
            return self.class_of_expression(callee)
        kind = expected.inner if isinstance(expected, Optional) else expected
        known = self.result_type(e)
        if known is not None:
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
        if isinstance(cls, StructPointer):
            raise Unsupported("a Struct is made with .at(address)", e)
        if not isinstance(cls, Class):
            raise Unsupported(f"{cls} cannot be constructed", e)
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
        return self._call_value(runtime, self.actuals(e), e, wanted=None if NEVER in cls.arguments else cls)

    def _range_bounds(self, e: CallExpr) -> list[Value]:
        lowered = [self.coerce(self.lower(a), INT, a) for a in e.args]
        if len(lowered) > 1:
            lowered[1] = self.coerce(lowered[1], types.optional(INT))
        return lowered

    # -- methods -------------------------------------------------------------------------------------------------------

    def _call_member(self, e: CallExpr, callee: MemberExpr, expected: Type | None) -> Value:
        if isinstance(callee.expr, RefExpr) and isinstance(callee.expr.node, TypeInfo):
            return self._call_on_class(e, callee, callee.expr.node)
        if isinstance(callee.expr, IndexExpr) and isinstance(callee.expr.analyzed, TypeApplication):
            inner = callee.expr.analyzed.expr
            if isinstance(inner, RefExpr) and isinstance(inner.node, TypeInfo):
                return self._call_on_class(e, callee, inner.node)
        receiver = self.unwrap(self.lower(callee.expr), callee.expr, callee.name)
        kind = receiver.type
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
            member = self.program.find(kind, callee.name)
            if member is not None:
                self.refuse_decorators(member[1], e)
        name = callee.name
        if isinstance(kind, Class) and kind.info.fullname in ("builtins.list", "builtins.dict"):
            name = self.method_variant(kind, name, e)
        return self.invoke(receiver, name, self.actuals(e), e, self.inferred(callee), result=self.result_type(e))

    def _call_on_class(self, e: CallExpr, callee: MemberExpr, info: TypeInfo) -> Value:
        """`Class.method(...)`: static and class methods, `Struct.at`, `Base.method(self, ...)`."""
        if info.has_base("yarara.machine.Struct") and callee.name == "at":
            return Value(types.struct_pointer(info), self._word(self.lower(e.args[0])))
        entry = info.get(callee.name)
        if info.fullname.startswith("builtins."):
            runtime = self.program.runtime.get(f"{info.name}_{callee.name.strip('_')}")
            if runtime is not None:
                return self._call_value(runtime, self.actuals(e), e, wanted=self.result_type(e))
        cls = self.class_of_expression(callee.expr)
        function = plain_function(entry.node) if entry is not None else None
        found = self.program.find(cls, callee.name) if isinstance(cls, Class) else None
        if found is not None and isinstance(found[1], Var):
            return self.call_value(self.lower(callee), self.actuals(e), e)
        if function is None or found is None or not isinstance(cls, Class):
            raise Unsupported(f"'{info.name}.{callee.name}' cannot be called", e)
        if function.is_static:
            return self._call_value(function, self.actuals(e), e, owner=found[0], inferred=self.inferred(callee))
        if function.is_class:
            return self._call_value(function, self.actuals(e), e, receiver=self.class_value(cls), owner=found[0], inferred=self.inferred(callee))
        receiver = self.lower(e.args[0])
        rest = self.actuals(e)[1:]
        return self._call_value(function, rest, e, receiver=Value(found[0], receiver.ref), owner=found[0])

    def _call_on_class_object(self, e: CallExpr, callee: MemberExpr, receiver: Value, kind: ClassObject) -> Value:
        cls = kind.instance
        found = self.program.find(cls, callee.name) if isinstance(cls, Class) else None
        function = plain_function(found[1]) if found is not None else None
        if found is None or function is None or not (function.is_class or function.is_static):
            raise Unsupported(f"'{callee.name}' of a class value cannot be called", e)
        receivers = {"receiver": receiver} if function.is_class else {}
        return self._call_value(function, self.actuals(e), e, owner=found[0], **receivers)

    def _super_call(self, e: CallExpr, callee: SuperExpr) -> Value:
        owner = self.instance.owner
        if owner is None:
            raise Unsupported("super() outside of a class", e)
        receiver = self.parameter_values()[0]
        if owner.base is None or self.program.find(owner.base, callee.name) is None and self.program.builtin_method(owner.base, callee.name) is None:
            if callee.name == "__init__":
                return Value(NONE, "null")
            raise Unsupported(f"no base class has '{callee.name}'", e)
        return self.invoke(Value(owner.base, receiver.ref), callee.name, self.actuals(e), e, exact=True)

    # -- text ----------------------------------------------------------------------------------------------------------

    def _format_string(self, e: CallExpr, callee: MemberExpr) -> Value | None:
        """mypy's form of f-strings: `"".join([...])` of `"{!r:{}}".format(value, spec)`."""
        literal = callee.expr
        assert isinstance(literal, StrExpr)
        if callee.name == "join" and len(e.args) == 1 and isinstance(e.args[0], ListExpr) and literal.value == "":
            parts = [self.lower(item) for item in e.args[0].items]
            return self.concatenate(parts) if parts else self.literal("", e)
        if callee.name == "format" and len(e.args) == 2 and literal.value in ("{:{}}", "{!r:{}}", "{!s:{}}", "{!a:{}}"):
            value = self.lower(e.args[0])
            if literal.value[1] == "!":
                conversion = literal.value[2]
                value = self.text(value, e) if conversion == "s" else self.repr(value, e)
                if conversion == "a":
                    value = self.call_runtime("str_to_ascii", value, where=e)
            return self.format(value, self.lower(e.args[1]), e)
        return None

    def _builtin_print(self, e: CallExpr, expected: Type | None) -> Value:
        separator, end = self.literal(" ", e), self.literal("\n", e)
        stream: Value | None = None
        flush: Value | None = None
        items: list[tuple[Value, Expression]] = []
        for argument, kind, name in zip(e.args, e.arg_kinds, e.arg_names):
            if kind in (ARG_STAR, ARG_STAR2):
                return self._print_starred(e)
            if name == "sep":
                separator = self._text_option(argument, " ")
            elif name == "end":
                end = self._text_option(argument, "\n")
            elif name == "file":
                stream = self.lower(argument)
            elif name == "flush":
                flush = self.lower(argument)
            else:
                items.append((self.lower(argument), argument))
        parts: list[Value] = []
        for index, (value, item) in enumerate(items):  # all are evaluated before the first becomes text
            if index and separator.ref != self.program.string_literal(""):
                parts.append(separator)
            parts.append(self.text(value, item))
        if end.ref != self.program.string_literal("") or not parts:
            parts.append(end)
        whole = self.concatenate(parts)
        if stream is not None:
            return self.call_method(stream, "write", [whole], e) and Value(NONE, "null")
        return self.call_runtime("write_stdout", whole, where=e)

    def _print_starred(self, e: CallExpr) -> Value:
        raise Unsupported("print(*items) is not supported yet", e, "print(' '.join(...)) or a loop")

    def _text_option(self, argument: Expression, default: str) -> Value:
        value = self.lower(argument)
        return self.literal(default, argument) if value.type is NONE else self.coerce(value, self.program.str_class, argument)

    def _builtin_repr(self, e: CallExpr, expected: Type | None) -> Value:
        return self.repr(self.lower(e.args[0]), e)

    def _builtin_str(self, e: CallExpr, expected: Type | None) -> Value:
        if not e.args:
            return self.literal("", e)
        value = self.lower(e.args[0])
        if len(e.args) > 1:
            return self._call_value(self.program.runtime_function("bytes_decode"), [Actual(value=value), *self.actuals(e)[1:]], e)
        return self.text(value, e)

    def _builtin_format(self, e: CallExpr, expected: Type | None) -> Value:
        spec = self.lower(e.args[1]) if len(e.args) > 1 else self.literal("", e)
        return self.format(self.lower(e.args[0]), spec, e)

    def _builtin_ascii(self, e: CallExpr, expected: Type | None) -> Value:
        return self.call_runtime("str_to_ascii", self.repr(self.lower(e.args[0]), e), where=e)

    # -- numbers -------------------------------------------------------------------------------------------------------

    def _builtin_int(self, e: CallExpr, expected: Type | None) -> Value:
        if not e.args:
            return Value(INT, "0")
        value = self.unwrap(self.lower(e.args[0]), e)
        if value.type in (INT, BOOL):
            return self.coerce(value, INT)
        if value.type is FLOAT:
            return self.call_runtime("int_from_float", value, where=e)
        if value.type is self.program.str_class:
            return self._call_value(self.program.runtime_function("int_from_str"), [Actual(value=value), *self.actuals(e)[1:]], e)
        if isinstance(value.type, Class) and self.has_method(value.type, "__int__"):
            return self.call_method(value, "__int__", [], e)
        return self._call_value(self.program.runtime_function("int_from_bytes_text"), [Actual(value=value), *self.actuals(e)[1:]], e)

    def _builtin_float(self, e: CallExpr, expected: Type | None) -> Value:
        if not e.args:
            return self.literal(0.0, e)
        value = self.unwrap(self.lower(e.args[0]), e)
        if value.type in (INT, BOOL, FLOAT):
            return self.coerce(value, FLOAT)
        if isinstance(value.type, Class) and self.has_method(value.type, "__float__"):
            return self.call_method(value, "__float__", [], e)
        return self.call_runtime("float_from_str", value, where=e)

    def _builtin_bool(self, e: CallExpr, expected: Type | None) -> Value:
        return Value(BOOL, self.truth(self.lower(e.args[0]), e)) if e.args else Value(BOOL, "false")

    def _builtin_abs(self, e: CallExpr, expected: Type | None) -> Value:
        value = self._plain_operand(self.lower(e.args[0]), e)
        if value.type in (INT, BOOL):
            value = self.coerce(value, INT)
            self._overflow_if(self.instruction(f"icmp eq i64 {value.ref}, -9223372036854775808"))
            return Value(INT, self.instruction(f"call i64 @llvm.abs.i64(i64 {value.ref}, i1 false)"))
        if value.type is FLOAT:
            return Value(FLOAT, self.instruction(f"call double @llvm.fabs.f64(double {value.ref})"))
        return self.call_method(value, "__abs__", [], e)

    def _builtin_divmod(self, e: CallExpr, expected: Type | None) -> Value:
        left, right = (self._plain_operand(self.lower(a), e) for a in e.args)
        return self.make_tuple([self.binary("//", left, right, e), self.binary("%", left, right, e)])

    def _builtin_pow(self, e: CallExpr, expected: Type | None) -> Value:
        if len(e.args) == 3:
            return self.call_runtime("int_pow_mod", *(self.lower(a) for a in e.args), where=e)
        return self.binary("**", self.lower(e.args[0]), self.lower(e.args[1]), e)

    def _builtin_round(self, e: CallExpr, expected: Type | None) -> Value:
        value = self.unwrap(self.lower(e.args[0]), e)
        digits = self.lower(e.args[1]) if len(e.args) > 1 else None
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
        if len(e.args) - len(named) == 1:
            return self._call_value(self.program.runtime_function(self.variant(name, e)), self.actuals(e), e)
        if named:
            raise Unsupported(f"{name}() of several values with key= is not supported yet", e, f"{name}([...], key=...)")
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

    # -- containers ----------------------------------------------------------------------------------------------------

    def _builtin_len(self, e: CallExpr, expected: Type | None) -> Value:
        value = self.unwrap(self.lower(e.args[0]), e)
        kind = value.type
        if isinstance(kind, Tuple):
            return Value(INT, str(len(kind.items)))
        if isinstance(kind, Class):
            self.program.lay_out(kind)
            if kind.info.fullname == "yarara.machine.Array":
                return self.load(INT, self.offset(value.ref, 8))
        return self.invoke(value, "__len__", [], e, result=INT)

    def _builtin_iter(self, e: CallExpr, expected: Type | None) -> Value:
        value = self.lower(e.args[0])
        if isinstance(value.type, Tuple):
            item = self.iteration_type(value.type)
            if item is None:
                raise Unsupported("iter() of a tuple of different types is not supported", e)
            value = self.tuple_to_sequence(value, self.program.builtin_class("tuple", item), e)
        return self.invoke(value, "__iter__", [], e, result=self.result_type(e))

    def _builtin_next(self, e: CallExpr, expected: Type | None) -> Value:
        value = self.lower(e.args[0])
        if len(e.args) == 2:
            return self._next_or_default(e, value)
        return self.invoke(value, "__next__", [], e, result=self.result_type(e))

    def _next_or_default(self, e: CallExpr, value: Value) -> Value:
        kind = self.result_type(e)
        if kind is None:
            raise Unsupported("the type of this next() is not known", e)
        result = self.slot(kind.llvm)
        done, exhausted = self.name("done"), self.name("exhausted")
        item = self._iterator(value, e.args[0])(exhausted)
        self.store(self.coerce(item, kind, e), result)
        self.jump(done)
        self.start_quietly(exhausted)
        self.store(self.lower_to(e.args[1], kind), result)
        self.jump(done)
        self.start_quietly(done)
        return self.load(kind, result)

    def _builtin_hash(self, e: CallExpr, expected: Type | None) -> Value:
        return self.hash(self.lower(e.args[0]), e)

    def _builtin_id(self, e: CallExpr, expected: Type | None) -> Value:
        value = self.lower(e.args[0])
        if not value.type.is_reference:
            raise Unsupported(f"id() of {value.type} has no meaning", e)
        return Value(INT, self.instruction(f"ptrtoint ptr {value.ref} to i64"))

    def _builtin_tuple(self, e: CallExpr, expected: Type | None) -> Value:
        if not e.args:
            return Value(types.tuple_of(()), "zeroinitializer")
        return self._call_value(self.program.runtime_function("tuple_from_iterable"), self.actuals(e), e)

    def _builtin_bytes(self, e: CallExpr, expected: Type | None) -> Value:
        return self._bytes_like(e, "bytes")

    def _builtin_bytearray(self, e: CallExpr, expected: Type | None) -> Value:
        return self._bytes_like(e, "bytearray")

    def _bytes_like(self, e: CallExpr, name: str) -> Value:
        """`bytes(x)`: the runtime decides by the type of x."""
        return self._call_value(self.program.runtime_function(f"{name}_new"), self.actuals(e), e)

    # -- types ---------------------------------------------------------------------------------------------------------

    def _builtin_type(self, e: CallExpr, expected: Type | None) -> Value:
        value = self.lower(e.args[0])
        kind = value.type
        if isinstance(kind, Class):
            return Value(types.class_object(kind), self.class_table(value.ref))
        if isinstance(kind, Dynamic):
            return Value(types.class_object(self.program.object), self.class_table(value.ref))
        box = self.program.box(kind)
        self.program.instantiate(box)
        return Value(types.class_object(kind), box.symbol)

    def _builtin_isinstance(self, e: CallExpr, expected: Type | None) -> Value:
        folded = self.static_test(e)
        if folded is not None:
            return Value(BOOL, "true" if folded else "false")
        value = self.raw_value(e.args[0])
        return Value(BOOL, self.is_instance(value, self._tested_classes(e.args[1]), e))

    def raw_value(self, e: Expression) -> Value:
        """A variable at its declared type, before narrowing."""
        if isinstance(e, NameExpr) and isinstance(e.node, Var) and e.node in self.locals:
            local = self.locals[e.node]
            if isinstance(local.type, (Dynamic, Optional)) or not isinstance(local.type, Class):
                return self.load(local.type, local.slot)
        return self.lower(e)

    def _tested_classes(self, e: Expression) -> list[Expression]:
        if isinstance(e, TupleExpr):
            return [c for item in e.items for c in self._tested_classes(item)]
        if isinstance(e, OpExpr) and e.op == "|":
            return self._tested_classes(e.left) + self._tested_classes(e.right)
        return [e]

    def is_instance(self, value: Value, tested: list[Expression], where: Expression) -> str:
        """A run-time class test of a reference; None is an instance of nothing here."""
        result = self.slot("i1")
        self.emit(f"store i1 false, ptr {result}")
        some, done = self.name("some"), self.name("done")
        self.branch(self.is_some(value), some, done)
        self.start_quietly(some)
        inner = self.inside(value)
        for expression in tested:
            yes, no = self.name("yes"), self.name("no")
            self.branch(self._class_test(inner, expression, where), yes, no)
            self.start_quietly(yes)
            self.emit(f"store i1 true, ptr {result}")
            self.jump(done)
            self.start_quietly(no)
        self.jump(done)
        self.start_quietly(done)
        return self.load(BOOL, result).ref

    def _class_test(self, value: Value, expression: Expression, where: Expression) -> str:
        if not isinstance(expression, RefExpr) or not isinstance(expression.node, TypeInfo):
            raise Unsupported("isinstance() needs the name of a class", where)
        info = expression.node
        if not value.type.is_reference:
            decided = self.static_class_test(value.type, info)
            return "true" if decided else "false"
        if info.fullname == "builtins.object":
            return "true"
        if not info.defn.type_vars and info.fullname not in VALUE_TYPES:
            cls = self.class_of_expression(expression)
            assert isinstance(cls, Class)
            return self.has_class(value.ref, cls)
        return self.has_class_of(value.ref, info)

    def static_class_test(self, kind: Type, info: TypeInfo) -> bool | None:
        """isinstance() decided by a concrete type, or None when the object must be asked."""
        if isinstance(kind, (Dynamic, Optional)):
            return None
        if info.fullname == "builtins.object":
            return True
        primitive = VALUE_TYPES.get(info.fullname)
        if kind in (INT, FLOAT, BOOL):
            return primitive is kind or primitive is INT and kind is BOOL
        if kind is NONE:
            return False
        if isinstance(kind, Tuple):
            return info.fullname == "builtins.tuple"
        if isinstance(kind, Class):
            if any(base.fullname == info.fullname for base in kind.info.mro):
                return True
            if self.program.is_abstract(info):
                return self._has_protocol(kind, info)
            if any(base.fullname == kind.info.fullname for base in info.mro):
                return None
            return False
        return None

    def _has_protocol(self, kind: Class, info: TypeInfo) -> bool | None:
        method = {"Iterable": "__iter__", "Iterator": "__next__", "Sized": "__len__", "Callable": "__call__", "Hashable": "__hash__"}.get(info.name)
        return self.has_method(kind, method) if method is not None else None

    def static_test(self, e: Expression) -> bool | None:
        if isinstance(e, CallExpr) and isinstance(e.callee, RefExpr) and e.callee.fullname == "builtins.isinstance" and len(e.args) == 2:
            kind = self.static_type(e.args[0])
            if kind is None:
                return None
            answers: list[bool | None] = []
            for tested in self._tested_classes(e.args[1]):
                node = tested.node if isinstance(tested, RefExpr) else None
                answers.append(self.static_class_test(kind, node) if isinstance(node, TypeInfo) else None)
            if True in answers:
                return True
            return None if None in answers else False
        if isinstance(e, ComparisonExpr) and len(e.operators) == 1 and e.operators[0] in ("is", "is not"):
            right = e.operands[1]
            if isinstance(right, NameExpr) and right.fullname == "builtins.None":
                kind = self.static_type(e.operands[0])
                if kind is not None and not isinstance(kind, (Dynamic, Optional)):
                    return (kind is NONE) == (e.operators[0] == "is")
        return None

    def static_type(self, e: Expression) -> Type | None:
        """The concrete type of a local variable or of a field of one, without lowering it."""
        if isinstance(e, NameExpr) and isinstance(e.node, Var):
            local = self.locals.get(e.node)
            return local.type if local is not None else None
        return None

    def _builtin_issubclass(self, e: CallExpr, expected: Type | None) -> Value:
        raise Unsupported("issubclass() is not supported yet", e)

    def _builtin_callable(self, e: CallExpr, expected: Type | None) -> Value:
        return Value(BOOL, "true" if isinstance(self.lower(e.args[0]).type, Function) else "false")

    def _builtin_reversed(self, e: CallExpr, expected: Type | None) -> Value:
        return self.call_method(self.lower(e.args[0]), "__reversed__", [], e)

    def _builtin_any(self, e: CallExpr, expected: Type | None) -> Value:
        return self._quantifier(e, "any", True)

    def _builtin_all(self, e: CallExpr, expected: Type | None) -> Value:
        return self._quantifier(e, "all", False)

    def _quantifier(self, e: CallExpr, name: str, decided: bool) -> Value:
        """Over a generator expression or any iterable, stopping as soon as it is decided."""
        result = self.slot("i1")
        self.emit(f"store i1 {'false' if decided else 'true'}, ptr {result}")

        def test(condition: str) -> None:
            found, on = self.name("decided"), self.name("on")
            self.branch(condition, *((found, on) if decided else (on, found)))
            self.start_quietly(found)
            self.emit(f"store i1 {'true' if decided else 'false'}, ptr {result}")
            self.jump(after)
            self.start_quietly(on)

        after = self.name("after")
        argument = e.args[0]
        if isinstance(argument, GeneratorExpr):
            self._comprehend(argument, lambda: test(self.truth(self.lower(argument.left_expr), e)))
        else:
            self.loop(self.iterate(argument), lambda item: test(self.truth(item, e)))
        self.start(after)
        return self.load(BOOL, result)

    def _builtin_sum(self, e: CallExpr, expected: Type | None) -> Value:
        """Adds as it goes, so that a generator expression needs no list."""
        argument = e.args[0]
        start = self.lower(e.args[1]) if len(e.args) > 1 else Value(INT, "0")
        kind = self.result_type(e) or start.type
        if isinstance(kind, Dynamic):
            kind = FLOAT
        total = self.slot(kind.llvm)
        self.store(self.coerce(start, kind, e), total)

        def add(item: Value) -> None:
            self.store(self.coerce(self.binary("+", self.load(kind, total), item, e), kind, e), total)

        if isinstance(argument, GeneratorExpr):
            self._comprehend(argument, lambda: add(self.lower(argument.left_expr)))
        else:
            self.loop(self.iterate(argument), add)
        return self.load(kind, total)
