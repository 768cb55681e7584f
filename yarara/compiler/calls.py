"""Calls: matching arguments with parameters, choosing the types to compile for, methods, dispatch, objects to call, construction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mypy.nodes import (
    ARG_NAMED, ARG_NAMED_OPT, ARG_STAR, ARG_STAR2, Argument, Context, Decorator, Expression, FuncDef, Node, OverloadedFuncDef, RefExpr, SuperExpr, SymbolNode, Var,
)
from mypy.types import (
    AnyType, CallableType, Instance, NoneType, Overloaded, ParamSpecType, TupleType, Type as MypyType, TypeType, TypeVarTupleType, TypeVarType, UnionType, UnpackType,
    get_proper_type,
)

from yarara.compiler import types
from yarara.compiler.builder import Value
from yarara.compiler.conversions import STARRED, Conversions
from yarara.compiler.hierarchy import NoMember, WrongArguments
from yarara.compiler.program import Environment, FunctionInstance, Unsupported, is_decorated
from yarara.compiler.types import INT, NEVER, NONE, WORD, PLAIN, Class, ClassObject, Dynamic, Function, Keywords, Optional, ParameterList, Starred, Tuple, Type
from yarara.compiler.walk import walk


@dataclass
class Actual:
    """One argument of a call: an expression still to be lowered, or a value."""

    expression: Expression | None = None
    value: Value | None = None
    name: str | None = None  # of a keyword argument


def values(*given: Value) -> list[Actual]:
    """Positional arguments that are already values."""
    return [Actual(value=v) for v in given]


def plain_function(node: SymbolNode | None) -> FuncDef | None:
    """The function behind decorators and overloads."""
    if isinstance(node, Decorator):
        return node.func
    if isinstance(node, OverloadedFuncDef):
        if node.impl is not None:
            return plain_function(node.impl)
        first = node.items[0]
        return first.func if isinstance(first, Decorator) else first
    return node if isinstance(node, FuncDef) else None


def unify(formal: MypyType, actual: Type, environment: Environment, lowering: Calls) -> None:
    """Learn from an argument's concrete type what the type variables in the parameter's type stand for."""
    proper = get_proper_type(formal)
    if isinstance(proper, TypeVarType):
        if actual is not NONE or proper.id not in environment:
            environment.setdefault(proper.id, actual)
    elif isinstance(proper, TupleType):
        _unify_tuple(proper.items, actual, environment, lowering)
    elif isinstance(proper, UnionType):
        inner = actual.inner if isinstance(actual, Optional) else actual
        rest = [item for item in proper.items if not isinstance(get_proper_type(item), NoneType)]
        fitting = [item for item in rest if types.is_unknown(inner) or _is_class_of(inner, item)]
        if len(rest) > 1 and fitting:
            for item in fitting:
                unify(item, inner, environment, lowering)
        if inner is not NONE and len(rest) == 1:
            unify(rest[0], inner, environment, lowering)
    elif isinstance(proper, TypeType) and isinstance(actual, ClassObject):
        unify(proper.item, actual.instance, environment, lowering)
    elif isinstance(proper, ParamSpecType):
        if isinstance(actual, ParameterList):
            environment.setdefault(proper.id, actual)
    elif isinstance(proper, CallableType) and isinstance(actual, Optional):
        unify(formal, actual.inner, environment, lowering)
    elif isinstance(proper, CallableType) and isinstance(actual, Function):
        for index, (parameter, kind) in enumerate(zip(proper.arg_types, proper.arg_kinds)):
            variable = get_proper_type(parameter)
            if isinstance(variable, ParamSpecType) and kind is ARG_STAR:
                formals = actual.formals or (PLAIN,) * len(actual.parameters)
                environment.setdefault(variable.id, types.parameter_list(actual.parameters[index:], formals[index:]))
        for parameter, concrete in zip(proper.arg_types, actual.parameters):
            if isinstance(get_proper_type(parameter), UnpackType):
                _unify_tuple(list(proper.arg_types), types.tuple_of(actual.parameters), environment, lowering)
                break
            unify(parameter, concrete, environment, lowering)
        unify(proper.ret_type, actual.result, environment, lowering)
    elif isinstance(proper, Instance) and proper.args:
        _unify_instance(proper, actual, environment, lowering)


def _is_class_of(kind: Type, declared: MypyType) -> bool:
    """Whether a declared type names just the class of a concrete one."""
    proper = get_proper_type(declared)
    return isinstance(kind, Class) and isinstance(proper, Instance) and proper.type is kind.info


def _unify_tuple(formal: list[MypyType], actual: Type, environment: Environment, lowering: Calls) -> None:
    if not isinstance(actual, Tuple):
        return
    for index, item in enumerate(formal):
        inner = get_proper_type(item)
        if isinstance(inner, UnpackType):
            variable = get_proper_type(inner.type)
            after = len(formal) - index - 1
            if isinstance(variable, TypeVarTupleType):
                environment.setdefault(variable.id, types.tuple_of(actual.items[index:len(actual.items) - after]))
            return
        if index < len(actual.items):
            unify(item, actual.items[index], environment, lowering)


def _unify_instance(proper: Instance, actual: Type, environment: Environment, lowering: Calls) -> None:
    if types.is_unknown(actual):
        for argument in proper.args:
            unify(argument, types.ANY, environment, lowering)
        return
    inner = actual.inner if isinstance(actual, Optional) else actual
    for at in inner.mro if isinstance(inner, Class) else ():
        if at.info.fullname == proper.type.fullname:
            for argument, concrete in zip(proper.args, at.arguments):
                unify(argument, concrete, environment, lowering)
            return
    if isinstance(actual, ClassObject) and proper.type.fullname == "builtins.type":
        unify(proper.args[0], actual.instance, environment, lowering)
        return
    if lowering.program.is_abstract(proper.type) and len(proper.args) == 1 and isinstance(actual, (Class, ClassObject, Tuple, Dynamic)):
        item = lowering.iteration_type(actual)
        if item is not None:
            unify(proper.args[0], item, environment, lowering)
    elif proper.type.fullname == "typing.Generator" and isinstance(actual, Class) and actual.is_generator:
        for argument, concrete in zip(proper.args, actual.arguments):
            unify(argument, concrete, environment, lowering)
    elif lowering.program.is_abstract(proper.type) and len(proper.args) == 2 and isinstance(actual, Class) and len(actual.arguments) == 2:
        for argument, concrete in zip(proper.args, actual.arguments):
            unify(argument, concrete, environment, lowering)


def names_function(expression: Expression | None) -> bool:
    """Whether an argument is just the name of a function."""
    return isinstance(expression, RefExpr) and isinstance(expression.node, (FuncDef, OverloadedFuncDef))


def calls_super(node: FuncDef) -> bool:
    """Whether a method calls one of its base class."""
    found = False

    def enter(part: Node) -> bool:
        nonlocal found
        found = found or isinstance(part, SuperExpr)
        return not found

    walk(node, enter)
    return found


def mentions(kind: Type, part: Type) -> bool:
    """Whether a type is made with another one."""
    inner: tuple[Type, ...] = ()
    if isinstance(kind, Class):
        inner = kind.arguments
    elif isinstance(kind, Tuple):
        inner = kind.items
    elif isinstance(kind, Optional):
        inner = (kind.inner,)
    return kind is part or any(mentions(i, part) for i in inner)


class Calls(Conversions):
    """Everything about calling."""

    shape: types.Shape = ()  # in the code of a function object: how the arguments were written

    exact_receiver = ""  # the register of an object whose class is known to be just its static type: in a dispatcher's branch

    # -- direct calls --------------------------------------------------------------------------------------------------

    def call_function(
        self, node: FuncDef, actuals: list[Actual], where: Context | None = None, *, receiver: Value | None = None, owner: Class | None = None,
        inferred: CallableType | None = None, raw: bool = False, wanted: Type | None = None, cells: list[Value] | None = None,
        promised: Type | None = None,
    ) -> Value | tuple[Value, str]:
        """Call a known function. `receiver` is `self` (or nothing for plain functions); `inferred` is mypy's type of the call;
        `promised` is the result of a function whose own annotation says Any."""
        self.refuse_kind(node, where)
        signature = self.signature(node, where)
        formals = list(node.arguments)
        formal_types = list(signature.arg_types)
        environment: Environment = dict(self.program.class_environment(owner)) if owner is not None else {}
        if node in self.program.captured:
            environment = dict(self.instance.environment)
        if receiver is not None:
            first = get_proper_type(formal_types[0]) if formal_types else None
            if first is not None:
                unify(first, receiver.type, environment, self)
            formals, formal_types = formals[1:], formal_types[1:]
        actuals = self.taken_apart(node, formals, actuals, where)
        matched = self.match(node, formals, actuals, where)
        self._infer(formal_types, inferred, environment)
        lowered = self._lower_arguments(formals, formal_types, actuals, matched, environment, where)
        passed = [receiver] if receiver is not None else []
        if wanted is not None:
            unify(signature.ret_type, wanted, environment, self)
        self._infer_result(signature.ret_type, inferred, environment)
        for formal, formal_type, value in zip(formals, formal_types, lowered):
            passed.append(self._parameter(node, formal, formal_type, value, environment, where))
        if isinstance(get_proper_type(signature.ret_type), AnyType) and promised is not None:
            result = promised
        else:
            result = self.program.result_of(node, environment, where) if node.name != "__init__" else NONE
        if owner is not None and self.program.gives_up(node, owner):
            result = types.optional(result)
        if node in self.program.captured:
            passed += self.cells_of(node, where) if cells is None else cells
        instance = self.program.function(node, tuple(p.type for p in passed), result, environment, owner, self.instance.module)
        if raw:
            return self.call_raw(self.entry_of(instance), instance.result, passed)
        return self.call(instance, passed)

    def refuse_kind(self, node: FuncDef, where: Context | None) -> None:
        if node.is_coroutine:
            raise Unsupported("async functions are not supported", where or node, "use threads: each has a core of its own")

    def signature(self, node: FuncDef, where: Context | None) -> CallableType:
        kind = get_proper_type(node.type)
        if not isinstance(kind, CallableType):
            raise Unsupported(f"function '{node.name}' has no type annotations", where or node, "annotate its parameters and its result")
        return kind

    def match(self, node: FuncDef, formals: list[Argument], actuals: list[Actual], where: Context | None) -> list[list[Actual]]:
        """For each parameter, the arguments that go to it: none (use the default), one, or several (`*args`)."""
        matched: list[list[Actual]] = [[] for _ in formals]
        position = 0
        for actual in actuals:
            if actual.name is None:
                while position < len(formals) and formals[position].kind in (ARG_NAMED, ARG_NAMED_OPT, ARG_STAR2):
                    position += 1
                if position >= len(formals):
                    raise WrongArguments(f"too many arguments for '{node.name}'", where)
                matched[position].append(actual)
                if formals[position].kind is not ARG_STAR:
                    position += 1
            else:
                for index, formal in enumerate(formals):
                    if formal.variable.name == actual.name and not formal.pos_only and not formal.kind.is_star() or formal.kind is ARG_STAR2:
                        matched[index].append(actual)
                        break
                else:
                    if actual.name == "**":
                        raise Unsupported("the names in this **argument are not known when the program is compiled", where, "pass the values by name")
                    raise WrongArguments(f"'{node.name}' has no parameter '{actual.name}'", where)
        return matched

    def _infer(self, formal_types: list[MypyType], inferred: CallableType | None, environment: Environment) -> None:
        """Type variables as mypy inferred them for this call; dynamic ones are left to the arguments."""
        if inferred is None or len(inferred.arg_types) != len(formal_types):
            return
        learned: Environment = {}
        for formal, known in zip(formal_types, inferred.arg_types):
            try:
                concrete = self.program.convert(known, self.instance.environment)
            except Unsupported:
                continue
            unify(formal, concrete, learned, self)
        for variable, concrete in learned.items():
            if not isinstance(concrete, Dynamic) and concrete not in (NEVER, NONE) and not mentions(concrete, NEVER):
                environment.setdefault(variable, concrete)

    def _infer_result(self, declared: MypyType, inferred: CallableType | None, environment: Environment) -> None:
        """Type variables that no argument tells: what mypy says of the result."""
        if inferred is None:
            return
        try:
            unify(declared, self.program.convert(inferred.ret_type, self.instance.environment), environment, self)
        except Unsupported:
            return

    def _lower_arguments(
        self, formals: list[Argument], formal_types: list[MypyType], actuals: list[Actual], matched: list[list[Actual]], environment: Environment,
        where: Context | None,
    ) -> list[Value | None]:
        """The values of the arguments, evaluated in the order in which they are written; None where the default is used."""
        lowered: list[Value | None] = [None] * len(formals)
        order = {id(actual): position for position, actual in enumerate(actuals)}

        def turn(index: int) -> int:
            """The names of functions come last: nothing happens when they are evaluated, and the other arguments may tell their types."""
            given = matched[index]
            return len(order) if not given or names_function(given[0].expression) else order[id(given[0])]

        for index in sorted(range(len(formals)), key=turn):
            lowered[index] = self._lower_argument(formals[index], formal_types[index], matched[index], environment, where)
        return lowered

    def _lower_argument(self, formal: Argument, formal_type: MypyType, given: list[Actual], environment: Environment, where: Context | None) -> Value | None:
        if formal.kind is ARG_STAR:
            return self._star(formal_type, given, environment, where)
        if formal.kind is ARG_STAR2:
            return self.keyword_arguments(formal_type, given, environment, where)
        if not given:
            initial = self.constant(formal.initializer) if formal.initializer is not None else None
            if initial is not None:
                unify(formal_type, initial.type, environment, self)
            return None
        expected: Type | None = None
        try:
            expected = self.program.convert(formal_type, environment, where)
        except Unsupported:
            expected = self._expected_function(formal_type, given[0].expression, environment)
        value = given[0].value or self.lower_as(given[0].expression, expected)
        if isinstance(value.type, Starred):
            raise Unsupported(STARRED, where)
        proper = get_proper_type(formal_type)
        if isinstance(proper, Instance) and proper.type.has_base("typing.Iterable") and self.program.is_abstract(proper.type):
            value = self.plain_iterable(value, where)
        unify(formal_type, value.type, environment, self)
        return value

    def _expected_function(self, formal_type: MypyType, given: Expression | None, environment: Environment) -> Type | None:
        """The type of a function argument whose parameters are known already, when only its result is not."""
        proper = get_proper_type(formal_type)
        if given is None or not isinstance(proper, CallableType):
            return None
        try:
            return self.function_kind(given, tuple(self.program.convert(a, environment) for a in proper.arg_types))
        except Unsupported:
            return None

    def function_kind(self, given: Expression, parameters: tuple[Type, ...]) -> Function | None:
        """The type of a function that is passed where these parameters go to it; None when mypy does not know its result."""
        if isinstance(given, RefExpr) and given.fullname == "builtins.abs":
            return types.function_of(parameters, parameters[0])
        kind = get_proper_type(self.program.typed.types.get(given))
        if isinstance(kind, Overloaded):
            kind = kind.items[0]
        if not isinstance(kind, CallableType):
            return None
        return types.function_of(parameters, self.program.convert(kind.ret_type, self.instance.environment, given))

    def _star(self, formal_type: MypyType, given: list[Actual], environment: Environment, where: Context | None) -> Value:
        proper = get_proper_type(formal_type)
        items = [a.value or self.lower_as(a.expression, None) for a in given]
        if any(isinstance(item.type, Starred) for item in items):
            return self.gathered(formal_type, items, environment, where)
        made = self.make_tuple(items)
        if isinstance(proper, (ParamSpecType, AnyType)):  # compiled for each shape of call
            return made
        if isinstance(proper, UnpackType):
            variable = get_proper_type(proper.type)
            if isinstance(variable, TypeVarTupleType):
                environment.setdefault(variable.id, made.type)
                return made
            raise Unsupported("this kind of *args is not supported yet", where)
        for item in items:
            unify(formal_type, item.type, environment, self)
        element = self.program.convert(formal_type, environment, where)
        return self.tuple_to_sequence(made, self.program.builtin_class("tuple", element), where)

    def _parameter(self, node: FuncDef, formal: Argument, formal_type: MypyType, value: Value | None, environment: Environment, where: Context | None) -> Value:
        """The value to pass: converted to the parameter's type, or as it is when the parameter takes many types."""
        if formal.kind.is_star():
            assert value is not None
            return value
        if isinstance(get_proper_type(formal_type), AnyType):
            raise Unsupported(f"the parameter '{formal.variable.name}' of '{node.name}' has the type Any", where, "annotate it with a concrete type")
        wanted = self.program.convert(formal_type, environment, where)
        if value is None:
            value = self.default(node, formal, wanted, environment, where)
        if isinstance(wanted, Dynamic) and not self.program.constants.assignments.get(formal.variable):
            return value
        return self.coerce(value, wanted, where)

    def default(self, node: FuncDef, formal: Argument, wanted: Type, environment: Environment, where: Context | None) -> Value:
        """The default of a parameter: a constant, or what its expression gave when the function was defined."""
        initial = formal.initializer
        if initial is None:
            raise WrongArguments(f"missing argument '{formal.variable.name}' for '{node.name}'", where)
        factory = self.program.dataclasses.factories.get(formal)
        if factory is not None:
            return self.call(self.program.function(factory, (), wanted, environment, None), [])
        constant = self.constant(initial)
        if constant is not None:
            return constant
        storage = self.default_storage(node, formal, wanted)
        return self.load(wanted, storage)

    def default_storage(self, node: FuncDef, formal: Argument, wanted: Type) -> str:
        key = ("default", (node, formal.variable.name))
        found = self.program.literals.get(key)
        if found is None:
            found = self.program.literals[key] = f'@"default.{node.fullname}.{formal.variable.name}"'
            self.program.text.append(f"{found} = internal global {wanted.llvm} {wanted.zero}, align 8")
            if wanted.references:
                self.program.extra_roots += [f"i64 add (i64 ptrtoint (ptr {found} to i64), i64 {at})" for at in wanted.references]
        return found

    def call_runtime(self, name: str, *given: Value, where: Context | None = None, wanted: Type | None = None) -> Value:
        """Call a function of the runtime by name; `wanted` decides type variables that only its result has."""
        result = self.call_function(self.program.runtime_function(name), values(*given), where, wanted=wanted)
        assert isinstance(result, Value)
        return result

    # -- methods -------------------------------------------------------------------------------------------------------

    def has_method(self, cls: Type, name: str) -> bool:
        if isinstance(cls, Class) and cls.boxed is None:
            found = self.program.find(cls, name)
            if found is not None and not found[1].fullname.startswith("builtins."):
                return True
        return self.program.builtin_method(cls, name) is not None

    def overridden(self, cls: Class, name: str) -> bool:
        """Whether a class below `cls` has another method of this name."""
        return self.program.overridden(cls, name)

    def is_virtual(self, value: Value, name: str) -> bool:
        """Whether the class of the object decides which method of this name runs."""
        return isinstance(value.type, Class) and value.type.boxed is None and value.ref != self.exact_receiver and self.overridden(value.type, name)

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
        runtime = self.program.builtin_method(kind, name)
        if runtime is None:
            special = self.special_method(value, name, actuals, where)
            if special is not None:
                return special
            data = self.data_value(value)
            if data is not value:
                return self.invoke(data, name, actuals, where, inferred, exact, result)
            raise NoMember(f"'{kind}' has no method '{name}' that can be compiled", where)
        container = self.program.container_base(kind)
        if container is not None:
            if not exact and isinstance(kind, Class) and self.overridden(kind, name):
                return self._invoke_virtual_builtin(value, name, runtime, actuals, where)
            value = Value(container, value.ref)
        if not exact and not actuals and isinstance(kind, Class) and self.program.is_exception(kind) and self.overridden(kind, name):
            return self.dispatch(value, name, [], self.program.convert(self.signature(runtime, where).ret_type, {}, where))
        return self._call_value(runtime, actuals, where, receiver=value, inferred=inferred)

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
        if isinstance(member, Var):
            return self.call_value(self.attribute(value, name, where), actuals, where)
        node = plain_function(member)
        if node is None:
            raise Unsupported(f"'{name}' cannot be called", where)
        if isinstance(member, Decorator) and is_decorated(member):
            return self.call_decorated_method(value, owner, member, actuals, where, exact)
        if node.is_static or node.is_class:
            known = exact or not self.program.descendants(cls.info)
            whole = self.class_value(cls) if known else Value(types.class_object(cls), self.class_table(value.ref))
            return self.invoke_on_class(whole, name, actuals, where, inferred)
        if not exact and self.overridden(cls, name):
            return self._invoke_virtual(value, name, node, owner, actuals, where)
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
        receivers = {"receiver": value} if node.is_class else {}
        return self._call_value(node, actuals, where, owner=found[0], inferred=inferred, **receivers)

    def environment_for(self, node: FuncDef, owner: Class, cls: Class) -> Environment:
        """What type variables in the signature of a method stand for, `Self` among them, for an object of `cls`."""
        environment = dict(self.program.class_environment(owner))
        if not node.is_static:
            first = get_proper_type(self.signature(node, node).arg_types[0])
            unify(first, types.class_object(cls) if node.is_class else cls, environment, self)
        return environment

    def _invoke_virtual(self, value: Value, name: str, node: FuncDef, owner: Class, actuals: list[Actual], where: Context | None) -> Value:
        learned: Environment = {}
        given, names = self.given_to_virtual(node, owner, actuals, where, learned)
        assert isinstance(value.type, Class)
        result = self.program.convert(self.signature(node, where).ret_type, {**learned, **self.environment_for(node, owner, value.type)}, where)
        if self.program.gives_up(node, owner):
            result = types.optional(result)
        return self.dispatch(value, name, given, result, names)

    def given_to_virtual(
        self, node: FuncDef, owner: Class, actuals: list[Actual], where: Context | None, learned: Environment | None = None,
    ) -> tuple[list[Value], list[str | None]]:
        """The arguments for a method of which several classes have their own, and their names, if any; what they say of the method's own type variables is `learned`."""
        signature = self.signature(node, where)
        environment = dict(self.program.class_environment(owner))
        skip = 0 if node.is_static else 1
        matched = self.match(node, node.arguments[skip:], actuals, where)
        formal_types = {id(actual): formal_type for formal_type, group in zip(signature.arg_types[skip:], matched) for actual in group}
        names = [actual.name for actual in actuals]
        given: list[Value] = []
        for actual in actuals:
            wanted = self._known_type(formal_types[id(actual)], environment)
            lowered = actual.value or self.lower_as(actual.expression, wanted)
            unify(formal_types[id(actual)], lowered.type, environment, self)
            given.append(lowered if wanted is None or isinstance(wanted, Dynamic) else self.coerce(lowered, wanted, where))
        if learned is not None:
            learned.update(environment)
        return given, names

    def invoke_after(self, receiver: Value, cls: Class, owner: Class, name: str, actuals: list[Actual], where: Context | None) -> Value:
        """`super().name(...)` in a method of `owner`, for an object of just the class `cls`, or for that class itself."""
        found = self.program.find_after(cls, owner.info, name)
        if found is None:
            return self._invoke_object(receiver, owner, name, actuals, where)
        if not isinstance(receiver.type, ClassObject):
            return self.invoke(Value(found, receiver.ref), name, actuals, where, exact=True)
        node = plain_function(self.program.find(found, name)[1])  # type: ignore[index]
        assert node is not None
        return self._call_value(node, actuals, where, receiver=receiver if node.is_class else None, owner=found)

    def _invoke_object(self, receiver: Value, owner: Class, name: str, actuals: list[Actual], where: Context | None) -> Value:
        """A method of `object`, which comes last in every order."""
        if name in ("__init__", "__init_subclass__") and not actuals:
            return Value(NONE, "null")
        if owner.base is not None and self.program.builtin_method(owner.base, name) is not None:
            return self.invoke(Value(owner.base, receiver.ref), name, actuals, where, exact=True)
        if name in ("__repr__", "__hash__", "__eq__") or name == "__init__":
            return self.object_method(receiver, name, actuals, where)
        raise Unsupported(f"no base class has '{name}'", where)

    def _invoke_virtual_builtin(self, value: Value, name: str, node: FuncDef, actuals: list[Actual], where: Context | None) -> Value:
        """A method of a built-in container that a class below it overrides."""
        signature = self.signature(node, where)
        environment: Environment = {}
        unify(signature.arg_types[0], value.type, environment, self)
        matched = self.match(node, node.arguments[1:], actuals, where)
        formal_types = {id(actual): formal_type for formal_type, group in zip(signature.arg_types[1:], matched) for actual in group}
        given: list[Value] = []
        for actual in actuals:
            wanted = self._known_type(formal_types[id(actual)], environment)
            lowered = actual.value or self.lower_as(actual.expression, wanted)
            unify(formal_types[id(actual)], lowered.type, environment, self)
            given.append(lowered if wanted is None or isinstance(wanted, Dynamic) else self.coerce(lowered, wanted, where))
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

    # -- functions as values -------------------------------------------------------------------------------------------

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
            raise Unsupported(f"a value of type {kind} cannot be called", where)
        if kind.formals:
            return self.call_by_shape(value, kind, actuals, where)
        if len(actuals) != len(kind.parameters) or any(a.name for a in actuals):
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
        if not isinstance(cls, Class):
            raise Unsupported(f"a value of type {kind} cannot be called", where, "name the class")
        if not self.program.descendants(cls.info) or value.ref == cls.symbol:
            return self.construct(cls, actuals, where)
        found = self.program.find(cls, "__init__")
        node = plain_function(found[1]) if found is not None else None
        if found is not None and node is not None and not node.fullname.startswith("builtins."):
            given, names = self.given_to_virtual(node, found[0], actuals, where)
        else:
            given, names = [a.value or self.lower_as(a.expression, None) for a in actuals], [a.name for a in actuals]
        return self.dispatch(value, "__new__", given, cls, names)

    def plain_iterable(self, value: Value, where: Context | None) -> Value:
        raise NotImplementedError

    def member_by_value(self, cls: Class, actuals: list[Actual], e: Context | None) -> Value:
        raise NotImplementedError

    def closure(
        self, kind: Function, captured: list[Value], body: Callable[[Calls, list[Value], list[Value]], Value | None], name: str = "",
        about: str = "", shown: str = "",
    ) -> Value:
        """A function object: `body` writes its code, given what was captured and the arguments. `name` is for tracebacks; `about` is
        the register or constant with what the object says of itself."""
        cls = self.program.closure_class(tuple(v.type for v in captured), shown)
        self.program.closure_count += 1
        number, module, environment = self.program.closure_count, self.instance.module, self.instance.environment

        def compiled(parameters: tuple[Type, ...], shape: types.Shape, suffix: str) -> FunctionInstance:
            def write(lowering: object) -> None:
                assert isinstance(lowering, Calls)
                lowering.shape = shape
                given = lowering.parameter_values()
                saved = [lowering.load(f.type, lowering.offset(given[0].ref, f.offset)) for f in list(cls.fields.values())]
                result = body(lowering, saved, given[1:])
                lowering.leave(result)

            thunk = self.program.synthetic(f"closure.{number}{suffix}", (kind, *parameters), kind.result, write, module)
            thunk.environment, thunk.name = environment, name
            return thunk

        code = self.shaped_code(kind, number, compiled) if kind.formals else compiled(kind.parameters, (), "").symbol
        about = about or self.program.about(name or "<function>", name or "<function>", None)
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
        return [Actual(value=value, name=name) for value, name in zip(arguments, names)]

    def function_value(self, node: FuncDef, kind: Function, where: Context | None, owner: Class | None = None) -> Value:
        """A plain function as an object."""
        key = ("function value", (node, kind))
        found = self.program.literals.get(key)
        if found is not None:
            return Value(kind, found)

        def body(lowering: Calls, captured: list[Value], arguments: list[Value]) -> Value | None:
            result = lowering.call_function(node, lowering.passed(arguments), where, owner=owner, promised=kind.result)
            assert isinstance(result, Value)
            return result

        made = self.closure(kind, [], body, about=self.about_function(node))
        self.program.literals[key] = made.ref
        return made

    def method_value(self, receiver: Value, name: str, kind: Function, where: Context | None, about: str = "") -> Value:
        """A bound method as an object."""
        def body(lowering: Calls, captured: list[Value], arguments: list[Value]) -> Value | None:
            return lowering.invoke(captured[0], name, lowering.passed(arguments), where)

        return self.closure(kind, [receiver], body, about=about or self.program.about(name, name, None))

    def adapt_function(self, value: Value, wanted: Function, where: Context | None) -> Value:
        def body(lowering: Calls, captured: list[Value], arguments: list[Value]) -> Value | None:
            return lowering.call_value(captured[0], lowering.passed(arguments), where)

        about = self.instruction(f"load ptr, ptr {self.offset(value.ref, 2 * WORD)}") if isinstance(value.type, Function) else ""
        return self.closure(wanted, [value], body, about=about)

    # -- construction --------------------------------------------------------------------------------------------------

    def allocate(self, cls: Class, extra: str = "0") -> str:
        """A new zeroed object with its header; `extra` bytes (a register or number) follow the fixed part."""
        self.program.instantiate(cls)
        size = Value(INT, str(cls.body_size))
        if extra != "0":
            size = Value(INT, self.instruction(f"add i64 {extra}, {cls.body_size}"))
        table = Value(INT, f"ptrtoint (ptr {cls.symbol} to i64)")
        node = self.program.named_function("yarara.kernel.memory.heap", "allocate")
        address = self.call_function(node, values(table, size))
        assert isinstance(address, Value)
        return self.instruction(f"inttoptr i64 {address.ref} to ptr")

    def construct(self, cls: Class, actuals: list[Actual], where: Context | None, inferred: CallableType | None = None) -> Value:
        """`Class(arguments)`."""
        if cls.info.is_abstract:
            raise Unsupported(f"class {cls.info.name} is abstract", where)
        if cls.info.fullname == "builtins.OSError" and len(actuals) > 1:  # the error number chooses the class
            return self._call_value(self.program.runtime_function("oserror_new"), actuals, where)
        self.program.lay_out(cls)
        made = Value(cls, self.allocate(cls))
        self._class_defaults(cls, made)
        container = self.program.container_base(cls)
        if container is not None:
            self.call_runtime(f"{container.info.name}_prepare", Value(container, made.ref), where=where)
        found = self.program.find(cls, "__init__")
        if found is not None and not found[1].fullname.startswith("builtins."):
            node = plain_function(found[1])
            assert node is not None
            if self.program.is_exception(cls) and not calls_super(node):
                actuals = self._keep_arguments(made, actuals, where)
            self._call_value(node, actuals, where, receiver=Value(found[0], made.ref), owner=found[0], inferred=inferred)
        else:
            runtime = self.program.builtin_method(cls, "__init__")
            if runtime is not None:
                self._call_value(runtime, actuals, where, receiver=made if container is None else Value(container, made.ref))
            elif actuals:
                raise WrongArguments(f"{cls.info.name}() takes no arguments", where)
        return made

    def _keep_arguments(self, made: Value, actuals: list[Actual], where: Context | None) -> list[Actual]:
        """`args` of an exception whose `__init__` does not call that of its base: what was passed by position."""
        evaluated = [Actual(value=a.value or self.lower_as(a.expression, None), name=a.name) for a in actuals]
        if any(a.value is not None and isinstance(a.value.type, Starred) for a in evaluated):
            raise Unsupported(STARRED, where)
        items = [self.to_dynamic(a.value, self.program.object) for a in evaluated if a.name is None and a.value is not None]
        args = self.tuple_to_sequence(self.make_tuple(items), self.program.builtin_class("tuple", self.program.object), where)
        self.store_field(made, "args", args)
        return evaluated

    def _class_defaults(self, cls: Class, made: Value) -> None:
        """Attributes that the class body gives a value and objects may change."""
        for name, place in cls.fields.items():
            owner = self.program.class_value_owner(cls, name)
            node = owner.info.names[name].node if owner is not None else None
            if owner is None or not isinstance(node, Var):
                continue
            storage = self.program.global_variable(node, self.program.class_environment(owner))
            self.store_field(made, name, self.coerce(self.load(storage.type, storage.symbol), place.type))

    # -- given by the layers above -------------------------------------------------------------------------------------

    def call_by_shape(self, value: Value, kind: Function, actuals: list[Actual], where: Context | None) -> Value:
        raise NotImplementedError

    def shaped_code(self, kind: Function, number: int, compiled: Callable[[tuple[Type, ...], types.Shape, str], FunctionInstance]) -> str:
        raise NotImplementedError

    def about_function(self, node: FuncDef) -> str:
        raise NotImplementedError

    def call_decorated_method(self, value: Value, owner: Class, member: Decorator, actuals: list[Actual], where: Context | None, exact: bool) -> Value:
        raise NotImplementedError

    def gathered(self, formal_type: MypyType, items: list[Value], environment: Environment, where: Context | None) -> Value:
        raise NotImplementedError

    def keyword_arguments(self, formal_type: MypyType, given: list[Actual], environment: Environment, where: Context | None) -> Value:
        raise NotImplementedError

    def lower_as(self, expression: Expression | None, expected: Type | None) -> Value:
        raise NotImplementedError

    def constant(self, expression: Expression) -> Value | None:
        raise NotImplementedError

    def cells_of(self, function: FuncDef, where: Context | None) -> list[Value]:
        raise NotImplementedError

    def make_tuple(self, items: list[Value]) -> Value:
        return self.aggregate(types.tuple_of(tuple(i.type for i in items)), items)

    def iteration_type(self, kind: Type) -> Type | None:
        raise NotImplementedError

    def special_method(self, value: Value, name: str, actuals: list[Actual], where: Context | None) -> Value | None:
        raise NotImplementedError

    def object_method(self, receiver: Value, name: str, actuals: list[Actual], where: Context | None) -> Value:
        raise NotImplementedError

    def array_method(self, value: Value, name: str, arguments: list[Value]) -> Value | None:
        raise NotImplementedError

    def taken_apart(self, node: FuncDef, formals: list[Argument], actuals: list[Actual], where: Context | None) -> list[Actual]:
        raise NotImplementedError

    def attribute(self, value: Value, name: str, where: Context | None, expected: Type | None = None) -> Value:
        raise NotImplementedError

    def class_value(self, cls: Class) -> Value:
        self.program.instantiate_table(cls)
        return Value(types.class_object(cls), cls.symbol)

    def parameter_values(self) -> list[Value]:
        raise NotImplementedError

    def leave(self, result: Value | None) -> None:
        raise NotImplementedError
