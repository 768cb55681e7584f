"""What mypy is told about functions that make functions, `functools.partial`, `operator.itemgetter` and its like, and about `pow` of unions.

`partial(f, 1)` has the parameters of `f` that are left. `itemgetter(1)` becomes what its documentation says it is, `lambda item: item[1]`: then mypy
takes its types from where it goes, as for every lambda.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.checker import TypeChecker
from mypy.erasetype import remove_instance_last_known_values
from mypy.nodes import (
    ARG_NAMED, ARG_NAMED_OPT, ARG_OPT, ARG_POS, ARG_STAR, LDEF, ArgKind, Argument, Block, BytesExpr, CallExpr, Expression, FloatExpr, IndexExpr, IntExpr,
    LambdaExpr, MemberExpr, NameExpr, OpExpr, ReturnStmt, StrExpr, TempNode, TupleExpr, UnaryExpr, Var,
)
from mypy.plugin import FunctionContext, FunctionSigContext, Plugin
from mypy.types import AnyType, CallableType, FunctionLike, Overloaded, Type, TypeOfAny, UnionType, get_proper_type

GETTERS = ("itemgetter", "attrgetter", "methodcaller")
ITEM = "obj"


class FunctionTypes(Plugin):
    """A mypy plugin."""

    def get_function_signature_hook(self, fullname: str) -> Callable[[FunctionSigContext], FunctionLike] | None:
        module, _, name = fullname.rpartition(".")
        if module == "operator" and name in GETTERS:
            return lambda context: _getter(name, context)
        return _partial if fullname == "functools.partial" else None

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        """mypy has its own idea of `partial`, a class; here nothing is added to the signature."""
        if fullname == "builtins.pow":
            return _power
        return (lambda context: context.default_return_type) if fullname == "functools.partial" else None


def _power(context: FunctionContext) -> Type:
    """`pow(a, b)` of unions gives what `a ** b` does: one of its overloads alone would make floats of all numbers."""
    call = context.context
    assert isinstance(call, CallExpr) and isinstance(context.api, TypeChecker)
    if call.arg_kinds != [ARG_POS, ARG_POS] or not any(isinstance(get_proper_type(kind), UnionType) for given in context.arg_types for kind in given):
        return context.default_return_type
    base, exponent = (TempNode(given[0], context=call) for given in context.arg_types[:2])
    operation = OpExpr("**", base, exponent)
    operation.set_line(call)
    with context.api.msg.filter_errors() as errors:
        found = context.api.expr_checker.accept(operation)
    return context.default_return_type if errors.has_new_errors() else found


# -- operator.itemgetter, attrgetter, methodcaller ---------------------------------------------------------------------

def _getter(name: str, context: FunctionSigContext) -> CallableType:
    call, declared = context.context, context.default_signature
    assert isinstance(call, CallExpr) and isinstance(context.api, TypeChecker)
    body = _body(name, call)
    if body is None:
        context.api.fail(f"the arguments of {name}() must be literals here: write a lambda", call)
        return declared
    call.analyzed = _lambda(body, call)
    kind = context.api.expr_checker.accept(call.analyzed, context.api.expr_checker.type_context[-1])
    return declared.copy_modified(ret_type=kind)


def _lambda(body: Expression, call: CallExpr) -> LambdaExpr:
    parameter = Var(ITEM)
    parameter._fullname = ITEM
    parameter.is_inferred = True
    statement = ReturnStmt(body)
    made = LambdaExpr([Argument(parameter, None, None, ARG_POS)], Block([statement]))
    _place(made, call, parameter)
    return made


def _place(node: object, call: CallExpr, parameter: Var) -> None:
    """Give what was made its place in the source, and the parameter's name its meaning."""
    if isinstance(node, (LambdaExpr, Block, ReturnStmt, IndexExpr, MemberExpr, NameExpr, TupleExpr, CallExpr, Argument)):
        node.set_line(call)
    if isinstance(node, NameExpr):
        node.node, node.kind, node._fullname = parameter, LDEF, ITEM
    for inner in _inside(node):
        _place(inner, call, parameter)


def _inside(node: object) -> list[object]:
    if isinstance(node, LambdaExpr):
        return [node.body, *node.arguments]
    if isinstance(node, Block):
        return list(node.body)
    if isinstance(node, (ReturnStmt, MemberExpr)):
        return [node.expr]
    if isinstance(node, IndexExpr):
        return [node.base]
    if isinstance(node, CallExpr):
        return [node.callee]
    return list(node.items) if isinstance(node, TupleExpr) else []


def _body(name: str, call: CallExpr) -> Expression | None:
    """What the lambda gives."""
    if name == "methodcaller":
        return _method_call(call)
    if any(kind is not ARG_POS for kind in call.arg_kinds):
        return None
    parts = [IndexExpr(NameExpr(ITEM), a) if _is_literal(a) else None for a in call.args] if name == "itemgetter" else [_attribute(a) for a in call.args]
    found: list[Expression] = [part for part in parts if part is not None]
    if len(found) != len(call.args) or not found:
        return None
    return found[0] if len(found) == 1 else TupleExpr(found)


def _attribute(argument: Expression) -> Expression | None:
    """`item.a.b` for `"a.b"`."""
    if not isinstance(argument, StrExpr) or not all(part.isidentifier() for part in argument.value.split(".")):
        return None
    found: Expression = NameExpr(ITEM)
    for part in argument.value.split("."):
        found = MemberExpr(found, part)
    return found


def _method_call(call: CallExpr) -> Expression | None:
    first = call.args[0] if call.args else None
    if not isinstance(first, StrExpr) or not first.value.isidentifier() or not all(_is_literal(a) for a in call.args):
        return None
    return CallExpr(MemberExpr(NameExpr(ITEM), first.value), call.args[1:], call.arg_kinds[1:], call.arg_names[1:])


def _is_literal(argument: Expression) -> bool:
    if isinstance(argument, UnaryExpr):
        return _is_literal(argument.expr)
    return isinstance(argument, (IntExpr, StrExpr, BytesExpr, FloatExpr)) or isinstance(argument, NameExpr) and argument.name in ("None", "True", "False")


# -- functools.partial -------------------------------------------------------------------------------------------------

def _partial(context: FunctionSigContext) -> CallableType:
    call, declared = context.context, context.default_signature
    assert isinstance(call, CallExpr)
    if not call.args or any(kind not in (ARG_POS, ARG_NAMED) for kind in call.arg_kinds):
        context.api.fail("partial() takes its arguments one by one here", call)
        return declared
    callee = call.args[0]
    kind = get_proper_type(_lambda_type(callee, context) if isinstance(callee, LambdaExpr) else context.api.get_expression_type(callee))
    candidates = kind.items if isinstance(kind, Overloaded) else [kind] if isinstance(kind, CallableType) else []
    found = [signature for signature in (_given(candidate, kind, call, declared) for candidate in candidates) if signature is not None]
    if found:
        return min([signature for signature in found if len(found) == 1 or _fits(signature, call, context)] or found, key=_needs)
    if not isinstance(kind, AnyType):
        context.api.fail("these arguments of partial() do not fit the function's parameters", call)
    return declared.copy_modified(ret_type=AnyType(TypeOfAny.from_error))


def _lambda_type(function: LambdaExpr, context: FunctionSigContext) -> Type:
    """The type of a lambda that is given to `partial`: the arguments tell the types of their parameters, where it goes those of the others."""
    call, checker = context.context, context.api
    assert isinstance(call, CallExpr) and isinstance(checker, TypeChecker)
    names = [argument.variable.name for argument in function.arguments]
    given: dict[str, Type] = {}
    for index, (argument, name) in enumerate(zip(call.args[1:], call.arg_names[1:])):
        given[name or (names[index] if index < len(names) else "")] = remove_instance_last_known_values(checker.get_expression_type(argument))
    left = [name for name in names if name not in given]
    wanted = get_proper_type(checker.expr_checker.type_context[-1])
    if isinstance(wanted, CallableType) and len(wanted.arg_types) == len(left):
        given.update(zip(left, wanted.arg_types))
    anything = AnyType(TypeOfAny.special_form)
    kind = CallableType([given.get(name, anything) for name in names], function.arg_kinds, names, anything, checker.named_type("builtins.function"))
    with checker.msg.filter_errors():
        return checker.expr_checker.accept(function, kind)


def _fits(signature: CallableType, call: CallExpr, context: FunctionSigContext) -> bool:
    """Whether the arguments of a call have the types that one overload wants."""
    assert isinstance(context.api, TypeChecker)
    with context.api.msg.filter_errors() as watcher, context.api.local_type_map:
        context.api.expr_checker.check_call(signature, call.args, call.arg_kinds, call, call.arg_names)
        return not watcher.has_new_errors()


def _needs(signature: CallableType) -> int:
    """How many arguments what is left must have: `partial(pow, 2)` is meant to be given one, not an exponent and a modulus."""
    left = get_proper_type(signature.ret_type)
    assert isinstance(left, CallableType)
    return sum(kind.is_required() for kind in left.arg_kinds)


def _given(function: CallableType, kind: Type, call: CallExpr, declared: CallableType) -> CallableType | None:
    """The signature of this call of `partial`: the parameters that it gives, then what is left of the function. None where they do not fit."""
    given = [kind]
    left = list(zip(function.arg_types, function.arg_kinds, function.arg_names))
    for how, name in zip(call.arg_kinds[1:], call.arg_names[1:]):
        at = 0 if how is ARG_POS else next((i for i, (_, kind, own) in enumerate(left) if own == name and not kind.is_star()), len(left))
        if at == len(left) or how is ARG_POS and not (left[at][1].is_positional() or left[at][1] is ARG_STAR):
            return None
        given.append(left[at][0])
        if how is ARG_NAMED:  # it can be given again, and those behind it by name only
            left[at:] = [(left[at][0], ARG_NAMED_OPT, name), *((kind, _by_name(how), own) for kind, how, own in left[at + 1:])]
        elif left[at][1] is not ARG_STAR:
            left.pop(at)
    rest = function.copy_modified([t for t, _, _ in left], [k for _, k, _ in left], [n for _, _, n in left], fallback=declared.fallback, variables=[], name=None)
    return declared.copy_modified(given, call.arg_kinds, call.arg_names, ret_type=rest, variables=function.variables)


def _by_name(kind: ArgKind) -> ArgKind:
    """How a parameter is given when one before it was given by name."""
    return {ARG_POS: ARG_NAMED, ARG_OPT: ARG_NAMED_OPT}.get(kind, kind)
