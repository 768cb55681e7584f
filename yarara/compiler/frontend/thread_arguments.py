"""What mypy is told about `Thread(target=f, args=(1,), kwargs={"b": 2})`: it means `Thread(target=partial(f, 1, b=2))`, so the arguments are checked.
The thread is named after `f` all the same.

Where a function need not be given all of its parameters, it is meant as one that has those which `args` gives.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.checker import TypeChecker
from mypy.nodes import (
    ARG_NAMED, ARG_POS, GDEF, CallExpr, CastExpr, DictExpr, Expression, FuncDef, LambdaExpr, ListExpr, MemberExpr, NameExpr, OverloadedFuncDef, RefExpr, StarExpr, StrExpr,
    TupleExpr, TypeInfo,
)
from mypy.plugin import FunctionSigContext, Plugin
from mypy.types import AnyType, CallableType, FunctionLike, TupleType, Type, TypeOfAny, get_proper_type

PARAMETERS = ("group", "target", "name", "args", "kwargs")
"""In this order, where they are not given by name."""
WRITTEN_OUT = "the arguments of a thread with kwargs are written out here: args=(1, 2), kwargs={\"name\": 3}"
NAMELESS = "this thread has kwargs and no name to be called by: give it one with name="


class ThreadArguments(Plugin):
    """A mypy plugin."""

    def get_function_signature_hook(self, fullname: str) -> Callable[[FunctionSigContext], FunctionLike] | None:
        return _thread if fullname == "threading.Thread" else None


def _thread(context: FunctionSigContext) -> CallableType:
    call, declared = context.context, context.default_signature
    assert isinstance(call, CallExpr) and isinstance(context.api, TypeChecker)
    given = {name or (PARAMETERS[index] if index < len(PARAMETERS) else ""): e for index, (name, e) in enumerate(zip(call.arg_names, call.args))}
    target, by_place = given.get("target"), _items(given.get("args"))
    if target is None or any(kind not in (ARG_POS, ARG_NAMED) for kind in call.arg_kinds):
        return declared
    if "kwargs" in given:
        by_name = _named(given.pop("kwargs"))
        if by_place is None or by_name is None:
            context.api.fail(WRITTEN_OUT, call)
            return _of_anything(declared, call)
        if "name" not in given and not _name_of(target):
            context.api.fail(NAMELESS, call)
            return _of_anything(declared, call)
        given |= {"target": _bound(context.api, call, target, by_place, by_name), "args": TupleExpr([])}
        if "name" not in given:
            given["_target_name"] = StrExpr(_name_of(target))
    else:
        called = get_proper_type(context.api.get_expression_type(target))
        complete = _complete(called, len(by_place)) if by_place is not None else None
        if by_place is None or complete is None and not isinstance(given.get("args"), ListExpr):
            return _with_types(context.api, declared, called, by_place or [])
        if complete is not None:
            given["target"] = CastExpr(target, complete)
        if "args" in given:
            given["args"] = TupleExpr(by_place)  # also of a list, whose items may be of several types
    call.analyzed = CallExpr(call.callee, list(given.values()), [ARG_NAMED] * len(given), list(given))
    for made in (given["target"], given.get("args", call), call.analyzed):
        made.set_line(call)
    context.api.expr_checker.accept(call.analyzed)
    return _of_anything(declared, call)


def _of_anything(declared: CallableType, call: CallExpr) -> CallableType:
    """The signature of a call that has been looked at already."""
    return declared.copy_modified([AnyType(TypeOfAny.special_form)] * len(call.args), call.arg_kinds, call.arg_names, variables=[])


def _bound(api: TypeChecker, call: CallExpr, target: Expression, by_place: list[Expression], by_name: dict[str, Expression]) -> CastExpr:
    """`partial(target, ...)`, which is not to be given anything any more."""
    count = 1 + len(by_place)
    made = CallExpr(_partial(api), [target, *by_place, *by_name.values()], [ARG_POS] * count + [ARG_NAMED] * len(by_name), [None] * count + list(by_name))
    made.set_line(call)
    made.callee.set_line(call)
    return CastExpr(made, CallableType([], [], [], api.named_type("builtins.object"), api.named_type("builtins.function")))


def _with_types(api: TypeChecker, declared: CallableType, target: Type, items: list[Expression]) -> CallableType:
    """A lambda among the arguments has the types that the target declares for it."""
    if not isinstance(target, CallableType) or target.variables or not all(kind is ARG_POS for kind in target.arg_kinds):
        return declared
    if len(target.arg_types) != len(items) or not any(isinstance(item, LambdaExpr) for item in items):
        return declared
    types = list(declared.arg_types)
    types[declared.arg_names.index("target")] = target
    types[declared.arg_names.index("args")] = TupleType(target.arg_types, api.named_generic_type("builtins.tuple", [AnyType(TypeOfAny.special_form)]))
    return declared.copy_modified(types, variables=[])


def _complete(kind: Type, count: int) -> CallableType | None:
    """A function that has further parameters, but need not be given them, as one of `count` parameters; None for any other."""
    if not isinstance(kind, CallableType) or kind.variables or kind.is_type_obj():
        return None
    taken, rest = kind.arg_kinds[:count], kind.arg_kinds[count:]
    if len(taken) < count or not rest or not all(how.is_positional() for how in taken) or any(how.is_required() for how in rest):
        return None
    return kind.copy_modified(kind.arg_types[:count], [ARG_POS] * count, [None] * count)


def _partial(api: TypeChecker) -> NameExpr:
    made = NameExpr("partial")
    made.node, made.kind, made._fullname = api.modules["functools"].names["partial"].node, GDEF, "functools.partial"
    return made


def _items(e: Expression | None) -> list[Expression] | None:
    """What `args=` gives; None where that is not written out."""
    if e is None:
        return []
    return e.items if isinstance(e, (TupleExpr, ListExpr)) and not any(isinstance(item, StarExpr) for item in e.items) else None


def _named(e: Expression) -> dict[str, Expression] | None:
    """What `kwargs=` gives; None where that is not written out."""
    if isinstance(e, DictExpr):
        found = {key.value: value for key, value in e.items if isinstance(key, StrExpr)}
        return found if len(found) == len(e.items) else None
    if isinstance(e, CallExpr) and isinstance(e.callee, RefExpr) and e.callee.fullname == "builtins.dict" and None not in e.arg_names:
        return {name: value for name, value in zip(e.arg_names, e.args) if name is not None}
    return None


def _name_of(target: Expression) -> str:
    """`__name__` of a function, method or class that is called by its name; nothing where it is something else."""
    if isinstance(target, LambdaExpr):
        return "<lambda>"
    if isinstance(target, MemberExpr):
        return target.name
    return target.name if isinstance(target, NameExpr) and isinstance(target.node, (FuncDef, OverloadedFuncDef, TypeInfo)) else ""
