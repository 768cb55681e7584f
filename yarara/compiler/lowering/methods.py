"""Methods: which one a call means, by the class of the receiver where that is known, through a dispatcher where it is not."""

from __future__ import annotations

from mypy.nodes import Context, Decorator, FuncDef, OverloadedFuncDef, SymbolNode, Var
from mypy.types import CallableType, Type as MypyType, TypeVarType, get_proper_type

from yarara.compiler.program import types
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.calls import Actual, Calls, plain_function, values
from yarara.compiler.lowering.conversions import STARRED
from yarara.compiler.program.hierarchy import NoMember
from yarara.compiler.program.program import Environment, Unsupported, is_decorated
from yarara.compiler.program.types import BOOL, NONE, Class, ClassObject, Dynamic, Optional, Starred, Type
from yarara.compiler.lowering.unification import unify

GIVING_ITEMS = frozenset(f"abstractset_{name}" for name in ("and", "or", "sub", "xor", "rand", "ror", "rsub", "rxor"))
"""Functions of the runtime that give the items of a new set."""


class Methods(Calls):
    """Calls of methods."""

    def has_method(self, cls: Type, name: str) -> bool:
        if isinstance(cls, Class) and cls.boxed is None:
            found = self.program.find(cls, name)
            if found is not None and not found[1].fullname.startswith("builtins."):
                return True
        return self.program.builtin_method(cls, name) is not None

    def hooked(self, cls: Class, name: str) -> bool:
        """Whether the program defines `__getattr__` or one of its like for a class."""
        found = self.program.find(cls, name) if cls.boxed is None else None
        return found is not None and not found[1].fullname.startswith("builtins.")

    def overridden(self, cls: Class, name: str) -> bool:
        """Whether a class below `cls` has another method of this name."""
        return self.program.overridden(cls, name)

    def is_virtual(self, value: Value, name: str) -> bool:
        """Whether the class of the object decides which method of this name runs."""
        return isinstance(value.type, Class) and value.type.boxed is None and value.ref != self.exact_receiver and self.overridden(value.type, name)

    def from_below(self, value: Value, name: str) -> bool:
        """Whether some class below that of the value has an attribute which the class itself has not: hasattr() tells such objects."""
        kind = value.type
        if not isinstance(kind, Class) or value.ref == self.exact_receiver or kind.boxed is not None or kind.info.get(name) is not None:
            return False
        return any(name in below.names or "__getattr__" in below.names for below in self.program.descendants(kind.info))

    def call_method(self, value: Value, name: str, arguments: list[Value], where: Context | None = None) -> Value:
        return self.invoke(value, name, values(*arguments), where)

    def invoke(
        self, value: Value, name: str, actuals: list[Actual], where: Context | None = None, inferred: CallableType | None = None, exact: bool = False,
        result: Type | None = None,
    ) -> Value:
        """Call a method. `exact`: the object's class is known to be just `value.type`."""
        kind = value.type
        exact = exact or value.ref == self.exact_receiver
        if isinstance(kind, Optional):
            return self.invoke(self.unwrap(value, where, name), name, actuals, where, inferred, exact, result)
        if isinstance(kind, Dynamic):
            return self._invoke_dynamic(value, name, actuals, where, inferred, result)
        if isinstance(kind, Class) and kind.info.fullname == "yarara.machine.Array":
            array = self.array_method(value, name, [a.value or self.lower_as(a.expression, None) for a in actuals])
            if array is not None:
                return array
        if isinstance(kind, Class):
            found = self.program.find(kind, name)
            if found is not None and not found[1].fullname.startswith("builtins."):
                return self._invoke_class(value, name, found, actuals, where, inferred, exact)
            if name == "pop" and len(actuals) == 2 and self.program.pops_default(kind):
                name = "pop_default"
        runtime = self.program.builtin_method(kind, name)
        above = self._declared_above(kind, name)
        if above is not None and isinstance(kind, Class) and not exact and self.overridden(kind, name):
            return self._invoke_virtual(value, name, above[1], above[0], actuals, where)
        if runtime is None:
            special = self.special_method(value, name, actuals, where)
            if special is not None:
                return special
            data = self.data_value(value)
            if data is not value:
                self.refuse_overriding_below(value, name)
                return self.held_method(value, data, name, actuals, where)
            if self.by_operator(kind, name):
                return self.held_method(value, value, name, actuals, where)
            if isinstance(kind, Class) and self.hooked(kind, "__getattr__") and not name.startswith("__"):
                return self.call_value(self.attribute(value, name, where), actuals, where)
            if self.from_below(value, name):
                given = [a.value or self.lower_as(a.expression, None) for a in actuals]
                return self.dispatch(value, name, given, types.ANY, [a.name for a in actuals])
            raise NoMember(f"'{kind}' has no method '{name}' that can be compiled", where)
        if name in ("index", "count") and isinstance(kind, Class) and self.program.named_tuples.of(kind.info) is not None:
            return self.invoke(self.plain_tuple(value), name, actuals, where)
        container = self.program.container_base(kind)
        if container is not None:
            if not exact and isinstance(kind, Class) and self.overridden(kind, name):
                return self._invoke_virtual_builtin(value, name, runtime, actuals, where)
            value = Value(container, value.ref)
        if not exact and (not actuals or name == "derive") and isinstance(kind, Class) and self.program.is_exception(kind) and self.overridden(kind, name):
            given = [a.value or self.lower_as(a.expression, None) for a in actuals]
            return self.dispatch(value, name, given, self.program.convert(self.signature(runtime, where).ret_type, {}, where))
        given_back = self._call_value(runtime, actuals, where, receiver=value, inferred=inferred)
        return self._set_of(value, given_back, exact, where) if runtime.name in GIVING_ITEMS else given_back

    def _set_of(self, value: Value, items: Value, exact: bool, where: Context | None) -> Value:
        """What an operator of a class derived from `Set` gives: an object of the class of the left operand."""
        cls = value.type
        assert isinstance(cls, Class)
        known = exact or not self.program.descendants(cls.info)
        whole = self.class_value(cls) if known else Value(types.class_object(cls), self.class_table(value.ref))
        if self.program.find(cls, "_from_iterable") is not None:
            return self.invoke_on_class(whole, "_from_iterable", values(items), where)
        return self.call_value(whole, values(items), where)

    def _declared_above(self, kind: Type, name: str) -> tuple[Class, FuncDef] | None:
        """A method that a class of the application has from `collections.abc`, abstract there or not: some class below may have one of its own."""
        if not isinstance(kind, Class) or kind.info.module_name not in self.program.typed.application:
            return None
        entry = kind.info.get(name)
        node = plain_function(entry.node) if entry is not None else None
        arguments = self.program.arguments_above(kind, node.info) if node is not None and node.info else None
        return (self.program.class_instance(node.info, arguments), node) if node is not None and arguments is not None else None

    def _call_value(self, node: FuncDef, actuals: list[Actual], where: Context | None, **options: object) -> Value:
        result = self.call_function(node, actuals, where, **options)  # type: ignore[arg-type]
        assert isinstance(result, Value)
        return result

    def _invoke_class(
        self, value: Value, name: str, found: tuple[Class, SymbolNode], actuals: list[Actual], where: Context | None, inferred: CallableType | None, exact: bool,
    ) -> Value:
        owner, member = found
        cls = value.type
        assert isinstance(cls, Class)
        if isinstance(member, Var) or self.is_property(member):
            return self.call_value(self.attribute(value, name, where), actuals, where)
        node = plain_function(member)
        if node is None:
            raise Unsupported(f"'{name}' cannot be called", where)
        if isinstance(member, Decorator) and is_decorated(member) and not member.func.is_class:
            return self.call_decorated_method(value, owner, member, actuals, where, exact)
        if node.is_static or node.is_class:
            known = exact or not self.program.descendants(cls.info)
            whole = self.class_value(cls) if known else Value(types.class_object(cls), self.class_table(value.ref))
            return self.invoke_on_class(whole, name, actuals, where, inferred)
        if not exact and self.overridden(cls, name):
            return self._invoke_virtual(value, name, node, owner, actuals, where, inferred)
        return self._call_value(node, actuals, where, receiver=self.receiver_for(node, owner, value), owner=owner, inferred=inferred)

    def receiver_for(self, node: FuncDef, owner: Class, value: Value) -> Value:
        """`self` for a method of a base: at the type of that base, unless the result depends on the class of the object."""
        first = get_proper_type(self.signature(node, node).arg_types[0])
        return value if isinstance(first, TypeVarType) else Value(owner, value.ref)

    def invoke_on_class(self, value: Value, name: str, actuals: list[Actual], where: Context | None, inferred: CallableType | None = None) -> Value:
        """A class or static method of a class that is a value."""
        kind = value.type
        assert isinstance(kind, ClassObject)
        cls = kind.instance
        found = self.program.find(cls, name) if isinstance(cls, Class) else None
        node = plain_function(found[1]) if found is not None else None
        if found is None or node is None or not (node.is_class or node.is_static) or not isinstance(cls, Class):
            raise Unsupported(f"'{name}' of a class value cannot be called", where)
        if value.ref not in (cls.symbol, self.exact_receiver) and self.overridden(cls, name):
            given, names = self.given_to_virtual(node, found[0], actuals, where)
            result = self.program.convert(self.signature(node, where).ret_type, self.environment_for(node, found[0], cls), where)
            return self.dispatch(value, name, given, result, names)
        member = found[1]
        if isinstance(member, Decorator) and is_decorated(member):
            return self.call_decorated_method(value, found[0], member, actuals, where, True)
        receivers = {"receiver": value} if node.is_class else {}
        return self._call_value(node, actuals, where, owner=found[0], inferred=inferred, **receivers)

    def environment_for(self, node: FuncDef, owner: Class, cls: Class) -> Environment:
        """What type variables in the signature of a method stand for, `Self` among them, for an object of `cls`."""
        environment = dict(self.program.class_environment(owner))
        if not node.is_static:
            first = get_proper_type(self.signature(node, node).arg_types[0])
            unify(first, types.class_object(cls) if node.is_class else cls, environment, self)
        return environment

    def _invoke_virtual(
        self, value: Value, name: str, node: FuncDef, owner: Class, actuals: list[Actual], where: Context | None, inferred: CallableType | None = None,
    ) -> Value:
        learned: Environment = {}
        self.infer(list(self.signature(node, where).arg_types[1:]), inferred, learned)
        given, names = self.given_to_virtual(node, owner, actuals, where, learned)
        assert isinstance(value.type, Class)
        result = self.program.convert(self.signature(node, where).ret_type, {**learned, **self.environment_for(node, owner, value.type)}, where)
        if self.program.gives_up(node, owner):
            result = types.optional(result)
        return self.dispatch(value, f"asked {name}" if name == "__eq__" else name, given, result, names)

    def given_to_virtual(
        self, node: FuncDef, owner: Class, actuals: list[Actual], where: Context | None, learned: Environment | None = None,
    ) -> tuple[list[Value], list[str | None]]:
        """The arguments for a method of which several classes have their own, and their names, if any; what they say of the method's own type variables is `learned`,
        which may hold some that are known before."""
        environment = {**(learned or {}), **self.program.class_environment(owner)}
        skip = 0 if node.is_static and node.name != "__new__" else 1
        given = self._lower_at_parameters(node, skip, actuals, environment, where)
        if learned is not None:
            learned.update(environment)
        return given, [actual.name for actual in actuals]

    def _lower_at_parameters(self, node: FuncDef, skip: int, actuals: list[Actual], environment: Environment, where: Context | None) -> list[Value]:
        """The arguments in the order written, each at the type of its parameter as far as that is known; `environment` learns from them."""
        matched = self.match(node, node.arguments[skip:], actuals, where)
        formal_types = {id(actual): kind for kind, group in zip(self.signature(node, where).arg_types[skip:], matched) for actual in group}
        given: list[Value] = []
        for actual in actuals:
            wanted = self._known_type(formal_types[id(actual)], environment)
            lowered = actual.value or self.lower_as(actual.expression, wanted)
            unify(formal_types[id(actual)], lowered.type, environment, self)
            given.append(lowered if wanted is None or isinstance(wanted, Dynamic) else self.coerce(lowered, wanted, where))
        return given

    def invoke_after(self, receiver: Value, cls: Class, owner: Class, name: str, actuals: list[Actual], where: Context | None) -> Value:
        """`super().name(...)` in a method of `owner`, for an object of just the class `cls`, or for that class itself."""
        found = self.program.find_after(cls, owner.info, name)
        if found is None:
            return self._invoke_object(receiver, owner, name, actuals, where)
        if not isinstance(receiver.type, ClassObject):
            return self.invoke(Value(found, receiver.ref), name, actuals, where, exact=True)
        member = self.program.find(found, name)[1]  # type: ignore[index]
        if isinstance(member, Decorator) and is_decorated(member):
            return self.call_decorated_method(receiver, found, member, actuals, where, True)
        node = plain_function(member)
        assert node is not None
        return self._call_value(node, actuals, where, receiver=receiver if node.is_class else None, owner=found)

    def _invoke_object(self, receiver: Value, owner: Class, name: str, actuals: list[Actual], where: Context | None) -> Value:
        """A method of `object`, which comes last in every order, or of a built-in type that the object holds a value of."""
        data = self.data_value(receiver)
        if data is not receiver and not isinstance(receiver.type, ClassObject) and not owner.info.is_enum and name not in ("__init__", "__init_subclass__"):
            return self.held_method(receiver, data, name, actuals, where)
        if name in ("__init__", "__init_subclass__") and not actuals:
            return Value(NONE, "null")
        if name == "__init_subclass__" and all(actual.name == "**" for actual in actuals):
            return self._refuse_keywords(actuals, where)
        if owner.base is not None and self.program.builtin_method(owner.base, name) is not None:
            return self.invoke(Value(owner.base, receiver.ref), name, actuals, where, exact=True)
        if name == "__ne__" and owner.base is not None and self.program.builtin_method(owner.base, "__eq__") is not None:
            equal = self._invoke_object(receiver, owner, "__eq__", actuals, where)
            if equal.type is BOOL:
                return Value(BOOL, self.instruction(f"xor i1 {equal.ref}, true"))
        if name in ("__repr__", "__hash__", "__eq__") or name == "__init__":
            return self.object_method(receiver, name, actuals, where)
        raise Unsupported(f"no base class has '{name}'", where)

    def _refuse_keywords(self, actuals: list[Actual], where: Context | None) -> Value:
        """`super().__init_subclass__(**kwargs)` of `object`, which takes none: TypeError if there are any."""
        for actual in actuals:
            given = actual.value or self.lower_as(actual.expression, None)
            inner = Value(given.type.inner, given.ref) if isinstance(given.type, Starred) else given
            full = self.truth(inner, where)
            self.refuse_unless(self.instruction(f"xor i1 {full}, true"), "__init_subclass__() takes no keyword arguments")
        return Value(NONE, "null")

    def _invoke_virtual_builtin(self, value: Value, name: str, node: FuncDef, actuals: list[Actual], where: Context | None) -> Value:
        """A method of a built-in container that a class below it overrides."""
        signature = self.signature(node, where)
        environment: Environment = {}
        unify(signature.arg_types[0], value.type, environment, self)
        given = self._lower_at_parameters(node, 1, actuals, environment, where)
        for formal, formal_type in zip(node.arguments[1:], signature.arg_types[1:]):
            constant = self.constant(formal.initializer) if formal.initializer is not None else None
            if constant is not None:
                unify(formal_type, constant.type, environment, self)
        return self.dispatch(value, name, given, self.program.convert(signature.ret_type, environment, where), [a.name for a in actuals])

    def _known_type(self, formal_type: MypyType, environment: Environment) -> Type | None:
        """The concrete type of a parameter, when its type variables are known."""
        try:
            return self.program.convert(formal_type, environment)
        except Unsupported:
            return None

    def _invoke_dynamic(self, value: Value, name: str, actuals: list[Actual], where: Context | None, inferred: CallableType | None, result: Type | None) -> Value:
        given = [a.value or self.lower_as(a.expression, None) for a in actuals]
        if result is None:
            if inferred is None:
                raise Unsupported(f"a call of '{name}' on a value of type {value.type} is not supported here", where)
            result = self.program.convert(inferred.ret_type, self.instance.environment, where)
        return self.dispatch(value, name, given, result, [a.name for a in actuals])

    def dispatch(self, value: Value, method: str, arguments: list[Value], result: Type, names: list[str | None] | None = None) -> Value:
        """Call through a dispatcher: the target depends on the object's class."""
        receiver = value.type
        if any(isinstance(argument.type, Starred) for argument in arguments):
            raise Unsupported(STARRED, where=None)
        assert isinstance(receiver, (Class, Dynamic, ClassObject))
        labels = ",".join(n or "" for n in names) if names and any(names) else ""
        key = method if not labels else f"{method}:{labels}"
        dispatcher = self.program.dispatcher(receiver, key, tuple(a.type for a in arguments), result)
        found, error = self.call_raw(dispatcher.symbol, result, [value, *arguments])
        self.check(error)
        return found

    @staticmethod
    def is_property(node: object) -> bool:
        """Whether a member of a class is a property."""
        if isinstance(node, OverloadedFuncDef):
            node = node.items[0]
        return isinstance(node, Decorator) and node.func.is_property

    def refuse_overriding_below(self, value: Value, method: str) -> None:
        raise NotImplementedError

    def by_operator(self, kind: Type, name: str) -> bool:
        raise NotImplementedError

    def held_method(self, value: Value, data: Value, name: str, actuals: list[Actual], where: Context | None) -> Value:
        raise NotImplementedError

    # -- given by the layers above -------------------------------------------------------------------------------------

    def call_value(self, value: Value, actuals: list[Actual], where: Context | None) -> Value:
        raise NotImplementedError
