"""Results that need no annotation: that of a function which returns nothing, and of special methods of which Python says what they give.

`def main():`, `def __init__(self, name: str):` and `def __str__(self):` stand in many programs whose other functions are annotated; mypy
takes them as untyped. Here the annotation is written into the tree after it is parsed and before mypy looks at it. A method stays
as it is if another one of its name in the module gives something: one of them overrides the other, and None would be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import (
    MISSING_FALLBACK, ClassDef, Decorator, Expression, ExpressionStmt, FuncDef, LambdaExpr, MemberExpr, MypyFile, NameExpr, Node, OverloadedFuncDef, RaiseStmt, ReturnStmt, StrExpr,
    YieldExpr, YieldFromExpr,
)
from mypy.plugin import Plugin
from mypy.types import AnyType, CallableType, Instance, NoneType, Type as MypyType, TypeOfAny, UnboundType

from yarara.compiler.walk import children, walk
from yarara.paths import is_ours

SPECIAL = {
    "__str__": "str", "__repr__": "str", "__format__": "str", "__len__": "int", "__hash__": "int", "__index__": "int", "__int__": "int", "__float__": "float",
    "__bool__": "bool", "__contains__": "bool", "__eq__": "bool", "__ne__": "bool",
}
"""Methods that always give the same type."""


class UnwrittenResults(Plugin):
    """A mypy plugin, for the sake of being asked between parsing and checking."""

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        if not is_ours(file.path):
            _annotate(file)
        return []


def _annotate(file: MypyFile) -> None:
    found = list(functions_below(file, None, None))
    giving = {function.name for function, owner, _ in found if owner is not None and _gives(function)}
    for function, owner, decorator in found:
        kind = _special_result(function) if owner is not None else None
        if kind is None and _gives_nothing(function) and (owner is None or _is_setter(decorator) or function.name not in giving and not only_raises(function)):
            kind = NoneType()
        if kind is not None and _has_parameter_types(function, owner, decorator):
            write_result(function, kind)


def functions_below(node: Node, owner: ClassDef | None, decorator: Decorator | None) -> Iterator[tuple[FuncDef, ClassDef | None, Decorator | None]]:
    """Every `def` below a node, with the class whose method it is and what decorates it."""
    if isinstance(node, MypyFile):
        parts: list[Node] = list(node.defs)
    elif isinstance(node, FuncDef):
        yield node, owner, decorator
        parts, owner = [node.body], None
    elif isinstance(node, Decorator):
        yield from functions_below(node.func, owner, node)
        return
    else:
        owner = node if isinstance(node, ClassDef) else owner
        parts = list(node.items) if isinstance(node, OverloadedFuncDef) else [] if isinstance(node, Expression) else children(node)
    for part in parts:
        yield from functions_below(part, owner, None)


def own_nodes(function: FuncDef) -> list[Node]:
    """The nodes of a body, but those of functions and classes inside."""
    found: list[Node] = []

    def enter(node: Node) -> bool:
        found.append(node)
        return not isinstance(node, (FuncDef, LambdaExpr, ClassDef))

    walk(function.body, enter)
    return found


def _gives(function: FuncDef) -> bool:
    """Whether its annotation, or without one a `return` or `yield`, says that it gives something."""
    declared = function.type.ret_type if isinstance(function.type, CallableType) else None
    if declared is not None and not is_left_out(declared):
        return not isinstance(declared, UnboundType) or declared.name != "None"
    return any(
        isinstance(node, (YieldExpr, YieldFromExpr)) or isinstance(node, ReturnStmt) and node.expr is not None and not (isinstance(node.expr, NameExpr) and node.expr.name == "None")
        for node in own_nodes(function)
    )


def _gives_nothing(function: FuncDef) -> bool:
    """Whether it has no annotation of its result and needs none."""
    declared = function.type.ret_type if isinstance(function.type, CallableType) else None
    return (declared is None or is_left_out(declared)) and not function.is_coroutine and not _gives(function)


def only_raises(function: FuncDef) -> bool:
    """Whether it is there to be overridden."""
    body = [s for s in function.body.body if not (isinstance(s, ExpressionStmt) and isinstance(s.expr, StrExpr))]
    return len(body) == 1 and isinstance(body[0], RaiseStmt)


def _special_result(function: FuncDef) -> MypyType | None:
    declared = function.type.ret_type if isinstance(function.type, CallableType) else None
    if function.name not in SPECIAL or declared is not None and not is_left_out(declared):
        return None
    return UnboundType(f"__builtins__.{SPECIAL[function.name]}", line=function.line, column=function.column)


def _has_parameter_types(function: FuncDef, owner: ClassDef | None, decorator: Decorator | None) -> bool:
    """Whether all parameters are annotated, or there is none but `self`."""
    if isinstance(function.type, CallableType):
        return True
    return len(function.arguments) == (0 if owner is None or "staticmethod" in decorators(decorator) else 1)


def write_result(function: FuncDef, kind: MypyType) -> None:
    """Annotate the result of a function."""
    if isinstance(function.type, CallableType):
        function.type = function.type.copy_modified(ret_type=kind)
    else:
        unknown: list[MypyType] = [AnyType(TypeOfAny.unannotated) for _ in function.arguments]
        names = [argument.variable.name for argument in function.arguments]
        function.type = CallableType(unknown, list(function.arg_kinds), list(names), kind, Instance(MISSING_FALLBACK, [], -1), line=function.line, column=function.column)
    function.type.definition = function
    function.unanalyzed_type = function.type


def is_left_out(annotation: MypyType) -> bool:
    """Whether the source has no annotation here."""
    return isinstance(annotation, AnyType) and annotation.type_of_any == TypeOfAny.unannotated


def _is_setter(decorator: Decorator | None) -> bool:
    return any(name in ("setter", "deleter") for name in decorators(decorator))


def decorators(decorator: Decorator | None) -> list[str]:
    """The last parts of the decorators' names."""
    return [e.name for e in decorator.original_decorators if isinstance(e, (NameExpr, MemberExpr))] if decorator is not None else []
