"""Calls: matching arguments with parameters, and choosing the types to compile for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mypy.expandtype import expand_type_by_instance
from mypy.nodes import (
    ARG_NAMED, ARG_NAMED_OPT, ARG_POS, ARG_STAR, ARG_STAR2, Argument, Context, Decorator, Expression, FuncDef, LambdaExpr, OverloadedFuncDef, RefExpr, SuperExpr, SymbolNode,
)
from mypy.types import (
    AnyType, CallableType, Instance, Overloaded, ParamSpecType, TupleType, Type as MypyType, TypedDictType, TypeVarId, TypeVarTupleType, UnpackType,
    get_proper_type,
)

from yarara.compiler.program import types
from yarara.compiler.lowering.argument_errors import mismatch, missing_arguments
from yarara.compiler.lowering.builder import Value
from yarara.compiler.lowering.conversions import STARRED, Conversions
from yarara.compiler.program.hierarchy import WrongArguments
from yarara.compiler.program.instances import FunctionInstance
from yarara.compiler.program.program import Environment, Unsupported
from yarara.compiler.program.types import NEVER, NONE, PLAIN, Class, ClassObject, Dynamic, Function, Starred, Tuple, Type
from yarara.compiler.lowering.unification import unify, mentions
from yarara.compiler.walk import contains


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


def names_function(expression: Expression | None) -> bool:
    """Whether an argument is just the name of a function."""
    return isinstance(expression, RefExpr) and isinstance(expression.node, (FuncDef, OverloadedFuncDef))


def is_open(declared: MypyType | None) -> bool:
    """Whether it is `Callable[..., T]`: a function with such a parameter is compiled for each function that it is given."""
    proper = get_proper_type(declared)
    return isinstance(proper, CallableType) and proper.is_ellipsis_args


def calls_super(node: FuncDef) -> bool:
    """Whether a method calls one of its base class."""
    return contains(node, SuperExpr)


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
        passed, result, environment = self.prepare_call(node, actuals, where, receiver=receiver, owner=owner, inferred=inferred, wanted=wanted, cells=cells, promised=promised)
        instance = self.program.function(node, tuple(p.type for p in passed), result, environment, owner, self.instance.module)
        if raw:
            return self.call_raw(self.entry_of(instance), instance.result, passed)
        return self.call(instance, passed)

    def prepare_call(
        self, node: FuncDef, actuals: list[Actual], where: Context | None = None, *, receiver: Value | None = None, owner: Class | None = None,
        inferred: CallableType | None = None, wanted: Type | None = None, cells: list[Value] | None = None, promised: Type | None = None,
    ) -> tuple[list[Value], Type, Environment]:
        """What to pass to a known function, what comes back, and what its type variables stand for."""
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
        actuals = self.taken_apart(node, formals, actuals, environment, cells, where)
        matched = self.match(node, formals, actuals, where)
        open_variables = self.infer(formal_types, inferred, environment)
        lowered = self._lower_arguments(formals, formal_types, actuals, matched, environment, where)
        passed = [receiver] if receiver is not None else []
        if wanted is not None:
            unify(signature.ret_type, wanted, environment, self)
        self._infer_result(signature.ret_type, inferred, environment)
        for variable in open_variables:
            environment.setdefault(variable, self.program.object)
        for declared, value in zip(formal_types, lowered):
            if isinstance(declared, ParamSpecType) and value is not None and isinstance(value.type, Tuple):  # no function says more than `*args: P.args`
                environment.setdefault(declared.id, types.parameter_list(value.type.items, (PLAIN,) * len(value.type.items)))
        for formal, formal_type, value in zip(formals, formal_types, lowered):
            if value is None and formal.initializer is not None:
                value = self.nested_default(node, formal, cells)
            passed.append(self._parameter(node, formal, formal_type, value, environment, where))
        if isinstance(get_proper_type(signature.ret_type), AnyType) and promised is not None:
            result = promised
        else:
            result = self.program.result_of(node, environment, where) if node.name != "__init__" or not node.info else NONE
        if owner is not None and self.program.gives_up(node, owner):
            result = types.optional(result)
        if node in self.program.captured:
            passed += self.cells_of(node, where) if cells is None else cells
        return passed, result, environment

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
                    raise self._wrong_arguments(node, formals, actuals, where)
                matched[position].append(actual)
                if formals[position].kind is not ARG_STAR:
                    position += 1
            else:
                for index, formal in enumerate(formals):
                    if formal.variable.name == actual.name and not formal.pos_only and not formal.kind.is_star() or formal.kind is ARG_STAR2:
                        if matched[index] and formal.kind is not ARG_STAR2:
                            raise self._wrong_arguments(node, formals, actuals, where)
                        matched[index].append(actual)
                        break
                else:
                    if actual.name == "**":
                        raise Unsupported("the names in this **argument are not known when the program is compiled", where, "pass the values by name")
                    raise self._wrong_arguments(node, formals, actuals, where)
        if any(not given and formal.initializer is None and not formal.kind.is_star() for given, formal in zip(matched, formals)):
            raise self._wrong_arguments(node, formals, actuals, where)
        return matched

    def _wrong_arguments(self, node: FuncDef, formals: list[Argument], actuals: list[Actual], where: Context | None) -> WrongArguments:
        held = len(node.arguments) - len(formals)
        by_place = held + sum(actual.name is None for actual in actuals)
        found = mismatch(self.program.shown_name(node), node.arguments, by_place, [actual.name for actual in actuals if actual.name is not None])
        return WrongArguments(found or f"the arguments do not fit '{node.name}'", where)

    def infer(self, formal_types: list[MypyType], inferred: CallableType | None, environment: Environment) -> list[TypeVarId]:
        """Type variables as mypy inferred them for this call; dynamic ones are left to the arguments. Returns those of which there are no values."""
        passed_on = next((at for at, formal in enumerate(formal_types) if isinstance(get_proper_type(formal), ParamSpecType)), 0)
        if inferred is None:
            return []
        if passed_on:  # `*args: P.args, **kwargs: P.kwargs`: mypy writes what P stands for in their place
            formal_types = formal_types[:passed_on]
        elif len(inferred.arg_types) != len(formal_types):
            return []
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
        return [variable for variable, concrete in learned.items() if concrete is NEVER]

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
            if isinstance(get_proper_type(formal.variable.type), TypedDictType):  # `**kwargs: Unpack[Options]`
                items = [a.value or self.lower_as(a.expression, None) for a in given]
                return self.keyword_dict(tuple(a.name or "" for a in given), items, self.program.object, where)
            return self.keyword_arguments(formal_type, given, environment, where)
        if not given:
            initial = self.constant(formal.initializer) if formal.initializer is not None else None
            if initial is not None:
                unify(formal_type, initial.type, environment, self)
            return None
        expected: Type | None = None
        try:
            expected = None if is_open(formal_type) else self.program.convert(formal_type, environment, where)
        except Unsupported:
            expected = self._expected_function(formal_type, given[0].expression, environment)
        value = given[0].value or self.lower_as(given[0].expression, expected)
        if isinstance(expected, Function) and isinstance(value.type, Class):
            value = self.coerce(value, expected, where)
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
            return types.function_of(parameters, types.FLOAT if types.is_complex(parameters[0]) else parameters[0])
        kind = get_proper_type(self.program.typed.types.get(given))
        if isinstance(kind, Instance) and (called := kind.type.get_method("__call__")) is not None:  # an object that can be called: what `lru_cache` gives
            signature = get_proper_type(called.type)
            result = expand_type_by_instance(signature.ret_type, kind) if isinstance(signature, CallableType) else None
            return types.function_of(parameters, self.program.convert(result, self.instance.environment, given))
        ways = kind.items if isinstance(kind, Overloaded) else [kind] if isinstance(kind, CallableType) else []
        for way in ways:
            if sum(k is ARG_POS for k in way.arg_kinds) == len(parameters):
                environment: Environment = dict(self.instance.environment)
                for formal_type, parameter in zip(way.arg_types, parameters):  # `key=min`
                    unify(formal_type, parameter, environment, self)
                return types.function_of(parameters, self.program.convert(way.ret_type, environment, given))
        if not ways:
            return None
        return types.function_of(parameters, self.program.convert(ways[0].ret_type, self.instance.environment, given))

    def _function_expected(self, formal_type: MypyType, environment: Environment) -> Type | None:
        """The type of `*fns: Callable[[int], int]`: only it tells what the name of a built-in function or a lambda is meant to be."""
        try:
            return self.program.convert(formal_type, environment) if isinstance(get_proper_type(formal_type), CallableType) else None
        except Unsupported:
            return None

    def _star(self, formal_type: MypyType, given: list[Actual], environment: Environment, where: Context | None) -> Value:
        proper = get_proper_type(formal_type)
        items = [a.value or self.lower_as(a.expression, self._function_expected(formal_type, environment)) for a in given]
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
        declared = get_proper_type(formal_type)
        if is_open(declared) and value is not None and isinstance(value.type, (Class, ClassObject, Function)):
            return value  # `Callable[..., T]`: compiled for what the function is
        wanted = self.program.convert_declared(formal_type, environment, where, f"the parameter '{formal.variable.name}' of '{node.name}'")
        if value is None:
            value = self.default(node, formal, wanted, environment, where)
        if isinstance(wanted, Dynamic) and not self.program.constants.assignments.get(formal.variable):
            return value
        if isinstance(value.type, Class) and self.is_held_as(value.type, wanted):
            if self.program._module_of(node.fullname) not in self.program.typed.application:
                value = self.data_value(value) if isinstance(declared, (Instance, TupleType)) else value  # the library wants just the value
            elif not self.program.constants.assignments.get(formal.variable):
                return value
        return self.coerce(value, wanted, where)

    def default(self, node: FuncDef, formal: Argument, wanted: Type, environment: Environment, where: Context | None) -> Value:
        """The default of a parameter: a constant, or what its expression gave when the function was defined."""
        initial = formal.initializer
        if initial is None:
            raise WrongArguments(f"{self.program.shown_name(node)}() missing {missing_arguments([formal.variable.name])}", where)
        factory = self.program.dataclasses.factories.get(formal)
        if factory is not None:
            return self.call(self.program.function(factory, (), wanted, environment, None), [])
        constant = self.constant(initial)
        if constant is not None:
            return constant
        self.program.typed.check(node)
        if isinstance(initial, LambdaExpr):
            return self._lambda_default(node, initial, wanted, environment)
        kept = self.default_type(node, formal)
        return self.load(kept, self.default_storage(node, formal, kept))

    def default_type(self, node: FuncDef, formal: Argument) -> Type:
        """The type at which an evaluated default is kept: what is declared, or, where type variables occur in that, just its own."""
        declared = self.signature(node, node).arg_types[node.arguments.index(formal)]
        try:
            return self.program.convert(declared, {}, formal)
        except Unsupported:
            own = self.result_type(formal.initializer) if formal.initializer is not None else None
            if own is None or isinstance(own, Class) and NEVER in own.arguments:
                raise
            return own

    def _lambda_default(self, node: FuncDef, initial: LambdaExpr, wanted: Type, environment: Environment) -> Value:
        """A lambda that captures nothing is the same whenever it is evaluated; in a generic function it has a type for each use."""
        key = ("default", (initial, wanted, *environment.values()))
        found = self.program.literals.get(key)
        if found is None:
            outside = self.instance.environment, self.instance.module
            self.instance.environment, self.instance.module = environment, self.program._module_of(node.fullname)
            found = self.coerce(self.lower_as(initial, wanted), wanted).ref
            self.instance.environment, self.instance.module = outside
            self.program.literals[key] = found
        return Value(wanted, found)

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

    def keyword_dict(self, names: tuple[str, ...], items: list[Value], item: Type, where: Context | None) -> Value:
        raise NotImplementedError

    def lower_as(self, expression: Expression | None, expected: Type | None) -> Value:
        raise NotImplementedError

    def constant(self, expression: Expression) -> Value | None:
        raise NotImplementedError

    def cells_of(self, function: FuncDef, where: Context | None) -> list[Value]:
        raise NotImplementedError

    def nested_default(self, node: FuncDef, formal: Argument, cells: list[Value] | None) -> Value | None:
        raise NotImplementedError

    def make_tuple(self, items: list[Value]) -> Value:
        return self.aggregate(types.tuple_of(tuple(i.type for i in items)), items)

    def iteration_type(self, kind: Type) -> Type | None:
        raise NotImplementedError

    def result_type(self, expression: Expression) -> Type | None:
        raise NotImplementedError

    def special_method(self, value: Value, name: str, actuals: list[Actual], where: Context | None) -> Value | None:
        raise NotImplementedError

    def object_method(self, receiver: Value, name: str, actuals: list[Actual], where: Context | None) -> Value:
        raise NotImplementedError

    def array_method(self, value: Value, name: str, arguments: list[Value]) -> Value | None:
        raise NotImplementedError

    def taken_apart(self, node: FuncDef, formals: list[Argument], actuals: list[Actual], environment: Environment, cells: list[Value] | None, where: Context | None) -> list[Actual]:
        raise NotImplementedError

    def plain_iterable(self, value: Value, where: Context | None) -> Value:
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
