"""Lambdas whose parameters have defaults: `lambda x, n=n: x * n`.

mypy wants a lambda to have just the parameters of the Callable that it goes to. So each such lambda becomes, before mypy looks at the tree, a call
`_lambda(lambda x, n: x * n, n)`: the defaults are arguments, evaluated where the lambda is made, and say of which types their parameters are. What
the call gives has the parameters that the Callable wants; where nothing is wanted, all of them, those with a default at the caller's choice.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mypy.checker import TypeChecker
from mypy.erasetype import remove_instance_last_known_values
from mypy.nodes import ARG_OPT, ARG_POS, Argument, CallExpr, Expression, LambdaExpr, MemberExpr, MypyFile, NameExpr, Node
from mypy.plugin import FunctionSigContext, Plugin
from mypy.types import AnyType, CallableType, FunctionLike, Type, TypeOfAny, UnionType, get_proper_type

from yarara.compiler.walk import children, parts_of
from yarara.paths import is_ours

NAME = "_lambda"
"""A function of the stubs of `builtins`."""


class LambdaDefaults(Plugin):
    """A mypy plugin."""

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        path = Path(file.path)
        if not is_ours(path) and path.is_file() and b"lambda" in path.read_bytes():
            _rewrite(file)
        return []

    def get_function_signature_hook(self, fullname: str) -> Callable[[FunctionSigContext], FunctionLike] | None:
        return _signature if fullname == f"builtins.{NAME}" else None


# -- in the tree -------------------------------------------------------------------------------------------------------

def _rewrite(node: Node) -> None:
    """Replace the lambdas with defaults below a node, those inside them first."""
    for child in children(node):
        _rewrite(child)
    for name in parts_of[type(node)]:
        part = getattr(node, name, None)
        if isinstance(part, LambdaExpr) and (call := _call(part)) is not None:
            setattr(node, name, call)
        elif isinstance(part, list):
            part[:] = map(_replaced, part)


def _replaced(part: object) -> object:
    if isinstance(part, (list, tuple)):  # of a dict display, of the conditions of a comprehension
        return type(part)(map(_replaced, part))
    return _call(part) or part if isinstance(part, LambdaExpr) else part


def _call(made: LambdaExpr) -> CallExpr | None:
    """The call that stands for a lambda; None where none of its parameters has a default, or one is not plain."""
    defaults = [a.initializer for a in made.arguments if a.initializer is not None]
    if not defaults or any(a.kind not in (ARG_POS, ARG_OPT) for a in made.arguments):
        return None
    for argument in made.arguments:
        argument.kind, argument.initializer = ARG_POS, None
    made.arg_kinds[:] = [ARG_POS] * len(made.arguments)
    given: list[Expression] = [made, *defaults]
    module = NameExpr("__builtins__")
    call = CallExpr(callee := MemberExpr(module, NAME), given, [ARG_POS] * len(given), [None] * len(given))
    for node in (module, callee, call):
        node.set_line(made)
    return call


# -- its type ----------------------------------------------------------------------------------------------------------

def _signature(context: FunctionSigContext) -> CallableType:
    call, declared, checker = context.context, context.default_signature, context.api
    assert isinstance(call, CallExpr) and isinstance(checker, TypeChecker)
    made = call.args[0]
    assert isinstance(made, LambdaExpr)
    count, required = len(made.arguments), len(made.arguments) - len(call.args) + 1
    wanted = _wanted(checker)
    if wanted is not None and not (required <= len(wanted.arg_types) <= count and all(kind is ARG_POS for kind in wanted.arg_kinds)):
        wanted = None
    anything = AnyType(TypeOfAny.special_form)
    given: list[Type] = list(wanted.arg_types) if wanted is not None else [anything] * required
    with checker.msg.filter_errors():
        defaults = [remove_instance_last_known_values(checker.expr_checker.accept(default)) for default in call.args[1:]]
    inside = CallableType(given + defaults[len(given) - required:], [ARG_POS] * count, [None] * count, wanted.ret_type if wanted is not None else anything, checker.named_type("builtins.function"))
    with checker.msg.filter_errors():
        found = get_proper_type(checker.expr_checker.accept(made, inside))
    result = found.ret_type if isinstance(found, CallableType) else anything
    kind = inside.copy_modified(given, [ARG_POS] * len(given), [None] * len(given), result) if wanted is not None else inside.copy_modified(
        arg_kinds=[ARG_POS] * required + [ARG_OPT] * (count - required), arg_names=[a.variable.name for a in made.arguments], ret_type=result)
    return declared.copy_modified([inside, *defaults], [ARG_POS] * len(call.args), [None] * len(call.args), ret_type=kind)


def _wanted(checker: TypeChecker) -> CallableType | None:
    """The function that is expected where the call stands, if its parameters are known."""
    context = get_proper_type(checker.expr_checker.type_context[-1])
    if isinstance(context, UnionType):
        functions = [kind for kind in map(get_proper_type, context.items) if isinstance(kind, CallableType)]
        context = functions[0] if len(functions) == 1 else None
    return context if isinstance(context, CallableType) and not context.is_ellipsis_args else None
