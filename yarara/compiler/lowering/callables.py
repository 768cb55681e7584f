"""Objects that are called: functions, bound methods and classes as values."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import Context, FuncDef, SymbolNode
from mypy.types import CallableType

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual, plain_function
from yarara.compiler.program.hierarchy import VALUE_TYPES, WrongArguments
from yarara.compiler.program.instances import FunctionInstance
from yarara.compiler.lowering.methods import Methods
from yarara.compiler.program.program import Unsupported
from yarara.compiler.program.types import WORD, Class, ClassObject, Function, Optional, Type


class Callables(Methods):
    """Making function objects, and calling them."""

    def call_value(self, value: Value, actuals: list[Actual], where: Context | None) -> Value:
        """Call an object of function type."""
        kind = value.type
        if isinstance(kind, Optional):
            return self.call_value(self.unwrap(value, where), actuals, where)
        if isinstance(kind, Class):
            return self.invoke(value, "__call__", actuals, where)
        if isinstance(kind, ClassObject):
            return self._construct_from_value(value, kind, actuals, where)
        if not isinstance(kind, Function):
            raise Unsupported(f"a value of type {kind} cannot be called", where, "where it may be a function or an object, annotate: Callable[[str], object]")
        if kind.formals:
            return self.call_by_shape(value, kind, actuals, where)
        actuals = self.for_parameters(value, actuals if kind.parameters else self.without_names(value, actuals, where), where)
        if len(actuals) != len(kind.parameters) and not any(a.name for a in actuals):  # of a `Callable[..., T]`
            self.refuse_number_of_arguments(value, "true", str(len(actuals)))
            return Value(kind.result, kind.result.zero)
        if any(a.name for a in actuals):
            raise Unsupported("a function value takes positional arguments only, all of them", where)
        given = [self.coerce(a.value or self.lower_as(a.expression, p), p, where) for a, p in zip(actuals, kind.parameters)]
        code = self.instruction(f"load ptr, ptr {self.offset(value.ref, WORD)}")
        found, error = self.call_raw(code, kind.result, [value, *given])
        self.check(error)
        return found

    def _construct_from_value(self, value: Value, kind: ClassObject, actuals: list[Actual], where: Context | None) -> Value:
        """`cls(...)` where the class is a value, which may stand for one below it."""
        cls = kind.instance
        if isinstance(cls, Class) and cls.info.is_enum:
            return self.member_by_value(cls, actuals, where)
        if cls in VALUE_TYPES.values() or isinstance(cls, Class) and cls.info.module_name == "builtins" and not self.program.is_exception(cls):
            return self.construct_built_in(cls, actuals, where)
        if not isinstance(cls, Class):
            raise Unsupported(f"a value of type {kind} cannot be called", where, "name the class, or annotate: Callable[[str], object]")
        if not self.program.descendants(cls.info) or value.ref == cls.symbol:
            return self.construct(cls, actuals, where)
        found: tuple[Class, SymbolNode] | None = self.own_new(cls) or self.program.find(cls, "__init__")
        node = plain_function(found[1]) if found is not None else None
        if found is not None and node is not None and not node.fullname.startswith("builtins."):
            given, names = self.given_to_virtual(node, found[0], actuals, where)
        else:
            given, names = [a.value or self.lower_as(a.expression, None) for a in actuals], [a.name for a in actuals]
        return self.dispatch(value, "__new__", given, cls, names)

    def refuse_number_of_arguments(self, function: Value, condition: str, given: str) -> None:
        raise NotImplementedError

    def without_names(self, function: Value, actuals: list[Actual], where: Context | None) -> list[Actual]:
        raise NotImplementedError

    def for_parameters(self, function: Value, actuals: list[Actual], where: Context | None) -> list[Actual]:
        raise NotImplementedError

    def construct_built_in(self, cls: Type, actuals: list[Actual], where: Context | None) -> Value:
        raise NotImplementedError

    def member_by_value(self, cls: Class, actuals: list[Actual], e: Context | None) -> Value:
        raise NotImplementedError

    def closure(
        self, kind: Function, captured: list[Value], body: Callable[[Callables, list[Value], list[Value]], Value | None], name: str = "",
        about: str = "", shown: str = "",
    ) -> Value:
        """A function object: `body` writes its code, given what was captured and the arguments. `name` is for tracebacks; `about` is
        the register or constant with what the object says of itself."""
        cls = self.program.closure_class(tuple(v.type for v in captured), shown)
        self.program.closure_count += 1
        number, module, environment = self.program.closure_count, self.instance.module, self.instance.environment

        def compiled(parameters: tuple[Type, ...], shape: types.Shape, suffix: str) -> FunctionInstance:
            def write(lowering: object) -> None:
                assert isinstance(lowering, Callables)
                lowering.shape = shape
                given = lowering.parameter_values()
                saved = [lowering.load(f.type, lowering.offset(given[0].ref, f.offset)) for f in list(cls.fields.values())]
                try:
                    result = body(lowering, saved, given[1:])
                except WrongArguments as error:
                    if not kind.formals:
                        raise
                    lowering.raise_runtime("raise_type", [lowering.literal(error.message, None)])
                    result = None
                lowering.leave(result)

            thunk = self.program.synthetic(f"closure.{number}{suffix}", (kind, *parameters), kind.result, write, module)
            thunk.environment, thunk.name = environment, name
            return thunk

        code = self.shaped_code(kind, number, compiled) if kind.formals else compiled(kind.parameters, (), "").symbol
        about = about or self.program.about(name or "<function>", name or "<function>", None, module=module)
        self.program.instantiate(cls)
        if not captured and about.startswith("@"):
            made = f"@function.{number}"
            self.program.text.append(
                f"{made} = internal constant {{ i64, ptr, ptr }} {{ i64 ptrtoint (ptr {cls.symbol} to i64), ptr {code}, ptr {about} }}, align 8"
            )
            return Value(kind, made)
        made = self.allocate(cls)
        self.emit(f"store ptr {code}, ptr {self.offset(made, WORD)}")
        self.emit(f"store ptr {about}, ptr {self.offset(made, 2 * WORD)}")
        for value, place in zip(captured, cls.fields.values()):
            self.store(value, self.offset(made, place.offset))
        return Value(kind, made)

    def passed(self, arguments: list[Value]) -> list[Actual]:
        """In the code of a function object: the arguments as the caller has written them."""
        names = self.shape or (None,) * len(arguments)
        return [self._starred(value, name) if name in ("*", "**") else Actual(value=value, name=name) for value, name in zip(arguments, names)]

    def _starred(self, value: Value, name: str | None) -> Actual:
        """What a call of a `Callable[..., T]` gives as `*items` or `**names`."""
        cls = self.program.builtin_class("list", types.ANY) if name == "*" else self.program.builtin_class("dict", self.program.str_class, types.ANY)
        return Actual(value=Value(types.Starred(cls), value.ref), name=None if name == "*" else name)

    def function_value(self, node: FuncDef, kind: Function, where: Context | None, owner: Class | None = None) -> Value:
        """A plain function as an object."""
        key = ("function value", (node, kind))
        found = self.program.literals.get(key)
        if found is not None:
            return Value(kind, found)

        def body(lowering: Callables, captured: list[Value], arguments: list[Value]) -> Value | None:
            result = lowering.call_function(node, lowering.passed(arguments), where, owner=owner, promised=kind.result)
            assert isinstance(result, Value)
            return result

        made = self.closure(kind, [], body, about=self.about_function(node))
        self.program.literals[key] = made.ref
        return made

    def method_value(self, receiver: Value, name: str, kind: Function, where: Context | None, about: str = "") -> Value:
        """A bound method as an object."""
        def body(lowering: Callables, captured: list[Value], arguments: list[Value]) -> Value | None:
            return lowering.invoke(captured[0], name, lowering.passed(arguments), where)

        return self.closure(kind, [receiver], body, about=about or self.program.about(name, name, None))

    def adapt_function(self, value: Value, wanted: Function, where: Context | None) -> Value:
        """A function object of another type that calls this one."""
        def body(lowering: Callables, captured: list[Value], arguments: list[Value]) -> Value | None:
            return lowering.call_value(Value(value.type, captured[0].ref), lowering.passed(arguments), where)

        if not isinstance(value.type, Function):
            return self.closure(wanted, [value], body)
        about = self.instruction(f"load ptr, ptr {self.offset(value.ref, 2 * WORD)}")
        return self.closure(wanted, [Value(types.ADAPTED, value.ref)], body, about=about)

    # -- given by the layers above -------------------------------------------------------------------------------------

    def literal(self, value: object, where: Context | None) -> Value:
        raise NotImplementedError

    def named_tuple_of(self, cls: Class, given: Value, e: Context) -> Value:
        raise NotImplementedError

    def own_new(self, cls: Class) -> tuple[Class, FuncDef] | None:
        raise NotImplementedError

    def construct(self, cls: Class, actuals: list[Actual], where: Context | None, inferred: CallableType | None = None) -> Value:
        raise NotImplementedError
