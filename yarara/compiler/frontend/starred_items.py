"""What `*x` adds to `[*x, "end"]`, where `x` is a text, a range, or an object of a class that is not generic.

mypy knows the items only of what has type arguments, `list[int]`; of all else it takes them as Any. So while it checks, each such `x` is the argument
of a function that gives it back unchanged, `_starred(x)`; the type of this call is an `Iterable` of the items that a `for` over `x` has. Afterwards
the tree is as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mypy.checker import TypeChecker
from mypy.nodes import (
    ARG_POS, AssignmentStmt, CallExpr, ConditionalExpr, DictionaryComprehension, Expression, ForStmt, GeneratorExpr, IndexExpr, ListExpr, MemberExpr, MypyFile, NameExpr, Node, OpExpr, SetExpr,
    StarExpr, TupleExpr, WithStmt,
)
from mypy.plugin import FunctionContext, Plugin
from mypy.types import Instance, Type, UnionType, get_proper_type

from yarara.compiler.walk import walk
from yarara.paths import is_ours

NAME = "_starred"
"""A function of the stubs of `builtins`."""


class StarredItems(Plugin):
    """A mypy plugin."""

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        if not is_ours(file.path):
            for star in _stars(file):
                if not isinstance(star.expr, (ListExpr, TupleExpr, SetExpr, OpExpr, ConditionalExpr)):  # these need to know what is wanted of them
                    star.expr = _call(star.expr)
        return []

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        return _items if fullname == f"builtins.{NAME}" else None


def restore(file: MypyFile) -> None:
    """Take the calls out again."""
    for star in _stars(file):
        if isinstance(star.expr, CallExpr) and isinstance(star.expr.callee, MemberExpr) and star.expr.callee.name == NAME:
            star.expr = star.expr.args[0]


def _stars(file: MypyFile) -> Iterator[StarExpr]:
    """Every `*x` in a display."""
    found: list[StarExpr] = []
    others: set[Node] = set()  # what looks like a display: targets of assignments, and what stands in brackets after a type

    def enter(node: Node) -> bool:
        if node in others:
            return False
        others.update(_not_displays(node))
        if isinstance(node, (ListExpr, TupleExpr, SetExpr)):
            found.extend(item for item in node.items if isinstance(item, StarExpr))
        return True

    walk(file, enter)
    return iter(found)


def _not_displays(node: Node) -> list[Expression]:
    if isinstance(node, AssignmentStmt):
        return node.lvalues
    if isinstance(node, ForStmt):
        return [node.index]
    if isinstance(node, (GeneratorExpr, DictionaryComprehension)):
        return node.indices
    if isinstance(node, WithStmt):
        return [target for target in node.target if target is not None]
    return [node.index] if isinstance(node, IndexExpr) and isinstance(node.index, (TupleExpr, ListExpr)) else []


def _call(argument: Expression) -> CallExpr:
    module = NameExpr("__builtins__")
    call = CallExpr(callee := MemberExpr(module, NAME), [argument], [ARG_POS], [None])
    for node in (module, callee, call):
        node.set_line(argument)
    return call


def _items(context: FunctionContext) -> Type:
    given = get_proper_type(context.arg_types[0][0])
    if not (isinstance(given, UnionType) or isinstance(given, Instance) and not given.args):
        return given
    checker = context.api
    assert isinstance(checker, TypeChecker)
    return checker.named_generic_type("typing.Iterable", [checker.analyze_iterable_item_type(context.args[0][0])[1]])
