"""Walking mypy's trees. (mypy's own visitors are compiled and cannot be subclassed here.)"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mypy.nodes import Argument, Block, CallExpr, Expression, FuncDef, LambdaExpr, NameExpr, Node, ReturnStmt, Statement, SuperExpr
from mypy.patterns import Pattern

_PARTS = (
    "expr", "left", "right", "operands", "items", "args", "callee", "base", "index", "cond", "if_expr", "else_expr", "key", "value", "left_expr", "sequences",
    "condlists", "indices", "generator", "begin_index", "end_index", "stride", "body", "else_body", "handlers", "types", "vars", "finally_body", "target",
    "lvalues", "rvalue", "lvalue", "msg", "from_expr", "defs", "func", "arguments", "initializer", "decorators",
    "subject", "patterns", "guards", "bodies", "pattern", "name", "class_ref", "positionals", "keyword_values", "keys", "values", "rest", "capture",
)
"""The attributes of nodes that hold the nodes below them."""


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below one."""
    for name in _PARTS:
        if isinstance(node, SuperExpr) and name == "expr":
            continue
        yield from _nodes(getattr(node, name, None))


def _nodes(part: object) -> Iterator[Node]:
    if isinstance(part, (Expression, Statement, Block, FuncDef, LambdaExpr, Argument, Pattern)):
        yield part
    elif isinstance(part, (list, tuple)):
        for item in part:
            yield from _nodes(item)


def walk(node: Node, enter: Callable[[Node], bool]) -> None:
    """Call `enter` for a node and, as long as it says so, for those below it."""
    if isinstance(node, CallExpr) and node.analyzed is not None:
        node = node.analyzed
    if enter(node):
        for child in children(node):
            walk(child, enter)


def gives_up(function: FuncDef) -> bool:
    """Whether a function may return `NotImplemented`."""
    found = False

    def enter(node: Node) -> bool:
        nonlocal found
        if isinstance(node, ReturnStmt) and isinstance(node.expr, NameExpr) and node.expr.fullname == "builtins.NotImplemented":
            found = True
        return not found

    walk(function, enter)
    return found
