"""What type variables stand for, learned from the concrete types of arguments."""

from __future__ import annotations

from typing import Protocol

from mypy.nodes import ARG_STAR
from mypy.types import (
    TypeAliasType,
    CallableType, Instance, NoneType, ParamSpecType, TupleType, Type as MypyType, TypeType, TypeVarTupleType, TypeVarType, UnionType, UnpackType,
    get_proper_type,
)

from yarara.compiler.program import types
from yarara.compiler.program.hierarchy import Environment
from yarara.compiler.program.program import Program
from yarara.compiler.program.types import BOOL, FLOAT, INT, NONE, PLAIN, Class, ClassObject, Dynamic, Function, Optional, ParameterList, Tuple, Type

NUMBERS = (BOOL, INT, FLOAT)


class Iterating(Protocol):
    """What is asked of the lowering."""

    program: Program

    def iteration_type(self, kind: Type) -> Type | None:
        """What iterating over a value of this type gives."""


def unify(formal: MypyType, actual: Type, environment: Environment, lowering: Iterating) -> None:
    """Learn from an argument's concrete type what the type variables in the parameter's type stand for."""
    proper = get_proper_type(formal)
    if isinstance(proper, TypeVarType):
        if actual is not NONE or proper.id not in environment:
            environment.setdefault(proper.id, actual)
    elif isinstance(proper, TupleType):
        _unify_tuple(proper.items, actual, environment, lowering)
    elif isinstance(proper, UnionType):
        inner = actual.inner if isinstance(actual, Optional) else actual
        recursive = isinstance(formal, TypeAliasType) and formal.is_recursive
        for alternative in inner.alternatives if isinstance(inner, Dynamic) and not types.is_unknown(inner) and not recursive else ():
            if any(_is_class_of(alternative, item) for item in proper.items):
                unify(proper, alternative, environment, lowering)
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


def _unify_tuple(formal: list[MypyType], actual: Type, environment: Environment, lowering: Iterating) -> None:
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


def _unify_instance(proper: Instance, actual: Type, environment: Environment, lowering: Iterating) -> None:
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
    above = lowering.program.arguments_above(inner, proper.type) if isinstance(inner, Class) else None
    if above is not None:
        for argument, concrete in zip(proper.args, above):
            unify(argument, concrete, environment, lowering)
        return
    if lowering.program.is_abstract(proper.type) and len(proper.args) == 1 and isinstance(actual, (Class, ClassObject, Tuple, Dynamic)):
        item = lowering.iteration_type(actual)
        if item is None and isinstance(actual, Dynamic) and isinstance(get_proper_type(proper.args[0]), TypeVarType):
            item = actual.key  # dict(mapping) takes pairs of it instead
        if item is not None:
            unify(proper.args[0], item, environment, lowering)
    elif proper.type.fullname == "typing.Generator" and isinstance(actual, Class) and actual.is_generator:
        for argument, concrete in zip(proper.args, actual.arguments):
            unify(argument, concrete, environment, lowering)
    elif lowering.program.is_abstract(proper.type) and len(proper.args) == 2 and isinstance(actual, Class) and len(actual.arguments) == 2:
        for argument, concrete in zip(proper.args, actual.arguments):
            unify(argument, concrete, environment, lowering)


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


def have_other_numbers(a: Type, b: Type) -> bool:
    """Whether two types of containers differ in a type of numbers: list[int], list[float]."""
    if a in NUMBERS and b in NUMBERS:
        return a is not b
    if isinstance(a, Class) and isinstance(b, Class):
        return a.info is b.info and any(map(have_other_numbers, a.arguments, b.arguments))
    return isinstance(a, Tuple) and isinstance(b, Tuple) and any(map(have_other_numbers, a.items, b.items))
